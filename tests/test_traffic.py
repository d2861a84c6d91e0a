"""The list of requests sees what leaves the host: an empty one means something."""

from __future__ import annotations

from playwright.sync_api import Browser

from support.traffic import Traffic


def test_tells_this_host_from_others() -> None:
    urls = ["http://localhost:8501/x", "ws://127.0.0.1/stream", "data:image/png,", "blob:null/1"]
    others = ["https://example.org/a.png", "ws://localhost.example.org/", "http://127.0.0.2/"]
    assert Traffic(urls=[*urls, *others]).foreign == others


def test_writes_down_images_frames_sockets_and_script_errors(browser: Browser) -> None:
    traffic = Traffic()
    context = browser.new_context()
    traffic.watch(context)
    page = context.new_page()
    page.set_content(
        """<img src="https://one.example/a.png">
        <iframe srcdoc="<link rel=stylesheet href='https://two.example/b.css'>"></iframe>
        <script>
          new WebSocket("wss://three.example/c");
          window.open("https://four.example/d");
          throw new Error("planted");
        </script>"""
    )
    page.wait_for_load_state("networkidle")
    context.close()
    hosts = ("one", "two", "three", "four")
    missed = [h for h in hosts if not any(f"//{h}.example/" in url for url in traffic.foreign)]
    assert missed == []
    assert any("planted" in error for error in traffic.errors)
