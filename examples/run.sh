#!/bin/sh
# Installs what is missing, builds modgate (release), and lints the example registries: one that passes, one that fails.
# Works on a bare Debian 12 as root.
set -eu
cd "$(dirname "$0")/.."
sh .ci/install build
cmake --preset release >/dev/null
cmake --build --preset release
modgate=$PWD/build/release/src/cli/modgate

# Examples are plain folders; modgate reads repositories. Each is copied into a fresh one.
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
lint() { # lint EXAMPLE EXPECTED-EXIT-CODE
  cp -R "examples/$1" "$scratch/$1"
  git -C "$scratch/$1" init -q
  echo
  echo "\$ modgate check    # in examples/$1"
  code=0
  "$modgate" -C "$scratch/$1" check || code=$?
  echo "(exit code $code)"
  [ "$code" = "$2" ] || { echo "expected exit code $2" >&2; exit 1; }
}
lint broken 1
lint healthy 0
