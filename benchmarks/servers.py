"""A server an app, each on a free port of this machine."""

from __future__ import annotations

import os
import resource
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PEERS: Final = Path(__file__).parent / "apps" / "app.py"
_PATIENCE: Final = 180.0  # seconds: thousands of areas are read and packed before the start
_LINES: Final = 60  # of what a server has printed, when it is asked what went wrong
# A session of Streamlit holds three files open, and each connection one on both sides: with the
# usual limit of 1,024 some 250 viewers are the most, whatever the server could do.
_FILES: Final = 16_384


@dataclass(frozen=True)
class Server:
    """A running server that has said it is healthy."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path | None = None

    def said(self) -> str:
        """The first errors of what it has printed, and its end."""
        lines = self.log.read_text(errors="replace").splitlines() if self.log else []
        errors = [line for line in lines[:-_LINES] if '"level": "error"' in line]
        return "\n".join([*errors[:_LINES], *lines[-_LINES:]])

    def cpu_seconds(self) -> float | None:
        """CPU time of the process so far; None where the system does not tell (not Linux)."""
        path = Path("/proc") / str(self.process.pid) / "stat"
        if not path.is_file():
            return None
        fields = path.read_text().rpartition(")")[2].split()
        user, system = int(fields[11]), int(fields[12])
        return (user + system) / os.sysconf("SC_CLK_TCK")


@contextmanager
def running(app: Path, env: Mapping[str, str]) -> Iterator[Server]:
    """Run ``streamlit run APP`` and hand it over once it is healthy; end it afterwards.

    Raises
    ------
    RuntimeError
        If it does not become healthy; with what it printed.
    """
    port = free_port()
    options = ["--server.headless=true", f"--server.port={port}", "--server.address=127.0.0.1"]
    with serving(["-m", "streamlit", "run", str(app), *options], port, env) as server:
        yield server


@contextmanager
def serving(
    command: Sequence[str], port: int, env: Mapping[str, str], *, answers: bool = False
) -> Iterator[Server]:
    """Run a server that this Python starts, as :func:`running` does.

    Parameters
    ----------
    command : sequence of str
        What stands behind the name of the interpreter.
    port : int
        Where it will listen, on loopback.
    env : mapping
        What differs from the environment.
    answers : bool
        Whether its standard input and output are pipes to talk by, not part of the log.

    Raises
    ------
    RuntimeError
        If it does not become healthy; with what it printed.
    """
    _open_many_files()
    with TemporaryDirectory() as home:
        log = Path(home) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, *command],
                cwd=ROOT,
                # a home of its own: nobody's personal Streamlit options decide a figure
                env={**os.environ, "HOME": home, **env},
                stdin=subprocess.PIPE if answers else None,
                stdout=subprocess.PIPE if answers else output,
                stderr=output,
            )
        server = Server(f"http://127.0.0.1:{port}", process, log)
        try:
            if not _becomes_healthy(server):
                raise RuntimeError(f"{' '.join(command)} did not start:\n{server.said()}")
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            for pipe in (process.stdin, process.stdout):
                if pipe is not None:
                    pipe.close()


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _open_many_files() -> None:
    """Let this process, and the server after it, open as many files as a crowd needs."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _FILES if most == resource.RLIM_INFINITY else min(_FILES, most)
    if now != resource.RLIM_INFINITY and now < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _becomes_healthy(server: Server) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and server.process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=5) as answer:
                if answer.status == 200:
                    return True
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.1)
    return False
