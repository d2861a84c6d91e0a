"""``ruhrmap export``: a file of what the page shows, written whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruhrmap.cli import options, reading
from ruhrmap.cli.output import LANGUAGE, complain, say, text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.messages import DEFAULT_LANGUAGE, number
from ruhrmap.model import Level

if TYPE_CHECKING:
    from ruhrmap.export import Download

_STDOUT: Final = "-"
_FAILED: Final = 1
_KILO: Final = 1000
# What a terminal can show; another file would garble it.
_READABLE: Final = ("text/", "application/geo+json", "image/svg+xml")


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "form",
        nargs="?",  # checked in run(), which can say in German what is missing
        metavar=text("metavar.form"),
        help=text("export.form", known=", ".join(_known())),
    )
    parser.add_argument(
        "-o", "--out", metavar=text("metavar.file"), help=text("export.out", stdout=_STDOUT)
    )
    parser.add_argument(
        "--date", type=options.day, metavar=text("metavar.date"), help=text("status.date")
    )
    parser.add_argument(
        "--level", type=options.level, metavar=text("metavar.level"), help=text("status.level")
    )
    parser.add_argument(
        "--lang", type=options.language, metavar=text("metavar.lang"), help=text("export.lang")
    )
    parser.add_argument("--place", metavar=text("metavar.place"), help=text("export.place_option"))


def run(given: argparse.Namespace) -> int:
    """Make the file and write it; 1 if it cannot be written or the data are broken."""
    from ruhrmap.export import writing

    if given.form is None or given.form not in _known():
        key = "export.no_form" if given.form is None else "export.bad_form"
        raise UsageError(text(key, value=given.form or "", known=", ".join(_known())))
    try:
        return _export(given)
    except writing.NotWrittenError as error:
        where = str(error.path)
        complain(text(f"export.problem_{error.problem.value}", path=where, reason=error.reason))
        return _FAILED


def _export(given: argparse.Namespace) -> int:
    from ruhrmap.export import writing

    if given.out not in (None, _STDOUT) and not os.path.isdir(given.out):  # noqa: PTH112
        writing.check(Path(given.out))  # before long work
    made = _made(given)
    if made is None:
        return _FAILED
    if given.out == _STDOUT:
        _to_stdout(made)
        return 0
    path = Path(given.out or ".")
    if path.is_dir():
        path /= made.name
    writing.write(path, made.body)
    say(text("export.written", path=str(path), size=_size(len(made.body))))
    return 0


def _made(given: argparse.Namespace) -> Download | None:
    from ruhrmap import coverage, export, site

    if (catalog := reading.catalog()) is None:
        return None
    day = reading.key_date(reading.limits(catalog), given.date)
    place = None if given.place is None else reading.place(catalog, given.place)
    form = export.Format(given.form)
    level = given.level or Level.MUNICIPALITY
    selection = export.Selection(given.lang or DEFAULT_LANGUAGE, day, level, place)
    material = export.Material(catalog, coverage.frames(catalog), site.data_path())
    return export.make(material, form, selection)


def _to_stdout(made: Download) -> None:
    from ruhrmap.export import writing

    if sys.stdout.isatty() and not made.media_type.startswith(_READABLE):
        raise UsageError(text("export.terminal"))
    sys.stdout.flush()
    try:
        # not through the buffer, which would try again at the end what has failed
        with open(sys.stdout.fileno(), "wb", buffering=0, closefd=False) as out:
            writing.pour(out, made.body)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise writing.problem_of(error, Path(text("export.stdout"))) from error


def _known() -> list[str]:
    from ruhrmap.export import Format

    return [form.value for form in Format]


def _size(length: int) -> str:
    if length < _KILO * _KILO:
        return text("export.kilobytes", count=number(LANGUAGE, max(length / _KILO, 1)))
    return text("export.megabytes", count=number(LANGUAGE, length / _KILO / _KILO, 1))
