"""The sections on what is doubtful: sources that contradict each other, and what is not known."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruhrmap import coverage, payload
from ruhrmap.messages import message, pick
from ruhrmap.model import Catalog
from ruhrmap.pages import prose

Json = dict[str, Any]


def conflicts(catalog: Catalog, language: str) -> list[Json]:
    """Known conflicts with the reason for the choice, each with its sources."""
    items = [
        [pick(language, one.text), " ", *_sources(one.source_ids, language)]
        for one in catalog.conflicts
    ]
    intro = "data.conflicts_intro" if items else "data.conflicts_none"
    return [
        prose.heading(2, message(language, "data.conflicts"), "widersprueche"),
        prose.paragraph(message(language, intro)),
        *([prose.bullets(items, ordered=True)] if items else []),
    ]


def unknown(catalog: Catalog, language: str) -> list[Json]:
    """All gaps of the data, with the sources in which they were seen."""
    return [
        prose.heading(2, message(language, "data.unknown"), "unbekannt"),
        prose.paragraph(message(language, "data.unknown_intro")),
        prose.bullets(
            [
                [pick(language, one.text), " ", *_sources(one.source_ids, language)]
                if one.source_ids
                else pick(language, one.text)
                for one in coverage.unknowns(catalog)
            ]
        ),
    ]


def _sources(source_ids: Iterable[str], language: str) -> Iterable[str | Json]:
    yield f"({message(language, 'data.sources_lead')} "
    for place, source_id in enumerate(source_ids):
        if place:
            yield ", "
        yield prose.within(payload.anchor(source_id), source_id)
    yield ")"
