"""deploy/: units that systemd takes, scripts that do what they say, one list of ports.

nginx itself is run by tests/browser/test_replicas.py and script/replicas.
"""

from __future__ import annotations

import re
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from benchmarks.replicas import course, proxy, rush
from benchmarks.replicas.steady import Failure, asking

from ruhrmap import configuration
from ruhrmap.web import hosts
from support import tools
from support.server import free_port

ROOT = Path(__file__).parents[1]
DEPLOY = ROOT / "deploy"
UNITS = DEPLOY / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))


def values(unit: Path, key: str) -> list[str]:
    return re.findall(rf"^{key}=(.*)$", unit.read_text("utf-8"), re.MULTILINE)


@pytest.mark.parametrize("unit", ["ruhrmap@.service", "ruhrmap-staff.service"])
def test_what_serves_cannot_reach_the_net_nor_write_the_disk(unit: str) -> None:
    """The kernel holds what the program promises: no request leaves the host."""
    path = UNITS / unit
    assert values(path, "IPAddressDeny") == ["any"]
    assert values(path, "IPAddressAllow") == ["localhost"]
    assert values(path, "ProtectSystem") == ["strict"]
    assert values(path, "DynamicUser") == ["yes"]
    assert values(path, "CapabilityBoundingSet") == [""]
    assert values(path, "MemoryMax") and values(path, "CPUQuota")
    assert values(path, "ReadWritePaths") == []
    assert values(path, "RestartPreventExitStatus") == ["78"]


def test_the_ports_are_the_same_everywhere() -> None:
    text = (DEPLOY / "nginx" / "ruhrmap" / "replicas.conf").read_text("utf-8")
    ports = re.findall(r"^server 127\.0\.0\.1:(\d+) ", text, re.MULTILINE)
    target = values(UNITS / "ruhrmap.target", "Wants")[0]
    update = (DEPLOY / "bin" / "ruhrmap-update").read_text("utf-8")
    assert re.findall(r"@(\d+)\.service", target) == ports
    assert f"PORTS:-{' '.join(ports)}}}" in update
    waits = [int(found) for found in re.findall(r"fail_timeout=(\d+)s", text)]
    assert f"SETTLE:-{course.SETTLE:.0f}}}" in update and max(waits) < course.SETTLE
    [staff] = re.findall(r"--port (\d+)", (UNITS / "ruhrmap-staff.service").read_text("utf-8"))
    example = (DEPLOY / "nginx" / "ruhrmap" / "staff.conf.example").read_text("utf-8")
    assert f"http://127.0.0.1:{staff};" in example and staff not in ports


def variables(name: str) -> dict[str, str]:
    """What a file of the environment says, also where it is only an example."""
    text = (UNITS / name).read_text("utf-8")
    return dict(re.findall(r"^#? ?(RUHRMAP_\w+)=(.*)$", text, re.MULTILINE))


