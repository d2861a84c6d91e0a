"""The presentation file: whole by itself, small, the same bytes each time, locked tight."""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest
from playwright._impl._driver import compute_driver_executable
from starlette.applications import Starlette

from ruhrmap import coverage, ondemand, site, tabulation, timemap
from ruhrmap.api.downloads import material
from ruhrmap.coverage import Frame, Pace
from ruhrmap.export import Material, presentation
from ruhrmap.model import Catalog, Level
from ruhrmap.payload import CHANGE_CODES, CODES
from ruhrmap.view import ViewState
from ruhrmap.web import presentation as served
from support.asgi import ask

LARGEST = 250_000  # bytes, packed
LIVE = "https://karte.example.org/ruhr/"


@pytest.fixture(scope="module")
def made() -> Material:
    return material(site.data_path())


@pytest.fixture(scope="module")
def file(made: Material) -> str:
    return presentation.write(made, LIVE).decode()


@pytest.fixture(scope="module")
def story(file: str) -> dict[str, Any]:
    return constant(file, "RUHRMAP_STORY")


def constant(file: str, name: str) -> dict[str, Any]:
    line = re.search(rf"^const {name} = (.*);$", file, re.MULTILINE)
    assert line
    read: dict[str, Any] = json.loads(line[1])
    return read


def inside(file: str, element: str) -> str:
    """What stands in the only element of a kind that runs or styles."""
    (found,) = re.findall(rf"<{element}>(.*?)</{element}>", file, re.DOTALL)
    return str(found)


def test_it_is_small_enough_to_be_sent_by_mail(file: str) -> None:
    assert len(gzip.compress(file.encode(), mtime=0)) < LARGEST


def test_the_same_data_give_the_same_bytes(made: Material, file: str) -> None:
    again = Material(made.catalog, made.frames, made.folder)
    assert presentation.write(again, LIVE).decode() == file


def test_nothing_is_loaded_that_does_not_stand_in_it(file: str) -> None:
    """The address bar, a link that a reader follows, and the empty icon alone are addresses."""
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", file, flags=re.DOTALL)
    assert re.findall(r"<link[^>]*>", markup) == ['<link rel="icon" href="data:,">']
    assert not re.search(r"<(script|img|iframe|object|embed|audio|video|source|base)\b", markup)
    assert not re.search(r"\ssrc=", markup)
    style = inside(file, "style")
    assert "@import" not in style
    addresses = set(re.findall(r"url\(([^)]*)\)", style))
    assert all(one.strip("\"'").startswith(("#", "data:")) for one in addresses), addresses


def test_its_policy_allows_what_stands_in_it_and_nothing_else(file: str) -> None:
    told = presentation.policy(file.encode())
    rules = dict(rule.strip().split(" ", 1) for rule in told.split(";"))
    assert rules["default-src"] == "'none'"
    assert "unsafe" not in told
    for element in ("script", "style"):
        digest = hashlib.sha256(inside(file, element).encode()).digest()
        assert rules[f"{element}-src"] == f"'sha256-{base64.b64encode(digest).decode()}'"
    meta = re.search(r'http-equiv="Content-Security-Policy" content="([^"]*)"', file)
    assert meta
    assert html.unescape(meta[1]) == told


def test_leaflet_comes_with_its_licence(file: str) -> None:
    assert "BSD 2-Clause" in file and "Agafonkin" in file
    assert "L.map(" in file


def test_its_script_is_whole(file: str, tmp_path: Path) -> None:
    node, _ = compute_driver_executable()
    path = tmp_path / "script.cjs"
    path.write_text(inside(file, "script"), "utf-8")
    subprocess.run([node, "--check", str(path)], check=True, capture_output=True)


