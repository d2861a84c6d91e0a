"""Score the reader of releases on the labelled ones; print figures, and what was missed."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from benchmarks.press.labels import HELD_OUT, LEARNT, load
from benchmarks.press.scoring import MOST_MS, TARGETS, Score, score
from ruhrmap import catalog


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark; exit code 1 if a target is not met."""
    parser = argparse.ArgumentParser(prog="script/benchmark --press", description=__doc__)
    parser.add_argument(
        "--held-out", action="store_true", help="also the texts nobody tuned the reader to"
    )
    parser.add_argument("--misses", action="store_true", help="list them for that set too")
    options = parser.parse_args(arguments)
    data = catalog.load()
    met = True
    for which in (*LEARNT, HELD_OUT) if options.held_out else LEARNT:
        found = score(data, load(which))
        print(told(which, found))
        if which in LEARNT or options.misses:
            for miss in found.misses:
                print(f"  {miss.release}: {miss.what}: {miss.expected!r} read as {miss.found!r}")
        print()
        met = met and found.met
    return 0 if met else 1


def told(which: str, found: Score) -> str:
    """The figures of a set as a table."""
    lines = [f"{which}: {found.releases} releases, {found.expected} mentions"]
    for name, share in found.shares.items():
        least = TARGETS.get(name)
        target = "" if least is None else f"  (at least {least:.2f})"
        lines.append(f"  {name:<22}{share:7.3f}{target}")
    if found.milliseconds:
        lines.append(f"  {'a release, median':<22}{found.median_ms:7.1f} ms")
        most = f"  (at most {MOST_MS:.0f} ms)"
        lines.append(f"  {'a release, p95':<22}{found.p95_ms:7.1f} ms{most}")
    return "\n".join(lines)


if __name__ == "__main__":
    raise SystemExit(main())
