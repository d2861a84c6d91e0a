"""Median, 95th and 99th percentile of a series, as every figure is given."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence


def median(values: Sequence[float]) -> float:
    """The median; not a number where there is nothing.

    Examples
    --------
    >>> median([3, 1, 2]), median([])
    (2, nan)
    """
    return statistics.median(values) if values else math.nan


def p95(values: Sequence[float]) -> float:
    """The smallest value that at least 95 of 100 do not exceed (nearest rank).

    Of fewer than twenty values that is the greatest: nothing is made up in between.

    Examples
    --------
    >>> p95(range(1, 101)), p95([5, 9])
    (95, 9)
    """
    return _at(95, values)


def p99(values: Sequence[float]) -> float:
    """The same of 99 of 100.

    Examples
    --------
    >>> p99(range(1, 101)), p99([])
    (99, nan)
    """
    return _at(99, values)


def _at(hundredths: int, values: Sequence[float]) -> float:
    if not values:
        return math.nan
    return sorted(values)[math.ceil(hundredths * len(values) / 100) - 1]
