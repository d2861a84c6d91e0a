"""What a release is about: an accession, a cooperation, a report, or something else.

A single word decides nothing: a cooperation is signed as well, and a report names who joined.
So the signs of a release are weighed together (``weights``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from ruhrmap.model import PressKind
from ruhrmap.press.reading.deeds import NAMED
from ruhrmap.press.reading.joiners import Joining
from ruhrmap.press.reading.layout import Layout
from ruhrmap.press.reading.lexicon import lexicon
from ruhrmap.press.reading.local import by_region
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.telling import Mode, Sentence, mode
from ruhrmap.press.reading.weights import likely

_EXIT: Final = re.compile(
    r"\b(?:verlässt|verlassen|verließ|verließen|Austritt\w*|austreten|ausgetreten"
    r"|tr(?:itt|eten)\b.{0,120}\baus\b(?=[ ]*(?:[.,;:!?)–]|$|und\b))"
    r"|kündig\w*\b.{0,120}\b(?:Mitgliedschaft|Vereinbarung"
    r"|Kooperation\w*|Partnerschaft)"
    r"|(?:Mitgliedschaft|Kooperationsvereinbarung|Vereinbarung"
    r"|Partnerschaft)\b.{0,120}\b(?:gekündigt|beendet"
    r"|endet|ausläuft|läuft .{0,40}aus|nicht verlängert)|steigt\b.{0,120}\baus\b"
    r"|zieht sich\b.{0,120}\bzurück)\b",
    re.IGNORECASE | re.DOTALL,
)
_NOT_EXIT: Final = re.compile(
    r"\bverlassen (?:sich|die Schule|das Gymnasium|die Kita)|Schule\w* verlassen|ohne Abschluss"
    r"|Jugendliche\w*\b.{0,40}\bverlassen|Schul\w+\b.{0,60}\bverlassen",
    re.IGNORECASE,
)
_LEAD: Final = 700  # letters behind the title
_NEAR: Final = 400  # letters in which a release of ours names the initiative


@dataclass(frozen=True, slots=True)
class Judged:
    """A kind, and why somebody should look at it."""

    kind: PressKind
    sure: bool
    exit_at: Sentence | None = None
    elsewhere: str = ""  # the region that it is about


def speaks_of_us(plain: Plain) -> bool:
    """Whether the initiative is named at all."""
    return NAMED.search(plain.text) is not None


def judge(
    signs: Mapping[str, float],
    *,
    leaving: Sentence | None,
    region: str,
    joining: Joining,
    planned: bool,
    ours: bool,
) -> Judged:
    """Decide on a kind: what names nothing of ours is "other", else what its signs weigh most for.

    Sure is a kind that is by far the likeliest, and an accession only where a sentence tells of
    it as done.
    """
    if not ours:
        return Judged(PressKind.OTHER, True, elsewhere=region)
    shares = likely(signs)
    kind = max(shares, key=lambda one: shares[one])
    announced = joining.tells or planned
    if (
        kind is PressKind.ACCESSION
        and shares[kind] < _FIRM
        and joining.considered
        and not announced
    ):
        kind = PressKind.OTHER  # who wants to, might or does not
    sure = shares[kind] >= _SURE
    if kind is PressKind.ACCESSION:
        done = joining.tells and not planned
        return Judged(kind, sure and done, exit_at=leaving if done else None)
    if kind is PressKind.OTHER:
        return Judged(kind, sure, exit_at=None if region else leaving, elsewhere=region)
    return Judged(kind, sure)


_FIRM: Final = 0.7  # how likely an accession is that a sentence in doubt does not unmake
_SURE: Final = 0.8  # how likely a kind is that is taken without a mark


def leaving(sentences: tuple[Sentence, ...]) -> Sentence | None:
    """The first sentence that tells of an end of membership."""
    return next((one for one in sentences if one.in_body and _tells_exit(one.text)), None)


def region(plain: Plain, layout: Layout) -> str:
    """Another region or city that the text speaks of; empty where there is none."""
    body = plain.text[max(layout.title_start, 0) : layout.body_end]
    return _region(body, layout) or _city_elsewhere(plain, layout)


def begins_with_us(plain: Plain, layout: Layout) -> bool:
    """Whether the title or what follows it names the initiative."""
    begin = max(layout.title_start, 0)
    return NAMED.search(layout.title + plain.text[begin : begin + _NEAR]) is not None


def _tells_exit(text: str) -> bool:
    if not _EXIT.search(text) or _NOT_EXIT.search(text) or "Geschäftsführ" in text:
        return False
    of_us = re.search(r"Initiative|Mitgliedschaft|Bündnis|Vereinbarung", text) or NAMED.search(text)
    return of_us is not None and mode(text) is not Mode.PAST


def _city_elsewhere(plain: Plain, layout: Layout) -> str:
    """Another city that title or letterhead name."""
    found = _cities().search(layout.title)
    if found is None:
        around = plain.text[: max(layout.title_start, 0)] + plain.text[-_LEAD:]
        found = _speakers().search(around)
    return found[0] if found else ""


def _region(body: str, layout: Layout) -> str:
    """The other region that title or first sentences name, or the whole text twice."""
    lead = layout.title + "\n" + body[: 2 * _LEAD]
    if (found := _regions().search(lead)) is not None:
        return found[0]
    counts = Counter(match[0] for match in _regions().finditer(body))
    return next((name for name, count in counts.items() if count > 1), "")


def _any(names: Iterable[str]) -> str:
    return "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))


@by_region
def _regions() -> re.Pattern[str]:
    # "Sieg-Westerwald" is one too
    return re.compile(rf"(?<!\w)(?:{_any(lexicon().regions)})(?!\w)")


@by_region
def _cities() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_any(lexicon().cities)})\b")


@by_region
def _speakers() -> re.Pattern[str]:
    """Who speaks for a city or a place elsewhere."""
    bodies = rf"(?:Stadt|Kreis|Bezirksregierung) (?:{_any(lexicon().cities)})"
    return re.compile(rf"\b{bodies}\b|\b(?:Verbands|Samt)gemeinde\w*")
