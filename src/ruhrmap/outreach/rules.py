"""What the lists mean, in words: for the page, and for the files that leave it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ruhrmap.messages import both
from ruhrmap.model import Text

_KEYS: Final = ("open", "expired", "assumed", "share", "effect", "evidence", "press", "order")


@dataclass(frozen=True, slots=True)
class Rule:
    """A term with what is meant by it; ``key`` names it for programs."""

    key: str
    term: Text
    text: Text


def rules() -> tuple[Rule, ...]:
    """Who stands in which list, how each column is computed, and the order of the rows.

    They say in words what :mod:`ruhrmap.outreach` computes; each is quoted in the docstring
    of the function that does.
    """
    return tuple(
        Rule(key, both(f"outreach.rule_{key}_term"), both(f"outreach.rule_{key}")) for key in _KEYS
    )
