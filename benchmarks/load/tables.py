"""The figures of a load as tables."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Final

from benchmarks import report
from benchmarks.load.crowd import Stepped
from benchmarks.load.newcomers import Came
from benchmarks.load.readers import Seen
from benchmarks.stats import median, p95, p99

TARGET: Final = 0.3  # seconds, of the panel, for 200 visitors
TARGETED: Final = 200


def steps(found: Sequence[Stepped]) -> str:
    """A line for each number of visitors."""
    lines: list[Sequence[str]] = [
        (
            "visitors",
            "steps",
            "panel",
            "p95",
            "p99",
            "run ended, p95",
            "server CPU a step",
            "the load's",
            "of one core",
            "memory",
            "a visitor",
            "not answered",
            "wrong",
        )
    ]
    for one in found:
        number = max(1, len(one.panel))
        lines.append(
            (
                f"{one.visitors:,}",
                f"{len(one.panel):,}",
                _ms(median(one.panel)),
                _ms(p95(one.panel)),
                _ms(p99(one.panel)),
                _ms(p95(one.finished)),
                f"{one.cpu / number * 1000:.1f} ms",
                f"{one.own_cpu / number * 1000:.1f} ms",
                f"{one.cpu / one.seconds:.0%}",
                f"{one.memory / 2**20:,.0f} MB",
                f"{max(0, one.memory - one.before) / one.visitors / 1024:,.0f} kB",
                str(one.lost),
                str(one.wrong),
            )
        )
    return report.table(lines)


def openings(found: Mapping[str, Came]) -> str:
    """A line for each pace at which people came."""
    lines: list[Sequence[str]] = [
        (
            "who comes",
            "first map, p95",
            "page, median",
            "p95",
            "told that it is full",
            "lost",
            "CPU",
        )
    ]
    for pace, came in found.items():
        told = sum(n for status, n in came.statuses.items() if status == 503)
        lines.append(
            (
                pace,
                _ms(p95(came.first_map)),
                _ms(median(came.session)),
                _ms(p95(came.session)),
                str(told + sum(came.closed.values())),
                str(came.lost),
                f"{came.cpu / max(1, len(came.session)) * 1000:.0f} ms a page",
            )
        )
    return report.table(lines)


def full(quiet: Stepped, busy: Stepped, came: Came, others: Mapping[str, int]) -> str:
    """What happens beyond the limit."""
    lines: list[Sequence[str]] = [
        ("beyond the limit", ""),
        ("panel of those who are here, p95: before", _ms(p95(quiet.panel))),
        ("panel of those who are here, p95: while newcomers are refused", _ms(p95(busy.panel))),
        ("steps of those who are here not answered, or wrong", f"{busy.lost}, {busy.wrong}"),
        ("newcomers, and answers", f"{sum(came.statuses.values())}: {_counted(came.statuses)}"),
        ("told that it is full after, p95", _ms(p95(came.refused_after))),
        *((what, str(number)) for what, number in others.items()),
        ("memory", f"{busy.memory / 2**20:,.0f} MB"),
    ]
    return report.table(lines)


def seen(found: Seen) -> str:
    """What real browsers saw meanwhile."""
    return report.table(
        [
            ("browsers beside the load", "median", "slowest"),
            (
                "first map",
                _ms(median(found.first_map)),
                _ms(max(found.first_map, default=math.nan)),
            ),
            (
                "panel, from the key on (280 ms of it is the wait for the hand)",
                _ms(median(found.panel)),
                f"{_ms(p95(found.panel))} (p95)",
            ),
            ("pages that failed", str(found.failed), ""),
        ]
    )


def _counted(statuses: Mapping[int, int]) -> str:
    return ", ".join(f"{number} x {status}" for status, number in sorted(statuses.items()))


def _ms(seconds: float) -> str:
    return "-" if math.isnan(seconds) else f"{seconds * 1000:,.0f} ms"
