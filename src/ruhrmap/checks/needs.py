"""A check runs only on tables that could be read: their absence is a finding of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps

from ruhrmap.package import Package
from ruhrmap.package.finding import Finding

Check = Callable[[Package], Iterator[Finding]]


def needs(**tables: str) -> Callable[[Check], Check]:
    """Let a check run only if these tables have these columns (names with spaces between).

    Without it one missing column would show as a finding on every row of other tables.
    """
    wanted = {table: columns.split() for table, columns in tables.items()}

    def wrap(check: Check) -> Check:
        @wraps(check)
        def guarded(package: Package) -> Iterator[Finding]:
            if all(package.has(table, *columns) for table, columns in wanted.items()):
                yield from check(package)

        return guarded

    return wrap
