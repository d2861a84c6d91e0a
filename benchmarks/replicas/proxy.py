"""A real nginx with the very configuration of ``deploy/nginx``, on ports and folders of its own."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.servers import free_port

DEPLOY: Final = Path(__file__).parents[2] / "deploy" / "nginx"
NAME: Final = "ruhrmap.example.org"  # as the configuration has it
FIRST_PORT: Final = 8501
# beside the PATH of whoever is not root, on Debian
_PLACES: Final = f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin"
_PATIENCE: Final = 10.0  # seconds for nginx to listen, or to end


@dataclass(frozen=True)
class Proxy:
    """A running nginx.

    Attributes
    ----------
    url : str
        Its https address, on loopback, with a certificate that it signed itself.
    folder : Path
        Configuration, logs, cache and the static page.
    """

    url: str
    folder: Path
    process: subprocess.Popen[bytes]

    @property
    def log(self) -> str:
        """The access log so far; nginx writes it within half a second."""
        return (self.folder / "log" / "ruhrmap.log").read_text("utf-8")

    @property
    def errors(self) -> str:
        """What nginx says of itself."""
        return (self.folder / "log" / "error.log").read_text("utf-8")


def program() -> str | None:
    """Where nginx is; None if there is none."""
    return shutil.which("nginx", path=_PLACES)


@contextmanager
def running(
    replicas: Sequence[int], folder: Path, more: Mapping[str, str] | None = None
) -> Iterator[Proxy]:
    """Run nginx before replicas on these ports; end it afterwards.

    Parameters
    ----------
    replicas : sequence of int
    folder : Path
        An empty one.
    more : mapping, optional
        Further texts of the configuration and what stands in their place.

    Raises
    ------
    RuntimeError
        If nginx is not there, or does not take the configuration; with its own words.
    """
    found = program()
    if found is None:
        raise RuntimeError("no nginx here: install nginx-light")
    port, plain = free_port(), free_port()
    write(folder, replicas, port, plain, more or {})
    # in the foreground: a process of ours, to be ended by its number
    command = [found, "-p", str(folder), "-c", str(folder / "nginx.conf"), "-g", "daemon off;"]
    with (folder / "said").open("wb") as said:
        process = subprocess.Popen(command, stdout=said, stderr=subprocess.STDOUT)
    try:
        if not _listens(process, port):
            raise RuntimeError(f"nginx did not start:\n{(folder / 'said').read_text()}")
        yield Proxy(f"https://localhost:{port}", folder, process)
    finally:
        process.terminate()
        try:
            process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def write(
    folder: Path, replicas: Sequence[int], port: int, plain: int, more: Mapping[str, str]
) -> None:
    """The configuration for a folder and ports, from the very text of ``deploy/nginx``.

    Raises
    ------
    ValueError
        If a text that has to be replaced is not there: the two have grown apart.
    """
    for name in ("log", "cache", "site", "acme", "ruhrmap"):
        (folder / name).mkdir()
    certificate(folder)
    changes = {
        "user www-data;": "user root;" if os.geteuid() == 0 else "",
        "pid /run/nginx.pid;": f"pid {folder}/nginx.pid;",
        "/var/log/nginx/": f"{folder}/log/",
        "flush=5s": "flush=500ms",
        "/var/cache/nginx/ruhrmap": f"{folder}/cache",
        "/var/lib/ruhrmap/site": f"{folder}/site",
        "/var/lib/ruhrmap/acme": f"{folder}/acme",
        "/etc/ssl/ruhrmap/": f"{folder}/",
        f"server_name {NAME};": "server_name localhost;",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        "https://$host$request_uri": f"https://$host:{port}$request_uri",
        "listen 443 ssl": f"listen 127.0.0.1:{port} ssl",
        **more,
    }
    text = _replaced((DEPLOY / "nginx.conf").read_text("utf-8"), changes)
    # what a user's own nginx would otherwise write below /var/lib
    paths = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    temporary = "".join(f"    {one}_temp_path {folder}/temp_{one};\n" for one in paths)
    text = text.replace("http {\n", f"http {{\n{temporary}", 1)
    (folder / "nginx.conf").write_text(text, "utf-8")
    given = (DEPLOY / "ruhrmap" / "replicas.conf").read_text("utf-8")
    lines = [line for line in given.splitlines() if line.startswith("server ")]
    own = [_replaced(lines[0], {f":{FIRST_PORT} ": f":{one} "}) for one in replicas]
    (folder / "ruhrmap" / "replicas.conf").write_text("\n".join(own) + "\n", "utf-8")


def _replaced(text: str, changes: Mapping[str, str]) -> str:
    for old, new in changes.items():
        if old not in text:
            raise ValueError(f"deploy/nginx no longer says {old!r}")
        text = text.replace(old, new)
    return text


def certificate(folder: Path) -> None:
    """A certificate for localhost, signed by itself, good for a day."""
    command = ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"]
    command += ["-nodes", "-days", "1", "-subj", "/CN=localhost"]
    command += ["-keyout", str(folder / "privkey.pem"), "-out", str(folder / "fullchain.pem")]
    subprocess.run(command, check=True, capture_output=True)


def _listens(process: subprocess.Popen[bytes], port: int) -> bool:
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as trial:
            if trial.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.05)
    return False
