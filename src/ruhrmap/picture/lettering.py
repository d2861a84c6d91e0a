"""How wide texts are: measured without hinting, so that a layout holds at every size."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from matplotlib.ft2font import FT2Font

FONT: Final = "DejaVu Sans"  # comes with the drawing library: the same picture everywhere
_KEPT: Final = 8192  # texts: each key date that somebody asks a picture for has some
_FILES: Final = {False: "DejaVuSans.ttf", True: "DejaVuSans-Bold.ttf"}
_MEASURED: Final = 200  # points; widths are measured once and scaled
_TURN: Final = Lock()  # a font keeps the text that it measures
_FRACTION: Final = 64  # the font library counts in 64ths of a pixel


@dataclass(frozen=True, slots=True)
class Type:
    """Size in units, colour and weight of a text, and the distance of its lines in sizes."""

    size: float
    colour: str
    bold: bool = False
    leading: float = 1.28

    @property
    def line(self) -> float:
        """From a line to the next."""
        return self.size * self.leading


def width(text: str, kind: Type) -> float:
    """How wide a text is, in units."""
    return _per_size(text, kind.bold) * kind.size


@lru_cache(_KEPT)
def _per_size(text: str, bold: bool) -> float:
    from matplotlib.ft2font import LoadFlags

    with _TURN:
        font = _font(bold)
        font.set_text(text, 0.0, flags=LoadFlags.NO_HINTING)
        wide, _ = font.get_width_height()
    return float(wide) / _FRACTION / _MEASURED


@cache
def _font(bold: bool) -> FT2Font:
    from matplotlib.ft2font import FT2Font

    font = FT2Font(str(font_file(bold)))
    font.set_size(_MEASURED, 72)
    return font


@cache
def font_file(bold: bool) -> Path:
    """The drawing library's own file: the machine may have another version of the font."""
    from matplotlib import get_data_path

    return Path(get_data_path()) / "fonts" / "ttf" / _FILES[bold]
