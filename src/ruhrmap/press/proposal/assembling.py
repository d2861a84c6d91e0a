"""The new package as a whole: put together, checked, and compared with the old one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from ruhrmap import checks
from ruhrmap import difference as differences
from ruhrmap.checks import Report
from ruhrmap.difference import Difference
from ruhrmap.model import Catalog
from ruhrmap.package.finding import Finding
from ruhrmap.press.proposal.decision import Decision
from ruhrmap.press.proposal.files import with_additions
from ruhrmap.press.proposal.objections import objections
from ruhrmap.press.proposal.rows import Additions, additions


@dataclass(frozen=True, slots=True)
class Assembled:
    """What a decision comes to.

    Attributes
    ----------
    additions : Additions
    files : mapping of str to bytes
        The whole new package.
    findings : tuple of Finding
        On the release itself, then on the new package as ``ruhrmap check`` tells them;
        notes that the old package had as well are left out.
    catalog : Catalog or None
        The new data, where they can be used.
    difference : Difference or None
        What changes for the reader of the map.
    """

    additions: Additions
    files: Mapping[str, bytes]
    findings: tuple[Finding, ...]
    catalog: Catalog | None
    difference: Difference | None

    @property
    def ok(self) -> bool:
        """Whether it may be written."""
        return self.catalog is not None and not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended first."""
        return tuple(one for one in self.findings if one.severity == "error")


def assemble(
    catalog: Catalog,
    files: Mapping[str, bytes],
    decision: Decision,
    today: date,
    name: str = "",
    before: Report | None = None,
) -> Assembled:
    """The package with the release in it, checked as a whole; nothing is written.

    Parameters
    ----------
    catalog : Catalog
        What ``files`` say so far.
    files : mapping of str to bytes
        The files of the package by their names.
    decision : Decision
    today : date
        See :func:`additions`.
    name : str
        Of the release's file, for findings.
    before : Report, optional
        What was found in ``files``, where the caller has it already.
    """
    made = additions(catalog, decision, today)
    new = with_additions(files, made)
    report, read = checks.examine(new)
    known = _told(before or checks.run(files))
    found = [
        one
        for one in report.findings
        if one.severity == "error" or (one.code, one.message) not in known
    ]
    own = objections(catalog, decision, name)
    difference = differences.difference(catalog, read) if read is not None else None
    return Assembled(made, new, (*own, *found), read, difference)


def _told(report: Report) -> set[tuple[str, object]]:
    return {(one.code, one.message) for one in report.notes}
