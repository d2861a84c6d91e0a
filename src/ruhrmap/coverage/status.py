"""The status of a territory on a day: the rule that the whole map draws."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ruhrmap import wording
from ruhrmap.coverage.membership import NOTHING, Spell, spell_on
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import (
    Catalog,
    Level,
    Membership,
    Representation,
    Territory,
    TerritoryKind,
    Text,
)


class Status(StrEnum):
    """How the initiative covers a territory; in the order of the legend."""

    MEMBER = "member"
    STATED = "represented_stated"
    ASSUMED = "represented_assumed"
    UNCERTAIN = "uncertain"
    NONE = "none"

    @property
    def covered(self) -> bool:
        """Whether it is a member or represented: what shares and sums count."""
        return self in _COVERED

    @property
    def represented(self) -> bool:
        """Whether its Kreis stands for it, as stated or as assumed."""
        return self is Status.STATED or self is Status.ASSUMED


_COVERED = frozenset({Status.MEMBER, Status.STATED, Status.ASSUMED})


@dataclass(frozen=True, slots=True)
class TerritoryStatus:
    """A status with what decides it.

    Attributes
    ----------
    ags : str
        The territory.
    status : Status
    membership : Membership or None
        The membership that decides: the own one or that of the Kreis; of a territory
        that nothing covers any more, the ended one.
    through : str or None
        District key of the Kreis whose membership decides, if it is not the own one.
    leaving : bool
        Of an uncertain status: its end is uncertain, not its beginning.
    own_ended, own_uncertain : Membership or None
        The own membership that has ended or may have, where something else decides.
    kreis_ended : Membership or None
        The membership of the Kreis that has ended and left the territory uncovered.
    own_leaving : bool
        Of ``own_uncertain``: its end is uncertain, not its beginning.
    member_towns : tuple of str
        Of a Kreis that is no member: names of its towns that are.
    agreement_over : date or None
        Last day of the deciding membership's agreement, once it has passed.
    """

    ags: str
    status: Status
    membership: Membership | None = None
    through: str | None = None
    leaving: bool = False
    own_ended: Membership | None = None
    kreis_ended: Membership | None = None
    own_uncertain: Membership | None = None
    own_leaving: bool = False
    member_towns: tuple[str, ...] = ()
    agreement_over: date | None = None

    @property
    def since(self) -> Edtf | None:
        """When the deciding membership began; nothing where there is none or it ended."""
        if self.membership is None or self.status is Status.NONE:
            return None
        return self.membership.joined

    @property
    def ended(self) -> bool:
        """Whether a membership ended and nothing has covered the territory since."""
        return self.status is Status.NONE and bool(self.own_ended or self.kreis_ended)

    @property
    def note(self) -> Text:
        """What must be said beside the status: an end, member towns, an expired agreement."""
        return wording.joined(self.notes, wording.SEPARATOR)

    @property
    def notes(self) -> tuple[Text, ...]:
        """The parts of :attr:`note`, one fact each."""
        told = (self._note_on_own(), self._note_on_towns(), self._note_on_agreement())
        return tuple(note for note in told if note)

    def _note_on_own(self) -> Text:
        """What became of the own membership; without one, of that of the Kreis."""
        if self.own_ended is not None:
            return _when("note.ended" if self.ended else "note.own_ended", self.own_ended.left)
        if self.kreis_ended is not None:
            return _when("note.kreis_ended", self.kreis_ended.left)
        if self.own_uncertain is None:
            return Text()
        if self.own_leaving:
            return _when("note.own_leaving", self.own_uncertain.left)
        return _when("note.own_joining", self.own_uncertain.joined, wording.on)

    def _note_on_towns(self) -> Text:
        if not self.member_towns:
            return Text()
        names = wording.bilingual(lambda lang: wording.listed(lang, self.member_towns))
        return both_plural("note.member_towns", len(self.member_towns), names=names)

    def _note_on_agreement(self) -> Text:
        if (until := self.agreement_over) is None:
            return Text()
        return both("note.agreement", date=wording.bilingual(lambda lang: long_date(lang, until)))


def _when(key: str, value: Edtf | None, write: Callable[[str, Edtf], str] = wording.ending) -> Text:
    if value is None:
        return Text()
    return both(key, when=wording.bilingual(lambda lang: write(lang, value)))


def own_memberships(catalog: Catalog) -> Mapping[str, tuple[Membership, ...]]:
    """The memberships of each territory itself, by key.

    An independent city is one thing with two keys (05113 and 05113000): each has what the
    other has.
    """
    by_key: dict[str, list[Membership]] = {}
    for membership in catalog.memberships:
        ags = catalog.members[membership.member_id].ags
        place = catalog.territories.get(ags)
        if place is None:
            continue  # no territory of the map: a university, the Land
        for key in _keys(catalog, place):
            by_key.setdefault(key, []).append(membership)
    return MappingProxyType({key: tuple(spells) for key, spells in by_key.items()})


def _keys(catalog: Catalog, place: Territory) -> tuple[str, ...]:
    if not place.is_independent_city:
        return (place.ags,)
    towns = catalog.municipalities_of(place.district_ags)
    return (place.district_ags, *(town.ags for town in towns))


def status_on(catalog: Catalog, ags: str, day: date) -> TerritoryStatus:
    """The status of a territory on a day.

    The rule: "**Status of a territory**, the first that holds: `member` (own membership) ·
    `represented` (its Kreis is a member: `stated` by a source, or `assumed`) · `uncertain`
    (own or its Kreis's membership is uncertain) · `none` (no accession known; or ended and
    not represented, with the note "Mitgliedschaft endete ..."). A district with a member
    town but no own membership is `none`, with the note ("Herten ist Mitglied"). Stated and
    assumed are told apart on the map (a pattern), in the legend and in words."

    Parameters
    ----------
    catalog : Catalog
    ags : str
        Five digits for a district, eight for a municipality.
    day : date
        The key date.

    Raises
    ------
    KeyError
        If there is no such territory.
    """
    place = catalog.territories[ags]
    own = own_memberships(catalog)
    return _decide(catalog, place, _Spells(own, day))


def statuses_on(catalog: Catalog, level: Level, day: date) -> Mapping[str, Status]:
    """The status of each territory of a level on a day, by key, in the order of the data."""
    told = territory_statuses(catalog, day)[level]
    return MappingProxyType({ags: one.status for ags, one in told.items()})


def territory_statuses(
    catalog: Catalog, day: date, own: Mapping[str, tuple[Membership, ...]] | None = None
) -> Mapping[Level, Mapping[str, TerritoryStatus]]:
    """The status of each territory of both levels with what decides it.

    ``own`` is :func:`own_memberships`, handed in by those who ask for many days.
    """
    spells = _Spells(own_memberships(catalog) if own is None else own, day)
    return MappingProxyType(
        {
            level: MappingProxyType(
                {place.ags: _decide(catalog, place, spells) for place in catalog.at(level)}
            )
            for level in Level
        }
    )


class _Spells:
    """What each territory's own memberships come to on one day, worked out once."""

    def __init__(self, own: Mapping[str, tuple[Membership, ...]], day: date) -> None:
        self.day = day
        self._by_key = {ags: spell_on(spells, day) for ags, spells in own.items()}

    def of(self, ags: str) -> Spell:
        return self._by_key.get(ags, NOTHING)


