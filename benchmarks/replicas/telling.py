"""The figures as tables, for a terminal and for ``docs/operations.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

from benchmarks.replicas.course import Held
from benchmarks.replicas.rush import Rate

BEGIN: Final = "<!-- replicas: written by script/replicas --record -->"
END: Final = "<!-- end of replicas -->"


def whole(about: Mapping[str, str], held: Iterable[Held], rates: Sequence[Rate]) -> str:
    """All of a run."""
    where = "; ".join(f"{name} {value}" for name, value in about.items())
    return "\n\n".join((where, events(held), *([rushes(rates)] if rates else [])))


def events(held: Iterable[Held]) -> str:
    """A line for each event, and what is to be said of it below."""
    held = list(held)
    lines = [
        (
            "event",
            "viewers cut off",
            "all back after",
            "not as before",
            "requests",
            "failed",
            "static page",
            "slowest",
        )
    ]
    lines += [
        (
            one.what,
            f"{one.cut} of {one.viewers}",
            f"{one.longest:.1f} s" if one.longest else "",
            str(len(one.faults) - one.failed) if len(one.faults) >= one.failed else "0",
            str(one.asked),
            str(one.failed),
            str(one.static),
            f"{one.slowest:.1f} s",
        )
        for one in held
    ]
    notes = [f"- {one.what}: {one.note}." for one in held if one.note]
    return "\n\n".join((_table(lines), "\n".join(notes)))


def rushes(rates: Iterable[Rate]) -> str:
    """A line for each address that wrk asked for."""
    lines = [("asked by wrk", "answers a second", "99 of 100 within", "not answered")]
    lines += [
        (one.what, f"{one.a_second:,.0f}", f"{one.p99_ms:,.0f} ms", str(one.bad)) for one in rates
    ]
    return _table(lines)


def record(path: Path, told: str) -> None:
    """Put the figures of a run in the place of those of an earlier one.

    Raises
    ------
    ValueError
        If the file has no place for them.
    """
    before, begin, rest = path.read_text("utf-8").partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"{path} lacks the lines {BEGIN} and {END}")
    path.write_text(f"{before}{begin}\n\n{told}\n\n{end}{after}", "utf-8")


def _table(lines: Sequence[Sequence[str]]) -> str:
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    rows = [
        "| " + " | ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)) + " |"
        for line in lines
    ]
    rule = "|" + "|".join("-" * (width + 2) for width in widths) + "|"
    return "\n".join((rows[0], rule, *rows[1:]))
