"""What is written down is one event a line, from whoever it comes, and says nobody's address."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ruhrmap import logs

ROOT = Path(__file__).parents[1]

# All that a server's process has to say, in a process of its own: a log is global.
SAYING = """
import logging, sys, threading, warnings
from streamlit import logger as streamlits
streamlits.get_logger("streamlit.came.before")
import uvicorn
uvicorn.Config("app:app")
from ruhrmap import logs
logs.set_up()
uvicorn.Config("app:app")
logs.get("try").info("ours", count=3, name="Mülheim", listening="127.0.0.1:8501")
logs.get("try").debug("quiet")
logging.getLogger("uvicorn.error").info('84.12.7.3:5 - "WebSocket /_stcore/stream?ort=1"')
logging.getLogger("uvicorn.error").error("failed for %s", ("84.12.7.3", 51234))
streamlits.get_logger("streamlit.came.before").warning("before %s", "2001:db8::7")
streamlits.get_logger("streamlit.came.later").warning("later /?q=geheim#a")
warnings.warn("a warning")
from streamlit.error_util import handle_user_script_exception
try:
    raise ValueError("of a page, for 84.12.7.3")
except ValueError as error:
    handle_user_script_exception(error, lambda _: True)
def fail():
    raise KeyError("in a thread")
thread = threading.Thread(target=fail, name="a thread")
thread.start()
thread.join()
raise RuntimeError("nobody has\\ncaught it")
"""


def said(**environment: str) -> subprocess.CompletedProcess[str]:
    # the option that .streamlit/config.toml sets; the program is read from another folder
    settings = {"STREAMLIT_LOGGER_ENABLE_RICH": "false", "PYTHONPATH": str(ROOT / "src")}
    return subprocess.run(
        [sys.executable, "-c", SAYING],
        cwd=ROOT,
        env={**os.environ, **settings, **environment},
        capture_output=True,
        text=True,
        check=False,
    )


def test_everything_is_one_line_of_json_on_stderr() -> None:
    ended = said(RUHRMAP_LOG_FORMAT="json")
    assert ended.stdout == ""
    lines: list[dict[str, Any]] = [json.loads(line) for line in ended.stderr.splitlines()]
    for line in lines:
        assert datetime.fromisoformat(line["time"]).utcoffset() == timedelta(0)
        assert list(line)[:4] == ["time", "level", "event", "logger"]
    events = [(line["level"], line["event"]) for line in lines]
    assert events == [
        ("info", "ours"),
        ("error", "failed for ('…', 51234)"),
        ("warning", "before …"),
        ("warning", "later /?…"),
        ("warning", events[4][1]),
        ("error", "Uncaught app execution"),
        ("error", "uncaught exception in a thread"),
        ("critical", "uncaught exception"),
    ]
    assert "a warning" in events[4][1]
    assert lines[0] | {"time": ""} == {
        "time": "",
        "level": "info",
        "event": "ours",
        "logger": "ruhrmap.try",
        "count": 3,
        "name": "Mülheim",
        "listening": "127.0.0.1:8501",
    }
    assert "Traceback" in lines[5]["exception"]
    assert "ValueError: of a page, for …" in lines[5]["exception"]
    assert lines[6]["thread"] == "a thread"
    assert "nobody has\ncaught it" in lines[7]["exception"]
    for hidden in ("84.12", "2001:db8", "geheim"):
        assert hidden not in ended.stderr


def test_a_person_gets_text_and_the_level_holds() -> None:
    ended = said(RUHRMAP_LOG_FORMAT="text", RUHRMAP_LOG_LEVEL="error")
    assert "[info" not in ended.stderr
    assert "ours" not in ended.stderr
    assert "\x1b" not in ended.stderr
    assert "failed for" in ended.stderr
    assert "Traceback" in ended.stderr
    assert "84.12" not in ended.stderr


@given(st.ip_addresses(v=4), st.integers(1, 65535))
def test_no_ipv4_address_is_left(address: Any, port: int) -> None:
    for text in (f"{address}", f"('{address}', {port})", f"{address}:{port} - x", f"[{address}]"):
        assert str(address) not in logs.without_people(text)


@given(st.ip_addresses(v=6).filter(lambda one: sum(map(bool, str(one).split(":"))) > 1))
def test_no_ipv6_address_is_left(address: Any) -> None:
    for text in (f"{address}", f"[{address}]:80 - x", f"('{address}', 1)", f"from {address}, no"):
        assert str(address) not in logs.without_people(text)


@pytest.mark.parametrize(
    "text",
    ["12:30:05", "version 1.67.0", "line 12, in read", "a[::2]", "::1", "std::vector", "12.5 s"],
)
def test_what_is_no_address_stays(text: str) -> None:
    assert logs.without_people(text) == text
