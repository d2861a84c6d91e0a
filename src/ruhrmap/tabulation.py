"""The table of a key date, in the shape that ``frontend/blocks.js`` draws."""

from __future__ import annotations

from typing import Any, Final

from ruhrmap import coverage, payload
from ruhrmap.messages import long_date, message, number, pick, short_date
from ruhrmap.model import Catalog, Level, MemberKind
from ruhrmap.view import ViewState

Json = dict[str, Any]

_LEVEL_NAMES: Final = {Level.MUNICIPALITY: "municipalities", Level.DISTRICT: "districts"}


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
                "label": message(language, key, **catalog.words),
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
