"""Keys: nothing stands twice that must stand once, and what is referred to exists."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ruhrmap.package.finding import Finding, error
from ruhrmap.package.schema import ForeignKey, TableSchema
from ruhrmap.package.table import Row, Table


def repeated_keys(table: Table, schema: TableSchema) -> Iterator[Finding]:
    """The later of two rows with the same unique key."""
    for key in schema.unique_keys:
        if not table.columns.issuperset(key):
            continue
        first: dict[tuple[str, ...], Row] = {}
        for row in table.rows:
            values = tuple(row.raw.get(column, "") for column in key)
            if not any(values):
                continue  # an empty key is a finding of its own
            earlier = first.setdefault(values, row)
            if earlier is not row:
                yield error(
                    "key_double",
                    table.file,
                    row.number,
                    key[0] if len(key) == 1 else None,
                    value=", ".join(value for value in values if value),
                    columns=", ".join(key),
                    earlier=earlier.number,
                )


def unknown_references(
    table: Table, foreign_keys: Iterable[ForeignKey], tables: Mapping[str, Table]
) -> Iterator[Finding]:
    """Cells that name something which the other table does not have."""
    for key in foreign_keys:
        target = tables[key.target]
        if key.target_column not in target.columns:
            continue  # a table that could not be read has its own finding
        known = {row.raw.get(key.target_column) for row in target.rows}
        for row in table:
            for value in row.items(key.column) or (row.text(key.column),):
                if value and value not in known:
                    yield error(
                        "key_unknown",
                        table.file,
                        row.number,
                        key.column,
                        value=value,
                        file=target.file,
                        column=key.target_column,
                    )
