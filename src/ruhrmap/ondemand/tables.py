"""The table of every frame, packed: rows once, and for each frame which of them stand in it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from ruhrmap import tabulation
from ruhrmap.coverage import Frame
from ruhrmap.messages import LANGUAGES, message
from ruhrmap.model import Catalog, Level
from ruhrmap.view import ViewState

Json = dict[str, Any]


def tables(catalog: Catalog, frames: Sequence[Frame]) -> Json:
    """What :func:`ruhrmap.tabulation.table` says of each frame, in each language."""
    return {language: _packed(catalog, frames, language) for language in LANGUAGES}


def _packed(catalog: Catalog, frames: Sequence[Frame], language: str) -> Json:
    places: dict[str, int] = {}
    told = []
    heads: dict[str, list[str]] = {}
    columns: list[Json] = []
    for frame in frames:
        groups: dict[str, list[int]] = {}
        for level in Level:
            view = ViewState(date=frame.start, level=level, language=language)
            drawn = tabulation.table(catalog, view)
            columns = drawn["columns"]
            heads[level] = [group["heading"] for group in drawn["groups"]]
            for group in drawn["groups"]:
                groups[group["heading"]] = [
                    places.setdefault(_row(row), len(places)) for row in group["rows"]
                ]
        told.append(groups)
    return {
        "caption": message(language, "table.caption", date="{date}"),
        "columns": columns,
        "order": heads,
        "rows": [json.loads(row) for row in places],
        "frames": told,
    }


def _row(row: Json) -> str:
    return json.dumps([row["key"], row["status"], row["cells"], row["keys"]], ensure_ascii=False)
