"""PDF: the text layer, page by page. A picture of a page has none, and is told."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING, Final

from ruhrmap.documents.document import LONGEST, DocumentError, Kind, broken
from ruhrmap.documents.formats.parsed import Note, Parsed, tidy

if TYPE_CHECKING:
    from pypdf import PdfReader

# Fewer letters in all: a page number or a stamp, but no release.
_FEWEST_LETTERS: Final = 40
_FEWEST_ON_A_PAGE: Final = 3
_MOST_PAGES: Final = 400
_LETTER: Final = re.compile(r"[^\W\d_]")
# "Bildungs-\ninitiative" is one word, "Ennepe-Ruhr-\nKreis" keeps its hyphen, and so does
# "Kreis- und Stadtgebiet" where the line ends behind the hyphen.
_DIVIDED: Final = re.compile(
    r"(?<=[a-zäöüß])[-\u00ad]\n(?!(?:und|oder|bzw|sowie|bis)\b)(?=[a-zäöüß])"
)
_KEPT: Final = re.compile(r"(?<=\w)-\n(?=[A-ZÄÖÜ])")
# What the library raises for numbers, names and references that make no sense.
_ODD: Final = (
    ValueError,
    KeyError,
    TypeError,
    AttributeError,
    IndexError,
    NotImplementedError,
)
_LIGATURES: Final = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
)


def parse(body: bytes) -> Parsed:
    """The text of every page; words that a line's end divides are joined again.

    Raises
    ------
    DocumentError
        If it is locked, scanned, damaged, or takes too much.
    """
    from pypdf.errors import LimitReachedError, PyPdfError

    try:
        pages = _pages(_opened(body))
    except LimitReachedError as problem:
        raise DocumentError("too_costly") from problem
    except (PyPdfError, *_ODD) as problem:
        raise broken(Kind.PDF) from problem
    letters = [len(_LETTER.findall(page)) for page in pages]
    if sum(letters) < _FEWEST_LETTERS:
        raise DocumentError("pdf_scanned", pages=len(pages))
    empty = [number for number, count in enumerate(letters, 1) if count < _FEWEST_ON_A_PAGE]
    notes: tuple[Note, ...] = ()
    if empty:
        notes = (("pages_without_text", {"pages": ", ".join(map(str, empty))}),)
    return Parsed(tidy(joined("\n\n".join(pages))), notes=notes)


def joined(text: str) -> str:
    r"""Lines of a printed page with their divided words whole.

    Examples
    --------
    >>> joined("die Bildungs-\ninitiative, der Ennepe-Ruhr-\nKreis, Kreis-\nund Stadtrat")
    'die Bildungsinitiative, der Ennepe-Ruhr-Kreis, Kreis-\nund Stadtrat'
    """
    return _KEPT.sub("-", _DIVIDED.sub("", text.translate(_LIGATURES)))


def _opened(body: bytes) -> PdfReader:
    from pypdf import PdfReader

    try:
        reader = PdfReader(io.BytesIO(body), strict=False)
        if reader.is_encrypted:
            _unlock(reader)
    except NotImplementedError as problem:  # a lock of another make, say for certificates
        raise DocumentError("pdf_locked") from problem
    return reader


def _unlock(reader: PdfReader) -> None:
    """Open what anybody may open: many PDFs only forbid changes and have no password to read."""
    from pypdf import PasswordType
    from pypdf.errors import DependencyError, PyPdfError

    try:
        opened = reader.decrypt("")
    except (PyPdfError, DependencyError) as problem:
        raise DocumentError("pdf_locked") from problem
    if opened is PasswordType.NOT_DECRYPTED:
        raise DocumentError("pdf_locked")


def _pages(reader: PdfReader) -> list[str]:
    pages: list[str] = []
    length = 0
    for page in reader.pages:
        pages.append("\n".join(line.strip() for line in page.extract_text().splitlines()))
        length += len(pages[-1])
        if length > LONGEST or len(pages) > _MOST_PAGES:
            raise DocumentError("pages_many")
    return pages
