"""A text with the names in it, as the rules that judge them see it."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from ruhrmap.press.reading.gazetteer import Entry, Form, Gazetteer
from ruhrmap.press.reading.lexicon import LISTING
from ruhrmap.press.reading.tokens import Token, Tokens


@dataclass(slots=True)
class Candidate:
    """A name found in a text: tokens ``first`` to before ``behind``."""

    first: int
    behind: int
    entry: Entry
    key: str
    is_member: bool
    sure: bool = True

    @property
    def is_adjective(self) -> bool:
        """Whether it is derived: "Essener"."""
        return self.entry.form is Form.ADJECTIVE


@dataclass(slots=True)
class Scene:
    """The tokens of a text, the names among them, and where each begins and ends."""

    tokens: Tokens
    gazetteer: Gazetteer
    candidates: list[Candidate] = field(default_factory=list)
    beginning: dict[int, Candidate] = field(default_factory=dict)
    ending: dict[int, Candidate] = field(default_factory=dict)  # by the token behind
    blocked: set[int] = field(default_factory=set)  # tokens of what only looks like a name

    @property
    def items(self) -> list[Token]:
        """The tokens."""
        return self.tokens.items

    def low(self, index: int) -> str:
        """A token in small letters; empty outside the text."""
        return self.tokens.low(index)

    def add(self, one: Candidate) -> None:
        """Take a candidate in."""
        self.candidates.append(one)
        self.beginning[one.first] = one
        self.ending[one.behind] = one

    def remove(self, one: Candidate) -> None:
        """Leave a candidate out."""
        self.beginning.pop(one.first, None)
        self.ending.pop(one.behind, None)
        self.blocked.update(range(one.first, one.behind))

    def settle(self) -> None:
        """Keep in the list what has not been left out."""
        kept = {id(one) for one in self.beginning.values()}
        self.candidates = [one for one in self.candidates if id(one) in kept]

    def between(self, first: int, behind: int) -> list[Candidate]:
        """The candidates that begin in a stretch of tokens; the list has to be in order."""
        low = bisect_left(self.candidates, first, key=lambda one: one.first)
        high = bisect_left(self.candidates, behind, lo=low, key=lambda one: one.first)
        return self.candidates[low:high]

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two tokens stand in one sentence."""
        inside = self.tokens.inside(one) and self.tokens.inside(other)
        return inside and self.items[one].sentence == self.items[other].sentence

    def next_in_list(self, behind: int) -> int | None:
        """The token that begins the next entry of a list; None where the list ends."""
        at, most = behind, behind + 4
        while self.low(at) in LISTING or (self.low(at) == "." and self.low(at - 1) == "bzw"):
            at += 1
            if at >= most:
                return None
        if at == behind or not self.same_sentence(behind - 1, at):
            return None
        return at

    def before_in_list(self, first: int) -> int | None:
        """The token behind which the previous entry of a list ends; None where it begins."""
        at, least = first, first - 4
        while at > 0 and self.low(at - 1) in LISTING:
            at -= 1
            if at <= least:
                return None
        if at == first or at == 0 or not self.same_sentence(at - 1, first):
            return None
        return at

    def neighbours(self, one: Candidate) -> list[Candidate]:
        """The names beside it in a list."""
        found = []
        if (at := self.next_in_list(one.behind)) is not None and at in self.beginning:
            found.append(self.beginning[at])
        if (at := self.before_in_list(one.first)) is not None and at in self.ending:
            found.append(self.ending[at])
        return found


def scene(tokens: Tokens, gazetteer: Gazetteer) -> Scene:
    """Every name of the gazetteer in a text, the longest first; nothing is judged yet."""
    found = Scene(tokens, gazetteer)
    at = 0
    while at < len(tokens.items):
        matched = gazetteer.match(tokens.items, at)
        if matched is None:
            at += 1
            continue
        behind, entry = matched
        if entry.form is Form.BLOCK:
            found.blocked.update(range(at, behind))
        else:
            found.add(Candidate(at, behind, entry, entry.key, entry.is_member))
        at = behind
    return found
