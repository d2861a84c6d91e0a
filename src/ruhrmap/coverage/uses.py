"""What each source is used for: the way back from a source to what rests on it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType

from ruhrmap import wording
from ruhrmap.coverage.accession import member_name
from ruhrmap.coverage.figures import area_source
from ruhrmap.dates import Edtf
from ruhrmap.messages import both, both_plural
from ruhrmap.model import Catalog, Counts, Says, Text


def uses_of(catalog: Catalog, borders: str) -> Mapping[str, tuple[Text, ...]]:
    """What rests on each source, a line each; at least one says that nothing does.

    Of a press item that is evidence of no membership it is told whom it is about.

    Parameters
    ----------
    catalog : Catalog
    borders : str
        ``source_id`` of the boundaries, which stand in files of their own.
    """
    found: dict[str, list[Text]] = {source_id: [] for source_id in catalog.sources}
    if borders in found:
        found[borders].append(both("use.borders"))
    for part in (_evidence, _memberships, _totals, _census, _conflicts):
        for source_id, text in part(catalog):
            if text not in found[source_id]:
                found[source_id].append(text)
    for source_id, text in _press(catalog):
        if not found[source_id]:
            found[source_id].append(text)
    nothing = (both("use.nothing"),)
    return MappingProxyType({key: tuple(texts) or nothing for key, texts in found.items()})


def carrying(catalog: Catalog) -> frozenset[str]:
    """The sources on which something rests: evidence, a membership, a total, a conflict."""
    parts = (_evidence, _memberships, _totals, _census, _conflicts)
    return frozenset(source_id for part in parts for source_id, _ in part(catalog))


def evidence_day_of(catalog: Catalog, source_id: str) -> date | None:
    """The last day of which a source is evidence; nothing where it is evidence of none."""
    days = [e.date.latest for e in catalog.evidence if e.source_id == source_id]
    return max(days, default=None)


_Use = Iterator[tuple[str, Text]]


def _evidence(catalog: Catalog) -> _Use:
    """What it says of members, all of one day and kind in one line."""
    grouped: dict[tuple[str, Edtf, Says], list[str]] = {}
    for one in catalog.evidence:
        grouped.setdefault((one.source_id, one.date, one.says), []).append(one.member_id)
    for (source_id, when, says), ids in grouped.items():
        names = [member_name(catalog.members[i]) for i in ids]
        yield (
            source_id,
            both(
                f"use.{says.value}",
                names=wording.listed_texts(names),
                when=_told(wording.on, when),
            ),
        )


def _memberships(catalog: Catalog) -> _Use:
    """Memberships that name the source without a row of evidence of their own."""
    evidenced = {(one.member_id, one.source_id) for one in catalog.evidence}
    beside: dict[str, list[str]] = {}
    for membership in catalog.memberships:
        for source_id in membership.source_ids:
            if (membership.member_id, source_id) not in evidenced:
                beside.setdefault(source_id, []).append(membership.member_id)
    for source_id, ids in beside.items():
        names = wording.listed_texts([member_name(catalog.members[i]) for i in ids])
        yield source_id, both("use.membership", names=names)


def _totals(catalog: Catalog) -> _Use:
    for total in catalog.published_totals:
        when = total.as_of
        key = "municipal" if total.counts is Counts.MUNICIPAL_MEMBERS else "universities"
        as_of = _told(wording.edtf, when)
        yield total.source_id, both_plural(f"use.total_{key}", total.value, when=as_of)


def _census(catalog: Catalog) -> _Use:
    census = catalog.census.values()
    for source_id, count in Counter(one.source_id for one in census).items():
        yield source_id, both_plural("use.population", count)
    for source_id, count in Counter(area_source(one) for one in census).items():
        yield source_id, both_plural("use.area", count)


def _conflicts(catalog: Catalog) -> _Use:
    for conflict in catalog.conflicts:
        for source_id in conflict.source_ids:
            others = [i for i in conflict.source_ids if i != source_id]
            names = wording.listed_texts([Text(i, i) for i in others])
            yield source_id, both("use.conflict", others=names)


def _press(catalog: Catalog) -> _Use:
    for release in catalog.press_releases.values():
        names = [member_name(catalog.members[i]) for i in release.member_ids]
        places = [catalog.territories[ags].name for ags in release.ags]
        about = [*names, *(Text(name, name) for name in places)]
        text = both("use.press", names=wording.listed_texts(about)) if about else both("use.region")
        yield release.press_id, text


def _told(write: Callable[[str, Edtf], str], value: Edtf) -> Text:
    return wording.bilingual(lambda lang: write(lang, value))
