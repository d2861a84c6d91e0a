"""What the shell shows before any script runs: the same as the core says of the view."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import streamlit
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from ruhrmap import coverage, payload, server, shell, site, tiles, view
from ruhrmap.address import Ignored
from ruhrmap.coverage import Status
from ruhrmap.messages import LANGUAGES, long_date, message, pick
from ruhrmap.model import Level
from ruhrmap.view import View, ViewState
from ruhrmap.web import embed, opening
from support import packages
from support.asgi import ask

STATIC = Path(streamlit.__file__).parent / "static"
STYLES = Path(tiles.__file__).parent / "frontend" / "patterns.css"
AREA = re.compile(r'<path class="rm-area" data-ags="(\d+)" data-status="(.)" d="M[^"]+z"/>')
GZIP = (("accept-encoding", "gzip, br"),)
HERE = site.current()
LIMITS = HERE.limits
DAYS = st.dates(LIMITS.first, LIMITS.last)


async def _streamlits(_: Request) -> Response:
    return HTMLResponse((STATIC / "index.html").read_text("utf-8"))


@pytest.fixture(scope="module")
def app() -> Starlette:
    pages = [Route("/", _streamlits), Route("/daten", _streamlits)]
    return Starlette(routes=[*server.routes(), *pages], middleware=server.middleware())


def shown(**changes: object) -> ViewState:
    return replace(view.initial(LIMITS), **changes)  # type: ignore[arg-type]


def drawn(state: ViewState) -> str:
    return opening.markup(HERE, state)


@given(day=DAYS, level=st.sampled_from(Level), language=st.sampled_from(LANGUAGES))
def test_map_sentence_and_legend_are_those_of_the_frame(
    day: date, level: Level, language: str
) -> None:
    frame = coverage.frame_on(site.current().frames, day)
    told = drawn(shown(date=day, level=level, language=language))
    assert dict(AREA.findall(told)) == {
        ags: payload.CODES[status] for ags, status in frame.statuses[level].items()
    }
    assert f'<h1 class="rm-sentence">{pick(language, frame.sentence)}</h1>' in told
    assert f'<p class="rm-context-line">{pick(language, frame.context)}</p>' in told
    assert long_date(language, day) in told
    for entry in frame.legend[level]:
        assert f"<b>{entry.count}</b> {pick(language, entry.label)}" in told


@given(day=DAYS)
def test_the_key_date_stands_where_the_time_axis_has_it(day: date) -> None:
    share = re.search(r'data-share="([\d.]+)"', drawn(shown(date=day)))
    assert share is not None
    days = (LIMITS.last - LIMITS.first).days
    assert abs((day - LIMITS.first).days - float(share[1]) * days) < 1


def test_patterns_are_there_for_what_is_drawn_with_them() -> None:
    """And each has an id that the style sheet fills areas with."""
    filled = set(re.findall(r'url\("#(rm-[\w-]+)"\)', STYLES.read_text("utf-8")))
    assert {f"rm-{name}" for name in tiles.TILES} == filled
    for status, name in ((Status.UNCERTAIN, "uncertain"), (Status.ASSUMED, "assumed")):
        frames = site.current().frames
        of_it = next(f for f in frames if status in f.statuses[Level.MUNICIPALITY].values())
        assert f'<pattern id="rm-{name}"' in drawn(shown(date=of_it.start))
    early = drawn(shown(date=LIMITS.first))
    assert "<pattern" not in early
    assert Counter(letter for _, letter in AREA.findall(early)) == {"n": 53}


def test_the_chosen_territory_has_its_outline_at_either_level() -> None:
    town = drawn(shown(place="05954036"))
    kreis = drawn(shown(place="05954"))
    for told in (town, kreis):
        assert told.count("rm-chosen") == 1
    chosen = re.compile(r'class="rm-chosen" d="([^"]+)"')
    assert chosen.findall(town) != chosen.findall(kreis)
    assert "rm-chosen" not in drawn(shown())
    university = next(key for key, one in site.current().catalog.members.items() if not one.ags)
    assert "rm-chosen" not in drawn(shown(place=university))


@pytest.mark.parametrize("other", [one for one in View if one is not View.MAP])
def test_another_view_has_the_words_and_no_map(other: View) -> None:
    told = drawn(shown(view=other))
    assert '<h1 class="rm-sentence">' in told
    assert "<svg" not in told
    assert "rm-legend" not in told


def test_a_comparison_has_another_sentence_and_waits_for_it() -> None:
    assert drawn(shown(comparison=date(2019, 1, 31))) == ""


def test_what_was_ignored_is_said_and_cannot_become_markup() -> None:
    told = opening.markup(HERE, shown(), (Ignored.of("ort", packages.PAYLOAD),))
    assert "rm-notice" in told
    assert packages.PAYLOAD not in told
    assert "&lt;img src=x" in told


@pytest.mark.parametrize("language", LANGUAGES)
def test_without_scripts_there_is_a_way_to_the_page_that_needs_none(
    app: Starlette, language: str
) -> None:
    state = shown(language=language, level=Level.DISTRICT)
    told = ask(app, f"/?sprache={language}&ebene=kreise").text
    assert told.count("<noscript>") == 1, "Streamlit's own is English and for programs"
    words = told[told.index("<noscript>") : told.index("</noscript>")]
    assert message(language, "opening.without_scripts") in words
    assert f'href="./{embed.address_of(state).replace("&", "&amp;")}"' in words
    assert ask(app, f"/{embed.address_of(state)}").status == 200
    other = ask(app, f"/daten?sprache={language}").text
    assert f"<noscript>{message(language, 'opening.needs_scripts')}</noscript>" in other


def test_a_comparison_says_without_scripts_what_it_needs(app: Starlette) -> None:
    told = ask(app, "/?vergleich=2019-01-31").text
    assert told.count("<noscript>") == 1
    assert f"<noscript>{message('de', 'opening.needs_scripts')}</noscript>" in told


def test_streamlits_scripts_wait_for_the_first_paint_of_the_map_alone(app: Starlette) -> None:
    waiting = re.compile(r'<link rel="preload" as="script" crossorigin href="([^"]+)" data-rm-st')
    told = ask(app, "/").text
    entry = re.findall(r'src="(\./static/js/index[^"]+)"', (STATIC / "index.html").read_text())
    assert waiting.findall(told)[0] == entry[0]
    assert len(waiting.findall(told)) == 3, "the entry, and two of components"
    assert "<script type=" not in told
    for path in ("/daten", "/?vergleich=2019-01-31"):
        other = ask(app, path).text
        assert not waiting.findall(other)
        assert f'<script type="module" crossorigin src="{entry[0]}"></script>' in other


def test_the_shell_is_packed_for_whoever_can_unpack_it(app: Starlette) -> None:
    plain, packed = ask(app, "/"), ask(app, "/", headers=GZIP)
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert int(packed.headers["content-length"]) == len(packed.body)
    assert gzip.decompress(packed.body) == plain.body
    assert len(packed.body) < 16_000, "all that a first map costs"


def test_a_broken_package_has_no_first_map(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.broken(tmp_path / "data")))
    told = ask(app, "/").text
    assert "rm-opening" not in told
    assert "<script type=" in told


def test_another_program_s_page_is_left_alone() -> None:
    html = '<html lang="en"><body><div id="root"></div></body></html>'
    assert shell.mended(html, {"path": "/", "query_string": b"", "headers": []}) == html
