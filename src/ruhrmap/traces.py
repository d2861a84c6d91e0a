"""What a visit leaves in the browser: the privacy page names it, a test compares.

All of it is Streamlit's; our own scripts keep nothing.
"""

from __future__ import annotations

from typing import Final

from ruhrmap.sitemap import pages

# Set by the server with its first answer to Streamlit's script, for as long as the browser
# runs: what writes to the server has to repeat it, which another site cannot.
COOKIES: Final = ("_streamlit_xsrf",)


def storage_keys() -> tuple[str, ...]:
    """Keys of the local storage: how a page is shown (light, dark), one for each page opened.

    Examples
    --------
    >>> storage_keys()[:2]
    ('stActiveTheme-/-v2', 'stActiveTheme-/daten-v2')
    """
    return tuple(f"stActiveTheme-/{page.path}-v2" for page in pages())
