"""Words, numbers and marks of a text, in sentences; addresses of pages and mail are none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ruhrmap.press.reading.local import LocalPattern
from ruhrmap.press.reading.normal import Plain
from ruhrmap.press.reading.vocabulary import listed
from ruhrmap.press.reading.wrapping import full_line

_TOKEN: Final = re.compile(r"(?P<word>[^\W\d_]+)|(?P<number>[0-9]+)|(?P<mark>[^\w\s]|_|\d)")
_ADDRESS: Final = LocalPattern(
    r"[^\s@<>()\[\],;:\"|]{1,64}@[\w-][\w.-]{0,200}"
    r"|(?<!\w)@[\w.-]{1,64}"
    r"|(?:https?://|(?<!\w)www\.)[^\s<>\"]{1,2000}"
    r"|(?<![\w@.-])(?:[\w-]{1,63}\.){1,5}"
    r"(?:de|com|org|net|eu|info|edu|«domains»|tv|fm|jobs|berlin"
    r"|koeln)(?![\w-])(?:/[^\s<>\"]{0,500})?"
)
_ENDS: Final = frozenset(".!?")
_QUOTES: Final = frozenset("\"'“”„»«)]*_")
# behind these a full stop ends no sentence
_SHORT: Final = frozenset(
    listed(
        "dr prof st str nr ca bzw usw evtl inkl ggf sog vgl abs art hrsg geb gest ing dipl phil med"
        " rer nat jur hc mio mrd tel a d b z u v e h i o s m f zzgl bspw stellv staatl ev kath max"
        " jan feb mrz apr jun jul aug sep sept okt nov dez mo di mi do fr sa so allg bes mind min"
        " std abt dez wg rd stv gem gez westf rhld rheinl oldb oldenb"
    )
)
_UNENDING: Final = frozenset(
    listed(
        "und oder sowie der die das des dem den in im am an auf von vom für mit zu zum zur bei aus"
        " als wie ist ein eine einer eines nach über unter"
    )
)


@dataclass(slots=True)
class Token:
    """One word, number or mark. ``gap`` is what stands before it: "", " ", line feeds."""

    text: str
    low: str
    start: int
    end: int
    gap: str
    word: bool
    number: bool
    masked: bool = False
    sentence: int = 0

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital letter."""
        return self.text[0].isupper()


@dataclass(frozen=True, slots=True)
class Tokens:
    """The tokens of a text and where each sentence begins and ends among them."""

    plain: Plain
    items: list[Token]
    sentences: tuple[tuple[int, int], ...]

    def low(self, index: int) -> str:
        """The token in small letters; empty outside the text."""
        return self.items[index].low if 0 <= index < len(self.items) else ""

    def inside(self, index: int) -> bool:
        """Whether there is such a token."""
        return 0 <= index < len(self.items)

    def tight(self, index: int) -> bool:
        """Whether the token stands right behind the one before it."""
        return 0 < index < len(self.items) and self.items[index].gap == ""

    def sentence_of(self, index: int) -> tuple[int, int]:
        """First and behind last token of the sentence of a token."""
        return self.sentences[self.items[index].sentence]

    def at(self, start: int) -> int:
        """The first token at or behind a place in the plain text."""
        low, high = 0, len(self.items)
        while low < high:
            middle = (low + high) // 2
            if self.items[middle].start < start:
                low = middle + 1
            else:
                high = middle
        return low


def tokens(plain: Plain) -> Tokens:
    """Divide a text.

    Examples
    --------
    >>> from ruhrmap.press.reading.normal import plain_text
    >>> [one.text for one in tokens(plain_text("Am 9. April in Kamp-Lintfort.")).items]
    ['Am', '9', '.', 'April', 'in', 'Kamp', '-', 'Lintfort', '.']
    """
    text = plain.text
    addresses = [found.span() for found in _ADDRESS.finditer(text)]
    items: list[Token] = []
    done, upcoming = 0, 0
    for found in _TOKEN.finditer(text):
        start, end = found.span()
        while upcoming < len(addresses) and addresses[upcoming][1] <= start:
            upcoming += 1
        items.append(
            Token(
                text=found[0],
                low=found[0].lower(),
                start=start,
                end=end,
                gap=text[done:start],
                word=found.lastgroup == "word",
                number=found.lastgroup == "number",
                masked=upcoming < len(addresses) and addresses[upcoming][0] <= start,
            )
        )
        done = end
    return Tokens(plain, items, _sentences(items, full_line(text)))


def _sentences(items: list[Token], full: int) -> tuple[tuple[int, int], ...]:
    spans: list[tuple[int, int]] = []
    first, line = 0, 0
    for index in range(1, len(items)):
        token = items[index]
        if "\n" in token.gap:
            length = items[index - 1].end - items[line].start
            line = index
        else:
            length = 0
        if _breaks(items, index, length, full):
            spans.append((first, index))
            first = index
        token.sentence = len(spans)
    if items:
        spans.append((first, len(items)))
    return tuple(spans)


def _breaks(items: list[Token], index: int, line: int, full: int) -> bool:
    """Whether a sentence begins at a token.

    ``line`` is the length of the line that ended, ``full`` that of one that goes on.
    """
    token = items[index]
    if not token.gap:
        return False
    if "\n\n" in token.gap:
        return True
    before = items[index - 1]
    if "\n" in token.gap and line and line < full and _is_heading(items, index):
        return True
    at = index - 1
    while at > 0 and items[at].text in _QUOTES and not items[at].gap:
        at -= 1
    mark = items[at]
    if mark.text not in _ENDS or not (token.capital or token.number or token.text in "„»\"“'-–•"):
        return False
    if mark.text == "." and at > 0:
        ended = items[at - 1]
        if ended.number and at == index - 1:
            # "31. Mai", but "im Jahr 2013. Die"
            return len(ended.text) == 4
        if ended.word and not mark.gap and before is mark and ended.low in _SHORT:
            return False
    return True


def _is_heading(items: list[Token], index: int) -> bool:
    before, token = items[index - 1], items[index]
    if before.text in ",-–" or before.low in _UNENDING:
        return False
    return token.capital or token.number or not token.word
