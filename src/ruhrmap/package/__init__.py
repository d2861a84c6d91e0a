"""The data package as files: read once, with everything that is wrong with its form.

Nothing here raises for what a package holds. What the tables *mean* is looked at in
:mod:`ruhrmap.checks`, and turned into the model in :mod:`ruhrmap.records`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final

from ruhrmap.package import whole
from ruhrmap.package.descriptor import Descriptor, read_descriptor
from ruhrmap.package.emptiness import judged
from ruhrmap.package.finding import Finding, error
from ruhrmap.package.keys import repeated_keys, unknown_references
from ruhrmap.package.records import Files
from ruhrmap.package.schema import FILE, ForeignKey, geography_files, tables
from ruhrmap.package.table import Row, Table, read_table

__all__ = [
    "FILE",
    "FILES",
    "Descriptor",
    "Files",
    "Package",
    "Row",
    "Table",
    "default_path",
    "read",
]

# Table Schema has no foreign keys for lists, so these stand here.
_LIST_REFERENCES: Mapping[str, tuple[ForeignKey, ...]] = {
    "memberships": (ForeignKey("sources", "sources", "source_id"),),
    "conflicts": (
        ForeignKey("sources", "sources", "source_id"),
        ForeignKey("members", "members", "member_id"),
    ),
}


# Everything a package consists of, in the order in which findings are told.
FILES: Final = (FILE, *(schema.file for schema in tables()), *geography_files())


@dataclass(frozen=True, slots=True)
class Package:
    """A data package as far as it could be read, and the findings on its form."""

    files: Files
    descriptor: Descriptor
    tables: Mapping[str, Table]
    findings: tuple[Finding, ...]

    def __getitem__(self, name: str) -> Table:
        return self.tables[name]

    def has(self, table: str, *columns: str) -> bool:
        """Whether a table and these columns of it could be read."""
        return bool(self.tables[table].columns) and self.tables[table].columns.issuperset(columns)

    def only(self, *names: str) -> Package:
        """The same package with the rows of these tables alone; the others are empty."""
        tables = {
            name: table if name in names else replace(table, rows=())
            for name, table in self.tables.items()
        }
        return replace(self, tables=tables)


def default_path() -> Path:
    """The folder of our own data package: beside the code in a wheel, else in the checkout."""
    code = Path(__file__).resolve().parents[1]
    installed = code / "data"
    return installed if installed.is_dir() else code.parents[1] / "data"


def read(files: Files) -> Package:
    """Read every table of a data package, whatever state it is in.

    Parameters
    ----------
    files : Path or mapping
        The folder of the package, or its files as bytes by their names in it, such as
        ``members.csv`` and ``geo/districts.geojson``.
    """
    if isinstance(files, Path) and not files.is_dir():
        none = {
            schema.name: Table(schema.name, schema.file, frozenset(), ()) for schema in tables()
        }
        return Package(files, Descriptor(), none, (error("package_folder", str(files)),))
    findings: list[Finding] = []
    if isinstance(files, Path):
        files, findings = _seen(files)
    descriptor, found = read_descriptor(files)
    findings += found
    read_tables: dict[str, Table] = {}
    for schema in tables():
        read_tables[schema.name], found = read_table(files, schema)
        findings += found
    findings = judged(read_tables, findings)
    findings += _key_findings(read_tables)
    return Package(files, descriptor, read_tables, tuple(findings))


def _seen(folder: Path) -> tuple[Files, list[Finding]]:
    """The files as they belong together; where that cannot be known, the finding beside them."""
    try:
        return whole.read(folder, FILES), []
    except whole.EditedError as problem:
        return folder, [error("exchange_edited", problem.name)]
    except whole.UnsettledError:
        return folder, [error("package_unsettled", "")]


def _key_findings(read_tables: Mapping[str, Table]) -> Iterator[Finding]:
    for schema in tables():
        table = read_tables[schema.name]
        yield from repeated_keys(table, schema)
        references = (*schema.foreign_keys, *_LIST_REFERENCES.get(schema.name, ()))
        yield from unknown_references(table, references, read_tables)
