"""No name that is asked for, and none that a package holds, leads to a file of the machine."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.applications import Starlette
from streamlit import file_util
from streamlit.web.server.starlette.starlette_app import create_streamlit_middleware
from streamlit.web.server.starlette.starlette_static_routes import (
    create_streamlit_static_assets_routes,
)

from ruhrmap import catalog, server
from ruhrmap.api import package
from support import packages
from support.asgi import ask

# The beginning of a file that every machine has, and of our own program.
SECRETS = (b"root:", b"from __future__")
ROUTES = (
    "/ruhrmap/{}",
    "/data/{}",
    "/static/{}",
    "/component/streamlit_folium.st_folium/{}",
    "/media/{}",
    "/app/static/{}",
    "/_stcore/bidi-components/ruhrmap/{}",
    "/api/v1/{}",
    "/{}",
)
UP = ("..", "%2e%2e", "%252e%252e", ". .", "...", "․․", "‥", ".．", "..;", "..\0", "~", "")
TO = (
    "etc/passwd",
    "etc\\passwd",
    "/etc/passwd",
    "file:///etc/passwd",
    "C:\\x",
    "\\\\h\\s",
    "server.py",
)
names = st.builds(
    lambda ups, by, to, end: by.join([*ups, to]) + end,
    st.lists(st.sampled_from(UP), max_size=8),
    st.sampled_from(["/", "\\", "%2f", "%5c", "//", "/./", "∕"]),
    st.sampled_from(TO) | st.text(max_size=10),
    st.sampled_from(["", "/", "\0", "%00.csv", "?x", ".html"]),
)


@pytest.fixture(scope="module")
def app() -> Starlette:
    """Ours in front of Streamlit's own way to its files."""
    assert Path(file_util.get_static_dir()).is_dir()
    streamlits = create_streamlit_static_assets_routes(base_url=None)
    own = server.middleware() + create_streamlit_middleware()
    return Starlette(routes=[*server.routes(), *streamlits], middleware=own)


@given(st.sampled_from(ROUTES), names)
@settings(max_examples=60)
def test_no_address_leads_to_a_file_of_the_machine(app: Starlette, route: str, name: str) -> None:
    answer = ask(app, route.format(name).replace("?", "%3F"))
    assert answer.status in (200, 301, 303, 307, 400, 404, 405)
    assert not [secret for secret in SECRETS if answer.body.startswith(secret)]


OUTSIDE = ("../secret.csv", "/etc/passwd", "geo/../../secret.csv", "..", "", "a\\b", "https://h/x",
           ".env", "geo/.git/config", ["members.csv"], None, "a/\0", "a\n")  # fmt: skip


@pytest.mark.parametrize("path", OUTSIDE, ids=str)
def test_a_package_names_no_file_outside_of_it(tmp_path: Path, path: object) -> None:
    """What it names is served and packed: a package of somebody else's gave away the machine's."""
    (tmp_path / "secret.csv").write_text("secret", "utf-8")
    folder = packages.copied(tmp_path / "data")
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    described["resources"].append({"name": "more", "path": path, "title": "x"})
    (folder / "datapackage.json").write_text(json.dumps(described), "utf-8")
    with pytest.raises(catalog.PackageError) as refused:
        catalog.load(folder)
    wrong = [one.code for one in refused.value.findings if one.severity == "error"]
    assert "descriptor_outside" in wrong


def test_a_package_does_not_say_that_a_file_is_a_page(tmp_path: Path) -> None:
    folder = packages.copied(tmp_path / "data")
    (folder / "page.html").write_text("<script src='x.js'></script>", "utf-8")
    described = json.loads((folder / "datapackage.json").read_text("utf-8"))
    for name, kind in (
        ("page.html", "text/html"),
        ("x.js", "text/javascript"),
        ("a.svg", "image/svg+xml"),
    ):
        described["resources"].append({"name": name, "path": name, "mediatype": kind})
    (folder / "datapackage.json").write_text(json.dumps(described), "utf-8")
    served = package.media_types(folder)
    assert {served[name] for name in ("page.html", "x.js", "a.svg")} == {"application/octet-stream"}
