"""``ruhrmap status``: the frame of a key date in words and figures."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from ruhrmap.cli.output import LANGUAGE, complain, say, say_json, table, text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.dates import iso_day
from ruhrmap.messages import long_date, number, pick
from ruhrmap.model import Catalog, Level

if TYPE_CHECKING:
    from ruhrmap.coverage import Figure, Frame


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument("--date", type=_day, metavar=text("metavar.date"), help=text("status.date"))
    parser.add_argument(
        "--level",
        type=_level,
        default=Level.MUNICIPALITY,
        metavar=text("metavar.level"),
        help=text("status.level"),
    )
    parser.add_argument("--json", action="store_true", help=text("json"))


def run(options: argparse.Namespace) -> int:
    """Say what holds on the key date; 1 if the data package is broken."""
    from ruhrmap import catalog as catalogs
    from ruhrmap import checks, coverage, site
    from ruhrmap.view import Limits

    try:
        catalog = catalogs.load(site.data_path())
    except catalogs.PackageError as error:
        for finding in error.findings:
            complain(checks.line(finding, LANGUAGE))
        return 1
    limits = Limits.of(catalog, coverage.evidence_end(catalog))
    day = options.date or limits.opens
    if not limits.holds(day):
        first, last = limits.first.isoformat(), limits.last.isoformat()
        raise UsageError(text("status.outside", day=day.isoformat(), first=first, last=last))
    frame = coverage.frame_on(coverage.frames(catalog), day)
    if options.json:
        say_json(coverage.coverage_record(catalog, frame, day, options.level))
    else:
        for line in lines(catalog, frame, day, options.level):
            say(line)
    return 0


def lines(catalog: Catalog, frame: Frame, day: date, level: Level) -> list[str]:
    """The frame as a person reads it: sentence, figures, legend, each territory."""
    legend = [
        (number(LANGUAGE, entry.count), pick(LANGUAGE, entry.label))
        for entry in frame.legend[level]
    ]
    places = [
        (place.ags, place.name, pick(LANGUAGE, frame.hover[level][place.ags]))
        for place in catalog.at(level)
    ]
    return [
        text("status.title", day=long_date(LANGUAGE, day)),
        pick(LANGUAGE, frame.sentence),
        *([told] if (told := pick(LANGUAGE, frame.context)) else []),
        "",
        *(_figure(figure) for figure in frame.figures),
        "",
        *table(legend, right=frozenset({0})),
        "",
        *table(places),
    ]


def _figure(figure: Figure) -> str:
    label, value, note = (pick(LANGUAGE, t) for t in (figure.label, figure.value, figure.note))
    if note:
        return text("status.figure_note", label=label, value=value, note=note)
    return text("status.figure", label=label, value=value)


def _day(value: str) -> date:
    if (day := iso_day(value)) is None:
        raise UsageError(text("status.bad_date", value=value))
    return day


def _level(value: str) -> Level:
    try:
        return Level(value)
    except ValueError as error:
        known = ", ".join(level.value for level in Level)
        raise UsageError(text("status.bad_level", value=value, known=known)) from error
