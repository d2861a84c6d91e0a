"""Signs of what a release is about: its words by where they stand, and its cues.

The same function serves the reader and the learning of the weights (``benchmarks/press/learn.py``),
so that both see the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ruhrmap.press.reading.cues import CUES, NEGATION
from ruhrmap.press.reading.deeds import OURS
from ruhrmap.press.reading.joiners import Joining
from ruhrmap.press.reading.local import LocalPattern, by_region, local
from ruhrmap.press.reading.places import Places
from ruhrmap.press.reading.signed import Signed
from ruhrmap.press.reading.telling import Sentence

_LEAD: Final = 4  # sentences
STEM: Final = 7  # letters: German endings are cut off
_SHORTEST: Final = 4  # letters of a word that may be one of the region alone
_MOST: Final = 400  # sentences of the text that are looked at
_US: Final = LocalPattern(r"«name»\w*", re.IGNORECASE)
_LETTERS: Final = re.compile(r"[a-zäöüß]+|\d+")


def signs(
    places: Places,
    sentences: tuple[Sentence, ...],
    joining: Joining,
    signed: Signed,
    *,
    leaves: bool,
    elsewhere: bool,
    region: bool,
) -> dict[str, float]:
    """Each sign of a release with its strength, 0..1; what is not there is left out."""
    title = [one for one in sentences if one.in_title]
    body = [one for one in sentences if one.in_body and not one.in_title][:_MOST]
    told = [one.text.replace("\n", " ") for one in body]
    ours = [OURS.search(text) is not None for text in told]
    found: dict[str, float] = {
        "rule joins": joining.tells,
        "rule considers": joining.considered,
        "rule nameless": joining.nameless,
        "rule plans": bool(joining.planned),
        "rule signed": signed.found is not None,
        "rule to be signed": signed.planned is not None,
        "rule leaves": leaves,
        "rule elsewhere": elsewhere,
        "rule region": region,
    }
    found |= _cues(" ".join(one.text for one in title), told, ours)
    found |= _of_us(title, told, ours)
    stems = [list(_stemmed(places, one)) for one in body]
    found |= _words("title", (_stemmed(places, one) for one in title), 1.0)
    found |= _words("lead", stems[:_LEAD], 0.7)
    found |= _words("us", (line for line, us in zip(stems, ours, strict=True) if us), 0.5)
    found |= _words("text", stems, 0.3)
    return {name: float(value) for name, value in found.items() if value}


def _cues(title: str, told: list[str], ours: list[bool]) -> dict[str, float]:
    found: dict[str, float] = {}
    in_title = {name for name, cue in CUES.items() if cue.search(title)}
    hits = [{name for name, cue in CUES.items() if cue.search(text)} for text in told]
    lead = set().union(*hits[:_LEAD])
    denied = [NEGATION.search(text) is not None for text in told]
    about_us = [at for at, us in enumerate(ours) if us]
    for name in CUES:
        found[f"title {name}"] = name in in_title
        found[f"lead {name}"] = name in lead
        found[f"text {name}"] = min(sum(name in one for one in hits), 4) / 4
        of_us = [at for at in about_us if name in hits[at]]
        found[f"us {name}"] = bool(of_us)
        found[f"us, denied, {name}"] = any(denied[at] for at in of_us)
    title_denied = NEGATION.search(title) is not None
    title_of_us = OURS.search(title) is not None
    found["title denied"] = title_denied
    for one in ("joining", "signing", "agreements"):
        found[f"title of us, {one}"] = one in in_title and title_of_us
        for other in ("refusing", "leaving", "working together", "deciding"):
            found[f"lead {one} and {other}"] = one in lead and other in lead
    lines = [(in_title, title_denied), *((hits[at], denied[at]) for at in about_us)]
    for one, other in _TOGETHER:
        both = [no for here, no in lines if one in here and other in here]
        found[f"us {one} and {other}"] = not all(both)
        found[f"us, denied, {one} and {other}"] = any(both)
    return found


# in one sentence they tell more than apart
_TOGETHER: Final = (
    ("signing", "joining"),
    ("signing", "agreements"),
    ("deciding", "joining"),
    ("deciding", "agreements"),
    ("refusing", "joining"),
    ("refusing", "agreements"),
    ("refusing", "signing"),
    ("alliances", "joining"),
    ("working together", "joining"),
)


def _of_us(title: list[Sentence], told: list[str], ours: list[bool]) -> dict[str, float]:
    """How early and how often the initiative is named."""
    count = sum(ours)
    first = ours.index(True) if count else len(ours)
    return {
        "title of us": any(OURS.search(one.text) for one in title),
        "lead of us": first < _LEAD - 1,
        "us nowhere": not count,
        "us once": count == 1,
        "us often": count > 2,
        "us early": max(0.0, 1 - first / 6) if count else 0.0,
        "us at the end alone": count == 1 and first >= 0.6 * len(ours),
        "per cent": min(3, sum("Prozent" in text or "%" in text for text in told)) / 3,
    }


def _words(zone: str, lines: Iterable[Iterable[str]], strength: float) -> dict[str, float]:
    return {f"{zone}: {stem}": strength for line in lines for stem in line}


def _stemmed(places: Places, sentence: Sentence) -> Iterator[str]:
    """The beginnings of its words, names of places and members as one word each."""
    scene = places.scene
    at = sentence.start
    for one in scene.between(sentence.first, sentence.behind):
        first, last = scene.items[one.first], scene.items[one.behind - 1]
        if first.start < at:
            continue
        yield from _cut(sentence, at, first.start)
        yield "MEMBER" if one.is_member else "KREIS" if one.entry.is_kreis else "PLACE"
        at = last.end
    yield from _cut(sentence, at, sentence.end)


@by_region
def _local_stems() -> dict[str, str]:
    """Beginnings of words that only people of a region write, and the sign that each is.

    The region is a sign by its own word, whatever it is called; so is the Land.
    """
    words = local().words
    adjectives = (one.rstrip("n").removesuffix("e") for one in words.town_adjectives)
    behind = (part for one in words.behind_towns for part in _LETTERS.findall(one.lower()))
    near = sorted({one[:STEM] for one in (*adjectives, *behind) if len(one) > _SHORTEST})
    kinds = (
        ("NEAR", near),
        ("LAND", words.abbreviations),
        ("AGENCY", [key for key, _ in words.agencies]),
        ("REGION", words.prefixes),
    )
    return {
        one.lower()[:STEM]: f"{kind}{number}"
        for kind, ones in kinds
        for number, one in enumerate(ones, start=1)
    }


def local_sign(stem: str) -> str:
    """The sign of a word's beginning: "REGION1" for the region's own, else itself."""
    stems = _local_stems()
    if stem in stems:
        return stems[stem]
    for number, one in enumerate(local().words.prefixes, start=1):
        if stem.startswith(one.lower()):
            return f"REGION{number}-{stem[len(one) :]}"
    return stem


def _cut(sentence: Sentence, begin: int, end: int) -> Iterator[str]:
    text = sentence.text[begin - sentence.start : max(end - sentence.start, 0)]
    for word in _LETTERS.findall(_US.sub(" xus ", text).lower()):
        if word.isdigit():
            yield "0"
        elif word == "xus":
            yield "US"
        else:
            yield local_sign(word[:STEM])
