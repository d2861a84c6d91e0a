"""Copies of our own data package with something wrong in them."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from ruhrmap import catalog

Row = dict[str, str]

# Runs where anything reads it as HTML: there is no picture at "x".
PAYLOAD = '<img src=x onerror="window.pwned=1">'


def copied(target: Path) -> Path:
    """Our own package, copied to a folder that does not exist yet."""
    shutil.copytree(catalog.default_path(), target)
    return target


def changed(path: Path, change: Callable[[Row], None]) -> None:
    """Change every row of a table."""
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        names, rows = list(reader.fieldnames or ()), list(reader)
    for row in rows:
        change(row)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, names, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


def text_fields(folder: Path) -> Iterator[tuple[str, str, int]]:
    """Every field that takes any text: file, field and how long it may be.

    Read from the package's own schema, so that a new field is not forgotten. Addresses are
    none: one with such letters in it is a finding.
    """
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for resource in package["resources"]:
        for field in resource.get("schema", {}).get("fields", ()):
            rules = field.get("constraints", {})
            if field["type"] == "string" and not rules.keys() & {"enum", "pattern"}:
                yield resource["path"], field["name"], rules.get("maxLength", 1000)


def injected(target: Path) -> Path:
    """A package that is in order, with :data:`PAYLOAD` at the end of every text in it."""
    folder = copied(target)
    for file, name, longest in text_fields(folder):

        def spoil(row: Row, name: str = name, longest: int = longest) -> None:
            row[name] = row[name][: longest - len(PAYLOAD)] + PAYLOAD

        changed(folder / file, spoil)
    return folder


def broken(target: Path) -> Path:
    """A package with slips of several kinds, one of them with :data:`PAYLOAD` in it."""
    folder = copied(target)

    def late(row: Row) -> None:
        if row["membership_id"] == "stadt-bochum-1":
            row["joined"] = "31.02.2023"
        if row["membership_id"] == "stadt-hagen-1":
            row["joined"] = PAYLOAD

    def script(row: Row) -> None:
        if row["source_id"] == "P47":
            row["url"] = "javascript:alert(1)"

    changed(folder / "memberships.csv", late)
    changed(folder / "sources.csv", script)
    (folder / "conflicts.csv").unlink()
    return folder
