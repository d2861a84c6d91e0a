"""The lists of open accessions as files: Excel to work with, PDF for a meeting.

The address takes what the page's address takes, so a file is of the same key date, level,
language and assumption. It holds the three lists whole: what is searched, narrowed or sorted
on the page is not passed on. These addresses exist only where the staff's pages do.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from ruhrmap import address, export, site, staff
from ruhrmap import view as views
from ruhrmap.api.downloads import material
from ruhrmap.catalog import PackageError
from ruhrmap.export import OutreachForm, OutreachOrder
from ruhrmap.messages import DEFAULT_LANGUAGE, message
from ruhrmap.view import ViewState

PATH: Final = "/stab/offene-beitritte"

# Of the staff alone, and of the data as they are now.
_NOT_KEPT: Final = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}


def routes() -> list[Route]:
    """An address for each form; none where the staff's pages do not exist."""
    if not staff.enabled():
        return []
    return [Route(f"{PATH}.{form.value}", _answering(form)) for form in OutreachForm]


def order(view: ViewState) -> OutreachOrder:
    """What a file of a view holds."""
    return OutreachOrder(view.language, view.date, view.level, view.scenario)


def _answering(form: OutreachForm) -> Callable[[Request], Awaitable[Response]]:
    async def answer(request: Request) -> Response:
        try:
            here = site.current()
        except PackageError:
            return _said(503, message(DEFAULT_LANGUAGE, "api.broken"))
        given = request.query_params.multi_items()
        view, ignored = views.read(given, here.limits)
        if ignored:
            # a page may show the nearest sensible thing; a file travels on without its address
            what = address.notice(ignored, view.language)
            return _said(400, message(view.language, "outreach.bad_address", what=what))
        made_of = material(here.folder)
        file = await run_in_threadpool(export.make_outreach, made_of, form, order(view))
        headers = {**_NOT_KEPT, "Content-Disposition": f'attachment; filename="{file.name}"'}
        return Response(file.body, headers=headers, media_type=file.media_type)

    return answer


def _said(status: int, text: str) -> Response:
    return PlainTextResponse(text, status, _NOT_KEPT)
