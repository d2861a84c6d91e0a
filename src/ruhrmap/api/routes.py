"""The addresses of the machine access, beside Streamlit's own."""

from __future__ import annotations

import functools
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.convertors import Convertor, register_url_convertor
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ruhrmap import coverage, search, site
from ruhrmap.api import description, package, parameters
from ruhrmap.api.answers import kept, packed, refused
from ruhrmap.api.downloads import download
from ruhrmap.api.feed import feed
from ruhrmap.api.parameters import BadParameterError, Query
from ruhrmap.catalog import PackageError
from ruhrmap.messages import DEFAULT_LANGUAGE, message, pick
from ruhrmap.site import Site

Endpoint = Callable[[Request], Awaitable[Response]]


class _Anything(Convertor[str]):
    """The rest of an address, line ends too, which starlette's own ``path`` leaves to others."""

    regex = r"[\s\S]*"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


register_url_convertor("anything", _Anything())


def routes() -> list[Route]:
    """All addresses of the API; each answers GET and HEAD."""
    return [
        Route(description.COVERAGE, _answering(_coverage)),
        Route(description.DOWNLOAD, _answering(download, in_thread=True)),
        Route(description.SEARCH, _answering(_search)),
        Route(description.OPENAPI, _answering(_openapi)),
        Route(description.PACKAGE, _answering(_package)),
        Route(description.FILE.replace("{path}", "{path:anything}"), _answering(_file)),
        Route(description.FEED, _answering(_feed)),
    ]


def _answering(answer: Callable[[Site, Request], Response], *, in_thread: bool = False) -> Endpoint:
    """With the site; 503 while the data package has errors, 400 for a bad parameter.

    What takes long is made in a thread: everybody else's map moves on meanwhile.
    """

    @functools.wraps(answer)
    async def endpoint(request: Request) -> Response:
        try:
            if in_thread:
                return await run_in_threadpool(answer, site.current(), request)
            return answer(site.current(), request)
        except PackageError:
            return refused(503, {"error": message(DEFAULT_LANGUAGE, "api.broken")})
        except BadParameterError as bad:
            return refused(
                400,
                {
                    "error": message(DEFAULT_LANGUAGE, "api.bad_parameter", name=bad.parameter),
                    "parameter": bad.parameter,
                    "value": bad.value,
                    "allowed": bad.allowed,
                },
            )

    return endpoint


def _coverage(here: Site, request: Request) -> Response:
    query = parameters.read(request.query_params.multi_items(), here.limits)
    return kept(request, packed(answer(here, query)), "application/json")


def answer(here: Site, query: Query) -> dict[str, Any]:
    """The coverage on a key date, with the territories of the level and where all is from."""
    language = query.lang
    frame = coverage.frame_on(here.frames, query.date)
    rows = coverage.table_rows(here.catalog, query.level, query.date)
    described = package.descriptor(here.folder)
    return {
        **coverage.coverage_record(here.catalog, frame, query.date, query.level),
        "territories": [
            {
                "ags": row.ags,
                "name": pick(language, row.name),
                "status": row.status.value,
                "status_label": pick(language, row.status_label),
                "since": pick(language, row.since),
                "population": row.population,
                "area_km2": row.area_km2,
                "note": pick(language, row.note),
            }
            for row in rows
        ],
        "data": {
            "title": described["title"],
            "version": here.catalog.version,
            "date": here.catalog.data_date.isoformat(),
            "evidence_end": here.limits.opens.isoformat(),
            "licenses": described["licenses"],
            "package": description.PACKAGE,
        },
    }


def _search(here: Site, request: Request) -> Response:
    query = parameters.read_search(request.query_params.multi_items(), here.limits)
    found = search.answer(site.search_index(here), query.q, query.date, query.lang)
    return kept(request, packed(found), "application/json")


def _openapi(here: Site, request: Request) -> Response:
    described, files = package.descriptor(here.folder), package.media_types(here.folder)
    content = description.openapi(here.catalog, here.limits, described, files)
    return kept(request, packed(content), "application/json")


def _package(here: Site, request: Request) -> Response:
    return kept(request, packed(package.descriptor(here.folder)), "application/json")


def _file(here: Site, request: Request) -> Response:
    folder, path = here.folder, request.path_params["path"]
    media_types = package.media_types(folder)
    if path not in media_types:
        content = {"error": message(DEFAULT_LANGUAGE, "api.no_file"), "allowed": [*media_types]}
        return refused(404, content)
    return kept(request, (folder / path).read_bytes(), media_types[path])


def _feed(here: Site, request: Request) -> Response:
    body = feed(here.catalog, str(request.base_url))
    return kept(request, body, "application/atom+xml; charset=utf-8")
