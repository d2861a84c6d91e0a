"""The real app in a process of its own, as a reader would start it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).parents[2]
_START_TRIES = 600  # a slow machine, busy with other tests, still gets half a minute
_BETWEEN_TRIES = 0.05


@dataclass(frozen=True)
class Server:
    """A server that has said it is healthy."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path


def free_port() -> int:
    """A port that nobody listened on a moment ago."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def streamlit_command(port: int) -> list[str]:
    """``streamlit run app.py``, without opening a browser."""
    options = ["--server.headless", "true", "--server.port", str(port)]
    return [sys.executable, "-m", "streamlit", "run", str(ROOT / "app.py"), *options]


@contextmanager
def running(
    command: Sequence[str], port: int, cwd: Path = ROOT, env: Mapping[str, str] | None = None
) -> Iterator[Server]:
    """Start a server and hand it over once its health endpoint answers; end it afterwards."""
    with TemporaryDirectory() as home:
        log = Path(home) / "server.log"
        # A home of its own: nobody's personal Streamlit options decide a test.
        environment = {**os.environ, "HOME": home, **(env or {})}
        with log.open("wb") as output:
            process = subprocess.Popen(
                command, cwd=cwd, env=environment, stdout=output, stderr=subprocess.STDOUT
            )
        try:
            server = Server(f"http://localhost:{port}", process, log)
            _wait_until_healthy(server)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _wait_until_healthy(server: Server) -> None:
    for _ in range(_START_TRIES):
        try:
            # Waits for the process to die, which spaces the tries and notices a failed start.
            server.process.wait(timeout=_BETWEEN_TRIES)
        except subprocess.TimeoutExpired:
            if _is_healthy(server.url):
                return
        else:
            break
    said = server.log.read_text("utf-8", errors="replace")
    raise AssertionError(f"the server at {server.url} did not become healthy:\n{said}")


def _is_healthy(url: str) -> bool:
    try:
        with urllib.request.urlopen(f"{url}/_stcore/health", timeout=5) as answer:
            return bool(answer.status == 200)
    except (urllib.error.URLError, ConnectionError, TimeoutError):
        return False
