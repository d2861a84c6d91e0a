"""What the page "Daten prüfen" shows of a package that was handed in, as blocks of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlencode

import streamlit as st

from ruhrmap import wording
from ruhrmap.api import description
from ruhrmap.export import Format, Selection, file_name
from ruhrmap.messages import message, number, plural
from ruhrmap.model import Catalog
from ruhrmap.pages import handing, prose
from ruhrmap.view import ViewState
from ruhrmap.web import returned
from ruhrmap.web.checking import TO_EDIT

Json = dict[str, Any]

FIELD: Final = "checking-file"
_KEPT: Final = "ruhrmap.checking"
_ENDINGS: Final = ".xlsx,.zip"


def keep() -> None:
    """Hold the answer to the file that has just been read, in this visit alone."""
    if returned.is_answer(answer := handing.answer(FIELD)):
        st.session_state[_KEPT] = answer


def kept() -> Json | None:
    """The last answer."""
    found: Json | None = st.session_state.get(_KEPT)
    return found


def forget() -> None:
    """Drop the answer: the reader has gone to another page."""
    st.session_state.pop(_KEPT, None)


def beginning(view: ViewState) -> list[Json]:
    """What the page is for, and what becomes of a file."""
    return [
        prose.heading(1, message(view.language, "page.checking")),
        prose.paragraph(_say(view, "intro")),
        prose.paragraph(_say(view, "nothing_kept")),
        prose.heading(2, _say(view, "take_heading"), "mitnehmen"),
    ]


def today(catalog: Catalog, view: ViewState) -> Json:
    """Today's data: as a workbook to edit, and as the package."""
    language = view.language
    whole = Selection(language)
    asked = urlencode({"format": Format.ZIP.value, "lang": language})
    edited = message(language, "delivery.guide_file_name", version=catalog.version)
    files = [
        {
            "href": f".{TO_EDIT}?{urlencode({'sprache': language})}",
            "name": edited,
            "form": _say(view, "take_workbook"),
            "use": _say(view, "take_workbook_use"),
        },
        {
            "href": f".{description.DOWNLOAD}?{asked}",
            "name": file_name(catalog, Format.ZIP, whole),
            "form": _say(view, "take_zip"),
            "use": _say(view, "take_zip_use"),
        },
    ]
    return {"groups": [_group(_say(view, "take_today"), _say(view, "take_note"), files)]}


def before_field(view: ViewState) -> list[Json]:
    """The heading above the field."""
    return [prose.heading(2, _say(view, "hand_heading"), "pruefen")]


def field_texts(view: ViewState) -> dict[str, str]:
    """Label, hint and endings of the field."""
    return {
        "label": _say(view, "field_label"),
        "hint": _say(view, "field_hint"),
        "accept": _ENDINGS,
    }


def result(told: Json, view: ViewState) -> list[Json]:
    """The verdict: whether the package can be put in place."""
    language = view.language
    counts = ", ".join(
        plural(language, f"delivery.page_{what}", told[what])
        if told[what]
        else _say(view, f"no_{what}")
        for what in ("errors", "notes")
    )
    if told["same"] and told["ok"]:
        verdict = message(language, "delivery.same")
    else:
        verdict = _say(view, "verdict_clean" if told["ok"] else "verdict_errors")
    blocks = [
        prose.heading(2, _say(view, "result_heading", name=told["name"]), "ergebnis"),
        prose.notice([prose.strong(f"{counts}. "), verdict]),
    ]
    if told["package"]:
        blocks.append(prose.heading(3, _say(view, "place_heading"), "einsetzen"))
        blocks.append(prose.bullets([_say(view, f"place_{n}") for n in (1, 2, 3)], ordered=True))
    return blocks


def package(told: Json, view: ViewState) -> Json:
    """The package to put in place; its bytes stand in the link, as the server keeps none."""
    made = told["package"]
    file = {
        "href": f"data:{Format.ZIP.media_type};base64,{made['body']}",
        "name": made["name"],
        "form": _say(view, "place_zip"),
        "use": _say(view, "place_zip_use"),
    }
    return {"groups": [_group(_say(view, "place_file"), _say(view, "place_note"), [file])]}


