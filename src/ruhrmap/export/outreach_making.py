"""The one way to a file with the lists of open accessions."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Final

from ruhrmap.export import outreach_excel, outreach_pdf
from ruhrmap.export.making import Download
from ruhrmap.export.material import Material
from ruhrmap.export.outreach_front import OutreachForm, OutreachOrder, outreach_file_name

_KEPT: Final = 8  # files of some 50 kB; a second is saved for whoever clicks again
_WRITERS: Final[dict[OutreachForm, Callable[[Material, OutreachOrder], bytes]]] = {
    OutreachForm.XLSX: outreach_excel.write,
    OutreachForm.PDF: outreach_pdf.write,
}


@lru_cache(_KEPT)
def make_outreach(material: Material, form: OutreachForm, order: OutreachOrder) -> Download:
    """The file; the same bytes for the same data and order."""
    name = outreach_file_name(material.catalog, form, order)
    return Download(name, form.media_type, _WRITERS[form](material, order))
