"""Downloads as answers of the server: read the question, make the file, name it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from ruhrmap import export, metrics, site
from ruhrmap.api import parameters
from ruhrmap.api.answers import kept
from ruhrmap.site import Site
from ruhrmap.snapshots import AT_ONCE


def download(here: Site, request: Request) -> Response:
    """The file that is asked for."""
    form, selection = parameters.read_download(request.query_params.multi_items(), here.limits)
    with metrics.exporting(form.value):
        made = export.make(material(here.folder), form, selection)
    return kept(
        request,
        made.body,
        form.media_type,
        file_name=made.name,
        packs_well=form.packs_well,
    )


@lru_cache(AT_ONCE)
def material(folder: Path) -> export.Material:
    """What downloads of a data package are made of; put together once, as it is their key."""
    here = site.read(folder)
    return export.Material(here.catalog, here.frames, folder)
