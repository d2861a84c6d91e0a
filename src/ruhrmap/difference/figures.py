"""Which figures are others, on which days: the frames of two catalogues side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from ruhrmap import wording
from ruhrmap.coverage import Counting, Frame
from ruhrmap.messages import both, long_date
from ruhrmap.model import Text

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Moved:
    """One figure before and after; "bis zu" tells what is uncertain."""

    key: str
    label: Text
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class Move:
    """A span of days, both included, on which figures differ in the same way.

    ``carried`` says that one of the two packages ends before: its last figures stand for
    it, as the map carries a status on.
    """

    start: date
    end: date
    open: bool  # lasts until the end of the time axis
    carried: bool
    figures: tuple[Moved, ...]

    @property
    def period(self) -> Text:
        """The span in words: "ab 1. Februar 2027", "1. Mai bis ..."."""
        first = wording.bilingual(lambda language: long_date(language, self.start))
        if self.open:
            return both("delivery.period_from", first=first)
        if self.start == self.end:
            return first
        last = wording.bilingual(lambda language: long_date(language, self.end))
        return both("delivery.period_between", first=first, last=last)

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "start": self.start.isoformat(),
            "end": self.end.isoformat(),
            "carried": self.carried,
            "figures": [
                {
                    "figure": one.key,
                    "before": one.before.by_language(),
                    "after": one.after.by_language(),
                }
                for one in self.figures
            ],
        }


def moves(old: Sequence[Frame], new: Sequence[Frame]) -> tuple[Move, ...]:
    """The spans on which a figure is another one.

    Both are looked at from one turning day of either to the next. Where one of the packages
    ends earlier, its last frame is carried on; where it begins later, it has no figure.
    """
    end = max(old[-1].end, new[-1].end)
    edges = {frame.start for frame in (*old, *new)}
    edges |= {one[-1].end + _ONE_DAY for one in (old, new) if one[-1].end < end}
    days = sorted(edges)
    found: list[Move] = []
    for first, following in zip(days, [*days[1:], end + _ONE_DAY], strict=True):
        last = following - _ONE_DAY
        before, after = _on(old, first), _on(new, first)
        figures = _moved(before, after)
        carried = first > min(old[-1].end, new[-1].end)
        alike = found and (found[-1].figures, found[-1].carried) == (figures, carried)
        if alike and found[-1].end == first - _ONE_DAY:
            found[-1] = replace(found[-1], end=last, open=last == end)
        elif figures:
            found.append(Move(first, last, last == end, carried, figures))
    return tuple(found)


def _on(frames: Sequence[Frame], day: date) -> Counting | None:
    begun = [frame for frame in frames if frame.start <= day]
    return begun[-1].counts if begun else None


def _moved(before: Counting | None, after: Counting | None) -> tuple[Moved, ...]:
    was, now = _figures(before), _figures(after)
    return tuple(
        Moved(key, both(f"delivery.figure_{key}"), was[key], now[key])
        for key in was
        if was[key] != now[key]
    )


def _figures(counts: Counting | None) -> dict[str, Text]:
    """Each figure in words, certain and possible; a dash where there is no day to count on."""
    keys = ("kommunen", "districts", "municipalities", "population", "area", "universities",
            "partners")  # fmt: skip
    if counts is None:
        return dict.fromkeys(keys, Text("–", "–"))
    people = (counts.population, counts.population_possible)
    values = (
        _count(counts.kommunen, counts.kommunen_possible),
        _count(counts.districts, counts.districts_possible),
        _count(counts.municipalities, counts.municipalities_possible),
        _share(*people, counts.population_share, counts.population_share_possible),
        _share(
            counts.area_km2,
            counts.area_possible,
            counts.area_share,
            counts.area_share_possible,
            digits=2,
        ),
        _count(counts.universities, counts.universities_possible),
        wording.figure(counts.partners),
    )
    return dict(zip(keys, values, strict=True))


def _count(sure: int, possible: int) -> Text:
    return _with_possible(wording.figure(sure), wording.figure(possible), possible > sure)


def _share(sure: float, possible: float, share: float, most: float, *, digits: int = 0) -> Text:
    told, up_to = (
        both(
            "delivery.amount_share",
            amount=wording.figure(amount, digits),
            share=wording.percent(part),
        )
        for amount, part in ((sure, share), (possible, most))
    )
    return _with_possible(told, up_to, possible > sure)


def _with_possible(sure: Text, possible: Text, open_: bool) -> Text:
    parts = [sure, both("figure.up_to", value=possible)] if open_ else [sure]
    return wording.joined(parts, "; ")