def test_what_is_read_later_is_what_the_page_asks_its_server_for(
    file: str, ours: Catalog, frames: tuple[Frame, ...]
) -> None:
    parts = dict(
        re.findall(r'<script type="application/json" data-later="(\w+)">(.*?)</script>', file)
    )
    assert set(parts) == {"comparison", "chronicle", "multiples", "tables"}
    geo = site.data_path() / "geo"
    for name, expected in (
        ("comparison", ondemand.comparison(ours, frames)),
        ("chronicle", ondemand.chronicle(ours, frames)),
        ("multiples", ondemand.multiples(ours, frames, geo)),
    ):
        assert json.loads(parts[name]) == json.loads(json.dumps(expected))


@pytest.mark.parametrize("language", ["de", "en"])
def test_the_packed_table_is_that_of_each_frame(
    ours: Catalog, frames: tuple[Frame, ...], language: str
) -> None:
    packed = json.loads(json.dumps(ondemand.tables(ours, frames)))[language]
    for frame in frames:
        for day in (frame.start, frame.end):
            for level in Level:
                view = ViewState(date=day, level=level, language=language)
                table = tabulation.table(ours, view)
                assert packed["columns"] == table["columns"]
                for heading, group in zip(packed["order"][level], table["groups"], strict=True):
                    assert heading == group["heading"]
                    rows = [packed["rows"][i] for i in packed["frames"][frame.index][heading]]
                    assert rows == [
                        [row["key"], row["status"], row["cells"], row["keys"]]
                        for row in group["rows"]
                    ]


@pytest.mark.parametrize("pace", list(Pace))
def test_the_steps_are_those_of_the_core(
    story: dict[str, Any], ours: Catalog, frames: tuple[Frame, ...], pace: Pace
) -> None:
    told = story["steps"][pace]
    for one, step in zip(told, coverage.steps(ours, frames, pace), strict=True):
        assert (one["day"], one["frame"]) == (step.day.isoformat(), step.frame.index)
        assert one["title"] == step.title.by_language()
        for level in Level:
            assert one["new"][level] == list(step.marks[level])
            if one["letters"] is None:
                assert not step.marks[level]
                continue
            for ags, letter in zip(
                (place.ags for place in ours.at(level)), one["letters"][level], strict=True
            ):
                mark = step.marks[level].get(ags)
                status = step.frame.statuses[level][ags]
                assert letter == (CHANGE_CODES[mark] if mark else CODES[status])


def test_the_code_on_the_last_step_is_the_configured_address_or_none(
    story: dict[str, Any], made: Material
) -> None:
    import segno

    modules = [
        "#" * 0 + "".join("#" if m else "." for m in row)
        for row in segno.make(LIVE, error="m", micro=False).matrix
    ]
    assert story["live"] == {"address": LIVE, "modules": modules}
    assert constant(presentation.write(made).decode(), "RUHRMAP_STORY")["live"] is None


def test_the_server_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch, made: Material) -> None:
    monkeypatch.setenv("RUHRMAP_PUBLIC_URL", LIVE)
    app = Starlette(routes=served.routes())
    answer = ask(app, "/praesentation")
    assert answer.status == 200
    assert answer.body == presentation.write(made, LIVE)
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    assert answer.headers["content-security-policy"] == presentation.policy(answer.body)
    tagged = ask(app, "/praesentation", headers=(("if-none-match", answer.headers["etag"]),))
    assert tagged.status == 304


def test_the_map_is_made_as_folium_makes_it() -> None:
    """The documents of our own set the options that the page's map gets from Python."""
    script = timemap.drawn(site.current().assets).script
    own = (Path(presentation.__file__).parents[1] / "frontend" / "standalone.js").read_text("utf-8")
    for option, value in (
        ("zoomControl", "false"),
        ("zoomSnap", "0"),
        ("zoomDelta", "0.75"),
        ("minZoom", "7"),
        ("maxZoom", "14"),
        ("attributionControl", "false"),
        ("boxZoom", "false"),
        ("keyboard", "false"),
    ):
        assert re.search(rf'"?{option}"?: {re.escape(value)}\b', script), option
        assert f"{option}: {value}" in own, option
