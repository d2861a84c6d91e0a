"""Every answer has its headers, and each source that a policy allows has a reason."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route
from starlette.types import Message

from ruhrmap import bundles, configuration, server, shell, site
from ruhrmap.api import description
from ruhrmap.export import presentation as file
from ruhrmap.web import headers, mapframe, policy
from support import packages
from support.asgi import Answer, ask

HTML = "text/html"


def built() -> Starlette:
    """Our routes and middleware, around what stands for Streamlit."""

    async def shells(_: Request) -> Response:
        answer = HTMLResponse(bundles.shell_document())
        answer.headers.append("set-cookie", "_streamlit_xsrf=1; Path=/; SameSite=Lax")
        return answer

    async def breaks(_: Request) -> Response:
        raise ZeroDivisionError

    streamlits = [
        Route("/", shells),
        Route("/daten", shells),
        Route("/unsinn", shells),
        Route("/breaks.txt", breaks),
    ]
    return Starlette(routes=[*server.routes(), *streamlits], middleware=server.middleware())


@pytest.fixture(scope="module")
def app() -> Starlette:
    return built()


def addresses() -> list[str]:
    """One address of every kind of answer, also of those that refuse."""
    assets = site.current().assets
    return [
        "/",
        "/daten",
        "/unsinn",  # a redirect
        "/?x=%00",
        "/gibt-es-nicht.html",
        "/einbetten",
        "/praesentation",
        mapframe.ADDRESS,
        "/vorschau.png",
        "/vorschau.png?ort=x",  # 400
        f"/{assets.page_js.path}",
        f"/{assets.page_css.path}",
        "/ruhrmap/x.js",  # 404
        "/_stcore/metrics",  # closed
        description.COVERAGE,
        f"{description.COVERAGE}?date=x",
        description.PACKAGE,
        description.FEED,
        f"{description.DOWNLOAD}?format=csv&scope=all",
        "/data/members.csv",
        "/data/%2e%2e/x",
    ]


def directives(answer: Answer) -> dict[str, list[str]]:
    """The policy of an answer: directive -> sources."""
    parts = answer.headers["content-security-policy"].split("; ")
    return {name: sources for name, *sources in (part.split(" ") for part in parts)}


@pytest.mark.parametrize("address", addresses())
def test_every_answer_has_every_header(app: Starlette, address: str) -> None:
    told = ask(app, address)
    assert told.headers["x-content-type-options"] == "nosniff"
    assert told.headers["referrer-policy"] == "same-origin"
    assert told.headers["cross-origin-resource-policy"] in ("same-origin", "cross-origin")
    assert "server" not in told.headers
    given = directives(told)
    assert given["default-src"] == ["'none'"]
    assert given["base-uri"] == given["form-action"] == ["'none'"]
    assert len(given["frame-ancestors"]) == 1
    if told.headers.get("content-type", "").startswith(HTML):
        assert "geolocation=()" in told.headers["permissions-policy"]
        assert told.headers["cross-origin-opener-policy"] == "same-origin"
        assert "sandbox" not in given, "a document that may run its scripts"
    else:
        assert "sandbox" in given
        assert told.headers["x-frame-options"] == "DENY"


def test_no_header_is_sent_twice(app: Starlette) -> None:
    for address in addresses():
        names = ask(app, address).names
        assert sorted(names) == sorted(set(names)), address


def test_an_answer_that_has_not_changed_keeps_its_policy(app: Starlette) -> None:
    """A browser takes the headers of a 304 for those of what it kept."""
    for address in ("/einbetten", "/praesentation", mapframe.ADDRESS):
        first = ask(app, address)
        again = ask(app, address, headers=[("if-none-match", first.headers["etag"])])
        assert again.status == 304
        name = "content-security-policy"
        assert again.headers[name] == first.headers[name]


def test_what_has_not_changed_is_not_put_into_a_box_afterwards(app: Starlette) -> None:
    """Without a type nobody knows whether it was a document: its policy stays as it was."""
    address = f"{description.COVERAGE}?date=2024-01-01"
    tag = ask(app, address).headers["etag"]
    again = ask(app, address, headers=[("if-none-match", tag)])
    assert again.status == 304
    assert "content-security-policy" not in again.headers
    assert again.headers["x-content-type-options"] == "nosniff"


def test_an_error_of_ours_has_them_too_and_is_still_heard_of(app: Starlette) -> None:
    told: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request"}

    async def send(event: Message) -> None:
        told.append(event)

    scope = {"type": "http", "method": "GET", "path": "/breaks.txt", "query_string": b"",
             "headers": [(b"host", b"localhost")], "root_path": "", "scheme": "http",
             "http_version": "1.1", "server": ("localhost", 80)}  # fmt: skip
    with pytest.raises(ZeroDivisionError):
        asyncio.run(app(scope, receive, send))
    assert told[0]["status"] == 500
    assert (b"x-content-type-options", b"nosniff") in told[0]["headers"]
    assert [event["type"] for event in told] == ["http.response.start", "http.response.body"]


# what may be loaded

# Of the presentation file, whose policy stands in the file itself (ruhrmap.export.presentation).
IN_THE_FILE = {("img-src", "data:")}  # patterns and the page's icon; the file has nothing beside it


@pytest.mark.parametrize(
    "address", ["/", "/daten", "/einbetten", "/praesentation", mapframe.ADDRESS]
)
def test_each_source_is_ours_or_has_a_reason(app: Starlette, address: str) -> None:
    reasons = {
        (one.directive, one.source): one.reason
        for kind in policy.POLICIES.values()
        for one in kind.allowances
    }
    assert all(len(reason.split()) > 5 for reason in reasons.values())
    own = {policy.digest(script) for script in _scripts(ask(app, address).text)}
    for directive, sources in directives(ask(app, address)).items():
        if directive in ("frame-ancestors", "sandbox"):
            continue
        for source in sources:
            known = (directive, source) in reasons.keys() | IN_THE_FILE
            hashed = directive.startswith("script") and source in own | _of_pages()
            style = address == "/praesentation" and directive == "style-src"
            assert source in (policy.SELF, policy.NONE) or known or hashed or style, source


def _scripts(html: str) -> list[str]:
    return re.findall(r"<script(?: type=\"text/javascript\")?>(.*?)</script>", html, re.DOTALL)


def _of_pages() -> set[str]:
    return {policy.digest(script) for script in shell.inline_scripts()}


@pytest.mark.parametrize("address", ["/", "/daten", "/praesentation", mapframe.ADDRESS])
def test_every_script_inside_is_allowed_by_its_hash(app: Starlette, address: str) -> None:
    told = ask(app, address)
    inside = _scripts(told.text)
    assert inside, "else this test holds nothing"
    allowed = directives(told)["script-src"]
    assert {policy.digest(script) for script in inside} <= {*allowed}


def test_nothing_unsafe_is_allowed_to_scripts_anywhere(app: Starlette) -> None:
    for address in addresses():
        told = directives(ask(app, address))
        scripts = [*told.get("script-src", ()), *told["default-src"]]
        assert not [source for source in scripts if "unsafe" in source], address
        every = {source for sources in told.values() for source in sources}
        assert not {"http:", "https:", "ws:", "wss:", "*"} & (every - {*told["frame-ancestors"]})


def test_the_file_says_of_itself_what_the_server_says_of_it(app: Starlette) -> None:
    told = ask(app, "/praesentation")
    inside = file.policy(told.body)
    assert told.headers["content-security-policy"] == f"{inside}; frame-ancestors 'self'"


def test_no_markup_of_ours_holds_a_style(app: Starlette) -> None:
    """The pages' policy allows none; it would go unseen, and a violation be reported."""
    for address in ("/", "/daten", "/einbetten"):
        assert not re.search(r"<[a-z][^>]*\sstyle=", ask(app, address).text)


