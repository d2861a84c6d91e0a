"""Health, figures, requests in the log, and how a server ends."""

from __future__ import annotations

import asyncio
import json
import logging
import signal
import socket
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from streamlit.testing.v1 import AppTest
from websockets.exceptions import ConnectionClosed
from websockets.sync.client import connect

from ruhrmap import metrics, server, site
from ruhrmap.web import health, stopping, watching
from ruhrmap.web.health import Condition
from support import packages
from support.asgi import Answer, ask
from support.server import free_port, running, streamlit_command

WHO = "84.12.7.3"
LOOKED_FOR = "Geheimwort"


def value(name: str, **labels: str) -> float:
    return metrics.REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.fixture(autouse=True)
def _anew(monkeypatch: pytest.MonkeyPatch) -> None:
    """A process that is ready; what a test does to it is undone."""
    monkeypatch.setattr(health, "STATE", health.State(ready=True))
    monkeypatch.setattr(health, "PROBES", [])


# requests


async def _answer(_: Request) -> Response:
    return PlainTextResponse("12345")


async def _fail(_: Request) -> Response:
    raise RuntimeError("on purpose")


def app() -> Starlette:
    routes = [Route("/feed.xml", _answer), Route("/data/{path:path}", _fail), *health.routes()]
    return Starlette(routes=routes, middleware=[Middleware(watching.Watched, routes=routes)])


def test_a_request_is_counted_by_its_kind() -> None:
    labels = {"route": "/feed.xml", "method": "GET", "status": "200"}
    before = value("ruhrmap_http_requests_total", **labels)
    sent = value("ruhrmap_http_response_bytes_total", route="/feed.xml")
    ask(app(), f"/feed.xml?q={LOOKED_FOR}")
    assert value("ruhrmap_http_requests_total", **labels) == before + 1
    assert value("ruhrmap_http_response_bytes_total", route="/feed.xml") == sent + 5
    assert value("ruhrmap_http_request_seconds_count", route="/feed.xml") >= 1


def test_a_fault_is_counted_and_still_somebody_elses() -> None:
    labels = {"route": "/data/{path}", "method": "GET", "status": "500"}
    before = value("ruhrmap_http_requests_total", **labels)
    with pytest.raises(RuntimeError, match="on purpose"):
        ask(app(), "/data/members.csv")
    assert value("ruhrmap_http_requests_total", **labels) == before + 1


