"""``ruhrmap status``: the frame of a key date in words and figures."""

from __future__ import annotations

import argparse
import re
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from ruhrmap.cli.output import LANGUAGE, complain, say, say_json, table, text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.messages import long_date, number, pick
from ruhrmap.model import Catalog, Level, Text

if TYPE_CHECKING:
    from ruhrmap.coverage import Counting, Figure, Frame

_ISO_DAY: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SHARE_DIGITS: Final = 6


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

    try:
        catalog = catalogs.load(site.data_path())
    except catalogs.PackageError as error:
        for finding in error.findings:
            complain(checks.line(finding, LANGUAGE))
        return 1
    day = options.date or coverage.evidence_end(catalog)
    if not catalog.axis_start <= day <= catalog.data_date:
        first, last = catalog.axis_start.isoformat(), catalog.data_date.isoformat()
        raise UsageError(text("status.outside", day=day.isoformat(), first=first, last=last))
    frame = coverage.frame_on(coverage.frames(catalog), day)
    if options.json:
        say_json(as_json(catalog, frame, day, options.level))
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


def as_json(catalog: Catalog, frame: Frame, day: date, level: Level) -> dict[str, Any]:
    """The frame for programs. Shares are fractions; areas are in km2."""
    counts = frame.counts
    return {
        "date": day.isoformat(),
        "level": level.value,
        "span": {"start": frame.start.isoformat(), "end": frame.end.isoformat()},
        "after_evidence": frame.after_evidence,
        "sentence": _both(frame.sentence),
        "counts": {
            **_counts(counts),
            "by_status": {s.value: n for s, n in counts.by_status[level].items()},
        },
        "statuses": {p.ags: frame.statuses[level][p.ags].value for p in catalog.at(level)},
    }


def _counts(counts: Counting) -> dict[str, Any]:
    return {
        "kommunen": counts.kommunen,
        "kommunen_possible": counts.kommunen_possible,
        "districts": counts.districts,
        "districts_possible": counts.districts_possible,
        "districts_total": counts.districts_total,
        "municipalities": counts.municipalities,
        "municipalities_possible": counts.municipalities_possible,
        "municipalities_total": counts.municipalities_total,
        "population": counts.population,
        "population_possible": counts.population_possible,
        "population_total": counts.population_total,
        "population_share": round(counts.population_share, _SHARE_DIGITS),
        "area_km2": counts.area_km2,
        "area_possible": counts.area_possible,
        "area_total": counts.area_total,
        "area_share": round(counts.area_share, _SHARE_DIGITS),
        "universities": counts.universities,
    }


def _both(value: Text) -> dict[str, str]:
    return {"de": value.de, "en": value.en}


def _day(value: str) -> date:
    # date.fromisoformat alone would take 20240409 and week dates too.
    try:
        if _ISO_DAY.fullmatch(value):
            return date.fromisoformat(value)
    except ValueError:
        pass  # no such day, told below
    raise UsageError(text("status.bad_date", value=value))


def _level(value: str) -> Level:
    try:
        return Level(value)
    except ValueError as error:
        known = ", ".join(level.value for level in Level)
        raise UsageError(text("status.bad_level", value=value, known=known)) from error
