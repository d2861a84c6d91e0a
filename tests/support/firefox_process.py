"""Firefox as a process of its own, with an empty profile and nobody to reach."""

from __future__ import annotations

import json
import os
import queue
import re
import signal
import subprocess
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

_START = 60.0  # seconds until a Firefox on a busy machine must have said its address
_END = 20.0
_LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
_DEAD = 9  # a port where nobody listens: what goes to another host ends here

# All that a Firefox of its own accord asks other hosts for is off, and what remains is led to
# the dead port. The blocker of windows is on, as readers have it.
PREFERENCES: Mapping[str, bool | int | str] = {
    "network.proxy.type": 1,
    **{
        name: value
        for scheme in ("http", "ssl", "socks")
        for name, value in (
            (f"network.proxy.{scheme}", "127.0.0.1"),
            (f"network.proxy.{scheme}_port", _DEAD),
        )
    },
    "network.proxy.socks_remote_dns": True,
    "network.proxy.failover_direct": False,
    "network.trr.mode": 5,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.dns.disablePrefetch": True,
    "network.prefetch-next": False,
    "network.predictor.enabled": False,
    "network.http.speculative-parallel-limit": 0,
    "network.manage-offline-status": False,
    "media.peerconnection.enabled": False,
    "geo.enabled": False,
    "browser.region.network.url": "",
    "browser.region.update.enabled": False,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "app.normandy.enabled": False,
    "app.normandy.api_url": "",
    "app.shield.optoutstudies.enabled": False,
    "nimbus.rollouts.enabled": False,
    "messaging-system.rsexperimentloader.enabled": False,
    "app.update.disabledForTesting": True,
    "app.update.auto": False,
    "browser.search.update": False,
    "browser.search.suggest.enabled": False,
    "browser.urlbar.suggest.searches": False,
    "browser.urlbar.quicksuggest.enabled": False,
    "browser.urlbar.merino.enabled": False,
    "extensions.update.enabled": False,
    "extensions.getAddons.cache.enabled": False,
    "extensions.systemAddon.update.enabled": False,
    "extensions.systemAddon.update.url": "",
    "extensions.blocklist.enabled": False,
    "extensions.pocket.enabled": False,
    "media.gmp-manager.updateEnabled": False,
    "media.gmp-manager.url": "",
    "datareporting.policy.dataSubmissionEnabled": False,
    "datareporting.healthreport.uploadEnabled": False,
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.unified": False,
    "toolkit.telemetry.server": "",
    "browser.discovery.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.downloads.remote.enabled": False,
    "browser.safebrowsing.blockedURIs.enabled": False,
    "privacy.trackingprotection.enabled": False,
    "dom.push.connection.enabled": False,
    "signon.rememberSignons": False,
    "browser.newtabpage.enabled": False,
    "browser.newtabpage.activity-stream.feeds.topsites": False,
    "browser.newtabpage.activity-stream.feeds.section.topstories": False,
    "browser.startup.page": 0,
    "browser.startup.homepage_override.mstone": "ignore",
    "browser.aboutwelcome.enabled": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.ml.enable": False,
    "identity.fxaccounts.enabled": False,
    "dom.disable_open_during_load": True,
    # Otherwise the banner "is now full screen" takes part in the pictures.
    "full-screen-api.warning.timeout": 0,
    "full-screen-api.transition-duration.enter": "0 0",
    "full-screen-api.transition-duration.leave": "0 0",
}


class Process:
    """Firefox itself, with a home and a process group of its own."""

    def __init__(self, program: str, home: Path) -> None:
        lines = (f"user_pref({json.dumps(k)}, {json.dumps(v)});" for k, v in PREFERENCES.items())
        (home / "user.js").write_text("\n".join(lines), "utf-8")
        options = ["--headless", "--no-remote", "--remote-debugging-port=0"]
        # Firefox ends itself if it dials another machine all the same.
        safety = {"MOZ_DISABLE_NONLOCAL_CONNECTIONS": "1", "MOZ_CRASHREPORTER_DISABLE": "1"}
        self._said: list[str] = []
        self._addresses: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        self._process = subprocess.Popen(
            [program, *options, "--remote-allow-system-access", "--profile", str(home)],
            env={**os.environ, "HOME": str(home), **safety},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )
        # Read to the end, or Firefox would stop at a full pipe.
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self._process.stderr is not None
        for line in self._process.stderr:
            self._said.append(line)
            if found := _LISTENING.search(line):
                self._addresses.put(found[1])
        self._addresses.put(None)

    def address(self) -> str:
        """Where it listens, once it says so."""
        try:
            address = self._addresses.get(timeout=_START)
        except queue.Empty:
            address = None
        if address is None:
            raise RuntimeError("Firefox did not start:\n" + "".join(self._said))
        return address

    def stop(self) -> None:
        """Make it end, with all that it started."""
        try:
            self._process.wait(timeout=_END)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        # The pipe is at its end when the last process of Firefox is gone.
        self._reader.join(timeout=_END)
        assert self._process.stderr is not None
        self._process.stderr.close()


@contextmanager
def running(program: str) -> Iterator[Process]:
    """Start a Firefox; at the end it has a moment to go by itself, and nothing of it remains."""
    with TemporaryDirectory(prefix="ruhrmap-firefox-") as home:
        process = Process(program, Path(home))
        try:
            yield process
        finally:
            process.stop()
