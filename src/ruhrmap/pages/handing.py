"""The field that takes a file on a staff's page; ``frontend/upload.js`` draws it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ruhrmap import wording
from ruhrmap.messages import message, pick
from ruhrmap.pages.parts import mount
from ruhrmap.site import Site
from ruhrmap.web.uploads import Intake

_MEGA = 1_000_000


def field(
    here: Site,
    language: str,
    intake: Intake,
    *,
    key: str,
    label: str,
    hint: str,
    accept: str,
    on_answer: Callable[[], None] | None = None,
) -> dict[str, Any] | None:
    """Draw the field; the answer to a file that has just been read, else None.

    The answer is there for one run alone: whoever needs it longer keeps it, say in
    ``on_answer``, which finds it by :func:`answer`.

    Parameters
    ----------
    intake : Intake
        The address that takes the file.
    key : str
        Of the component; letters and hyphens.
    label, hint : str
        What is wanted; what is taken, and that nothing is kept.
    accept : str
        Endings that the browser's dialog offers, ``".txt,.pdf"``.
    """
    most = pick(language, wording.figure(intake.most // _MEGA))
    texts = {
        name: message(language, f"upload.{name}") for name in ("choose", "drop", "one", "failed")
    }
    texts |= {
        name: message(language, f"upload.{name}", name="{name}") for name in ("reading", "read")
    }
    mount(
        here,
        "upload",
        content={
            "key": key,
            "path": intake.path,
            "most": intake.most,
            "label": label,
            "hint": hint,
            "accept": accept,
            "texts": {**texts, "large": message(language, "upload.large", most=most)},
        },
        key=key,
        on_answer_change=on_answer or _nothing,
    )
    return answer(key)


def answer(key: str) -> dict[str, Any] | None:
    """What a file was answered with, in the run that its arrival has set off.

    It comes by way of the browser: what stands in it is for whoever uses it to look at.
    """
    state = st.session_state.get(key)
    found = state.get("answer") if isinstance(state, Mapping) else None
    return found if isinstance(found, dict) else None


def _nothing() -> None:
    """A component hands a value over only with something that waits for it."""
