"""Writing to the terminal: German, one finding a line, nothing that steers the terminal."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, Final

from ruhrmap.messages import DEFAULT_LANGUAGE, Field, message, plural

LANGUAGE: Final = DEFAULT_LANGUAGE
_GAP: Final = "  "


def text(key: str, /, **fields: Field) -> str:
    """A message of the command line."""
    return message(LANGUAGE, f"cli.{key}", **fields)


def counted(key: str, count: int, /) -> str:
    """A message of the command line in the form that fits ``count``."""
    return plural(LANGUAGE, f"cli.{key}", count)


def plain(value: str) -> str:
    r"""``value`` on one line, without characters that could steer a terminal.

    Names in a source of boundaries and what is typed come from anywhere; an escape
    sequence must not move the cursor or colour the lines.

    Examples
    --------
    >>> plain("Essen\x1b[2J\nBochum")
    'Essen�[2J�Bochum'
    """
    return "".join("�" if unicodedata.category(c) in {"Cc", "Cf", "Zl", "Zp"} else c for c in value)


def say(line: str = "") -> None:
    """Print one line of an answer."""
    print(plain(line))


def complain(line: str) -> None:
    """Print one line that says what went wrong, beside the answer."""
    print(plain(line), file=sys.stderr)


def say_json(value: Any) -> None:
    """Print an answer for programs."""
    print(json.dumps(value, ensure_ascii=False, indent=2))


def table(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Rows as lines with aligned columns; ``right`` names the columns of numbers.

    Examples
    --------
    >>> table([("Mitglied", "11"), ("kein Beitritt bekannt", "2")], right=frozenset({1}))
    ['Mitglied               11', 'kein Beitritt bekannt   2']
    """
    cells = list(rows)
    widths = [max(len(cell) for cell in column) for column in zip(*cells, strict=True)]
    return [
        _GAP.join(
            cell.rjust(width) if column in right else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in cells
    ]
