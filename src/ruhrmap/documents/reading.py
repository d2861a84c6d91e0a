"""From a file to its text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Final

from ruhrmap.dates import iso_day
from ruhrmap.documents import apart
from ruhrmap.documents.document import LARGEST, LONGEST, Document, DocumentError, Kind
from ruhrmap.documents.kinds import kind_of, plain_name
from ruhrmap.documents.letters import decoded, written_twice
from ruhrmap.messages import both
from ruhrmap.wording import figure

_MILLION: Final = 1_000_000


def read(name: str, body: bytes) -> Document:
    """The text of a file.

    What it is is told from its content: a PDF that is called ``.txt`` is read as a PDF.
    Everything but plain text is read in a process of its own, with bounds.

    Parameters
    ----------
    name : str
        The file's name; it decides only between kinds of text (Markdown, HTML).
    body : bytes
        At most :data:`LARGEST`.

    Raises
    ------
    DocumentError
        If it gives no text; the message says what was tried and what to do.

    Examples
    --------
    >>> read("mitteilung.txt", "Essen, 31. Mai 2023".encode()).text
    'Essen, 31. Mai 2023'
    >>> read("mitteilung.txt", b"  ")
    Traceback (most recent call last):
    ...
    ruhrmap.documents.document.DocumentError: ...
    """
    if len(body) > LARGEST:
        raise DocumentError("too_large", most=LARGEST // _MILLION)
    if not body.strip():
        raise DocumentError("empty")
    name, kind = plain_name(name), kind_of(name, body)
    document = _plain(name, body) if kind is Kind.TEXT else _parsed(name, kind, body)
    if not document.text.strip():
        raise DocumentError("empty")
    if len(document.text) > LONGEST:
        raise DocumentError("too_long", most=figure(LONGEST))
    if written_twice(document.text):
        return replace(document, notes=(*document.notes, both("documents.note.written_twice")))
    return document


def open(path: Path) -> Document:
    """The text of a file on this machine; no more of it is read than may be.

    Raises
    ------
    DocumentError
        As :func:`read`, and if the file is a folder, is missing or must not be read.
    """
    shown = str(path)
    try:
        with path.open("rb") as file:
            body = file.read(LARGEST + 1)
    except IsADirectoryError as problem:
        raise DocumentError("folder", place=shown) from problem
    except FileNotFoundError as problem:
        raise DocumentError("missing", place=shown) from problem
    except PermissionError as problem:
        raise DocumentError("forbidden", place=shown) from problem
    except OSError as problem:
        reason = problem.strerror or type(problem).__name__
        raise DocumentError("unreadable", place=shown, reason=reason) from problem
    return read(path.name, body)


def _plain(name: str, body: bytes) -> Document:
    return Document(name, Kind.TEXT, decoded(body))


def _parsed(name: str, kind: Kind, body: bytes) -> Document:
    parsed = apart.parse(kind, body)
    return Document(
        name,
        kind,
        parsed.text,
        title=parsed.title,
        publisher=parsed.publisher,
        released=iso_day(parsed.released),
        notes=tuple(both(f"documents.note.{code}", **fields) for code, fields in parsed.notes),
    )
