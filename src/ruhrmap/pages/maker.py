"""The maker of pictures and slides: what to make, how far it is, and the file.

The work is done in the painter's thread; the page asks how far it is and shows it. Whatever
the reader does meanwhile ends the page's run at its next word to the browser, and with it the
work: "Abbrechen" is a button that does nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

import streamlit as st

from ruhrmap import coverage, export, metrics, picture
from ruhrmap.api.downloads import material
from ruhrmap.coverage import Pace
from ruhrmap.export import Medium, Order, Part
from ruhrmap.messages import long_date, message, number, pick
from ruhrmap.pages import prose
from ruhrmap.pages.parts import mount
from ruhrmap.site import Site
from ruhrmap.sitemap import entry
from ruhrmap.view import ViewState, titles
from ruhrmap.web import presentation
from ruhrmap.web.painter import Job, Stage

Json = dict[str, Any]

_MADE: Final = "ruhrmap.made"  # the file, until another is made or the page is left
_BROKEN_OFF: Final = "ruhrmap.broken_off"
_OWN_SIZE: Final = "own"
_BETWEEN_LOOKS: Final = 0.15  # seconds from one look at the work to the next
_MEGA: Final = 1_000_000
_MEDIA: Final = [one for one in Medium if one is not Medium.HTML]  # which is always the same
_PACES: Final = [Pace.ACCESSION, Pace.YEAR]
_SEEN: Final = frozenset({Medium.PNG, Medium.SVG})  # what a page can show at once


@dataclass(frozen=True, slots=True)
class _Made:
    order: Order
    file: export.Download


def beginning(here: Site, view: ViewState) -> list[Json]:
    """The heading, what the page is for, and the presentation, which is always the same."""
    lang = view.language
    name = export.show_name(material(here.folder), Order(Medium.HTML, lang, view.date))
    return [
        prose.heading(1, entry("pictures").name(lang)),
        prose.paragraph(message(lang, "maker.intro")),
        prose.heading(2, message(lang, "maker.presentation"), "praesentation"),
        prose.paragraph(message(lang, "maker.presentation_use")),
        prose.paragraph(
            [
                prose.file(presentation.PATH, message(lang, "maker.presentation_open")),
                " · ",
                prose.file(presentation.PATH, message(lang, "maker.presentation_save"), name=name),
            ]
        ),
    ]


def show(here: Site, view: ViewState) -> None:
    """Draw the maker and carry out what was ordered."""
    lang = view.language
    heading = prose.heading(2, message(lang, "maker.heading"), "erstellen")
    mount(here, "prose", content=[heading], key="pictures-maker")
    with st.container(key="maker"):
        choices, result = st.columns([2, 3], gap="large")
        with choices:
            order = _ordered(view)
        with result:
            if order is not None:
                mount(here, "prose", content=_told(here, view, order), key="pictures-told")
            # not by a callback: that would be handed the order of the run before, and a choice
            # that comes together with the click would be lost
            pressed = st.button(
                message(lang, "maker.make"),
                key="maker-make",
                type="primary",
                disabled=order is None,
            )
            _result(here, view, order if pressed else None)


def forget() -> None:
    """Another page is open: no file is kept for this one."""
    for key in (_MADE, _BROKEN_OFF):
        st.session_state.pop(key, None)


def _ordered(view: ViewState) -> Order | None:
    """What the reader has chosen; None while a size cannot be read."""
    lang = view.language
    medium: Medium = st.radio(
        message(lang, "maker.medium"),
        _MEDIA,
        key="maker-medium",
        format_func=lambda one: message(lang, f"maker.{one.value}"),
        captions=[message(lang, f"maker.{one.value}_use") for one in _MEDIA],
    )
    size = _size(lang, medium) if Part.SIZE in medium.takes else None
    if size is None and Part.SIZE in medium.takes:
        return None
    pace = _pace(lang) if Part.PACE in medium.takes else Pace.ACCESSION
    return Order(medium, lang, view.date, view.level, view.place, size, pace)


def _pace(lang: str) -> Pace:
    chosen: Pace = st.radio(
        message(lang, "maker.pace"),
        _PACES,
        key="maker-pace",
        format_func=lambda one: message(lang, f"maker.pace_{one.value}"),
        horizontal=True,
    )
    return chosen


def _size(lang: str, medium: Medium) -> picture.Size | None:
    names = [*picture.SIZES, _OWN_SIZE]
    chosen = st.radio(
        message(lang, "maker.size"),
        names,
        index=names.index(medium.size),
        key=f"maker-size-{medium.value}",
        format_func=lambda one: _size_name(lang, one),
        horizontal=True,
    )
    if chosen != _OWN_SIZE:
        return picture.size(chosen)
    typed = st.text_input(
        message(lang, "maker.own_size"), "1600 x 900", key="maker-own-size", max_chars=20
    )
    try:
        return picture.size(typed)
    except ValueError:
        st.error(message(lang, "maker.bad_size"))
        return None


def _size_name(lang: str, name: str) -> str:
    if name == _OWN_SIZE:
        return message(lang, "maker.size_own")
    size = picture.SIZES[name]
    if size.paper is not None:
        wide, high = (number(lang, one) for one in size.paper)
        return message(lang, "maker.size_paper", name=name.upper(), wide=wide, high=high)
    return message(
        lang,
        "maker.size_pixels",
        name=message(lang, f"maker.size_{name}"),
        wide=str(size.width),
        high=str(size.height),
    )


def _told(here: Site, view: ViewState, order: Order) -> list[Json]:
    """What the file will hold, as far as the map decides it, with the way there."""
    lang, takes = view.language, order.medium.takes
    parts = []
    if Part.DAY in takes:
        parts.append(message(lang, "maker.day", day=long_date(lang, view.date)))
    if Part.LEVEL in takes:
        parts.append(message(lang, f"data.level_{view.level.value}"))
    if Part.PLACE in takes:
        name = message(lang, "maker.whole")
        if view.place is not None:
            name = message(lang, "maker.place", place=pick(lang, titles(here.catalog)[view.place]))
        parts.append(name)
    parts.append(message(lang, f"maker.lang_{lang}"))
    text = message(lang, "maker.shows", parts=" · ".join(parts))
    return [
        prose.paragraph([text, " ", prose.page(view, "map", message(lang, "maker.change"))]),
    ]


def _result(here: Site, view: ViewState, wanted: Order | None) -> None:
    lang = view.language
    slot = st.empty()
    if wanted is not None:
        st.session_state.pop(_MADE, None)
        st.session_state[_BROKEN_OFF] = True  # until it is ready: whatever comes between
        try:
            with slot.container():
                file = _made(here, lang, wanted)
        except (ValueError, OSError, MemoryError) as error:
            _say(here, message(lang, "maker.failed", reason=str(error)))
            return
        st.session_state[_MADE] = _Made(wanted, file)
        st.session_state.pop(_BROKEN_OFF)
    made: _Made | None = st.session_state.get(_MADE)
    if made is not None:
        with slot.container():
            _offer(here, view, made)
    elif st.session_state.pop(_BROKEN_OFF, False):
        with slot.container():
            _say(here, message(lang, "maker.broken_off"))


def _made(here: Site, lang: str, order: Order) -> export.Download:
    """The file, while a bar tells how far it is."""
    bar = st.progress(0.0, message(lang, "maker.waits"))
    st.button(message(lang, "maker.break_off"), key="maker-break-off")
    made_of = material(here.folder)
    job = Job(lambda progress: export.show(made_of, order, progress))
    try:
        with metrics.exporting(order.medium.value):
            while (file := job.wait(_BETWEEN_LOOKS)) is None:
                bar.progress(*_progress(lang, job.stage))  # ends this run if the reader has clicked
        return file
    finally:
        job.give_up()


def _progress(lang: str, stage: Stage) -> tuple[float, str]:
    if not stage.started:
        return 0.0, message(lang, "maker.waits")
    if not stage.total:
        return 0.0, message(lang, "maker.begins")
    told = message(lang, "maker.works", done=str(stage.done), total=str(stage.total))
    return stage.done / stage.total, told


def _offer(here: Site, view: ViewState, made: _Made) -> None:
    lang, file = view.language, made.file
    size = number(lang, len(file.body) / _MEGA, 2)
    _say(here, message(lang, "maker.ready", name=file.name, size=size))
    st.download_button(
        message(lang, "maker.save"),
        file.body,
        file.name,
        file.media_type,
        key="maker-save",
        type="primary",
        on_click="ignore",
    )
    if made.order.medium in _SEEN:
        shown: Any = file.body
        if made.order.medium is Medium.SVG:
            shown = file.body.decode()
        st.image(shown, alt=_alternative(here, made.order))


def _alternative(here: Site, order: Order) -> str:
    frame = coverage.frame_on(here.frames, order.day)
    day = long_date(order.language, order.day)
    sentence = pick(order.language, frame.sentence)
    return message(
        order.language, "share.picture", **here.catalog.words, date=day, sentence=sentence
    )


def _say(here: Site, text: str) -> None:
    mount(here, "notices", content=[text], key="maker-said")
