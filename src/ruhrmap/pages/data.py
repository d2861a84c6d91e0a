"""The page "Daten und Quellen": files, method, gaps, every source, citing, machine access."""

from ruhrmap import coverage, site
from ruhrmap.api.downloads import material
from ruhrmap.pages import state
from ruhrmap.pages.datapage import beginning, downloads, gaps, method, reuse, sources
from ruhrmap.pages.parts import mount

here = site.current()
view = state.held()
made = material(here.folder)
frame = coverage.frame_on(here.frames, view.date)

mount(here, "prose", content=beginning.beginning(made, view), key="data-beginning")
mount(here, "contents", content=beginning.contents(made, view))
mount(here, "prose", content=beginning.files(view), key="data-files")
mount(here, "downloads", content=downloads.downloads(here.catalog, view))
mount(
    here,
    "prose",
    content=[
        *method.method(here.catalog, frame, view),
        *method.totals(made, view.language),
        *gaps.conflicts(here.catalog, view.language),
        *gaps.unknown(here.catalog, view.language),
        *sources.heading(here.catalog, view.language),
    ],
    key="data-method",
)
mount(here, "source_list", content=sources.sources(made, view.language))
mount(
    here,
    "prose",
    content=[
        *reuse.citing(made, view),
        *reuse.machines(view),
        *reuse.changes(made, view.language),
    ],
    key="data-reuse",
)
