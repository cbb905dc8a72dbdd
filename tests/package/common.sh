#!/bin/sh
# shellcheck disable=SC2034,SC2154 # the tests set and use these
# What the tests of the packages share; sourced. They pack what the build folder holds and build nothing.
#   BINARY  the program of the build folder    BUILD  the build folder    SOURCE  the checkout
set -eu
BINARY=$1 BUILD=$2 SOURCE=$3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1

need() { # need TOOL...: a tool that is not there skips the test, in CI it fails it
  for tool in "$@"; do
    command -v "$tool" >/dev/null && continue
    echo "not installed: $tool"
    [ -z "${MODGATE_REQUIRE_ORACLES:-}" ] && exit 77
    exit 1
  done
}

fail() {
  echo "$*" >&2
  exit 1
}

# healthy FOLDER: the healthy example as a repository of two commits.
healthy() {
  cp -R "$SOURCE/examples/healthy" "$1"
  git -C "$1" init -q
  for message in first second; do
    echo "$message" >>"$1/CHANGES"
    git -C "$1" add -A
    git -C "$1" -c user.name=a -c user.email=a@example.org commit -qm "$message"
  done
}

# works COMMAND...: this program judges the healthy example, in $repository as the program sees it.
works() {
  "$@" --version | grep -qx 'modgate [0-9.]*' || fail "$*: no version"
  "$@" -C "$repository" check >"$work/said" || fail "$*: check fails: $(cat "$work/said")"
  grep -q '^ok: ' "$work/said" || fail "$*: check says: $(cat "$work/said")"
  "$@" -C "$repository" check --rev HEAD --against HEAD~1 >"$work/said" || fail "$*: --against: $(cat "$work/said")"
  "$@" validate "$repository"/.modgate/modules/relax.yaml >"$work/said" || fail "$*: validate: $(cat "$work/said")"
  "$@" schema manifest >"$work/said"
  cmp "$work/said" "$SOURCE/schemas/manifest.schema.json"
  # And still says no: a program that passes everything would pass this test.
  code=0
  "$@" -C "$repository" check --rev HEAD~7 >/dev/null 2>&1 || code=$?
  [ "$code" = 2 ] || [ "$code" = 3 ] || fail "$*: a revision that is not there is exit $code"
}
