"""Whether a figure has settled: the medians of the thirds of what was sampled after warm-up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Final

WARM_UP: Final = 0.3  # of the samples: caches fill
KEPT: Final = 130.0  # seconds: Streamlit keeps a session that was left for two minutes
AT: Final = "at"  # seconds since the first visit
FEWEST: Final = 12  # samples after it

# How much the last third may lie above the first: a share of the first, and at least so much.
# Between the middles of both lie some 1,400 websockets of 5,000 visits: one that kept 8 kB for
# good would come to 11 MB, and with three objects each to 4,200.
TOLERANCES: Final[Mapping[str, tuple[float, float]]] = {
    "memory (MB)": (0.03, 8),
    "objects": (0.03, 3_000),
    "threads": (0.0, 6),
    "server threads": (0.0, 6),
    "open files": (0.0, 10),
    "asyncio tasks": (0.0, 10),
    "sessions": (0.0, 6),
    "sessions kept": (0.05, 6),
    "media files": (0.0, 4),
}


@dataclass(frozen=True, slots=True)
class Course:
    """How one figure went: medians of the three thirds."""

    name: str
    thirds: tuple[float, float, float]
    tolerance: float

    @property
    def grows(self) -> bool:
        """Whether the last third lies further above the first than it may."""
        return self.thirds[2] - self.thirds[0] > self.tolerance


def courses(samples: Sequence[Mapping[str, float]]) -> tuple[Course, ...]:
    """How each figure went after warm-up.

    Raises
    ------
    ValueError
        If there are too few samples to tell, or if one lacks a figure.

    Examples
    --------
    >>> steady = [dict.fromkeys(TOLERANCES, 9)] * 20
    >>> courses(steady)[0].grows
    False
    """
    for one in samples:
        if lacking := TOLERANCES.keys() - one.keys():
            raise ValueError(f"a sample without {', '.join(sorted(lacking))}")
    late = [one for one in samples if one.get(AT, KEPT) >= KEPT]
    kept = late[max(0, int(len(samples) * WARM_UP) - (len(samples) - len(late))) :]
    if len(kept) < FEWEST:
        raise ValueError(f"{len(kept)} samples after warm-up, at least {FEWEST} are needed")
    third = len(kept) // 3
    parts = (kept[:third], kept[third:-third], kept[-third:])
    found = []
    for name, (share, least) in TOLERANCES.items():
        first, middle, last = (float(median(one[name] for one in part)) for part in parts)
        found.append(Course(name, (first, middle, last), max(share * first, least)))
    return tuple(found)
