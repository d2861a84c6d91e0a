"""``ruhrmap check``: every finding in a data package, one a line."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ruhrmap.cli.output import LANGUAGE, counted, say, say_json, text
from ruhrmap.messages import pick

if TYPE_CHECKING:
    from ruhrmap.checks import Finding


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "package", nargs="?", type=Path, metavar=text("metavar.package"), help=text("check.package")
    )
    parser.add_argument("--json", action="store_true", help=text("json"))


def run(options: argparse.Namespace) -> int:
    """Check the package and say what was found; 1 if there are errors."""
    from ruhrmap import checks

    report = checks.run(options.package)
    if options.json:
        found = [as_json(finding) for finding in report.findings]
        say_json({"ok": report.ok, "findings": found})
    else:
        for finding in report.findings:
            say(line(finding))
        say(summary(report.findings))
    return 0 if report.ok else 1


def line(finding: Finding) -> str:
    """One finding as a person reads it: place first, then what is wrong and what to do."""
    parts = [finding.file]
    if finding.row is not None:
        parts.append(text("check.row", row=finding.row))
    if finding.field:
        parts.append(text("check.field", field=finding.field))
    place = ", ".join(part for part in parts if part)
    key = "check.note" if finding.severity == "note" else "check.error"
    return text(key, place=place, message=pick(LANGUAGE, finding.message))


def summary(findings: Iterable[Finding]) -> str:
    """How many errors and notes there are."""
    severities = [finding.severity for finding in findings]
    errors, notes = severities.count("error"), severities.count("note")
    return text(
        "check.summary",
        errors=counted("check.errors", errors) if errors else text("check.no_errors"),
        notes=counted("check.notes", notes) if notes else text("check.no_notes"),
    )


def as_json(finding: Finding) -> dict[str, Any]:
    """One finding for programs; the message in both languages."""
    return {
        "code": finding.code,
        "severity": finding.severity,
        "file": finding.file,
        "row": finding.row,
        "field": finding.field,
        "message": {"de": finding.message.de, "en": finding.message.en},
    }
