"""The tables of a workbook, read in a process of its own (see :mod:`ruhrmap.apart`)."""

from __future__ import annotations

import json
from typing import Any, Final

from ruhrmap import apart
from ruhrmap.delivery import workbook
from ruhrmap.delivery.sheets import WorkbookError
from ruhrmap.delivery.workbook import Place, Tables
from ruhrmap.messages import both
from ruhrmap.model import Text
from ruhrmap.package.finding import Finding

# Our own workbook takes 0.5 s and 70 MB, twelve times its rows 5 s and 180 MB.
_MEMORY: Final = 768 * 2**20
_SECONDS: Final = 20
_PATIENCE: Final = 60.0


def read(body: bytes) -> Tables:
    """As :func:`ruhrmap.delivery.workbook.read`, whatever the file makes its reader do.

    Raises
    ------
    WorkbookError
        As there, or if reading took more than it may.
    """
    bounds = {"memory": _MEMORY, "seconds": _SECONDS}
    try:
        said = apart.run("ruhrmap.delivery", (), body, **bounds, patience=_PATIENCE)
    except apart.TooCostlyError as error:
        raise WorkbookError(both("delivery.workbook_costly")) from error
    except apart.FellOverError as error:
        raise WorkbookError(both("delivery.workbook_damaged")) from error
    return _tables(json.loads(said))


def answer(body: bytes) -> dict[str, Any]:
    """What the process says: the tables as JSON has them, or why there are none."""
    try:
        found = workbook.read(body)
    except WorkbookError as error:
        return {"error": error.message.by_language()}
    except (MemoryError, RecursionError):
        return {"error": both("delivery.workbook_costly").by_language()}
    return {
        "files": {name: part.decode() for name, part in found.files.items()},
        "places": {
            file: {"sheet": one.sheet, "letters": dict(one.letters)}
            for file, one in found.places.items()
        },
        "findings": [one.as_dict() for one in found.findings],
        "settled": sorted(found.settled),
    }


def _tables(said: dict[str, Any]) -> Tables:
    if "error" in said:
        raise WorkbookError(Text(**said["error"]))
    findings = (Finding(**{**one, "message": Text(**one["message"])}) for one in said["findings"])
    return Tables(
        {name: part.encode() for name, part in said["files"].items()},
        {file: Place(**one) for file, one in said["places"].items()},
        tuple(findings),
        frozenset((file, row, column) for file, row, column in said["settled"]),
    )
