#!/bin/sh
# Installs what the tests need, builds modgate and its tests, runs all of them. Works on a bare Debian 12 as root.
#
# The tests run under the address and undefined behaviour sanitizers; those that want the bare program, with the one
# that clang.sh builds. Whatever the build without sanitizers would run must be in one of the two.
set -eu
cd "$(dirname "$0")/.."
sh .ci/install test

# An oracle that is not there is a failure, not a skipped test.
export MODGATE_REQUIRE_ORACLES=1
# The preset's compiler is whatever c++ is; clang 14 compiles everything, too, since warnings differ.
cmake --preset asan >/dev/null
cmake --build --preset asan
rm -rf build/asan/reports/*
ctest --preset asan -j3 || failed=1
# A test may not look at what a program says that it runs; the reports of all programs are here.
for report in build/asan/reports/*; do
  [ -e "$report" ] || continue
  cat "$report"
  failed=1
done
[ -z "${failed:-}" ]
sh tests/clang.sh

rm -rf build/every
cmake --preset dev -B build/every >/dev/null
python3 -B tests/support/every_test.py build/every build/asan build/clang
