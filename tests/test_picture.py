"""The preview picture: what the frame says, in the theme's colours, nothing cut or covered."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from PIL import Image
from starlette.applications import Starlette

from ruhrmap import catalog, picture, server
from ruhrmap.coverage import Frame
from ruhrmap.messages import LANGUAGES, long_date, pick
from ruhrmap.model import Catalog, Level
from ruhrmap.picture import card
from ruhrmap.picture.canvas import Box, Canvas
from ruhrmap.picture.lettering import Type, width
from ruhrmap.theme import LIGHT
from ruhrmap.view import ViewState
from ruhrmap.web.preview import _drawn
from support.asgi import Answer, ask

GEO = catalog.default_path() / "geo"
WITTEN = "05954036"


@pytest.fixture(scope="module")
def app() -> Starlette:
    return Starlette(routes=server.routes(), middleware=server.middleware())


def opened(app: Starlette, query: str = "", *headers: tuple[str, str]) -> Answer:
    return ask(app, f"/vorschau.png?{query}", headers=headers)


def colours(png: bytes) -> Counter[str]:
    """How many pixels have each colour."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert image.size == picture.SIZE
    counted: Any = image.getcolors(1 << 24)
    return Counter({f"#{r:02x}{g:02x}{b:02x}": count for count, (r, g, b) in counted})


# what is drawn


def test_it_shows_the_statuses_of_the_key_date(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    def shown(day: date, level: Level = Level.MUNICIPALITY) -> Counter[str]:
        return colours(picture.preview(ours, frames, ViewState(day, level), GEO))

    before, after = shown(date(2013, 1, 1)), shown(date(2024, 4, 10))
    # members in their colour, the uncovered in theirs: more of the one, less of the other
    assert after[LIGHT.member] > 5 * before[LIGHT.member]
    assert after[LIGHT.none] < before[LIGHT.none] / 2
    # represented towns are an own colour, on the level of Kreise there are none
    assert after[LIGHT.represented] > 10_000
    assert shown(date(2024, 4, 10), Level.DISTRICT)[LIGHT.represented] < 100


def test_the_chosen_place_is_outlined(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    day = date(2024, 4, 10)
    for view in (ViewState(day, place=WITTEN), ViewState(day, Level.DISTRICT, WITTEN)):
        assert colours(picture.preview(ours, frames, view, GEO))[LIGHT.accent] > 300
    university = ViewState(day, place="rub")
    assert colours(picture.preview(ours, frames, university, GEO))[LIGHT.accent] == 0


def longest(frames: tuple[Frame, ...]) -> Iterator[tuple[str, Frame]]:
    """The frames with the longest texts, those that say least, and the uncertain ones."""
    for language in LANGUAGES:
        for kind in ("sentence", "context"):
            yield language, max(frames, key=lambda f: len(pick(language, getattr(f, kind))))
        yield language, min(frames, key=lambda f: len(pick(language, f.sentence)))


@pytest.mark.parametrize("level", Level)
def test_no_text_is_cut_and_none_lies_on_another(
    ours: Catalog, frames: tuple[Frame, ...], level: Level
) -> None:
    sheet = Box(30, 20, picture.SIZE[0] - 30, picture.SIZE[1] - 16)
    for language, frame in longest(frames):
        shown = ViewState(frame.start, level, WITTEN, language)
        canvas = card.drawn(ours, frames, shown, GEO)
        said = " ".join(text for text, _ in canvas.texts)
        assert pick(language, frame.sentence) in said
        assert pick(language, frame.context) in said
        assert long_date(language, frame.start) in said
        for entry in frame.legend[level]:
            assert not entry.count or f"{entry.count} {pick(language, entry.label)}" in said
        for text, box in canvas.texts:
            assert sheet.holds(box), text
        for (one, a), (other, b) in combinations(canvas.texts, 2):
            assert not a.meets(b), f"{one} on {other}"


def test_text_is_broken_where_it_is_too_wide() -> None:
    canvas = Canvas(400, 300, "#ffffff")
    kind = Type(20, "#000000")
    lines = canvas.wrapped("eins zwei drei vier fünf sechs", kind, 120)
    assert " ".join(lines) == "eins zwei drei vier fünf sechs"
    assert len(lines) > 2
    assert all(width(line, kind) <= 120 for line in lines)
    smaller = canvas.fitting("Donaudampfschiff", kind, Box(0, 0, 100, 30), 6)
    assert smaller.size < 20
    assert width("Donaudampfschiff", smaller) <= 100


def test_money_and_formulas_are_only_text() -> None:
    """The drawing library would read dollars as a formula."""
    canvas = Canvas(400, 300, "#ffffff")
    canvas.write("$\\frac{1}{2}$", Type(20, "#000000"), (10, 10))
    assert canvas.png()


# how it is asked for


def test_it_is_a_picture_that_may_be_kept(app: Starlette) -> None:
    told = opened(app, "datum=2019-01-15&ebene=kreise&sprache=en&ort=05113")
    assert told.status == 200
    assert told.headers["content-type"] == "image/png"
    assert "max-age=300" in told.headers["cache-control"]
    assert len(told.body) < 150_000
    again = opened(
        app,
        "ort=05113&date=2019-01-15&level=district&lang=en",
        ("if-none-match", told.headers["etag"]),
    )
    assert (again.status, again.body) == (304, b""), "the same view, however it is written"


def test_one_view_is_drawn_once(app: Starlette) -> None:
    opened(app, "datum=2019-01-16")
    before = _drawn.cache_info()
    for query in ("datum=2019-01-16", "datum=2019-01-16&ansicht=tabelle&vergleich=2013-01-01"):
        opened(app, query)
    after = _drawn.cache_info()
    assert (after.hits, after.misses) == (before.hits + 2, before.misses)


@pytest.mark.parametrize(
    ("query", "parameter"),
    [
        ("datum=31.02.2023", "datum"),
        ("datum=1999-01-01", "datum"),
        ("ebene=land", "ebene"),
        ("sprache=fr", "sprache"),
        ("ort=99999", "ort"),
        ("farbe=rot", "farbe"),
        ("datum=2019-01-01&datum=2020-01-01", "datum"),
        ("datum=%00" + 5000 * "x", "datum"),
    ],
)
def test_a_bad_parameter_is_refused_with_what_is_allowed(
    app: Starlette, query: str, parameter: str
) -> None:
    told = opened(app, query)
    assert told.status == 400
    refusal = json.loads(told.body)
    assert refusal["parameter"] == parameter
    assert refusal["allowed"]
    assert len(told.body) < 6000


def test_the_same_view_is_the_same_file(ours: Catalog, frames: tuple[Frame, ...]) -> None:
    """Else its tag would change with each start of the server."""
    shown = ViewState(date(2019, 2, 1), Level.DISTRICT)
    assert len({picture.preview(ours, frames, shown, GEO) for _ in range(2)}) == 1


def test_importing_the_server_does_not_import_the_drawing_library() -> None:
    names = ("matplotlib", "PIL")
    code = f"import sys, ruhrmap.server; print([m for m in {names} if m in sys.modules])"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "[]"
