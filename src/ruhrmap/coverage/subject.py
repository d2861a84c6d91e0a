"""What a reader may choose: a territory by either of its keys, or a member."""

from __future__ import annotations

from dataclasses import dataclass

from ruhrmap.coverage.accession import member_name
from ruhrmap.messages import both
from ruhrmap.model import Catalog, Level, Member, Territory, TerritoryKind, Text


@dataclass(frozen=True, slots=True)
class Subject:
    """A chosen place: the territory, the member that it is, or both."""

    key: str
    territory: Territory | None
    member: Member | None


def subject(catalog: Catalog, key: str) -> Subject:
    """The place behind a key: 5 or 8 digits, or a member's own key.

    A member key of a Kreis or town leads to its territory.

    Raises
    ------
    KeyError
        If nothing has this key.
    """
    if (place := catalog.territories.get(key)) is not None:
        return Subject(key, place, member_at(catalog, place))
    member = catalog.members[key]
    return Subject(key, catalog.territories.get(member.ags), member)


def member_at(catalog: Catalog, place: Territory) -> Member | None:
    """The member that a territory is itself; an independent city by either key."""
    keys = {place.ags}
    if place.is_independent_city:
        keys |= {place.district_ags, *(t.ags for t in towns_of(catalog, place))}
    return next((m for m in catalog.members.values() if m.ags and m.ags in keys), None)


def towns_of(catalog: Catalog, place: Territory) -> tuple[Territory, ...]:
    """The municipalities that make up a territory; of a municipality itself."""
    if place.level is Level.MUNICIPALITY:
        return (place,)
    return catalog.municipalities_of(place.ags)


def title_of(chosen: Subject) -> Text:
    """The name of a place in both languages."""
    if chosen.territory is not None:
        return Text(chosen.territory.name, chosen.territory.name)
    assert chosen.member is not None
    return member_name(chosen.member)


def kind_of(catalog: Catalog, chosen: Subject) -> Text:
    """What a place is, with its Kreis: "Stadt im Ennepe-Ruhr-Kreis", "Hochschule"."""
    place = chosen.territory
    if place is None:
        assert chosen.member is not None
        return both(f"kind.{chosen.member.kind.value}")
    if place.kind in (TerritoryKind.TOWN, TerritoryKind.MUNICIPALITY):
        kreis = catalog.territories[place.district_ags].name
        return both(f"kind.{place.kind.value}_in", kreis=kreis)
    return both(f"kind.{place.kind.value}")
