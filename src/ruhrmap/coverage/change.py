"""What became of a territory between two key dates: the rule that a comparison draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from ruhrmap.coverage.status import Status, TerritoryStatus


class Change(StrEnum):
    """What became of a territory; in the order of the legend."""

    NEW_MEMBER = "new_member"
    NEW_STATED = "new_represented_stated"
    NEW_ASSUMED = "new_represented_assumed"
    CONFIRMED = "confirmed"  # certain by now; whether before already, no source says
    POSSIBLE = "possible"  # perhaps added, perhaps not
    UPGRADED = "upgraded"  # represented, now a member itself
    OTHERWISE = "otherwise"  # covered as before, in another way
    ENDED = "ended"
    POSSIBLY_ENDED = "possibly_ended"
    MEMBER = "unchanged_member"
    STATED = "unchanged_represented_stated"
    ASSUMED = "unchanged_represented_assumed"
    NONE = "unchanged_none"

    @property
    def new(self) -> bool:
        """Whether it was certainly added between the two days."""
        return self in _NEW

    @property
    def perhaps_new(self) -> bool:
        """Whether it may have been added between the two days: a day is not documented."""
        return self is Change.CONFIRMED or self is Change.POSSIBLE


_NEW: Final = frozenset({Change.NEW_MEMBER, Change.NEW_STATED, Change.NEW_ASSUMED})
ADDED: Final[Mapping[Status, Change]] = MappingProxyType(
    {
        Status.MEMBER: Change.NEW_MEMBER,
        Status.STATED: Change.NEW_STATED,
        Status.ASSUMED: Change.NEW_ASSUMED,
    }
)
_UNCHANGED: Final[Mapping[Status, Change]] = MappingProxyType(
    {
        Status.MEMBER: Change.MEMBER,
        Status.STATED: Change.STATED,
        Status.ASSUMED: Change.ASSUMED,
        Status.NONE: Change.NONE,
    }
)


def change_between(before: TerritoryStatus, after: TerritoryStatus) -> Change:
    """What became of a territory between an earlier and a later day.

    The rule: added is what is covered (member or represented) for certain on the later day
    and certainly was not on the earlier one. Where the status of either day is uncertain,
    it may have been added, and is told so: "confirmed" if it is covered by now, "possible"
    if not even that is certain. The same holds of what ended. A territory that was covered
    and is, but in another way (Herten: a member, then represented by its Kreis), was
    neither added nor did it end.

    Examples
    --------
    >>> none, member = (TerritoryStatus("05913", s) for s in (Status.NONE, Status.MEMBER))
    >>> change_between(none, member).value, change_between(member, member).value
    ('new_member', 'unchanged_member')
    """
    if after.status.covered:
        return _to_covered(before.status, after.status)
    if after.status is Status.UNCERTAIN:
        return _to_uncertain(before, after)
    if before.status.covered:
        return Change.ENDED
    return Change.POSSIBLY_ENDED if before.status is Status.UNCERTAIN else Change.NONE


def _to_covered(before: Status, after: Status) -> Change:
    if before is Status.NONE:
        return ADDED[after]
    if before is Status.UNCERTAIN:
        return Change.CONFIRMED
    if before is after:
        return _UNCHANGED[after]
    return Change.UPGRADED if after is Status.MEMBER else Change.OTHERWISE


def _to_uncertain(before: TerritoryStatus, after: TerritoryStatus) -> Change:
    if before.status is Status.NONE:
        return Change.POSSIBLE
    if before.status.covered:
        return Change.POSSIBLY_ENDED
    # both days uncertain: the end of one and the same membership cannot add anything
    ends = before.leaving and after.leaving and before.membership == after.membership
    return Change.POSSIBLY_ENDED if ends else Change.POSSIBLE


@dataclass(frozen=True, slots=True)
class Difference:
    """How many, or how much, was added and ended between two days.

    ``added_possible`` is ``added`` with what may have been added besides, and so with the
    ends. What changed its status and stayed covered is in none of them.
    """

    added: float
    added_possible: float
    ended: float
    ended_possible: float


def difference(
    changes: Mapping[str, Change], measure: Callable[[Sequence[str]], float]
) -> Difference:
    """Measure what was added and what ended; ``measure`` takes keys: how many, how much."""

    def of(*wanted: Change) -> list[str]:
        return [key for key, one in changes.items() if one in wanted]

    added, ended = of(*_NEW), of(Change.ENDED)
    return Difference(
        added=measure(added),
        added_possible=measure([*added, *of(Change.CONFIRMED, Change.POSSIBLE)]),
        ended=measure(ended),
        ended_possible=measure([*ended, *of(Change.POSSIBLY_ENDED)]),
    )
