"""Files for the browser: named after their content, from this host alone, and complete."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
import subprocess
from pathlib import Path

import pytest
from playwright._impl._driver import compute_driver_executable

from ruhrmap import assets, site, staff
from ruhrmap.assets import Asset, Assets
from ruhrmap.view import initial
from ruhrmap.web import opening, presentation

FRONTEND = Path(assets.__file__).parent / "frontend"


@pytest.fixture(scope="module")
def files() -> Assets:
    return site.current().assets


@pytest.fixture(params=["leaflet_js", "leaflet_css", "map_js", "map_css", "page_js", "page_css"])
def file(request: pytest.FixtureRequest, files: Assets) -> Asset:
    found: Asset = getattr(files, request.param)
    return found


def test_a_name_holds_the_hash_of_the_content(file: Asset) -> None:
    """So the browser may keep a file for good, and never shows an old one."""
    stem, digest, ending = re.fullmatch(r"([a-z]+)-([0-9a-f]{12})\.(js|css)", file.name).groups()  # type: ignore[union-attr]
    assert hashlib.sha256(file.body).hexdigest().startswith(digest)
    assert stem in {"leaflet", "map", "page", "embed"}
    assert file.media_type == {"js": "text/javascript", "css": "text/css"}[ending]
    assert file.path == f"ruhrmap/{file.name}"


def test_gzipped_is_the_same_content_and_the_same_bytes_on_every_start(file: Asset) -> None:
    assert gzip.decompress(file.gzipped) == file.body
    assert len(file.gzipped) < len(file.body)
    assert file.gzipped[4:8] == b"\0\0\0\0", "no time in it"


def test_every_file_is_found_by_its_name(files: Assets) -> None:
    named = files.by_name()
    assert len(named) == 11
    assert all(named[name].name == name for name in named)


def test_nothing_names_another_host_to_load_from(file: Asset) -> None:
    """Links for readers are data and may; what is loaded by itself may not."""
    text = file.body.decode()
    assert not re.search(r"@import|sourceMappingURL=http", text)
    assert not [u for u in re.findall(r"url\(([^)]*)\)", text) if "//" in u]
    loaders = "fetch|import|importScripts|sendBeacon|WebSocket|EventSource"
    assert not re.search(rf"""(?:{loaders}|src\s*=)\s*\(?\s*["'`](?:https?:)?//""", text)


@pytest.fixture(scope="module")
def with_staff() -> Assets:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(staff.VARIABLE, "1")
        return site.current().assets


def test_our_own_files_hold_every_part_of_the_frontend(with_staff: Assets) -> None:
    """A new file in frontend/ that nobody loads would be found here."""
    shell = opening.markup(site.current(), initial(site.current().limits))
    of_file = presentation.body().replace(b"<\\/", b"</")  # nothing in it ends its element
    shipped = (
        b"".join(file.body for file in with_staff.by_name().values()) + shell.encode() + of_file
    )
    for path in FRONTEND.iterdir():
        assert path.read_bytes() in shipped, path.name


def test_the_public_gets_no_script_or_style_of_the_staffs_pages(
    files: Assets, with_staff: Assets
) -> None:
    for name in (*assets._STAFF, *assets._STAFF_STYLES):
        part = assets.source(name).encode()
        assert any(part in file.body for file in with_staff.by_name().values())
        assert not any(part in file.body for file in files.by_name().values())


def test_data_of_the_page_and_of_the_map_are_json_of_their_own(files: Assets) -> None:
    for body, name, keys in (
        (files.page_js.body, "RUHRMAP_PAGE", {"axis", "frames", "accessions", "curve"}),
        (files.map_js.body, "RUHRMAP_MAP", {"geometry", "frames", "territories", "order"}),
    ):
        line = re.search(rf"const {name} = (.*);\n", body.decode())
        assert line
        assert keys <= json.loads(line[1]).keys()


@pytest.mark.parametrize("name", ["map_js", "page_js", "embed_js", "staff"])
def test_scripts_are_whole(files: Assets, with_staff: Assets, name: str, tmp_path: Path) -> None:
    """Read by a real JavaScript engine, the one that Playwright brings along."""
    node, _ = compute_driver_executable()
    ending = "mjs" if name in ("page_js", "staff") else "cjs"  # the page's script is a module
    path = tmp_path / f"script.{ending}"
    file: Asset = with_staff.page_js if name == "staff" else getattr(files, name)
    path.write_bytes(file.body)
    subprocess.run([node, "--check", str(path)], check=True, capture_output=True)


def test_the_same_data_give_the_same_files(files: Assets) -> None:
    page, time_map = {"a": 1, "b": "ä"}, {"c": [1]}
    one = assets.build(page, time_map)
    other = assets.build(dict(reversed(page.items())), time_map)
    assert one == other
    assert assets.build({"a": 2}, time_map).page_js.name != one.page_js.name
    assert one.leaflet_js == files.leaflet_js


def test_leaflet_is_the_version_that_folium_expects_with_its_notice(files: Assets) -> None:
    head = files.leaflet_js.body[:300].decode()
    assert "Leaflet 1.9.3" in head
    assert "Vladimir Agafonkin" in head, "BSD-2: the notice travels with the file"


def test_styles_of_the_page_need_no_data(files: Assets) -> None:
    """They dress the page of findings too, when there are no data."""
    assert assets.page_stylesheet() == files.page_css
