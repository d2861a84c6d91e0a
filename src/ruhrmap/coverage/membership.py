"""What a membership, and all spells of one member, come to on a day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from ruhrmap.model import Catalog, Membership

MembershipState = Literal["none", "uncertain", "member", "ended"]


def membership_state(membership: Membership, day: date) -> MembershipState:
    """What one membership is on a day.

    The rule: "**A membership on day d**: before earliest(joined) nothing; from there to
    the day before latest(joined) uncertain; member from latest(joined) on. `left` is the
    first day no longer a member: member before earliest(left), uncertain to the day before
    latest(left), ended from then on. Never a value before it was certainly true."

    Returns
    -------
    {"none", "uncertain", "member", "ended"}

    Examples
    --------
    Kreis Unna joined at an unknown day of a span:

    >>> from ruhrmap.dates import parse
    >>> from ruhrmap.model import Basis
    >>> unna = Membership("kreis-unna-1", "kreis-unna", parse("[2023-05-31..2024-04-08]"),
    ...                   None, Basis.FIRST_LISTED, None, None, ())
    >>> membership_state(unna, date(2023, 5, 30)), membership_state(unna, date(2023, 5, 31))
    ('none', 'uncertain')
    >>> membership_state(unna, date(2024, 4, 7)), membership_state(unna, date(2024, 4, 8))
    ('uncertain', 'member')
    """
    joined, left = membership.joined, membership.left
    if day < joined.earliest:
        return "none"
    # The end is asked first: where both spans touch, what is known of the end counts.
    if left is not None and day >= left.latest:
        return "ended"
    if day < joined.latest or (left is not None and day >= left.earliest):
        return "uncertain"
    return "member"


@dataclass(frozen=True, slots=True)
class Spell:
    """What a member's memberships come to on a day, and the one that decides it.

    ``leaving`` says of an uncertain spell that its end is what is uncertain.
    """

    state: MembershipState
    membership: Membership | None = None
    leaving: bool = False


NOTHING: Final = Spell("none")
_RANK: Final[Mapping[MembershipState, int]] = {"none": 0, "ended": 1, "uncertain": 2, "member": 3}


def spell_on(memberships: Iterable[Membership], day: date) -> Spell:
    """What several spells of one member come to on a day: the strongest counts.

    A member that left and came back is a member again; of two ended spells the later one
    is told.
    """
    best = NOTHING
    for membership in memberships:
        state = membership_state(membership, day)
        if state == "none" or _RANK[state] < _RANK[best.state]:
            continue
        if state == best.state and _is_later(best.membership, membership):
            continue
        left = membership.left
        leaving = state == "uncertain" and left is not None and day >= left.earliest
        best = Spell(state, membership, leaving)
    return best


def _is_later(one: Membership | None, other: Membership) -> bool:
    return one is not None and one.joined.latest > other.joined.latest


def member_spell_on(catalog: Catalog, member_id: str, day: date) -> Spell:
    """What a member's spells come to on a day, with the deciding membership.

    Raises
    ------
    KeyError
        If there is no such member.
    """
    if member_id not in catalog.members:
        raise KeyError(member_id)
    return spell_on((m for m in catalog.memberships if m.member_id == member_id), day)


def member_state_on(catalog: Catalog, member_id: str, day: date) -> MembershipState:
    """Whether a member, say a university, is one on a day: own memberships alone.

    Raises
    ------
    KeyError
        If there is no such member.
    """
    return member_spell_on(catalog, member_id, day).state


def next_membership(memberships: Iterable[Membership], day: date) -> Membership | None:
    """The first of these memberships that begins after a day."""
    later = [m for m in memberships if m.joined.earliest > day]
    return min(later, key=lambda m: m.joined.latest, default=None)
