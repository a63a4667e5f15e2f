#!/bin/sh
# The two commands of the README, for Debian 12 and kin:
#   ./daicho.sh demo   installs what building needs, builds daicho and refreshes a sample register
#   ./daicho.sh test   installs what the tests need as well and runs everything that CI runs
# Packages that are there already are not touched; without root, sudo is asked for.
set -eu
cd "$(dirname "$0")"
[ -n "${LC_ALL-}${LANG-}" ] || export LC_ALL=C.UTF-8

build_packages="g++ cmake ninja-build pkg-config libzip-dev libpugixml-dev libcli11-dev libutf8proc-dev libisal-dev nlohmann-json3-dev libexpected-dev"
test_packages="doctest-dev libxml2-utils unzip diffutils dpkg-dev file python3 python3-openpyxl libreoffice-calc libreoffice-dev libreoffice-l10n-ja python3-uno python3-xlsxwriter xvfb xdotool openbox imagemagick fonts-noto-cjk"

step() { printf '\n== %s\n' "$*"; }

install() {
  missing=""
  for package in "$@"; do
    dpkg-query -W -f '${Status}' "$package" 2>/dev/null | grep -q 'install ok installed' || missing="$missing $package"
  done
  [ -n "$missing" ] || return 0
  step "パッケージを入れます / Installing:$missing"
  as_root=""
  [ "$(id -u)" = 0 ] || as_root="sudo"
  $as_root apt-get update -qq
  # shellcheck disable=SC2086  # a list of words
  $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing >/dev/null
}

demo() {
  # shellcheck disable=SC2086
  install $build_packages
  step "daicho を作ります / Building"
  cmake --preset release -DBUILD_TESTING=OFF >/dev/null
  cmake --build --preset release
  mkdir -p build/demo
  cp tests/data/layouts/company_register.xlsx build/demo/情報資産管理台帳.xlsx
  step "台帳を計算します / Refreshing: build/demo/情報資産管理台帳.xlsx"
  cd build/demo
  ../release/daicho refresh 情報資産管理台帳.xlsx --force --fail-on never
  step "できた台帳を開いてください / Open: build/demo/情報資産管理台帳.refreshed.xlsx"
}

run_tests() {
  # shellcheck disable=SC2086
  install $build_packages $test_packages
  step "リリース版の組み立てと全試験 / Release build, all tests"
  cmake --workflow --preset release
  step "サニタイザー付きの組み立てと試験 / Sanitizer build, tests"
  cmake --workflow --preset sanitize
}

case "${1-}" in
  demo) demo ;;
  test) run_tests ;;
  *)
    sed -n '2,5s/^# \{0,1\}//p' "$0" >&2
    exit 2
    ;;
esac
