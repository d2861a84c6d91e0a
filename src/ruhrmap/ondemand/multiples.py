"""The small maps of the accessions: outlines once, a letter a territory for each map."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ruhrmap import boundaries, coverage
from ruhrmap.coverage import Frame, Milestone, Status
from ruhrmap.messages import LANGUAGES, message
from ruhrmap.model import Catalog, Level
from ruhrmap.payload import CHANGE_CODES, CODES

Json = dict[str, Any]


def multiples(catalog: Catalog, frames: Sequence[Frame], geo: Path) -> Json:
    """Outlines, maps and words; ``geo`` is the folder of the boundaries."""
    drawn = boundaries.outlines(geo)
    order = {level: [place.ags for place in catalog.at(level)] for level in Level}
    return {
        "box": [drawn.width, drawn.height],
        "outlines": {
            level: [drawn.paths[level][ags] for ags in keys] for level, keys in order.items()
        },
        "maps": [_map(one, order) for one in coverage.milestones(catalog, frames)],
        "labels": {
            **{
                CHANGE_CODES[one]: coverage.change_label(one).by_language()
                for one in coverage.ADDED.values()
            },
            **{CODES[one]: coverage.status_label(one).by_language() for one in Status},
        },
        "texts": {
            language: {
                key: message(language, f"multiples.{key}") for key in ("heading", "intro", "legend")
            }
            for language in LANGUAGES
        },
    }


def _map(one: Milestone, order: Mapping[Level, list[str]]) -> Json:
    return {
        "day": one.accession.day.isoformat(),
        "when": one.when.by_language(),
        "names": one.names.by_language(),
        "action": one.action.by_language(),
        **{
            level: {
                "letters": "".join(_letter(one, level, ags) for ags in keys),
                "count": one.counts[level].by_language(),
                "alternative": one.alternative[level].by_language(),
            }
            for level, keys in order.items()
        },
    }


def _letter(one: Milestone, level: Level, ags: str) -> str:
    mark = one.marks[level].get(ags)
    return CHANGE_CODES[mark] if mark else CODES[one.frame.statuses[level][ags]]
