"""The text of a release, line by line, with a mark wherever something was read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

from ruhrmap.messages import message
from ruhrmap.model import Catalog
from ruhrmap.press import Reading
from ruhrmap.press.proposal import party

Json = dict[str, Any]

_MOST_LINES: Final = 2_000


@dataclass(frozen=True, slots=True)
class Mark:
    """A place of the text: what it says there, and whether that is sure."""

    start: int
    end: int
    label: str
    sure: bool

    @property
    def anchor(self) -> str:
        """Its name in links of the page."""
        return anchor(self.start)


def anchor(start: int) -> str:
    """The name of the mark at a place of the text."""
    return f"stelle-{start}"


def marks(catalog: Catalog, reading: Reading, language: str) -> list[Mark]:
    """Every place that says something, in order; of several at one place the first is told."""
    found: dict[int, Mark] = {}
    for start, text, label, sure in _places(catalog, reading, language):
        if start >= 0 and text:
            found.setdefault(start, Mark(start, start + len(text), label, sure))
    ordered: list[Mark] = []
    for one in sorted(found.values(), key=lambda mark: mark.start):
        if ordered and one.start < ordered[-1].end:  # within another: cut short what is before
            before = ordered.pop()
            ordered.append(Mark(before.start, one.start, before.label, before.sure))
        ordered.append(one)
    return ordered


def _places(
    catalog: Catalog, reading: Reading, language: str
) -> Iterator[tuple[int, str, str, bool]]:
    for name, day in (("released", reading.released), ("signed", reading.signed)):
        if day is not None:
            label = message(language, f"release.mark_{name}")
            yield day.start, day.text, label, day.sure
    for joiner in reading.members:
        one = party(catalog, joiner.key)
        name = one.name if one is not None else joiner.key
        label = message(language, "release.mark_joins", name=name)
        yield joiner.start, joiner.text, label, joiner.sure
    for mention in reading.mentions:
        one = party(catalog, mention.key)
        yield mention.start, mention.text, one.name if one else mention.key, mention.sure
    for total in reading.totals:
        yield total.start, total.text, message(language, "release.mark_total"), total.sure


def content(catalog: Catalog, reading: Reading, language: str) -> Json:
    """The text as ``frontend/reading.js`` draws it."""
    lines = reading.text.split("\n")
    return {
        "label": message(language, "release.text"),
        "legend": message(language, "release.legend"),
        "unsure": message(language, "release.unsure"),
        "lines": list(_lines(lines[:_MOST_LINES], marks(catalog, reading, language))),
        "more": message(language, "release.cut") if len(lines) > _MOST_LINES else "",
    }


def _lines(lines: list[str], found: list[Mark]) -> Iterator[list[Any]]:
    """Each line in pieces: a text, or a text with what it says. A mark may run over lines."""
    at, waiting = 0, list(reversed(found))
    for line in lines:
        end, here = at + len(line), at
        pieces: list[Any] = []
        while waiting and waiting[-1].start < end:
            mark = waiting[-1]
            first, last = max(mark.start, at), min(mark.end, end)
            if first > here:
                pieces.append(_shown(line[here - at : first - at]))
            pieces.append(
                {
                    "text": _shown(line[first - at : last - at]),
                    "anchor": mark.anchor if first == mark.start else "",
                    "label": mark.label,
                    "sure": mark.sure,
                }
            )
            here = last
            if mark.end > end + 1:
                break  # goes on in the next line
            waiting.pop()
        if here < end:
            pieces.append(_shown(line[here - at :]))
        yield pieces
        at = end + 1


def _shown(text: str) -> str:
    return text.replace("\r", "")
