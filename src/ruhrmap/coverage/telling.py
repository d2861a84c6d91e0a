"""The sentences of the panel and the table on one place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ruhrmap import wording
from ruhrmap.coverage import figures
from ruhrmap.coverage.status import Status, TerritoryStatus
from ruhrmap.coverage.subject import Subject
from ruhrmap.dates import Edtf, Precision
from ruhrmap.messages import both, both_plural, long_date
from ruhrmap.model import Basis, Catalog, Membership, Territory, TerritoryKind, Text


def status_label(told: TerritoryStatus) -> Text:
    """What the status is called; an ended membership by that word."""
    return both("status.ended") if told.ended else figures.status_label(told.status)


def since_sentence(catalog: Catalog, chosen: Subject, told: TerritoryStatus) -> Text:
    """Since when a place is covered and through which Kreis, as a sentence.

    "Seit dem 31. Mai 2023 durch den Ennepe-Ruhr-Kreis, der stellvertretend für seine neun
    Städte beitrat." An assumption is named as one.
    """
    kreis = catalog.territories[told.through] if told.through else None
    if told.status is Status.NONE:
        return _none(catalog, chosen, told)
    assert told.membership is not None
    if told.status is Status.UNCERTAIN:
        return _uncertain(told, told.membership, kreis)
    joined = told.membership.joined
    since = wording.bilingual(lambda lang: wording.since(lang, joined))
    if kreis is None:
        founding = "_founding" if told.membership.basis is Basis.FOUNDING else ""
        return wording.as_sentence(both(f"detail.since_member{founding}", since=since))
    line = both(
        f"detail.since_{told.status.value}",
        since=since,
        kreis=wording.territory(kreis, "accusative"),
        the_kreis=wording.territory(kreis),
        towns=its_towns(catalog, kreis),
    )
    return wording.as_sentence(line)


def _none(catalog: Catalog, chosen: Subject, told: TerritoryStatus) -> Text:
    if told.ended:
        return wording.as_sentence(told.notes[0])
    place = chosen.territory
    if place is None or place.is_independent_city or place.ags == place.district_ags:
        return both("detail.none")
    kreis = wording.territory(catalog.territories[place.district_ags], "accusative")
    return both("detail.none_nor_kreis", name=place.name, kreis=kreis)


def _uncertain(told: TerritoryStatus, membership: Membership, kreis: Territory | None) -> Text:
    when = membership.left if told.leaving else membership.joined
    assert when is not None
    key = f"detail.uncertain_{'leaving' if told.leaving else 'joining'}"
    fields = {"when": wording.bilingual(lambda lang: wording.on(lang, when))}
    if kreis is None:
        return both(key, **fields)
    name = wording.territory(kreis)
    capital = Text(wording.capitalised(name.de), wording.capitalised(name.en))
    return both(f"{key}_kreis", kreis=capital, **fields)


def its_towns(catalog: Catalog, kreis: Territory, *, dative: bool = False) -> Text:
    """What a Kreis stands for: "seine neun Städte", "seine zehn Städte und Gemeinden".

    ``dative`` is for "mit seinen neun Städten".
    """
    towns = catalog.municipalities_of(kreis.ags)
    only_towns = all(town.kind is TerritoryKind.TOWN for town in towns)
    what = "towns" if only_towns else "municipalities"
    key = f"detail.its_{what}_dative" if dative else f"detail.its_{what}"
    return both_plural(key, len(towns), word=wording.counted(len(towns)))


def precision_sentence(told: TerritoryStatus) -> Text:
    """How exactly the date of the accession is known, by what it rests on."""
    if told.status is Status.NONE or told.membership is None:
        return Text()
    joined = told.membership.joined
    if told.status is Status.UNCERTAIN and joined.precision is Precision.SPAN:
        return both("precision.span_open", **_bounds(joined))  # ``since`` names the span already
    return precision_of(told.membership)


def precision_of(membership: Membership) -> Text:
    """How exactly the date of a membership is known, whatever it comes to on a day."""
    basis, joined = membership.basis, membership.joined
    parts = [both(f"precision.{basis.value}_{joined.precision.value}", **_bounds(joined))]
    if joined.approximate:
        parts.append(both("precision.approximate"))
    return wording.joined(parts, " ")


def _bounds(joined: Edtf) -> dict[str, Text]:
    if joined.precision is not Precision.SPAN:
        return {}
    return {
        "first": wording.bilingual(lambda lang: long_date(lang, joined.earliest)),
        "last": wording.bilingual(lambda lang: long_date(lang, joined.latest)),
    }


def agreement_running(told: TerritoryStatus, day: date) -> Iterable[Text]:
    """Until when the agreement of a member runs, as long as it does."""
    if told.status is Status.NONE or told.membership is None:
        return
    until = told.membership.agreement_until
    if until is not None and day <= until:
        yield both(
            "detail.agreement_running", date=wording.bilingual(lambda lang: long_date(lang, until))
        )


def evidence_sentence(when: Edtf) -> Text:
    """When a source last spoke of a member: "Zuletzt belegt am 10. April 2024."."""
    return both("detail.evidence", when=wording.bilingual(lambda lang: wording.on(lang, when)))


def later_sentence(membership: Membership, kreis: Territory | None = None) -> Text:
    """On an early day: when the accession follows."""
    date_ = wording.bilingual(lambda lang: wording.edtf(lang, membership.joined))
    if kreis is None:
        return both("detail.later", date=date_)
    return both("detail.later_kreis", date=date_, kreis=kreis.name)
