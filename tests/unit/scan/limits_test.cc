// What holds for every language: one more trouble or comment than is kept is named, and the rest is cut.
#include "modgate/limits.h"

#include <gtest/gtest.h>

#include <string>

#include "scan/scan.h"

namespace modgate {
namespace {

std::string repeated(const std::string& part, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

TEST(ScanLimits, TroublesOfAFile) {
  const FileFacts all = scan(Language::cxx, repeated("#else\n", limits::kTroubles), {});
  ASSERT_EQ(all.troubles.size(), limits::kTroubles);
  EXPECT_EQ(all.troubles.back().what, "#else without #if");
  const FileFacts cut = scan(Language::cxx, repeated("#else\n", limits::kTroubles + 1), {});
  ASSERT_EQ(cut.troubles.size(), limits::kTroubles);
  EXPECT_EQ(cut.troubles.back().what, "#else without #if, and 1 more like this");
}

TEST(ScanLimits, CommentsThatSilence) {
  const struct {
    Language language;
    std::string comment;
  } rows[] = {{Language::cxx, "// modgate: allow(MG301) -- a\n"},
              {Language::python, "# modgate: allow(MG301) -- a\n"},
              {Language::kconfig, "# modgate: allow(MG301) -- a\n"}};
  for (const auto& [language, comment] : rows) {
    const FileFacts all = scan(language, repeated(comment, limits::kSuppressions), {});
    EXPECT_EQ(all.suppressions.size(), limits::kSuppressions);
    EXPECT_TRUE(all.troubles.empty());
    const FileFacts cut = scan(language, repeated(comment, limits::kSuppressions + 1), {});
    EXPECT_EQ(cut.suppressions.size(), limits::kSuppressions);
    ASSERT_EQ(cut.troubles.size(), 1U);
    EXPECT_EQ(cut.troubles.front().what,
              "more than 1000 comments that silence findings: this one and all below it do not");
    EXPECT_EQ(cut.troubles.front().at.begin, comment.size() * limits::kSuppressions);
  }
}

TEST(ScanLimits, WordsOfABuildScript) {
  const struct {
    Language language;
    std::string words;
    std::string rest;  ///< read as long as there is room
  } rows[] = {
      {Language::kconfig, "default" + repeated(" a", limits::kMakeWords), "\nconfig B\n"},
      {Language::make, "a = " + repeated(" a", limits::kMakeWords), "\nb = c\n"},
      {Language::make, repeated("a = b\n", 1000) + "a = " + repeated(" a", limits::kMakeWords - 1000), "\nc = d\n"}};
  for (const auto& [language, words, rest] : rows) {
    EXPECT_TRUE(scan(language, words + "\n", {}).troubles.empty());
    for (const std::string& beyond : {words + " a" + rest, words + rest}) {
      const FileFacts facts = scan(language, beyond, {});
      std::size_t kept = 0;
      for (const BuildCommand& command : facts.commands) kept += command.arguments.size();
      EXPECT_LE(kept, limits::kMakeWords);
      ASSERT_EQ(facts.troubles.size(), 1U);
      EXPECT_EQ(facts.troubles.front().what, "more words than are read");
    }
  }
}

TEST(ScanLimits, ComponentsOfATomlKey) {
  const auto with_key = [](std::size_t components) {
    return "[package]\nname = 'a'\n[" + repeated("a.", components - 1) + "a]\n";
  };
  EXPECT_TRUE(scan(Language::cargo, with_key(limits::kTomlDepth), {}).troubles.empty());
  EXPECT_EQ(scan(Language::cargo, with_key(limits::kTomlDepth + 1), {}).troubles.size(), 1U);
}

}  // namespace
}  // namespace modgate
