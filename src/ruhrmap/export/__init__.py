"""Downloads: what the page shows, or everything, as files; one format a file.

The data themselves are a :class:`Format`, made from a :class:`Selection` by :func:`make`;
what is made for people to look at is a :class:`Medium`, made from an :class:`Order` by
:func:`show`.
:mod:`ruhrmap.export.writing` brings a file onto the disk, whole or not at all.

Every status, count and wording is that of :mod:`ruhrmap.coverage`. Each file holds inside
what it is about: key date, version, licences, citation, sources, and what is not known.
"""

from ruhrmap.export import presentation, static_site
from ruhrmap.export.about import About, about, citation
from ruhrmap.export.attribution import Attributed, Attribution, attributed
from ruhrmap.export.citing import bibtex
from ruhrmap.export.making import Download, make
from ruhrmap.export.material import Material
from ruhrmap.export.outreach_front import OutreachForm, OutreachOrder, outreach_file_name
from ruhrmap.export.outreach_lists import outreach_lists
from ruhrmap.export.outreach_making import make_outreach
from ruhrmap.export.selection import Format, Selection, file_name
from ruhrmap.export.showing import Medium, Order, Part, Progress, show, show_name
from ruhrmap.licences import Licence, licences

__all__ = [
    "About",
    "Attributed",
    "Attribution",
    "Download",
    "Format",
    "Licence",
    "Material",
    "Medium",
    "Order",
    "OutreachForm",
    "OutreachOrder",
    "Part",
    "Progress",
    "Selection",
    "about",
    "attributed",
    "bibtex",
    "citation",
    "file_name",
    "licences",
    "make",
    "make_outreach",
    "outreach_file_name",
    "outreach_lists",
    "presentation",
    "show",
    "show_name",
    "static_site",
]
