"""What the page "Offene Beitritte" shows, in the shape that ``frontend/outreach.js`` draws.

Who stands in a list, in which order, and every word and number of a row come from
:mod:`ruhrmap.outreach`; here they only take the browser's shape.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from ruhrmap import address, outreach, payload, wording
from ruhrmap.api.downloads import material
from ruhrmap.coverage.figures import area_source
from ruhrmap.export import OutreachForm, outreach_file_name, outreach_lists
from ruhrmap.messages import long_date, message, number, pick, plural, short_date
from ruhrmap.model import Catalog, Level
from ruhrmap.outreach import Entry, ListKind, OutreachList
from ruhrmap.pages import content, prose
from ruhrmap.site import Site
from ruhrmap.sitemap import entry as page_entry
from ruhrmap.view import ViewState, write
from ruhrmap.web import outreach_files

Json = dict[str, Any]

# column -> whether it holds numbers; each is sorted by
COLUMNS: Final = {
    "name": False,
    "status": False,
    "population": True,
    "area": True,
    "share": True,
    "near": False,
    "effect": True,
    "evidence": False,
    "press": True,
}
_TEXTS: Final = (
    "key_date", "level", "level_municipality", "level_district", "search", "search_hint",
    "filter_district", "filter_kind", "filter_status", "filter_all", "clear", "tick", "sort",
    "sort_default", "ascending", "descending", "bad_date", "near_heading", "near_none",
    "press_none", "sources", "nothing", "files", "files_note", "rules", "quick", "unpicked",
    "result", "press",
)  # fmt: skip
_MOST_UNFOLDED: Final = 5  # press items
_TEMPLATES: Final = {
    "shown": ("shown", "all"),
    "assume": ("name",),
    "picked": ("count",),
    "of_border": ("share",),
}


def beginning(view: ViewState) -> list[Json]:
    """The heading, and what the page is for."""
    lang = view.language
    return [
        prose.heading(1, page_entry("joining").name(lang)),
        prose.paragraph(message(lang, "outreach.intro")),
    ]


def lists(here: Site, view: ViewState) -> Json:
    """The three lists with all that a reader can do to them."""
    lang = view.language
    data = material(here.folder)
    of_level = {level: outreach_lists(data, level, view.date) for level in Level}
    made = of_level[view.level]
    # a tick changes no row: the browser writes what is assumed into the links by itself
    bare = replace(view, scenario=())
    texts = {key: message(lang, f"outreach.ui_{key}") for key in _TEXTS}
    for key, names in _TEMPLATES.items():
        texts[key] = message(lang, f"outreach.ui_{key}", **{name: f"{{{name}}}" for name in names})
    return {
        "language": lang,
        "texts": texts,
        "date": view.date.isoformat(),
        "first": here.limits.first.isoformat(),
        "last": here.limits.last.isoformat(),
        "quick": _quick(here, lang),
        "level": view.level,
        "columns": [_column(here, bare, key) for key in COLUMNS],
        "ticked": list(view.scenario),
        "assuming": address.RENAMED["scenario"],
        "filters": _filters(made, lang),
        "lists": [
            _list(here, bare, one, _counted(lang, each))
            for one, *each in zip(
                made, of_level[Level.DISTRICT], of_level[Level.MUNICIPALITY], strict=True
            )
        ],
        "files": _files(here.catalog, view),
        "rules": [
            {"term": pick(lang, one.term), "text": pick(lang, one.text)} for one in outreach.rules()
        ],
    }


def _quick(here: Site, lang: str) -> list[Json]:
    """The two days that are asked for most."""
    days = {"evidence_end": here.limits.opens, "data_date": here.limits.last}
    return [
        {
            "day": day.isoformat(),
            "text": message(lang, f"outreach.ui_{key}", date=short_date(lang, day)),
        }
        for key, day in days.items()
    ]


def _column(here: Site, view: ViewState, key: str) -> Json:
    lang = view.language
    census = here.catalog.census.values()
    of_key = {
        "population": dict.fromkeys(one.source_id for one in census),
        "area": dict.fromkeys(area_source(one) for one in census),
        "share": {payload.BORDERS_SOURCE: None},
        "effect": dict.fromkeys(one.source_id for one in census),
    }
    label = message(lang, f"outreach.column_{key}")
    return {
        "key": key,
        "label": label,
        "number": COLUMNS[key],
        "sources": [_source(view, i, label) for i in of_key.get(key, ())],
    }


def _source(view: ViewState, source_id: str, what: str) -> Json:
    """The way to a source, on the page on data; ``name`` says of what it is the source."""
    lang = view.language
    return {
        **prose.page(view, "data", message(lang, "ui.source"), payload.anchor(source_id)),
        "name": message(lang, "ui.source_of", what=what) + f" ({source_id})",
    }


def _filters(made: Iterable[OutreachList], lang: str) -> Json:
    rows = [one for each in made for one in each.entries]
    found = {
        "district": {one.district for one in rows if one.district},
        "kind": {pick(lang, one.kind_label) for one in rows},
        "status": {wording.capitalised(pick(lang, one.status_label)) for one in rows},
    }
    return {key: sorted(values) for key, values in found.items() if len(values) > 1}


def _counted(lang: str, of_levels: Iterable[OutreachList]) -> str:
    """How long a list is at either level, districts first."""
    return ", ".join(
        plural(lang, f"outreach.count_{level.value}", len(one.entries))
        for level, one in zip((Level.DISTRICT, Level.MUNICIPALITY), of_levels, strict=True)
    )


def _list(here: Site, view: ViewState, one: OutreachList, counted: str) -> Json:
    lang = view.language
    return {
        "kind": one.kind,
        "title": pick(lang, one.title),
        "count": len(one.entries),
        "counted": counted,
        "about": pick(lang, one.about),
        "empty": pick(lang, one.empty),
        "map": prose.page(
            view,
            "map",
            message(lang, "outreach.to_map", date=long_date(lang, view.date)),
        ),
        "tick": one.kind is ListKind.OPEN,
        "effect": message(
            lang,
            "outreach.column_effect" if one.kind is ListKind.OPEN else "outreach.column_without",
        ),
        "rows": [_row(here, view, row) for row in one.entries],
    }


def _row(here: Site, view: ViewState, row: Entry) -> Json:
    lang = view.language
    near, effect, fresh = row.neighbourhood, row.effect, row.freshness
    name = row.place.name
    items = sum(len(group.items) for group in row.releases)
    status = wording.capitalised(pick(lang, row.status_label))
    told = {
        "name": [name],
        "status": [status],
        "population": [_number(lang, row.population, 0)],
        "area": [_number(lang, row.area_km2, 2)],
        "share": [pick(lang, outreach.border_share(near.covered))],
        "near": [pick(lang, text) for text in outreach.briefly(near)] or ["–"],
        "effect": [pick(lang, effect.shares), pick(lang, effect.places)],
        "evidence": _evidence(view, row),
        "press": [number(lang, items)],
    }
    keys = {
        "name": name,
        "status": status,
        "population": row.population,
        "area": row.area_km2,
        "share": near.covered,
        "near": pick(lang, near.doors[0].line) if near.doors else None,
        "effect": effect.population,
        "evidence": fresh.last.isoformat() if fresh.last else None,
        "press": items,
    }
    kind = pick(lang, row.kind_label)
    return {
        "key": row.place.ags,
        "place": here.limits.places[row.place.ags],
        "name": name,
        "kind": kind,
        "under": " · ".join(part for part in (kind, row.district) if part),
        "filters": {"district": row.district, "kind": kind, "status": status},
        "status": payload.CODES[row.status],
        "cells": [told[key] for key in COLUMNS],
        "keys": [keys[key] for key in COLUMNS],
        "words": " ".join((name, kind, row.district, status, *_near_words(row, lang))),
        "details": _details(here, view, row),
    }


def _near_words(row: Entry, lang: str) -> Iterable[str]:
    return (pick(lang, door.line) for door in row.neighbourhood.doors)


def _evidence(view: ViewState, row: Entry) -> list[str | Json]:
    """The day, which leads to its source, and the age."""
    lang, fresh = view.language, row.freshness
    if fresh.last is None:
        return [pick(lang, fresh.line)]
    day = short_date(lang, fresh.last)
    what = f"{message(lang, 'outreach.column_evidence')} {day}"
    return [{**_source(view, fresh.source_ids[0], what), "text": day}, pick(lang, fresh.age)]


def _number(lang: str, value: float | None, digits: int) -> str:
    return "–" if value is None else number(lang, value, digits)


def _details(here: Site, view: ViewState, row: Entry) -> Json:
    lang, detail = view.language, row.detail
    sentences = (detail.since, detail.precision, *detail.notes)
    sources = here.catalog.sources
    return {
        "sentences": [pick(lang, text) for text in sentences if text],
        "facts": [
            {
                "term": message(lang, f"outreach.fact_{key}"),
                "text": text,
                "sources": [_source(view, i, message(lang, f"outreach.fact_{key}")) for i in ids],
            }
            for key, text, ids in _facts(row, lang)
            if text
        ],
        "doors": [
            {
                "line": pick(lang, door.line),
                "share": pick(lang, outreach.border_share(door.share)),
                "how": pick(lang, door.precision),
                "sources": [_source(view, i, pick(lang, door.name)) for i in door.source_ids[:1]],
            }
            for door in row.neighbourhood.doors
        ],
        "sources": [content.brief(sources[i], view) for i in detail.source_ids],
        "groups": [
            {
                "scope": group.scope,
                "heading": f"{pick(lang, group.heading)} ({len(group.items)})",
                "folded": len(group.items) > _MOST_UNFOLDED,
                "items": [content.release(item, lang) for item in group.items],
            }
            for group in row.releases
        ],
        "map": prose.page(
            replace(view, place=here.limits.places[row.place.ags]),
            "map",
            message(lang, "outreach.to_place", name=row.place.name),
        ),
    }


def _facts(row: Entry, lang: str) -> Iterable[tuple[str, str, tuple[str, ...]]]:
    near = row.neighbourhood
    yield "population", pick(lang, row.detail.population), row.population_sources
    yield "area", pick(lang, row.detail.area), row.area_sources
    shares = (near.covered, near.open, near.outside)
    covered, open_, outside = (pick(lang, outreach.border_share(share)) for share in shares)
    border = message(lang, "outreach.border", covered=covered, open=open_, outside=outside)
    yield "border", border, (payload.BORDERS_SOURCE,)
    yield "effect", pick(lang, row.effect.line), row.population_sources
    if row.agreement_until is not None:
        until = long_date(lang, row.agreement_until)
        yield "agreement", until, row.detail.source_ids[:1]
    yield "evidence", wording.capitalised(pick(lang, row.freshness.line)), row.freshness.source_ids


def _files(catalog: Catalog, view: ViewState) -> list[Json]:
    """The lists as files: of the same key date, level, language and assumption."""
    lang, query = view.language, urlencode(write(view))
    return [
        {
            "href": f".{outreach_files.PATH}.{form.value}?{query}",
            "name": outreach_file_name(catalog, form, outreach_files.order(view)),
            "form": message(lang, f"outreach.file_{form.value}"),
            "use": message(lang, f"outreach.file_{form.value}_use"),
        }
        for form in OutreachForm
    ]
