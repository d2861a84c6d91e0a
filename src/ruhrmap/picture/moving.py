"""The story as moving pictures: an animated GIF, or its pictures one by one in an archive."""

from __future__ import annotations

import io
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from ruhrmap.coverage import Step
from ruhrmap.messages import message, pick
from ruhrmap.model import Level
from ruhrmap.picture.canvas import Canvas
from ruhrmap.picture.sheet import held_by_all, slide
from ruhrmap.picture.size import Size
from ruhrmap.picture.words import Material

Progress = Callable[[int, int], None]

# How long a picture stands: for each letter as long as reading it aloud takes, within limits.
_A_LETTER: Final = 45
_LEAST: Final = 4_000
_MOST: Final = 12_000
_NEW_PART: Final = 0.6  # of that time in which those who joined are highlighted
_TENTH: Final = 100

_READABLE: Final = 0o644 << 16
_UNIX: Final = 3


@dataclass(frozen=True, slots=True)
class Still:
    """A picture of the story.

    Attributes
    ----------
    canvas : Canvas
    milliseconds : int
        How long it stands.
    name : str
        Of its file, without an ending.
    """

    canvas: Canvas
    milliseconds: int
    name: str


def frames_of(
    material: Material,
    steps: Sequence[Step],
    level: Level,
    language: str,
    size: Size,
    progress: Progress,
) -> Iterator[Still]:
    """The pictures in their order: of each step who is new, then how things stand.

    A step that changes nothing on the map is one picture. ``progress`` is told after each
    one, once whoever asked is done with it, how many are done of how many; what it raises
    ends the work.
    """
    parts = [(step, new) for step in steps for new in (True, False) if not new or step.marks[level]]
    held = held_by_all(material, steps, level, language, size)
    progress(0, len(parts))
    for index, (step, new) in enumerate(parts, 1):
        whole = _reading_time(step, language)
        alone = not step.marks[level]
        share = 1 if alone else _NEW_PART if new else 1 - _NEW_PART
        kind = "picture.file_new" if new else "picture.file_after"
        yield Still(
            slide(material, step, level, language, size, new=new, held=held),
            round(whole * share / _TENTH) * _TENTH,
            f"{index:02}-{step.day.isoformat()}-{message(language, kind)}",
        )
        progress(index, len(parts))


def _reading_time(step: Step, language: str) -> int:
    letters = sum(len(pick(language, text)) for text in (step.when, step.title, step.caption))
    return min(max(letters * _A_LETTER, _LEAST), _MOST)


def gif(
    material: Material,
    steps: Sequence[Step],
    level: Level,
    language: str,
    size: Size,
    progress: Progress,
) -> bytes:
    """The story as an animated GIF that runs for ever, in one palette for all pictures."""
    from PIL import Image

    from ruhrmap.picture import colours, raster

    # packed until all colours are known: many large pictures would fill the memory
    packed: list[bytes] = []
    times: list[int] = []
    counts: Counter[int] = Counter()
    for still in frames_of(material, steps, level, language, size, progress):
        image = raster.pixels(still.canvas)
        counts.update(colours.counted(image))
        packed.append(zlib.compress(image.tobytes(), 1))
        times.append(still.milliseconds)
    palette = colours.palette(counts)
    dimensions = (size.width, size.height)
    images = (
        colours.painted(Image.frombytes("RGB", dimensions, zlib.decompress(one)), palette)
        for one in packed
    )
    file = io.BytesIO()
    next(images).save(
        file,
        "GIF",
        save_all=True,
        append_images=images,
        duration=times,
        loop=0,
        optimize=False,
        palette=palette.rows.tobytes(),  # or each picture would bring it along
    )
    return file.getvalue()


def frames_zip(
    material: Material,
    steps: Sequence[Step],
    level: Level,
    language: str,
    size: Size,
    progress: Progress,
) -> bytes:
    """The same pictures as numbered PNG files; the same bytes on any day and machine."""
    day = material.catalog.data_date
    file = io.BytesIO()
    with ZipFile(file, "w", ZIP_STORED) as archive:  # PNG is packed already
        for still in frames_of(material, steps, level, language, size, progress):
            info = ZipInfo(f"{still.name}.png", (day.year, day.month, day.day, 0, 0, 0))
            info.create_system, info.external_attr = _UNIX, _READABLE
            archive.writestr(info, still.canvas.png())
    return file.getvalue()
