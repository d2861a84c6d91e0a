"""What a confirmed release comes to: rows, the check of the whole package, figures, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import streamlit as st

from ruhrmap import checks, delivery
from ruhrmap.difference import Move
from ruhrmap.messages import message, pick
from ruhrmap.package.finding import Finding
from ruhrmap.package.schema import tables
from ruhrmap.package.writing import table_bytes
from ruhrmap.pages import prose
from ruhrmap.pages.parts import mount
from ruhrmap.pages.release import held
from ruhrmap.pages.release.fields import Form
from ruhrmap.press import proposal
from ruhrmap.press.proposal import Assembled, Decision, sheet

Json = dict[str, Any]

_ZIP: Final = "application/zip"
_STEM: Final = "vorschlag"
_FEW, _WIDE = 2, 4  # rows and columns that are shown turned round


@dataclass(frozen=True, slots=True)
class Made:
    """A package with the release in it, and the decision that it was made of."""

    decision: Decision
    day: date
    assembled: Assembled


def show(form: Form, decision: Decision, day: date | None) -> None:
    """What speaks against it, the button, and what came of it."""
    findings = [
        *form.held.reading.findings,
        *proposal.objections(form.catalog, decision, form.held.name),
    ]
    blocks: list[Json] = [prose.heading(2, form.text("findings"))]
    blocks.append(_list(form, findings))
    if form.wrong:
        blocks.append(prose.notice(form.text("mend_first")))
    mount(form.here, "prose", content=blocks, key="release-findings")
    pressed = st.button(
        form.text("assemble"),
        key="release-assemble",
        type="primary",
        disabled=bool(form.wrong) or day is None,
    )
    if pressed and day is not None and not form.wrong:
        files = proposal.read_files(form.here.folder)
        assembled = proposal.assemble(form.catalog, files, decision, day, form.held.name)
        held.keep_made(Made(decision, day, assembled))
    made: Made | None = held.made()
    if made is None:
        return
    if (made.decision, made.day) != (decision, day):
        told = [prose.notice(form.text("changed"))]
        mount(form.here, "prose", content=told, key="release-changed")
        return
    mount(form.here, "prose", content=list(_told(form, made.assembled)), key="release-rows")
    _offer(form, made)


def _list(form: Form, findings: list[Finding]) -> Json:
    if not findings:
        return prose.paragraph(form.text("no_findings"))
    return prose.bullets(_line(form, one) for one in findings)


def _line(form: Form, one: Finding) -> prose.Inline:
    """A finding; one on the release itself does not name its file, which is the one here."""
    text = pick(form.language, one.message)
    if one.file == form.held.name:
        if one.row is not None:
            text = f"{form.text('line', row=one.row)}: {text}"
        return [prose.strong(form.text("error")), " ", text] if one.severity == "error" else text
    told = checks.line(one, form.language)
    return [prose.strong(form.text("error")), " ", told] if one.severity == "error" else told


def _told(form: Form, made: Assembled) -> Iterator[Json]:
    yield prose.heading(2, form.text("rows"), "zeilen")
    yield prose.paragraph(form.text("clean" if made.ok else "not_clean"))
    if made.findings:
        yield _list(form, list(made.findings))
    for name, rows in made.additions.rows.items():
        title = message(form.language, f"delivery.table_{name}")
        caption = form.text("table", title=title, file=f"{name}.csv")
        yield _table(form, caption, rows)
    yield prose.heading(2, form.text("moves"))
    if made.difference is None:
        yield prose.paragraph(form.text("no_moves_unclean"))
        return
    yield prose.bullets(pick(form.language, words) for words in made.difference.words)
    yield from _moves(form, made)


def _table(form: Form, caption: str, rows: Sequence[Mapping[str, str]]) -> Json:
    """The rows as they are in the file; a few wide ones column by column, as phones have room."""
    columns = list(rows[0])
    if len(rows) > _FEW or len(columns) < _WIDE:
        return prose.table(caption, columns, [[*row.values()] for row in rows])
    head = [form.text("column_name"), *(form.text("column_value") for _ in rows)]
    return prose.table(caption, head, [[name, *(row[name] for row in rows)] for name in columns])


def _merged(moves: Iterable[Move]) -> list[Move]:
    """Spans that follow each other with the same figures as one."""
    found: list[Move] = []
    for one in moves:
        if found and found[-1].figures == one.figures:
            found[-1] = replace(found[-1], end=one.end, open=one.open)
        else:
            found.append(one)
    return found


def _moves(form: Form, made: Assembled) -> Iterator[Json]:
    assert made.difference is not None
    if not made.difference.moves:
        yield prose.paragraph(form.text("no_moves"))
        return
    columns = [form.text(f"column_{name}") for name in ("figure", "before", "after")]
    for move in _merged(made.difference.moves):
        rows = [
            [pick(form.language, text) for text in (one.label, one.before, one.after)]
            for one in move.figures
        ]
        yield prose.table(pick(form.language, move.period), columns, rows)


def _offer(form: Form, made: Made) -> None:
    """The files to take along; a package with errors is none."""
    assembled, day = made.assembled, made.assembled.additions.day
    mount(
        form.here,
        "prose",
        content=[
            prose.heading(2, form.text("downloads")),
            prose.paragraph(form.text("downloads_use" if assembled.ok else "downloads_unclean")),
        ],
        key="release-downloads",
    )
    version = assembled.additions.version
    if assembled.ok:
        body = delivery.archive(assembled.files, day)
        _button(
            form,
            "package",
            body,
            f"{form.here.catalog.naming.package}-data-{version}.zip",
            _ZIP,
            first=True,
        )
        schemas = {schema.name: schema for schema in tables()}
        rows = {
            schemas[name].file: table_bytes(schemas[name], added)
            for name, added in assembled.additions.rows.items()
        }
        _button(form, "rows_zip", delivery.archive(rows, day), f"zeilen-{version}.zip", _ZIP)
    corrected = replace(form.held.proposal, decision=made.decision)
    text = sheet.as_toml(form.catalog, corrected, form.held.reading, form.held.name)
    _button(form, "proposal", text.encode(), f"{_STEM}.toml", "application/toml")


def _button(
    form: Form, name: str, body: bytes, file: str, media: str, *, first: bool = False
) -> None:
    st.download_button(
        form.text(f"save_{name}"),
        body,
        file,
        media,
        key=f"release-save-{name}",
        type="primary" if first else "secondary",
        on_click="ignore",
    )
