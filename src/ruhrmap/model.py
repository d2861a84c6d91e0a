"""The things the project speaks of, as read from the data package: frozen and typed.

Names follow the glossary in ``docs/glossary.md``. No rule lives here; what a membership
means on a day is decided in :mod:`ruhrmap.coverage`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from ruhrmap.dates import Edtf
from ruhrmap.localwords import NO_WORDS, LocalWords

Day = date  # for records that have a field ``date`` themselves


class Level(StrEnum):
    """The two levels the map can draw."""

    MUNICIPALITY = "municipality"
    DISTRICT = "district"


class TerritoryKind(StrEnum):
    """What a territory is by law."""

    INDEPENDENT_CITY = "independent_city"  # kreisfreie Stadt
    KREIS = "kreis"
    TOWN = "town"  # kreisangehörige Stadt
    MUNICIPALITY = "municipality"  # kreisangehörige Gemeinde


class MemberKind(StrEnum):
    """What a member is."""

    INDEPENDENT_CITY = "independent_city"
    KREIS = "kreis"
    TOWN = "town"
    UNIVERSITY = "university"
    STATE = "state"  # Land
    ASSOCIATION = "association"  # Regionalverband
    FOUNDATION = "foundation"

    @property
    def is_municipal(self) -> bool:
        """Whether it counts among the *Kommunen*."""
        return self in _MUNICIPAL


_MUNICIPAL = frozenset({MemberKind.INDEPENDENT_CITY, MemberKind.KREIS, MemberKind.TOWN})


class Representation(StrEnum):
    """How it is known that a Kreis stands for its towns."""

    STATED = "stated"
    ASSUMED = "assumed"


class Basis(StrEnum):
    """What the date of an accession rests on."""

    FOUNDING = "founding"
    SIGNING = "signing"
    PRESS_RELEASE_DATE = "press_release_date"
    FIRST_LISTED = "first_listed"


class Says(StrEnum):
    """What a piece of evidence says of a member."""

    JOINED = "joined"
    LISTED = "listed"
    COUNTED = "counted"
    ENDED = "ended"


class Medium(StrEnum):
    """Where an item appeared."""

    PRESS_RELEASE = "press_release"
    NEWS_REPORT = "news_report"
    PROJECT_PAGE = "project_page"
    NEWSLETTER = "newsletter"


class PressKind(StrEnum):
    """What an item is about."""

    ACCESSION = "accession"
    COOPERATION = "cooperation"
    REPORT = "report"
    OTHER = "other"


class Counts(StrEnum):
    """What a published total counts."""

    MUNICIPAL_MEMBERS = "municipal_members"  # "Kommunen"
    UNIVERSITIES = "universities"


class NameKind(StrEnum):
    """What another name of a place is."""

    LICENCE_PLATE = "licence_plate"
    ABBREVIATION = "abbreviation"
    SHORT_NAME = "short_name"
    FORMER_TOWN = "former_town"  # a town of its own once, part of this one today

    @property
    def is_code(self) -> bool:
        """Whether it is letters that mean nothing unless they stand there whole."""
        return self in _CODES


BORDERS_SOURCE = "D01"  # source_id of the boundaries

_CODES = frozenset({NameKind.LICENCE_PLATE, NameKind.ABBREVIATION})


@dataclass(frozen=True, slots=True)
class Text:
    """One note for the public in both languages; empty strings where there is none."""

    de: str = ""
    en: str = ""

    def __bool__(self) -> bool:
        return bool(self.de)

    def by_language(self) -> dict[str, str]:
        """Both languages by their codes, as JSON has them."""
        return {"de": self.de, "en": self.en}


@dataclass(frozen=True, slots=True)
class Naming:
    """What a data package calls itself, its region and its initiative.

    Attributes
    ----------
    package : str
        Its short name, in letters that every system takes: downloads begin with it.
    words : mapping
        The forms of both names as the texts of the catalogue take them: ``region_in`` is "im
        Ruhrgebiet", ``Region_nominative`` "Das Ruhrgebiet". A form that a language does not
        have is empty.
    keywords : mapping
        For search engines, by language, beside the two names.
    examples : mapping
        What a search may be tried with: ``places``, ``partners``, ``press``, ``codes``.
    press : LocalWords
        For the reader of press releases.
    """

    package: str = ""
    words: Mapping[str, Text] = field(default_factory=dict)
    keywords: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    examples: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    press: LocalWords = NO_WORDS


UNNAMED = Naming()  # a package of which nothing could be read


@dataclass(frozen=True, slots=True)
class Territory:
    """A territory (Gebietskörperschaft) at one level.

    An independent city stands in the data twice: as a district (``05113``) and as its
    only municipality (``05113000``).
    """

    ags: str
    level: Level
    kind: TerritoryKind
    name: str
    short_name: str
    district_ags: str  # its own key at district level

    @property
    def is_independent_city(self) -> bool:
        """Whether it is a district and its only municipality at once."""
        return self.kind is TerritoryKind.INDEPENDENT_CITY


@dataclass(frozen=True, slots=True)
class Census:
    """Inhabitants on census day and official area (km2) of one municipality."""

    ags: str
    population: int
    population_date: date
    area_km2: float
    source_id: str  # of the inhabitants
    area_source_id: str = ""  # of the area, where it is another one


@dataclass(frozen=True, slots=True)
class Member:
    """A member of the initiative; ``ags`` for municipal members, else empty."""

    member_id: str
    name: str
    name_en: str
    short_name: str
    kind: MemberKind
    ags: str


@dataclass(frozen=True, slots=True)
class SearchName:
    """Another name of a territory or a partner, for finding it and nothing else."""

    name: str
    kind: NameKind
    key: str  # ``ags`` or ``member_id``


@dataclass(frozen=True, slots=True)
class Membership:
    """One spell of membership. ``left`` is the first day no longer a member."""

    membership_id: str
    member_id: str
    joined: Edtf
    left: Edtf | None
    basis: Basis
    agreement_until: date | None
    representation: Representation | None
    source_ids: tuple[str, ...]
    note: Text = Text()


@dataclass(frozen=True, slots=True)
class Source:
    """A bibliographic record: whatever a date, total or border rests on."""

    source_id: str
    title: str
    title_read: bool  # False: the title was not read on its page
    date: Edtf | None
    publisher: str
    url: str  # empty where no address is known
    accessed: Day | None
    licence: str
    licence_url: str
    citation: str


@dataclass(frozen=True, slots=True)
class PressRelease:
    """A press item with the members and territories it is about."""

    source: Source
    medium: Medium
    kind: PressKind
    member_ids: tuple[str, ...]
    ags: tuple[str, ...]  # territories that are subjects without being members
    note: Text = Text()

    @property
    def press_id(self) -> str:
        """Its key, which is that of its source."""
        return self.source.source_id


@dataclass(frozen=True, slots=True)
class Evidence:
    """A source says on a date that a member joined, is listed, is counted or has ended."""

    member_id: str
    source_id: str
    date: Edtf
    says: Says


@dataclass(frozen=True, slots=True)
class PublishedTotal:
    """A total that a source published; ``conflict`` explains one that cannot reconcile."""

    total_id: str
    as_of: Edtf
    counts: Counts
    value: int
    source_id: str
    note: Text = Text()
    conflict: Text = Text()


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sources contradict each other; says which one is used and why."""

    conflict_id: str
    source_ids: tuple[str, ...]
    member_ids: tuple[str, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class Change:
    """What changed in the data with a version; the last is the package as it is."""

    version: str
    date: Day
    text: Text


@dataclass(frozen=True, slots=True)
class Catalog:
    """The whole data package, checked; every mapping keeps the order of its file."""

    version: str
    data_date: date  # the date of the data package: end of the time axis
    axis_start: date  # start of the time axis
    territories: Mapping[str, Territory]
    census: Mapping[str, Census]
    members: Mapping[str, Member]
    memberships: tuple[Membership, ...]
    sources: Mapping[str, Source]
    press_releases: Mapping[str, PressRelease]
    evidence: tuple[Evidence, ...]
    published_totals: tuple[PublishedTotal, ...]
    conflicts: tuple[Conflict, ...]
    changes: tuple[Change, ...] = ()  # oldest first
    search_names: tuple[SearchName, ...] = ()
    naming: Naming = UNNAMED
    words: Mapping[str, Text] = field(init=False, repr=False, compare=False)
    _by_level: Mapping[Level, tuple[Territory, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        grouped = {
            level: tuple(t for t in self.territories.values() if t.level is level)
            for level in Level
        }
        object.__setattr__(self, "_by_level", MappingProxyType(grouped))
        object.__setattr__(self, "words", MappingProxyType({**self.naming.words, **self._years()}))

    def _years(self) -> dict[str, Text]:
        """The years of inhabitants and borders, as texts name them.

        Borders are of the day of their source; where that is not known, of the inhabitants'.
        """
        years = sorted({one.population_date.year for one in self.census.values()})
        census = ", ".join(map(str, years))
        borders = self.sources.get(BORDERS_SOURCE)
        drawn = borders.date.latest.year if borders is not None and borders.date else census
        return {
            "census_year": Text(census, census),
            "borders_year": Text(str(drawn), str(drawn)),
        }

    def at(self, level: Level) -> tuple[Territory, ...]:
        """The territories of one level, in the order of the file."""
        return self._by_level[level]

    def municipalities_of(self, district_ags: str) -> tuple[Territory, ...]:
        """The municipalities of a district; for an independent city its own one."""
        return tuple(t for t in self.at(Level.MUNICIPALITY) if t.district_ags == district_ags)
