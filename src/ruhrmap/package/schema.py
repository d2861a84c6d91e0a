"""The tables that the code expects, read from ``schema.json`` beside this module.

It is the code's own copy of the schemas in ``data/datapackage.json``: a package whose own
description lacks a column, or has been changed together with its tables, must not decide
what the code can rely on. :mod:`ruhrmap.package.descriptor` holds the two to each other.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

FILE: Final = "datapackage.json"  # the description of a package


@dataclass(frozen=True, slots=True)
class Column:
    """One column: what its cells may hold (Table Schema, with two forms of our own).

    ``form`` is the Table Schema type, or ``edtf`` or ``web-address`` for the two kinds
    of text that have rules of their own.
    """

    name: str
    form: str
    required: bool
    unique: bool
    enum: tuple[str, ...]
    pattern: re.Pattern[str] | None
    minimum: float | None
    max_length: int | None
    delimiter: str
    example: str


@dataclass(frozen=True, slots=True)
class ForeignKey:
    """``column`` holds a value of ``target_column`` in the table ``target``."""

    column: str
    target: str
    target_column: str


@dataclass(frozen=True, slots=True)
class TableSchema:
    """One table of the package."""

    name: str
    file: str
    columns: tuple[Column, ...]
    unique_keys: tuple[tuple[str, ...], ...]  # the primary key among them
    foreign_keys: tuple[ForeignKey, ...]


@cache
def resource_descriptions() -> tuple[Mapping[str, Any], ...]:
    """The tables as a data package describes them: name, path and Table Schema."""
    return tuple(_own()["resources"])


@cache
def geography_files() -> tuple[str, ...]:
    """The boundary files of a package, relative to its folder."""
    return tuple(_own()["geography"])


@cache
def tables() -> tuple[TableSchema, ...]:
    """Every table that a package must have, in the order of ``datapackage.json``."""
    return tuple(_table(resource) for resource in resource_descriptions())


@cache
def _own() -> Mapping[str, Any]:
    text = resources.files("ruhrmap.package").joinpath("schema.json").read_text(encoding="utf-8")
    own: Mapping[str, Any] = json.loads(text)
    return own


def _table(resource: Mapping[str, Any]) -> TableSchema:
    schema = resource["schema"]
    columns = tuple(_column(field) for field in schema["fields"])
    keys = [tuple(schema["primaryKey"])] if "primaryKey" in schema else []
    keys += [tuple(key) for key in schema.get("uniqueKeys", ())]
    keys += [(column.name,) for column in columns if column.unique and (column.name,) not in keys]
    foreign = (
        ForeignKey(key["fields"][0], key["reference"]["resource"], key["reference"]["fields"][0])
        for key in schema.get("foreignKeys", ())
    )
    return TableSchema(resource["name"], resource["path"], columns, tuple(keys), tuple(foreign))


def _column(field: Mapping[str, Any]) -> Column:
    constraints = field.get("constraints", {})
    pattern = constraints.get("pattern")
    return Column(
        name=field["name"],
        form=field.get("ruhrmap", field["type"]),
        required=constraints.get("required", False),
        unique=constraints.get("unique", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=re.compile(pattern) if pattern else None,
        minimum=constraints.get("minimum"),
        max_length=constraints.get("maxLength"),
        delimiter=field.get("delimiter", ","),
        example=field.get("example", ""),
    )
