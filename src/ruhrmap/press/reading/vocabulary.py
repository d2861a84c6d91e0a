"""Words listed in one text, as the rules hold them."""

from __future__ import annotations


def listed(text: str) -> tuple[str, ...]:
    """The words of a text, in order.

    Examples
    --------
    >>> listed("am im")
    ('am', 'im')
    """
    return tuple(text.split())
