// The baseline as text, and which of its entries a finding is: rows of lines, keys and renames.
#include "lint/baseline.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using ::testing::HasSubstr;

constexpr FileId kFile{0};

/// "path" or "path>target", with "#2" behind for the ordinal and ":spelling" before that.
FindingKey key(std::string_view row) {
  FindingKey made;
  made.rule = "MG301";
  made.module = "relax";
  const auto ordinal = text::split(row, "#");
  if (ordinal.size() > 1) made.ordinal = static_cast<unsigned>(std::stoul(std::string(ordinal[1])));
  const auto spelling = text::split(ordinal[0], ":");
  made.spelling = spelling.size() > 1 ? std::string(spelling[1]) : "x.h";
  const auto target = text::split(spelling[0], ">");
  made.path = target[0];
  made.target = target.size() > 1 ? std::string(target[1]) : "src/relax/x.h";
  return made;
}

std::string line(std::string_view row) { return baseline_text({key(row)}); }

/// The first thing that is wrong; empty when all lines are good.
std::string trouble(const std::string& text) {
  for (const BaselineEntry& entry : parse_baseline(text, kFile)) {
    if (!entry.trouble.empty()) return (entry.broken ? "" : "warning: ") + entry.trouble;
  }
  return {};
}

TEST(BaselineText, GivesBackWhatItTook) {
  const std::string bytes[] = {"src/a.cc",
                               "caf\xc3\xa9/a.cc",
                               "bad\xff\xfe/a.cc",
                               "quote\"back\\slash",
                               "tab\tnl\n",
                               std::string("nul\0x", 5),
                               "\xe2\x80\xae"
                               "turned.cc",
                               ""};
  for (const std::string& path : bytes) {
    FindingKey made = key("p#3");
    made.path = made.target = made.spelling = path;
    const std::string text = baseline_text({made});
    EXPECT_EQ(
        text.find_first_not_of(
            " !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\n"),
        std::string::npos)
        << text;
    const auto entries = parse_baseline(text, kFile);
    ASSERT_EQ(entries.size(), 1U) << text;
    EXPECT_EQ(entries[0].trouble, "") << text;
    EXPECT_TRUE(key_of(entries[0]) == made) << text;
  }
}

TEST(BaselineText, IsSortedAndListsEachOnce) {
  EXPECT_EQ(baseline_text({key("b"), key("a#1"), key("a"), key("b")}), line("a") + line("a#1") + line("b"));
  EXPECT_EQ(baseline_text({}), "");
}

/// FNV-1a over the parts, each closed by 0xff, computed by another program.
TEST(BaselineText, FingerprintsAreForEver) {
  EXPECT_THAT(line("src/core/printer.cc>src/relax/shape.h:\"../relax/shape.h\""),
              HasSubstr("\"fingerprint\":\"12eeffd1b07c40f0\""));
}

