// The questions that everybody asks about rules: which one is meant by a word, where its page is, may a comment
// silence it. The table itself is generated from the pairs in src/rules.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "modgate/rule.h"

namespace modgate {
namespace {

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool same_word(std::string_view a, std::string_view b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace

Diagnostic& Findings::add(Location at, std::string message) {
  Diagnostic& finding = out_.emplace_back();
  finding.rule = &rule_;
  finding.severity = rule_.severity;
  finding.at = at;
  finding.message = std::move(message);
  return finding;
}

const RuleEntry* find_rule(std::string_view id_or_name) {
  for (const RuleEntry& entry : all_rules()) {
    if (same_word(id_or_name, entry.rule->id) || same_word(id_or_name, entry.rule->name)) return &entry;
  }
  return nullptr;
}

std::string rule_url(const Rule& rule) {
  std::string slug(rule.name);
  std::replace(slug.begin(), slug.end(), '-', '_');
  return "https://github.com/modgate/modgate/blob/main/src/rules/" + slug + ".md";
}

bool may_be_suppressed(const Rule& rule) {
  if (rule.id == "MG905" || rule.id == "MG906") return true;
  constexpr std::string_view kNeverByComment = "1459";  // manifests, people, lifecycle, the gate itself
  return rule.id.size() > 2 && kNeverByComment.find(rule.id[2]) == std::string_view::npos;
}

}  // namespace modgate
