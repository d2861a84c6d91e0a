"""What the name of a paper looks like, and where one stands alone in a line.

The rule: a paper is called by a noun for papers behind the name of its region ("Emscher-Zeitung",
"Dorstener Tageblatt"), by a brand that everybody knows (WAZ), or by any name whatever that has
its issue behind it ("Nordblick – Ausgabe vom Freitag"). It sends the text only where it stands
in a line of its own, with nothing beside it but a date, a section, its edition or its address.
"""

from __future__ import annotations

import re
from typing import Final

from ruhrmap.press.reading.lexicon import lexicon
from ruhrmap.press.reading.local import LocalPattern, by_region
from ruhrmap.press.reading.vocabulary import listed

# "Ausgabe vom", "Lokalausgabe": what stands behind a name makes it the name of a paper
ISSUES: Final = frozenset(listed("ausgabe lokalausgabe lokalredaktion lokalteil"))
_ISSUE: Final = re.compile(
    r"(?P<name>[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+){0,3})[ ]?[,|–—-][ ]"
    r"(?:Ausgabe (?:vom|Nr)\b|Lokal(?:ausgabe|teil|redaktion)\b)"
)
_NO_PAPER: Final = LocalPattern(
    r"(?i:newsletter|presse|medien|«name»|info)"
    r"|\b(?:\w*[Ss]tadt|Kreis|Gemeinde|Rathaus|Schule)\b"
)
_SEPARATED: Final = re.compile(r"\s*(?:[|·•,(]|\s[–—-]\s|\bvom\b|\bam\b)\s*")
_ADDRESS: Final = re.compile(r"\S*(?:@|www\.|https?:)\S*|\b[\w-]+\.(?:de|info|com|example)\b")
_ORIGIN: Final = re.compile(r"(?:Quelle|Aus|Erschienen in|Redaktion|©(?: \d{4})?)\s*:?\s+")
_SMALL: Final = frozenset(listed("vom am den der die das im in an und von uhr für min lesezeit"))
_LONGEST: Final = 200  # letters of a line that is looked at
_WORDS: Final = 16  # of a line that holds a paper's name and what goes with it


@by_region
def _name() -> re.Pattern[str]:
    """A paper's name with its edition, and nothing else."""
    known = lexicon()
    nouns = "|".join(sorted(known.media_behind | {"post"}))
    brands = "|".join(map(re.escape, sorted(known.media_brands, key=len, reverse=True)))
    edition = r"(?:[ -][A-ZÄÖÜ][\w-]+){0,2}"
    return re.compile(
        rf"(?:{brands}){edition}"
        r"|(?:Radio|Antenne|Lokalradio)[ ][A-ZÄÖÜ\d][\w.-]*(?:[ ][A-ZÄÖÜ\d][\w.-]*){0,2}"
        r"|(?!(?:Gute|Schlechte|Neue(?:ste)?|Aktuelle|Letzte|Weitere|Frohe|Kurze|Die|Der|Das|Ein|Eine"
        r"|Unsere|Ihre|Presse|Medien|Schul\w*|Kita-?\w*)[ -]"
        r"(?i:nachrichten|post|zeitung|rundschau)\b)"
        rf"(?:[A-ZÄÖÜ][\w.]*[ /-]){{1,3}}(?i:{nouns})\b{edition}"
        r"|[A-ZÄÖÜ][a-zäöüß]{2,}(?:bote|kurier|anzeiger|rundschau|zeitung|tageblatt|kreisblatt)"
        r"|(?:Tageblatt|Wochenblatt|Kreisblatt|Volksblatt|(?:Stadt|General)?[Aa]nzeiger|Kurier)"
        r" [A-ZÄÖÜ][\w-]+"
    )


def paper(line: str) -> str:
    """The paper that a line names and does nothing else; empty for any other line.

    Examples
    --------
    >>> paper("Emscher-Zeitung, Donnerstag, 15. November 2029")
    'Emscher-Zeitung'
    >>> paper("Moersblick – Ausgabe vom Montag"), paper("Der Kurier kam am Montag nicht")
    ('Moersblick', '')
    """
    if len(line) > _LONGEST:
        return ""
    bare = _ORIGIN.sub("", _ADDRESS.sub(" ", line).strip(" \t#*_=-|>()"))
    if len(bare.split()) > _WORDS:
        return ""
    if (issue := _ISSUE.match(bare)) and not _NO_PAPER.search(issue["name"]):
        return _cased(issue["name"])
    if any(word not in _SMALL for word in re.findall(r"(?<![\w-])[a-zäöüß]{2,}\b", bare)):
        return ""
    for part in _SEPARATED.split(bare):
        if _name().fullmatch(part):
            return _cased(part)
    return ""


def _cased(name: str) -> str:
    """A name that is written in capitals, as it is called."""
    return name.title() if name.isupper() and len(name) > _BRAND else name


_BRAND: Final = 4  # letters; longer names in capitals are names written in capitals


def is_in_a_papers_name(before: str, behind: str, next_word: str) -> bool:
    """Whether a town between two words is the end of a paper's name.

    As in "Nordblick Gladbeck – Ausgabe vom Freitag"; ``before`` is as written, the word behind
    and the next one are in small letters.
    """
    is_name = before[:1].isupper() and not _NO_PAPER.search(before)
    return is_name and behind in ("-", "–", "—", ",", "|") and next_word in ISSUES
