"""Linking press items to places: which of them concern a territory or a member.

Reading a release is another matter and stands beside it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from ruhrmap import wording
from ruhrmap.coverage.subject import Subject, subject
from ruhrmap.messages import both
from ruhrmap.model import Catalog, MemberKind, PressRelease, Territory, Text


class Scope(StrEnum):
    """Whom a release concerns, seen from a chosen place."""

    OWN = "own"
    KREIS = "kreis"
    REGION = "region"
    UNIVERSITIES = "universities"


@dataclass(frozen=True, slots=True)
class ReleaseItem:
    """A release as a list shows it.

    Attributes
    ----------
    release : PressRelease
    date_label : Text
        As exactly as it is known; "ohne Datum" where it is not.
    after_key_date : bool
        To be greyed: even its earliest day is after the key date.
    medium_label : Text
    title_note : Text
        Says so where the title was not read on its page; else empty.
    """

    release: PressRelease
    date_label: Text
    after_key_date: bool
    medium_label: Text
    title_note: Text

    @property
    def byline(self) -> Text:
        """Date, publisher and medium in one line."""
        publisher = self.release.source.publisher
        parts = (self.date_label, Text(publisher, publisher), self.medium_label)
        return wording.joined(parts, " · ")


@dataclass(frozen=True, slots=True)
class ReleaseGroup:
    """Releases of one scope, newest first; there is no group without any."""

    scope: Scope
    heading: Text
    items: tuple[ReleaseItem, ...]


_UNIVERSITY: Final = frozenset({MemberKind.UNIVERSITY})


def releases_of(
    catalog: Catalog, key: str, day: date, scopes: Collection[Scope] = tuple(Scope)
) -> tuple[ReleaseGroup, ...]:
    """The releases that concern a place, in groups.

    The rule: "**Releases of a territory**: own (it is a subject), of its Kreis, of the
    region (no subject, or only RVR, Land, Stiftung); one about universities alone, with or
    without those, stands with the universities. A subject is a member or a territory (some
    are no members). Sorted by latest day, undated last under "ohne Datum"; greyed only if
    the earliest day is after the key date."

    A release stands in the first group that holds. Of a member that is no territory there
    are its own ones and, for a university, those about universities alone.

    Parameters
    ----------
    catalog : Catalog
    key : str
        A district (5 digits), a municipality (8 digits), or a member.
    day : date
        The key date.
    scopes : collection of Scope
        The groups that are wanted; all of them if left out.

    Raises
    ------
    KeyError
        If nothing has this key.
    """
    chosen = subject(catalog, key)
    return tuple(
        ReleaseGroup(scope, _heading(catalog, chosen, scope), _items(releases, day))
        for scope, releases in concerning(catalog, key).items()
        if releases and scope in scopes
    )


def concerning(catalog: Catalog, key: str) -> dict[Scope, list[PressRelease]]:
    """The releases that concern a place, by scope; as :func:`releases_of` groups them.

    Raises
    ------
    KeyError
        If nothing has this key.
    """
    chosen = subject(catalog, key)
    place = None if chosen.territory is None else _kreis_of(catalog, chosen.territory)
    kreis = None if place is None else subject(catalog, place.ags)
    found: dict[Scope, list[PressRelease]] = {scope: [] for scope in Scope}
    for release in catalog.press_releases.values():
        scope = _scope(catalog, chosen, kreis, release)
        if scope is not None:
            found[scope].append(release)
    return found


def _scope(
    catalog: Catalog, chosen: Subject, kreis: Subject | None, release: PressRelease
) -> Scope | None:
    if _is_subject(catalog, chosen, release):
        return Scope.OWN
    if chosen.territory is None:
        university = chosen.member is not None and chosen.member.kind in _UNIVERSITY
        alone = university and _general_scope(catalog, release) is Scope.UNIVERSITIES
        return Scope.UNIVERSITIES if alone else None
    if kreis is not None and _is_subject(catalog, kreis, release):
        return Scope.KREIS
    return Scope.REGION if _general_scope(catalog, release) is Scope.REGION else None


def _is_subject(catalog: Catalog, chosen: Subject, release: PressRelease) -> bool:
    if chosen.member is not None and chosen.member.member_id in release.member_ids:
        return True
    if chosen.territory is None or not release.ags:
        return False
    return not _keys(catalog, chosen.territory).isdisjoint(release.ags)


def _keys(catalog: Catalog, place: Territory) -> set[str]:
    if not place.is_independent_city:
        return {place.ags}
    towns = catalog.municipalities_of(place.district_ags)
    return {place.district_ags, *(town.ags for town in towns)}


def _kreis_of(catalog: Catalog, place: Territory) -> Territory | None:
    """The Kreis of a municipality; none for a Kreis itself and an independent city."""
    if place.is_independent_city or place.ags == place.district_ags:
        return None
    return catalog.territories[place.district_ags]


def _general_scope(catalog: Catalog, release: PressRelease) -> Scope | None:
    """Region, universities, or nothing: then it is about the territories it names."""
    kinds = {catalog.members[member_id].kind for member_id in release.member_ids}
    if release.ags or any(kind.is_municipal for kind in kinds):
        return None
    return Scope.UNIVERSITIES if kinds & _UNIVERSITY else Scope.REGION


def _heading(catalog: Catalog, chosen: Subject, scope: Scope) -> Text:
    if scope is Scope.OWN and chosen.territory is None:
        university = chosen.member is not None and chosen.member.kind in _UNIVERSITY
        return both(f"press.own_{'university' if university else 'partner'}")
    if scope in (Scope.OWN, Scope.KREIS):
        assert chosen.territory is not None
        place = chosen.territory
        if scope is Scope.KREIS:
            place = catalog.territories[place.district_ags]
        return both("press.own", place=wording.territory(place, "towards"))
    return both(f"press.{scope.value}")


def _items(releases: Iterable[PressRelease], day: date) -> tuple[ReleaseItem, ...]:
    return tuple(item(release, day) for release in sorted(releases, key=newest_first))


def newest_first(release: PressRelease) -> tuple[bool, int, int]:
    """A key to sort by: the latest day first, undated last."""
    when = release.source.date
    if when is None:
        return True, 0, 0
    return False, -when.latest.toordinal(), -when.earliest.toordinal()


def item(release: PressRelease, day: date) -> ReleaseItem:
    """A release as lists show it on a key date."""
    when = release.source.date
    return ReleaseItem(
        release=release,
        date_label=(
            both("press.undated")
            if when is None
            else wording.bilingual(lambda lang: wording.capitalised(wording.edtf(lang, when)))
        ),
        after_key_date=when is not None and when.earliest > day,
        medium_label=both(f"medium.{release.medium.value}"),
        title_note=Text() if release.source.title_read else both("press.title_not_read"),
    )
