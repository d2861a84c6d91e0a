"""Few colours for a picture, or one palette for several: those that occur most, none dithered."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Final

from ruhrmap.theme import LIGHT

if TYPE_CHECKING:
    from PIL.Image import Image

_MOST: Final = 256
_APART: Final = 9  # steps of a channel: nearer colours are one to the eye
_EVERY: Final = 1 << 24
_USUAL: Final = 1 << 16  # colours of a picture are fewer
_AT_ONCE: Final = 4096  # colours that are compared with the palette
_BAND: Final = 256  # lines of pixels
_THEME: Final = frozenset(int(colour[1:], 16) for colour in asdict(LIGHT).values())


def counted(image: Image) -> Counter[int]:
    """How many pixels have each colour, the colour as a number."""
    # room for all colours there are takes longer to make than to use
    found: Any = image.getcolors(_USUAL) or image.getcolors(_EVERY)
    return Counter({red << 16 | green << 8 | blue: count for count, (red, green, blue) in found})


@dataclass(frozen=True, eq=False)
class Palette:
    """Few colours: rows of red, green and blue, and for each colour that occurs its row."""

    rows: Any
    row_of: Any


def palette(counts: Counter[int]) -> Palette:
    """Up to 256 colours for the colours that occur so often.

    Those of the theme stay exactly as they are. Then come the most frequent, without those
    that are hardly another colour: the edges of letters get the steps that are seen.
    """
    import numpy as np

    by_count = sorted(counts, key=lambda colour: (-counts[colour], colour))
    colours = np.array([_channels(colour) for colour in by_count], dtype=np.int32)
    left = np.ones(len(colours), dtype=bool)
    chosen: list[int] = [at for at, colour in enumerate(by_count) if colour in _THEME]
    for at in chosen:
        left &= np.abs(colours - colours[at]).max(axis=1) >= _APART
    while left.any() and len(chosen) < _MOST:
        chosen.append(int(left.argmax()))
        left &= np.abs(colours - colours[chosen[-1]]).max(axis=1) >= _APART
    rows = colours[chosen]
    row_of = np.zeros(_EVERY, dtype=np.uint8)
    for start in range(0, len(by_count), _AT_ONCE):
        part = slice(start, start + _AT_ONCE)
        apart = ((colours[part, None] - rows[None]) ** 2).sum(axis=2)
        row_of[by_count[part]] = apart.argmin(axis=1)
    return Palette(rows.astype(np.uint8), row_of)


def painted(image: Image, colours: Palette) -> Image:
    """An image in the colours of a palette that was made for it, each pixel in the nearest."""
    import numpy as np
    from PIL import Image

    pixels = np.asarray(image)
    rows = np.empty(pixels.shape[:2], dtype=np.uint8)
    for start in range(0, len(pixels), _BAND):  # a large image as numbers would take much memory
        red, green, blue = np.moveaxis(pixels[start : start + _BAND].astype(np.uint32), 2, 0)
        rows[start : start + _BAND] = colours.row_of[red << 16 | green << 8 | blue]
    made = Image.fromarray(rows, "P")
    made.putpalette(colours.rows.tobytes())
    return made


def reduced(image: Image) -> Image:
    """An image in its own palette."""
    return painted(image, palette(counted(image)))


def _channels(colour: int) -> tuple[int, int, int]:
    return colour >> 16, colour >> 8 & 255, colour & 255
