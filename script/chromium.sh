# shellcheck shell=bash
# Sourced behind setup.sh by the scripts that need a browser.

# Prints the first Chromium that runs: a name alone proves nothing (on Ubuntu it may be a stub).
find_chromium() {
  local name
  for name in ${RUHRMAP_CHROMIUM:+"$RUHRMAP_CHROMIUM"} chromium chromium-browser \
    google-chrome google-chrome-stable \
    "/Applications/Chromium.app/Contents/MacOS/Chromium" \
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"; do
    if runs "$name"; then
      command -v "$name"
      return 0
    fi
  done
  name=$(own_chromium)
  runs "$name" && printf '%s\n' "$name"
}

runs() { [ -n "$1" ] && "$1" --version >/dev/null 2>&1; }

# The browser that Playwright downloads for itself, whether it is there or not.
own_chromium() {
  .venv/bin/python -c '
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)' 2>/dev/null || true
}

install_chromium() {
  if can_apt && apt_install chromium && find_chromium; then return 0; fi
  say "Installing Playwright's own Chromium ..."
  .venv/bin/python -m playwright install chromium >>"$log" 2>&1 && find_chromium
}

# Sets up all that needs a browser and names the browser in RUHRMAP_CHROMIUM.
# setup_with_chromium [dev|bench]
setup_with_chromium() {
  local chromium
  setup "${1:-dev}"
  chromium=$(find_chromium || install_chromium) ||
    die_with_log "No Chromium runs here and none could be installed; install one, or name it in RUHRMAP_CHROMIUM."
  export RUHRMAP_CHROMIUM=$chromium
}
