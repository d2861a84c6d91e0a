"""``/einbetten``: the time map on one light page, for the pages of others.

No session, no socket, no cookie: one document with three files that are kept for good. It
says the same without scripts, in a table that is drawn here for the key date.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import address, payload, site, view, wording
from ruhrmap.api.answers import kept
from ruhrmap.api.downloads import material
from ruhrmap.catalog import PackageError
from ruhrmap.export import licences
from ruhrmap.messages import DEFAULT_LANGUAGE, long_date, message, pick
from ruhrmap.model import Catalog
from ruhrmap.site import Site
from ruhrmap.sitemap import entry
from ruhrmap.templates import template
from ruhrmap.view import View, ViewState
from ruhrmap.web import head, policy, public
from ruhrmap.web.words import words

Json = dict[str, Any]

_HEIGHT: Final = 780  # pixels in which map and legend fit at most widths
_UI_TEXTS: Final = ("key_date", "legend", "map_title")


def routes() -> list[Route]:
    """The address of the page."""
    return [Route(f"/{head.EMBED}", _answer)]


def code(here: Site, shown: ViewState) -> str:
    """What puts a view on another page; "{base}" in it stands for the server's address."""
    told = head.title(here, replace(shown, view=View.MAP))
    attributes = {
        "src": f"{{base}}{address_of(shown)}",
        "title": message(shown.language, "embed.title", what=told),
        "lang": shown.language,
        "width": "100%",
        "height": str(_HEIGHT),
        "style": "border:0",
        "loading": "lazy",
    }
    return head.element("iframe", "", **attributes)


def address_of(shown: ViewState) -> str:
    """The embeddable page of a view, below the server's root; what is assumed stays here."""
    return f"{head.EMBED}?{urlencode(view.write(replace(shown, view=View.MAP, scenario=())))}"


async def _answer(request: Request) -> Response:
    try:
        here = site.current()
    except PackageError:
        text = message(DEFAULT_LANGUAGE, "api.broken")
        return Response(text, 503, {"Cache-Control": "no-store"}, "text/plain; charset=utf-8")
    query = request.scope["query_string"].decode("utf-8", "replace")
    shown, ignored = view.read(address.pairs(query), here.limits)
    notice = address.notice(ignored, shown.language)
    html = page(here, shown, public.address(request.scope), notice)
    answer = kept(request, html.encode(), "text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = policy.EMBED.text()
    return answer


def page(here: Site, shown: ViewState, base: str, notice: str = "") -> str:
    """The document of a view.

    Parameters
    ----------
    here : Site
    shown : ViewState
    base : str
        The server's public address, with a slash at its end.
    notice : str
        What of the address was ignored.
    """
    from markupsafe import Markup

    told = head.Page(here, head.EMBED, shown, base)
    language = shown.language
    return template("embed.html").render(
        language=language,
        head=Markup(head.elements(told)),
        files=here.assets,
        opened=json.dumps(_opened(shown), ensure_ascii=False),
        spelling=json.dumps(view.spelling(), ensure_ascii=False),
        notice=notice,
        frame=words(told.frame, shown),
        date=long_date(language, shown.date),
        rows=list(_rows(told)),
        sources=[_evidence(told), *_sources(here.catalog, language)],
        query=urlencode(view.write(shown)),
        texts=_texts(here, shown),
    )


def _opened(shown: ViewState) -> Json:
    """The view as ``frontend/store.js`` takes it."""
    return {
        "date": shown.date.isoformat(),
        "level": shown.level,
        "place": shown.place,
        "comparison": shown.comparison.isoformat() if shown.comparison else None,
        "language": shown.language,
    }


def _rows(told: head.Page) -> Iterator[Json]:
    level, frame = told.view.level, told.frame
    for place in wording.by_name(told.here.catalog.at(level)):
        yield {
            "ags": place.ags,
            "name": place.name,
            "code": payload.CODES[frame.statuses[level][place.ags]],
            "line": pick(told.view.language, frame.hover[level][place.ags]),
        }


def _sources(catalog: Catalog, language: str) -> Iterator[Json]:
    census = catalog.census.values()
    used = [
        ("borders", payload.BORDERS_SOURCE),
        *(("population", key) for key in dict.fromkeys(one.source_id for one in census)),
    ]
    for what, key in used:
        source = catalog.sources[key]
        yield {
            "anchor": payload.anchor(key),
            "what": message(language, f"sources.{what}"),
            "url": source.url,
            "publisher": source.publisher,
            "licence": source.licence if source.licence_url else "",
            "licence_url": source.licence_url,
        }


def _evidence(told: head.Page) -> Json:
    """What statuses and counts rest on, in the same form."""
    language = told.view.language
    facts = next(licences(material(told.here.folder), language))
    return {
        "anchor": payload.EVIDENCE_ANCHOR,
        "what": message(language, "sources.memberships"),
        "url": f"{told.address(entry('data').path, told.view)}#alle-quellen",
        "publisher": payload.evidence(told.here.catalog)[language]["text"],
        "licence": facts.name,
        "licence_url": facts.url,
    }


def _texts(here: Site, shown: ViewState) -> dict[str, str]:
    language = shown.language
    evidence = long_date(language, here.limits.opens)
    return {
        **{key: message(language, f"ui.{key}", **here.catalog.words) for key in _UI_TEXTS},
        "name": message(language, "table.name"),
        "status": message(language, "table.status"),
        "list": message(language, "embed.list"),
        "evidence": message(language, "embed.evidence", date=evidence),
        "sources": message(language, "embed.sources"),
        "full_view": message(language, "embed.full_view"),
    }
