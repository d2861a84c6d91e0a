"""What a document may load and do: one Content-Security-Policy a kind of document.

A policy allows this very server and nothing else. Whatever goes beyond ``'self'`` is an
:class:`Allowance` and cannot be written down without its reason. There is no
``'unsafe-inline'`` for scripts and no ``'unsafe-eval'`` anywhere: scripts inside a document
are allowed by the hash of their text, and only by who wrote that text.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

SELF: Final = "'self'"
NONE: Final = "'none'"


@dataclass(frozen=True, slots=True)
class Allowance:
    """A source besides this server's own address, and why there is no way without it."""

    directive: str
    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class Policy:
    """A policy without ``frame-ancestors``, which :mod:`ruhrmap.web.headers` adds.

    Attributes
    ----------
    own : tuple of str
        Directives that allow this very server; all others allow nothing.
    allowances : tuple of Allowance
    """

    own: tuple[str, ...]
    allowances: tuple[Allowance, ...] = ()

    def text(self, scripts: Iterable[str] = ()) -> str:
        """The header's value; ``scripts`` are the texts of the document's inline scripts."""
        given: dict[str, list[str]] = {directive: [SELF] for directive in self.own}
        for one in self.allowances:
            given.setdefault(one.directive, []).append(one.source)
        given.setdefault("script-src", []).extend(digest(script) for script in scripts)
        loads = [f"{name} {' '.join(sources)}" for name, sources in given.items() if sources]
        # a worker would be allowed what scripts are, a blob of the page's for one
        nothing = ("worker-src 'none'", "base-uri 'none'", "form-action 'none'")
        return "; ".join(["default-src 'none'", *loads, *nothing])


def digest(text: str) -> str:
    """The source that allows an inline script or style with exactly this text.

    Examples
    --------
    >>> digest("")
    "'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='"
    """
    hashed = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(hashed).decode()}'"


# The app's pages: Streamlit's shell and bundle with our scripts in it.
PAGE: Final = Policy(
    own=(
        "script-src",
        "style-src",
        "img-src",
        "font-src",
        "connect-src",  # ws: and wss: of the same host and port are 'self' as well
        "frame-src",
    ),
    allowances=(
        Allowance(
            "script-src",
            "blob:",
            "Streamlit hands a component's script to the browser as a blob and imports it; only"
            " a script that runs already can make one",
        ),
        Allowance(
            "style-src",
            digest(""),
            "Streamlit's style engine makes an empty style element and adds rules by script;"
            " the hash allows the empty text alone",
        ),
        Allowance(
            "img-src",
            "data:",
            "a picture that was made is shown before it is saved, a drawing among them; nothing is"
            " fetched",
        ),
        Allowance(
            "font-src",
            "data:",
            "Streamlit's style sheet holds a typeface for code; nothing is fetched",
        ),
    ),
)

# The map's document: streamlit-folium's, with our map in it (ruhrmap.web.mapframe).
FRAME: Final = Policy(
    own=("script-src", "style-src"),
    allowances=(
        Allowance(
            "style-src",
            "'unsafe-inline'",
            "streamlit-folium writes the theme's colours into a style element, another text for"
            " each theme; styles alone, in the frame alone",
        ),
    ),
)

# The embeddable page: everything from this server, nothing inside the document.
EMBED: Final = Policy(
    own=("script-src", "style-src", "img-src", "connect-src"),
    allowances=(
        Allowance(
            "img-src",
            "data:",
            "an empty picture as the page's icon, so that no browser asks for one",
        ),
    ),
)

# Data, files, pictures, scripts, redirects, errors: nothing in them is to run at all.
ANSWER: Final = "default-src 'none'; base-uri 'none'; form-action 'none'; sandbox"

POLICIES: Final = {"page": PAGE, "frame": FRAME, "embed": EMBED}
