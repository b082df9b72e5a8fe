#!/bin/sh
# Installs the programs that tests need and pip cannot bring: of chromium, node, npm and postgresql those given as arguments.
# Where they cannot be installed from here, says so: the tests that need them are then skipped with that reason,
# except under CI=true, where a missing one is a failure.
set -eu

have() { command -v "$1" >/dev/null 2>&1; }

have_chromium() {
    [ -n "${CHROMIUM:-}" ] || have chromium || have chromium-browser || have google-chrome || [ -d "/Applications/Google Chrome.app" ]
}

have_postgresql() {
    have initdb || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}

missing=""
for program in "$@"; do
    case $program in
        chromium) have_chromium || missing="$missing chromium" ;;
        node) have node || missing="$missing nodejs" ;;
        npm) have npm || missing="$missing npm" ;;
        postgresql) have_postgresql || missing="$missing postgresql" ;;
        *) echo "unknown program: $program" >&2 && exit 2 ;;
    esac
done
[ -n "$missing" ] || exit 0

if have apt-get && [ "$(id -u)" = 0 ]; then
    as_root=""
elif have apt-get && have sudo && sudo -n true 2>/dev/null; then
    as_root="sudo -n"
else
    as_root="cannot"
fi

if [ "$as_root" != cannot ]; then
    echo "Installing from the system's packages:$missing"
    export DEBIAN_FRONTEND=noninteractive
    # Without a font of its own a bare machine draws boxes for letters.
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of packages
    $as_root apt-get install -y -qq --no-install-recommends $missing fonts-dejavu-core >/dev/null
    exit 0
fi

echo "Not found, and not installable from here without a password:$missing" >&2
echo "Install with your system's package manager, for example:" >&2
echo "  sudo apt-get install$missing" >&2
echo "  brew install --cask google-chrome && brew install node postgresql" >&2
if [ "${CI:-}" = true ]; then
    exit 1
fi
echo "The tests that need them will be skipped." >&2
