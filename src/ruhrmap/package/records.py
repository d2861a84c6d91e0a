"""From the bytes of a CSV file to numbered records, whatever the bytes are."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ruhrmap.package.finding import Finding, error
from ruhrmap.package.whole import Seen

# Where the files of a package are: in a folder, or in memory by their names in it.
Files = Path | Mapping[str, bytes]

# Encodings that a wrong first byte or zero bytes give away: nothing can be read on.
_OTHER_ENCODINGS: Final = (b"\xff\xfe", b"\xfe\xff")


@dataclass(frozen=True, slots=True)
class Record:
    """One line of a table as a spreadsheet shows it; the header is number 1."""

    number: int
    cells: tuple[str, ...]


def read_records(files: Files, file: str) -> tuple[tuple[Record, ...], tuple[Finding, ...]]:
    """Every record of a CSV file that can be read, and what is wrong with the rest.

    Never raises for what is in the file or whether there is one. Lines without any value,
    as spreadsheets leave them at the end, are left out but counted.
    """
    raw, findings = read_bytes(files, file)
    if raw is None:
        return (), findings
    text, findings = _decode(raw, file)
    if text is None:
        return (), findings
    records: list[Record] = []
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, start=1):
            if any(cells):
                records.append(Record(number, tuple(cells)))
    except csv.Error:
        findings += (error("file_quotes", file, number + 1),)
    if not records and not findings:
        findings += (error("file_empty", file),)
    return tuple(records), findings


def read_bytes(files: Files, file: str) -> tuple[bytes | None, tuple[Finding, ...]]:
    """The content of a file of the package, or the finding why there is none."""
    if isinstance(files, Seen) and file in files.problems:
        return None, (_unreadable(file, files.problems[file]),)
    if not isinstance(files, Path):
        raw = files.get(file)
        return (None, (error("file_missing", file),)) if raw is None else (raw, ())
    try:
        return (files / file).read_bytes(), ()
    except FileNotFoundError:
        return None, (error("file_missing", file),)
    except OSError as problem:
        return None, (_unreadable(file, problem),)


def _unreadable(file: str, problem: OSError) -> Finding:
    reason = problem.strerror or type(problem).__name__
    return error("file_unreadable", file, reason=reason)


def _decode(raw: bytes, file: str) -> tuple[str | None, tuple[Finding, ...]]:
    """The text; where it is not UTF-8 also a finding, and the text as Windows writes it.

    Reading on that way tells about the other slips in the same file at once.
    """
    try:
        return raw.decode("utf-8-sig"), ()  # spreadsheets put a byte order mark in front
    except UnicodeDecodeError as problem:
        row = raw.count(b"\n", 0, problem.start) + 1
        findings = (error("file_encoding", file, row),)
    if raw.startswith(_OTHER_ENCODINGS) or b"\x00" in raw:
        return None, findings
    return raw.decode("cp1252", errors="replace"), findings
