"""A Kreis or the town of its name: Recklinghausen, Unna, Wesel.

The rule: a bare name is the town, unless the words beside it show the Kreis. Where the text
speaks of the Kreis elsewhere and nothing beside the name shows the town, it is unsure.
"""

from __future__ import annotations

from typing import Final

from ruhrmap.press.reading.gazetteer import Entry, Form
from ruhrmap.press.reading.lexicon import LOCATING
from ruhrmap.press.reading.scene import Candidate, Scene

_OF_TOWNS: Final = ("kreisstadt", "kreisangehör", "kreisfrei", "kreissäge", "kreisverkehr")
_TOWN: Final = (
    "stadt", "stadtverwaltung", "kreisstadt", "rathaus", "bürgermeister", "bürgermeisterin",
    "hansestadt", "festspielstadt", "stadtrat", "rat", "stadtwerke", "innenstadt", "altstadt",
    "standort", "raum", "bahnhof",
)  # fmt: skip
_LANDRAT: Final = ("landrat", "landrats", "landrates", "landrätin", "landratsamt", "landräte")


_POSTCODE: Final = 5


def decide(found: Scene, towns: set[int]) -> list[Candidate]:
    """Decide each bare name; those that stay undecided, which are marked unsure.

    Parameters
    ----------
    found : Scene
    towns : set of int
        First tokens of names that a head ("Städte") has made towns.
    """
    spoken = {one.key for one in found.candidates if one.entry.is_kreis}
    undecided = []
    for one in found.candidates:
        kreis = found.gazetteer.kreise.get(one.key)
        if kreis is None:
            continue
        if _shows_kreis(found, one):
            _make_kreis(one, kreis)
        elif one.is_adjective or one.first in towns or _shows_town(found, one):
            continue
        elif _beside_landrat(found, one):
            _make_kreis(one, kreis)
            one.sure = False
            undecided.append(one)
        elif kreis in spoken or _in_list_with_kreise(found, one):
            one.sure = False
            undecided.append(one)
    return undecided


def _make_kreis(one: Candidate, kreis: str) -> None:
    one.key = kreis
    one.entry = Entry(kreis, Form.NAME, is_kreis=True)


def _is_of_kreis(low: str) -> bool:
    if low in _LANDRAT:
        return True
    return low.startswith("kreis") and not low.startswith(_OF_TOWNS) and low != "kreisen"


def _shows_kreis(found: Scene, one: Candidate) -> bool:
    """As in "Kreisverwaltung Unna", "Landrat von Wesel", "Unnaer Kreistag"."""
    if one.is_adjective:
        return _is_of_kreis(found.low(one.behind))
    at = one.first - 1
    if found.low(at) in ("von", "des") and found.low(at - 1) in (*_LANDRAT, "kreistag"):
        return True
    if not found.same_sentence(at, one.first):
        return False
    return _is_of_kreis(found.low(at)) and found.items[at].capital


def _shows_town(found: Scene, one: Candidate) -> bool:
    before = found.low(one.first - 1) if found.same_sentence(one.first - 1, one.first) else ""
    if len(before) == _POSTCODE and before.isdigit():
        return True
    if before in _TOWN or before in LOCATING:
        return True
    if before == "von" and found.low(one.first - 2).startswith(("bürgermeister", "stadt", "rat")):
        return True
    # a quarter, "Recklinghausen-Süd", and a dateline
    if found.low(one.behind) == "-" and found.tokens.tight(one.behind):
        return True
    begins = found.tokens.sentence_of(one.first)[0] == one.first
    begins = begins and (one.first == 0 or "\n" in found.items[one.first].gap)
    behind = one.behind
    dated = found.low(behind) == "," and found.tokens.inside(behind + 1)
    if begins and dated and (found.items[behind + 1].number or found.low(behind + 1) == "den"):
        return True
    return (
        begins and found.low(behind) in (".", "(", "–", ":") and not found.tokens.tight(behind + 1)
    )


def _beside_landrat(found: Scene, one: Candidate) -> bool:
    first, behind = found.tokens.sentence_of(one.first)
    words = {found.low(index) for index in range(first, behind)}
    return bool(words & set(_LANDRAT)) and not any(
        word.startswith(("bürgermeister", "stadt")) for word in words
    )


def _in_list_with_kreise(found: Scene, one: Candidate) -> bool:
    return any(other.entry.is_kreis for other in found.neighbours(one))
