"""One replica: ``ruhrmap serve`` in a process of its own, to be killed or drained."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

SOURCES: Final = Path(__file__).parents[2] / "src"
_PATIENCE: Final = 300.0  # seconds: several start at once, perhaps on a busy machine
_LAST_WORDS: Final = 30.0  # seconds that an ordered end may take


@dataclass
class Replica:
    """A replica on a port; it can be started again, also with another version.

    Attributes
    ----------
    port : int
    folder : Path
        Home and log.
    sources : Path
        The folder with the package: the version that it runs.
    """

    port: int
    folder: Path
    sources: Path = SOURCES
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    def start(self) -> None:
        """Start it; :meth:`wait` says when it is ready."""
        self.folder.mkdir(exist_ok=True)
        # a home of its own: nobody's personal Streamlit options decide anything
        own = {"HOME": str(self.folder), "PYTHONPATH": str(self.sources)}
        command = [sys.executable, "-m", "ruhrmap", "serve", "--no-browser"]
        command += ["--host", "127.0.0.1", "--port", str(self.port)]
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(
                command,
                cwd=self.folder,
                env={**os.environ, **own},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def wait(self) -> None:
        """Wait until it is healthy.

        Raises
        ------
        RuntimeError
            If it does not become so; with what it printed.
        """
        assert self.process is not None, "started before"
        deadline = time.monotonic() + _PATIENCE
        while time.monotonic() < deadline and self.process.poll() is None:
            if self.is_healthy():
                return
            time.sleep(0.1)
        said = (self.folder / "log").read_text(errors="replace")
        raise RuntimeError(f"the replica on {self.port} did not start:\n{said}")

    def connections(self) -> int:
        """How many connections it holds; Linux alone tells."""
        rows = Path("/proc/net/tcp").read_text().splitlines()[1:]
        local = f":{self.port:04X}"
        return sum(row.split()[1].endswith(local) and row.split()[3] == "01" for row in rows)

    def is_healthy(self) -> bool:
        """Whether it says that it is."""
        address = f"http://127.0.0.1:{self.port}/_stcore/health"
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return bool(answer.status == 200)
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return False

    def kill(self) -> None:
        """End it in the middle of whatever it does."""
        self._end(signal.SIGKILL)

    def drain(self) -> float:
        """End it as an update does; the seconds it took to finish what it had begun."""
        began = time.monotonic()
        self._end(signal.SIGTERM)
        return time.monotonic() - began

    def _end(self, with_signal: signal.Signals) -> None:
        if self.process is None:
            return
        self.process.send_signal(with_signal)
        try:
            self.process.wait(_LAST_WORDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            raise RuntimeError(f"the replica on {self.port} did not end when told to") from None
        self.process = None


def next_version(folder: Path) -> Path:
    """A copy of the package whose scripts and styles differ: every file of ours has a new name."""
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    # the checkout's data and options lie beside the sources
    for name in ("data", ".streamlit"):
        (folder.parent / name).symlink_to(SOURCES.parent / name)
    for name in ("page.css", "dom.js", "map.css"):
        file = folder / "ruhrmap" / "frontend" / name
        file.write_text(file.read_text("utf-8") + "/* the next version */\n", "utf-8")
    return folder
