"""Every variable is in one table, nonsense ends the server in one line, and secrets stay hidden."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
from pathlib import Path

import pytest

from ruhrmap import configuration, settings
from ruhrmap.cli import main
from ruhrmap.cli.config import markdown
from ruhrmap.configuration import ConfigurationError, Kind, Option

ROOT = Path(__file__).parents[1]
SECRET = "not-for-anybody's-eyes"

PORT = Option("RUHRMAP_TRY", Kind.ENDPOINT, "config.data")
MANY = Option("RUHRMAP_TRY", Kind.NUMBER, "config.data", "3", least=1, most=500)
FORM = Option("RUHRMAP_TRY", Kind.CHOICE, "config.data", "json", choices=("json", "text"))
FLAG = Option("RUHRMAP_TRY", Kind.FLAG, "config.data", "1")
SITE = Option("RUHRMAP_TRY", Kind.URL, "config.data")


@pytest.fixture(autouse=True)
def _clean(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith(("RUHRMAP_", "STREAMLIT_")):
            monkeypatch.delenv(name)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("", None),
        ("0", None),
        ("off", None),
        ("9464", ("127.0.0.1", 9464)),
        ("localhost:9464", ("127.0.0.1", 9464)),
        (" 0.0.0.0:1 ", ("0.0.0.0", 1)),
        ("[::1]:65535", ("::1", 65535)),
    ],
)
def test_a_port_alone_is_one_of_this_machine(
    given: str, expected: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(PORT.name, given)
    assert configuration.endpoint(PORT) == expected


@pytest.mark.parametrize(
    ("option", "bad"),
    [
        *((PORT, bad) for bad in ("65536", "host:1", "::1:9464", ":9464", "1.2.3.4:0", "²", "1:")),
        *((MANY, bad) for bad in ("0", "501", "-3", "1e2", "viele", "٣", "nan", "9" * 5000)),
        *((FORM, bad) for bad in ("xml", "json text")),
        *((FLAG, bad) for bad in ("vielleicht", "2")),
        *((SITE, bad) for bad in ("https://[", "https://u:geheim@a", "a.example", "http://a\nb")),
    ],
)
def test_nonsense_is_refused_in_one_line(
    option: Option, bad: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(option.name, bad)
    monkeypatch.setattr(configuration, "OPTIONS", (option,))
    (problem,) = configuration.problems()
    for line in (problem.message.de, problem.message.en):
        assert line.startswith(option.name)
        assert "\n" not in line
        assert len(line) < 250
        assert "geheim" not in line


def test_what_is_empty_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    for option in configuration.OPTIONS:
        monkeypatch.setenv(option.name, " ")
    assert configuration.problems() == ()
    assert configuration.number(MANY) == 3
    assert configuration.flag(FLAG) is True
    assert configuration.choice(FORM) == "json"


def test_both_ways_to_start_end_before_anything_is_served(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUHRMAP_STAFF", "vielleicht")
    monkeypatch.setenv("RUHRMAP_PUBLIC_URL", "nirgends")
    with pytest.raises(SystemExit) as ended:
        runpy.run_path(str(ROOT / "app.py"))
    assert ended.value.code == configuration.EXIT_CODE
    said = capsys.readouterr().err.splitlines()
    assert len(said) == 2
    assert main(["serve", "--port", "1"]) == configuration.EXIT_CODE
    assert len(capsys.readouterr().err.splitlines()) == 2


def test_every_other_command_says_it_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RUHRMAP_PUBLIC_URL", "nirgends")
    assert main(["export", "html", "-o", "-"]) == configuration.EXIT_CODE
    assert capsys.readouterr().err.startswith("RUHRMAP_PUBLIC_URL: 'nirgends'")


def test_a_value_is_an_error_of_values() -> None:
    assert issubclass(ConfigurationError, ValueError)


# the tables


def test_every_variable_that_is_read_is_in_the_table() -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "src/*.py", "script", "benchmarks/*.py", ".ci", "deploy", "fuzz"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    # not the constants of scripts for the browser, which assets.py writes
    of_browser = {"RUHRMAP_MAP", "RUHRMAP_PAGE", "RUHRMAP_TILES", "RUHRMAP_STORY"}
    named = {
        name
        for path in tracked
        for name in re.findall(r"\bRUHRMAP_[A-Z_]+", (ROOT / path).read_text("utf-8"))
    } - of_browser
    # a slip, in the example of what is said of slips
    assert named - {"RUHRMAP_STAF"} <= {option.name for option in configuration.OPTIONS}


def test_the_document_has_the_tables_of_the_program() -> None:
    text = (ROOT / "docs" / "configuration.md").read_text("utf-8")
    written = "\n\n".join(
        table.strip() for table in re.findall(r"<!-- \w+ -->\n(.*?)<!-- /", text, re.DOTALL)
    )
    assert written == "\n".join(markdown()).strip(), "run: ruhrmap config --markdown"


# Streamlit's options


def test_what_the_operator_says_counts_more_than_ours(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / ".streamlit").mkdir()
    (tmp_path / ".streamlit" / "config.toml").write_text(
        '[server]\naddress = "10.0.0.1"\nport = 8600\ndisconnectedSessionTTL = 60\n'
        f'cookieSecret = "{SECRET}"\n'
    )
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("streamlit.config._main_script_path", None)
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "8700")
    monkeypatch.setenv("STREAMLIT_SERVER_ENABLE_WEBSOCKET_COMPRESSION", "true")
    found = settings.in_force({"server.address": "::1"})
    assert found["server.address"] == "::1", "the command line"
    assert found["server.port"] == 8700, "the environment"
    assert found["server.enableWebsocketCompression"] is True
    assert found["server.disconnectedSessionTTL"] == 60, "the file"
    assert found["browser.gatherUsageStats"] is False, "ours"
    assert "server.cookieSecret" not in found, "a secret is Streamlit's to read"
    told = settings.settings()
    assert told["server.port"].source == "environment"
    assert told["server.address"].source.endswith("config.toml")
    assert told["client.showErrorDetails"].source == "ours"
    assert told["server.enableCORS"].source == "ours"
    assert told["server.baseUrlPath"].source == "default"


def test_a_secret_is_not_shown(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_COOKIE_SECRET", SECRET)
    for form in ([], ["--json"], ["--markdown"]):
        assert main(["config", *form]) == 0
        assert SECRET not in capsys.readouterr().out
    assert main(["config", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["streamlit"]["server.cookieSecret"] == {"value": "…", "source": "environment"}


def test_an_option_of_the_wrong_type_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_PORT", "achtfünf")
    assert main(["serve"]) == configuration.EXIT_CODE
    assert capsys.readouterr().err == "STREAMLIT_SERVER_PORT: 'achtfünf' is no int\n"
