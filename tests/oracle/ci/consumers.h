// What the tests of this folder share: the programs from npm, installed once a build folder, and how they are run.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

#include "../../unit/cli/cli_test.h"
#include "../listing.h"

namespace modgate::testing {

inline const std::string kSource = MODGATE_SOURCE_DIR;
inline const std::string kNode = MODGATE_NODE_DIR;

/// Tests run side by side: one installs, the others wait for it. npm writes the hidden lock file last.
inline bool install_consumers() {
  const std::string from = kSource + "/tests/oracle/ci/";
  const std::string install = "mkdir -p '" + kNode + "' && cd '" + kNode + "' && flock .lock sh -c \"cp '" + from +
                              "'package.json '" + from + "'package-lock.json '" + from +
                              "'*.mjs . && { [ node_modules/.package-lock.json -nt '" + from +
                              "'package-lock.json ] || npm ci --silent --no-audit --no-fund; }\" >/dev/null 2>&1";
  return std::system(install.c_str()) == 0;
}

/// A test that needs a program which is not there is skipped, but not in CI.
#define MODGATE_NEEDS(condition, what)                         \
  if (!(condition)) {                                          \
    if (oracles_required()) FAIL() << (what) << " is missing"; \
    GTEST_SKIP() << (what) << " is missing";                   \
  }

}  // namespace modgate::testing
