"""The answers of the core in the shape that ``frontend/blocks.js`` draws.

Only the shape changes here: every status, count and wording comes as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from ruhrmap import address, coverage, payload, press, wording
from ruhrmap.address import Ignored
from ruhrmap.export import Material, licences
from ruhrmap.messages import long_date, message, number, pick, short_date
from ruhrmap.model import Catalog, Level, MemberKind, Source
from ruhrmap.pages import prose
from ruhrmap.site import Site
from ruhrmap.view import ViewState, write
from ruhrmap.web import embed, public

Json = dict[str, Any]

_LEVEL_NAMES = {Level.MUNICIPALITY: "municipalities", Level.DISTRICT: "districts"}


def notices(view: ViewState, ignored: Iterable[Ignored], no_page: str = "") -> list[str]:
    """One line on a page that does not exist and on what of the address was passed over."""
    page = message(view.language, "notice.no_page", page=no_page) if no_page else ""
    line = " ".join(text for text in (page, address.notice(ignored, view.language)) if text)
    return [line] if line else []


def link(view: ViewState, sequence: int) -> Json:
    """The address of exactly this view, as of the timeline's report with this number."""
    return {"query": urlencode(write(view)), "sequence": sequence, "embed": None}


def embedding(here: Site, view: ViewState) -> Json:
    """What puts this view on another page; without a configured address the browser's is used."""
    return {
        "code": embed.code(here, view),
        "address": embed.address_of(view),
        "base": public.configured(),
    }


def panel(catalog: Catalog, view: ViewState) -> Json:
    """The chosen place: status, since when and how known, sources, press releases."""
    language = view.language
    if view.place is None:
        return {"title": None, "hint": message(language, "panel.hint")}
    detail = coverage.detail(catalog, view.place, view.date)
    groups = press.releases_of(catalog, view.place, view.date)
    texts = (detail.since, detail.precision)
    evidence = (detail.evidence, detail.after_evidence)
    size = zip(
        ("panel.population", "panel.area"),
        (detail.population, detail.area),
        (detail.census_source_ids[:1], detail.census_source_ids[-1:]),
        strict=True,
    )
    return {
        "place": view.place,
        "title": pick(language, detail.title),
        "kind": pick(language, detail.kind_label),
        "status": payload.CODES[detail.status],
        "status_label": pick(language, detail.status_label),
        "paragraphs": [pick(language, text) for text in texts if text],
        "notes": [pick(language, note) for note in (*detail.notes, *evidence) if note],
        "facts": [
            [message(language, key), pick(language, text), _of_fact(language, key, source_ids)]
            for key, text, source_ids in size
            if text
        ],
        "sources": {
            "heading": message(language, "panel.sources"),
            "items": [_brief(catalog.sources[i], view) for i in _all_sources(detail)],
        },
        "groups": [
            {
                "scope": group.scope,
                "heading": f"{pick(language, group.heading)} ({len(group.items)})",
                "folded": group.scope == "region" and len(groups) > 1,
                "items": [_release(item, language) for item in group.items],
            }
            for group in groups
        ],
    }


def _of_fact(language: str, key: str, source_ids: Iterable[str]) -> list[Json]:
    """Where a number of the panel is from: a link to the source below."""
    name = message(language, "ui.source_of", what=message(language, key))
    source = message(language, "ui.source")
    return [{"anchor": payload.anchor(i), "text": source, "name": name} for i in source_ids]


def _all_sources(detail: coverage.Detail) -> Iterable[str]:
    return dict.fromkeys((*detail.source_ids, *detail.evidence_source_ids))


def _release(item: press.ReleaseItem, language: str) -> Json:
    source = item.release.source
    meta = [pick(language, item.byline)]
    if item.after_key_date:
        meta.append(message(language, "panel.after"))
    return {
        "id": item.release.press_id,
        "later": item.after_key_date,
        "meta": " · ".join(meta),
        "url": source.url,
        "title": source.title,
        "note": pick(language, item.title_note),
    }


