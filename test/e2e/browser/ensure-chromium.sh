#!/bin/sh
# Installs what the browser tests need on Debian, if it is missing: chromium, and a font with
# Chinese characters (without one the pictures show boxes).
set -eu

has_chinese_font() {
	command -v fc-list >/dev/null && [ -n "$(fc-list :lang=zh-cn file)" ]
}

missing=''
[ -x /usr/bin/chromium ] || missing="$missing chromium"
has_chinese_font || missing="$missing fontconfig fonts-noto-cjk"
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
	echo "The browser tests need$missing; install them and run the tests again." >&2
	exit 1
fi
echo "Installing$missing for the browser tests …"
export DEBIAN_FRONTEND=noninteractive
as_root=''
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# $missing is a list of package names.
# shellcheck disable=SC2086
$as_root apt-get install -y -qq --no-install-recommends $missing >/dev/null
