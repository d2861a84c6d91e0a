"""``ruhrmap check``: every finding in a data package, one a line, and what differs from today.

The package may be a folder, a zip or an Excel workbook. With ``--public`` also what keeps the
server from being shown to the public: entries of the operator that are missing or wrong.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruhrmap.cli.output import LANGUAGE, complain, counted, say, say_json, text
from ruhrmap.cli.parsing import UsageError

if TYPE_CHECKING:
    from ruhrmap import delivery
    from ruhrmap.checks import Finding, Report

_FAILED: Final = 1
_MOST_ROWS: Final = 20  # of a table; JSON has them all
_ZIP: Final = ".zip"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "package", nargs="?", type=Path, metavar=text("metavar.package"), help=text("check.package")
    )
    parser.add_argument(
        "-o", "--output", type=Path, metavar=text("metavar.package"), help=text("check.output")
    )
    parser.add_argument("--public", action="store_true", help=text("check.public"))
    parser.add_argument("--json", action="store_true", help=text("json"))


def run(options: argparse.Namespace) -> int:
    """Check the package and say what was found; 1 if there are errors."""
    from ruhrmap import checks, site

    today = site.data_path()
    if options.package is None or _is(options.package, today):
        if options.output is not None:
            raise UsageError(text("check.output_of_what"))
        return _say(checks.run(today), options, lambda one: checks.line(one, LANGUAGE))
    return _handed_over(options, today)


def _handed_over(options: argparse.Namespace, today: Path) -> int:
    from ruhrmap import checks, delivery
    from ruhrmap.catalog import PackageError
    from ruhrmap.export import writing

    try:
        if options.output is not None:
            _look_at_output(options.output)
        told = delivery.report(delivery.read_path(options.package, today), today)
        found = checks.Report(told.findings)
        failed = _say(found, options, lambda one: told.line(one, LANGUAGE), told)
        if options.output is not None:
            if not told.ok:
                complain(text("check.not_written"))
            elif not failed:
                _write(told, options.output, today, quiet=options.json)
    except delivery.DeliveryError as error:
        line = checks.Finding("delivery_unreadable", "error", "", None, None, error.message)
        return _say(checks.Report((line,)), options, lambda one: one.message.de)
    except PackageError as error:
        for finding in error.findings:
            complain(checks.line(finding, LANGUAGE))
        complain(text("check.today_broken"))
        return _FAILED
    except writing.NotWrittenError as error:
        where = str(error.path)
        complain(text(f"export.problem_{error.problem.value}", path=where, reason=error.reason))
        return _FAILED
    return failed


def _say(
    report: Report,
    options: argparse.Namespace,
    line: Callable[[Finding], str],
    told: delivery.Report | None = None,
) -> int:
    """All that there is to say, and 1 if there are errors."""
    from ruhrmap import checks, provider
    from ruhrmap.delivery import telling

    operator = provider.check() if options.public else ()
    whole = checks.Report((*report.findings, *operator))
    if options.json:
        answer = {"ok": whole.ok, "findings": [one.as_dict() for one in whole.findings]}
        say_json({**(told.as_dict() if told else {}), **answer})
        return 0 if whole.ok else _FAILED
    for finding in report.findings:
        say(line(finding))
    for finding in operator:
        say(checks.line(finding, LANGUAGE))
    if told is not None:
        for one in telling.lines(told, LANGUAGE, _MOST_ROWS):
            say(one)
    say(summary(whole))
    return 0 if whole.ok else _FAILED


def summary(report: Report) -> str:
    """How many errors and notes there are."""
    errors, notes = len(report.errors), len(report.notes)
    return text(
        "check.summary",
        errors=counted("check.errors", errors) if errors else text("check.no_errors"),
        notes=counted("check.notes", notes) if notes else text("check.no_notes"),
    )


def _look_at_output(path: Path) -> None:
    """Nothing that is there is ever overwritten: whoever wants that takes it away first."""
    is_empty_folder = path.is_dir() and path.suffix != _ZIP and not any(path.iterdir())
    if path.exists() and not is_empty_folder:
        raise UsageError(text("check.output_exists", path=str(path)))


def _write(told: delivery.Report, path: Path, today: Path, *, quiet: bool) -> None:
    from ruhrmap import delivery
    from ruhrmap.export import writing

    files = delivery.placed(told.package, today)
    if path.suffix.casefold() == _ZIP:
        day = told.package.descriptor.data_date
        assert day is not None, "the package has no errors"
        writing.write(path, delivery.archive(files, day))
    else:
        writing.write_folder(path, files)
    if not quiet:
        say(text("check.written", path=str(path)))


def _is(path: Path, today: Path) -> bool:
    return path.is_dir() and path.resolve() == today.resolve()