@pytest.mark.parametrize(("setting", "expected"), [("off", 0), ("errors", 1), ("all", 2)])
def test_a_line_of_the_log_says_what_but_not_who(
    setting: str,
    expected: int,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    monkeypatch.setenv("RUHRMAP_LOG_REQUESTS", setting)
    told = [
        ("x-forwarded-for", WHO),
        ("user-agent", "Agent/7"),
        ("referer", "https://from.example/"),
    ]
    with caplog.at_level(logging.INFO, "ruhrmap"):
        ask(app(), f"/feed.xml?q={LOOKED_FOR}", headers=told)
        with pytest.raises(RuntimeError):
            ask(app(), f"/data/{LOOKED_FOR}.csv", headers=told)
        health.STATE.draining = True
        ask(app(), "/healthz")
    lines = [one.msg for one in caplog.records if one.name == "ruhrmap.requests"]
    if setting == "all":
        assert lines.pop()["route"] == "/healthz"  # in the other settings no fault
    assert len(lines) == expected
    assert all({"method", "route", "status", "milliseconds", "bytes"} <= set(one) for one in lines)
    for hidden in (WHO, LOOKED_FOR, "Agent/7", "from.example", "127.0.0.1"):
        assert hidden not in str(lines)


KINDS = watching.Kinds(server.routes())


@given(st.text(max_size=80))
def test_whatever_is_asked_for_there_are_few_kinds(path: str) -> None:
    kinds = KINDS
    known = {kinds.of(one) for one in ("/", "/ruhrmap/a.js", "/data/a", "/static/a", "/media/a")}
    assert kinds.of(f"/{path}") in known | kinds._exact | {"other", *watching._STREAMLITS.values()}


def test_streamlits_own_figures_are_not_public() -> None:
    """They are about visitors and cost time; ours stand on a port of their own."""
    streamlits = Route("/{path:path}", _answer)
    whole = Starlette(routes=[streamlits], middleware=server.middleware())
    assert ask(whole, "/_stcore/metrics?families=active_sessions").status == 404
    assert ask(whole, "/karte/_stcore/metrics").status == 404
    outermost = server.middleware()[0]
    assert outermost.cls is watching.Watched


# health


def healthz(path: str = "/healthz") -> tuple[Answer, dict[str, Any]]:
    answer = ask(app(), path)
    assert answer.headers["cache-control"] == "no-store"
    return answer, json.loads(answer.body)


def test_a_good_process_says_so_and_which_data_it_shows() -> None:
    answer, told = healthz()
    shown = site.current().catalog
    assert answer.status == 200
    assert told["status"] == "ok"
    assert told["data"] == {"version": shown.version, "date": shown.data_date.isoformat()}
    assert value("ruhrmap_ready") == 1


@pytest.mark.parametrize(
    ("state", "code"),
    [({"ready": False}, "starting"), ({"draining": True}, "draining"), ({"lags": [6.0]}, "lag")],
)
def test_nobody_is_sent_to_a_process_that_cannot(state: dict[str, Any], code: str) -> None:
    for name, holds in state.items():
        setattr(health.STATE, name, holds)
    answer, told = healthz()
    assert answer.status == 503
    assert [one["code"] for one in told["reasons"]] == [code]
    assert value("ruhrmap_ready") == 0
    assert healthz("/healthz/live")[0].status == 200, "to start it anew would not help"


def test_broken_data_are_told_and_not_read_for_each_answer(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RUHRMAP_DATA", str(packages.broken(tmp_path / "data")))
    answer, told = healthz()
    assert answer.status == 503
    assert told["data"] is None
    (reason,) = told["reasons"]
    assert reason["code"] == "data"
    assert str(tmp_path) not in answer.text, "it is public"

    def read() -> site.Site:
        raise AssertionError("read again")

    monkeypatch.setattr(site, "current", read)
    assert healthz()[0].status == 503


def test_a_probe_warns_or_stops() -> None:
    health.PROBES.append(lambda: [Condition("newer", "newer data have errors", stops=False)])
    answer, told = healthz()
    assert answer.status == 200
    assert told["warnings"] == [{"code": "newer", "message": "newer data have errors"}]
    health.PROBES.append(lambda: [Condition("full", "no more room")])
    assert healthz()[0].status == 503


def test_a_late_loop_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_BETWEEN_LOOKS", 0.0)

    async def hold_up() -> None:
        async with health.watched():
            while len(health.STATE.lags) < 3:
                await asyncio.sleep(0)

    asyncio.run(hold_up())
    assert value("ruhrmap_event_loop_lag_seconds") == max(health.STATE.lags)


# figures


def test_a_run_of_the_page_is_counted() -> None:
    metrics.count_reruns()
    metrics.count_reruns()  # once is enough
    before = value("ruhrmap_reruns_total", kind="page")
    AppTest.from_string("import streamlit").run()
    assert value("ruhrmap_reruns_total", kind="page") == before + 1
    assert value("ruhrmap_rerun_seconds_count", kind="page") >= 1


def test_a_taken_port_for_figures_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server.logs, "set_up", lambda: None)
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        monkeypatch.setenv("RUHRMAP_METRICS", str(other.getsockname()[1]))
        with pytest.raises(SystemExit) as ended:
            server.begin()
    assert ended.value.code == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "RUHRMAP_METRICS: 127.0.0.1" in said


def test_every_figure_is_in_the_document() -> None:
    text = (Path(__file__).parents[1] / "docs" / "observing.md").read_text("utf-8")
    families = [one for one in metrics.REGISTRY.collect() if one.name.startswith("ruhrmap_")]
    assert len(families) > 12
    suffix = {"counter": "_total", "info": "_info"}
    for one in families:
        assert f"`{one.name}{suffix.get(one.type, '')}`" in text, one.name


async def _turned_away(_: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    await send({"type": "websocket.close", "code": 1013})


async def _visited(_: Any, receive: Any, send: Any) -> None:
    await receive()
    await send({"type": "websocket.accept"})
    await receive()
    assert value("ruhrmap_sessions_open") == 1


@pytest.mark.parametrize(("page", "counted"), [(_turned_away, 0), (_visited, 1)])
def test_a_session_is_counted_while_somebody_is_there(page: Any, counted: int) -> None:
    async def tell() -> dict[str, str]:
        return {"type": "websocket.connect"}

    async def hear(_: Any) -> None:
        return None

    before = value("ruhrmap_sessions_opened_total")
    watched = watching.Watched(page, [])
    asyncio.run(watched({"type": "websocket", "path": "/_stcore/stream"}, tell, hear))
    assert value("ruhrmap_sessions_opened_total") == before + counted
    assert value("ruhrmap_sessions_open") == 0


def test_who_finds_no_room_is_counted() -> None:
    from ruhrmap.web.capacity import Places

    before = value("ruhrmap_refusals_total", what="page")
    full = Places(1)
    assert full.expects("")
    assert not full.expects("")
    assert value("ruhrmap_refusals_total", what="page") == before + 1


# the end


class _Uvicorn:
    """What stands for uvicorn's server."""

    def __init__(self) -> None:
        self.config = type("Config", (), {"timeout_graceful_shutdown": None})()
        self.ended: list[int] = []

    def handle_exit(self, given: int, _: object) -> None:
        self.ended.append(given)


@pytest.mark.parametrize(
    ("given", "waits"), [(signal.SIGTERM, 7.0), (signal.SIGINT, 0.0)], ids=["SIGTERM", "Ctrl-C"]
)
def test_asked_to_end_it_is_healthy_no_more_and_ends_in_time(
    given: signal.Signals, waits: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RUHRMAP_DRAIN", "7")
    monkeypatch.setenv("RUHRMAP_GRACE", "3")
    later: list[tuple[float, Any, Any]] = []
    timers: list[Any] = []

    class Timer:
        def __init__(self, seconds: float, act: Any) -> None:
            self.seconds, self.act, self.daemon = seconds, act, False
            timers.append(self)

        def start(self) -> None:
            assert self.daemon, "it must not keep the process alive"

    loop = type("Loop", (), {"call_later": lambda _, s, act, one: later.append((s, act, one))})()
    monkeypatch.setattr(stopping.threading, "Timer", Timer)
    ended: list[int] = []
    monkeypatch.setattr(stopping.os, "_exit", ended.append)
    uvicorn = _Uvicorn()
    stop = stopping._Stop(loop, {given: uvicorn.handle_exit})
    stop.asked(given)
    assert health.STATE.draining
    assert uvicorn.ended == []
    assert uvicorn.config.timeout_graceful_shutdown == 3
    ((seconds, act, one),) = later
    assert seconds == waits
    act(one)
    assert uvicorn.ended == [given]
    assert timers[0].seconds == waits + 3 + 2
    timers[0].act()
    assert ended == [stopping._FORCED]
    stop.asked(given)
    assert uvicorn.ended == [given, given], "asked twice, it does not wait"


def get(url: str, **headers: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(urllib.request.Request(url, headers=headers)) as answer:
            return answer.status, answer.read().decode("utf-8", "replace")
    except urllib.error.HTTPError as refused:
        with refused:
            return refused.code, refused.read().decode("utf-8", "replace")


@pytest.fixture(scope="module")
def ended() -> Iterator[dict[str, Any]]:
    """A real server that was asked a few things, then to end: what it answered and wrote down."""
    port, figures = free_port(), free_port()
    environment = {
        "RUHRMAP_METRICS": str(figures),
        "RUHRMAP_LOG_FORMAT": "json",
        "RUHRMAP_LOG_REQUESTS": "all",
        "RUHRMAP_DRAIN": "0.5",
        "RUHRMAP_GRACE": "2",
    }
    told: dict[str, Any] = {}
    with running(streamlit_command(port), port, env=environment) as started:
        told["health"] = get(f"{started.url}/healthz")
        for path in (f"/?ort={LOOKED_FOR}", f"/{LOOKED_FOR}", f"/api/v1/search?q={LOOKED_FOR}"):
            get(f"{started.url}{path}", **{"X-Forwarded-For": WHO, "User-Agent": "Agent/7"})
        told["public"] = get(f"{started.url}/metrics"), get(f"{started.url}/_stcore/metrics")
        address = started.url.replace("http", "ws") + f"/_stcore/stream?ort={LOOKED_FOR}"
        with connect(address, additional_headers={"X-Forwarded-For": WHO}) as page:
            for _ in range(200):  # until the server has got to listening
                told["figures"] = get(f"http://127.0.0.1:{figures}/metrics")
                if "ruhrmap_sessions_open 1.0" in told["figures"][1]:
                    break
            started.process.send_signal(signal.SIGTERM)
            while (now := get(f"{started.url}/healthz"))[0] == 200:
                pass  # until the signal has arrived
            told["draining"] = now
            with pytest.raises(ConnectionClosed):
                while True:
                    page.recv(timeout=20)
            told["close code"] = page.protocol.close_code
        try:
            told["code"] = started.process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            told["code"] = None
        told["log"] = started.log.read_text("utf-8")
    yield told


def test_a_real_server_is_healthy_until_it_is_asked_to_end(ended: dict[str, Any]) -> None:
    assert ended["health"][0] == 200
    assert ended["draining"][0] == 503
    assert json.loads(ended["draining"][1])["reasons"][0]["code"] == "draining"
    assert ended["close code"] == 1012, "the browser connects anew"
    assert ended["code"] == -signal.SIGTERM


def test_its_figures_have_a_port_of_their_own(ended: dict[str, Any]) -> None:
    status, figures = ended["figures"]
    assert status == 200
    assert "ruhrmap_sessions_open 1.0" in figures
    assert (
        'ruhrmap_http_requests_total{method="GET",route="/api/v1/search",status="200"}' in figures
    )
    assert 'ruhrmap_data_info{date="' in figures
    assert "process_resident_memory_bytes" in figures
    assert LOOKED_FOR not in figures
    assert all("ruhrmap_http" not in body for _, body in ended["public"])
    assert ended["public"][1][0] == 404


def test_its_log_is_json_and_knows_nobody(ended: dict[str, Any]) -> None:
    lines = [json.loads(line) for line in ended["log"].splitlines()]
    events = [line["event"] for line in lines]
    wanted = ["data loaded", "ready", "request", "stopping", "activity", "stopped"]
    assert [one for one in dict.fromkeys(events) if one in wanted] == wanted
    assert {line["level"] for line in lines} == {"info"}
    for hidden in (WHO, LOOKED_FOR, "Agent/7", "127.0.0.1", "::1"):
        assert hidden not in ended["log"]
