"""Names that are words as well: Essen, Wetter, Alpen, Datteln, Haltern, Kamen."""

from __future__ import annotations

from typing import Final

from ruhrmap.press.reading.gazetteer import Form
from ruhrmap.press.reading.lexicon import ARTICLES, FUSED, LISTING, lexicon
from ruhrmap.press.reading.local import compounds
from ruhrmap.press.reading.scene import Candidate, Scene
from ruhrmap.press.reading.vocabulary import listed

_TOWN_HEADS: Final = (
    "stadt", "städte", "städten", "gemeinde", "gemeinden", "kommune", "kommunen", "kreisstadt",
    "hansestadt", "großstadt", "nachbarstadt", "nachbarstädte",
    "nachbarstädten", "ort", "standort", "standorte", "standorten", "raum",
)  # fmt: skip
_OWN_HEADS: Final = compounds("stadt")
_POSTCODE: Final = 5
_NEAR: Final = 4
_OF_MEALS: Final = frozenset(["ohne", "genug", "genügend", "kostenlos", "gratis"])
_SERVED: Final = ("ausgabe", "verteilung", "lieferung", "zubereitung", "kochen", "qualität")
_OFFICES: Final = ("bürgermeister", "stadt", "rat", "oberbürgermeister", "einwohner", "bürger")
_LOCATING: Final = frozenset(listed("in aus nach"))
# what stands behind a verb at the beginning of a sentence: "Kamen die Kinder …"
_BEHIND_A_VERB: Final = frozenset(
    listed(
        "die der das den dem ein eine einen wir sie er es ich zu zum zur im in aus auf bei beim mit"
        " bisher früher zuletzt noch nur rund etwa ca über mehr weniger dann dort hier hinzu alle"
        " viele viel einige wenige knapp fast doch zunächst vor am an von damals sonst jedes"
        " allein heute gestern ursprünglich anfangs"
    )
)
_NOT_ADJECTIVES: Final = frozenset(
    listed(
        "unterdessen indessen stattdessen dessen wessen deren indem außerdem trotzdem zudem seitdem"
        " nachdem alledem demgegenüber es vieles wessem"
    )
)


def is_word(found: Scene, one: Candidate) -> bool | None:
    """Whether a homograph is the name (True) or the word (False); None for other names."""
    if one.behind != one.first + 1 or one.entry.form is Form.ADJECTIVE:
        return None
    low = found.low(one.first)
    homograph = lexicon().homographs.get(low)
    if homograph is None:
        return None
    if found.items[one.first].low == "kamen":
        return not _is_the_verb(found, one)
    shown = _shown(found, one)
    if shown is not None:
        return shown
    beside = _list_words(found, one)
    if homograph.beside & beside:
        return False
    behind = found.low(one.behind)
    near = range(one.behind, one.behind + _NEAR)
    if any(
        found.low(at).startswith("schmeck") for at in near if found.same_sentence(at, one.first)
    ):
        return False
    if behind in homograph.behind:
        return low == "haltern" and not found.tokens.inside(one.behind + 1)
    if _is_all_capitals(found, one):
        one.sure = homograph.is_name
    return homograph.is_name or _named_elsewhere(found, one)


def _shown(found: Scene, one: Candidate) -> bool | None:
    """What stands beside it: True for the name, False for the word."""
    at = one.first - 1
    if _is_dateline(found, one) or _is_quarter(found, one):
        return True
    before = found.low(at) if found.same_sentence(at, one.first) else ""
    if before.isdigit() and len(before) == _POSTCODE:
        return True
    if (
        before in _TOWN_HEADS
        or before in _OWN_HEADS()
        or (before in _LOCATING and not _goes_on_as_word(found, one))
    ):
        return True
    adjectives = lexicon().town_adjectives
    if before in adjectives:
        return True
    if before in ARTICLES or before in FUSED or before in _OF_MEALS:
        return False
    if before == "noch":
        return one.first - 1 in found.ending  # "weder Bochum noch Essen"
    if before == "von" and found.low(at - 1).endswith(_SERVED):
        return False
    if before == "von" and found.low(at - 1).startswith(_OFFICES):
        return True
    if _is_inflected_adjective(found, at):
        return False
    # in a list with other towns
    if any(not other.is_member for other in found.neighbours(one)) or _between_bars(found, one):
        return True
    return None


