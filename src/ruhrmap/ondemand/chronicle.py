"""The chronicle as the browser takes it: entries once, and which of them concern a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ruhrmap import chronicle as chronicles
from ruhrmap import wording
from ruhrmap.chronicle import Entry
from ruhrmap.coverage import Frame
from ruhrmap.coverage.subject import subject, title_of
from ruhrmap.model import Catalog, Text
from ruhrmap.view import places

Json = dict[str, Any]


def chronicle(catalog: Catalog, frames: Sequence[Frame]) -> Json:
    """The entries in order; for each place that a reader may choose its name and its entries."""
    entries = chronicles.chronicle(catalog, frames)
    index = {entry.key: i for i, entry in enumerate(entries)}
    keys = places(catalog)
    about = chronicles.about(catalog)
    return {
        "entries": [_entry(catalog, entry) for entry in entries],
        "places": {
            key: {
                "name": title_of(subject(catalog, key)).by_language(),
                "entries": sorted(index[one] for one in about[key]),
            }
            for key in about
        },
        # every other key by which the map or a link may name a place
        "aliases": {key: place for key, place in keys.items() if key != place},
    }


def _entry(catalog: Catalog, entry: Entry) -> Json:
    return {
        "key": entry.key,
        "kind": entry.kind or "release",
        "from": entry.earliest.isoformat() if entry.earliest else None,
        "to": entry.latest.isoformat() if entry.latest else None,
        "date": entry.date_label.by_language(),
        "title": entry.title.by_language(),
        "url": entry.url,
        "places": [{"key": p.key, "name": p.name.by_language()} for p in entry.places],
        "byline": entry.byline.by_language(),
        "notes": [note.by_language() for note in entry.notes],
        "after": entry.after.by_language(),
        "sources": [_source(catalog, source_id) for source_id in entry.source_ids],
    }


def _source(catalog: Catalog, source_id: str) -> Json:
    source = catalog.sources[source_id]
    text: Text = wording.bilingual(lambda lang: wording.source_line(lang, source))
    return {"url": source.url, "text": text.by_language()}
