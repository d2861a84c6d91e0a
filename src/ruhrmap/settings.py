"""Streamlit's options, from the one file that ``streamlit run`` reads too.

``streamlit run app.py`` finds ``.streamlit/config.toml`` beside the entry; an installed
copy has no such folder, so the wheel carries the file inside the package.
"""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

_IN_PACKAGE = Path(__file__).parent / "streamlit.toml"
_IN_CHECKOUT = Path(__file__).parents[2] / ".streamlit" / "config.toml"


def options() -> dict[str, Any]:
    """The options by their dotted names, as ``st.App.run`` takes them."""
    path = _IN_PACKAGE if _IN_PACKAGE.is_file() else _IN_CHECKOUT
    return dict(_flat(tomllib.loads(path.read_text("utf-8"))))


def _flat(table: dict[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    pairs: list[tuple[str, Any]] = []
    for key, value in table.items():
        if isinstance(value, dict):
            pairs += _flat(value, f"{prefix}{key}.")
        else:
            pairs.append((prefix + key, value))
    return pairs
