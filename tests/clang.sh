#!/bin/sh
# Compiles the sources (not the tests) with clang, warnings as errors.
set -eu
cd "$(dirname "$0")/.."
cmake -G Ninja -S . -B build/clang -DCMAKE_CXX_COMPILER=clang++ -DCMAKE_BUILD_TYPE=Debug -DMODGATE_WERROR=ON \
  -DMODGATE_BUILD_TESTS=OFF >/dev/null
cmake --build build/clang
echo "clang: no warning"
