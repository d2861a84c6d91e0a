"""The folium map and its time layer.

The map is built once: its script is the same, byte for byte, for every session,
language, level, theme and date, so Streamlit never rebuilds the frame. Statuses, names
and geometry of both levels come in a file of their own that the browser keeps; the
script only says "mount". Dates, levels and themes reach the frame by a call and over a
``BroadcastChannel`` (``frontend/channel.js``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import folium
from branca.element import Figure, MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from ruhrmap.assets import Asset, Assets

# Where the server's root is, seen from st_folium's own document
# (/component/streamlit_folium.st_folium/index.html); relative, so that a base path works.
_TO_ROOT = "../../"

_ID: Final = "div"  # streamlit-folium's: its document has a place for "map_div"


class TimeLayer(JSCSSMixin, MacroElement):
    """The element that mounts ``frontend/timelayer.js`` on a folium map.

    Parameters
    ----------
    assets : Assets
        The files to load; their names hold their content's hash.
    """

    _template = Template(
        """
        {% macro script(this, kwargs) %}
        window.ruhrmapMount({{ this._parent.get_name() }});
        {% endmacro %}
        """
    )

    def __init__(self, assets: Assets) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._name = "TimeLayer"
        self.default_js = [_link(assets.map_js)]
        self.default_css = [_link(assets.map_css)]


def build(assets: Assets) -> folium.Map:
    """A new folium map with the time layer; no tiles, no request to another host.

    It is not to be cached: ``st_folium`` changes the map it is given.
    """
    # zoomSnap 0: the region fills the frame at every width
    options: dict[str, Any] = {
        "zoom_control": False,
        "zoom_snap": 0,
        "zoom_delta": 0.75,
        "attribution_control": False,  # the credit stands under the map, in the page
        "keyboard": False,  # frontend/mapkeys.js goes from area to area
        "box_zoom": False,
    }
    made = folium.Map(location=(51.5, 7.2), zoom_start=9, tiles=None, **options)
    # folium keeps its own parameters of these names for its tiles; there are none
    made.options |= {"min_zoom": 7, "max_zoom": 14}
    # folium loads ten files from content delivery networks; ours replace them all
    made.default_js = [_link(assets.leaflet_js)]
    made.default_css = [_link(assets.leaflet_css)]
    TimeLayer(assets).add_to(made)
    return made


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a document needs to draw the map by itself.

    Attributes
    ----------
    name : str
        Of the map, in the script and as the ``id`` of its element.
    script : str
        Creates the map and mounts the time layer.
    scripts, styles : tuple of str
        Addresses to load first, in this order.
    """

    name: str
    script: str
    scripts: tuple[str, ...]
    styles: tuple[str, ...]


def drawn(assets: Assets) -> Drawn:
    """The map as folium writes it, with the name that streamlit-folium gives it.

    Examples
    --------
    >>> from ruhrmap import site
    >>> drawn(site.current().assets).name
    'map_div'
    """
    made = build(assets)
    made._id = _ID
    figure = made.get_root()
    assert isinstance(figure, Figure), "folium puts each map into one"
    figure.render()
    layers = [element for element in made._children.values() if isinstance(element, JSCSSMixin)]
    linked = [made, *layers]
    return Drawn(
        name=made.get_name(),
        script=figure.script.render(),
        scripts=tuple(link for one in linked for _, link in one.default_js),
        styles=tuple(link for one in linked for _, link in one.default_css),
    )


def _link(asset: Asset) -> tuple[str, str]:
    return asset.name, _TO_ROOT + asset.path
