"""A source as the reference list cites it, in German as the whole column is."""

from __future__ import annotations

from datetime import date
from typing import Final

from ruhrmap import wording
from ruhrmap.dates import Edtf
from ruhrmap.messages import message, short_date

_LANGUAGE: Final = "de"
_ENDS: Final = (".", "?", "!", "…")


def citation(
    publisher: str,
    title: str,
    day: Edtf | None,
    address: str,
    accessed: date,
    *,
    title_read: bool = True,
) -> str:
    """One line in the style of ``sources.csv``.

    Examples
    --------
    >>> from ruhrmap.dates import parse
    >>> citation("RuhrFutur", "Der Kreis Wesel tritt bei", parse("2026-09"), "", date(2026, 9, 2))
    'RuhrFutur: Der Kreis Wesel tritt bei. September 2026. Adresse nicht bekannt.'
    """
    parts = [f"{publisher}: {title}" + ("" if title.endswith(_ENDS) else ".")]
    if not title_read:
        parts.append(message(_LANGUAGE, "proposal.citation_title_not_read"))
    parts.append(_dated(day))
    if address:
        parts.append(
            message(
                _LANGUAGE,
                "proposal.citation_accessed",
                address=address,
                day=short_date(_LANGUAGE, accessed),
            )
        )
    else:
        parts.append(message(_LANGUAGE, "proposal.citation_no_address"))
    return " ".join(parts)


def _dated(day: Edtf | None) -> str:
    if day is None:
        return message(_LANGUAGE, "proposal.citation_undated")
    if not day.approximate:
        return wording.edtf(_LANGUAGE, day) + "."
    exact = Edtf(day.earliest, day.latest, day.text.rstrip("~"), day.precision)
    about = wording.edtf(_LANGUAGE, exact)
    return message(_LANGUAGE, "proposal.citation_about", day=about)
