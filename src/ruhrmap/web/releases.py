"""A press release that the staff hand in on the page "Pressemitteilung prüfen": its text.

The text goes back to the page that sent it and nowhere else; the server keeps nothing.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ruhrmap import documents
from ruhrmap.web.uploads import Intake, RefusedError

# Endings that the browser's dialog offers; what a file is is told from its content.
ACCEPTED: Final = ".txt,.md,.html,.htm,.pdf,.docx,.eml"


def take(name: str, body: bytes, language: str) -> dict[str, Any]:
    """The text of a file with its hints, ready for JSON; ``language`` is that of refusals.

    Raises
    ------
    RefusedError
        If it gives no text.
    """
    try:
        document = documents.read(name, body)
    except documents.DocumentError as error:
        raise RefusedError(error.message) from error
    return answer(document)


def answer(document: documents.Document) -> dict[str, Any]:
    """A document as the page takes it."""
    return {
        "name": document.name,
        "text": document.text,
        "title": document.title,
        "publisher": document.publisher,
        "released": document.released.isoformat() if document.released else "",
        "notes": [note.by_language() for note in document.notes],
    }


def today() -> date:
    """The day that the page proposes for "gelesen am": nothing is computed from it unseen."""
    return date.today()  # noqa: DTZ011


INTAKE: Final = Intake("/stab/lesen", take, documents.LARGEST)
