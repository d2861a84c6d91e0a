"""``datapackage.json``: dates of the package, and whether it describes the tables we expect."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from ruhrmap.model import UNNAMED, Naming
from ruhrmap.package.finding import Finding, error
from ruhrmap.package.naming import read_naming
from ruhrmap.package.records import Files, read_bytes
from ruhrmap.package.schema import FILE, geography_files, resource_descriptions
from ruhrmap.package.stated import stated

_VERSION: Final = re.compile(r"[0-9]{1,4}(\.[0-9]{1,4}){2}")
# A file of the folder or of one in it: no part begins with a dot, so none leads out of it.
_INSIDE: Final = re.compile(
    r"[A-Za-z0-9_][A-Za-z0-9_.-]*(?:/[A-Za-z0-9_][A-Za-z0-9_.-]*)*", re.ASCII
)
_SHOWN: Final = 80  # letters of a bad path that are said again
_TIME: Final = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})(T[0-9:.]+Z?)?")
# Words for readers; everything else in a schema binds what may stand in the table.
_WORDS: Final = frozenset({"title", "description", "example"})


@dataclass(frozen=True, slots=True)
class Descriptor:
    """What the package says of itself, as far as it could be read."""

    version: str = ""
    axis_start: date | None = None
    data_date: date | None = None
    naming: Naming = UNNAMED


def read_descriptor(files: Files) -> tuple[Descriptor, tuple[Finding, ...]]:
    """The description of the package and everything that is wrong with it."""
    raw, findings = read_bytes(files, FILE)
    if raw is None:
        return Descriptor(), findings
    content, findings = parse_json(raw, FILE)
    if findings:
        return Descriptor(), findings
    if not isinstance(content, dict):
        return Descriptor(), (error("descriptor_object", FILE),)
    own = content.get("ruhrmap")
    axis_start = _day(own.get("axisStart") if isinstance(own, dict) else None)
    data_date, version = _day(content.get("created")), content.get("version")
    problems = [*_described(content.get("resources")), *stated(content)]
    if axis_start is None:
        problems.append(error("descriptor_axis", FILE, None, "ruhrmap.axisStart"))
    if data_date is None:
        problems.append(error("descriptor_created", FILE, None, "created"))
    if axis_start is not None and data_date is not None and data_date < axis_start:
        problems.append(error("descriptor_order", FILE, None, "created"))
    if not isinstance(version, str) or not _VERSION.fullmatch(version):
        problems.append(error("descriptor_version", FILE, None, "version"))
        version = ""
    naming, wrong = read_naming(content.get("name"), own)
    return Descriptor(version, axis_start, data_date, naming), (*problems, *wrong)


def parse_json(raw: bytes, file: str) -> tuple[Any, tuple[Finding, ...]]:
    """The content of a JSON file; where it is none, nothing and the finding why."""
    try:
        return json.loads(raw.decode("utf-8-sig")), ()
    except UnicodeDecodeError as problem:
        row = raw.count(b"\n", 0, problem.start) + 1
        return None, (error("file_encoding_json", file, row),)
    except json.JSONDecodeError as problem:
        return None, (error("file_json", file, problem.lineno, column=problem.colno),)
    except (ValueError, RecursionError):  # a number of thousands of digits, or depth without end
        return None, (error("file_json_size", file),)


def _day(value: object) -> date | None:
    match = _TIME.fullmatch(value) if isinstance(value, str) else None
    if match is None:
        return None
    try:
        return date.fromisoformat(match[1])
    except ValueError:
        return None


def _described(resources: object) -> Iterator[Finding]:
    """Whether each table is described as the code expects it, and the boundaries are there."""
    described = [r for r in resources if isinstance(r, dict)] if isinstance(resources, list) else []
    by_name = {r["name"]: r for r in described if isinstance(r.get("name"), str)}
    for expected in resource_descriptions():
        name = expected["name"]
        actual = by_name.get(name)
        if actual is None:
            yield error("descriptor_resource", FILE, None, "resources", name=name)
            continue
        if actual.get("path") != expected["path"]:
            field, path = f"resources.{name}.path", expected["path"]
            yield error("descriptor_path", FILE, None, field, path=path)
        schema = actual.get("schema")
        yield from _schema(name, expected["schema"], schema if isinstance(schema, dict) else {})
    # what is named here is served, also where nothing of ours reads it
    for one in described:
        path = one.get("path")
        if not (isinstance(path, str) and _INSIDE.fullmatch(path)):
            yield error("descriptor_outside", FILE, None, "resources", path=str(path)[:_SHOWN])
    paths = {r["path"] for r in described if isinstance(r.get("path"), str)}
    for path in geography_files():
        if path not in paths:
            yield error("descriptor_resource", FILE, None, "resources", name=path)


def _schema(name: str, expected: Mapping[str, Any], actual: Mapping[str, Any]) -> Iterator[Finding]:
    place = f"resources.{name}.schema"
    fields = actual.get("fields")
    listed = [f for f in fields if isinstance(f, dict)] if isinstance(fields, list) else []
    found = {f["name"]: f for f in listed if isinstance(f.get("name"), str)}
    for field in expected["fields"]:
        column = field["name"]
        if column not in found:
            yield error("descriptor_column_missing", FILE, None, f"{place}.fields", name=column)
        elif _binding(found[column]) != _binding(field):
            where = f"{place}.fields.{column}"
            wanted = json.dumps(_binding(field), ensure_ascii=False)
            yield error("descriptor_column_differs", FILE, None, where, expected=wanted)
    known = {field["name"] for field in expected["fields"]}
    for column in found:
        if column not in known:
            yield error("descriptor_column_unknown", FILE, None, f"{place}.fields", name=column)
    for key in sorted((expected.keys() | actual.keys()) - {"fields"} - _WORDS):
        if expected.get(key) != actual.get(key):
            wanted = json.dumps(expected.get(key), ensure_ascii=False)
            yield error("descriptor_keys", FILE, None, f"{place}.{key}", expected=wanted)


def _binding(field: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in field.items() if key not in _WORDS}
