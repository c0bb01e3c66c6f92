#!/bin/sh
# Installs what the queue-mode test needs on Debian, if it is missing: Redis and PostgreSQL. The test
# starts servers of its own; those that Debian would start at the installation stay off.
set -eu

has() {
	command -v "$1" >/dev/null || ls /usr/lib/postgresql/*/bin/"$1" >/dev/null 2>&1
}

missing=''
has redis-server || missing="$missing redis-server"
{ has postgres && has initdb && has psql; } || missing="$missing postgresql"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "The queue-mode test needs$missing; install them and run the tests again." >&2
	exit 1
fi
echo "Installing$missing for the queue-mode test …"
export DEBIAN_FRONTEND=noninteractive
as_root=''
[ "$(id -u)" = 0 ] || as_root=sudo

# Debian asks this file whether a package may start its service.
policy=/usr/sbin/policy-rc.d
if [ ! -e "$policy" ]; then
	trap '$as_root rm -f "$policy"' EXIT INT TERM
	printf '#!/bin/sh\nexit 101\n' | $as_root tee "$policy" >/dev/null
	$as_root chmod +x "$policy"
fi
$as_root apt-get update -qq
# $missing is a list of package names.
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
