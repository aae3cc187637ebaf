# Sourced by the other scripts: says what is missing on a Debian machine, and installs it.
#   need COMMAND PACKAGE      asks for a command, as the package that has it
#   need_file FILE PACKAGE    asks for a file
#   install_missing           installs what was asked for and is not there, and says what

missing=()
need() { command -v "$1" >/dev/null || missing+=("$2"); }
need_file() { [ -e "$1" ] || missing+=("$2"); }

install_missing() {
  [ "${#missing[@]}" -eq 0 ] && return
  echo "setup: installing ${missing[*]}"
  local as_root=()
  [ "$(id -u)" -eq 0 ] || as_root=(sudo)
  # Another script may be installing too: wait for it.
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=600)
  "${as_root[@]}" "${apt[@]}" update
  "${as_root[@]}" "${apt[@]}" install -y --no-install-recommends "${missing[@]}" >/dev/null
  missing=()
}
