"""Everything the panel tells of one chosen place on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ruhrmap import wording
from ruhrmap.coverage import telling
from ruhrmap.coverage.counting import area_of, population_of
from ruhrmap.coverage.evidence import evidence_end_of, last_evidence_of
from ruhrmap.coverage.figures import area_source
from ruhrmap.coverage.membership import member_spell_on, next_membership
from ruhrmap.coverage.status import Status, TerritoryStatus, status_on
from ruhrmap.coverage.subject import Subject, kind_of, subject, title_of, towns_of
from ruhrmap.coverage.totals import complete_total
from ruhrmap.messages import both, both_plural, long_date, number, short_date
from ruhrmap.model import Catalog, Membership, PublishedTotal, Territory, Text


@dataclass(frozen=True, slots=True)
class Detail:
    """What is known of a place on a day; texts are empty where there is nothing to say.

    Attributes
    ----------
    key : str
        As it was asked for.
    title, kind_label : Text
    status : Status
    status_label : Text
    since : Text
        Since when, and through which Kreis, as a sentence.
    precision : Text
        How exactly that date is known.
    notes : tuple of Text
        What else must be said, one sentence or two each.
    source_ids : tuple of str
        Sources of the deciding membership, and of an own one of which a note speaks.
    evidence : Text
        When a source last spoke of it.
    evidence_source_ids : tuple of str
    after_evidence : Text
        The marker, if the day lies after that evidence.
    through : str or None
        District key of the Kreis that decides, if it is not itself.
    population, area : Text
        With the day they are of.
    census_source_ids : tuple of str
    """

    key: str
    title: Text
    kind_label: Text
    status: Status
    status_label: Text
    since: Text
    precision: Text
    notes: tuple[Text, ...]
    source_ids: tuple[str, ...]
    evidence: Text
    evidence_source_ids: tuple[str, ...]
    after_evidence: Text
    through: str | None
    population: Text
    area: Text
    census_source_ids: tuple[str, ...]


def detail(catalog: Catalog, key: str, day: date) -> Detail:
    """What is known of a place on a day.

    Parameters
    ----------
    catalog : Catalog
    key : str
        A district (5 digits), a municipality (8 digits), or a member.
    day : date
        The key date.

    Raises
    ------
    KeyError
        If nothing has this key.
    """
    chosen = subject(catalog, key)
    told = told_of(catalog, chosen, day)
    deciding = told.membership
    missing = _missing_from(catalog, chosen, told, day)
    last = last_evidence_of(catalog, deciding.member_id) if deciding else ()
    population, area, census_sources = _size(catalog, chosen)
    return Detail(
        key=key,
        title=title_of(chosen),
        kind_label=kind_of(catalog, chosen),
        status=told.status,
        status_label=telling.status_label(told),
        since=telling.since_sentence(catalog, chosen, told),
        precision=telling.precision_sentence(told),
        notes=(*_notes(catalog, chosen, told, day), *_by_arithmetic(catalog, chosen, missing)),
        source_ids=_once(
            (
                *(source for one in _involved(told) for source in one.source_ids),
                *((missing.source_id,) if missing else ()),
            )
        ),
        evidence=telling.evidence_sentence(last[0].date) if last else Text(),
        evidence_source_ids=_once(one.source_id for one in last),
        after_evidence=wording.as_sentence(after_evidence(catalog, deciding, day)),
        through=told.through,
        population=population,
        area=area,
        census_source_ids=census_sources,
    )


def told_of(catalog: Catalog, chosen: Subject, day: date) -> TerritoryStatus:
    """The status of a territory, or that of a member which is none, in the same words."""
    if chosen.territory is not None:
        return status_on(catalog, chosen.territory.ags, day)
    assert chosen.member is not None
    spell = member_spell_on(catalog, chosen.member.member_id, day)
    status = {"member": Status.MEMBER, "uncertain": Status.UNCERTAIN}.get(spell.state, Status.NONE)
    until = spell.membership.agreement_until if spell.membership else None
    over = status is Status.MEMBER and until is not None and day > until
    return TerritoryStatus(
        ags="",
        status=status,
        membership=spell.membership,
        leaving=spell.leaving,
        own_ended=spell.membership if spell.state == "ended" else None,
        agreement_over=until if over else None,
    )


def after_evidence(catalog: Catalog, membership: Membership | None, day: date) -> Text:
    """The marker of a status that is carried on: no source speaks of it any more."""
    if membership is None:
        return Text()
    last = evidence_end_of(catalog, membership.member_id)
    if last is None or day <= last:
        return Text()
    return both(
        "detail.after_evidence", date=wording.bilingual(lambda lang: short_date(lang, last))
    )


def _notes(catalog: Catalog, chosen: Subject, told: TerritoryStatus, day: date) -> Iterable[Text]:
    beside = told.notes[1:] if told.ended else told.notes  # of an end ``since`` speaks already
    yield from (wording.as_sentence(note) for note in beside)
    yield from telling.agreement_running(told, day)
    involved = _involved(told)
    yield from dict.fromkeys(membership.note for membership in involved if membership.note)
    if told.status is Status.NONE:
        yield from _later(catalog, chosen, day)
    about = {membership.member_id for membership in involved}
    if chosen.member is not None:
        about.add(chosen.member.member_id)
    for conflict in catalog.conflicts:
        if about & set(conflict.member_ids):
            yield conflict.text


def _involved(told: TerritoryStatus) -> tuple[Membership, ...]:
    """The deciding membership first, then the own one of which a note speaks."""
    all_told = (told.membership, told.own_ended, told.own_uncertain)
    return tuple(dict.fromkeys(one for one in all_told if one is not None))


def _missing_from(
    catalog: Catalog, chosen: Subject, told: TerritoryStatus, day: date
) -> PublishedTotal | None:
    """The published total that is reached without a territory of which nothing is known."""
    silent = chosen.territory is not None and not any(_involved(told)) and not told.notes
    if told.status is not Status.NONE or not silent or any(_later(catalog, chosen, day)):
        return None
    return complete_total(catalog, day)


def _by_arithmetic(
    catalog: Catalog, chosen: Subject, total: PublishedTotal | None
) -> Iterable[Text]:
    if total is None or chosen.territory is None:
        return
    district = catalog.territories[chosen.territory.district_ags]
    yield both_plural(
        "detail.by_arithmetic",
        total.value,
        date=wording.bilingual(lambda lang: wording.edtf(lang, total.as_of)),
        place=wording.territory(district, "accusative"),
    )


def _later(catalog: Catalog, chosen: Subject, day: date) -> Iterable[Text]:
    """On an early day: that an accession follows, by itself or by its Kreis."""
    own = [] if chosen.member is None else _memberships(catalog, chosen.member.member_id)
    if (membership := next_membership(own, day)) is not None:
        yield telling.later_sentence(membership)
    kreis = _kreis(catalog, chosen)
    if kreis is None:
        return
    member = subject(catalog, kreis.ags).member
    by_kreis = [] if member is None else _memberships(catalog, member.member_id)
    if (membership := next_membership(by_kreis, day)) is not None:
        yield telling.later_sentence(membership, kreis)


def _kreis(catalog: Catalog, chosen: Subject) -> Territory | None:
    place = chosen.territory
    if place is None or place.is_independent_city or place.ags == place.district_ags:
        return None
    return catalog.territories[place.district_ags]


def _memberships(catalog: Catalog, member_id: str) -> list[Membership]:
    return [m for m in catalog.memberships if m.member_id == member_id]


def _size(catalog: Catalog, chosen: Subject) -> tuple[Text, Text, tuple[str, ...]]:
    """Inhabitants and area with their day, and where they are from."""
    if chosen.territory is None:
        return Text(), Text(), ()
    towns = [town.ags for town in towns_of(catalog, chosen.territory) if town.ags in catalog.census]
    if not towns:
        return Text(), Text(), ()
    known = [catalog.census[ags] for ags in towns]
    day = max(one.population_date for one in known)
    population = both(
        "detail.population",
        count=wording.figure(population_of(catalog, towns)),
        date=wording.bilingual(lambda lang: long_date(lang, day)),
    )
    area_km2 = area_of(catalog, towns)
    area = both("detail.area", area=wording.bilingual(lambda lang: number(lang, area_km2, 2)))
    sources = _once([*(one.source_id for one in known), *(area_source(one) for one in known)])
    return population, area, sources


def _once(source_ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source_ids))