TEST(BaselineText, Lines) {
  const std::string good = line("a");
  const std::string body = good.substr(0, good.size() - 2);
  const struct {
    std::string text;
    const char* trouble;
  } rows[] = {
      {"", ""},
      {good, ""},
      {good.substr(0, good.size() - 1), ""},
      {body + "}\r\n" + line("b"), ""},
      {"\n\n" + good + "\n", ""},
      {"x\n", "no JSON object"},
      {"null\n", "no JSON object"},
      {"[]\n", "no JSON object"},
      {body + "\n", "no JSON object"},
      {good.substr(0, good.size() - 1) + good, "no JSON object"},
      {std::string(100'000, '['), "no JSON object"},
      {std::string(1000, '{'), "no JSON object"},
      {"{}\n", "no `fingerprint`"},
      {body + ",\"line\":3}\n", "keys that no entry has"},
      {body + ",\"ordinal\":-1}\n", "`ordinal`"},
      {body + ",\"ordinal\":1e99}\n", "`ordinal`"},
      {body + ",\"ordinal\":99999999999}\n", "`ordinal`"},
      {body + ",\"ordinal\":1}\n", "fingerprint is not that"},
      {line("a").replace(good.find("\"a\""), 3, "\"b\""), "fingerprint is not that"},
      {line("a").replace(good.find("\"a\""), 3, "{\"hex\":\"6\"}"), "`path` of the entry is no text"},
      {line("a").replace(good.find("\"a\""), 3, "{\"hex\":\"zz\"}"), "`path` of the entry is no text"},
      {line("a").replace(good.find("\"a\""), 3, "{\"hex\":\"61\"}"), ""},
      {line("a").replace(good.find("\"a\""), 3, "7"), "`path` of the entry is no text"},
      {line("a").replace(good.find("MG301"), 5, "MG000"), "which is no rule's id"},
      {line("a").replace(good.find("MG301"), 5, "mg301"), "which is no rule's id"},
      {"<<<<<<< HEAD\n" + good, "a merge conflict is left"},
      {good + "=======\n", "a merge conflict is left"},
      {good + ">>>>>>> theirs\n", "a merge conflict is left"},
      {good + good, "warning: the baseline lists this `MG301` twice"},
      {line("b") + line("a"), "warning: the baseline is not sorted"},
  };
  for (const auto& row : rows) {
    if (*row.trouble == '\0') {
      EXPECT_EQ(trouble(row.text), "") << row.text;
    } else {
      EXPECT_THAT(trouble(row.text), HasSubstr(row.trouble)) << row.text.substr(0, 200);
    }
  }
}

TEST(BaselineText, BrokenLinesPastTheLimitAreNotRead) {
  std::string text;
  for (std::size_t i = 0; i < limits::kBaselineFaults + 7; ++i) text += "x\n";
  const auto entries = parse_baseline(text + line("a"), kFile);
  ASSERT_EQ(entries.size(), limits::kBaselineFaults);
  EXPECT_THAT(entries.back().trouble, HasSubstr("the lines after this one are not read"));
}

struct Meeting {
  const char* name;
  std::vector<const char*> entries;
  std::vector<PathChange> paths;
  std::vector<const char*> findings;
  const char* matches;  ///< per finding the entry's index, `m` behind when by renames, `-` for none
};

TEST(BaselineEntries, MeetFindings) {
  const PathChange moved{"a", "b", false, true};
  const Meeting rows[] = {
      {"the same", {"a", "b"}, {}, {"b", "a"}, "1 0"},
      {"another", {"a"}, {}, {"b"}, "-"},
      {"twice, listed once", {"a"}, {}, {"a", "a#1"}, "0 -"},
      {"moved", {"a"}, {moved}, {"b"}, "0m"},
      {"copied", {"a"}, {{"a", "b", true, false}}, {"a", "b"}, "0 -"},
      {"moved and updated", {"b"}, {moved}, {"b"}, "0"},
      {"moved, spelled otherwise", {"a:x.h"}, {moved}, {"b:../x.h"}, "0m"},
      {"spelled otherwise, not moved", {"a:x.h"}, {}, {"a:../x.h"}, "-"},
      {"moved, one more", {"a:x.h"}, {moved}, {"b:../x.h", "b:../x.h#1"}, "0m -"},
      {"moved, exact before loose", {"a:x.h", "a:y.h"}, {moved}, {"b:z.h", "b:x.h"}, "1m 0m"},
      {"moved, no target", {"a>:x.h"}, {moved}, {"b>:y.h"}, "-"},
      {"its target moved", {"c>a:a"}, {moved}, {"c>b:b"}, "0m"},
      {"swapped", {"a:1", "b:2"}, {moved, {"b", "a", false, true}}, {"a:2", "b:1"}, "1m 0m"},
      {"swapped and updated", {"a:2", "b:1"}, {moved, {"b", "a", false, true}}, {"a:2", "b:1"}, "0 1"},
  };
  for (const Meeting& row : rows) {
    std::vector<BaselineEntry> entries;
    for (const char* each : row.entries) entries.push_back(parse_baseline(line(each), kFile).front());
    std::vector<FindingKey> keys;
    for (const char* each : row.findings) keys.push_back(key(each));
    std::vector<std::string> got;
    for (const auto& match : match_entries(entries, keys, Renames(row.paths), true)) {
      got.push_back(match.id == SameFindings::kNone ? "-" : std::to_string(match.id) + (match.moved ? "m" : ""));
    }
    EXPECT_EQ(text::join(got, " "), row.matches) << row.name;
  }
}

TEST(BaselineEntries, MayNotBeOfTheGateItself) {
  for (const char* rule : {"MG101", "MG903", "MG904", "MG905"}) {
    EXPECT_FALSE(may_be_baselined(*find_rule(rule)->rule)) << rule;
  }
  for (const char* rule : {"MG104", "MG301"}) EXPECT_TRUE(may_be_baselined(*find_rule(rule)->rule)) << rule;
}

}  // namespace
}  // namespace modgate
