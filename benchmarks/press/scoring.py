"""What the reader makes of labelled releases, held to what a person reads in them."""

from __future__ import annotations

import statistics
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final

from benchmarks.press.labels import Labelled
from ruhrmap.model import Catalog
from ruhrmap.press import Reading, read

TARGETS: Final = {
    "places, precision": 0.98,
    "places, recall": 0.98,
    "date of the release": 0.97,
    "date of the signing": 0.97,
    "kind": 0.95,
}
MOST_MS: Final = 50.0  # a release, 95th percentile
_TIMES: Final = 5  # each is read so often, for its time


@dataclass(frozen=True, slots=True)
class Miss:
    """Something that the reader reads otherwise than a person."""

    release: str
    what: str
    expected: str
    found: str


@dataclass(slots=True)
class Score:
    """The figures of a set. Shares are 0..1."""

    releases: int = 0
    right: dict[str, int] = field(default_factory=dict)
    expected: int = 0  # mentions
    found: int = 0
    both: int = 0
    misses: list[Miss] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)

    @property
    def shares(self) -> dict[str, float]:
        """Each figure by its name."""
        return {
            "places, precision": self.both / self.found if self.found else 1.0,
            "places, recall": self.both / self.expected if self.expected else 1.0,
            **{name: count / self.releases for name, count in self.right.items()},
        }

    @property
    def median_ms(self) -> float:
        """Of the time that a release takes."""
        return statistics.median(self.milliseconds)

    @property
    def p95_ms(self) -> float:
        """Of the time that a release takes."""
        return statistics.quantiles(self.milliseconds, n=20)[-1]

    @property
    def met(self) -> bool:
        """Whether every target is reached."""
        shares = self.shares
        return all(shares[name] >= least for name, least in TARGETS.items()) and (
            not self.milliseconds or self.p95_ms <= MOST_MS
        )


def score(catalog: Catalog, releases: Iterable[Labelled], *, timed: bool = True) -> Score:
    """Read each release and compare."""
    total = Score()
    for one in releases:
        reading = read(catalog, one.text)
        total.releases += 1
        found = {
            (mention.key, mention.start, mention.start + len(mention.text))
            for mention in reading.mentions
        }
        missed, extra = _beside(one.mentions, found)
        total.expected += len(one.mentions)
        total.found += len(found)
        total.both += len(one.mentions) - len(missed)
        misses = list(_misses(one, reading, missed, extra))
        total.misses += misses
        wrong = {miss.what for miss in misses}
        for name in _EQUAL:
            total.right[name] = total.right.get(name, 0) + (name not in wrong)
        if timed:
            total.milliseconds.append(min(_timed(catalog, one) for _ in range(_TIMES)))
    return total


_EQUAL: Final = (
    "date of the release",
    "date of the signing",
    "kind",
    "who accedes",
    "totals",
    "title",
    "publisher",
)


_Place = tuple[str, int, int]


def _beside(wanted: frozenset[_Place], found: set[_Place]) -> tuple[list[_Place], list[_Place]]:
    """What is missed, and what is too much. The same key at places that overlap is found once."""
    missed, extra = [], sorted(found, key=lambda one: one[1])
    for key, start, end in sorted(wanted, key=lambda one: one[1]):
        hit = next(
            (one for one in extra if one[0] == key and one[1] < end and start < one[2]), None
        )
        if hit is None:
            missed.append((key, start, end))
        else:
            extra.remove(hit)
    return missed, extra


def _timed(catalog: Catalog, one: Labelled) -> float:
    started = time.perf_counter()
    read(catalog, one.text)
    return (time.perf_counter() - started) * 1000


def _misses(
    one: Labelled, reading: Reading, missed: list[_Place], extra: list[_Place]
) -> Iterator[Miss]:
    for key, start, _ in missed:
        yield Miss(one.name, "not found", f"{key} at {start}", _around(one.text, start))
    for key, start, _ in extra:
        yield Miss(one.name, "no mention", _around(one.text, start), f"{key} at {start}")
    told = reading.as_dict()
    totals = tuple(sorted((total.counts.value, total.value) for total in reading.totals))
    pairs = (
        (one.released, told["released"] or ""),
        (one.signed, told["signed"] or ""),
        (one.kind, told["kind"]),
        (one.members, frozenset(told["members"])),
        (one.totals, totals),
        (one.title, told["title"]),
        (one.publisher, told["publisher"]),
    )
    for name, (expected, read_) in zip(_EQUAL, pairs, strict=True):
        if expected != read_:
            yield Miss(one.name, name, _shown(expected), _shown(read_))


def _shown(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "-"
    return str(value) or "-"


def _around(text: str, start: int) -> str:
    return " ".join(text[max(0, start - 25) : start + 30].split())
