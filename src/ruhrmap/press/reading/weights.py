"""What each sign of a release weighs for each kind, learnt from labelled releases.

``kinds.json`` is written by ``python -m benchmarks.press.learn``: by sign, a weight for each kind.
A kind's sum of weights, each times the strength of its sign, is its score.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final

from ruhrmap.model import PressKind

FILE: Final = "kinds.json"
ALWAYS: Final = "(always)"  # the sign that every release has
ORDER: Final = (
    PressKind.ACCESSION,
    PressKind.COOPERATION,
    PressKind.REPORT,
    PressKind.OTHER,
)


def likely(signs: Mapping[str, float]) -> dict[PressKind, float]:
    """How likely each kind is, 0..1 and 1 together, for the signs of a release."""
    known = _weights()
    scores = list(known[ALWAYS])
    for name, strength in signs.items():
        for at, weight in enumerate(known.get(name, ())):
            scores[at] += strength * weight
    most = max(scores)
    shares = [math.exp(score - most) for score in scores]
    return {kind: share / sum(shares) for kind, share in zip(ORDER, shares, strict=True)}


@cache
def _weights() -> dict[str, tuple[float, ...]]:
    read = json.loads(files("ruhrmap.press.reading").joinpath(FILE).read_text("utf-8"))
    return {name: tuple(weights) for name, weights in read.items()}
