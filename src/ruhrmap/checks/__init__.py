"""Checks of a data package: small and named, each yields findings and never raises midway."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ruhrmap import records
from ruhrmap.checks import axis, changes, geography, members, names, sources, territories, totals
from ruhrmap.checks.needs import Check
from ruhrmap.model import Catalog
from ruhrmap.package import FILES, Files, Package, default_path, read
from ruhrmap.package.finding import Finding, Severity, line, place

__all__ = [
    "CHECKS",
    "Finding",
    "Report",
    "Severity",
    "examine",
    "examine_package",
    "line",
    "place",
    "run",
]

CHECKS: Final[tuple[Check, ...]] = (
    territories.level_fits_key_and_kind,
    territories.break_is_within_a_word,
    territories.district_fits,
    territories.districts_have_municipalities,
    territories.census_covers_each_municipality,
    members.member_fits_territory,
    names.search_name_means_one_place,
    names.search_name_of_a_municipal_member_is_its_territorys,
    members.members_have_memberships,
    members.membership_ends_after_it_begins,
    members.memberships_do_not_overlap,
    members.representation_is_told_of_kreise,
    members.memberships_have_evidence,
    members.evidence_fits_memberships,
    sources.press_link_has_one_subject,
    sources.press_link_names_the_member,
    sources.licence_has_address,
    sources.notes_in_both_languages,
    sources.known_conflicts,
    changes.changes_rise,
    changes.last_change_is_the_package,
    axis.dates_lie_on_the_axis,
    axis.nothing_is_younger_than_the_package,
    geography.boundaries,
)


@dataclass(frozen=True, slots=True)
class Report:
    """Everything that was found in a data package, in the order of files and rows."""

    findings: tuple[Finding, ...]

    @property
    def ok(self) -> bool:
        """Whether the package can be used: notes do not keep it from that."""
        return not self.errors

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What must be mended."""
        return tuple(finding for finding in self.findings if finding.severity == "error")

    @property
    def notes(self) -> tuple[Finding, ...]:
        """What is good to know."""
        return tuple(finding for finding in self.findings if finding.severity == "note")


def run(path: Files | None = None) -> Report:
    """Check the data package in a folder or in memory; our own if none is named."""
    return examine(path)[0]


def examine(path: Files | None = None) -> tuple[Report, Catalog | None]:
    """Check a data package and read it into the model, which needs a package without errors."""
    return examine_package(read(default_path() if path is None else path))


def examine_package(package: Package) -> tuple[Report, Catalog | None]:
    """Like :func:`examine`, for a package that has been read already."""
    findings = [*package.findings]
    for check in CHECKS:
        findings += check(package)
    # Last, as it asks what the others found: only sound memberships can be counted.
    findings += totals.published_totals_reconcile(package, tuple(findings))
    report = Report(_in_order(findings))
    return report, records.build(package) if report.ok else None


def _in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """File by file as the package lists them, each from top to bottom."""
    order = {file: number for number, file in enumerate(FILES)}
    return tuple(sorted(findings, key=lambda f: (order.get(f.file, -1), f.row or 0)))
