"""The figures as tables, for a terminal and for ``docs/operations.md``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from benchmarks import report
from benchmarks.replicas.course import Held
from benchmarks.replicas.rush import Rate


def whole(about: Mapping[str, str], held: Iterable[Held], rates: Sequence[Rate]) -> str:
    """All of a run."""
    held = list(held)
    tables = [*([events(held)] if held else []), *([rushes(rates)] if rates else [])]
    return "\n\n".join((report.place_and_time(about), *tables))


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
            "loaded anew" if one.anew else f"{one.longest:.1f} s" if one.longest else "",
            str(len(one.faults)),
            str(one.asked),
            str(one.failed),
            str(one.static),
            f"{one.slowest:.1f} s",
        )
        for one in held
    ]
    notes = [f"- {one.what}: {one.note}." for one in held if one.note]
    return "\n\n".join((report.table(lines), "\n".join(notes)))


def rushes(rates: Iterable[Rate]) -> str:
    """A line for each address that wrk asked for."""
    lines = [
        ("asked by wrk", "answers a second", "99 of 100 within", "told: no room", "not answered")
    ]
    lines += [
        (
            one.what,
            f"{one.a_second:,.0f}",
            f"{one.p99_ms:,.0f} ms",
            f"{one.refused:.0%}" if one.refused else "",
            str(one.bad),
        )
        for one in rates
    ]
    return report.table(lines)
