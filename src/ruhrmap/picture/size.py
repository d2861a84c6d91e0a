"""How large a picture is, and the unit that everything on it is measured in."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

_INCH: Final = 25.4  # millimetres
_CSS_DPI: Final = 96  # how large a pixel is where a picture without paper is printed

# Narrower or lower than this, in units, the words of a sheet find no room.
_LEAST: Final = {"wide": (1120.0, 600.0), "broad": (1000.0, 720.0), "tall": (760.0, 860.0)}
_DESIGNED: Final = 960.0  # root of the area in units: 1280 x 720 pixels are as many units
_WIDTHS: Final = range(320, 3841)
_HEIGHTS: Final = range(180, 3841)


@dataclass(frozen=True, slots=True)
class Size:
    """A size in pixels; on paper with the millimetres that these pixels fill."""

    width: int
    height: int
    paper: tuple[float, float] | None = None

    @property
    def form(self) -> str:
        """Where words stand: "wide" beside the map, "broad" and "tall" above it."""
        ratio = self.width / self.height
        return "wide" if ratio >= 1.6 else "broad" if ratio >= 1.15 else "tall"

    @property
    def unit(self) -> float:
        """Pixels of a unit: it grows with the picture, so that proportions stay."""
        least_wide, least_high = _LEAST[self.form]
        even = math.sqrt(self.width * self.height) / _DESIGNED
        return min(even, self.width / least_wide, self.height / least_high)

    @property
    def inches(self) -> tuple[float, float]:
        """On paper."""
        if self.paper is not None:
            return self.paper[0] / _INCH, self.paper[1] / _INCH
        return self.width / _CSS_DPI, self.height / _CSS_DPI


def _paper(wide: float, high: float, dpi: int) -> Size:
    return Size(round(wide / _INCH * dpi), round(high / _INCH * dpi), (wide, high))


A3: Final = _paper(420, 297, 220)

SIZES: Final[Mapping[str, Size]] = MappingProxyType(
    {
        "hd": Size(1280, 720),
        "fullhd": Size(1920, 1080),
        "4k": Size(3840, 2160),
        "square": Size(1080, 1080),
        "a4": _paper(297, 210, 300),
        "a3": A3,
    }
)


def size(text: str) -> Size:
    """Read a size: a name of :data:`SIZES`, or width and height in pixels.

    Raises
    ------
    ValueError
        If it is neither, or smaller or larger than pictures are made.

    Examples
    --------
    >>> size("hd") == size("1280x720")
    True
    """
    if (named := SIZES.get(text.strip().lower())) is not None:
        return named
    found = re.fullmatch(r"([0-9]{3,4})\s*[x×]\s*([0-9]{3,4})", text.strip().lower())
    if found is None:
        raise ValueError(f"{text!r} is no size")
    width, height = int(found[1]), int(found[2])
    if width not in _WIDTHS or height not in _HEIGHTS:
        raise ValueError(f"{width} x {height} is smaller or larger than pictures are made")
    return Size(width, height)
