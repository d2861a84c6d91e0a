"""The process that reads one file: bounds itself, reads standard input, answers with JSON.

Started by :mod:`ruhrmap.documents.apart` with the kind, bytes of memory and seconds.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any, Final

from ruhrmap import apart
from ruhrmap.documents.document import DocumentError
from ruhrmap.documents.formats.parsed import Parsed

_READERS: Final = {
    "markdown": "markdown",
    "html": "page",
    "pdf": "pdf",
    "docx": "word",
    "email": "mail",
}


def answer(kind: str, body: bytes) -> dict[str, Any]:
    """What a file says, or why it says nothing."""
    reader = import_module(f"ruhrmap.documents.formats.{_READERS[kind]}")
    try:
        parsed: Parsed = reader.parse(body)
    except DocumentError as problem:
        return {
            "error": problem.code,
            "message": problem.message.by_language(),
        }
    except (MemoryError, RecursionError):
        return {"error": "too_costly"}
    return {
        "text": parsed.text,
        "title": parsed.title,
        "publisher": parsed.publisher,
        "released": parsed.released,
        "notes": parsed.notes,
    }


if __name__ == "__main__":
    apart.bound(int(sys.argv[2]), int(sys.argv[3]))
    said = answer(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(said))
