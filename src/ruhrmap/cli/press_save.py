"""``ruhrmap press read FILE -o PROPOSAL``: the proposal as a file to correct."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from ruhrmap.cli.output import complain, say, text
from ruhrmap.cli.parsing import UsageError

if TYPE_CHECKING:
    from ruhrmap.model import Catalog
    from ruhrmap.press import Reading

_SUFFIXES: Final = (".toml", ".json")


def check(target: Path, files: int) -> None:
    """See before reading whether a proposal can be written there.

    Raises
    ------
    UsageError
        If the name says no form, or several releases were named.
    """
    if target.suffix.lower() not in _SUFFIXES:
        raise UsageError(text("press.save.form", file=target.name))
    if files != 1:
        raise UsageError(text("press.save.one"))


def save(target: Path, catalog: Catalog, reading: Reading, name: str) -> int:
    """Write the proposal of a release, whole or not at all; the exit code."""
    from ruhrmap.export import writing
    from ruhrmap.press.proposal import propose, sheet

    proposal = propose(catalog, reading)
    if target.suffix.lower() == ".json":
        content = sheet.as_json(catalog, proposal, name)
    else:
        content = sheet.as_toml(catalog, proposal, reading, name)
    try:
        writing.write(target, content.encode())
    except writing.NotWrittenError as error:
        complain(text("press.save.not_written", file=str(target), reason=error.reason))
        return 1
    say(text("press.save.written", file=str(target)))
    return 0
