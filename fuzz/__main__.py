"""Fuzz the readers: by chance, guided by atheris, or the API by its description."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

from fuzz import figures, openapi, running
from fuzz.running import Fault, Result
from fuzz.target import Target
from fuzz.targets import ALL

_SECONDS: Final = 20.0
_MORE: Final = 240.0  # beyond its time, after which a guided run is ended from outside


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the targets; exit code 1 if something did not hold."""
    given = _given(arguments)
    names = {one.name: one.reads for one in ALL} | {openapi.NAME: openapi.READS}
    if given.list:
        print("\n".join(f"{name:16} {reads}" for name, reads in names.items()))
        return 0
    unknown = [name for name in given.target if name not in names]
    if unknown:
        print(f"No target {', '.join(unknown)}; there are: {', '.join(names)}", file=sys.stderr)
        return 2
    _be_nice()
    chosen = [one for one in ALL if one.name in given.target or not given.target]
    results = []
    for target in chosen:
        results.append(_one(target, given))
        _tell(results[-1])
    if not given.atheris and (openapi.NAME in given.target or not given.target):
        results.append(openapi.run(given.seconds, seed=given.seed))
        _tell(results[-1])
    if given.record:
        figures.record("guided" if given.atheris else "chance", results, names)
    return 1 if any(one.faults for one in results) else 0


def _given(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="script/fuzz", description=__doc__)
    parser.add_argument("target", nargs="*", help="what to fuzz; everything if left out")
    parser.add_argument("--seconds", type=float, default=_SECONDS, help="for each target")
    parser.add_argument("--seed", type=int, default=0, help="another one makes other inputs")
    parser.add_argument("--atheris", action="store_true", help="guided by what inputs reach")
    parser.add_argument("--record", action="store_true", help="add to docs/reliability.md")
    parser.add_argument("--list", action="store_true", help="what there is")
    return parser.parse_args(arguments)


def _one(target: Target[Any], given: argparse.Namespace) -> Result:
    if given.atheris:
        return _guided(target.name, given.seconds, given.seed)
    result: Result = running.quietly(lambda: running.run(target, given.seconds, seed=given.seed))
    return result


def _guided(name: str, seconds: float, seed: int) -> Result:
    """A run of atheris, in a process of its own; what ends it early is a fault as well."""
    with tempfile.TemporaryDirectory(prefix="ruhrmap-fuzz-") as scratch:
        file = Path(scratch) / "result.json"
        command = [sys.executable, "-m", "fuzz.guided", name, "--result", str(file)]
        command += ["--seconds", str(seconds), "--seed", str(seed)]
        try:
            done = subprocess.run(command, capture_output=True, timeout=seconds + _MORE)
            said, ended = done.stderr.decode(errors="replace"), f"ended with {done.returncode}"
        except subprocess.TimeoutExpired:
            said, ended = "", f"hung for {_MORE:.0f} s"
        if not file.is_file():
            told = said[-3_000:]
            return Result(name, faults={ended: Fault(ended, told, "see fuzz/corpus")})
        read = json.loads(file.read_text("utf-8"))
    faults = {place: Fault(**fault) for place, fault in read.pop("faults").items()}
    return Result(**read, faults=faults)


def _be_nice() -> None:
    """Whatever else runs on the machine comes first."""
    if hasattr(os, "nice"):
        os.nice(19 - os.nice(0))


def _tell(result: Result) -> None:
    speed = result.inputs / result.seconds if result.seconds else 0
    print(
        f"{result.target:16} {result.inputs:>10,} inputs {result.seconds:>7.1f} s "
        f"{speed:>9,.0f}/s slowest {result.slowest:.2f} s faults {len(result.faults)}",
        flush=True,
    )
    for fault in result.faults.values():
        print(f"  {fault.place} ({fault.times} times)\n    {fault.case[:300]}", flush=True)
        print("    " + "\n    ".join(fault.told.strip().splitlines()[-6:]), flush=True)


if __name__ == "__main__":
    sys.exit(main())
