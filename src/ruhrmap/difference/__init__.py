"""What a data package says that another one does not: rows, words, figures.

:func:`package_difference` compares the tables cell by cell and takes packages in any state;
:func:`difference` compares what they mean, and takes two catalogues that are in order.
Nothing here asks the clock: which of two packages is the older one is said by the caller.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from ruhrmap import coverage
from ruhrmap.difference.figures import Move, Moved, moves
from ruhrmap.difference.tables import (
    Cell,
    FileChange,
    Kind,
    PackageDifference,
    RowChange,
    TableDifference,
    keyed,
    package_difference,
)
from ruhrmap.difference.words import told
from ruhrmap.model import Catalog, Text

__all__ = [
    "Cell",
    "Difference",
    "FileChange",
    "Kind",
    "Move",
    "Moved",
    "PackageDifference",
    "RowChange",
    "TableDifference",
    "difference",
    "keyed",
    "package_difference",
]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changes for the reader of the map.

    Attributes
    ----------
    words : tuple of Text
        One sentence for each change of a member or membership, in the order of the files,
        then evidence, time axis and version.
    moves : tuple of Move
        The spans of days on which a figure is another one, in order.
    """

    words: tuple[Text, ...]
    moves: tuple[Move, ...]

    def __bool__(self) -> bool:
        return bool(self.words or self.moves)

    def as_dict(self) -> dict[str, Any]:
        """For JSON: texts in both languages, days as ISO 8601-1."""
        return {
            "words": [text.by_language() for text in self.words],
            "figures": [move.as_dict() for move in self.moves],
        }


def difference(
    old: Catalog,
    new: Catalog,
    frames: tuple[Sequence[coverage.Frame], Sequence[coverage.Frame]] | None = None,
) -> Difference:
    """What the new data say otherwise than the old: in words, and in figures by days.

    Parameters
    ----------
    old, new : Catalog
    frames : pair of sequences of Frame, optional
        Those of ``old`` and ``new``, where the caller has them already.

    Examples
    --------
    >>> from dataclasses import replace
    >>> from ruhrmap import catalog
    >>> new = catalog.load()
    >>> old = replace(new, memberships=tuple(
    ...     one for one in new.memberships if one.member_id != "stadt-oberhausen"))
    >>> found = difference(old, new)
    >>> found.words[0].de
    'Oberhausen tritt am 9. April 2024 bei.'
    >>> move = found.moves[0]
    >>> move.start.isoformat(), [(one.key, one.before.de, one.after.de) for one in move.figures][:2]
    ('2024-04-09', [('kommunen', '13', '14'), ('districts', '13', '14')])
    """
    of_old, of_new = frames or (coverage.frames(old), coverage.frames(new))
    return Difference(told(old, new), moves(of_old, of_new))
