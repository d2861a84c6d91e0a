"""Instead of any page, while the data package is broken: what is wrong and where."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ruhrmap.checks import Finding, line
from ruhrmap.messages import DEFAULT_LANGUAGE, message


def show(findings: Iterable[Finding]) -> None:
    """List every finding, as plain text."""
    st.title(message(DEFAULT_LANGUAGE, "broken.heading"), anchor=False)
    st.write(message(DEFAULT_LANGUAGE, "broken.explanation"))
    for finding in findings:
        st.text(line(finding, DEFAULT_LANGUAGE))
