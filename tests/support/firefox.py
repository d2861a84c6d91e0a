"""A real Firefox without a window, driven over WebDriver BiDi, that reaches nobody.

It opens files from the disk as a person would by a double click, and tells all that a person
with open developer tools would see: messages, refused and failed requests.
"""

from __future__ import annotations

import base64
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from support import firefox_process
from support.bidi import Connection, Event, session

# BiDi tells what a page asks of hosts and the errors of its scripts. It says nothing of files
# and of what Firefox itself warns of; the browser's own half of the session notes those down.
_NOTE_DOWN = """
(() => {
  globalThis.ruhrmapNotes = { files: [], warnings: [] };
  globalThis.ruhrmapFiles = {
    observe(channel) {
      channel.QueryInterface(Ci.nsIChannel);
      if (channel.loadInfo.browsingContextID) ruhrmapNotes.files.push(channel.URI.spec);
    },
  };
  Services.obs.addObserver(ruhrmapFiles, "file-channel-opened");
  Services.ppmm.addMessageListener("ruhrmap:warning", (sent) => {
    ruhrmapNotes.warnings.push(sent.data);
  });
  const inEachProcess = () => {
    Services.console.registerListener({
      observe(told) {
        if (!(told instanceof Ci.nsIScriptError) || !told.innerWindowID) return;
        if (told.flags & (Ci.nsIScriptError.warningFlag | Ci.nsIScriptError.infoFlag)) {
          sendAsyncMessage("ruhrmap:warning", told.errorMessage);
        }
      },
    });
  };
  Services.ppmm.loadProcessScript(`data:,(${encodeURIComponent(inEachProcess)})()`, true);
})()
"""

# Looks after each change of the document, and now and then for what no change tells (sizes,
# the focus); the condition is an expression.
_WAIT = """
new Promise((resolve, reject) => {
  let beat, limit, observer;
  const end = (how, what) => {
    clearInterval(beat);
    clearTimeout(limit);
    observer.disconnect();
    how(what);
  };
  const look = () => {
    try {
      if (%(condition)s) end(resolve);
    } catch (error) {
      end(reject, error);
    }
  };
  observer = new MutationObserver(look);
  observer.observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  beat = setInterval(look, 40);
  limit = setTimeout(() => end(reject, new Error("did not come true")), %(limit)d);
  look();
})
"""

_KEYS = {
    "Backspace": "\ue003",
    "Tab": "\ue004",
    "Enter": "\ue007",
    "Shift": "\ue008",
    "Control": "\ue009",
    "Alt": "\ue00a",
    "Escape": "\ue00c",
    "Space": " ",
    "PageUp": "\ue00e",
    "PageDown": "\ue00f",
    "End": "\ue010",
    "Home": "\ue011",
    "ArrowLeft": "\ue012",
    "ArrowUp": "\ue013",
    "ArrowRight": "\ue014",
    "ArrowDown": "\ue015",
    "F5": "\ue035",
    "F11": "\ue03b",
}


def program() -> str | None:
    """The Firefox that script/test found (empty: there is none), else one on the PATH."""
    named = os.environ.get("RUHRMAP_FIREFOX")
    if named is not None:
        return named or None
    return shutil.which("firefox-esr") or shutil.which("firefox")


