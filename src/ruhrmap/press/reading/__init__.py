"""The reader of press releases: rules on a gazetteer, offline.

It goes from the text outwards: one spelling (``normal``), words and sentences (``tokens``),
names (``gazetteer``, ``scene``), which of them are mentions (``doubt``, ``heads``,
``kreis``), the parts of the release (``layout``), dates (``days``, ``released``,
``signed``), who accedes (``joiners``), what it is about (``kinds``), totals, and at last
everything that is unsure (``notes``). What it knows of words stands in ``words.toml``.
Loading all that takes a while; :func:`ruhrmap.press.read` does so when something is read.
"""

from ruhrmap.press.reading.result import Found, Hints, Joiner, Mention, Reading, Total

__all__ = ["Found", "Hints", "Joiner", "Mention", "Reading", "Total"]
