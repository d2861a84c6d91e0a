"""People who are called like a town: "Frau Dr. Hagen", "Christian Essen", "Werner Müller"."""

from __future__ import annotations

from ruhrmap.press.reading.lexicon import LOCATING, lexicon
from ruhrmap.press.reading.local import local
from ruhrmap.press.reading.scene import Candidate, Scene
from ruhrmap.press.reading.vocabulary import listed

# "St. Josef Herne" is a house
_SAINTS = frozenset(["st", "sankt", "haus", "schule", "gymnasium", "kolleg", "stift", "hospital"])
_BEFORE_A_TOWN = frozenset(
    listed(
        "in aus nach für von bei um stadt raum ganz bahnhof gegen und oder sowie mit zwischen bis"
        " über durch an ab ohne wie auch dass"
    )
)
_NOBLE = frozenset(["von", "van", "de", "zu"])


_CALLS = frozenset(listed("heißt heiße heißen hieß hießen namens nennen nennt sagen rufen"))
_LINKS = frozenset(["links", "rechts", "l", "r"])  # "v. l.", "von links"
_LONGEST_CAPTION = 40  # tokens


def introduced(found: Scene) -> int:
    """The first token of a first name that is a town's, with its surname; -1 without one."""
    return next(
        (
            index
            for index, token in enumerate(found.items)
            if token.text in local().words.first_names and _is_first_name(found, index)
        ),
        -1,
    )


def goes_by_first_name(found: Scene, one: Candidate, person: int) -> bool:
    """Whether a bare name is that of somebody who is introduced with it.

    As in "alle sagen Hagen", and behind the introduction at the beginning of a quote.
    """
    if (
        person < 0
        or found.items[one.first].text not in local().words.first_names
        or one.behind != one.first + 1
    ):
        return False
    before = found.low(one.first - 1)
    if before in _CALLS:
        return True
    return person < one.first and before in ("„", '"', "»", "“") and _stands_alone(found, one)


def is_person(found: Scene, one: Candidate) -> bool | None:
    """False for a surname, or for "Hagen" as a first name."""
    if one.is_member or one.entry.is_kreis:
        return None
    if _is_surname(found, one.first):
        return False
    if one.behind == one.first + 1 and _is_first_name(found, one.first):
        return False
    if _in_a_caption(found, one):
        return False
    if _said_by_a_person(found, one):
        return False
    return None


def _is_surname(found: Scene, first: int) -> bool:
    """Whether a title, a first name or an initial stands before a token."""
    at = first - 1
    if at < 0 or not found.same_sentence(at, first) or not found.items[first].gap:
        return False
    known = lexicon()
    token = found.items[at]
    if token.low in _NOBLE and at > 0 and found.items[at - 1].text in known.first_names:
        return found.items[first - 2].gap != "" or first == 2
    if token.text == "." and at > 0:
        short = found.items[at - 1]
        if short.low in known.titles:
            return True
        # "J. Hagen"; not "a. d. Ruhr", which is a small letter
        is_initial = len(short.text) == 1 and short.capital
        return is_initial and not found.low(at - 2).isdigit()
    if token.low in known.titles and token.word:
        return True
    if _may_be_first_name(token.text) and _is_surname(found, at):
        return True  # "Dr. Hagen Rheinberg"
    if token.word and token.capital and _is_title(found, at - 1):
        return True  # "Dr. Leonhard Weseler"
    if token.text not in known.first_names:
        return False
    before = found.low(at - 1)
    if token.low == "august" and before == "." and found.low(at - 2).isdigit():
        return False  # "ab 6. August Schwerte"
    if before in _SAINTS or (before == "." and found.low(at - 2) in _SAINTS):
        return False
    # "… mit Thomas Eiskirch" is two names; "Kirche St. Paul Essen" has a saint
    if before == "-" and found.tokens.tight(at):
        return at > 1 and found.items[at - 2].text in known.first_names  # "Anna-Lena Hagen"
    return True


def _may_be_first_name(text: str) -> bool:
    own = local().words
    return text in own.first_names or text in own.seldom_first_names


def _is_title(found: Scene, at: int) -> bool:
    if at < 1 or not found.same_sentence(at, at + 1):
        return False
    titles = lexicon().titles
    return found.low(at) in titles or (found.low(at) == "." and found.low(at - 1) in titles)


def _is_first_name(found: Scene, first: int) -> bool:
    """Whether it is a first name with a surname behind it: "Hagen Müller", "Werner Müller"."""
    at = first + 1
    text = found.items[first].text
    if not found.tokens.inside(at) or found.items[at].gap not in (" ", "\n"):
        return False
    behind = found.items[at]
    if not behind.word or not behind.capital or at in found.beginning:
        return False
    known = lexicon()
    if behind.text in known.surnames and _may_be_first_name(text):
        return found.low(first - 1) not in LOCATING
    if text not in local().words.first_names:
        return False
    if behind.text.startswith(known.civic):
        return False
    # a town with a noun right behind it needs something before it: "in Hagen Kinder zu …"
    return found.low(first - 1) not in _BEFORE_A_TOWN


def _in_a_caption(found: Scene, one: Candidate) -> bool:
    """Whether it is one of the surnames of a caption: "(v. l.): Korkmaz, Wiesmann, Hagen"."""
    if one.is_adjective or one.behind != one.first + 1:
        return False
    at, others = one.first, 0
    while at > one.first - _LONGEST_CAPTION and found.low(at - 1) in (",", "und"):
        if at - 2 < 0 or not found.items[at - 2].capital:
            return False
        at -= 2
        others += at not in found.beginning
    if found.low(one.behind) in (",", "und") and found.tokens.inside(one.behind + 1):
        others += found.items[one.behind + 1].capital and one.behind + 1 not in found.beginning
    marked = {found.low(index) for index in range(at - 4, at)}
    return others > 0 and found.low(at - 1) in (":", ")", ".") and not marked.isdisjoint(_LINKS)


def _said_by_a_person(found: Scene, one: Candidate) -> bool:
    """A bare surname beside a verb of saying, of somebody whom the text has introduced."""
    if one.behind != one.first + 1:
        return False
    behind_it = found.items[one.behind] if found.tokens.inside(one.behind) else None
    if one.is_adjective and behind_it is not None and behind_it.word and behind_it.capital:
        return False
    verbs = lexicon().verbs_of_saying
    before, behind = found.low(one.first - 1), found.low(one.behind)
    beside = before in verbs or before == "so" or behind in verbs
    if not beside and not _stands_alone(found, one) and not _follows_a_verb(found, one):
        return False
    name = found.items[one.first].text
    return any(
        token.text == name and index != one.first and _is_surname(found, index)
        for index, token in enumerate(found.items[: one.first])
    )


def _follows_a_verb(found: Scene, one: Candidate) -> bool:
    """Whether a small word stands before it that places nothing, in a text without that town."""
    at = one.first - 1
    if at < 0 or not found.same_sentence(at, one.first) or found.neighbours(one):
        return False
    before = found.items[at]
    if not before.word or before.capital or before.low in _BEFORE_A_TOWN:
        return False
    return not any(
        other.key == one.key and found.low(other.first - 1) in _BEFORE_A_TOWN
        for other in found.candidates
    )


def _stands_alone(found: Scene, one: Candidate) -> bool:
    """Whether it begins its sentence, with nothing beside it that shows a town."""
    first, _ = found.tokens.sentence_of(one.first)
    if one.first - first > 1 or found.neighbours(one):
        return False
    behind = found.items[one.behind] if found.tokens.inside(one.behind) else None
    return behind is not None and behind.word and not behind.capital
