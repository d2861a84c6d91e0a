"""``ruhrmap status``: the frame of a key date in words and figures."""

from __future__ import annotations

import argparse
from datetime import date
from typing import TYPE_CHECKING

from ruhrmap.cli import options, reading
from ruhrmap.cli.output import LANGUAGE, say, say_json, table, text
from ruhrmap.messages import long_date, number, pick
from ruhrmap.model import Catalog, Level

if TYPE_CHECKING:
    from ruhrmap.coverage import Figure, Frame


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "--date", type=options.day, metavar=text("metavar.date"), help=text("status.date")
    )
    parser.add_argument(
        "--level",
        type=options.level,
        default=Level.MUNICIPALITY,
        metavar=text("metavar.level"),
        help=text("status.level"),
    )
    parser.add_argument("--json", action="store_true", help=text("json"))


def run(given: argparse.Namespace) -> int:
    """Say what holds on the key date; 1 if the data package is broken."""
    from ruhrmap import coverage

    if (catalog := reading.catalog()) is None:
        return 1
    day = reading.key_date(reading.limits(catalog), given.date)
    frame = coverage.frame_on(coverage.frames(catalog), day)
    if given.json:
        say_json(coverage.coverage_record(catalog, frame, day, given.level))
    else:
        for line in lines(catalog, frame, day, given.level):
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
