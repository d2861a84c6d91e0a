# shellcheck shell=bash
# Sourced behind setup.sh and chromium.sh by script/test.

# Prints the first Firefox that runs: a name alone proves nothing (on Ubuntu it may be a stub).
find_firefox() {
  local name
  for name in ${RUHRMAP_FIREFOX:+"$RUHRMAP_FIREFOX"} firefox-esr firefox \
    "/Applications/Firefox.app/Contents/MacOS/firefox"; do
    if runs "$name"; then
      command -v "$name"
      return 0
    fi
  done
  return 1
}

# Names a Firefox in RUHRMAP_FIREFOX; left empty, the tests that need one are skipped.
look_for_firefox() {
  local firefox=""
  if ! firefox=$(find_firefox) && can_apt; then
    if ! { apt_install firefox-esr --no-install-recommends && firefox=$(find_firefox); }; then
      say "The package firefox-esr could not be installed: $(last_of_log)"
    fi
  fi
  if [ -z "$firefox" ]; then
    say "No Firefox here (package firefox-esr, or name one in RUHRMAP_FIREFOX): not tested is how it shows the presentation."
  fi
  export RUHRMAP_FIREFOX=$firefox
}
