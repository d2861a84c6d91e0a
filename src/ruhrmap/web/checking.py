"""A data package that the staff hand in on the page "Daten prüfen": looked at, and forgotten.

The answer holds all that the page shows, in both languages, and of a package without errors
also the package to put in place: nothing of it stays on the server, so there is no address
from which it could be fetched later.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import delivery, site, staff, wording
from ruhrmap.api.answers import kept
from ruhrmap.catalog import PackageError
from ruhrmap.delivery import telling
from ruhrmap.difference import TableDifference
from ruhrmap.export import workbook
from ruhrmap.messages import DEFAULT_LANGUAGE, LANGUAGES, both, message, pick
from ruhrmap.model import Text
from ruhrmap.package.finding import Finding
from ruhrmap.package.schema import tables
from ruhrmap.web.uploads import Intake, RefusedError

Json = dict[str, Any]

TO_EDIT: Final = "/stab/arbeitsmappe"

_MOST_FINDINGS: Final = 300
_MOST_ROWS: Final = 40  # of a table


def routes() -> list[Route]:
    """Where the workbook to edit is, if this process serves the staff."""
    return [Route(TO_EDIT, _to_edit)] if staff.enabled() else []


def take(name: str, body: bytes, language: str) -> Json:
    """Look at a package that was handed in; ``language`` is that of refusals alone.

    Raises
    ------
    RefusedError
        If it is no package, or cannot be read.
    """
    today = site.data_path()
    try:
        told = delivery.report(delivery.read(name, body, today), today)
    except delivery.DeliveryError as error:
        raise RefusedError(error.message) from error
    except PackageError as error:
        raise RefusedError(both("delivery.today_broken")) from error
    return answer(told, today)


INTAKE: Final = Intake("/stab/pruefen", take, delivery.MOST_BYTES)


def answer(told: delivery.Report, today: Path) -> Json:
    """All that is said of a delivery beside the data of ``today``, ready for JSON."""
    shown = sorted(told.findings, key=lambda one: one.severity != "error")[:_MOST_FINDINGS]
    return {
        "ok": told.ok,
        "same": told.same,
        "errors": sum(one.severity == "error" for one in told.findings),
        "notes": sum(one.severity == "note" for one in told.findings),
        "unshown": len(told.findings) - len(shown),
        "findings": [*_groups(told, shown)],
        "words": [_json(text) for text in told.difference.words] if told.difference else [],
        "moves": [*_moves(told)],
        "tables": [_table(one) for one in told.tables.tables],
        "files": [
            {"file": one.file, "kind": _both(lambda lang, one=one: telling.kind(one, lang))}
            for one in told.tables.files
        ],
        "package": _package(told, today),
    }


def _groups(told: delivery.Report, findings: list[Finding]) -> Iterator[Json]:
    """Findings by severity and file, in the order in which they stand there."""
    titles = {schema.file: both(f"delivery.table_{schema.name}") for schema in tables()}
    groups: dict[tuple[str, str], list[Finding]] = {}
    for one in findings:
        groups.setdefault((one.severity, one.file), []).append(one)
    for (severity, file), own in groups.items():
        sheet = told.delivery.places.get(file)
        yield {
            "severity": severity,
            "place": _both(lambda lang, s=sheet, f=file: _where(s and s.sheet, f, lang)),
            "title": _json(titles.get(file, Text())),
            "lines": [
                {
                    "row": one.row,
                    "column": told.column(one),
                    "text": _json(one.message),
                }
                for one in own
            ],
        }


def _where(sheet: str | None, file: str, language: str) -> str:
    if sheet is not None:
        return wording.capitalised(message(language, "delivery.place_sheet", name=sheet))
    return file or message(language, "delivery.place_whole")


def _moves(told: delivery.Report) -> Iterator[Json]:
    for move in told.difference.moves if told.difference else ():
        yield {
            "period": _both(lambda lang, move=move: telling.period(move, lang)),
            "figures": [[_json(t) for t in (o.label, o.before, o.after)] for o in move.figures],
        }


def _table(table: TableDifference) -> Json:
    rest = len(table.rows) - _MOST_ROWS
    return {
        "file": table.file,
        "title": _json(table.title),
        "counts": _both(lambda lang: telling.counts(table, lang)),
        "rows": [
            {
                "kind": _both(lambda lang, row=row: telling.kind(row, lang)),
                "row": _both(lambda lang, row=row: telling.row(row, lang)),
                "cells": [
                    _both(lambda lang, cell=cell, kind=row.kind: telling.cell(cell, lang, kind))
                    for cell in row.cells
                ],
            }
            for row in table.rows[:_MOST_ROWS]
        ],
        "more": max(rest, 0),
    }


def _package(told: delivery.Report, today: Path) -> Json | None:
    """The package to put in place, packed; none while there are errors or nothing is new."""
    if not told.ok or told.same:
        return None
    described = told.package.descriptor
    assert described.data_date is not None, "it has no errors"
    body = delivery.archive(delivery.placed(told.package, today), described.data_date)
    name = f"{described.naming.package}-data-{described.version}.zip"
    return {"name": name, "body": base64.b64encode(body).decode()}


def _both(make: Any) -> Json:
    return {language: make(language) for language in LANGUAGES}


def _json(text: Text) -> Json:
    return {language: pick(language, text) for language in LANGUAGES}


def _to_edit(request: Request) -> Response:
    given = request.query_params.get("sprache", "")
    language = given if given in LANGUAGES else DEFAULT_LANGUAGE
    made = workbook.make(site.data_path(), language)
    return kept(request, made.body, made.media_type, file_name=made.name, packs_well=False)
