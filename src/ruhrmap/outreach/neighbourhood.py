"""Who lives next door: members along the boundary, as references for a talk."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ruhrmap import wording
from ruhrmap.boundaries import Border
from ruhrmap.coverage import Status, TerritoryStatus
from ruhrmap.coverage.telling import precision_of
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import Catalog, Text

_ALL: Final = 1 - 1e-9  # what adding up many lengths may lose


@dataclass(frozen=True, slots=True)
class Door:
    """A neighbour that counts: a member, or represented by its Kreis.

    Attributes
    ----------
    ags : str
    name : Text
    share : float
        Of the whole boundary, 0..1.
    status : Status
    through : Text
        Name of the Kreis that stands for it; empty for a member.
    joined : Edtf
        When the member joined, or that Kreis.
    year : Text
        The year of it, "2023/2024" where the year is not known for certain.
    line : Text
        Name, Kreis and year: "Dorsten über den Kreis Recklinghausen (2019), angenommen".
    precision : Text
        How exactly the date is known, with the date.
    source_ids : tuple of str
        Of the membership.
    """

    ags: str
    name: Text
    share: float
    status: Status
    through: Text
    joined: Edtf
    year: Text
    line: Text
    precision: Text
    source_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A whole boundary by who lies on its other side; the shares (0..1) add up to one.

    ``covered`` touches members and represented ones, ``open`` other territories of the
    region, ``outside`` whatever is not of the region. ``doors`` are the neighbours of
    ``covered``, the longest border first.
    """

    covered: float
    open: float
    outside: float
    doors: tuple[Door, ...]


def neighbourhood(
    catalog: Catalog, told: Mapping[str, TerritoryStatus], border: Border
) -> Neighbourhood:
    """The neighbours of a territory on a day, given the statuses of its level on that day.

    The rule: "Of the whole boundary, the border with the outside of the region included,
    the share that touches neighbours of the same level that are members or represented on
    the key date." Whoever lies outside of the region counts as no member: nothing is known
    of them here. At the level of the districts nobody is represented, so only members count.
    """
    whole = border.whole
    covered = {ags: length for ags, length in border.shared.items() if told[ags].status.covered}
    doors = [_door(catalog, told[ags], length / whole) for ags, length in covered.items()]
    beside = (length for ags, length in border.shared.items() if ags not in covered)
    return Neighbourhood(
        covered=math.fsum(covered.values()) / whole,
        open=math.fsum(beside) / whole,
        outside=border.outside / whole,
        doors=tuple(sorted(doors, key=lambda door: (-door.share, door.ags))),
    )


def border_share(share: float) -> Text:
    """A share of a boundary (0..1) in whole per cent: finer than that nobody has measured.

    All is said only of all, and nothing only of nothing.

    Examples
    --------
    >>> [border_share(share).de for share in (0, 0.003, 0.577, 0.998, 1)]
    ['0 %', 'unter 1 %', '58 %', 'über 99 %', '100 %']
    """
    whole = wording.per_hundred(min(share, 1.0))
    if whole == 0 and share > 0:
        return both("outreach.share_little")
    if whole == 100 and share < _ALL:
        return both("outreach.share_most")
    return both("outreach.share", value=wording.figure(whole))


def briefly(near: Neighbourhood) -> tuple[Text, ...]:
    """The neighbours in few words: members by name, the towns of a Kreis in one.

    "Duisburg (2023)", "Dorsten durch den Kreis Recklinghausen (2019), angenommen".
    """
    through: dict[tuple[Text, Text, Status], list[Door]] = {}
    for door in near.doors:
        if door.through:
            through.setdefault((door.through, door.year, door.status), []).append(door)
    members = (door.line for door in near.doors if not door.through)
    kreise = (
        doors[0].line if len(doors) == 1 else _of_one_kreis(doors) for doors in through.values()
    )
    return (*members, *kreise)


def _of_one_kreis(doors: Sequence[Door]) -> Text:
    stated = doors[0].status is Status.STATED
    return both_plural(
        "outreach.doors_stated" if stated else "outreach.doors_assumed",
        len(doors),
        kreis=doors[0].through,
        year=doors[0].year,
    )


def _door(catalog: Catalog, told: TerritoryStatus, share: float) -> Door:
    membership = told.membership
    assert membership is not None  # who is covered is so by a membership
    name = catalog.territories[told.ags].name
    kreis = catalog.territories[told.through] if told.through else None
    year = _year(membership.joined)
    if kreis is None:
        line = both("outreach.door_member", name=name, year=year)
    else:
        stated = told.status is Status.STATED
        line = both(
            "outreach.door_stated" if stated else "outreach.door_assumed",
            name=name,
            kreis=wording.territory(kreis, "accusative"),
            year=year,
        )
    return Door(
        ags=told.ags,
        name=Text(name, name),
        share=share,
        status=told.status,
        through=Text(kreis.name, kreis.name) if kreis else Text(),
        joined=membership.joined,
        year=year,
        line=line,
        precision=wording.joined(_precision(told, precision_of(membership)), " "),
        source_ids=membership.source_ids,
    )


def _precision(told: TerritoryStatus, how: Text) -> Iterator[Text]:
    """The date as it is known, how exactly that is, and whether the agreement has run out."""
    if (since := told.since) is not None:
        yield wording.as_sentence(wording.bilingual(lambda lang: wording.edtf(lang, since)))
    yield how
    if (until := told.agreement_over) is not None:
        yield both(
            "outreach.door_agreement", date=wording.bilingual(lambda lang: long_date(lang, until))
        )


def _year(joined: Edtf) -> Text:
    first, last = joined.earliest.year, joined.latest.year
    year = str(last) if first == last else f"{first}/{last}"
    return both("outreach.year_about", year=year) if joined.approximate else Text(year, year)
