"""Few colours for a picture, or one palette for several: those that occur most, none dithered."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

from ruhrmap.theme import LIGHT

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST: Final = 256
_APART: Final = 9  # steps of a channel: nearer colours are one to the eye
_EVERY: Final = 1 << 24
_THEME: Final = frozenset(int(colour[1:], 16) for colour in asdict(LIGHT).values())


def counted(image: Image) -> Counter[int]:
    """How many pixels have each colour, the colour as a number."""
    found: Any = image.getcolors(_EVERY)
    return Counter({red << 16 | green << 8 | blue: count for count, (red, green, blue) in found})


def palette(counts: Counter[int]) -> Any:
    """Up to 256 colours as rows of red, green and blue.

    Those of the theme stay exactly as they are. Then come the most frequent, without those
    that are hardly another colour: the edges of letters get the steps that are seen.
    """
    import numpy as np

    by_count = sorted(counts, key=lambda colour: (-counts[colour], colour))
    colours = np.array([_channels(colour) for colour in by_count], dtype=np.int16)
    left = np.ones(len(colours), dtype=bool)
    chosen: list[Any] = []
    for one in (place for place, colour in enumerate(by_count) if colour in _THEME):
        chosen.append(colours[one])
        left &= np.abs(colours - colours[one]).max(axis=1) >= _APART
    while left.any() and len(chosen) < _MOST:
        one = int(left.argmax())
        chosen.append(colours[one])
        left &= np.abs(colours - colours[one]).max(axis=1) >= _APART
    return np.array(chosen, dtype=np.uint8)


def painted(image: Image, colours: Any) -> Image:
    """An image in the colours of a palette, each pixel in the nearest."""
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image).astype(np.uint32)
    packed = pixels[..., 0] << 16 | pixels[..., 1] << 8 | pixels[..., 2]
    present = np.zeros(_EVERY, dtype=bool)
    present[packed] = True
    found = np.flatnonzero(present)
    place = np.zeros(_EVERY, dtype=np.uint8)
    rows = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.int32)
    for start in range(0, len(rows), 4096):
        part = rows[start : start + 4096]
        apart = ((part[:, None] - colours[None].astype(np.int32)) ** 2).sum(axis=2)
        place[found[start : start + 4096]] = apart.argmin(axis=1)
    made = Image.fromarray(place[packed], "P")
    made.putpalette(colours.tobytes())
    return made


def reduced(image: Image) -> Image:
    """An image in its own palette."""
    return painted(image, palette(counted(image)))


def _channels(colour: int) -> tuple[int, int, int]:
    return colour >> 16, colour >> 8 & 255, colour & 255