def table(catalog: Catalog, view: ViewState) -> Json:
    """All territories and partners on the key date, with keys to sort by."""
    language = view.language
    columns = (
        ("table.name", False),
        ("table.district", False),
        ("table.status", False),
        ("table.since", False),
        ("table.population", True),
        ("table.area", True),
        ("table.evidence", False),
    )
    partners = coverage.partner_rows(catalog, view.date)
    universities = {k for k, m in catalog.members.items() if m.kind is MemberKind.UNIVERSITY}
    # the level that the map draws comes first
    levels = sorted(Level, key=lambda level: level is not view.level)
    groups = (
        *(
            (f"table.{_LEVEL_NAMES[level]}", coverage.table_rows(catalog, level, view.date))
            for level in levels
        ),
        ("table.universities", [r for r in partners if r.key in universities]),
        ("table.partners", [r for r in partners if r.key not in universities]),
    )
    return {
        "caption": message(language, "table.caption", date=long_date(language, view.date)),
        "columns": [
            {
                "label": message(language, key),
                "number": is_number,
                "status": key == "table.status",
            }
            for key, is_number in columns
        ],
        "groups": [
            {
                "heading": message(language, heading),
                "rows": [_row(row, language) for row in rows],
            }
            for heading, rows in groups
        ],
    }


def sources(material: Material, view: ViewState) -> Json:
    """What borders, inhabitants, areas and memberships rest on: source, licence, day."""
    catalog, language = material.catalog, view.language
    intro = message(
        language,
        "sources.intro",
        date=long_date(language, catalog.data_date),
        evidence=long_date(language, coverage.evidence_end(catalog)),
    )
    census = catalog.census.values()
    datasets = (
        ("borders", payload.BORDERS_SOURCE),
        *(("population", source_id) for source_id in dict.fromkeys(c.source_id for c in census)),
        *(("area", source_id) for source_id in dict.fromkeys(c.area_source_id for c in census)),
    )
    items = [
        {
            "id": payload.anchor(source_id),
            "what": message(language, f"sources.{what}"),
            **_source(catalog.sources[source_id]),
            "more": _details(view, source_id),
        }
        for what, source_id in datasets
        if source_id
    ]
    return {
        "heading": message(language, "sources.heading"),
        "paragraphs": [intro, message(language, "sources.population_note")],
        "items": [*items, _memberships(material, view)],
    }


def _memberships(material: Material, view: ViewState) -> Json:
    """What status, counts and dates rest on: evidence, its last day, licence of the tables."""
    language = view.language
    facts = next(licences(material, language))
    count = number(language, len(material.catalog.evidence))
    ends = [
        message(
            language, "sources.evidence_end", who=pick(language, who), date=long_date(language, day)
        )
        for who, day in coverage.evidence_ends(material.catalog)
    ]
    text = message(language, "sources.memberships_text", count=count)
    return {
        "id": payload.EVIDENCE_ANCHOR,
        "what": message(language, "sources.memberships"),
        "url": "",
        "text": " ".join([text, *ends]),
        "licence": facts.name,
        "licence_url": facts.url,
        "more": prose.page(view, "data", message(language, "sources.all"), "alle-quellen"),
    }


def _details(view: ViewState, source_id: str) -> Json:
    """A link to all that is known of a source, on the page on data."""
    text = message(view.language, "sources.details", source=source_id)
    return prose.page(view, "data", text, payload.anchor(source_id))


def _row(row: coverage.Row, language: str) -> Json:
    evidence = row.evidence.isoformat() if row.evidence else ""
    note = pick(language, row.note)
    district = "" if row.district == row.name.de else row.district  # of an independent city
    cells = (
        (pick(language, row.name), pick(language, row.name)),
        (district, district or None),
        (_joined(pick(language, row.status_label), note), row.status),
        (pick(language, row.since), row.since_sort or None),
        (_number(language, row.population, 0), row.population),
        (_number(language, row.area_km2, 2), row.area_km2),
        (short_date(language, row.evidence) if row.evidence else "", evidence or None),
    )
    return {
        "key": row.key,
        "status": payload.CODES[row.status],
        "cells": [text for text, _ in cells],
        "keys": [key for _, key in cells],
    }


def _joined(*texts: str) -> str:
    return " · ".join(text for text in texts if text)


def _number(language: str, value: float | None, digits: int) -> str:
    return "" if value is None else number(language, value, digits)


def _brief(source: Source, view: ViewState) -> Json:
    """A source in a line, and the way to its licence and all that rests on it."""
    text = wording.source_line(view.language, source)
    return {"url": source.url, "text": text, "more": _details(view, source.source_id)}


def _source(source: Source) -> Json:
    free = bool(source.licence_url)
    return {
        "url": source.url,
        "text": source.citation,
        "licence": source.licence if free else "",
        "licence_url": source.licence_url,
    }
