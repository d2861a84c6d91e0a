"""Map and legend of a step, each alone, for a slide that has title and figures of its own."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ruhrmap.coverage import Step
from ruhrmap.messages import message, pick
from ruhrmap.model import Level
from ruhrmap.picture import areas, layout, words
from ruhrmap.picture.areas import Look, Picture
from ruhrmap.picture.canvas import Box, Canvas
from ruhrmap.picture.lettering import Type
from ruhrmap.picture.size import Size
from ruhrmap.picture.words import Material
from ruhrmap.theme import LIGHT

# In points of the slide, to be read from the last row.
_LEGEND: Final = Type(13, LIGHT.text)
_NAME: Final = 11.0
_RIM: Final = 10.0


def map_alone(
    material: Material, step: Step, level: Level, language: str, size: Size, wide: float
) -> Canvas:
    """The map of a step, newcomers marked.

    Parameters
    ----------
    material : Material
    step : Step
    level : Level
    language : str
    size : Size
        Of the file.
    wide : float
        How many points the picture is wide on its slide: type is measured in them.
    """
    canvas = _canvas(material, step, level, language, size, wide)
    frame = Box(1, 1, canvas.width - 1, canvas.height - 1)
    picture = _picture(material, step, level)
    areas.draw(canvas, picture, LIGHT, frame, Look(rim=_RIM, name=_NAME))
    return canvas


def legend_alone(
    material: Material, step: Step, level: Level, language: str, size: Size, wide: float
) -> Canvas:
    """The legend of that map, as :func:`map_alone`."""
    canvas = _canvas(material, step, level, language, size, wide)
    entries = tuple(words.legend(language, step.frame, _picture(material, step, level)))
    _fitted(entries, canvas).draw(canvas, (1, 1))
    return canvas


def legend_in_words(material: Material, step: Step, level: Level, language: str) -> str:
    """The legend for who does not see it."""
    entries = words.legend(language, step.frame, _picture(material, step, level))
    told = "; ".join(f"{one.count} {one.label}" for one in entries)
    return message(language, "picture.legend", entries=told)


def _fitted(entries: tuple[words.Entry, ...], canvas: Canvas) -> layout.Legend:
    """The legend in the largest type in which no entry is left out."""
    kind = _LEGEND
    while True:
        legend = layout.Legend.of(entries, canvas.width - 2, kind)
        if legend.height_of(legend.rows) <= canvas.height - 2:
            return legend
        kind = replace(kind, size=kind.size - 0.5)


def _picture(material: Material, step: Step, level: Level) -> Picture:
    geo = material.folder / "geo"
    return Picture(material.catalog, step.frame, level, None, geo, step.marks[level])


def _canvas(
    material: Material, step: Step, level: Level, language: str, size: Size, wide: float
) -> Canvas:
    described = pick(language, step.alternative[level])
    about = words.about(material, language, pick(language, step.title), described)
    return Canvas(wide, wide * size.height / size.width, LIGHT.page, size, about)
