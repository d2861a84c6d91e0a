"""The results in words: what the browser and programs get for a query."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from ruhrmap import coverage, press
from ruhrmap.messages import message, pick, plural
from ruhrmap.search.entries import Group, Place, Release
from ruhrmap.search.index import LONGEST, Found, Index, Results
from ruhrmap.search.marks import Range, marks

Json = dict[str, Any]

_MOST_NAMED: Final = 4  # subjects of a release


def answer(index: Index, text: str, day: date, language: str) -> Json:
    """What fits a text, ready to be shown; statuses are those of the day.

    Ranges (``marks``) count characters of the text beside them, from the first to behind
    the last.
    """
    text = text[:LONGEST]
    results = index.find(text)
    rows = index.rows(day) if results.groups else {}
    return {
        "query": text,
        "date": day.isoformat(),
        "groups": [
            {
                "kind": group.value,
                "heading": _heading(results, group, language),
                "total": results.totals[group],
                "hits": [_hit(one, text, day, rows, language) for one in found],
            }
            for group, found in results.groups.items()
        ],
        "note": message(language, "search.alike") if results.only_alike else "",
        "announcement": _announcement(results, language),
    }


def _heading(results: Results, group: Group, language: str) -> str:
    heading = message(language, f"search.{group.value}")
    shown, total = len(results.groups[group]), results.totals[group]
    if shown == total:
        return heading
    return message(language, "search.first", heading=heading, shown=shown, total=total)


def _announcement(results: Results, language: str) -> str:
    if not results.groups:
        return message(language, "search.nothing")
    counts = [
        plural(language, f"search.count_{group.value}", total)
        for group, total in results.totals.items()
    ]
    note = [message(language, "search.alike")] if results.only_alike else []
    return " ".join((*note, f"{', '.join(counts)}."))


def _hit(
    found: Found, text: str, day: date, rows: Mapping[str, coverage.Row], language: str
) -> Json:
    if isinstance(found.entry, Release):
        return _release(found, found.entry, text, day, language)
    return _place(found, found.entry, text, rows, language)


def _place(
    found: Found, place: Place, text: str, rows: Mapping[str, coverage.Row], language: str
) -> Json:
    name, row = pick(language, place.title), rows[place.key]
    marked = marks(name, text, slips=found.slips > 0)
    also, also_marked = _also(found, name, marked, text)
    return {
        "kind": "place",
        "key": place.key,
        "name": name,
        "marks": marked,
        "also": also,
        "also_marks": also_marked,
        "detail": pick(language, place.kind_label),
        "status": row.status.value,
        "status_label": pick(language, row.status_label),
    }


def _also(
    found: Found, name: str, marked: tuple[Range, ...], text: str
) -> tuple[str, tuple[Range, ...]]:
    """The other name by which a place was found, if it tells more than the shown one."""
    other = found.name
    if other is None or other.text in name:
        return "", ()
    ranges = marks(other.text, text, slips=found.slips > 0)
    if not other.is_code and _length(ranges) <= _length(marked):
        return "", ()
    return other.text, ranges


def _length(ranges: tuple[Range, ...]) -> int:
    return sum(end - start for start, end in ranges)


def _release(found: Found, one: Release, text: str, day: date, language: str) -> Json:
    source = one.release.source
    item = press.item(one.release, day)
    # whom was asked for comes first: its panel opens
    slips = found.slips > 0
    subjects = sorted(
        one.subjects,
        key=lambda place: not any(marks(name.text, text, slips=slips) for name in place.names),
    )
    names = [pick(language, place.title) for place in subjects]
    marked = marks(source.title, text, slips=slips)
    about = ", ".join(names)
    if len(names) > _MOST_NAMED:
        first, more = names[: _MOST_NAMED - 1], len(names) - _MOST_NAMED + 1
        about = message(language, "search.and_more", names=", ".join(first), count=more)
    return {
        "kind": "press",
        "key": one.release.press_id,
        "name": source.title,
        "marks": marked,
        "also": about,
        # where the title does not tell why it was found
        "also_marks": () if marked else marks(about, text, slips=slips),
        "detail": pick(language, item.byline),
        "places": [place.key for place in subjects],
        "note": pick(language, item.title_note),
        "url": source.url,
    }
