"""Sentences, and how they tell what they tell: done, planned, denied, or long ago."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import Final

from ruhrmap.press.reading.layout import Layout
from ruhrmap.press.reading.tokens import Tokens

_MOST: Final = 1500  # letters of a sentence that are looked at


class Mode(Enum):
    """How a sentence tells of an accession or a signing."""

    DONE = auto()  # it happens now, or has just happened
    PLANNED = auto()  # it is to happen
    DENIED = auto()  # not, perhaps, if
    PAST = auto()  # long ago, or others


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with its tokens ``first`` to before ``behind``."""

    index: int
    first: int
    behind: int
    start: int
    text: str
    in_title: bool
    in_body: bool

    def holds(self, place: int) -> bool:
        """Whether a place of the plain text lies in it."""
        return self.start <= place < self.end

    @property
    def end(self) -> int:
        """Behind its last letter in the plain text."""
        return self.start + len(self.text)


def sentences(tokens: Tokens, layout: Layout, dateline: int = 0) -> tuple[Sentence, ...]:
    """The sentences of a text. The dateline, up to ``dateline``, belongs to none of them."""
    found = []
    for index, (begin, behind) in enumerate(tokens.sentences):
        first, start = begin, tokens.items[begin].start
        if start < dateline <= tokens.items[behind - 1].start:
            first = tokens.at(dateline)
            start = tokens.items[first].start
        if start < layout.title_start <= tokens.items[behind - 1].start:
            first = tokens.at(layout.title_start)  # "Betreff: …"
            start = tokens.items[first].start
        in_title = layout.title_start <= start < layout.title_end
        end = min(tokens.items[behind - 1].end, start + _MOST)
        found.append(
            Sentence(
                index=index,
                first=first,
                behind=behind,
                start=start,
                text=tokens.plain.flat[start:end],
                in_title=in_title,
                in_body=in_title or layout.mail_end <= start < layout.body_end,
            )
        )
    return tuple(found)