class Firefox:
    """One browser; ``open`` starts anew, as a person who has never seen the page.

    A ``window`` is the name of another one than the first, from ``windows``.
    """

    def __init__(self, connection: Connection, events: list[Event]) -> None:
        self._connection = connection
        self._events = events
        connection.call(
            "session.subscribe",
            events=[
                "log.entryAdded",
                "network.beforeRequestSent",
                "browsingContext.contextCreated",
            ],
        )
        tree = connection.call("browsingContext.getTree", **{"moz:scope": "chrome"})
        self._own = str(tree["contexts"][0]["context"])
        connection.evaluate(self._own, _NOTE_DOWN)
        self._person = ""
        self._page = ""

    def open(
        self,
        url: str,
        width: int = 1280,
        height: int = 720,
        *,
        reduced_motion: bool = False,
        dark: bool = False,
    ) -> None:
        """Open an address in a new tab of a new person, and wait until it is loaded."""
        self.prefer("ui.prefersReducedMotion", int(reduced_motion))
        self.prefer("layout.css.prefers-color-scheme.content-override", 0 if dark else 1)
        before = self._person
        call = self._connection.call
        self._person = call("browser.createUserContext")["userContext"]
        made = call("browsingContext.create", type="tab", userContext=self._person)
        self._page = made["context"]
        if before:
            call("browser.removeUserContext", userContext=before)
        self._events.clear()
        self._connection.evaluate(
            self._own, "void (ruhrmapNotes.files.length = ruhrmapNotes.warnings.length = 0)"
        )
        self.resize(width, height)
        call("browsingContext.navigate", context=self._page, url=url, wait="complete")

    def prefer(self, name: str, value: int) -> None:
        """Set one number of the browser's own settings."""
        self._connection.evaluate(
            self._own, f"Services.prefs.setIntPref({json.dumps(name)}, {value})"
        )

    def resize(self, width: int, height: int) -> None:
        """Make the page that large, in CSS pixels."""
        size = {"width": width, "height": height}
        self._connection.call("browsingContext.setViewport", context=self._page, viewport=size)

    def evaluate(self, expression: str, window: str = "") -> Any:
        """The value of an expression in the page, its promise awaited; raises what it throws."""
        return self._connection.evaluate(window or self._page, expression)

    def wait_for(self, condition: str, window: str = "", seconds: float = 10.0) -> None:
        """Wait until an expression holds in the page; raises if it does not in time."""
        asked = _WAIT % {"condition": condition, "limit": round(seconds * 1000)}
        self._connection.evaluate(window or self._page, asked)

    def press(self, *keys: str, window: str = "") -> None:
        """Press and release keys one after the other: ``"PageDown"``, ``"b"``, ``"Shift+Tab"``."""
        strokes: list[dict[str, str]] = []
        for key in keys:
            parts = [key] if len(key) == 1 else key.split("+")
            values = [_KEYS[part] if len(part) > 1 else part for part in parts]
            strokes += [{"type": "keyDown", "value": value} for value in values]
            strokes += [{"type": "keyUp", "value": value} for value in reversed(values)]
        self._connection.call(
            "input.performActions",
            context=window or self._page,
            actions=[{"type": "key", "id": "keyboard", "actions": strokes}],
        )

    def screenshot(self, window: str = "") -> bytes:
        """What the page looks like, as PNG."""
        shot = self._connection.call(
            "browsingContext.captureScreenshot", context=window or self._page
        )
        return base64.b64decode(shot["data"])

    @property
    def log(self) -> list[str]:
        """All that page and browser have said about the page, in the order of each."""
        warnings = self._notes()["warnings"]
        said = [e["params"] for e in self._events if e["method"] == "log.entryAdded"]
        return [f"{entry['level']}: {entry['text']}" for entry in said] + [
            f"warning: {warning}" for warning in warnings
        ]

    @property
    def requests(self) -> list[str]:
        """Every address asked for, files first, each as often as it was asked for."""
        files = self._notes()["files"]
        sent = [e["params"] for e in self._events if e["method"] == "network.beforeRequestSent"]
        return files + [event["request"]["url"] for event in sent]

    def _notes(self) -> dict[str, list[str]]:
        # The page answers behind all that it has told so far.
        for window in (self._page, *self.windows()):
            self._connection.evaluate(window, "0")
        notes: dict[str, list[str]] = self._connection.evaluate(self._own, "ruhrmapNotes")
        return notes

    def windows(self) -> list[str]:
        """The other windows and tabs that the page has opened."""
        tree = self._connection.call("browsingContext.getTree")["contexts"]
        mine = [one["context"] for one in tree if one["userContext"] == self._person]
        return [context for context in mine if context != self._page]

    def wait_for_window(self) -> str:
        """Wait until the page has opened a window, and name it."""
        while not (found := self.windows()):
            self._connection.listen(seconds=10.0)
        return found[0]

    def close_window(self, window: str) -> None:
        """Close a window as its button does."""
        self._connection.call("browsingContext.close", context=window, promptUnload=False)


@contextmanager
def running(program: str) -> Iterator[Firefox]:
    """Start a Firefox and hand it over; end it afterwards."""
    events: list[Event] = []
    with (
        firefox_process.running(program) as process,
        session(process.address(), events.append) as connection,
    ):
        try:
            yield Firefox(connection, events)
        finally:
            connection.call("browser.close")
