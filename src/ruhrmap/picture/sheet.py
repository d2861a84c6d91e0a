"""The picture of a key date: sentence, map, legend, figures, key date, sources."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from ruhrmap import coverage
from ruhrmap.coverage import Step
from ruhrmap.messages import pick
from ruhrmap.model import Level
from ruhrmap.picture import layout, words
from ruhrmap.picture.areas import Picture
from ruhrmap.picture.canvas import Canvas
from ruhrmap.picture.layout import Held
from ruhrmap.picture.size import Size
from ruhrmap.picture.words import Material, Scene
from ruhrmap.theme import LIGHT


def sheet(material: Material, scene: Scene, size: Size) -> Canvas:
    """The picture of a key date.

    Raises
    ------
    ValueError
        If the day lies outside of the time axis.
    """
    frame = coverage.frame_on(material.frames, scene.day)
    picture = Picture(
        material.catalog,
        frame,
        scene.level,
        scene.place,
        material.folder / "geo",
        scene.marks or {},
    )
    told = words.of_day(material, scene, frame, picture)
    described = words.in_words(material.catalog, told, scene.language)
    about = words.about(material, scene.language, told.title, described)
    canvas = Canvas.of(size, LIGHT.page, about)
    (layout.compose if scene.words else layout.compose_alone)(canvas, told, picture)
    return canvas


def slide(
    material: Material,
    step: Step,
    level: Level,
    language: str,
    size: Size,
    *,
    new: bool,
    held: Held | None = None,
) -> Canvas:
    """The picture of a step of the story.

    Parameters
    ----------
    material : Material
    step : Step
    level : Level
    language : str
    size : Size
    new : bool
        Whether those who joined are highlighted.
    held : Held or None
        What is kept free at the least, so that the map stands still.
    """
    picture = _stepped(material, step, level, new=new)
    told = words.of_step(material, step, language, picture)
    described = pick(language, step.alternative[level])
    about = words.about(material, language, f"{told.lead}: {told.title}", described)
    canvas = Canvas.of(size, LIGHT.page, about)
    layout.compose(canvas, told, picture, held)
    return canvas


def held_by_all(
    material: Material, steps: Iterable[Step], level: Level, language: str, size: Size
) -> Held:
    """What the pictures of a story keep free, so that the map stands still."""
    held = Held()
    for step, new in product(steps, (True, False)):
        picture = _stepped(material, step, level, new=new)
        held |= layout.held_by(size, words.of_step(material, step, language, picture))
    return held


def _stepped(material: Material, step: Step, level: Level, *, new: bool) -> Picture:
    return Picture(
        material.catalog,
        step.frame,
        level,
        None,
        material.folder / "geo",
        marks=step.marks[level] if new else {},
        named=step.marks[level],
    )
