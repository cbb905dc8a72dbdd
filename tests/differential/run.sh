#!/bin/sh
# Compares modgate's readers with clang's preprocessor and with libfyaml, over whole trees and over changed files of
# them, and prints a table: inputs, those that agree, differences by their reason. Those without one come first.
#
#   tests/differential/run.sh [-seconds N] [-seed N] TREE...   N seconds (default 60) of changed files for each reader
#
# MODGATE_DIFFERENTIAL_BUILD names the build folder (default: build/differential). The exit status is 1 when a
# difference has no reason, or a reader crashed or ran out of time.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
seconds=60
seed=1
while [ $# -gt 0 ]; do
  case $1 in
    -seconds) seconds=${2:-} ;;
    -seed) seed=${2:-} ;;
    *) break ;;
  esac
  shift 2
done
case "$seconds$seed" in *[!0-9]*) set -- ;; esac
if [ $# -eq 0 ]; then
  sed -n '2,8s/^# \{0,1\}//p' "$0" >&2
  exit 2
fi

build=${MODGATE_DIFFERENTIAL_BUILD:-$root/build/differential}
[ -f "$build/build.ninja" ] || cmake -G Ninja -S "$root" -B "$build" -DCMAKE_BUILD_TYPE=Release \
  -DMODGATE_DIFFERENTIAL=ON >/dev/null
cmake --build "$build" --target differential_includes differential_yaml >/dev/null

list=$(mktemp)
trap 'rm -f "$list"' EXIT
status=0
for tree in "$@"; do
  find "$tree" -name .git -prune -o -type f -print | LC_ALL=C sort >"$list.one"
  cat "$list.one" >>"$list"
  for reader in includes yaml; do
    echo "## $reader of $tree"
    "$build/tests/differential/differential_$reader" <"$list.one" 2>/dev/null || [ $? = 2 ] || status=1
  done
done
rm -f "$list.one"
for reader in includes yaml; do
  echo "## $reader of changed files, $seconds s from seed $seed"
  "$build/tests/differential/differential_$reader" mutated "$seed" "$seconds" <"$list" 2>/dev/null || status=1
done
exit $status
