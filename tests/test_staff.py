"""The staff's pages and uploads exist where the switch is on, and nowhere else."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware

from ruhrmap import server, sitemap, staff
from ruhrmap.model import Text
from ruhrmap.web import uploads
from ruhrmap.web.uploads import Intake, RefusedError
from support.asgi import Answer, ask

ROOT = Path(__file__).parents[1]


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(staff.VARIABLE, "1")


@pytest.fixture
def off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(staff.VARIABLE, raising=False)


@pytest.mark.parametrize(
    ("given", "said"),
    [("1", True), ("true", True), ("Ja", True), ("0", False), ("", False), (" off ", False)],
)
def test_the_switch_is_read(monkeypatch: pytest.MonkeyPatch, given: str, said: bool) -> None:
    monkeypatch.setenv(staff.VARIABLE, given)
    assert staff.enabled() is said


def test_a_switch_that_says_neither_is_no_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(staff.VARIABLE, "vielleicht")
    with pytest.raises(ValueError, match="RUHRMAP_STAFF: 'vielleicht'"):
        staff.enabled()


@pytest.mark.usefixtures("off")
def test_switched_off_there_is_no_page_and_no_address() -> None:
    assert sitemap.pages() == sitemap.PAGES
    assert not any(sitemap.is_page(f"/{one.path}") for one in sitemap.STAFF_PAGES)
    assert uploads.routes((Intake("/stab/x", _answer),)) == []
    assert not [one for one in server.routes() if one.path.startswith("/stab")]


@pytest.mark.usefixtures("on")
def test_switched_on_every_page_of_the_staff_is_there() -> None:
    assert sitemap.pages() == (*sitemap.PAGES, *sitemap.STAFF_PAGES)
    assert all(sitemap.is_page(f"/{one.path}") for one in sitemap.STAFF_PAGES)
    paths = {one.path for one in server.routes()}
    assert {one.path for one in server.INTAKES} <= paths


def _answer(name: str, body: bytes, language: str) -> dict[str, Any]:
    if body == b"bad":
        raise RefusedError(Text("Das ist nichts.", "That is nothing."))
    return {"said": name, "bytes": len(body), "language": language}


@pytest.fixture
def app(on: None) -> Starlette:
    """A server with one address that takes up to 1000 bytes."""
    return Starlette(
        routes=uploads.routes((Intake("/stab/x", _answer, most=1000),)),
        middleware=[Middleware(uploads.NoStreamlitUploads)],
    )


def post(
    app: Starlette, query: str, *chunks: bytes, headers: Iterable[tuple[str, str]] = ()
) -> Answer:
    return ask(app, f"/stab/x?{query}", method="POST", headers=headers, chunks=chunks)


def test_a_file_is_answered_and_nothing_may_be_kept(app: Starlette) -> None:
    answer = post(app, "name=Brief.txt&sprache=en", b"a", b"bc")
    assert json.loads(answer.body) == {"said": "Brief.txt", "bytes": 3, "language": "en"}
    assert answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("language", ["", "fr", "../de"])
def test_the_language_is_german_unless_it_is_known(app: Starlette, language: str) -> None:
    answer = post(app, f"sprache={language}", b"bad")
    assert (answer.status, json.loads(answer.body)) == (422, {"error": "Das ist nichts."})


def test_an_empty_file_is_told(app: Starlette) -> None:
    answer = post(app, "")
    assert answer.status == 422
    assert "leer" in answer.text


def test_a_large_file_is_refused_by_what_it_declares(app: Starlette) -> None:
    def never() -> Iterator[bytes]:
        raise AssertionError("not a byte of it is read")
        yield b""

    declared = [("content-length", "100000000")]
    answer = ask(app, "/stab/x", method="POST", headers=declared, chunks=never())
    assert answer.status == 413


def test_a_large_file_is_refused_while_it_arrives(app: Starlette) -> None:
    sent = 0

    def endless() -> Iterator[bytes]:
        nonlocal sent
        while True:
            sent += 100
            yield bytes(100)

    answer = ask(app, "/stab/x", method="POST", chunks=endless())  # nothing is declared
    assert answer.status == 413
    assert "größer als" in answer.text
    assert sent == 1100


def test_another_sites_page_is_refused(app: Starlette) -> None:
    assert post(app, "", b"abc", headers=[("origin", "https://example.org")]).status == 403


def test_a_file_is_only_posted(app: Starlette) -> None:
    assert ask(app, "/stab/x").status == 405


@pytest.mark.parametrize("method", ["PUT", "POST", "DELETE", "OPTIONS"])
def test_streamlits_own_uploads_are_refused(app: Starlette, method: str) -> None:
    assert ask(app, "/_stcore/upload_file/a-session/a-file", method=method).status == 404


def test_the_app_refuses_streamlits_own_uploads() -> None:
    assert uploads.NoStreamlitUploads in [one.cls for one in server.middleware()]


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "1"),
        (["--port", "8600"], {}, "1"),
        (["--server.address", "127.0.0.1"], {}, "1"),
        (["--server.address", "0.0.0.0"], {}, "unset"),
        (["--server.address=intern.example.org"], {}, "unset"),
        ([], {"STREAMLIT_SERVER_ADDRESS": "0.0.0.0"}, "unset"),
        ([], {"RUHRMAP_STAFF": "0"}, "0"),
        (["--server.address", "0.0.0.0"], {"RUHRMAP_STAFF": "1"}, "1"),
    ],
)
def test_the_script_switches_it_on_for_the_own_machine_alone(
    tmp_path: Path, arguments: list[str], environment: dict[str, str], expected: str
) -> None:
    (tmp_path / "script").mkdir()
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / "script" / "setup.sh").write_text('setup() { :; }; log=$(mktemp); cd "$PLACE"\n')
    (tmp_path / "script" / "server").write_text((ROOT / "script" / "server").read_text("utf-8"))
    python = tmp_path / ".venv" / "bin" / "python"
    python.write_text('#!/bin/sh\necho "${RUHRMAP_STAFF-unset}"\n')
    python.chmod(0o755)
    known = {k: v for k, v in os.environ.items() if k not in ("RUHRMAP_STAFF",)}
    ended = subprocess.run(
        ["bash", "script/server", *arguments],
        cwd=tmp_path,
        env={**known, "PLACE": str(tmp_path), **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ended.stdout.strip() == expected
