"""The accessibility statement, in the form that Directive (EU) 2016/2102 gives it.

What is tested and with what stands here once (:data:`TESTED`, :data:`AXE`), and tests hold
it to the tests that run; what is not met is listed in :data:`GAPS`, and each finding of axe
that the tests accept names one of them. Feedback way and enforcement body are the
operator's (:mod:`ruhrmap.provider`).
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final

from ruhrmap.api import description
from ruhrmap.messages import long_date, message
from ruhrmap.pages import legal, prose
from ruhrmap.pages.prose import Inline
from ruhrmap.provider import Provider
from ruhrmap.sitemap import PAGES, entry
from ruhrmap.view import ViewState

Json = dict[str, Any]

DAY: Final = date(2026, 11, 22)  # on which this statement was last gone through
AXE: Final = "4.12.1"  # the version of axe-core that the tests run

# What is met, in the order of the page; each is held by tests.
TESTED: Final = (
    "met_keyboard",
    "met_map_keys",
    "met_screen_reader",
    "met_announcements",
    "met_contrast",
    "met_zoom",
    "met_motion",
    "met_forced_colours",
    "met_language",
    "met_table",
)

# What is not met, or not known to be; an accepted finding of axe names one of these.
GAPS: Final = (
    "gap_streamlit_messages",
    "gap_map_drawing",
    "gap_sign_language",
    "gap_downloads",
    "gap_press",
)


def accessibility(view: ViewState, told: Provider) -> list[Json]:
    """The statement as blocks of :mod:`ruhrmap.pages.prose`."""
    say = _Sayer(view.language)
    return [
        prose.heading(1, entry("accessibility").name(view.language)),
        *legal.missing(told, view.language, "operator", "accessibility"),
        prose.paragraph(say("intro", operator=told.operator.name or say("the_operator"))),
        prose.bullets(prose.page(view, page.key) for page in PAGES),
        prose.paragraph(say("scope_embed")),
        prose.heading(2, say("status_heading"), "stand"),
        prose.paragraph([prose.strong(say("status")), " ", say("status_why")]),
        prose.heading(2, say("met_heading"), "erfuellt"),
        prose.bullets(say(key) for key in TESTED),
        prose.heading(2, say("gaps_heading"), "nicht-erfuellt"),
        prose.bullets(say(key) for key in GAPS),
        *_ways_round(say, view),
        prose.heading(2, say("made_heading"), "erstellt"),
        prose.paragraph(say("made", date=long_date(view.language, DAY))),
        prose.bullets([say("made_axe", version=AXE), say("made_keys"), say("made_contrast")]),
        prose.paragraph(say("made_limits")),
        *_feedback(say, told),
        *_enforcement(say, told),
    ]


class _Sayer:
    """Messages of the page in one language."""

    def __init__(self, language: str) -> None:
        self._language = language

    def __call__(self, key: str, **fields: str) -> str:
        return message(self._language, f"access.{key}", **fields)

    @property
    def unsaid(self) -> str:
        """What stands at the place of an entry that is missing."""
        return message(self._language, "imprint.not_said")


def _ways_round(say: _Sayer, view: ViewState) -> list[Json]:
    return [
        prose.heading(2, say("ways_heading"), "andere-wege"),
        prose.paragraph(say("ways")),
        prose.bullets(
            [
                say("way_table"),
                say("way_chronicle"),
                [say("way_downloads"), " ", prose.page(view, "data"), "."],
                [say("way_api"), " ", prose.file(description.OPENAPI, "OpenAPI"), "."],
            ]
        ),
    ]


def _feedback(say: _Sayer, told: Provider) -> list[Json]:
    ways = told.accessibility
    rows: list[tuple[Inline, Inline]] = []
    if ways.feedback_email:
        rows.append((say("email"), prose.mail(ways.feedback_email)))
    if ways.feedback_phone:
        rows.append((say("phone"), prose.phone(ways.feedback_phone)))
    if ways.feedback_form:
        rows.append((say("form"), prose.outward(ways.feedback_form)))
    return [
        prose.heading(2, say("feedback_heading"), "melden"),
        prose.paragraph(say("feedback")),
        prose.definitions(rows) if rows else prose.paragraph(say.unsaid),
    ]


def _enforcement(say: _Sayer, told: Provider) -> list[Json]:
    ways = told.accessibility
    body: list[str | Json] = ["\n".join(ways.enforcement) or say.unsaid]
    if ways.enforcement_email:
        body += ["\n", prose.mail(ways.enforcement_email)]
    if ways.enforcement_url:
        body += ["\n", prose.outward(ways.enforcement_url)]
    blocks = [
        prose.heading(2, say("enforcement_heading"), "durchsetzung"),
        prose.paragraph(say("enforcement")),
        prose.paragraph(body),
    ]
    if ways.monitoring:
        watching: list[str | Json] = ["\n".join(ways.monitoring)]
        if ways.monitoring_url:
            watching += ["\n", prose.outward(ways.monitoring_url)]
        blocks += [prose.paragraph(say("monitoring")), prose.paragraph(watching)]
    return blocks
