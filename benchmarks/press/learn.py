"""Learn what each sign of a release weighs for its kind; write the weights the reader reads with.

A softmax regression by gradient descent, with numpy alone: a few thousand signs and some hundred
releases need no more. What is held out is never learnt from.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from benchmarks.press.labels import KINDS, LEARNT, load, short
from ruhrmap import catalog
from ruhrmap.press.reading import local, weights
from ruhrmap.press.reading.reader import signs_of
from ruhrmap.press.reading.signs import STEM, local_sign

FILE: Final = Path(weights.__file__).with_name(weights.FILE)
OLD: Final = 0.3  # what a release counts that the rules were made with: they know it too well
SHORT: Final = 1.0  # what a release of one sentence counts
FIRST_BY_RULES: Final = 80  # releases of "opened" that the rules have learnt from
LEAST: Final = 2  # releases in which a sign stands, to be learnt
SMALL: Final = 0.02  # a sign whose weights are all smaller is left out
STEPS: Final = 400
RATE: Final = 0.5
MOMENTUM: Final = 0.9
DECAY: Final = 0.3

Matrix = npt.NDArray[np.float64]
Example = tuple[dict[str, float], str, float]  # signs, kind, how much it counts


def examples(sets: Iterable[str] = (*LEARNT, KINDS)) -> list[Example]:
    """The labelled releases as the reader sees them."""
    data = catalog.load()
    found = []
    for which in sets:
        for number, one in enumerate(load(which)):
            known = which == "dev" or (which == "opened" and number < FIRST_BY_RULES)
            found.append((signs_of(data, one.text), one.kind, OLD if known else 1.0))
    return found + [(signs_of(data, one.text), one.kind, SHORT) for one in short()]


def learn(from_: Sequence[Example]) -> dict[str, list[float]]:
    """The weights by sign, in the order of ``weights.ORDER``, rounded to two digits."""
    counts = Counter(name for signs, _, _ in from_ for name in signs)
    barred = _names_of_places()
    names = sorted(
        name
        for name, count in counts.items()
        if count >= LEAST and name.partition(": ")[2] not in barred
    )
    column = {name: at for at, name in enumerate(names)}
    seen = np.zeros((len(from_), len(names) + 1))
    seen[:, -1] = 1
    for row, (signs, _, _) in enumerate(from_):
        for name, strength in signs.items():
            if name in column:
                seen[row, column[name]] = strength
    order = [kind.value for kind in weights.ORDER]
    wanted = np.eye(len(order))[[order.index(kind) for _, kind, _ in from_]]
    found = _fit(seen, wanted, np.array([counted for _, _, counted in from_]))
    told = {
        name: [round(float(value), 2) for value in found[at]]
        for name, at in column.items()
        if np.abs(found[at]).max() >= SMALL
    }
    return {weights.ALWAYS: [round(float(value), 2) for value in found[-1]], **told}


def _names_of_places() -> set[str]:
    """As they stand among the words where they are no mention: streets, clubs, persons."""
    ours = catalog.load()
    words = (
        word
        for place in ours.territories.values()
        for word in re.findall(r"[a-zäöüß]{4,}", place.name.lower())
    )
    with local.reading(ours):
        return {local_sign(word[:STEM]) for word in words}


def _fit(seen: Matrix, wanted: Matrix, counted: Matrix) -> Matrix:
    found = np.zeros((seen.shape[1], wanted.shape[1]))
    speed = np.zeros_like(found)
    total = counted.sum()
    for _ in range(STEPS):
        scores = seen @ found
        shares = np.exp(scores - scores.max(axis=1, keepdims=True))
        shares /= shares.sum(axis=1, keepdims=True)
        slope = seen.T @ ((shares - wanted) * counted[:, None]) / total + DECAY * found / total
        speed = MOMENTUM * speed - RATE * slope
        found += speed
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Learn, and write the file."""
    argparse.ArgumentParser(
        prog="python -m benchmarks.press.learn", description=__doc__
    ).parse_args(arguments)
    told = learn(examples())
    lines = (f"{json.dumps(name, ensure_ascii=False)}: {json.dumps(told[name])}" for name in told)
    FILE.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")
    print(f"{len(told)} signs written to {FILE.name}")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
