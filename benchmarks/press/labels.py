"""Labelled releases: a head in TOML, then the text with its mentions marked in it.

``[[text as written|key]]`` marks a mention; the key is an ``ags`` (5 digits for districts
and independent cities, 8 for towns) or that of a university or partner.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
LEARNT: Final = ("dev", "opened")  # what may be read while the reader is worked on
HELD_OUT: Final = "held_out"
KINDS: Final = "kinds"  # labelled by kind, dates and joiners alone: no mention is marked
_MARKED: Final = re.compile(r"\[\[(?P<text>[^\[\]|]+)\|(?P<key>[^\[\]|]+)\]\]")
_FENCE: Final = "+++\n"


@dataclass(frozen=True, slots=True)
class Labelled:
    """A release with what a person reads in it."""

    name: str
    text: str
    mentions: frozenset[tuple[str, int, int]]  # key, start and end
    released: str
    signed: str
    kind: str
    members: frozenset[str]
    totals: tuple[tuple[str, int], ...]  # what is counted, and the number, sorted
    title: str
    publisher: str


def load(which: str) -> tuple[Labelled, ...]:
    """The releases of a set, by the name of its folder."""
    return tuple(read(path) for path in sorted((FOLDER / which).glob("*.txt")))


def short() -> tuple[Labelled, ...]:
    """Releases of a sentence or two, with their dates, kinds and joiners."""
    told = tomllib.loads((FOLDER / "short.toml").read_text("utf-8"))
    return tuple(
        Labelled(
            name=f"short {number}",
            text=told["head"] + one["text"][1:] if one["text"].startswith("+") else one["text"],
            mentions=frozenset(),
            released=one["released"],
            signed=one["signed"],
            kind=one["kind"],
            members=frozenset(one["members"]),
            totals=(),
            title="",
            publisher="",
        )
        for number, one in enumerate(told["case"], 1)
    )


def read(path: Path) -> Labelled:
    """One labelled release.

    Raises
    ------
    ValueError
        If it has no head.
    """
    before, fence, rest = path.read_text("utf-8").partition(_FENCE)
    head, fence_too, body = rest.partition(_FENCE)
    if before or not fence or not fence_too:
        raise ValueError(f"{path} has no head between two lines of +++")
    told = tomllib.loads(head)
    text, mentions = unmarked(body)
    return Labelled(
        name=path.stem,
        text=text,
        mentions=frozenset(mentions),
        released=told["released"],
        signed=told["signed"],
        kind=told["kind"],
        members=frozenset(told["members"]),
        totals=tuple(
            sorted((one["counts"], one["value"]) for one in told["totals"] if "as_of" not in one)
        ),
        title=told["title"],
        publisher=told["publisher"],
    )


def unmarked(body: str) -> tuple[str, list[tuple[str, int, int]]]:
    """The text without its marks, and key, start and end of each mention in it.

    Examples
    --------
    >>> unmarked("In [[Essen|05113]].")
    ('In Essen.', [('05113', 3, 8)])
    """
    parts: list[str] = []
    mentions: list[tuple[str, int, int]] = []
    done = length = 0
    for mark in _MARKED.finditer(body):
        before = body[done : mark.start()]
        length += len(before)
        mentions.append((mark["key"], length, length + len(mark["text"])))
        parts += [before, mark["text"]]
        length += len(mark["text"])
        done = mark.end()
    return "".join((*parts, body[done:])), mentions
