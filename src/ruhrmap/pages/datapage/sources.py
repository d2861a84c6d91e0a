"""The list of all sources: what each is, under which licence, and what rests on it."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ruhrmap import coverage, payload, press, wording
from ruhrmap.export import Material
from ruhrmap.messages import long_date, message, number, pick, short_date
from ruhrmap.model import Catalog, Source, Text
from ruhrmap.pages import prose
from ruhrmap.snapshots import AT_ONCE

Json = dict[str, Any]


def heading(catalog: Catalog, language: str) -> list[Json]:
    """The heading of the list, and what is said of all sources at once."""
    count = number(language, len(catalog.sources))
    return [
        prose.heading(2, message(language, "data.sources", count=count), "alle-quellen"),
        prose.paragraph(message(language, "data.sources_intro")),
    ]


@lru_cache(2 * AT_ONCE)
def sources(material: Material, language: str) -> Json:
    """All sources in groups, as ``frontend/datapage.js`` takes them; made once."""
    catalog = material.catalog
    uses = coverage.uses_of(catalog, payload.BORDERS_SOURCE)
    carrying = coverage.carrying(catalog)
    groups: dict[str, list[Source]] = {"data": [], "facts": [], "other": []}
    for source in _newest_first(catalog):
        key = "facts" if source.source_id in carrying else "other"
        groups["data" if _is_data(catalog, source) else key].append(source)
    return {
        "label": message(language, "data.filter"),
        "hint": message(language, "data.filter_hint"),
        "counted": message(language, "data.filter_count", shown="{shown}", all="{all}"),
        "nothing": message(language, "data.filter_nothing"),
        "groups": [
            {
                "heading": f"{message(language, f'data.sources_{key}')} ({len(those)})",
                "folded": key == "other",
                "items": [
                    _item(catalog, source, uses[source.source_id], language) for source in those
                ],
            }
            for key, those in groups.items()
            if those
        ],
    }


def _newest_first(catalog: Catalog) -> list[Source]:
    """By latest day, undated ones last, else in the order of the package."""
    dated = [s for s in catalog.sources.values() if s.date is not None]
    undated = [s for s in catalog.sources.values() if s.date is None]
    return [*sorted(dated, key=_latest, reverse=True), *undated]


def _latest(source: Source) -> Any:
    assert source.date is not None
    return source.date.latest


def _is_data(catalog: Catalog, source: Source) -> bool:
    census = catalog.census.values()
    named = {i for one in census for i in (one.source_id, one.area_source_id)}
    return source.source_id in {payload.BORDERS_SOURCE, *named}


def _item(catalog: Catalog, source: Source, uses: tuple[Text, ...], language: str) -> Json:
    release = catalog.press_releases.get(source.source_id)
    told = press.item(release, catalog.data_date) if release is not None else None
    accessed = short_date(language, source.accessed) if source.accessed else ""
    day = coverage.evidence_day_of(catalog, source.source_id)
    meta = [
        source.publisher,
        wording.edtf(language, source.date) if source.date else message(language, "press.undated"),
        pick(language, told.medium_label) if told else "",
        message(language, "data.accessed", date=accessed) if accessed else "",
    ]
    free = bool(source.licence_url)
    return {
        "id": payload.anchor(source.source_id),
        "key": source.source_id,
        "title": source.title,
        "title_note": "" if source.title_read else message(language, "press.title_not_read"),
        "url": source.url,
        "meta": " · ".join(part for part in meta if part),
        "uses": [wording.capitalised(pick(language, text)) for text in uses],
        "evidence": message(language, "data.evidence_day", date=long_date(language, day))
        if day
        else "",
        "licence": message(language, "data.licence", licence=source.licence)
        if free
        else message(language, "data.licence_citation"),
        "licence_url": source.licence_url,
        "citation": source.citation if free else "",
        "note": pick(language, release.note) if release is not None else "",
    }
