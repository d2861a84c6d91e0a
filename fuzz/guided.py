"""Trying a target with atheris: libFuzzer looks for inputs that reach new lines of ours.

Run as a program of its own, as ``ruhrmap`` has to be instrumented while it is imported, and
nothing else is: what a library does inside is not what is looked for.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any, Final

CORPUS: Final = Path(__file__).parent / "corpus"  # inputs that reached something, not committed
_LONGEST: Final = 4_096  # bytes of an input; a target makes far more of them
_MEGABYTES: Final = 3_000
_TIMEOUT: Final = 120  # seconds by the clock, after which libFuzzer ends the run as hung


def main(arguments: Sequence[str] | None = None) -> int:
    """Fuzz one target; the result is written as JSON to a file."""
    parser = argparse.ArgumentParser(prog="python -m fuzz.guided")
    parser.add_argument("target")
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--result", type=Path, required=True)
    given = parser.parse_args(arguments)
    import atheris

    with atheris.instrument_imports(include=["ruhrmap"]):
        from fuzz import running
        from fuzz.draw import FromBytes, FromChance
        from fuzz.targets import ALL

        target = next(one for one in ALL if one.name == given.target)
        result = running.Result(target.name)
        for number in range(20):  # what is imported with the first input is instrumented too
            running.attempt(target, FromChance(number), result)
    started = time.monotonic()

    def one(body: bytes) -> None:
        running.attempt(target, FromBytes(body), result)
        if time.monotonic() - started > given.seconds:
            result.seconds = time.monotonic() - started
            given.result.write_text(json.dumps(asdict(result)), "utf-8")
            os._exit(0)  # libFuzzer's own end would take the result with it

    corpus = CORPUS / target.name
    corpus.mkdir(parents=True, exist_ok=True)
    _seed(corpus, given.seed)
    options = [
        sys.argv[0],
        str(corpus),
        f"-seed={given.seed}",
        f"-max_len={_LONGEST}",
        f"-rss_limit_mb={_MEGABYTES}",
        f"-timeout={_TIMEOUT}",
        f"-artifact_prefix={corpus.parent}/{target.name}-",
        "-len_control=20",
        "-verbosity=0",
    ]
    atheris.Setup(options, one)

    def fuzz() -> Any:
        return atheris.Fuzz()

    running.quietly(fuzz)
    return 1  # only reached if libFuzzer gave up


def _seed(corpus: Path, seed: int) -> None:
    """Bytes to begin with where there are none: long ones make larger inputs than short ones."""
    import random

    chance = random.Random(seed)
    for length in (16, 64, 256, 1_024, _LONGEST):
        (corpus / f"seed-{length}").write_bytes(chance.randbytes(length))


if __name__ == "__main__":
    sys.exit(main())
