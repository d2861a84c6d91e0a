"""Nothing that is shown or exported depends on the clock, the time zone or a leap day."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette

from factories import region, spell
from ruhrmap import coverage, dates, server, view
from ruhrmap.address import Ignored
from ruhrmap.api import description
from ruhrmap.coverage import Frame
from ruhrmap.dates import DateError, parse
from ruhrmap.model import Catalog, Level
from support import tools
from support.asgi import ask

_MADE = """
import hashlib
from ruhrmap import catalog, coverage, export
from ruhrmap.export import Format, Material, Selection
from ruhrmap.model import Level
from datetime import date
folder = catalog.default_path()
ours = catalog.load(folder)
made = Material(ours, coverage.frames(ours), folder)
for form in (Format.CSV, Format.XLSX, Format.GEOJSON, Format.ZIP):
    body = export.make(made, form, Selection("de", date(2024, 2, 29), Level.DISTRICT)).body
    print(form.value, hashlib.sha256(body).hexdigest())
print(hashlib.sha256(export.presentation.write(made)).hexdigest())
print([frame.sentence.de for frame in made.frames])
"""


def made(zone: str, at: str = "") -> str:
    """What a process of its own makes, in a time zone and, where it can be, at another time."""
    faked = [tools.path_of("faketime"), at] if at else []
    command = [*faked, sys.executable, "-c", _MADE]
    environment = {**os.environ, "TZ": zone}
    return subprocess.run(
        command, env=environment, check=True, capture_output=True, text=True
    ).stdout


@pytest.fixture(scope="module")
def here() -> str:
    return made("America/St_Johns")


def test_a_zone_at_the_other_end_of_the_world_changes_no_byte(here: str) -> None:
    assert made("Pacific/Kiritimati") == here


@pytest.mark.parametrize("at", ["1975-06-01 00:00:00", "2044-03-27 03:30:00"])
def test_another_time_changes_no_byte(here: str, at: str) -> None:
    """Before zip files have a date; after 2038, in the first hour of summer time."""
    assert made("Europe/Berlin", at) == here


@pytest.mark.parametrize("text", ["2024-02-29", "2000-02-29~", "[2024-02-29..2028-02-29]"])
def test_leap_days_are_days(text: str) -> None:
    found = parse(text)
    assert (found.earliest.month, found.earliest.day) == (2, 29)


@pytest.mark.parametrize("text", ["2023-02-29", "1900-02-29", "2100-02-29", "[2023-02-29..2024]"])
def test_days_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(DateError):
        parse(text)


@pytest.mark.parametrize(("text", "last"), [("2024-02", 29), ("2023-02", 28), ("1900-02", 28)])
def test_a_february_ends_when_it_does(text: str, last: int) -> None:
    assert parse(text).latest.day == last


@given(st.sampled_from([2000, 2016, 2020, 2024]), st.integers(-3, 3))
def test_status_turns_on_a_leap_day_as_on_any_other(year: int, around: int) -> None:
    joined = date(2016, 2, 29)
    made_ = region([spell("altstadt", joined.isoformat())])
    day = joined + timedelta(days=around)
    told = coverage.status_on(made_, "05001", day).status
    assert told == ("member" if around >= 0 else "none")
    assert dates.iso_day(f"{year}-02-29") == date(year, 2, 29)


def test_frames_meet_without_a_gap_across_a_leap_day() -> None:
    made_ = region([spell("altstadt", "[2016-02-28..2016-03-01]"), spell("berg", "2016-02-29")])
    frames = coverage.frames(made_)
    for before, after in pairwise(frames):
        assert after.start - before.end == timedelta(days=1)
    on = coverage.frame_on(frames, date(2016, 2, 29))
    assert on.statuses[Level.DISTRICT]["05001"] == "uncertain"


def test_an_axis_may_begin_and_end_on_a_leap_day() -> None:
    first, last = date(2016, 2, 29), date(2024, 2, 29)
    made_ = replace(region([spell("altstadt", "2020-02-29")]), axis_start=first, data_date=last)
    frames = coverage.frames(made_)
    assert (frames[0].start, frames[-1].end) == (first, last)
    limits = view.Limits.of(made_, coverage.evidence_end(made_))
    assert [limits.nearest(day) for day in (date(2016, 2, 28), date(2024, 3, 1))] == [first, last]


@pytest.mark.parametrize("name", ["datum", "vergleich"])
def test_a_leap_day_in_an_address_is_that_day(ours: Catalog, name: str) -> None:
    limits = view.Limits.of(ours, coverage.evidence_end(ours))
    for year in (2016, 2020, 2024):
        asked = {name: f"{year}-02-29"}
        shown, ignored = view.read(asked, limits)
        assert (view.write(shown)[name], ignored) == (asked[name], ())
    shown, ignored = view.read({name: "2023-02-29"}, limits)
    assert (shown, ignored) == (view.initial(limits), (Ignored(name, "2023-02-29"),))


def test_programs_are_answered_for_a_leap_day(frames: tuple[Frame, ...]) -> None:
    app = Starlette(routes=server.routes())
    for year in (2016, 2020, 2024):
        told = json.loads(ask(app, f"{description.COVERAGE}?date={year}-02-29").text)
        frame = coverage.frame_on(frames, date(year, 2, 29))
        assert told["date"] == f"{year}-02-29"
        assert told["statuses"] == dict(frame.statuses[Level.MUNICIPALITY])
        answer = ask(app, f"{description.DOWNLOAD}?format=csv&date={year}-02-29")
        assert f"{year}-02-29" in answer.headers["content-disposition"]
        assert ask(app, f"{description.COVERAGE}?date={year - 1}-02-29").status == 400
