# shellcheck shell=bash
# Sourced by the scripts beside it: finds a Python, makes .venv, installs what constraints.txt pins.
# Written for bash 3.2, which is what macOS has.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."

say() { printf '%s\n' "$*" >&2; }
die() { say "$*"; exit 1; }

is_new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

# Prints the first Python that runs and is new enough. A name on the PATH proves nothing: a
# version manager leaves shims that fail.
find_python() {
  local name
  for name in ${RUHRMAP_PYTHON:+"$RUHRMAP_PYTHON"} python3.13 python3.12 python3.11 python3 python; do
    if is_new_enough "$name"; then
      "$name" -c 'import sys; print(sys.executable)'
      return 0
    fi
  done
  return 1
}

can_apt() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }

# What the steps below print; shown to nobody unless one fails, and then named.
log=$(mktemp "${TMPDIR:-/tmp}/ruhrmap-setup.XXXXXX")
trap 'rm -f "$log"' EXIT
die_with_log() { trap - EXIT; die "$* (Details: $log)"; }
last_of_log() { tail -n 1 "$log"; }

# Asks for the newest lists of packages once, whether that works or not.
apt_lists=""
apt_update() {
  if [ -z "$apt_lists" ]; then
    if apt-get update -q; then apt_lists=new; else apt_lists=failed; fi
  fi
  [ "$apt_lists" = new ]
}

# apt_install PACKAGE [OPTION ...]
apt_install() {
  say "Installing the package $1 ..."
  { apt_update && DEBIAN_FRONTEND=noninteractive apt-get install -y -q "$@"; } \
    </dev/null >>"$log" 2>&1
}

venv_works() {
  is_new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1 &&
    { [ -z "${RUHRMAP_PYTHON:-}" ] || [ "$("$RUHRMAP_PYTHON" -VV)" = "$(.venv/bin/python -VV)" ]; }
}

make_venv() {
  local python
  python=$(find_python) ||
    die "No Python 3.11 or newer found; install one, or name it in RUHRMAP_PYTHON."
  say "Making .venv with $("$python" -V) ..."
  rm -rf .venv
  "$python" -m venv .venv >>"$log" 2>&1 && return 0
  # Debian keeps venv in a package of its own.
  if can_apt && apt_install python3-venv; then
    rm -rf .venv
    "$python" -m venv .venv >>"$log" 2>&1 && return 0
  fi
  rm -rf .venv
  die_with_log "$python cannot make a virtual environment; on Debian and Ubuntu, install python3-venv first."
}

# What an installation depends on: a change in any of these makes it stale.
fingerprint() { { .venv/bin/python -VV; pwd; cat pyproject.toml constraints.txt; } | cksum; }

# setup run|dev|bench: "run" is what the app needs, "dev" adds what tests and checks need, "bench"
# adds to that what the benchmark compares with.
setup() {
  local extra="" stamp=.venv/ruhrmap-stamp have=""
  venv_works || make_venv
  if [ -f "$stamp" ]; then have=$(cat "$stamp"); fi
  case "$1 $have" in
    "run run $(fingerprint)" | "run dev $(fingerprint)" | *" bench $(fingerprint)") return 0 ;;
    "dev dev $(fingerprint)") return 0 ;;
  esac
  case $1 in
    dev) extra="[dev]" ;;
    bench) extra="[dev,bench]" ;;
  esac
  say "Installing the dependencies (once, takes a minute or two) ..."
  # As variables the pins hold for the build backend too, which pip installs apart.
  PIP_CONSTRAINT=constraints.txt PIP_BUILD_CONSTRAINT=constraints.txt PIP_DISABLE_PIP_VERSION_CHECK=1 \
    .venv/bin/python -m pip install --editable ".$extra" >>"$log" 2>&1 ||
    die_with_log "The dependencies could not be installed; is this machine online?"
  printf '%s %s\n' "$1" "$(fingerprint)" >"$stamp"
}
