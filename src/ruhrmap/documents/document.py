"""What a file says, as text, with what its own form tells of it; and why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from ruhrmap.messages import Field, both
from ruhrmap.model import Day, Text

# What a page may send as well (its intake is refused at the same number).
LARGEST: Final = 20_000_000

# Some eighty printed pages: no release is so long, and reading more takes seconds.
LONGEST: Final = 200_000


class Kind(StrEnum):
    """The kinds of file that can be read."""

    TEXT = "text"
    MARKDOWN = "markdown"
    HTML = "html"
    PDF = "pdf"
    DOCX = "docx"
    EMAIL = "email"


class DocumentError(Exception):
    """A file gives no text; ``message`` says what was tried and what to do.

    ``code`` names the reason for programs and tests. The message is the catalogue's, unless
    another part of the program has one.
    """

    def __init__(self, code: str, /, message: Text | None = None, **fields: Field) -> None:
        if message is None:
            message = both(f"documents.{code}", **fields)
        super().__init__(message.en)
        self.code = code
        self.message = message


def broken(kind: Kind) -> DocumentError:
    """A file is of a kind that is read, but damaged."""
    return DocumentError("broken", kind=both(f"documents.kind.{kind.value}"))


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file and what stands beside it.

    Attributes
    ----------
    name : str
        Of the file, without folders.
    kind : Kind
        Told from the content.
    text : str
        Of a plain text the characters as they are, only a byte order mark is gone. Of the
        others what a person reads, a line each paragraph.
    title, publisher : str
        As the e-mail's header or the page's own description has them; empty where they have
        none. A hint, not a finding of the reader.
    released : date, optional
        Likewise.
    notes : tuple of Text
        What to know before relying on the text: an attachment that was not read, pages
        without text.
    """

    name: str
    kind: Kind
    text: str
    title: str = ""
    publisher: str = ""
    released: Day | None = None
    notes: tuple[Text, ...] = ()