def _between_bars(found: Scene, one: Candidate) -> bool:
    """As in "VHS Witten | Wetter | Herdecke"."""
    before = found.low(one.first - 1) == "|" and one.first - 1 in found.ending
    return before or (found.low(one.behind) == "|" and one.behind + 1 in found.beginning)


def _is_dateline(found: Scene, one: Candidate) -> bool:
    """As in "Essen, 31. Mai", "ESSEN.", "Wetter (idr)" at the beginning of a paragraph."""
    if found.tokens.sentence_of(one.first)[0] != one.first:
        return False
    if one.first and "\n" not in found.items[one.first].gap:
        return False
    if found.items[one.first].low == "kamen" and found.low(one.behind) == ".":
        return True
    if found.low(one.behind) in (",", "/"):
        return found.tokens.inside(one.behind + 1) and (
            found.items[one.behind + 1].number
            or found.low(one.behind + 1) in ("den", "im")
            or found.low(one.behind) == "/"
        )
    return found.low(one.behind) in ("(", ".", "|") or (
        found.low(one.behind) in ("-", "–", "—") and not found.tokens.tight(one.behind)
    )


def _is_quarter(found: Scene, one: Candidate) -> bool:
    """As in "Essen-Steele"; "Essen-Ausgabe" is a word only in a text about meals."""
    at = one.behind
    return found.low(at) == "-" and found.tokens.tight(at) and found.tokens.tight(at + 1)


def _goes_on_as_word(found: Scene, one: Candidate) -> bool:
    """As in "nach Essen und Trinken"."""
    homograph = lexicon().homographs[found.low(one.first)]
    return bool(homograph.beside & _list_words(found, one))


def _list_words(found: Scene, one: Candidate) -> set[str]:
    """The words beside it in a list, names or not."""
    beside = set()
    if (at := found.next_in_list(one.behind)) is not None:
        beside |= {found.low(at), found.low(at + 1)}
    if (at := found.before_in_list(one.first)) is not None:
        beside.add(found.low(at - 1))
    if found.low(one.first - 1) in LISTING:
        beside.add(found.low(one.first - 2))
    return beside - {""}


def _is_inflected_adjective(found: Scene, at: int) -> bool:
    """As in "gutes Essen", "bei gutem Wetter", "das warme Essen", "gesundem, warmem Essen"."""
    if not found.tokens.inside(at) or not found.items[at].word:
        return False
    low = found.low(at)
    if found.items[at].capital:
        begins = found.tokens.sentence_of(at)[0] == at or found.low(at - 1) in ("„", '"', ":")
        return begins and low.endswith(("es", "em")) and low not in _NOT_ADJECTIVES
    if low in _NOT_ADJECTIVES:
        return False
    if low.endswith(("es", "em")):
        return True
    before = found.low(at - 1)
    if not low.endswith(("e", "en", "er")):
        return False
    if before in ARTICLES or before in FUSED:
        return True
    return before in ("und", ",") and _is_inflected_adjective(found, at - 2)


def _is_the_verb(found: Scene, one: Candidate) -> bool:
    """As in "Kamen" at the beginning of a sentence, as in "Kamen 2022 noch 40 Kinder, …"."""
    if _is_all_capitals(found, one) and not _shown(found, one):
        return True
    first, _ = found.tokens.sentence_of(one.first)
    begins = one.first == first or not found.items[one.first - 1].word
    if not begins or _is_dateline(found, one) or found.neighbours(one):
        return False
    behind = found.low(one.behind)
    number = found.tokens.inside(one.behind) and found.items[one.behind].number
    return behind in _BEHIND_A_VERB or number


def _is_all_capitals(found: Scene, one: Candidate) -> bool:
    token = found.items[one.first]
    return len(token.text) > 1 and token.text.isupper()


def _named_elsewhere(found: Scene, one: Candidate) -> bool:
    """A word that the text elsewhere shows to be the name; then this one is unsure."""
    before = found.low(one.first - 1)
    if before in ARTICLES or (before.endswith(("en", "er", "e")) and before not in LISTING):
        return False
    for other in found.candidates:
        if other.key == one.key and other.first != one.first:
            long = other.behind > other.first + 1 or other.is_adjective
            if long or _shown(found, other):
                one.sure = False
                return True
    return False
