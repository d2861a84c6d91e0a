"""What is wrong with a source of boundaries, as data that a command line or page can show."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ruhrmap import messages
from ruhrmap.model import Text


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: a stable code for programs, a message for people."""

    code: str
    message: Text


class BoundaryError(Exception):
    """Boundaries cannot be built or read; ``findings`` holds every reason, never none."""

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        super().__init__("\n".join(finding.message.en for finding in self.findings))


def finding(code: str, /, **fields: str | int | Text) -> Finding:
    """The finding ``code`` with its message from the catalogue, in both languages."""
    return Finding(code, messages.both(f"boundaries.{code}", **fields))


def figure(value: float, digits: int = 0) -> Text:
    """A number as a field of a message, written as each language writes it."""
    return Text(*(messages.number(language, value, digits) for language in messages.LANGUAGES))
