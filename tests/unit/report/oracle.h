// Independent programs that judge a format. One that is missing skips the test, unless MODGATE_REQUIRE_ORACLES=1.
#pragma once

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>

#include "repo_builder.h"

namespace modgate::testing {

inline bool oracles_are_required() {
  const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
  return required != nullptr && std::string_view(required) == "1";
}

/// Runs the program, which reads `input`, in a fresh environment.
inline Ran run_oracle(const std::vector<std::string>& words, const std::string& input) {
  return run_program(words, "/", {{"PATH", "/usr/local/bin:/usr/bin:/bin"}, {"LC_ALL", "C.UTF-8"}}, input);
}

}  // namespace modgate::testing

#define MODGATE_NEEDS_ORACLE(path)                                       \
  if (!std::filesystem::exists(path)) {                                  \
    ASSERT_FALSE(oracles_are_required()) << path << " is not installed"; \
    GTEST_SKIP() << path << " is not installed";                         \
  }
