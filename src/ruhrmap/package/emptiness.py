"""Tables without a row: lost rows, or a package that has none of that yet.

A table that lost its rows is the usual case, and an error. But what nobody has yet is empty
as a whole: a region that nobody has joined has neither members nor what is said of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ruhrmap.messages import both
from ruhrmap.package.finding import Finding, error
from ruhrmap.package.table import NO_ROWS, Table

# What may be missing all together, with the note that says so.
_TOGETHER: Final[Mapping[str, frozenset[str]]] = {
    "no_members_yet": frozenset({"members", "memberships", "evidence", "published_totals"}),
    "no_releases_yet": frozenset({"press_releases", "press_links"}),
}
_PLACE: Final = {"no_members_yet": "members.csv", "no_releases_yet": "press_releases.csv"}


def judged(tables: Mapping[str, Table], findings: Iterable[Finding]) -> list[Finding]:
    """The findings, with one in the place of several where nothing was lost.

    A package of nothing but heads is one error, not one for each table.
    """
    told = list(findings)
    empty = {table.name for table in tables.values() if table.columns and not table.rows}
    if empty == set(tables):
        return [*(one for one in told if one.code != NO_ROWS), error("package_empty", "")]
    for code, names in _TOGETHER.items():
        if names <= empty:
            files = {tables[name].file for name in names}
            told = [one for one in told if one.code != NO_ROWS or one.file not in files]
            told.append(Finding(code, "note", _PLACE[code], None, None, both(f"checks.{code}")))
    return told
