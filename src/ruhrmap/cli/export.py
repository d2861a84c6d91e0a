"""``ruhrmap export``: a file of what the page shows, written whole or not at all."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruhrmap.cli import options, reading
from ruhrmap.cli.output import LANGUAGE, complain, say, text
from ruhrmap.cli.parsing import UsageError
from ruhrmap.messages import DEFAULT_LANGUAGE, number
from ruhrmap.model import Level

if TYPE_CHECKING:
    from ruhrmap.export import Download, Progress
    from ruhrmap.picture import Size

_STDOUT: Final = "-"
_FAILED: Final = 1
_KILO: Final = 1000
_TO_EDIT: Final = "workbook"  # all tables as one workbook, for whoever changes the data
_SITE: Final = "site"  # a folder for a web server: the page that stands in for the live one
# What a terminal can show; another file would garble it.
_READABLE: Final = frozenset({"csv", "geojson", "svg", "html"})
# What of an order an option sets.
_SETS: Final = {
    "date": "day",
    "level": "level",
    "lang": "language",
    "place": "place",
    "size": "size",
    "pace": "pace",
}


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
    parser.add_argument(
        "--size", type=_size, metavar=text("metavar.size"), help=text("export.size_option")
    )
    parser.add_argument(
        "--pace", type=options.pace, metavar=text("metavar.pace"), help=text("export.pace_option")
    )


def run(given: argparse.Namespace) -> int:
    """Make the file and write it; 1 if it cannot be written or the data are broken."""
    from ruhrmap.export import writing

    if given.form is None or given.form not in _known():
        key = "export.no_form" if given.form is None else "export.bad_form"
        raise UsageError(text(key, value=given.form or "", known=", ".join(_known())))
    _look_at_options(given)
    try:
        return _export(given)
    except writing.NotWrittenError as error:
        where = str(error.path)
        complain(text(f"export.problem_{error.problem.value}", path=where, reason=error.reason))
        return _FAILED


def _look_at_options(given: argparse.Namespace) -> None:
    """Whoever asks for what a form does not have is told, and gets no other thing."""
    from ruhrmap.export import Format, Medium

    if given.form in set(Medium):
        takes = {part.value for part in Medium(given.form).takes}
    elif given.form == _TO_EDIT:
        takes = {"language"}
    elif given.form == _SITE:
        takes = set()
    else:
        takes = {"language", *(() if given.form == Format.ZIP else ("day", "level", "place"))}
    for option, part in _SETS.items():
        if getattr(given, option) is not None and part not in takes:
            raise UsageError(text("export.not_for", option=f"--{option}", form=given.form))
    if given.out == _STDOUT and sys.stdout.isatty() and given.form not in _READABLE:
        raise UsageError(text("export.terminal"))


def _export(given: argparse.Namespace) -> int:
    from ruhrmap.export import writing

    if given.form == _SITE:
        return _site(given)
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
    told = _length(len(made.body))
    if (measured := _measured(given)) is not None:
        told = text("export.measured", wide=measured[0], high=measured[1], size=told)
    say(text("export.written", path=str(path), size=told))
    return 0


def _site(given: argparse.Namespace) -> int:
    """The folder of the static page; the page itself last, so that it never names what is not."""
    from ruhrmap import coverage, export, site
    from ruhrmap.export import writing
    from ruhrmap.web import public

    if given.out in (None, _STDOUT) or not os.path.isdir(given.out):  # noqa: PTH112
        raise UsageError(text("export.site_folder"))
    if (catalog := reading.catalog()) is None:
        return _FAILED
    material = export.Material(catalog, coverage.frames(catalog), site.data_path())
    for name, body in export.static_site.files(material, public.configured()).items():
        path = Path(given.out) / name
        writing.write(path, body)
        say(text("export.written", path=str(path), size=_length(len(body))))
    return 0


def _made(given: argparse.Namespace) -> Download | None:
    from ruhrmap import coverage, export, site
    from ruhrmap.export import workbook
    from ruhrmap.web import public

    if (catalog := reading.catalog()) is None:
        return None
    if given.form == _TO_EDIT:
        return workbook.make(site.data_path(), given.lang or DEFAULT_LANGUAGE)
    day = reading.key_date(reading.limits(catalog), given.date)
    place = None if given.place is None else reading.place(catalog, given.place)
    language, level = given.lang or DEFAULT_LANGUAGE, given.level or Level.MUNICIPALITY
    material = export.Material(catalog, coverage.frames(catalog), site.data_path())
    if given.form not in set(export.Medium):
        selection = export.Selection(language, day, level, place)
        return export.make(material, export.Format(given.form), selection)
    medium = export.Medium(given.form)
    order = export.Order(medium, language, day, level, place, given.size)
    order = replace(order, pace=given.pace or order.pace, live=public.configured())
    with _progress(medium.value) as progress:
        return export.show(material, order, progress)


@contextmanager
def _progress(what: str) -> Iterator[Progress]:
    """A bar beside the answer while a person looks on; nothing otherwise."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda done, total: None
        return
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Bar(*columns, console=console, transient=True) as bar:
        task = bar.add_task(what, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _to_stdout(made: Download) -> None:
    from ruhrmap.export import writing

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
    from ruhrmap.export import Format, Medium

    return [*(medium.value for medium in Medium), *(form.value for form in Format), _TO_EDIT, _SITE]


def _size(value: str) -> Size:
    from ruhrmap import picture

    try:
        return picture.size(value)
    except ValueError as error:
        known = ", ".join(picture.SIZES)
        raise UsageError(text("export.bad_size", value=value, known=known)) from error


def _measured(given: argparse.Namespace) -> tuple[str, str] | None:
    """Width and height of a picture, as people write them."""
    from ruhrmap import picture
    from ruhrmap.export import Medium

    if given.form not in set(Medium) or not Medium(given.form).size:
        return None
    size = given.size or picture.size(Medium(given.form).size)
    return str(size.width), str(size.height)


def _length(length: int) -> str:
    if length < _KILO * _KILO:
        return text("export.kilobytes", count=number(LANGUAGE, max(length / _KILO, 1)))
    return text("export.megabytes", count=number(LANGUAGE, length / _KILO / _KILO, 1))
