"""``ruhrmap press add``: a proposal, checked and entered into the data.

What is written is written together or not at all; whoever adds twice is told.
"""

from __future__ import annotations

import argparse
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ruhrmap.cli import options
from ruhrmap.cli.output import LANGUAGE, complain, counted, say, text
from ruhrmap.messages import pick

if TYPE_CHECKING:
    from ruhrmap.model import Text
    from ruhrmap.press.proposal import Assembled
    from ruhrmap.press.proposal.saved import Saved


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "proposal", type=Path, metavar=text("metavar.proposal"), help=text("press.add.proposal")
    )
    parser.add_argument(
        "--data", type=Path, metavar=text("metavar.folder"), help=text("press.add.data")
    )
    parser.add_argument("--dry-run", action="store_true", help=text("press.add.dry_run"))
    parser.add_argument(
        "--today", type=options.day, metavar=text("metavar.date"), help=text("press.add.today")
    )


def run(given: argparse.Namespace) -> int:
    """Check the proposal against the data and write it; 1 if there is something to mend."""
    from ruhrmap import site
    from ruhrmap.package import exchange, whole

    folder: Path = given.data or site.data_path()
    if (saved := _saved(given.proposal)) is None:
        return 1
    try:
        if folder.is_dir() and exchange.recover_alone(folder):
            say(text("press.add.recovered"))
        return _add(folder, saved, given.today or _today(), dry_run=given.dry_run)
    except exchange.BusyError:
        complain(text("press.add.busy", folder=str(folder)))
    except exchange.ChangedError as problem:
        complain(text("press.add.changed", file=problem.name))
    except exchange.EditedError as problem:
        complain(text("press.add.edited", folder=str(folder), file=problem.name))
    except whole.UnsettledError:
        complain(text("press.add.busy", folder=str(folder)))
    return 1


def _today() -> date:
    """The day on the clock of whoever types: when they opened the source."""
    return date.today()  # noqa: DTZ011


def _saved(path: Path) -> Saved | None:
    from ruhrmap.press.proposal import saved

    try:
        return saved.read(path.read_bytes(), is_json=path.suffix.lower() == ".json")
    except saved.ProposalError as problem:
        _complain(path, problem.message)
        return None


def _complain(path: Path, message: Text) -> None:
    complain(text("press.add.place", place=path.name, text=pick(LANGUAGE, message)))


def _add(folder: Path, saved: Saved, today: date, *, dry_run: bool) -> int:
    from ruhrmap import checks
    from ruhrmap.package import exchange
    from ruhrmap.press import proposal

    files = proposal.read_files(folder)
    report, catalog = checks.examine(files if folder.is_dir() else folder)
    if catalog is None:
        for finding in report.errors:
            complain(checks.line(finding, LANGUAGE))
        complain(text("press.add.broken", folder=str(folder)))
        return 1
    if catalog.version != saved.data_version:
        told = {"then": saved.data_version, "now": catalog.version}
        say(text("press.add.newer", **told))
    made = proposal.assemble(catalog, files, saved.decision, today, saved.file, report)
    for finding in made.findings:
        (complain if finding.severity == "error" else say)(checks.line(finding, LANGUAGE))
    if not made.ok:
        complain(text("press.add.refused"))
        return 1
    for line in lines(made):
        say(line)
    if dry_run:
        say(text("press.add.would"))
        return 0
    written = exchange.exchange(folder, files, made.files)
    say(counted("press.add.written", len(written)))
    return 0


def lines(made: Assembled) -> list[str]:
    """What is added, table by table, and what it changes on the map."""
    told = [text("press.add.version", version=made.additions.version)]
    for name, rows in made.additions.rows.items():
        told += ["", f"{name}.csv"]
        told += ("  + " + ", ".join(cell or "–" for cell in row.values()) for row in rows)
    if made.difference is not None and made.difference.words:
        told += ["", text("press.add.changes")]
        told += (f"  {pick(LANGUAGE, words)}" for words in made.difference.words)
        for move in made.difference.moves:
            told.append(f"  {pick(LANGUAGE, move.period)}:")
            for one in move.figures:
                label, before, after = (
                    pick(LANGUAGE, part) for part in (one.label, one.before, one.after)
                )
                told.append(
                    "    " + text("press.add.figure", label=label, before=before, after=after)
                )
    return [*told, ""]
