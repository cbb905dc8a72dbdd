// Every committed input of every fuzz target, and every input that once broke something, through its entry point: with
// the ordinary compiler, without a fuzzer.
#include <gtest/gtest.h>

#include <algorithm>
#include <exception>
#include <filesystem>
#include <set>
#include <string>
#include <vector>

#include "corpus_file.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

namespace fs = std::filesystem;

const fs::path kFolder = fs::path(MODGATE_SOURCE_DIR) / "tests" / "fuzz";

const std::vector<const Target*> kTargets{&scan_target, &manifests_target, &documents_target, &build_target,
                                          &git_target,  &output_target,    &check_target};

/// What the input broke; empty: nothing.
std::string complaint(const Target& target, const std::string& input) {
  try {
    run(target, input);
  } catch (const std::exception& broken) {
    return broken.what();
  }
  return "";
}

TEST(FuzzReplay, CorporaBreakNothing) {
  for (const Target* each : kTargets) {
    const Target& target = *each;
    const auto inputs = read_corpus((kFolder / "corpus" / (std::string(target.name) + ".corpus")).string());
    std::set<std::string_view> reached;
    for (std::size_t i = 0; i < inputs.size(); ++i) {
      EXPECT_EQ(complaint(target, inputs[i]), "") << target.name << ", input " << i;
      if (const Entry* entry = entry_of(target, inputs[i])) reached.insert(entry->name);
    }
    for (const Entry& entry : target.entries) {
      EXPECT_TRUE(reached.contains(entry.name)) << target.name << " has no input for " << entry.name;
    }
  }
}

TEST(FuzzReplay, WhatWasRepairedStaysRepaired) {
  std::size_t seen = 0;
  for (const auto& folder : fs::directory_iterator(kFolder / "regressions")) {
    const auto named = [&](const Target* one) { return one->name == folder.path().filename().string(); };
    const auto target = std::find_if(kTargets.begin(), kTargets.end(), named);
    ASSERT_NE(target, kTargets.end()) << folder.path();
    for (const auto& file : fs::directory_iterator(folder.path())) {
      EXPECT_EQ(complaint(**target, read_bytes(file.path().string())), "") << file.path();
      ++seen;
    }
  }
  EXPECT_GT(seen, 0U);
}

TEST(FuzzReplay, InputsThatBreakAreTold) {
  static constexpr Entry kThrows[] = {{"throws", [](std::string_view text) { demand(text != "x", "it is x"); }}};
  const Target target{"broken", kThrows};
  EXPECT_EQ(complaint(target, "Ax"), "it is x");
  EXPECT_EQ(complaint(target, "Ay"), "");
  EXPECT_EQ(complaint(target, "Bx"), "") << "there is no second entry";
  EXPECT_EQ(complaint(target, ""), "");
}

}  // namespace
}  // namespace modgate::fuzz
