"""``ruhrmap check``: every finding in a data package, one a line.

With ``--public`` also what keeps the server from being shown to the public: entries of the
operator that are missing or wrong.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from ruhrmap.cli.output import LANGUAGE, counted, say, say_json, text

if TYPE_CHECKING:
    from ruhrmap.checks import Report


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "package", nargs="?", type=Path, metavar=text("metavar.package"), help=text("check.package")
    )
    parser.add_argument("--public", action="store_true", help=text("check.public"))
    parser.add_argument("--json", action="store_true", help=text("json"))


def run(options: argparse.Namespace) -> int:
    """Check the package and say what was found; 1 if there are errors."""
    from ruhrmap import checks, provider, site

    report = checks.run(options.package or site.data_path())
    if options.public:
        report = checks.Report((*report.findings, *provider.check()))
    if options.json:
        say_json({"ok": report.ok, "findings": [one.as_dict() for one in report.findings]})
    else:
        for finding in report.findings:
            say(checks.line(finding, LANGUAGE))
        say(summary(report))
    return 0 if report.ok else 1


def summary(report: Report) -> str:
    """How many errors and notes there are."""
    errors, notes = len(report.errors), len(report.notes)
    return text(
        "check.summary",
        errors=counted("check.errors", errors) if errors else text("check.no_errors"),
        notes=counted("check.notes", notes) if notes else text("check.no_notes"),
    )
