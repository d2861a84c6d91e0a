"""What a package says of itself beside its tables: title, licences, creators, its files.

Pages, downloads and the machine access repeat it, so it is looked at with the rest: nothing
that passed may fail, or lead out of the folder, when somebody asks for it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruhrmap.package.cells import is_web_address
from ruhrmap.package.finding import Finding, error, shown
from ruhrmap.package.schema import FILE, geography_files, tables

_LONGEST: Final = 1_000
_FACTS: Final = "memberships"  # the table whose licence is that of what was put together here


def stated(content: Mapping[str, Any]) -> Iterator[Finding]:
    """Everything that is wrong with it; ``content`` is the description as it was parsed."""
    if not _can_be_sent(content):
        yield error("descriptor_unsendable", FILE)
        return
    yield from _text(content, "title", "title")
    yield from _licences(content, "licenses")
    yield from _contributors(content.get("contributors", []))
    resources = content.get("resources")
    if isinstance(resources, list):
        yield from _resources(resources)


def _can_be_sent(content: Mapping[str, Any]) -> bool:
    """Whether it is JSON for everybody: Python's reader takes "NaN" and half characters too."""
    try:
        json.dumps(content, ensure_ascii=False, allow_nan=False).encode()
    except (ValueError, RecursionError):
        return False
    return True


def _resources(resources: list[Any]) -> Iterator[Finding]:
    known = {*(schema.file for schema in tables()), *geography_files()}
    names = {schema.name for schema in tables()}
    seen: set[str] = set()
    for number, one in enumerate(resources):
        described = one if isinstance(one, dict) else {}
        name, path = described.get("name"), described.get("path")
        if _is_in(names, name) and not _is_in(known, path):
            continue  # a table of ours at the wrong place: told with the tables
        if not isinstance(path, str) or path not in known:
            place = shown(path) if isinstance(path, str) else str(number + 1)
            yield error("descriptor_resource_unknown", FILE, None, "resources", name=place)
            continue
        where = f"resources.{path}"
        if path in seen:
            yield error("descriptor_resource_double", FILE, None, "resources", name=path)
        seen.add(path)
        for said in ("name", "title"):
            yield from _text(described, said, f"{where}.{said}")
        if "mediatype" in described:
            yield from _text(described, "mediatype", f"{where}.mediatype")
        if name == _FACTS or "licenses" in described:
            yield from _licences(described, f"{where}.licenses")


def _is_in(known: set[str], given: Any) -> bool:
    return isinstance(given, str) and given in known


def _contributors(given: Any) -> Iterator[Finding]:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        yield error("descriptor_entries", FILE, None, "contributors")
        return
    for number, one in enumerate(given, 1):
        yield from _text(one, "title", f"contributors.{number}.title")


def _licences(holder: Mapping[str, Any], where: str) -> Iterator[Finding]:
    given = holder.get("licenses")
    if not isinstance(given, list) or not given or not all(isinstance(one, dict) for one in given):
        yield error("descriptor_entries", FILE, None, where)
        return
    for number, one in enumerate(given, 1):
        for name in ("name", "title"):
            yield from _text(one, name, f"{where}.{number}.{name}")
        path = one.get("path")
        if not isinstance(path, str) or not is_web_address(path):
            told = shown(path) if isinstance(path, str) else ""
            yield error("cell_address", FILE, None, f"{where}.{number}.path", value=told)


def _text(holder: Mapping[str, Any], name: str, where: str) -> Iterator[Finding]:
    value = holder.get(name)
    good = isinstance(value, str) and value.strip() and value.isprintable()
    if not good or len(str(value)) > _LONGEST:
        yield error("descriptor_text", FILE, None, where)