def _decide(catalog: Catalog, place: Territory, spells: _Spells) -> TerritoryStatus:
    own = spells.of(place.ags)
    in_a_kreis = place.level is Level.MUNICIPALITY and not place.is_independent_city
    kreis = spells.of(place.district_ags) if in_a_kreis else NOTHING
    through: str | None = None
    if own.state == "member":
        status, deciding = Status.MEMBER, own
    elif kreis.state == "member":
        assert kreis.membership is not None
        stated = kreis.membership.representation is Representation.STATED
        status, deciding = (Status.STATED if stated else Status.ASSUMED), kreis
        through = place.district_ags
    elif own.state == "uncertain":
        status, deciding = Status.UNCERTAIN, own
    elif kreis.state == "uncertain":
        status, deciding, through = Status.UNCERTAIN, kreis, place.district_ags
    else:
        status, deciding = Status.NONE, own
        if own.state == "none" and kreis.state == "ended":
            deciding, through = kreis, place.district_ags
    own_uncertain = own if own.state == "uncertain" and deciding is not own else NOTHING
    return TerritoryStatus(
        ags=place.ags,
        status=status,
        membership=deciding.membership,
        through=through,
        leaving=deciding.leaving,
        own_ended=own.membership if own.state == "ended" else None,
        kreis_ended=kreis.membership if deciding is kreis and kreis.state == "ended" else None,
        own_uncertain=own_uncertain.membership,
        own_leaving=own_uncertain.leaving,
        member_towns=_member_towns(catalog, place, own, spells),
        agreement_over=_agreement_over(deciding, spells.day),
    )


def _member_towns(
    catalog: Catalog, place: Territory, own: Spell, spells: _Spells
) -> tuple[str, ...]:
    if place.kind is not TerritoryKind.KREIS or own.state == "member":
        return ()
    towns = catalog.municipalities_of(place.ags)
    return tuple(town.name for town in towns if spells.of(town.ags).state == "member")


def _agreement_over(deciding: Spell, day: date) -> date | None:
    """The end of an agreement changes no status; from the day after it a marker says so."""
    if deciding.membership is None or deciding.state != "member":
        return None
    until = deciding.membership.agreement_until
    return until if until is not None and day > until else None
