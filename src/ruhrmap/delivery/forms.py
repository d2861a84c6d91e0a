"""What a file is, by its bytes and not by its name, and what to say of one that is of no use."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ruhrmap.archives import ArchiveError, check

_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_COMPOUND: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Office before 2007, and what is encrypted
_ENCRYPTED_PACKAGE: Final = "EncryptedPackage".encode("utf-16-le")
_LOOKED_AT: Final = 4096


class Form(StrEnum):
    """What was delivered."""

    FOLDER = "folder"
    ZIP = "zip"
    WORKBOOK = "workbook"
    # what cannot be read
    EMPTY = "empty"
    MACROS = "macros"
    ENCRYPTED = "encrypted"
    OLD_EXCEL = "old_excel"
    BINARY_EXCEL = "binary_excel"
    OPEN_DOCUMENT = "open_document"
    OTHER_OFFICE = "other_office"
    CSV = "csv"
    OTHER = "other"


READABLE: Final = frozenset({Form.FOLDER, Form.ZIP, Form.WORKBOOK})


def form_of(name: str, body: bytes) -> Form:
    """What a file is.

    Examples
    --------
    >>> form_of("data.csv", b"a,b"), form_of("x.bin", bytes(9)), form_of("a.xlsx", b"")
    (<Form.CSV: 'csv'>, <Form.OTHER: 'other'>, <Form.EMPTY: 'empty'>)
    """
    if not body.strip():
        return Form.EMPTY
    if body.startswith(_COMPOUND):
        return Form.ENCRYPTED if _ENCRYPTED_PACKAGE in body else Form.OLD_EXCEL
    if body.startswith(_ZIP):
        return _of_zip(body)
    if name.casefold().endswith((".csv", ".tsv")) and b"\x00" not in body[:_LOOKED_AT]:
        return Form.CSV
    return Form.OTHER


def _of_zip(body: bytes) -> Form:
    try:
        names = set(check(body))
    except ArchiveError:
        return Form.ZIP  # its reader says what is wrong with it
    if "xl/vbaProject.bin" in names:
        return Form.MACROS
    if "xl/workbook.bin" in names:
        return Form.BINARY_EXCEL
    if "xl/workbook.xml" in names:
        return Form.WORKBOOK
    if "mimetype" in names and "META-INF/manifest.xml" in names:
        return Form.OPEN_DOCUMENT
    if "[Content_Types].xml" in names:
        return Form.OTHER_OFFICE
    return Form.ZIP