def report(told: Json, view: ViewState) -> dict[str, list[Json]]:
    """Errors, what differs, and at the end the notes; only what there is."""
    parts = {
        "errors": [*_findings(told, view, "error")],
        "figures": [*_difference(told, view)],
        "rows": [*_tables(told, view)],
        "notes": [*_findings(told, view, "note")],
    }
    return {name: blocks for name, blocks in parts.items() if blocks}


def _findings(told: Json, view: ViewState, severity: str) -> Iterator[Json]:
    language = view.language
    groups = [one for one in told["findings"] if one["severity"] == severity]
    if not groups:
        return
    errors = severity == "error"
    yield prose.heading(
        3,
        _say(view, "errors_heading" if errors else "notes_heading"),
        "fehler" if errors else "hinweise",
    )
    columns = [_say(view, f"column_{name}") for name in ("place", "finding")]
    for one in groups:
        caption = _titled(one["place"][language], one["title"][language])
        if all(line["row"] is None for line in one["lines"]):
            yield prose.bullets(
                [prose.strong(f"{caption}: "), line["text"][language]] for line in one["lines"]
            )
            continue
        rows = [[_place(line, view), line["text"][language]] for line in one["lines"]]
        yield prose.table(caption, columns, rows)
    if errors and told["unshown"]:
        yield prose.paragraph(plural(language, "delivery.page_unshown", told["unshown"]))


def _place(line: Json, view: ViewState) -> str:
    """Row and column, as far as they are known."""
    parts = []
    if line["row"] is not None:
        parts.append(message(view.language, "checks.place.row", row=line["row"]))
    if line["column"]:
        parts.append(message(view.language, "checks.place.column", name=line["column"]))
    return wording.capitalised(", ".join(parts))


def _difference(told: Json, view: ViewState) -> Iterator[Json]:
    language = view.language
    if told["same"]:
        return
    yield prose.heading(3, _say(view, "difference_heading"), "unterschied")
    if not told["ok"]:
        yield prose.paragraph(message(language, "delivery.no_figures_yet"))
    if told["words"]:
        yield prose.bullets(text[language] for text in told["words"])
    if told["ok"] and not told["moves"]:
        yield prose.paragraph(message(language, "delivery.no_moves"))
    for move in told["moves"]:
        yield prose.table(
            _say(view, "moves_caption", period=move["period"][language]),
            [_say(view, f"column_{name}") for name in ("figure", "before", "after")],
            ([cell[language] for cell in figure] for figure in move["figures"]),
        )


def _tables(told: Json, view: ViewState) -> Iterator[Json]:
    language = view.language
    for table in told["tables"]:
        caption = _titled(table["file"], table["title"][language])
        if not table["rows"]:
            yield prose.bullets([[prose.strong(f"{caption}: "), table["counts"][language]]])
            continue
        rows: list[list[prose.Inline]] = [
            [row["row"][language], row["kind"][language], _lines(row["cells"], language)]
            for row in table["rows"]
        ]
        if table["more"]:
            count = number(language, table["more"])
            rows.append([message(language, "delivery.more_rows", count=count), "", ""])
        yield prose.table(
            f"{caption}: {table['counts'][language]}",
            [_say(view, f"column_{name}") for name in ("which", "kind", "cells")],
            rows,
        )
    if told["files"]:
        yield prose.bullets(
            [prose.strong(f"{one['file']}: "), one["kind"][language]] for one in told["files"]
        )


def _lines(cells: Iterable[Json], language: str) -> str:
    return "\n".join(cell[language] for cell in cells)


def _titled(place: str, title: str) -> str:
    return f"{place} ({title})" if title else place


def _group(heading: str, note: str, files: list[Json]) -> Json:
    return {"heading": heading, "note": note, "files": files}


def _say(view: ViewState, key: str, **fields: str) -> str:
    return message(view.language, f"delivery.page_{key}", **fields)
