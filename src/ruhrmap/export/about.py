"""What every download says of itself: state of the data, licences, citation, gaps."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ruhrmap import coverage
from ruhrmap.export.material import Material
from ruhrmap.export.selection import Selection
from ruhrmap.licences import Licence, licences
from ruhrmap.messages import long_date, message, pick


@dataclass(frozen=True, slots=True)
class About:
    """What a reader must know of a file, in one language.

    Attributes
    ----------
    title : str
    key_date : str
        The key date in words, or that all are inside.
    version : str
    data_date : date
    evidence_end : date
        Of the municipal members.
    state : str
        Version, date of the data and end of the evidence, in a sentence or two.
    population : str
        Which day and borders inhabitants and areas are of.
    licences : tuple of Licence
    citation : str
    unknown : tuple of str
        What must be known before a status is used.
    """

    title: str
    key_date: str
    version: str
    data_date: date
    evidence_end: date
    state: str
    population: str
    licences: tuple[Licence, ...]
    citation: str
    unknown: tuple[str, ...]


def about(material: Material, selection: Selection) -> About:
    """What a download says of itself."""
    catalog, lang = material.catalog, selection.language
    evidence_end = coverage.evidence_end(catalog)
    key_date = _key_date(selection)
    return About(
        title=message(lang, "export.title", **catalog.words),
        key_date=key_date,
        version=catalog.version,
        data_date=catalog.data_date,
        evidence_end=evidence_end,
        state=message(
            lang,
            "export.state",
            version=catalog.version,
            date=long_date(lang, catalog.data_date),
            evidence=long_date(lang, evidence_end),
        ),
        population=message(
            lang, "export.population", **catalog.words, date=_census_day(material, lang)
        ),
        licences=tuple(licences(material, lang)),
        citation=citation(material, lang, key_date),
        unknown=tuple(pick(lang, text) for text in coverage.caveats(catalog)),
    )


def citation(material: Material, language: str, key_date: str = "") -> str:
    """How to cite the data; with a key date, that state of them."""
    catalog = material.catalog
    facts, *others = licences(material, language)
    parts = [
        f"{material.creator}: {message(language, 'export.title', **catalog.words)}.",
        message(
            language,
            "export.citation_version",
            version=catalog.version,
            date=long_date(language, catalog.data_date),
        ),
        f"{key_date}." if key_date else "",
        message(language, "export.citation_licence", licence=facts.name),
        *(f"{one.part}: {one.short}." for one in others),
    ]
    return " ".join(part for part in parts if part)


def _key_date(selection: Selection) -> str:
    if selection.day is None:
        return message(selection.language, "export.all_days")
    day = long_date(selection.language, selection.day)
    return message(selection.language, "export.key_date", date=day)


def _census_day(material: Material, language: str) -> str:
    days = sorted({one.population_date for one in material.catalog.census.values()})
    return ", ".join(long_date(language, day) for day in days)
