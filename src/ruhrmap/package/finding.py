"""What is wrong with a data package, as data: command line, page and programs all read it."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Any, Final, Literal

from ruhrmap import messages
from ruhrmap.model import Text

Severity = Literal["error", "note"]

# Quoting a whole broken file in a message would bury what the message says.
_LONGEST_QUOTE: Final = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a data package.

    ``code`` is stable, for programs. ``row`` counts as a spreadsheet does: the header is
    row 1. ``message`` says what is wrong and what to do; it does not repeat the place.
    An ``error`` keeps the package from being used, a ``note`` does not.
    """

    code: str
    severity: Severity
    file: str
    row: int | None
    field: str | None
    message: Text

    def as_dict(self) -> dict[str, Any]:
        """For JSON: every attribute under its name, the message in both languages."""
        return {
            "code": self.code,
            "severity": self.severity,
            "file": self.file,
            "row": self.row,
            "field": self.field,
            "message": self.message.by_language(),
        }


def line(finding: Finding, language: str) -> str:
    """One finding in one line: where, then what is wrong and what to do.

    Examples
    --------
    >>> found = Finding("x", "error", "members.csv", 4, "ags", Text("Fehlt.", "Missing."))
    >>> line(found, "de"), line(found, "en")
    ('members.csv, Zeile 4, Spalte ags: Fehlt.', 'members.csv, row 4, column ags: Missing.')
    """
    text = messages.pick(language, finding.message)
    where = place(finding, language)
    return messages.message(language, f"checks.line.{finding.severity}", place=where, text=text)


def place(finding: Finding, language: str) -> str:
    """Where a finding stands: file, row and column as far as they are known."""
    where = [finding.file] if finding.file else []
    if finding.row is not None:
        where.append(messages.message(language, "checks.place.row", row=finding.row))
    if finding.field is not None:
        key = "column" if finding.file.endswith(".csv") else "field"
        where.append(messages.message(language, f"checks.place.{key}", name=finding.field))
    return ", ".join(where)


def error(
    code: str, file: str, row: int | None = None, field: str | None = None, /, **fields: Any
) -> Finding:
    """The error ``code`` with its message from the catalogue, in both languages.

    Texts among ``fields`` come from the package: they are made fit to print.
    """
    printable = {k: shown(v) if isinstance(v, str) else v for k, v in fields.items()}
    message = messages.both(f"checks.{code}", **printable)
    return Finding(code, "error", shown(file), row, field and shown(field), message)


def shown(text: str) -> str:
    r"""A text from a file as it can stand in a message: one line, of bounded length.

    Examples
    --------
    >>> shown("a\nb\x00")
    'a�b�'
    """
    cut = text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"
    # Control, format, surrogate and line separators: invisible, or not printable at all.
    bad = ("Cc", "Cf", "Cs", "Zl", "Zp")
    return "".join("\ufffd" if unicodedata.category(c) in bad else c for c in cut)