_DENIED: Final = re.compile(
    r"\b(?:nicht|kein|keine|keinen|keinem|keiner|niemals|weder|könnte[nt]?|könne|würde[nt]?"
    r"|hätte[nt]?|wollte[nt]?|wäre[nt]?|möchte[nt]?|möglich\w*|denkbar|erwäg\w*|prüf(?:t|en|te|ten)|geprüft"
    r"|überleg\w*|diskutier\w*|berät|beraten|angestrebt\w*|anstreb\w*|strebt|streben|wünsch\w*"
    r"|wirbt|werben|hofft|hoffen|lehnt|lehnte|lehnten|abgelehnt|vertagt\w*|offen|fehlt|fehlen"
    r"|solle|sollte|sollten|falls|sofern|ob|interessier\w*|interesse|gespräche"
    r"|verschieb\w*|verschob\w*|verschoben|aufgeschoben|zurückgestellt\w*|gescheitert\w*|scheiter\w*"
    r"|platzt|geplatzt|gestoppt|dementier\w*|winkt ab|winken ab|fällt aus|auf Eis|vorerst"
    r"|abgesagt\w*|entfällt|entfallen|abgeblasen|bleibt (?:draußen|außen vor)|zögert|zögern"
    r"|vom Tisch"
    r"|verhandl\w*|empfiehlt|empfehlen|beantrag\w*|antrag)\b",
    re.IGNORECASE,
)
# "nicht nur", "nicht zuletzt" deny nothing
_NOT_DENIED: Final = re.compile(
    r"\bnicht (?:nur|zuletzt|mehr wegzudenken|allein|ohne|erst|einmal)\b"
    r"|\bkeine Frage\b"
    r"|\b(?:kein\w*|nicht)\b[^,.;]{0,80}, sondern\b"
    r"|\b[Mm]öglich (?:wird|wurde|macht|machen|gemacht|geworden)\b"
    r"|\bkein(?:e[nmr]?)? (?:Kind|Jugendlich)\w*"
    r"|\boffen(?:e[nrsm]?)? (?:Ganztag|Tür)\w*|\bob\b(?= groß)",
    re.IGNORECASE,
)
_INFINITIVES: Final = (
    r"(?:unterzeichnen|unterschreiben|besiegeln|beitreten|beizutreten|anschließen|anzuschließen"
    r"|unterzeichnet werden|unterschrieben werden|besiegelt werden|vollzogen werden"
    r"|aufgenommen werden|mitmachen|einsteigen|dazustoßen|hinzukommen|dabei sein"
    r"|Mitglied werden|Partner werden|vollziehen|verstärken|leisten|setzen)"
)
_PLANNED: Final = re.compile(
    r"\b(?:will|wollen|soll|sollen|wird|werden|plant|planen|beabsichtig\w*|kündig\w*|vor)\b"
    rf".{{0,400}}?\b{_INFINITIVES}\b"
    rf"|\b{_INFINITIVES}\b.{{0,20}}?\b(?:will|wollen|soll|sollen|wird|werden)\b"
    r"|\bzu (?:unterzeichnen|unterschreiben)\b|\bbeauftragt\b"
    r"|\b(?:geplant\w*|bevorstehend\w*|anstehend\w*|vorgesehen\w*|künftige[nrs]?|demnächst"
    r"|voraussichtlich"
    r"|vorbehaltlich|in Kürze|in den kommenden|im kommenden|im nächsten|grünes Licht"
    r"|beschloss\w*|beschlossen|stimmte[n]?|zugestimmt|befürwortet\w*|ebnet\w*|Weg frei"
    r"|vor (?:dem|einem|ihrem|seinem) Beitritt|steht bevor|am (?:kommenden|nächsten|morgigen)"
    r"|bald|Einladung|laden|Pressetermin|Fototermin)\b",
    re.IGNORECASE | re.DOTALL,
)
_PAST: Final = re.compile(
    r"\b(?:damals|seinerzeit|bereits (?:seit|im|am|in|vor|zuvor|\d)|schon (?:seit|im|vor"
    r"|\d)|seit \d{4}"
    r"|seit (?:dem|der|ihrer|seiner|Januar|Februar|März|April|Mai|Juni|Juli|August|September"
    r"|Oktober|November|Dezember|Anfang|Ende|Mitte|vielen|mehreren|einigen|Jahren|fünf|zehn|zwei"
    r"|drei|vier|sechs|sieben)"
    r"|Gründungsmitglied\w*|vor (?:\w+ )?(?:Jahren|Monaten)|im Vorjahr|im vergangenen Jahr"
    r"|im letzten Jahr|zuvor|zuletzt|ursprünglich|von Anfang an|von Beginn an|erstmals \d{4})\b"
    r"|\b(?:hatte[n]?)\b.{0,300}\b(?:unterzeichnet|unterschrieben|angeschlossen|besiegelt)\b"
    r"|\bwar(?:en)?\b(?:(?!\b(?:ist|sind)\b).){0,300}\b(?:beigetreten|hinzugekommen|dazugekommen)\b"
    r"|\b(?:beigetreten|hinzugekommen|dazugekommen) war(?:en)?\b"
    r"|\b(?:unterzeichnet|unterschrieben|angeschlossen) hatte[n]?\b",
    re.IGNORECASE | re.DOTALL,
)


_BEFORE: Final = re.compile(r"\bnachdem\b[^.;]{0,200}\b(?:hatte|hatten|war|waren)\b", re.IGNORECASE)


def mode(text: str) -> Mode:
    """How a part of a text tells: the rule is by words, and denial goes before all.

    Examples
    --------
    >>> mode("Die Stadt tritt der Initiative bei."), mode("Sie könnte ihr beitreten.")
    (<Mode.DONE: 1>, <Mode.DENIED: 3>)
    >>> mode("Die Stadt wird die Vereinbarung im Mai unterzeichnen.")
    <Mode.PLANNED: 2>
    """
    # "… unterschrieb, nachdem der Rat zugestimmt hatte": what was before is no plan
    bare = _BEFORE.sub(" ", _NOT_DENIED.sub(" ", text))
    if _DENIED.search(bare):
        return Mode.DENIED
    if _PLANNED.search(bare):
        return Mode.PLANNED
    return Mode.PAST if _PAST.search(bare) else Mode.DONE


_CLAUSES: Final = re.compile(
    r"(?:[,;–—]|\bund\b|\bsowie\b)[ \n]+"
    r"(?=(?:(?:zu|in|mit|bei|für|an|auf|aus|von|durch|nach)[ \n])?"
    r"(?:die|der|das|dem|den|deren|dessen|denen|dass|weil|nachdem|während|wie|wo|wenn|falls|ob"
    r"|damit|sobald|bevor|obwohl|denn|aber|doch|sondern)[ \n])|[;–—][ \n]"
)


def clause_around(sentence: Sentence, place: int) -> tuple[int, int]:
    """Begin and end of the clause in which a place stands, in the plain text."""
    begin, end = sentence.start, sentence.end
    for cut in _CLAUSES.finditer(sentence.text):
        at = sentence.start + cut.end()
        if at <= place:
            begin = at
        else:
            end = sentence.start + cut.start()
            break
    return begin, end
