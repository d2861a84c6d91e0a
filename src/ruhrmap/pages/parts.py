"""Mounting the browser's parts: one Streamlit component for all of them.

The component's script is one line that loads our module by its address, so that a rerun
sends only what changed and the browser keeps the module. The address comes with what a part
is given: Streamlit keeps one script a component for all visitors, and they may be shown
different data.
"""

from __future__ import annotations

from typing import Any, Final

import streamlit as st

from ruhrmap.site import Site

# A server that was started anew behind an open page may have another module, which would not
# know what the first one has drawn: the page is loaded whole, its address holds the view.
_LOADER: Final = """
export default function (component) {
  const path = component.data.module;
  if ((window.ruhrmapModule ??= path) !== path) {
    location.reload();
    return;
  }
  const address = new URL(path, document.baseURI);
  import(address.href).then((module) => module.default(component));
}
"""


def mount(
    site: Site,
    part: str,
    *,
    view: dict[str, Any] | None = None,
    content: Any = None,
    name: str | None = None,
    key: str | None = None,
    **callbacks: Any,
) -> None:
    """Draw one part of the page.

    ``part`` is a name that ``adapter_component.js`` knows; ``view`` is told to the parts
    that move with the hand, ``content`` to those that are drawn for the settled date. Without
    it they draw what comes along with the timeline, under their ``name`` (else that of the
    part). ``callbacks`` are ``on_<name>_change`` of the component.
    """
    component = st.components.v2.component("ruhrmap", js=_LOADER, isolate_styles=False)
    component(
        key=key or f"part-{part}",
        data={
            "module": site.assets.page_js.path,
            "part": part,
            "name": name or part,
            "view": view,
            "content": content,
        },
        **callbacks,
    )
