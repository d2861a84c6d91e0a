"""The coverage over time, in five measures that are never mixed: what a chart draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, repeat
from operator import mul
from types import MappingProxyType
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage.counting import Counting, area_of, population_of
from ruhrmap.coverage.frame import Frame
from ruhrmap.coverage.status import Status
from ruhrmap.messages import both
from ruhrmap.model import Catalog, Level, Text

# What stands one upon the other, from the ground; without the last it is certain.
STACKED: Final = (Status.MEMBER, Status.STATED, Status.ASSUMED, Status.UNCERTAIN)
_MOST_TICKS: Final = 6


@dataclass(frozen=True, slots=True)
class Tick:
    """A value of the upright axis, with its unit in words."""

    value: float
    label: Text


@dataclass(frozen=True, slots=True)
class Point:
    """The values of one frame.

    Attributes
    ----------
    by_status : mapping
        For each of ``STACKED`` its part: a share (0..1), or a count.
    worded : mapping
        The same with their unit.
    told : Text
        What is certain, and "bis zu" what is possible: "68,2 %; bis zu 75,1 %".
    """

    by_status: Mapping[Status, float]
    worded: Mapping[Status, Text]
    told: Text

    @property
    def certain(self) -> float:
        """Members and represented ones."""
        return sum(v for status, v in self.by_status.items() if status is not Status.UNCERTAIN)

    @property
    def possible(self) -> float:
        """With the uncertain ones."""
        return sum(self.by_status.values())


@dataclass(frozen=True, slots=True)
class Series:
    """One measure over time.

    Attributes
    ----------
    key : str
        As the figure of a frame is called that says the same.
    name, about : Text
        In a list of measures; what is measured, of what, in one or two sentences.
    axis : tuple of Tick
        From zero to the upper end.
    statuses : tuple of Status
        Those of ``STACKED`` that it has at any time.
    points : tuple of Point
        One for each frame.
    """

    key: str
    name: Text
    about: Text
    axis: tuple[Tick, ...]
    statuses: tuple[Status, ...]
    points: tuple[Point, ...]


def series(catalog: Catalog, frames: Sequence[Frame]) -> tuple[Series, ...]:
    """Inhabitants, area, municipalities, districts, Kommunen over all frames.

    The rule: "three counts, never mixed. *Kommunen*: municipal members by own membership.
    *Districts* of 15: own membership of the district. *Municipalities* of 53: member or
    represented. Inhabitants and area are always sums over the 53 municipalities that are
    member or represented; uncertain ones stand beside ("bis zu ..."), never inside."
    """
    towns = [t.ags for t in catalog.at(Level.MUNICIPALITY)]
    people, area = population_of(catalog, towns), area_of(catalog, towns)

    def share_of(measure: Callable[[list[str]], float], total: float) -> _Measure:
        return lambda frame: {
            status: measure(_with(frame, status)) / total if total else 0.0 for status in STACKED
        }

    shares = [
        ("population", share_of(lambda ags: population_of(catalog, ags), people)),
        ("area", share_of(lambda ags: area_of(catalog, ags), area)),
    ]
    counts: list[tuple[str, _Measure, int | None]] = [
        ("municipalities", _municipalities, len(towns)),
        ("districts", _districts, len(catalog.at(Level.DISTRICT))),
        ("kommunen", _kommunen, None),
    ]
    made = [
        _series(catalog, key, frames, of, wording.percent, _axis_of_shares()) for key, of in shares
    ]
    for key, of, total in counts:
        top = total or int(max(sum(of(frame).values()) for frame in frames))
        made.append(_series(catalog, key, frames, of, wording.figure, _axis_of_counts(top, total)))
    return tuple(made)


_Measure = Callable[[Frame], Mapping[Status, float]]


def _series(
    catalog: Catalog,
    key: str,
    frames: Sequence[Frame],
    of: _Measure,
    word: Callable[[float], Text],
    axis: tuple[Tick, ...],
) -> Series:
    points = tuple(_point(of(frame), word) for frame in frames)
    seen = tuple(s for s in STACKED if any(point.by_status[s] for point in points))
    name, about = both(f"curve.name_{key}"), both(f"curve.about_{key}", **catalog.words)
    return Series(key, name, about, axis, seen, points)


def _point(by_status: Mapping[Status, float], word: Callable[[float], Text]) -> Point:
    worded = {status: word(value) for status, value in by_status.items()}
    point = Point(MappingProxyType(dict(by_status)), MappingProxyType(worded), Text())
    told = [word(point.certain)]
    if by_status[Status.UNCERTAIN]:
        told.append(both("figure.up_to", value=word(point.possible)))
    return Point(point.by_status, point.worded, wording.joined(told, "; "))


def _with(frame: Frame, status: Status) -> list[str]:
    told = frame.statuses[Level.MUNICIPALITY]
    return [ags for ags, one in told.items() if one is status]


def _municipalities(frame: Frame) -> Mapping[Status, float]:
    counted = frame.counts.by_status[Level.MUNICIPALITY]
    return {status: counted[status] for status in STACKED}


def _districts(frame: Frame) -> Mapping[Status, float]:
    return _own(frame.counts.districts, frame.counts.districts_possible)


def _kommunen(frame: Frame) -> Mapping[Status, float]:
    counts: Counting = frame.counts
    return _own(counts.kommunen, counts.kommunen_possible)


def _own(sure: int, possible: int) -> Mapping[Status, float]:
    """A count by own membership: nobody is represented."""
    return {**dict.fromkeys(STACKED, 0), Status.MEMBER: sure, Status.UNCERTAIN: possible - sure}


def _axis_of_shares() -> tuple[Tick, ...]:
    tenths = range(0, 11, 2)
    return tuple(Tick(t / 10, both("figure.percent", value=wording.figure(10 * t))) for t in tenths)


def _axis_of_counts(top: int, total: int | None) -> tuple[Tick, ...]:
    """Round numbers; of a known total that total last, else a round number above all."""
    step = _round_step(top)
    values = [*range(0, max(top, 1), step)]
    if total is None:
        values.append(values[-1] + step)
    elif len(values) > 1 and total - values[-1] < step / 2:
        values[-1] = total
    else:
        values.append(total)
    return tuple(Tick(value, wording.figure(value)) for value in values)


def _round_step(top: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 ... with which an axis needs few ticks."""
    tens = accumulate(repeat(10, 9), mul, initial=1)
    return next(f * ten for ten in tens for f in (1, 2, 5) if top / (f * ten) < _MOST_TICKS)
