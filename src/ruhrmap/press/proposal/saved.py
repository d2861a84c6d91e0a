"""A proposal as a file that a person corrects in an editor: TOML with German comments, or JSON.

What is unsure stands as a comment above its line. Reading takes what people write: a date
without quotes, lines that were removed, their own order.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeVar

from ruhrmap import dates
from ruhrmap.dates import Edtf
from ruhrmap.messages import both
from ruhrmap.model import Counts, Medium, PressKind, Representation, Text
from ruhrmap.package import wrong_dates
from ruhrmap.package.finding import shown
from ruhrmap.press.proposal.decision import Accession, Count, Decision, Subject

FORMAT: Final = 1

_LARGEST: Final = 1_000_000
_MOST: Final = 1_000_000_000  # of a number; a longer one may have no end
_NAMES: Final = frozenset(
    (
        *("format", "data_version", "file", "unsure"),
        *("title", "title_read", "publisher", "released", "signed", "kind", "medium", "url"),
        *("note_de", "note_en", "change_de", "change_en", "accessions", "subjects", "totals"),
    )
)
_PARTS: Final[Mapping[str, frozenset[str]]] = {
    "accessions": frozenset(("key", "use", "representation", "agreement_until")),
    "subjects": frozenset(("key", "use", "listed")),
    "totals": frozenset(
        ("counts", "value", "as_of", "use", "counted", "conflict_de", "conflict_en")
    ),
}
_Kind = TypeVar("_Kind", bound=StrEnum)


class ProposalError(Exception):
    """A proposal's file cannot be used; ``message`` says where and what to do."""

    def __init__(self, message: Text) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class Saved:
    """A proposal as it was read back: the decision, and which data it was made with."""

    decision: Decision
    data_version: str
    file: str


def fields_of(decision: Decision) -> dict[str, Any]:
    """A decision as plain values, in the order of the file; dates as EDTF, empty if unknown."""
    return {
        "title": decision.title,
        "title_read": decision.title_read,
        "publisher": decision.publisher,
        "released": _dated(decision.released),
        "signed": _dated(decision.signed),
        "kind": decision.kind.value,
        "medium": decision.medium.value,
        "url": decision.url,
        "note_de": decision.note.de,
        "note_en": decision.note.en,
        "change_de": decision.change.de,
        "change_en": decision.change.en,
        "accessions": [
            {
                "key": one.key,
                "use": True,
                "representation": one.representation.value if one.representation else "",
                "agreement_until": one.agreement_until.isoformat() if one.agreement_until else "",
            }
            for one in decision.accessions
        ],
        "subjects": [
            {"key": one.key, "use": True, "listed": one.listed} for one in decision.subjects
        ],
        "totals": [
            {
                "counts": one.counts.value,
                "value": one.value,
                "as_of": _dated(one.as_of),
                "use": True,
                "counted": one.counted,
                "conflict_de": one.conflict.de,
                "conflict_en": one.conflict.en,
            }
            for one in decision.totals
        ],
    }


def _dated(day: Edtf | None) -> str:
    return day.text if day is not None else ""


def read(body: bytes, *, is_json: bool = False) -> Saved:
    """A proposal from the bytes of its file.

    Raises
    ------
    ProposalError
        If it is no proposal, or something in it cannot be read; the message names the line's
        name and what to write.
    """
    if len(body) > _LARGEST:
        raise ProposalError(both("proposal.file_large"))
    try:
        text = body.decode("utf-8-sig")
        content = json.loads(text) if is_json else tomllib.loads(text)
    except UnicodeDecodeError as problem:
        raise ProposalError(both("proposal.file_encoding")) from problem
    except (ValueError, RecursionError) as problem:  # also a number of thousands of digits
        raise ProposalError(both("proposal.file_form", reason=shown(str(problem)))) from problem
    if not isinstance(content, dict) or content.get("format") != FORMAT:
        raise ProposalError(both("proposal.file_no_proposal"))
    _known(content, _NAMES, "")
    top = _Reader(content, "")
    return Saved(_decision(top), top.text("data_version"), top.text("file"))


