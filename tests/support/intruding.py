"""Putting into a document whatever an attacker would, and seeing each of it refused."""

from __future__ import annotations

from urllib.parse import urlsplit

from playwright.sync_api import Frame, Page

from support.server import Server

# What an attacker would put into the page. The other host is this very server by its other
# name: it would answer, so that nothing fails for want of somebody who listens.
_INTRUDE = """async ([foreign, expected]) => {
  const refused = new Set();
  const all = new Promise((done) => {
    document.addEventListener("securitypolicyviolation", (event) => {
      refused.add(`${event.effectiveDirective} ${event.blockedURI.replace("ws:", "http:")}`);
      if (expected.every((one) => refused.has(one))) done();
    });
    setTimeout(done, 10_000); // then what is missing is told
  });
  window.ran = [];
  const add = (tag, attributes, text) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    if (text) element.textContent = text;
    document.body.append(element);
    return element;
  };
  const url = (kind) => `${foreign}/${kind}`;
  add("script", { src: url("script.js") });
  add("script", {}, "window.ran.push('inline')");
  add("img", { src: url("favicon.png"), onerror: "window.ran.push('handler')" });
  add("link", { rel: "stylesheet", href: url("style.css") });
  add("iframe", { src: url("frame") });
  add("object", { data: url("object") });
  add("embed", { src: url("plugin") });
  add("audio", { src: url("audio") });
  add("a", { href: "javascript:window.ran.push('link')" }, "x").click();
  const base = document.createElement("base");
  base.href = foreign;
  document.head.append(base);
  base.remove();
  // into a frame of its own: even a refused one ends what runs in the document that sends it
  add("iframe", { name: "sink" });
  const form = add("form", { action: url("form"), method: "post", target: "sink" });
  form.submit();
  await new FontFace("foreign", `url(${url("font.woff2")})`).load().catch(() => {});
  await fetch(url("fetch")).catch(() => {});
  await fetch(url("fetch"), { mode: "no-cors", method: "POST", body: "x" }).catch(() => {});
  navigator.sendBeacon(url("beacon"), "x");
  try { new WebSocket(url("socket").replace("http", "ws")); } catch { }
  try { new EventSource(url("events")); } catch { }
  try { new Worker(URL.createObjectURL(new Blob(["fetch('x')"]))); } catch { }
  setTimeout("window.ran.push('eval')");
  await import(url("module.js")).catch(() => {});
  await all;
  return { refused: [...refused], ran: window.ran, base: document.baseURI };
}"""

_WHAT = {
    "script-src-elem": ("script.js", "module.js", "inline"),
    "script-src-attr": ("inline",),
    "script-src": ("eval",),
    "img-src": ("favicon.png",),
    "style-src-elem": ("style.css",),
    "media-src": ("audio",),
    "font-src": ("font.woff2",),
    "connect-src": ("fetch", "beacon", "socket", "events"),
    "form-action": ("form",),
    "base-uri": ("",),
}


def of_another_host(server: Server) -> str:
    return f"http://127.0.0.1:{urlsplit(server.url).port}"


def intruded(document: Page | Frame, server: Server) -> None:
    """Try everything in a document, and see each of it refused."""
    foreign = of_another_host(server)
    # of what has a document of its own a page is told the host alone
    expected = [f"frame-src {foreign}", f"object-src {foreign}", "worker-src blob"]
    expected += [
        f"{directive} {what if what in ('inline', 'eval') else f'{foreign}/{what}'}"
        for directive, every in _WHAT.items()
        for what in every
    ]
    told = document.evaluate(_INTRUDE, [foreign, expected])
    assert {*expected} - {*told["refused"]} == set(), told["refused"]
    assert told["ran"] == []
    assert urlsplit(told["base"]).hostname == "localhost"
