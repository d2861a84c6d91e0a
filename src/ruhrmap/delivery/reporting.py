"""What is to be said of a delivery: findings with their places, and what differs from today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import Any, Final

from ruhrmap import checks, package
from ruhrmap.delivery.reading import Delivery
from ruhrmap.delivery.workbook import told
from ruhrmap.difference import Difference, PackageDifference, difference, package_difference
from ruhrmap.messages import both, message, pick
from ruhrmap.model import Catalog, Text
from ruhrmap.package import FILES, Package
from ruhrmap.package.finding import Finding
from ruhrmap.snapshots import AT_ONCE

# Findings that name datapackage.json, which a workbook does not have.
_ON_DATES: Final = frozenset({"axis_after", "changes_version", "changes_date"})


@dataclass(frozen=True, slots=True)
class Report:
    """Everything about a delivery.

    Attributes
    ----------
    delivery : Delivery
    package : Package
        As read.
    findings : tuple of Finding
        In the order of files and rows; what is said of no file stands first.
    tables : PackageDifference
        Against today's tables, whatever state the delivery is in.
    difference : Difference or None
        In words and figures; only of a package without errors.
    """

    delivery: Delivery
    package: Package
    findings: tuple[Finding, ...]
    tables: PackageDifference
    difference: Difference | None

    @property
    def ok(self) -> bool:
        """Whether the package can be put in place."""
        return self.difference is not None

    @property
    def same(self) -> bool:
        """Whether it says what today's data say."""
        return not self.tables and not self.difference

    def place(self, finding: Finding) -> Text:
        """Where a finding stands, as the person sees it: file or sheet, row, column."""
        return Text(*(self._place(finding, language) for language in ("de", "en")))

    def line(self, finding: Finding, language: str) -> str:
        """One finding in one line, as :func:`ruhrmap.checks.line` writes it."""
        where = pick(language, self.place(finding))
        if not where:
            return self.text(finding, language)
        text = pick(language, finding.message)
        return message(language, f"checks.line.{finding.severity}", place=where, text=text)

    def text(self, finding: Finding, language: str) -> str:
        """What is said, without the place."""
        text = pick(language, finding.message)
        if finding.severity == "error":
            return text
        return message(language, "delivery.note", text=text)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: findings as :mod:`ruhrmap.checks` has them, their places in words beside."""
        return {
            "ok": self.ok,
            "form": self.delivery.form.value,
            "findings": [one.as_dict() for one in self.findings],
            "places": [self.place(one).by_language() for one in self.findings],
            "same": self.same,
            "difference": {
                **self.tables.as_dict(),
                **(self.difference.as_dict() if self.difference else {}),
            },
        }

    def column(self, finding: Finding) -> str:
        """The column of a finding as the person sees it: "C (joined)"; empty without one."""
        sheet = self.delivery.places.get(finding.file)
        letter = sheet.letters.get(finding.field or "") if sheet else None
        return f"{letter} ({finding.field})" if letter else finding.field or ""

    def _place(self, finding: Finding, language: str) -> str:
        sheet = self.delivery.places.get(finding.file)
        if sheet is None:
            return checks.place(finding, language)
        parts = [message(language, "delivery.place_sheet", name=sheet.sheet)]
        if finding.row is not None:
            parts.append(message(language, "checks.place.row", row=finding.row))
        if finding.field is not None:
            parts.append(message(language, "checks.place.column", name=self.column(finding)))
        return ", ".join(parts)


def report(delivery: Delivery, today: Path) -> Report:
    """Look at a delivery beside today's data, whose package must be in order.

    Nothing is read from the delivery that is not in :class:`Delivery` already.
    """
    read = package.read(delivery.files)
    found, catalog = checks.examine_package(read)
    old_package, old = _today(today)
    tables = package_difference(old_package, read)
    findings = [*delivery.findings, *_followed(delivery, found.findings)]
    if tables and read.descriptor.version == old_package.descriptor.version:
        findings.append(told("note", "same_version", "changes.csv", version=old.version))
    place = {file: number for number, file in enumerate(FILES)}
    findings.sort(key=lambda f: (place.get(f.file, -1), f.row or 0))
    clean = all(one.severity == "note" for one in findings)
    told_apart = difference(old, catalog) if clean and catalog is not None else None
    return Report(delivery, read, tuple(findings), tables, told_apart)


def _followed(delivery: Delivery, findings: tuple[Finding, ...]) -> Iterator[Finding]:
    """The findings of the checks that do not only follow from one of the reading."""
    for one in findings:
        if (one.file, one.row, one.field) in delivery.settled:
            continue
        if one.code in _ON_DATES and delivery.dated_by_changes:
            hint = both("delivery.found_dated")
            text = Text(f"{one.message.de} {hint.de}", f"{one.message.en} {hint.en}")
            yield replace(one, message=text)
        else:
            yield one


@lru_cache(AT_ONCE)
def _today(folder: Path) -> tuple[Package, Catalog]:
    """Today's data, which do not change while the program runs."""
    read = package.read(folder)
    found, catalog = checks.examine_package(read)
    if catalog is None:
        from ruhrmap.catalog import PackageError

        raise PackageError(found.findings)
    return read, catalog
