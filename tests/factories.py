"""A small made-up region to try the rules on, and our own data read once."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache

from hypothesis import strategies as st

from ruhrmap import catalog as catalogs
from ruhrmap.dates import Edtf, parse
from ruhrmap.model import (
    Basis,
    Catalog,
    Census,
    Conflict,
    Counts,
    Evidence,
    Level,
    Medium,
    Member,
    MemberKind,
    Membership,
    PressKind,
    PressRelease,
    PublishedTotal,
    Representation,
    Says,
    Source,
    Territory,
    TerritoryKind,
    Text,
)

AXIS_START = date(2013, 1, 1)
DATA_DATE = date(2016, 12, 31)
CENSUS_DAY = date(2022, 5, 15)

_CITY, _KREIS = TerritoryKind.INDEPENDENT_CITY, TerritoryKind.KREIS
_TOWN, _VILLAGE = TerritoryKind.TOWN, TerritoryKind.MUNICIPALITY
_DISTRICT, _MUNICIPALITY = Level.DISTRICT, Level.MUNICIPALITY

# Two cities, and two Kreise of two municipalities each.
TERRITORIES = {
    place.ags: place
    for place in (
        Territory("05001", _DISTRICT, _CITY, "Altstadt", "Altstadt", "05001"),
        Territory("05002", _DISTRICT, _CITY, "Neustadt", "Neustadt", "05002"),
        Territory("05010", _DISTRICT, _KREIS, "Kreis Berg", "Kreis Berg", "05010"),
        Territory("05020", _DISTRICT, _KREIS, "Tal-Kreis", "Tal-Kreis", "05020"),
        Territory("05001000", _MUNICIPALITY, _CITY, "Altstadt", "Altstadt", "05001"),
        Territory("05002000", _MUNICIPALITY, _CITY, "Neustadt", "Neustadt", "05002"),
        Territory("05010001", _MUNICIPALITY, _TOWN, "Adorf", "Adorf", "05010"),
        Territory("05010002", _MUNICIPALITY, _VILLAGE, "Bach", "Bach", "05010"),
        Territory("05020001", _MUNICIPALITY, _TOWN, "Zell", "Zell", "05020"),
        Territory("05020002", _MUNICIPALITY, _TOWN, "Öd", "Öd", "05020"),
    )
}
_SIZES = {
    "05001000": (400_000, 40.10),
    "05002000": (300_000, 30.20),
    "05010001": (100_000, 10.10),
    "05010002": (50_000, 20.20),
    "05020001": (100_000, 10.30),
    "05020002": (50_000, 20.10),
}
MEMBERS = {
    member.member_id: member
    for member in (
        Member("altstadt", "Altstadt", "", "Altstadt", MemberKind.INDEPENDENT_CITY, "05001"),
        Member("neustadt", "Neustadt", "", "Neustadt", MemberKind.INDEPENDENT_CITY, "05002"),
        Member("berg", "Kreis Berg", "", "Kreis Berg", MemberKind.KREIS, "05010"),
        Member("tal", "Tal-Kreis", "", "Tal-Kreis", MemberKind.KREIS, "05020"),
        Member("adorf", "Adorf", "", "Adorf", MemberKind.TOWN, "05010001"),
        Member("bach", "Bach", "", "Bach", MemberKind.TOWN, "05010002"),
        Member("uni", "Hochschule", "University", "HS", MemberKind.UNIVERSITY, ""),
        Member("other-uni", "Akademie", "Academy", "AK", MemberKind.UNIVERSITY, ""),
        Member("land", "Land", "State", "Land", MemberKind.STATE, ""),
    )
}


def spell(
    member_id: str,
    joined: str,
    left: str = "",
    *,
    basis: Basis = Basis.SIGNING,
    until: str = "",
    representation: Representation | None = None,
    note: str = "",
) -> Membership:
    """One membership, with its dates as the data package writes them."""
    return Membership(
        membership_id=f"{member_id}-{joined}",
        member_id=member_id,
        joined=parse(joined),
        left=parse(left) if left else None,
        basis=basis,
        agreement_until=date.fromisoformat(until) if until else None,
        representation=representation,
        source_ids=("S1",),
        note=Text(note, note),
    )


def evidence(member_id: str, day: str, source_id: str = "S1") -> Evidence:
    return Evidence(member_id, source_id, parse(day), Says.LISTED)


def source(source_id: str, day: str = "", *, title_read: bool = True) -> Source:
    when = parse(day) if day else None
    return Source(source_id, source_id, title_read, when, "", "", None, "citation-only", "", "")


def release(
    press_id: str,
    day: str = "",
    *,
    members: Sequence[str] = (),
    ags: Sequence[str] = (),
    title_read: bool = True,
) -> PressRelease:
    made = source(press_id, day, title_read=title_read)
    return PressRelease(
        made, Medium.PRESS_RELEASE, PressKind.OTHER, tuple(members), tuple(ags), Text()
    )


def total(as_of: str, counts: Counts, value: int) -> PublishedTotal:
    return PublishedTotal(f"T-{as_of}-{counts}", parse(as_of), counts, value, "S1")


def region(
    memberships: Iterable[Membership] = (),
    *,
    told: Iterable[Evidence] = (),
    releases: Iterable[PressRelease] = (),
    totals: Iterable[PublishedTotal] = (),
    conflicts: Iterable[Conflict] = (),
) -> Catalog:
    """A catalogue of the small region; without evidence one piece at the end of the axis."""
    return Catalog(
        version="1.0.0",
        data_date=DATA_DATE,
        axis_start=AXIS_START,
        territories=TERRITORIES,
        census={
            ags: Census(ags, people, CENSUS_DAY, area, "S2", "S3")
            for ags, (people, area) in _SIZES.items()
        },
        members=MEMBERS,
        memberships=tuple(memberships),
        sources={"S1": source("S1"), "S2": source("S2"), "S3": source("S3")},
        press_releases={one.press_id: one for one in releases},
        evidence=tuple(told) or (evidence("altstadt", DATA_DATE.isoformat()),),
        published_totals=tuple(totals),
        conflicts=tuple(conflicts),
        naming=real_catalog().naming,  # sentences speak of an initiative and a region
    )


@cache
def real_catalog() -> Catalog:
    """Our own data package."""
    return catalogs.load()


def with_membership(catalog: Catalog, member_id: str, **changes: object) -> Catalog:
    """The catalogue with the memberships of one member changed."""
    return replace(
        catalog,
        memberships=tuple(
            replace(one, **changes) if one.member_id == member_id else one  # type: ignore[arg-type]
            for one in catalog.memberships
        ),
    )


def day_of(text: str) -> date:
    return date.fromisoformat(text)


# Days a little beyond both ends of the axis: what lies outside of it must not break it.
days = st.dates(date(2012, 6, 1), date(2017, 6, 30))
axis_days = st.dates(AXIS_START, DATA_DATE)


@st.composite
def edtf_dates(draw: st.DrawFn) -> Edtf:
    """A date in any of the accepted forms."""
    day = draw(days)
    form = draw(st.sampled_from(("day", "month", "year", "span")))
    if form == "span":
        other = draw(days)
        first, last = min(day, other), max(day, other)
        return parse(f"[{first.isoformat()}..{last.isoformat()}]")
    text = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[form]]
    return parse(text + draw(st.sampled_from(("", "~"))))


@st.composite
def memberships(draw: st.DrawFn) -> Membership:
    """A membership of any member; it may end, but not before it begins."""
    joined = draw(edtf_dates())
    left = draw(st.none() | edtf_dates())
    if left is not None and left.earliest <= joined.latest:
        left = None
    made = spell(draw(st.sampled_from(sorted(MEMBERS))), "2013")
    return replace(
        made,
        membership_id=draw(st.uuids()).hex,
        joined=joined,
        left=left,
        agreement_until=draw(st.none() | days),
        representation=draw(st.sampled_from((None, *Representation))),
    )


# Several memberships of one member may overlap here: the rule must stand even then.
regions = st.lists(memberships(), max_size=8).map(region)
