"""Whether this process serves the staff: the one switch for their pages and for uploads.

Streamlit changes pages inside one connection, so a login in front of some paths would guard
nothing. The staff's pages therefore belong to a process of their own (see docs/staff.md);
where the switch is off they are not hidden, they do not exist.
"""

from __future__ import annotations

from typing import Final

from ruhrmap import configuration

VARIABLE: Final = configuration.STAFF.name


def enabled() -> bool:
    """Whether the staff's pages and uploads exist in this process; off unless it is said.

    Raises
    ------
    ruhrmap.configuration.ConfigurationError
        If the switch is set to something that says neither.
    """
    return configuration.flag(configuration.STAFF)
