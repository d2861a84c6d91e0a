"""What a data package tells the reader of press releases of its region (``ruhrmap.press``).

All of it may be left out: the reader then knows names from the tables, and German.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from ruhrmap.localwords import Homograph, LocalWords
from ruhrmap.package.finding import Finding, error
from ruhrmap.package.schema import FILE

PLACE: Final = "ruhrmap.press"
LONGEST: Final = 80  # letters of a word or name
_MOST: Final = 500  # entries of a list
_USUALLY: Final = ("name", "word")

# name in the file, name in the model
LISTS: Final[Mapping[str, str]] = {
    "prefixes": "prefixes",
    "domains": "domains",
    "abbreviations": "abbreviations",
    "behindTowns": "behind_towns",
    "townAdjectives": "town_adjectives",
    "media": "media",
    "clubs": "clubs",
    "notMentions": "not_mentions",
    "cities": "cities",
    "regions": "regions",
    "home": "home",
    "firstNames": "first_names",
    "seldomFirstNames": "seldom_first_names",
}
TEXTS: Final = ("agencies",)
MANY: Final = ("names", "adjectives")


def read_local_words(given: object) -> tuple[LocalWords, tuple[Finding, ...]]:
    """The words, and what is wrong with them.

    Examples
    --------
    >>> words, findings = read_local_words({"prefixes": ["Seenland"], "clubs": "SV"})
    >>> words.prefixes, [one.field for one in findings]
    (('Seenland',), ['ruhrmap.press.clubs'])
    """
    if given is None:
        return LocalWords(), ()
    if not isinstance(given, dict):
        return LocalWords(), (_wrong(PLACE, "descriptor_press_object"),)
    findings: list[Finding] = []
    known = {*LISTS, *TEXTS, *MANY, "homographs", "counts"}
    for key in given.keys() - known:
        place, told = f"{PLACE}.{key}", ", ".join(sorted(known))
        findings.append(error("descriptor_words_unknown", FILE, None, place, known=told))
    lists = {
        name: _words(given.get(key, []), f"{PLACE}.{key}", findings) for key, name in LISTS.items()
    }
    tables = {key: tuple(_table(given, key, findings)) for key in (*TEXTS, *MANY)}
    words = LocalWords(
        **lists,
        counts=_counts(given.get("counts", []), findings),
        homographs=tuple(_homographs(given, findings)),
        agencies=tuple((key, names[0]) for key, names in tables["agencies"] if names),
        names=tables["names"],
        adjectives=tables["adjectives"],
    )
    return words, tuple(findings)


def _words(given: object, place: str, findings: list[Finding]) -> tuple[str, ...]:
    if isinstance(given, list) and len(given) <= _MOST and all(map(_is_word, given)):
        return tuple(given)
    findings.append(_wrong(place, "descriptor_press_words"))
    return ()


def _counts(given: object, findings: list[Finding]) -> tuple[int, ...]:
    if isinstance(given, list) and all(type(one) is int and one > 0 for one in given):
        return tuple(given)
    findings.append(_wrong(f"{PLACE}.counts", "descriptor_press_counts"))
    return ()


def _table(
    given: Mapping[str, Any], key: str, findings: list[Finding]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Words by a word: one each for agencies, a list for the others."""
    place, held = f"{PLACE}.{key}", given.get(key, {})
    if not isinstance(held, dict) or not all(name.strip().isprintable() for name in held):
        findings.append(_wrong(place, "descriptor_press_object"))
        return
    for name, value in held.items():
        texts = [value] if key in TEXTS else value
        yield name, _words(texts, f"{place}.{name}", findings)


def _homographs(
    given: Mapping[str, Any], findings: list[Finding]
) -> Iterator[tuple[str, Homograph]]:
    held = given.get("homographs", {})
    if not isinstance(held, dict) or not all(map(_is_word, held)):
        findings.append(_wrong(f"{PLACE}.homographs", "descriptor_press_object"))
        return
    for word, one in held.items():
        place = f"{PLACE}.homographs.{word}"
        if not isinstance(one, dict) or one.get("usually") not in _USUALLY:
            findings.append(_wrong(place, "descriptor_press_homograph"))
            continue
        behind, beside = (
            frozenset(_words(one.get(key, []), f"{place}.{key}", findings))
            for key in ("behind", "beside")
        )
        yield word, Homograph(one["usually"] == "name", behind, beside)


def _is_word(value: object) -> bool:
    return (
        isinstance(value, str)
        and 0 < len(value) <= LONGEST
        and value.isprintable()
        and any(sign.isalpha() for sign in value)
    )


def _wrong(place: str, code: str) -> Finding:
    return error(code, FILE, None, place)