def _known(content: Mapping[str, Any], names: frozenset[str], where: str) -> None:
    for name in content:
        if name not in names:
            known = ", ".join(sorted(names))
            raise ProposalError(both("proposal.file_name", name=shown(where + name), known=known))


class _Reader:
    """The entries of one part of the file, each in its form."""

    def __init__(self, content: Mapping[str, Any], where: str) -> None:
        self._content, self._where = content, where

    def text(self, name: str) -> str:
        value = self._content.get(name, "")
        if isinstance(value, date):  # a date that was written without quotes
            return value.isoformat()
        if not isinstance(value, str):
            raise self._wrong(name, "text")
        return " ".join(value.split())

    def flag(self, name: str, default: bool) -> bool:
        value = self._content.get(name, default)
        if not isinstance(value, bool):
            raise self._wrong(name, "flag")
        return value

    def number(self, name: str) -> int:
        value = self._content.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
            raise self._wrong(name, "number")
        return value

    def choice(self, name: str, kind: type[_Kind]) -> _Kind:
        value = self.text(name)
        try:
            return kind(value)
        except ValueError as problem:
            known = ", ".join(one.value for one in kind)
            where, value = self._where + name, shown(value)
            raise ProposalError(
                both("proposal.file_choice", name=where, value=value, known=known)
            ) from problem

    def edtf(self, name: str) -> Edtf | None:
        value = self.text(name)
        try:
            return dates.parse(value) if value else None
        except dates.DateError as problem:
            raise self._wrong_date(name, value) from problem

    def day(self, name: str) -> date | None:
        value = self.text(name)
        found = dates.iso_day(value) if value else None
        if value and found is None:
            raise self._wrong_date(name, value)
        return found

    def words(self, name: str) -> Text:
        """A text in both languages, or in none."""
        told = Text(self.text(f"{name}_de"), self.text(f"{name}_en"))
        if bool(told.de) != bool(told.en):
            missing = f"{self._where}{name}_{'en' if told.de else 'de'}"
            raise ProposalError(both("proposal.file_language", name=missing))
        return told

    def parts(self, name: str) -> list[_Reader]:
        """The parts of a list that are to be used."""
        value = self._content.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self._wrong(name, "list")
        found = []
        for number, one in enumerate(value, 1):
            where = f"{self._where}{name}[{number}]."
            _known(one, _PARTS[name], where)
            part = _Reader(one, where)
            if part.flag("use", True):
                found.append(part)
        return found

    def _wrong(self, name: str, form: str) -> ProposalError:
        return ProposalError(both(f"proposal.file_{form}", name=self._where + name))

    def _wrong_date(self, name: str, value: str) -> ProposalError:
        meant = wrong_dates.meant(value) or "2026-09-01"
        fields = {"name": self._where + name, "value": shown(value), "meant": meant}
        return ProposalError(both("proposal.file_date", **fields))


def _decision(top: _Reader) -> Decision:
    return Decision(
        title=top.text("title"),
        title_read=top.flag("title_read", True),
        publisher=top.text("publisher"),
        released=top.edtf("released"),
        signed=top.edtf("signed"),
        kind=top.choice("kind", PressKind),
        medium=top.choice("medium", Medium),
        url=top.text("url"),
        note=top.words("note"),
        change=top.words("change"),
        accessions=tuple(
            Accession(
                part.text("key"),
                part.choice("representation", Representation)
                if part.text("representation")
                else None,
                part.day("agreement_until"),
            )
            for part in top.parts("accessions")
        ),
        subjects=tuple(
            Subject(part.text("key"), part.flag("listed", False)) for part in top.parts("subjects")
        ),
        totals=tuple(
            Count(
                part.choice("counts", Counts),
                part.number("value"),
                part.edtf("as_of"),
                part.flag("counted", False),
                part.words("conflict"),
            )
            for part in top.parts("totals")
        ),
    )
