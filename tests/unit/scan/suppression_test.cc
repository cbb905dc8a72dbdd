// Rows of comments in, what parse_suppression makes of them out; then which line each applies to.
#include "scan/suppression.h"

#include <gtest/gtest.h>

#include <string>

namespace modgate {
namespace {

/// "rule,rule|until|reason", "malformed" or "none". Checks that the spans point at the rules as written.
std::string read(const std::string& comment) {
  constexpr std::uint32_t kBegin = 100;
  const auto found = parse_suppression(comment, kBegin);
  if (!found) return "none";
  EXPECT_EQ(found->at, (Span{kBegin, kBegin + static_cast<std::uint32_t>(comment.size())})) << comment;
  if (found->malformed) return "malformed";
  std::string rules;
  for (const Suppression::Item& item : found->rules) {
    EXPECT_EQ(comment.substr(item.at.begin - kBegin, item.at.end - item.at.begin), item.rule) << comment;
    rules += (rules.empty() ? "" : ",") + item.rule;
  }
  return rules + "|" + found->until + "|" + found->reason;
}

TEST(Suppression, ReadsTheForm) {
  const struct {
    const char* comment;
    const char* expected;
  } kRows[] = {
      {"// modgate: allow(MG307) until=2027-03-01 -- log text", "MG307|2027-03-01|log text"},
      {"# modgate: allow(MG302) -- bridge", "MG302||bridge"},
      {"/* modgate: allow(MG301) -- bridge */", "MG301||bridge"},
      {"/* modgate: allow(MG301) -- two\n lines */", "MG301||two\n lines"},
      {"/* modgate: allow(MG301)", "MG301||"},
      {"//modgate:allow(MG301,s0-imported)--x", "MG301,s0-imported||x"},
      {"#\tmodgate:  allow ( MG301 , mg302 )  until=soon", "MG301,mg302|soon|"},
      {"# modgate: allow(MG301) -- \r", "MG301||"},
      {"# modgate: allow(MG301) -- a -- b  ", "MG301||a -- b"},
      // The rules' ids are not this function's business.
      {"# modgate: allow(XY9) -- reason", "XY9||reason"},
  };
  for (const auto& row : kRows) EXPECT_EQ(read(row.comment), row.expected) << row.comment;
}

TEST(Suppression, TellsMalformedFromOtherComments) {
  const struct {
    const char* comment;
    const char* expected;
  } kRows[] = {
      {"# modgate:", "malformed"},
      {"# modgate: deny(MG301)", "malformed"},
      {"# modgate: allow", "malformed"},
      {"# modgate: allow()", "malformed"},
      {"# modgate: allow(MG301", "malformed"},
      {"# modgate: allow(MG301,)", "malformed"},
      {"# modgate: allow(MG301 MG302)", "malformed"},
      {"# modgate: allow(MG301) because", "malformed"},
      {"# modgate: allow(MG301) - reason", "malformed"},
      {"# modgate: allow(MG301) until= -- reason", "malformed"},
      {"# modgate: allow(MG301) -- reason until=2027-01-01", "MG301||reason until=2027-01-01"},
      {"# modgate allow(MG301)", "none"},
      {"# see modgate: allow(MG301)", "none"},
      {"// x", "none"},
      {"#", "none"},
      {"", "none"},
      {"; modgate: allow(MG301)", "none"},
      {"/* */", "none"},
      {"/*/", "none"},
  };
  for (const auto& row : kRows) EXPECT_EQ(read(row.comment), row.expected) << row.comment;
}

TEST(SuppressionList, GivesEachItsLine) {
  SuppressionList list;
  list.comment("# modgate: allow(MG301)", 0, 1, false);
  list.comment("# an ordinary comment", 30, 2, false);
  list.comment("# modgate: allow(MG302)", 60, 3, false);
  list.code(5);
  list.comment("# modgate: allow(MG303)", 90, 5, true);
  list.code(6);
  list.comment("# modgate: allow(MG304)", 120, 7, false);
  std::string lines;
  for (const Suppression& found : list.finish()) {
    lines += std::to_string(found.line) + ">" + std::to_string(found.applies_to) + " ";
  }
  EXPECT_EQ(lines, "1>5 3>5 5>5 7>7 ");
}

}  // namespace
}  // namespace modgate