# who may frame, and who may read


@pytest.mark.parametrize("address", ["/", "/daten", "/praesentation", mapframe.ADDRESS])
def test_our_pages_are_framed_by_our_pages_alone(app: Starlette, address: str) -> None:
    told = ask(app, address)
    assert directives(told)["frame-ancestors"] == ["'self'"]
    assert told.headers["x-frame-options"] == "SAMEORIGIN"


@pytest.mark.parametrize(
    ("given", "framers", "older"),
    [
        ("", "*", None),
        ("*", "*", None),
        ("self", "'self'", "SAMEORIGIN"),
        ("'none'", "'none'", "DENY"),
        ("self, https://www.ruhr.example", "'self' https://www.ruhr.example", None),
        ("https://*.a.example:8443 http://[::1]", "https://*.a.example:8443 http://[::1]", None),
    ],
)  # fmt: skip
def test_the_operator_says_who_may_frame_the_embeddable_page(
    monkeypatch: pytest.MonkeyPatch, given: str, framers: str, older: str | None
) -> None:
    monkeypatch.setenv(configuration.EMBED_ANCESTORS.name, given)
    app = built()
    told = ask(app, "/einbetten")
    assert told.headers["content-security-policy"].endswith(f"; frame-ancestors {framers}")
    assert told.headers.get("x-frame-options") == older
    assert directives(ask(app, "/"))["frame-ancestors"] == ["'self'"], "the app never changes"


