"""What a file is, told from its content; the name only decides between kinds of text."""

from __future__ import annotations

import re
from pathlib import PurePosixPath, PureWindowsPath
from typing import Final

from ruhrmap.documents.document import DocumentError, Kind

# A PDF may have something in front; readers look at the first kilobyte.
_HEAD: Final = 1024
_PICTURES: Final = (
    b"\x89PNG\r\n",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"II*\x00",
    b"MM\x00*",
)
_BOXED_PICTURES: Final = (b"heic", b"heix", b"mif1", b"avif", b"webp")
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
# Names of streams in Microsoft's older files, as these write them.
_OLE_KINDS: Final = (
    ("EncryptedPackage", "office_locked"),
    ("__substg1.0_", "outlook"),
    ("WordDocument", "word_old"),
    ("Workbook", "workbook"),
)
_PAGE: Final = re.compile(rb"<!doctype\s+html|<html[\s>]", re.IGNORECASE)
_HEADER: Final = re.compile(rb"(?P<name>[A-Za-z][A-Za-z0-9-]*):[ \t]?[^\r\n]*\r?\n")
_FOLDED: Final = re.compile(rb"[ \t][^\r\n]*\r?\n")
# Headers that every message has or that only messages have; German texts begin otherwise.
_MAIL: Final = frozenset(
    b"from to subject date message-id received return-path mime-version content-type "
    b"delivered-to reply-to dkim-signature".split(b" ")
)
_ENOUGH_HEADERS: Final = 2
_BY_SUFFIX: Final = {
    ".md": Kind.MARKDOWN,
    ".markdown": Kind.MARKDOWN,
    ".html": Kind.HTML,
    ".htm": Kind.HTML,
    ".xhtml": Kind.HTML,
    ".eml": Kind.EMAIL,
}


def plain_name(name: str) -> str:
    r"""The file's own name, whatever folders a browser or a person put in front.

    Examples
    --------
    >>> plain_name("C:\\Presse\\Kreis Wesel.docx"), plain_name("presse/wesel.txt")
    ('Kreis Wesel.docx', 'wesel.txt')
    """
    return PureWindowsPath(PurePosixPath(name).name).name


def kind_of(name: str, body: bytes) -> Kind:
    """What a file is.

    Raises
    ------
    DocumentError
        If it is of a kind that is not read; the message names the kind and what to do.

    Examples
    --------
    >>> kind_of("mitteilung.txt", b"%PDF-1.7"), kind_of("mitteilung.txt", b"Essen")
    (<Kind.PDF: 'pdf'>, <Kind.TEXT: 'text'>)
    """
    head = body[:_HEAD]
    if b"%PDF-" in head:
        return Kind.PDF
    _refuse_known(head, body)
    if body.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return Kind.DOCX  # which of the zipped kinds it is stands inside
    if _is_message(body):
        return Kind.EMAIL
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<") and _PAGE.search(head):
        return Kind.HTML
    return _BY_SUFFIX.get(PurePosixPath(name.lower()).suffix, Kind.TEXT)


def _refuse_known(head: bytes, body: bytes) -> None:
    """Say what it is where a wrong kind gives itself away."""
    boxed = head[4:8] == b"ftyp" or head[:4] == b"RIFF"
    if head.startswith(_PICTURES) or (boxed and head[8:12].lower() in _BOXED_PICTURES):
        raise DocumentError("picture")
    if head.startswith(b"BM") and int.from_bytes(head[2:6], "little") == len(body):
        raise DocumentError("picture")
    if head.startswith(b"{\\rtf"):
        raise DocumentError("rtf")
    if head.startswith(_OLE):
        for stream, code in _OLE_KINDS:
            if stream.encode("utf-16-le") in body:
                raise DocumentError(code)
        raise DocumentError("office_old")
    if head.startswith((b"7z\xbc\xaf", b"Rar!", b"\x1f\x8b", b"BZh")):
        raise DocumentError("archive")


def _is_message(body: bytes) -> bool:
    """Whether it begins with the header of an e-mail, at least two known lines of it."""
    known, at = set(), 0
    if body.startswith(b"From "):  # the line that mailboxes put before each message
        at = body.find(b"\n") + 1
    while line := _HEADER.match(body, at):
        at = line.end()
        while folded := _FOLDED.match(body, at):
            at = folded.end()
        known |= {line["name"].lower()} & _MAIL
    ended = body[at : at + 1] in (b"\r", b"\n", b"")
    return ended and len(known) >= _ENOUGH_HEADERS
