#!/bin/sh
# Compiles the sources (not the tests) with clang, warnings as errors, and runs the tests that want the bare program.
set -eu
cd "$(dirname "$0")/.."
cmake -G Ninja -S . -B build/clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE= -DMODGATE_WERROR=ON \
  -DMODGATE_TESTS=bare >/dev/null
cmake --build build/clang
echo "clang: no warning"
ctest --test-dir build/clang --output-on-failure -j2
