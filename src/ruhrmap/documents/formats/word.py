"""Word (DOCX): letterhead, paragraphs and tables in the order in which they are read.

The library's own ``paragraph.text`` leaves out what stands in a text box, in a field to fill in
(the date of many letterheads) and what was inserted under "track changes"; so the marks are
walked here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from ruhrmap import archives
from ruhrmap.documents.document import DocumentError, Kind, broken
from ruhrmap.documents.formats.parsed import Parsed, one_line, paragraphs

if TYPE_CHECKING:
    from docx.document import Document

# Around blocks or runs, and no more than that.
_WRAPPERS: Final = frozenset(
    ("sdt", "sdtContent", "ins", "moveTo", "smartTag", "customXml", "AlternateContent", "Choice")
)
# Struck out, moved away, the same once more for older programs, or not to be seen.
_LEFT_OUT: Final = frozenset(("del", "moveFrom", "Fallback", "instrText", "txbxContent"))
_MARKS: Final = {"tab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_TITLES: Final = ("Title", "Heading 1")


def refuse_other_kinds(body: bytes) -> None:
    """Look into the zip without trusting it, and say so if it is no Word document.

    Raises
    ------
    DocumentError
        If it is a bomb, damaged, has macros, or is of another kind.
    """
    try:
        names = archives.check(body)
    except archives.ArchiveError as problem:
        raise DocumentError("archive_refused", message=problem.message) from problem
    if any(name.endswith("vbaProject.bin") for name in names):
        raise DocumentError("macros")
    if any(name.startswith("xl/") for name in names):
        raise DocumentError("workbook")
    if any(name.startswith("ppt/") for name in names):
        raise DocumentError("slides")
    if "content.xml" in names and "mimetype" in names:
        raise DocumentError("open_document")
    if not any(name.startswith("word/") for name in names):
        raise DocumentError("archive")


def parse(body: bytes) -> Parsed:
    """The text of a Word document; the title is the first paragraph that is set as one.

    Raises
    ------
    DocumentError
        If it is no Word document, has macros, is damaged, or takes too much.
    """
    refuse_other_kinds(body)
    import docx
    from docx.exceptions import PythonDocxError
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(body))
        text = paragraphs([*_letterhead(document), *_blocks(document.element.body)])
        return Parsed(text, title=_title(document))
    except (PythonDocxError, OpcError, SyntaxError, zipfile.BadZipFile) as problem:
        raise broken(Kind.DOCX) from problem
    except (KeyError, ValueError, AttributeError, TypeError) as problem:
        # Parts that are missing or of another kind: a template, a document without a body.
        raise broken(Kind.DOCX) from problem


def _letterhead(document: Document) -> Iterator[str]:
    """What stands above the pages, each text once."""
    seen = set()
    for section in document.sections:
        for header in (section.first_page_header, section.header):
            if header.is_linked_to_previous:
                continue
            for block in _blocks(header._element):
                if block not in seen:
                    seen.add(block)
                    yield block


def _title(document: Document) -> str:
    for style in _TITLES:
        for paragraph in document.paragraphs:
            named = paragraph.style.name if paragraph.style is not None else ""
            if named == style and (text := one_line(_words(paragraph._p))):
                return text
    return ""


def _name(element: Any) -> str:
    """Without its namespace; strict and usual documents differ in that alone."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _blocks(element: Any) -> Iterator[str]:
    for child in element:
        name = _name(child)
        if name == "p":
            yield _words(child)
            yield from _boxes(child)
        elif name == "tbl":
            yield from _table(child)
        elif name in _WRAPPERS:
            yield from _blocks(child)


def _boxes(element: Any) -> Iterator[str]:
    """Text boxes anchored in a paragraph, in Word's newer form alone."""
    for child in element:
        name = _name(child)
        if name == "txbxContent":
            yield from _blocks(child)
        elif name not in _LEFT_OUT:
            yield from _boxes(child)


def _table(table: Any) -> Iterator[str]:
    for row in table.iter("{*}tr"):
        cells = [cell for cell in row if _name(cell) == "tc"]
        yield " | ".join(one_line(" ".join(_blocks(cell))) for cell in cells)


def _words(element: Any) -> str:
    words = []
    for child in element:
        name = _name(child)
        if name == "t":
            words.append(child.text or "")
        elif name in _MARKS:
            words.append(_MARKS[name])
        elif name not in _LEFT_OUT and not (name == "r" and _is_hidden(child)):
            words.append(_words(child))
    return "".join(words)


def _is_hidden(run: Any) -> bool:
    return any(_name(mark) == "vanish" for part in run if _name(part) == "rPr" for mark in part)
