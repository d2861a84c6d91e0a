"""The process that reads one file: bounds itself, reads standard input, answers with JSON.

Started by :mod:`ruhrmap.documents.apart` with the kind, bytes of memory and seconds.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from typing import Any, Final

from ruhrmap.documents.document import DocumentError
from ruhrmap.documents.formats.parsed import Parsed

_READERS: Final = {
    "markdown": "markdown",
    "html": "page",
    "pdf": "pdf",
    "docx": "word",
    "email": "mail",
}


def bound(memory: int, seconds: int) -> None:
    """Take no more than this, and write no file; where the system knows no such bounds, no less."""
    try:
        import resource
    except ImportError:  # Windows: the time limit of whoever waits remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


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
    bound(int(sys.argv[2]), int(sys.argv[3]))
    said = answer(sys.argv[1], sys.stdin.buffer.read())
    sys.stdout.write(json.dumps(said))
