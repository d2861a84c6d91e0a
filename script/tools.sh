# shellcheck shell=bash
# Sourced behind setup.sh by script/test: the programs with which tests read back what the
# exports wrote, and the one that stands before the app. Each is optional: without it the
# tests that need it are skipped and say so.

# Program, Debian package, what stays untested without it.
tools_of_tests() {
  cat <<'LIST'
pdftoppm poppler-utils how PDF files look
pdffonts poppler-utils which fonts PDF files carry
soffice libreoffice-impress whether LibreOffice opens the slides
zbarimg zbar-tools whether the QR code can be read
nginx nginx-light whether viewers keep their view behind nginx
curl curl whether an update and the health check hear a replica
faketime faketime whether files stay the same in another year
systemd-analyze systemd whether systemd takes the units of deploy/
LIST
}

# Programs of macOS that stand beside the PATH.
export PATH="$PATH:/Applications/LibreOffice.app/Contents/MacOS"

has() { command -v "$1" >/dev/null 2>&1; }

look_for_tools() {
  local program package purpose failed=" "
  while read -r program package purpose; do
    if has "$program"; then continue; fi
    # One try a package, though several programs may come with it.
    if can_apt && [ "${failed#* "$package" }" = "$failed" ]; then
      if apt_install "$package" --no-install-recommends && has "$program"; then continue; fi
      failed="$failed$package "
      say "The package $package could not be installed: $(last_of_log)"
    fi
    say "No $program here (package $package): not tested is $purpose."
  done <<LIST
$(tools_of_tests)
LIST
}
