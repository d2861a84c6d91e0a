"""The lines of a text, and those that are known by how they begin."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ruhrmap.press.reading.local import LocalPattern

# A heading below which nothing is told of the event itself.
BELOW: Final = LocalPattern(
    r"[\W_]{0,6}(?:Über (?:(?:(?:die|das|den) )?«written»|uns|die Bildungsinitiative|die Initiative"
    r"|den Regionalverband|(?:den|die|das) «partners»"
    r"|die Stiftung|das Projekt|das Programm|die Stadt|den Kreis)\b"
    r"|Zur (?:Bildungsinitiative|Initiative|Stiftung)\b[^.\n]{0,40}$"
    r"|Hintergrund(?:information(?:en)?)?\b[^.\n]{0,50}$"
    r"|(?:Presse|Medien)?-?[Kk]ontakt(?:e|daten)?\b[^.\n]{0,60}$"
    r"|Ansprechpartner(?:in(?:nen)?)?\b|Ansprechperson|Ansprechpartner\*"
    r"|(?:Für|Bei) (?:Rückfragen|Fragen|weitere Fragen)\b|Rückfragen\b"
    r"|Weitere Informationen\b|Weiterführende Informationen|Mehr Informationen\b"
    r"|Herausgeber(?:in)?\b|Impressum\b|Redaktion:|V\.\s?i\.\s?S\.\s?d\.\s?P|Abdruck honorarfrei"
    r"|-{2,}\s*$|Mit freundlichen Grüßen)",
)
MAIL: Final = re.compile(
    r"\W{0,3}(?:Von|An|Cc|CC|Bcc|Gesendet|Datum|Betreff|From|To|Subject|Sent|Date|Antwort an"
    r"|Reply-To|Anhänge?|Priorität|Message-ID|Content-Type|MIME-Version):\s"
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the plain text that is not empty."""

    start: int
    end: int
    text: str
    after_gap: bool  # an empty line stands before it


def divided(text: str) -> tuple[Line, ...]:
    """Divide a plain text."""
    found, start, gap = [], 0, False
    for raw in text.split("\n"):
        if raw.strip():
            found.append(Line(start, start + len(raw), raw, gap))
            gap = False
        else:
            gap = True
        start += len(raw) + 1
    return tuple(found)
