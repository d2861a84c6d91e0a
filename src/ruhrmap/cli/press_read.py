"""``ruhrmap press read``: what a press release says, as a proposal that somebody confirms."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruhrmap.cli import press_save, reading
from ruhrmap.cli.output import LANGUAGE, complain, say, say_json, table, text
from ruhrmap.cli.parsing import UsageError

if TYPE_CHECKING:
    from ruhrmap.documents import Document
    from ruhrmap.model import Catalog
    from ruhrmap.package.finding import Finding
    from ruhrmap.press import Found, Mention, Reading

_STDIN: Final = "-"
_MARGIN: Final = 30  # letters of the text beside what is quoted


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare what the command takes."""
    parser.add_argument(
        "files", nargs="*", metavar=text("metavar.file"), help=text("press.files", stdin=_STDIN)
    )
    parser.add_argument("--json", action="store_true", help=text("json"))
    parser.add_argument(
        "-o",
        "--output",
        type=Path,
        metavar=text("metavar.proposal"),
        help=text("press.save.output"),
    )


def run(given: argparse.Namespace) -> int:
    """Read each file and say what it proposes; 1 if one cannot be read or the data are broken.

    Raises
    ------
    UsageError
        If no file is named.
    """
    from ruhrmap import press

    if not given.files:
        raise UsageError(text("press.no_file"))
    if given.output is not None:
        press_save.check(given.output, len(given.files))
    if (catalog := reading.catalog()) is None:
        return 1
    read: list[tuple[str, Document, Reading]] = []
    failed = False
    for file in given.files:
        if (document := _document(file)) is None:
            failed = True
            continue
        hints = press.Hints(document.title, document.released, document.publisher)
        found = press.read(catalog, document.text, hints, name=document.name)
        read.append((document.name, document, found))
    if given.output is not None and read:
        name, _, found = read[0]
        return press_save.save(given.output, catalog, found, name)
    if given.json:
        answers = [found.as_dict() for _, _, found in read]
        if len(given.files) > 1:
            say_json(answers)
        elif answers:
            say_json(answers[0])
    else:
        for number, (name, document, found) in enumerate(read):
            if number:
                say()
            _tell(catalog, name, document, found)
    return 1 if failed else 0


def _document(file: str) -> Document | None:
    """The text of a file; None once it has been said why there is none."""
    from ruhrmap import documents
    from ruhrmap.messages import pick

    try:
        if file != _STDIN:
            return documents.open(Path(file))
        body = sys.stdin.buffer.read(documents.LARGEST + 1)
        return documents.read(text("press.stdin_name"), body)
    except documents.DocumentError as error:
        complain(text("press.not_read", file=file, reason=pick(LANGUAGE, error.message)))
        return None


def _tell(catalog: Catalog, name: str, document: Document, found: Reading) -> None:
    from ruhrmap.messages import pick

    say(name)
    for note in document.notes:
        say(pick(LANGUAGE, note))
    say()
    rows = [
        (text("press.title"), _unsure(found.title, found.title_sure) or text("press.none")),
        (text("press.released"), _date(found, found.released)),
        (text("press.signed"), _date(found, found.signed)),
        (text("press.publisher"), found.publisher or text("press.none")),
        (text("press.kind"), _unsure(text(f"press.kind.{found.kind.value}"), found.kind_sure)),
    ]
    for line in table(rows):
        say(line)
    _section(text("press.members"), _members(catalog, found))
    _section(text("press.totals"), _totals(found))
    _section(text("press.mentions"), _mentions(catalog, found))
    _section(
        text("press.findings"),
        (
            (_row_of(one), pick(LANGUAGE, one.message))
            for one in sorted(found.findings, key=lambda each: each.row or 0)
        ),
    )


def _section(heading: str, rows: Iterator[tuple[str, ...]]) -> None:
    lines = table(tuple(rows) or ((text("press.none"),),))
    say()
    say(heading)
    for line in lines:
        say(f"  {line}")


def _members(catalog: Catalog, found: Reading) -> Iterator[tuple[str, ...]]:
    for one in found.members:
        name = _unsure(_name(catalog, one.ags or one.member_id or ""), one.sure)
        yield one.key, name, _row(found, one.start), _quoted(found, one.start, one.text)


def _totals(found: Reading) -> Iterator[tuple[str, ...]]:
    from ruhrmap import wording

    for one in found.totals:
        when = wording.edtf(LANGUAGE, one.as_of) if one.as_of else text("press.none")
        what = _unsure(text(f"press.counts.{one.counts.value}", count=one.value), one.sure)
        yield what, when, _row(found, one.start), _quoted(found, one.start, one.text)


def _mentions(catalog: Catalog, found: Reading) -> Iterator[tuple[str, ...]]:
    for one in found.mentions:
        name = _unsure(_name(catalog, one.key), one.sure)
        yield one.key, name, _row(found, one.start), _around(found, one)


def _name(catalog: Catalog, key: str) -> str:
    if key in catalog.territories:
        return catalog.territories[key].name
    return catalog.members[key].name


def _date(found: Reading, one: Found | None) -> str:
    from ruhrmap import wording

    if one is None:
        return text("press.none")
    value = _unsure(wording.edtf(LANGUAGE, one.value), one.sure)
    if one.start < 0:
        return text("press.from_outside", date=value)
    row, quote = found.row(one.start), " ".join(one.text.split())
    return text("press.date", date=value, row=row, quote=quote)


def _unsure(value: str, sure: bool) -> str:
    return value if sure or not value else text("press.unsure", value=value)


def _row(found: Reading, start: int) -> str:
    return text("press.row", row=found.row(start))


def _row_of(one: Finding) -> str:
    return text("press.row", row=one.row) if one.row is not None else ""


def _quoted(found: Reading, start: int, words: str) -> str:
    return _cut(found, start, start + len(words))


def _around(found: Reading, one: Mention) -> str:
    return _cut(found, one.start, one.start + len(one.text))


def _cut(found: Reading, start: int, end: int) -> str:
    """A few words of the text around a place, on one line."""
    first, last = max(0, start - _MARGIN), min(len(found.text), end + _MARGIN)
    cut = " ".join(found.text[first:last].split())
    return f"{'…' if first else ''}{cut}{'…' if last < len(found.text) else ''}"
