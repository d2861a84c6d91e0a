"""The check of published totals against what the memberships come to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from ruhrmap import messages, records
from ruhrmap.package import FILE, Package
from ruhrmap.package.finding import Finding, error

# All that counts of members rest on: slips elsewhere do not keep them from being compared.
_BASIS: Final = ("territories", "members", "memberships", "published_totals")
# With these a membership is counted when it was none, or twice.
_MISCOUNTED: Final = frozenset({"membership_ends_before", "membership_overlap"})


def published_totals_reconcile(package: Package, findings: Iterable[Finding]) -> Iterator[Finding]:
    """Each published total agrees with the memberships, or it is explained why not.

    The rule itself is :func:`ruhrmap.coverage.reconcile`. ``findings`` are those of all
    other checks: where they say that counting makes no sense, nothing is compared.
    """
    # Only this check asks the rules of coverage; all others read the tables alone.
    from ruhrmap import coverage

    if not _can_count(package, findings):
        return
    table = package["published_totals"]
    rows = {row.text("total_id"): row.number for row in table}
    for result in coverage.reconcile(records.build(package.only(*_BASIS))):
        total, row = result.total, rows[result.total.total_id]
        fields = {"value": total.value, "least": result.certain[0], "most": result.possible[1]}
        if result.reconciles:
            if total.conflict:
                message = messages.both("checks.total_needless", **fields)
                yield Finding("total_needless", "note", table.file, row, "conflict_de", message)
        elif total.conflict:
            message = messages.both("checks.total_explained", reason=total.conflict, **fields)
            yield Finding("total_explained", "note", table.file, row, "value", message)
        else:
            yield error("total_conflict", table.file, row, "value", **fields)


def _can_count(package: Package, findings: Iterable[Finding]) -> bool:
    """Whether the tables behind the counts could be read, and hold together."""
    if not all(package.has(name) for name in _BASIS):
        return False
    read_whole = {FILE, *(package[name].file for name in _BASIS)}
    sound = {package["territories"].file, package["members"].file}
    return not any(
        found.file in sound or found.code in _MISCOUNTED
        for found in findings
        if found.severity == "error"
    ) and not any(found.file in read_whole for found in package.findings)