@pytest.mark.parametrize("name", ["ruhrmap.env", "ruhrmap-staff.env"])
def test_the_environment_names_variables_that_there_are(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = variables(name)
    assert named and set(named) <= {one.name for one in configuration.OPTIONS}
    for variable, value in named.items():
        monkeypatch.setenv(variable, value)
    assert configuration.problems() == ()


@pytest.mark.parametrize(
    ("environment", "conf"),
    [("ruhrmap.env", "nginx.conf"), ("ruhrmap-staff.env", "ruhrmap/staff.conf.example")],
)
def test_a_server_answers_to_the_name_that_nginx_hands_on(
    environment: str, conf: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without it every request is refused with 421."""
    text = (DEPLOY / "nginx" / conf).read_text("utf-8")
    names = {*re.findall(r"^ +server_name (.*);$", text, re.MULTILINE)} - {"_"}
    assert len(names) == 1
    for variable, value in variables(environment).items():
        monkeypatch.setenv(variable, value)
    assert all(hosts.is_ours(name) for name in names)
    monkeypatch.delenv(configuration.PUBLIC_URL.name)
    assert not any(hosts.is_ours(name) for name in names)


@pytest.mark.parametrize("unit", ["ruhrmap@.service", "ruhrmap-staff.service"])
def test_there_are_open_files_for_as_many_visitors_as_are_let_in(unit: str) -> None:
    """Three a session, also of those that Streamlit keeps for a while, and a connection."""
    [limit] = values(UNITS / unit, "LimitNOFILE")
    assert int(limit) >= max(8192, 4 * int(variables("ruhrmap.env")["RUHRMAP_VIEWERS"]))


def test_what_comes_slowly_does_not_hold_the_proxy_up() -> None:
    """The app itself waits for the end of a request's headers for as long as it takes."""
    text = (DEPLOY / "nginx" / "nginx.conf").read_text("utf-8")
    for name in ("client_header_timeout", "client_body_timeout"):
        [seconds] = re.findall(rf"^ +{name} (\d+)s;$", text, re.MULTILINE)
        assert 0 < int(seconds) <= 30


def test_https_is_demanded_once() -> None:
    """The app does it; a second header of that name would be one too many."""
    for path in (DEPLOY / "nginx").rglob("*.conf*"):
        assert not re.search(r"^[^#]*Strict-Transport", path.read_text("utf-8"), re.MULTILINE)


def test_systemd_takes_the_units(tmp_path: Path) -> None:
    """A misspelt option is passed over by systemd without a word at the start."""
    for unit in UNITS.glob("*.*"):
        if unit.suffix in (".service", ".timer", ".target"):
            text = unit.read_text("utf-8")
            # the program is not installed here; that it is there is not what is asked
            text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE)
            (tmp_path / unit.name).write_text(text, "utf-8")
    asked = ["ruhrmap@8501.service", "ruhrmap-staff.service", "ruhrmap-site.service"]
    asked += ["ruhrmap-site.timer", "ruhrmap-health@8501.timer", "ruhrmap.target"]
    (tmp_path / "broken.service").write_text("[Service]\nExecStart=/bin/true\nMemoryMaxx=1\n")
    verify = [tools.path_of("systemd-analyze"), "verify", "--man=no"]
    broken = subprocess.run(
        [*verify, "./broken.service"], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    if "MemoryMaxx" not in broken.stderr:
        pytest.skip(f"systemd-analyze cannot verify here: {broken.stderr[:200]}")
    (tmp_path / "broken.service").unlink()
    told = subprocess.run(
        [*verify, *(f"./{one}" for one in asked)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert told.returncode == 0 and "ruhrmap" not in told.stderr, told.stderr


def test_the_container_copies_what_there_is_and_runs_as_nobody() -> None:
    text = (DEPLOY / "Containerfile").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.*)$", text, re.MULTILINE):
        *sources, _ = line.split()
        assert all((ROOT / one).exists() for one in sources), line
    user = re.search(r"^USER (\d+):\d+$", text, re.MULTILINE)
    assert user is not None and int(user[1]) > 0
    assert "/healthz" in text and "PIP_CONSTRAINT=constraints.txt" in text
    pinned = re.search(r'requires-python = ">=(\d+\.\d+)"', (ROOT / "pyproject.toml").read_text())
    assert pinned is not None and text.count(f"python:{pinned[1]}-slim") == 2


def test_an_nginx_that_has_grown_apart_from_the_measured_one_is_an_error(tmp_path: Path) -> None:
    """script/replicas runs the very text of deploy/, or nothing."""
    with pytest.raises(ValueError, match="no longer says 'not there'"):
        proxy.write(tmp_path, [1], 2, 3, {"not there": ""})


# scripts


class Machine:
    """A systemctl and a replica that are played."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.asked = folder / "asked"
        self.asked.write_text("")
        (folder / "bin").mkdir()
        self.add(
            folder / "bin" / "systemctl",
            f'echo "$*" >> {self.asked}\n[ "$1" != is-active ] || cat {folder}/state',
        )
        (folder / "state").write_text("active\n")

    def add(self, path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)

    def run(self, script: str, *given: str, **more: str) -> subprocess.CompletedProcess[str]:
        own = {"PATH": f"{self.folder}/bin:/usr/bin:/bin", "PAUSE": "0", "SETTLE": "0"}
        own |= {"TRIES": "2", **more}
        return subprocess.run(
            [DEPLOY / "bin" / script, *given], env=own, capture_output=True, text=True, check=False
        )

    @property
    def calls(self) -> list[str]:
        return self.asked.read_text().splitlines()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    tools.path_of("curl")
    return Machine(tmp_path)


@pytest.fixture
def replica() -> Iterator[Callable[[int], int]]:
    """Starts one that answers each question with a status; hands over its port."""
    servers = []

    def start(status: int) -> int:
        class Answer(BaseHTTPRequestHandler):
            def do_GET(self) -> None:  # the name that http.server calls
                self.send_response(status)
                self.end_headers()

            def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
                """Says nothing: nobody reads it."""

        server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
        servers.append(server)
        threading.Thread(target=server.serve_forever, args=(0.01,)).start()
        return int(server.server_address[1])

    yield start
    for server in servers:
        server.shutdown()
        server.server_close()


@pytest.mark.parametrize("status", [200, 503])
def test_a_replica_that_answers_is_left_alone(
    machine: Machine, replica: Callable[[int], int], status: int
) -> None:
    """Also one that drains: it says so, and ends by itself."""
    ended = machine.run("ruhrmap-health", str(replica(status)))
    assert ended.returncode == 0, ended.stderr
    assert [one.split()[0] for one in machine.calls] == ["is-active"]


def test_a_replica_that_does_not_answer_is_started_anew(machine: Machine) -> None:
    port = str(free_port())
    ended = machine.run("ruhrmap-health", port)
    assert ended.returncode == 1 and port in ended.stderr
    assert machine.calls[1:] == [
        f"kill --signal=SIGKILL ruhrmap@{port}.service",
        f"restart ruhrmap@{port}.service",
    ]


@pytest.mark.parametrize("state", ["inactive", "deactivating", "failed"])
def test_a_replica_that_is_not_meant_to_run_is_not_started(machine: Machine, state: str) -> None:
    (machine.folder / "state").write_text(f"{state}\n")
    assert machine.run("ruhrmap-health", "1").returncode == 0
    assert len(machine.calls) == 1


def updated(machine: Machine, ports: list[str]) -> subprocess.CompletedProcess[str]:
    """An update from "old" to "new" of the replicas on these ports."""
    for name in ("old", "new"):
        machine.add(machine.folder / name / "bin" / "ruhrmap", "exit 0")
    (machine.folder / "current").symlink_to(machine.folder / "old")
    new, root = str(machine.folder / "new"), str(machine.folder)
    return machine.run("ruhrmap-update", new, ROOT=root, PORTS=" ".join(ports))


def test_an_update_goes_from_replica_to_replica(
    machine: Machine, replica: Callable[[int], int]
) -> None:
    ports = [str(replica(200)), str(replica(200))]
    ended = updated(machine, ports)
    assert ended.returncode == 0, ended.stderr
    assert (machine.folder / "current").readlink() == machine.folder / "new"
    restarts = [f"restart ruhrmap@{port}.service" for port in ports]
    assert machine.calls == [*restarts, "start ruhrmap-site.service"]


def test_an_update_that_does_not_come_up_is_taken_back(
    machine: Machine, replica: Callable[[int], int]
) -> None:
    """The second replica never answers: the first one is led back too."""
    ports = [str(replica(200)), str(free_port())]
    ended = updated(machine, ports)
    assert ended.returncode == 1 and "back to" in ended.stderr
    assert (machine.folder / "current").readlink() == machine.folder / "old"
    assert machine.calls.count(f"restart ruhrmap@{ports[0]}.service") == 2


def test_an_update_whose_data_are_at_fault_changes_nothing(machine: Machine) -> None:
    machine.add(machine.folder / "new" / "bin" / "ruhrmap", "exit 1")
    (machine.folder / "current").symlink_to(machine.folder / "old")
    ended = machine.run("ruhrmap-update", str(machine.folder / "new"), ROOT=str(machine.folder))
    assert ended.returncode == 1 and "nothing was changed" in ended.stderr
    assert (machine.folder / "current").readlink() == machine.folder / "old"
    assert machine.calls == []


# figures


def test_what_wrk_says_is_read() -> None:
    said = """Running 2s test @ https://localhost:1/
  Latency Distribution
     50%    1.20ms
     99%    0.92s
  19231 requests in 2.00s, 4.39GB read
  Socket errors: connect 0, read 1, write 0, timeout 2
  Non-2xx or 3xx responses: 4
Requests/sec:   9610.71
"""
    assert rush.read("x", said) == rush.Rate("x", 9610.71, 920.0, 7)
    full = rush.read("x", said, may_refuse=True)
    assert (full.bad, full.refused) == (3, 4 / 19231), "a broken connection is never an answer"
    with pytest.raises(RuntimeError, match="wrk said of x"):
        rush.read("x", "unable to connect")


def test_no_load_goes_to_another_machine() -> None:
    with pytest.raises(ValueError, match="not on this machine"):
        rush.measure("x", "https://example.org/", seconds=1, connections=1)
    with pytest.raises(ValueError, match="not on this machine"), asking("https://example.org"):
        pass


@pytest.mark.parametrize(
    ("failure", "promised"),
    [
        (Failure("/api/v1/coverage?date=2013-01-01", 502, "0 bytes"), True),
        (Failure("/?datum=2013-01-01", 502, "0 bytes"), False),  # the static page stands in
        (Failure("/daten", 502, "0 bytes"), False),
        (Failure("/api/v1/coverage?date=2013-01-01", 0, "timed out"), False),
        (Failure("/api/v1/coverage?date=2013-01-01", 200, "3 bytes"), False),
    ],
)
def test_without_a_replica_only_what_no_page_stands_in_for_may_be_told_502(
    failure: Failure, promised: bool
) -> None:
    assert failure.is_promised == promised
