"""What a person has decided about a release: everything that the rows to add rest on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from ruhrmap.dates import Edtf
from ruhrmap.model import (
    Basis,
    Catalog,
    Counts,
    Medium,
    Member,
    PressKind,
    Representation,
    Territory,
    TerritoryKind,
    Text,
)

_NONE: Final = Text()


@dataclass(frozen=True, slots=True)
class Accession:
    """Who joins: a member's key, or the ``ags`` of a territory that is none so far."""

    key: str
    representation: Representation | None = None  # of a Kreis alone
    agreement_until: date | None = None


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the release is about, by member key or ``ags``.

    ``listed`` says that it names a member as one, which is evidence.
    """

    key: str
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A published total to keep.

    ``counted`` makes it evidence for every member that it counts; ``conflict`` says why it
    cannot reconcile, where it does not.
    """

    counts: Counts
    value: int
    as_of: Edtf | None
    counted: bool = False
    conflict: Text = _NONE


@dataclass(frozen=True, slots=True)
class Decision:
    """A release as it is to be entered."""

    title: str
    publisher: str
    released: Edtf | None
    signed: Edtf | None
    kind: PressKind
    medium: Medium = Medium.PRESS_RELEASE
    url: str = ""
    title_read: bool = True
    accessions: tuple[Accession, ...] = ()
    subjects: tuple[Subject, ...] = ()
    totals: tuple[Count, ...] = ()
    note: Text = _NONE
    change: Text = _NONE

    @property
    def joined(self) -> tuple[Edtf, Basis] | None:
        """From when the accession counts, and what that rests on; None without any date."""
        if self.signed is not None:
            return self.signed, Basis.SIGNING
        if self.released is not None:
            return self.released, Basis.PRESS_RELEASE_DATE
        return None


@dataclass(frozen=True, slots=True)
class Party:
    """What a key stands for: a member, a territory, or a territory that is a member."""

    key: str
    member: Member | None
    territory: Territory | None

    @property
    def name(self) -> str:
        """As lists have it; a town of a Kreis is told apart by its kind where it is shown."""
        if self.territory is not None:
            return self.territory.name
        return self.member.name if self.member is not None else self.key

    @property
    def identity(self) -> str:
        """The one key by which it is entered: the member's, else that of the territory."""
        if self.member is not None:
            return self.member.member_id
        return self.territory.ags if self.territory is not None else self.key

    @property
    def is_kreis(self) -> bool:
        """Whether it may stand for towns."""
        return self.territory is not None and self.territory.kind is TerritoryKind.KREIS


def party(catalog: Catalog, key: str) -> Party | None:
    """What a key stands for; None if nothing has it.

    An independent city is one party by its key of five digits, of eight, and as a member.

    Examples
    --------
    >>> from ruhrmap import catalog
    >>> data = catalog.load()
    >>> [party(data, key).member.member_id for key in ("05113", "05113000", "stadt-essen")]
    ['stadt-essen', 'stadt-essen', 'stadt-essen']
    >>> party(data, "05170").name, party(data, "05170").member, party(data, "05999")
    ('Kreis Wesel', None, None)
    """
    member = catalog.members.get(key)
    place = catalog.territories.get(member.ags if member is not None else key)
    if place is not None and place.is_independent_city:
        place = catalog.territories[place.district_ags]
    if member is None and place is not None:
        member = next((one for one in catalog.members.values() if one.ags == place.ags), None)
    if member is None and place is None:
        return None
    return Party(key, member, place)
