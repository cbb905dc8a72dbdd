// One cause, one finding: rows of findings as `rule:line+related lines`, and what is left of them.
#include "lint/one_cause.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "base/text.h"
#include "modgate/rule.h"

namespace modgate {
namespace {

/// A text of one byte a line: offset 2 n is line n + 1.
class Lines : public SourceTexts {
 public:
  std::string_view text(FileId) override { return text_; }

 private:
  std::string text_ = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj\n";
};

Location line(const std::string& number) {
  const auto at = static_cast<std::uint32_t>(2 * (std::stoul(number) - 1));
  return {static_cast<FileId>(0), {at, at + 1}};
}

/// "MG301:3", "MG702:4+5+6", with "/other" behind for another module than `relax`.
Diagnostic finding(std::string_view row) {
  Diagnostic made;
  const auto module = text::split(row, "/");
  made.module = module.size() > 1 ? std::string(module[1]) : "relax";
  const auto parts = text::split(module[0], ":");
  made.rule = find_rule(parts[0])->rule;
  const auto numbers = text::split(parts[1], "+");
  made.at = line(std::string(numbers[0]));
  for (std::size_t i = 1; i < numbers.size(); ++i) made.related.push_back({line(std::string(numbers[i])), "too"});
  return made;
}

std::string row_of(const Diagnostic& made) {
  std::string row(made.rule->id);
  row += ":" + std::to_string(made.at.span.begin / 2 + 1);
  for (const Related& related : made.related) row += "+" + std::to_string(related.at.span.begin / 2 + 1);
  if (made.module != "relax") row += "/" + made.module;
  for (const std::string& note : made.notes) row += " (" + note + ")";
  return row;
}

struct Row {
  const char* before;
  const char* after;
};

TEST(OneCause, Rows) {
  const Row rows[] = {
      {"", ""},
      {"MG702:1+2", "MG702:1+2"},
      {"MG301:1,MG301:2", "MG301:1,MG301:2"},
      // The weaker finding of a line goes, or moves on.
      {"MG301:1,MG204:1", "MG301:1"},
      {"MG204:1,MG301:1", "MG301:1"},
      {"MG301:1,MG204:1+3", "MG301:1,MG204:3"},
      {"MG301:1,MG301:3,MG204:1+3+4", "MG301:1,MG301:3,MG204:4"},
      {"MG203:2,MG204:2", "MG203:2"},
      {"MG204:2,MG307:2", "MG204:2"},
      // Another line, another module, or a rule without a rank: nothing to do with each other.
      {"MG301:1,MG204:2", "MG301:1,MG204:2"},
      {"MG301:1,MG204:1/other", "MG301:1,MG204:1/other"},
      {"MG301:1,MG202:1", "MG301:1,MG202:1"},
      // Residue joins the first of the strongest.
      {"MG301:2,MG702:5+6", "MG301:2+5+6"},
      {"MG301:2,MG702:2+6", "MG301:2+6"},
      {"MG301:2,MG702:2", "MG301:2"},
      {"MG307:4,MG301:7,MG301:2,MG702:5", "MG307:4,MG301:7,MG301:2+5"},
      {"MG204:1,MG702:3+1+4", "MG204:1+3+4"},
      {"MG301:2,MG702:5/other", "MG301:2,MG702:5/other"},
      {"MG605:1,MG702:3", "MG605:1+3"},
      {"MG513:1+3,MG702:3+4", "MG513:1+3+4"},
      {"MG301:1,MG702:3+4+5+6+7+8", "MG301:1+3+4+5+6+7 (`relax` is named in 1 more place of this file)"},
      // A tombstone's residue has no rank of its own: nothing else can be about a removed module's names.
      {"MG703:1,MG607:1", "MG703:1,MG607:1"},
  };
  Lines lines;
  for (const auto& [before, after] : rows) {
    std::vector<Diagnostic> findings;
    for (const std::string_view row : text::split(before, ",")) {
      if (!row.empty()) findings.push_back(finding(row));
    }
    keep_one_cause(findings, lines);
    std::vector<std::string> left;
    for (const Diagnostic& made : findings) left.push_back(row_of(made));
    EXPECT_EQ(text::join(left, ","), after) << before;
  }
}

}  // namespace
}  // namespace modgate
