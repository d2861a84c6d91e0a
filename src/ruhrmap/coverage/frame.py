"""Frames: one record for each span between two turning days, with all that is shown of it.

Browser, export and pictures choose a record by its dates; none of them computes a status,
a count or a wording.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import TypeVar

from ruhrmap.coverage import story
from ruhrmap.coverage.counting import Counting, tally
from ruhrmap.coverage.evidence import evidence_end
from ruhrmap.coverage.figures import Figure, LegendEntry, figures, legend
from ruhrmap.coverage.hover import hover_line
from ruhrmap.coverage.status import (
    Status,
    TerritoryStatus,
    own_memberships,
    territory_statuses,
)
from ruhrmap.model import Catalog, Level, Text

_T = TypeVar("_T")
_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Frame:
    """All that holds from ``start`` to ``end``, both included.

    Attributes
    ----------
    index : int
        Place among the frames, from 0.
    statuses : mapping
        Of each level, each territory by key.
    hover : mapping
        Of each level, the line under a territory's name.
    counts : Counting
    legend : mapping
        Of each level, the statuses with counts, in the order shown.
    figures : tuple of Figure
    sentence, context, announcement : Text
        What is said, the line under it, and one sentence for screen readers.
    after_evidence : bool
        Whether no source speaks of the municipal members any more: the status is carried on.
    """

    index: int
    start: date
    end: date
    statuses: Mapping[Level, Mapping[str, Status]]
    hover: Mapping[Level, Mapping[str, Text]]
    counts: Counting
    legend: Mapping[Level, tuple[LegendEntry, ...]]
    figures: tuple[Figure, ...]
    sentence: Text
    context: Text
    announcement: Text
    after_evidence: bool


@dataclass(frozen=True, slots=True)
class CurveStep:
    """A step of the coverage curve: from ``day`` on this share (0..1) of the inhabitants."""

    day: date
    share: float
    possible_share: float


def turning_days(catalog: Catalog) -> tuple[date, ...]:
    """The days on which something changes, those on the time axis, in order.

    The rule: "**turning day** (a day on which a status, count, marker or wording changes:
    earliest and latest days of `joined` and `left`, the day after the evidence on municipal
    members ends, the day after `agreement_until`: twelve in these data)."

    The first day of the axis is none: nothing is shown before it.
    """
    days = {evidence_end(catalog) + _ONE_DAY}
    for membership in catalog.memberships:
        for when in (membership.joined, membership.left):
            if when is not None:
                days |= {when.earliest, when.latest}
        if membership.agreement_until is not None:
            days.add(membership.agreement_until + _ONE_DAY)
    return tuple(sorted(day for day in days if catalog.axis_start < day <= catalog.data_date))


def frames(catalog: Catalog) -> tuple[Frame, ...]:
    """One frame for each span between two turning days; together they cover the axis."""
    starts = (catalog.axis_start, *turning_days(catalog))
    ends = (*(day - _ONE_DAY for day in starts[1:]), catalog.data_date)
    own = own_memberships(catalog)
    last_evidence = evidence_end(catalog)
    made = []
    lines: dict[TerritoryStatus, Text] = {}  # most territories stay as they are from frame to frame
    for index, (start, end) in enumerate(zip(starts, ends, strict=True)):
        told = territory_statuses(catalog, start, own)
        counts = tally(catalog, told, start)
        moment = story.Moment(catalog, start, end, told, counts, last_evidence)
        made.append(_frame(index, moment, lines))
    return tuple(made)


def _frame(index: int, moment: story.Moment, lines: dict[TerritoryStatus, Text]) -> Frame:
    catalog, told = moment.catalog, moment.statuses
    for one in (one for level in Level for one in told[level].values() if one not in lines):
        lines[one] = hover_line(catalog.territories, one)
    return Frame(
        index=index,
        start=moment.start,
        end=moment.end,
        statuses=_of_each(told, lambda one: one.status),
        hover=_of_each(told, lines.__getitem__),
        counts=moment.counts,
        legend=legend(moment.counts),
        figures=figures(catalog, moment.counts),
        sentence=story.sentence(moment),
        context=story.context(moment),
        announcement=story.announcement(moment),
        after_evidence=moment.start > moment.evidence_end,
    )


def _of_each(
    told: Mapping[Level, Mapping[str, TerritoryStatus]], make: Callable[[TerritoryStatus], _T]
) -> Mapping[Level, Mapping[str, _T]]:
    return MappingProxyType(
        {
            level: MappingProxyType({ags: make(one) for ags, one in of_level.items()})
            for level, of_level in told.items()
        }
    )


def frame_on(frames: Sequence[Frame], day: date) -> Frame:
    """The frame that holds a day.

    Raises
    ------
    ValueError
        If the day lies outside of the time axis.
    """
    if not frames or not frames[0].start <= day <= frames[-1].end:
        raise ValueError(f"{day} lies outside of the time axis")
    return frames[bisect_right(frames, day, key=lambda frame: frame.start) - 1]


def curve(catalog: Catalog) -> tuple[CurveStep, ...]:
    """The coverage curve: the share of the inhabitants from the start of each frame on."""
    own = own_memberships(catalog)
    steps = []
    for day in (catalog.axis_start, *turning_days(catalog)):
        counts = tally(catalog, territory_statuses(catalog, day, own), day)
        share, possible = counts.population_share, counts.population_share_possible
        steps.append(CurveStep(day, share, possible))
    return tuple(steps)
