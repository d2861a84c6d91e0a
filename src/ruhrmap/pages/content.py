"""The answers of the core in the shape that ``frontend/blocks.js`` draws.

Only the shape changes here: every status, count and wording comes as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from ruhrmap import address, coverage, payload, press, wording
from ruhrmap.address import Ignored
from ruhrmap.export import Attribution, Material, attributed
from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog, Source
from ruhrmap.pages import prose
from ruhrmap.site import Site
from ruhrmap.view import ViewState, write
from ruhrmap.web import embed, public

Json = dict[str, Any]


def notices(view: ViewState, ignored: Iterable[Ignored], no_page: str = "") -> list[str]:
    """One line on a page that does not exist and on what of the address was passed over."""
    page = message(view.language, "notice.no_page", page=no_page) if no_page else ""
    line = " ".join(text for text in (page, address.notice(ignored, view.language)) if text)
    return [line] if line else []


def link(view: ViewState) -> Json:
    """The address of exactly this view."""
    return {"query": urlencode(write(view)), "embed": None}


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
            "items": [brief(catalog.sources[i], view) for i in _all_sources(detail)],
        },
        "groups": [
            {
                "scope": group.scope,
                "heading": f"{pick(language, group.heading)} ({len(group.items)})",
                "folded": group.scope == "region" and len(groups) > 1,
                "items": [release(item, language) for item in group.items],
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


def release(item: press.ReleaseItem, language: str) -> Json:
    """A press item as ``pressGroup`` of ``frontend/blocks.js`` lists it."""
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


def sources(material: Material, view: ViewState) -> Json:
    """What borders, inhabitants, areas and memberships rest on: source, licence, day."""
    told = attributed(material, view.language)
    items = [
        {"id": one.anchor, **_drawn(one), "more": _details(view, one.source_id)}
        for one in told.datasets
    ]
    everything = prose.page(view, "data", message(view.language, "sources.all"), "alle-quellen")
    last = told.memberships
    items.append({"id": last.anchor, **_drawn(last), "more": everything})
    return {"heading": told.heading, "paragraphs": list(told.paragraphs), "items": items}


def _drawn(one: Attribution) -> Json:
    return {
        "what": one.what,
        "url": one.url,
        "text": one.text,
        "licence": one.licence,
        "licence_url": one.licence_url,
    }


def _details(view: ViewState, source_id: str) -> Json:
    """A link to all that is known of a source, on the page on data."""
    text = message(view.language, "sources.details", source=source_id)
    return prose.page(view, "data", text, payload.anchor(source_id))


def brief(source: Source, view: ViewState) -> Json:
    """A source in a line, and the way to its licence and all that rests on it."""
    text = wording.source_line(view.language, source)
    return {"url": source.url, "text": text, "more": _details(view, source.source_id)}
