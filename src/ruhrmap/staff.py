"""Whether this process serves the staff: the one switch for their pages and for uploads.

Streamlit changes pages inside one connection, so a login in front of some paths would guard
nothing. The staff's pages therefore belong to a process of their own (see docs/staff.md);
where the switch is off they are not hidden, they do not exist.
"""

from __future__ import annotations

import os
from typing import Final

VARIABLE: Final = "RUHRMAP_STAFF"

_ON: Final = frozenset({"1", "true", "yes", "on", "ja"})
_OFF: Final = frozenset({"", "0", "false", "no", "off", "nein"})


def enabled() -> bool:
    """Whether the staff's pages and uploads exist in this process; off unless it is said.

    Raises
    ------
    ValueError
        If the switch is set to something that says neither.
    """
    given = os.environ.get(VARIABLE, "").strip()
    if given.lower() in _ON:
        return True
    if given.lower() in _OFF:
        return False
    raise ValueError(f"{VARIABLE}: {given!r} says neither 1 (on) nor 0 (off)")
