// What every rule promises: a unique id, a name and a summary in the house's style, a page with its sections, and the
// catalogue's word on who may silence it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <string_view>

#include "modgate/rule.h"

namespace modgate {
namespace {

using ::testing::HasSubstr;

TEST(RuleTable, IdsAreUniqueAndInOrder) {
  std::string_view before;
  for (const RuleEntry& entry : all_rules()) {
    EXPECT_LT(before, entry.rule->id);
    before = entry.rule->id;
  }
  EXPECT_GE(all_rules().size(), 38U);
}

TEST(RuleTable, EveryRuleIsDescribed) {
  std::set<std::string_view> names;
  for (const RuleEntry& entry : all_rules()) {
    const Rule& rule = *entry.rule;
    SCOPED_TRACE(rule.id);
    EXPECT_TRUE(names.insert(rule.name).second);
    EXPECT_NE(rule.check, nullptr);
    ASSERT_FALSE(rule.summary.empty());
    EXPECT_FALSE(rule.summary.ends_with('.'));
    EXPECT_EQ(rule.summary.find('\n'), std::string_view::npos);
    const bool acronym = rule.summary.starts_with("MG");
    EXPECT_TRUE(acronym || (rule.summary.front() >= 'a' && rule.summary.front() <= 'z'));
    EXPECT_TRUE(entry.page.starts_with("# " + std::string(rule.id) + " " + std::string(rule.name) + "\n"));
    for (const char* section :
         {"\n## What it finds\n", "\n## Why\n", "\n## Fails\n", "\n## Passes\n", "\n## How to fix\n"}) {
      EXPECT_THAT(std::string(entry.page), HasSubstr(section));
    }
  }
}

TEST(RuleTable, RulesAreFoundByIdAndName) {
  struct Row {
    std::string_view word, id;
  };
  for (const Row& row : {Row{"MG301", "MG301"}, Row{"mg301", "MG301"}, Row{"s0-included", "MG301"},
                         Row{"S0-Included", "MG301"}, Row{"file-skipped", "MG906"}}) {
    const RuleEntry* entry = find_rule(row.word);
    ASSERT_NE(entry, nullptr) << row.word;
    EXPECT_EQ(entry->rule->id, row.id);
  }
  for (const std::string_view word : {"", "MG", "MG3", "MG3011", "s0_included", " MG301"}) {
    EXPECT_EQ(find_rule(word), nullptr) << word;
  }
}

TEST(RuleTable, OnlyFindingsInSourcesMayBeSuppressed) {
  const std::set<std::string_view> kGate = {"MG905", "MG906"};
  for (const RuleEntry& entry : all_rules()) {
    const std::string_view id = entry.rule->id;
    const bool never =
        (id.starts_with("MG1") || id.starts_with("MG4") || id.starts_with("MG5") || id.starts_with("MG9")) &&
        kGate.count(id) == 0;
    EXPECT_EQ(may_be_suppressed(*entry.rule), !never) << id;
  }
}

TEST(RuleTable, PagesHaveAnAddress) {
  EXPECT_EQ(rule_url(*find_rule("MG301")->rule),
            "https://github.com/modgate/modgate/blob/main/src/rules/s0_included.md");
}

}  // namespace
}  // namespace modgate
