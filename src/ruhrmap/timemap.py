"""The folium map and its time layer.

The map is built once: its script is the same, byte for byte, for every session,
language, level, theme and date, so Streamlit never rebuilds the frame. Statuses, names
and geometry of both levels come in a file of their own that the browser keeps; the
script only says "mount". Dates, levels and themes reach the frame by a call and over a
``BroadcastChannel`` (``frontend/channel.js``).
"""

from __future__ import annotations

from typing import Any

import folium
from branca.element import MacroElement
from folium.elements import JSCSSMixin
from folium.template import Template

from ruhrmap.assets import Asset, Assets

# Where the server's root is, seen from st_folium's own document
# (/component/streamlit_folium.st_folium/index.html); relative, so that a base path works.
_TO_ROOT = "../../"


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


def _link(asset: Asset) -> tuple[str, str]:
    return asset.name, _TO_ROOT + asset.path
