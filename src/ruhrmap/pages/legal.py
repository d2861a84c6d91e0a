"""What the operator's pages say: legal notice and privacy, as blocks of :mod:`prose`.

What the operator has to say comes from :mod:`ruhrmap.provider`; while a required entry is
empty, the page says so at its top (:func:`missing`), and at its place.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final, Literal

from ruhrmap import configuration, provider, traces
from ruhrmap.messages import message, pick, plural
from ruhrmap.pages import prose
from ruhrmap.pages.prose import Inline
from ruhrmap.provider import Provider
from ruhrmap.sitemap import entry
from ruhrmap.view import ViewState

Json = dict[str, Any]

_GAP: Final = "\0"  # in a text of the catalogue, where a link goes


def missing(told: Provider, language: str, *sections: str) -> list[Json]:
    """A notice with the required entries that are empty; nothing if there are none."""
    keys = told.missing(*sections)
    if not keys:
        return []
    file = prose.code(provider.FILE)
    return [
        prose.notice(_around(message(language, "legal.missing", file=_GAP), file)),
        prose.bullets([pick(language, provider.label(key)), " ", prose.code(key)] for key in keys),
    ]


def imprint(view: ViewState, told: Provider) -> list[Json]:
    """The legal notice: who runs this server and who answers for what it says."""
    language = view.language
    say = _Sayer(language, "imprint")
    operator, contact, content = told.operator, told.contact, told.content
    rows: list[tuple[Inline, Inline]] = [
        (say("operator"), _lines(say, operator.name, *operator.address)),
    ]
    if operator.natural_person is not True:
        rows.append((say("represented_by"), operator.represented_by or say.unsaid))
    rows.append((say("email"), prose.mail(contact.email) if contact.email else say.unsaid))
    if contact.phone or not contact.form:
        phone = prose.phone(contact.phone) if contact.phone else say.unsaid
        rows.append((say("phone"), phone))
    if contact.form:
        rows.append((say("form"), prose.outward(contact.form)))
    if operator.register:
        rows.append((say("register"), operator.register))
    if operator.vat_id:
        rows.append((say("vat_id"), operator.vat_id))
    return [
        prose.heading(1, entry("imprint").name(language)),
        *missing(told, language, "operator", "contact", "content"),
        prose.heading(2, say("operator_heading")),
        prose.paragraph(say("operator_law")),
        prose.definitions(rows),
        prose.heading(2, say("content_heading")),
        prose.paragraph(say("content_law")),
        prose.paragraph(_lines(say, content.name, *content.address)),
        prose.heading(2, say("rights_heading")),
        prose.paragraph(_around(say("rights_of_others", link=_GAP), prose.page(view, "data"))),
    ]


def privacy(view: ViewState, told: Provider, kept_seconds: int) -> list[Json]:
    """The privacy page; ``kept_seconds`` is how long a session outlives its connection."""
    language = view.language
    say = _Sayer(language, "privacy")
    return [
        prose.heading(1, entry("privacy").name(language)),
        *missing(told, language, "operator", "contact", "privacy", "logs"),
        prose.paragraph(say("intro")),
        *_controller(say, view, told),
        prose.heading(2, say("visit_heading")),
        prose.paragraph(say("visit")),
        prose.paragraph(say("third_parties")),
        *_traces(say),
        *_session(say, kept_seconds),
        *_logs(say, told),
        prose.heading(2, say("hosting_heading")),
        prose.paragraph(_lines(say, *told.privacy.hosting)),
        *([prose.paragraph(say("processor"))] if told.privacy.hosting_by_processor else []),
        prose.heading(2, say("basis_heading")),
        prose.paragraph(say("basis_processing")),
        prose.paragraph(say("basis_device")),
        prose.paragraph(say("basis_none")),
        *_rights(say, told),
    ]


class _Sayer:
    """Messages of one of the pages in one language."""

    def __init__(self, language: str, page: Literal["imprint", "privacy"]) -> None:
        self.language = language
        self._page = page

    def __call__(self, key: str, **fields: str) -> str:
        if self._page == "imprint":
            return message(self.language, f"imprint.{key}", **fields)
        return message(self.language, f"privacy.{key}", **fields)

    @property
    def unsaid(self) -> str:
        """What stands at the place of an entry that is missing."""
        return message(self.language, "imprint.not_said")


def _lines(say: _Sayer, *lines: str) -> str:
    return "\n".join(line for line in lines if line) or say.unsaid


def _around(text: str, part: Json) -> Inline:
    """A text with a part of its own, such as a link, in its gap."""
    before, _, after = text.partition(_GAP)
    return [before, part, after]


def _controller(say: _Sayer, view: ViewState, told: Provider) -> list[Json]:
    operator, privacy = told.operator, told.privacy
    blocks = [
        prose.heading(2, say("controller_heading")),
        prose.paragraph(_lines(say, operator.name, *operator.address)),
        prose.paragraph(_around(say("controller_contact", link=_GAP), prose.page(view, "imprint"))),
    ]
    if privacy.has_officer:
        mail: Inline = prose.mail(privacy.officer_email) if privacy.officer_email else say.unsaid
        name = f"{privacy.officer}, " if privacy.officer else ""
        blocks.append(prose.paragraph([f"{say('officer')} {name}", *_as_list(mail)]))
    return blocks


def _as_list(inline: Inline) -> list[str | Json]:
    return [inline] if isinstance(inline, (str, dict)) else list(inline)


def _traces(say: _Sayer) -> list[Json]:
    cookies = [*_each_in_a_line(traces.COOKIES), say("cookie_what")]
    storage = [*_each_in_a_line(traces.storage_keys()), say("storage_what")]
    return [
        prose.heading(2, say("traces_heading"), "speicher"),
        prose.definitions([(say("cookie"), cookies), (say("storage"), storage)]),
        prose.paragraph(say("cache")),
        prose.paragraph(say("no_traces")),
    ]


def _each_in_a_line(names: Iterable[str]) -> list[str | Json]:
    return [part for name in names for part in (prose.code(name), "\n")]


def _session(say: _Sayer, kept_seconds: int) -> list[Json]:
    minutes = plural(say.language, "privacy.minutes", max(1, round(kept_seconds / 60)))
    return [
        prose.heading(2, say("session_heading")),
        prose.paragraph(say("session")),
        prose.bullets([say("session_view"), say("session_browser"), say("session_connection")]),
        prose.paragraph(say("session_end", minutes=minutes)),
    ]


def _logs(say: _Sayer, told: Provider) -> list[Json]:
    logs = told.logs
    every = configuration.choice(configuration.LOG_REQUESTS) == "all"
    own = say("logs_own_all") if every else say("logs_own")
    blocks = [
        prose.heading(2, say("logs_heading")),
        prose.paragraph(own),
        prose.paragraph(say("logs_counted")),
    ]
    if logs.written is None:
        return [*blocks, prose.paragraph(say("logs_unsaid"))]
    if not logs.written:
        return [*blocks, prose.paragraph(say("logs_none"))]
    blocks.append(prose.paragraph(say("logs_written")))
    if logs.fields:
        blocks.append(prose.bullets(say(f"logged_{one.value}") for one in logs.fields))
    if logs.days is not None:
        days = plural(say.language, "privacy.days", logs.days)
        blocks.append(prose.paragraph(say("logs_days", days=days)))
    return blocks


def _rights(say: _Sayer, told: Provider) -> list[Json]:
    rights = ("access", "rectification", "erasure", "restriction", "objection")
    privacy = told.privacy
    authority: list[str | Json] = [privacy.authority or say.unsaid]
    if privacy.authority and privacy.authority_url:
        authority = [prose.outward(privacy.authority_url, privacy.authority)]
    return [
        prose.heading(2, say("rights_heading"), "rechte"),
        prose.paragraph(say("rights")),
        prose.bullets(say(f"right_{right}") for right in rights),
        prose.paragraph(say("rights_limit")),
        prose.paragraph([say("complaint"), " ", *authority, "."]),
    ]
