"""Names that are none of ours: words, persons, streets, places elsewhere, names of others.

Each rule looks at one candidate in its surroundings and says whether it stays (True), goes
(False), or that it has nothing to say (None). The first that says something decides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ruhrmap.press.reading.gazetteer import Form
from ruhrmap.press.reading.lexicon import lexicon
from ruhrmap.press.reading.local import local
from ruhrmap.press.reading.organisations import in_the_name_of_others
from ruhrmap.press.reading.persons import goes_by_first_name, introduced, is_person
from ruhrmap.press.reading.scene import Candidate, Scene
from ruhrmap.press.reading.vocabulary import listed
from ruhrmap.press.reading.words import is_word

Rule = Callable[[Scene, Candidate], bool | None]

# "Groß-Dortmund" is the town, "Augsburg-Oberhausen" is not
_PREFIXES: Final = frozenset(listed("neu alt nicht groß ex nord süd ost west wahl ur"))
_DASHED: Final = 5  # parts of a word with hyphens that are looked at
_QUARTER: Final = ("stadtteil", "ortsteil", "stadtbezirk", "stadtviertel")
_ELSEWHERE: Final = frozenset(listed("am an im in bei ob vor"))


def judge(found: Scene) -> None:
    """Leave out what is no mention."""
    quarters, person = _quarters(found), introduced(found)
    for one in list(found.candidates):
        if _is_a_quarter(found, one, quarters) or goes_by_first_name(found, one, person):
            found.remove(one)
            continue
        for rule in _RULES:
            decided = rule(found, one)
            if decided is not None:
                if not decided:
                    found.remove(one)
                break
    found.settle()


def _quarters(found: Scene) -> frozenset[str]:
    """Names that the text gives to a quarter of a town that is none of ours."""
    return frozenset(
        token.low
        for index, token in enumerate(found.items)
        if _is_quarter_of_a_town(found, index) and index - 1 not in found.ending
    )


def _is_quarter_of_a_town(found: Scene, index: int) -> bool:
    """As in "im Augsburger Stadtteil Oberhausen"; not "Ärmster Stadtteil Essens"."""
    if not found.low(index - 1).startswith(_QUARTER) or found.low(index).endswith("s"):
        return False
    return found.low(index - 2).endswith("er") and found.items[index - 2].capital


def _is_a_quarter(found: Scene, one: Candidate, quarters: frozenset[str]) -> bool:
    """Whether it is a quarter, or that quarter again; in a list with our towns it is the town."""
    if one.is_member:
        return False
    again = found.low(one.first) in quarters and not found.neighbours(one)
    return again or _is_quarter_of_a_town(found, one.first)


def _hyphens_before(found: Scene, one: Candidate) -> bool | None:
    at = one.first
    if at < 2 or not found.tokens.tight(at):
        return None
    before = found.items[at - 1]
    if before.text == "-" and found.tokens.tight(at - 1) and found.items[at - 2].word:
        if found.low(at - 2) in _PREFIXES:
            return None
        # "Herne-Bochum": two towns, if the first is one
        town = found.ending.get(at - 1)
        if town is not None and not town.is_member and not one.is_member:
            return False if found.low(at) == "werne" else None
        return False
    if before.text == "." and found.tokens.tight(at - 1) and one.is_member:
        return False  # IT.NRW
    return None


def _hyphens_behind(found: Scene, one: Candidate) -> bool | None:
    at, parts = one.behind, 0
    while (
        parts < _DASHED
        and found.low(at) == "-"
        and found.tokens.tight(at)
        and found.tokens.tight(at + 1)
        and found.items[at + 1].word
    ):
        if found.low(at + 1).endswith(("kanal", "kanals", "kanäle")):
            return False
        if found.low(one.first) == "essens" or found.low(at + 1) == "auf":
            return False
        at, parts = at + 2, parts + 1
    if (
        one.is_member
        and found.low(one.behind) == "."
        and found.tokens.tight(one.behind)
        and found.tokens.tight(one.behind + 1)
        and found.items[one.behind + 1].word
    ):
        return False  # NRW.BANK
    return None


def _stem(found: Scene, one: Candidate) -> bool | None:
    """A Kreis by the first half of its name: "Ennepe-Ruhr- und Kreis Unna"."""
    if one.entry.form is not Form.STEM:
        return None
    at = one.behind
    if found.low(at) == "-" and found.tokens.tight(at) and not found.tokens.tight(at + 1):
        one.behind += 1
        found.ending.pop(at, None)
        found.ending[one.behind] = one
        return True
    # in a list that a head governs; the rule on heads takes it up
    return None


def _elsewhere(found: Scene, one: Candidate) -> bool | None:
    """A place of that name elsewhere: "Hamm (Sieg)", "Essen bei Oldenburg"."""
    if one.is_member:
        return None
    at = one.behind
    qualifiers = lexicon().qualifiers
    if found.low(at) in ("(", "/") and found.low(at + 1) in qualifiers:
        return False
    if found.low(at) in _ELSEWHERE and found.same_sentence(at - 1, at):
        behind = at + (2 if found.low(at + 1) in ("der", "dem", "den") else 1)
        if found.tokens.inside(behind) and found.low(behind) in qualifiers:
            # "in Essen im Oldenburger Land" is elsewhere, "aus Essen in Bayern" a journey
            return found.low(at) == "in" and None
    return None


# of nouns that make "Werner" the town's, and that end no surname
_CIVIC_ENDS: Final = (
    "schule", "schulen", "schüler", "schülerinnen", "bibliothek", "bücherei", "halle", "zentrum",
    "verein", "vereine", "bürger", "rathaus", "marktplatz", "stadtpark", "kita", "kitas", "innung",
    "gymnasium", "verwaltung", "ausschuss", "dezernentin", "amt", "ämter",
)  # fmt: skip


def _streets(found: Scene, one: Candidate) -> bool | None:
    if not one.is_adjective:
        return None
    at = one.behind
    if not found.tokens.inside(at) or not found.items[at].word:
        return None
    known = lexicon()
    if found.low(at) in known.streets or found.low(at).endswith(known.street_ends):
        return False
    return None


def _seldom_an_adjective(found: Scene, one: Candidate) -> bool | None:
    """Whether "Werner", "Hammer", "Schwerter" stand before a noun that makes them the town's."""
    if found.low(one.first) not in ("werner", "hammer", "schwerter") or not one.is_adjective:
        return None
    at = one.behind
    if found.low(at) == "-" or not found.tokens.inside(at) or not found.items[at].gap:
        return False
    # "Schwerter und Kamener Schulen"
    following = found.next_in_list(at)
    if following in found.beginning and found.beginning[following].is_adjective:
        return True
    before = found.low(one.first - 1)
    noun = found.items[at].text.capitalize()
    if noun in lexicon().surnames or not found.items[at].capital:
        return False
    # a first name has a surname behind it; a tool or a sword has no noun
    is_name = found.low(one.first) == "werner" and not before.startswith("ein")
    is_tool = found.low(one.first - 2) == "mit" and before in ("dem", "einem")
    return (
        not (is_name or is_tool) or noun.startswith(lexicon().civic) or noun.endswith(_CIVIC_ENDS)
    )


def _other_university(found: Scene, one: Candidate) -> bool | None:
    """As in "Evangelische Hochschule Bochum", which is not the Hochschule Bochum."""
    if not one.is_member or found.low(one.first) not in ("hochschule", "universität"):
        return None
    at = one.first - 1
    if not found.same_sentence(at, one.first) or not found.items[at].capital:
        return None
    return False if found.low(at).endswith(("che", "chen", "cher", "private", "privaten")) else None


def _land(found: Scene, one: Candidate) -> bool | None:
    """The member is the Land: "NRW" alone is where something is, or a part of other names."""
    bare = one.is_member and found.low(one.first) in local().land
    return False if bare else None


_RULES: Final[tuple[Rule, ...]] = (
    _land,
    _other_university,
    _hyphens_before,
    _hyphens_behind,
    _elsewhere,
    _stem,
    _streets,
    is_person,
    _seldom_an_adjective,
    in_the_name_of_others,
    is_word,
)
