"""Reading a document in a process of its own (see :mod:`ruhrmap.apart`).

It may take :data:`_MEMORY` of address space and :data:`_SECONDS` of computing time. What it
says is data (JSON), never code.
"""

from __future__ import annotations

import json
from typing import Any, Final

from ruhrmap import apart
from ruhrmap.documents.document import DocumentError, Kind, broken
from ruhrmap.documents.formats.parsed import Parsed
from ruhrmap.model import Text

_MEMORY: Final = 768 * 2**20
_SECONDS: Final = 15
_PATIENCE: Final = 45.0  # seconds by the clock: the machine may be busy
# Several times what the longest text takes as JSON.
_LONGEST_ANSWER: Final = 4_000_000


def parse(kind: Kind, body: bytes) -> Parsed:
    """The text of a file, read in a process of its own.

    Raises
    ------
    DocumentError
        With what the reader said, or ``too_costly`` or ``broken`` if it was ended or fell over.
    """
    answer = _answer(kind, body)
    if "error" in answer:
        told = answer.get("message")
        raise DocumentError(answer["error"], message=Text(**told) if told else None)
    notes = tuple((code, fields) for code, fields in answer.pop("notes"))
    return Parsed(**answer, notes=notes)


def _answer(kind: Kind, body: bytes) -> dict[str, Any]:
    bounds = {"memory": _MEMORY, "seconds": _SECONDS}
    try:
        said = apart.run(
            "ruhrmap.documents.formats", (kind.value,), body, **bounds, patience=_PATIENCE
        )
    except apart.TooCostlyError as problem:
        raise DocumentError("too_costly") from problem
    except apart.FellOverError as problem:
        raise broken(kind) from problem
    if len(said) > _LONGEST_ANSWER:
        raise broken(kind)
    answer: dict[str, Any] = json.loads(said)
    return answer