@pytest.mark.parametrize(
    "given",
    ["www.ruhr.example", "https://a/b", "https://", "javascript:x", "* self", "none self",
     "https://a;script-src", "https://a\nx", "selbst", "https://a/"],
)  # fmt: skip
def test_nonsense_is_refused_at_the_start(monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(configuration.EMBED_ANCESTORS.name, given)
    with pytest.raises(ValueError, match=r"^RUHRMAP_EMBED_ANCESTORS: [^\n]*$"):
        headers.ancestors()


def test_other_sites_may_show_what_is_made_for_them(app: Starlette) -> None:
    told = {a: ask(app, a).headers["cross-origin-resource-policy"] for a in addresses()}
    for address in ("/einbetten", "/vorschau.png", description.COVERAGE, description.FEED):
        assert told[address] == "cross-origin"
    for address in ("/", f"/{site.current().assets.page_js.path}"):
        assert told[address] == "same-origin"


def test_where_the_staff_work_no_other_site_reads_or_frames(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Their lists and workbook were open to any page that somebody of the staff had open."""
    monkeypatch.setenv("RUHRMAP_STAFF", "1")
    app = built()
    every = [*addresses(), "/stab/arbeitsmappe", "/stab/offene-beitritte.csv"]
    for address in every:
        told = ask(app, address)
        assert told.headers["cross-origin-resource-policy"] == "same-origin"
        assert not [name for name in told.headers if name.startswith("access-control-")]
    assert ask(app, "/stab/arbeitsmappe").status == 200
    assert directives(ask(app, "/einbetten"))["frame-ancestors"] == ["'self'"]


# https


def test_https_is_held_to_where_the_public_address_is_https(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv(configuration.PUBLIC_URL.name, "https://karte.example/")
    app = built()
    for address in addresses():
        told = ask(app, address).headers
        assert told["strict-transport-security"] == "max-age=31536000"
    assert ask(app, "/").headers["set-cookie"].endswith("; SameSite=Lax; Secure")


def test_plain_http_is_left_alone(app: Starlette) -> None:
    told = ask(app, "/").headers
    assert "strict-transport-security" not in told
    assert "Secure" not in told["set-cookie"]


def test_a_broken_package_is_answered_with_them(
    app: Starlette, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.broken(tmp_path / "data")))
    for address in ("/", "/einbetten", "/praesentation"):
        told = ask(app, address)
        assert directives(told)["frame-ancestors"]
        assert told.headers["x-content-type-options"] == "nosniff"
