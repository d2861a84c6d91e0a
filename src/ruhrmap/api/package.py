"""The data package as it is served: the files its descriptor names, and no other."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ruhrmap.snapshots import AT_ONCE

DESCRIPTOR: Final = "datapackage.json"
FOLDER: Final = "data"  # first part of the address
_SERVED: Final = ("text/csv", "application/geo+json", "application/json", "text/markdown")
_README: Final = "README.md"


@lru_cache(AT_ONCE)
def descriptor(folder: Path) -> dict[str, Any]:
    """The descriptor for the server's root: its paths lead into ``data/``; read once."""
    found = _written(folder)
    for resource in found["resources"]:
        resource["path"] = f"{FOLDER}/{resource['path']}"
    return found


@lru_cache(AT_ONCE)
def media_types(folder: Path) -> Mapping[str, str]:
    """Every file that is served, by its path in the package, with its media type; read once."""
    return dict(_files(folder))


def _written(folder: Path) -> dict[str, Any]:
    written: dict[str, Any] = json.loads((folder / DESCRIPTOR).read_text("utf-8"))
    return written


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    yield DESCRIPTOR, "application/json"
    if (folder / _README).is_file():
        yield _README, "text/markdown; charset=utf-8"
    for resource in _written(folder)["resources"]:
        # a package says what it holds, but not that a browser is to run it
        given = resource.get("mediatype")
        media_type = given if given in _SERVED else "application/octet-stream"
        charset = "; charset=utf-8" if media_type.startswith("text/") else ""
        yield resource["path"], media_type + charset
