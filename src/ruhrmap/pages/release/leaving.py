"""What a visit keeps of a release, by name: the frame around the pages forgets it.

Apart from what reads releases, as every page asks for it.
"""

from __future__ import annotations

from typing import Final

import streamlit as st

HELD: Final = "ruhrmap.release"
MADE: Final = "ruhrmap.release.made"
ARRIVED: Final = "ruhrmap.release.arrived"


def forget() -> None:
    """Another page is open: nothing is kept."""
    for key in (HELD, MADE, ARRIVED):
        st.session_state.pop(key, None)
