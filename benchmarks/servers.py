"""A server an app, each on a free port of this machine."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

ROOT: Final = Path(__file__).parents[1]
PEERS: Final = Path(__file__).parent / "apps" / "app.py"
_PATIENCE: Final = 180.0  # seconds: thousands of areas are read and packed before the start


@dataclass(frozen=True)
class Server:
    """A running server that has said it is healthy."""

    url: str
    process: subprocess.Popen[bytes]

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
    port = _free_port()
    options = ["--server.headless=true", f"--server.port={port}", "--server.address=127.0.0.1"]
    command = [sys.executable, "-m", "streamlit", "run", str(app), *options]
    with TemporaryDirectory() as home:
        log = Path(home) / "log"
        with log.open("wb") as output:
            process = subprocess.Popen(
                command,
                cwd=ROOT,
                # a home of its own: nobody's personal Streamlit options decide a figure
                env={**os.environ, "HOME": home, **env},
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        try:
            server = Server(f"http://127.0.0.1:{port}", process)
            if not _becomes_healthy(server):
                raise RuntimeError(f"{app} did not start:\n{log.read_text(errors='replace')}")
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


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
