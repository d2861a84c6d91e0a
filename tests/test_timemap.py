"""The folium map: built alike for everyone, and asking no other host for anything."""

from __future__ import annotations

import re

import branca.element
import folium
import pytest
import streamlit_folium
from folium.elements import JSCSSMixin

from ruhrmap import site, timemap
from ruhrmap.assets import Assets


@pytest.fixture(scope="module")
def files() -> Assets:
    return site.current().assets


def script_of(made: folium.Map) -> str:
    """What st_folium sends to its frame; a change in it rebuilds the frame."""
    made.get_root().render()
    made.render()
    html = streamlit_folium._get_html(made)
    header = streamlit_folium._get_header(made)
    return "\n".join((streamlit_folium._get_map_string(made), html, header))


def links(made: folium.Map) -> list[str]:
    """Every file that folium would load for the map, in the order of loading."""
    found: list[str] = []
    for element in [made, *made._children.values()]:
        if isinstance(element, JSCSSMixin):
            found += [url for _, url in (*element.default_js, *element.default_css)]
    return found


def test_two_builds_are_the_same_byte_for_byte(files: Assets) -> None:
    """Else the frame is rebuilt on every rerun: no zoom is kept and the map blinks."""
    one, other = script_of(timemap.build(files)), script_of(timemap.build(files))
    assert one.encode() == other.encode()
    assert "ruhrmapMount(map_div)" in one


def test_the_script_knows_no_date_no_language_no_level_and_no_data(files: Assets) -> None:
    script = script_of(timemap.build(files))
    assert not re.search(r"20\d\d-\d\d|municipality|district|coordinates|Witten", script)
    assert len(script) < 5_000


def test_only_our_own_files_are_linked(files: Assets) -> None:
    found = links(timemap.build(files))
    assert found == [
        f"../../{asset.path}"
        for asset in (files.leaflet_js, files.leaflet_css, files.map_js, files.map_css)
    ]


def test_nothing_that_folium_renders_names_another_host(files: Assets) -> None:
    """Also as a page of its own, where folium adds what st_folium leaves out."""
    made = timemap.build(files)
    pages = [script_of(timemap.build(files)), made.get_root().render()]
    for page in pages:
        addresses = re.findall(r"""(?:src|href)=["']?([^"'\s>]+)|(https?://[^\s"'<>]+)""", page)
        foreign = [one or other for one, other in addresses if "//" in (one or other)]
        assert foreign == []


def test_the_region_cannot_be_zoomed_out_of_sight(files: Assets) -> None:
    """What folium keeps for its tile layers never reaches the map: it has none."""
    script = script_of(timemap.build(files))
    assert '"minZoom": 7' in script
    assert '"maxZoom": 14' in script


def test_there_are_no_tiles(files: Assets) -> None:
    made = timemap.build(files)
    assert not [c for c in made._children.values() if isinstance(c, folium.TileLayer)]
    assert "tileLayer" not in script_of(timemap.build(files))


def test_folium_itself_stays_as_it_was(files: Assets) -> None:
    """Our links are set on the map, not on folium: other maps in the process keep theirs."""
    before = list(folium.Map.default_js)
    timemap.build(files)
    assert folium.Map.default_js == before
    assert isinstance(timemap.TimeLayer(files), branca.element.MacroElement)


def test_each_build_is_a_new_map(files: Assets) -> None:
    """st_folium changes the map it is given, so one is never given twice."""
    one = timemap.build(files)
    script_of(one)
    assert timemap.build(files) is not one
