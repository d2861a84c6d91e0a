"""Towns in the names of universities, media, clubs and companies: these are no mentions.

The rule: the name of a university, a medium, a sports club or a company with its legal form
is not about the town in it. Whatever a town runs or is run for it (Stadtwerke Bochum,
Volkshochschule Essen, Polizei Hagen, Campus Duisburg) is.
"""

from __future__ import annotations

import re
from typing import Final

from ruhrmap.press.reading.lexicon import ARTICLES, FUSED, lexicon
from ruhrmap.press.reading.papers import is_in_a_papers_name
from ruhrmap.press.reading.scene import Candidate, Scene
from ruhrmap.press.reading.vocabulary import listed

_UNIVERSITY: Final = re.compile(
    r"(?!volkshoch)(?:[a-zäöüß]*hochschule|[a-zäöüß]*universität|universitaet|university"
    r"|fern|fernuni|uni|tu|th|fh|hs|kunsthochschule|musikhochschule"
    r"|uniklinik|uniklinikum|universitätsklinikum|universitätsklinik|universitätsmedizin"
    r"|folkwang|fom|efh|ebz|iubh|bits|akafö|universitätsallianz)"
)
# what may stand between that word and the town: "Hochschule für Gesundheit Bochum"
_BETWEEN: Final = frozenset(listed("für der des und die angewandte wissenschaften künste"))
_FAR: Final = 7
_BEHIND: Final = 4


def in_the_name_of_others(found: Scene, one: Candidate) -> bool | None:
    """False where the town is part of such a name."""
    if one.is_member or one.entry.is_kreis:
        return None
    if _of_university(found, one) or _of_medium(found, one) or _of_company(found, one):
        return False
    before = found.low(one.first - 1)
    if before in lexicon().clubs and not one.is_adjective:
        return False
    # "Rot-Weiss Essen", "FC Schalke 04 Herne"
    return None


def _of_university(found: Scene, one: Candidate) -> bool:
    at = one.first - 1
    # the second town of "Universität Witten/Herdecke", "Hochschule Hamm-Lippstadt"
    if found.low(at) in ("/", "-") and at - 1 in found.blocked and found.tokens.tight(one.first):
        return True
    if one.is_adjective:
        return False
    if not found.items[one.first].gap and found.low(at) not in ("-",):
        return False
    for far in range(_FAR):
        index = at - far
        if index < 0 or not found.same_sentence(index, one.first):
            return False
        token = found.items[index]
        if "\n\n" in found.items[index + 1].gap:
            return False
        if token.word and _UNIVERSITY.fullmatch(token.low):
            if not token.capital:
                return False
            return far == 0 or not _is_a_place_of_it(found, index, one.first)
        # "FernUniversität in Hagen" is a name, "Hochschule in Bochum" is not
        if token.low == "in" and far == 0 and _UNIVERSITY.fullmatch(found.low(at - 1)):
            return found.low(at - 1) in ("fernuniversität", "fernuni", "fernuniversitaet")
        if index in found.blocked and found.items[index + 1].gap == " ":
            continue  # the towns of "Hochschule Gelsenkirchen Bottrop Recklinghausen"
        if index in found.ending or index in found.beginning:
            return False
        if not (token.capital or token.low in _BETWEEN or token.text in "-&"):
            return False
        if token.text.islower() and token.low not in _BETWEEN:
            return False
    return False


def _is_a_place_of_it(found: Scene, head: int, town: int) -> bool:
    """As in "Hochschule und Stadt Bochum": the university's name ended before."""
    between = [found.low(index) for index in range(head + 1, town)]
    return any(word in ("stadt", "städte", "kreis", "campus", "standort") for word in between)


def _of_medium(found: Scene, one: Candidate) -> bool:
    known = lexicon()
    behind = found.low(one.behind)
    if one.is_adjective:
        return behind in known.media_behind
    if behind == "-" and found.tokens.tight(one.behind) and found.tokens.tight(one.behind + 1):
        return found.low(one.behind + 1) in known.media_behind  # "Herne-Kurier"
    gap = found.items[one.first].gap
    if not gap or not found.tokens.inside(one.first - 1):
        return False
    before = found.items[one.first - 1]
    if before.low in known.media_before and before.capital:
        return True
    return "\n" not in gap and is_in_a_papers_name(before.text, behind, found.low(one.behind + 1))


def _of_company(found: Scene, one: Candidate) -> bool:
    """As in "Messe Essen GmbH"; not "RuhrFutur gGmbH, Essen" and not "in Essen die Vonovia SE"."""
    at = one.first - 1
    if one.is_adjective or not found.same_sentence(at, one.first):
        return False
    before = found.items[at]
    # "in Essen die Vonovia SE": where it is; "der Lünen Catering GmbH": a name
    if not before.word or not (before.capital or before.low in ARTICLES or before.low in FUSED):
        return False
    for index in range(one.behind, one.behind + _BEHIND):
        if not found.same_sentence(one.first, index):
            return False
        token = found.items[index]
        if token.low in lexicon().companies:
            return True
        if not token.word or not (token.capital or token.low in ("und", "für")):
            return False
        if index in found.beginning:
            return False
    return False
