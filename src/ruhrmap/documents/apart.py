"""Reading a file in a process of its own, with bounds on memory, computing time and answer.

Whoever sends a file decides what its reader meets: a page of a kilobyte that unpacks to
gigabytes, tags nested a million deep, a loop. The process may take :data:`_MEMORY` of
address space and :data:`_SECONDS` of computing time, writes no file, and is ended when it
has not answered in time. What it says is data (JSON), never code.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from contextlib import suppress
from typing import Any, Final

from ruhrmap.documents.document import DocumentError, Kind, broken
from ruhrmap.documents.formats.parsed import Parsed
from ruhrmap.model import Text

_MEMORY: Final = 768 * 2**20
_SECONDS: Final = 15
_PATIENCE: Final = 45  # seconds by the clock: the machine may be busy
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
    # Where this process finds its modules, the other one finds them; not in the folder it runs in.
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}
    command = [sys.executable, "-P", "-B", "-m", "ruhrmap.documents.formats", kind.value]
    process = subprocess.Popen(
        [*command, str(_MEMORY), str(_SECONDS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    with process:
        try:
            said, _ = process.communicate(body, timeout=_PATIENCE)
        except subprocess.TimeoutExpired as problem:
            raise DocumentError("too_costly") from problem
        finally:
            with suppress(ProcessLookupError):
                process.kill()
    if process.returncode in _ended_by_limits():
        raise DocumentError("too_costly")
    if process.returncode or len(said) > _LONGEST_ANSWER:
        raise broken(kind)
    answer: dict[str, Any] = json.loads(said)
    return answer


def _ended_by_limits() -> set[int]:
    """Exit codes of a process that asked for too much."""
    signals = (getattr(signal, name, None) for name in ("SIGXCPU", "SIGKILL"))
    return {-one for one in signals if one is not None}
