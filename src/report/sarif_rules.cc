// The rules as a SARIF log describes them, out of their table and their pages. The page is the help as Markdown; what
// has to be plain text is the page's first paragraph under a heading.
#include <fmt/core.h>

#include <algorithm>
#include <array>

#include "report/foreign.h"
#include "report/formats.h"
#include "report/sarif_parts.h"

namespace modgate {
namespace {

/// GitHub's bound on a rule's descriptions.
constexpr std::size_t kDescriptionBytes = 1000;

/// The first paragraph under the heading, as one line; "" when the page has no such heading.
std::string paragraph_under(std::string_view page, std::string_view heading) {
  const std::size_t at = page.find(heading);
  if (at == std::string_view::npos) return {};
  page.remove_prefix(at + heading.size());
  page.remove_prefix(std::min(page.find_first_not_of('\n'), page.size()));
  std::string out(page.substr(0, page.find("\n\n")));
  while (out.ends_with('\n')) out.pop_back();
  std::replace(out.begin(), out.end(), '\n', ' ');
  if (out.size() > kDescriptionBytes) out = out.substr(0, out.rfind(". ", kDescriptionBytes) + 1);
  return out;
}

/// What a rule is about, by the hundreds of its id.
std::string_view area_of(std::string_view id) {
  constexpr std::array<std::string_view, 10> kAreas = {"",          "manifest",     "isolation", "uses",   "people",
                                                       "lifecycle", "feature-flag", "removal",   "health", "gate"};
  const std::size_t hundreds = id.size() > 2 ? static_cast<std::size_t>(id[2] - '0') : 0;
  return hundreds < kAreas.size() ? kAreas[hundreds] : kAreas[0];
}

std::string_view problem_severity(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "recommendation";
}

Json help_of(const RuleEntry& entry) {
  const std::string how = paragraph_under(entry.page, "## How to fix\n");
  Json out{{"text", fmt::format("{}{}See {}.", how, how.empty() ? "" : " ", rule_url(*entry.rule))}};
  if (!entry.page.empty()) out["markdown"] = std::string(entry.page);
  return out;
}

Json rule_json(const RuleEntry& entry) {
  const Rule& rule = *entry.rule;
  const std::string summary = sentence(rule.summary);
  const std::string finds = paragraph_under(entry.page, "## What it finds\n");
  Json tags = Json::array({"modules"});
  if (const std::string_view area = area_of(rule.id); !area.empty()) tags.push_back(std::string(area));
  return {{"id", std::string(rule.id)},
          {"name", std::string(rule.name)},
          {"shortDescription", {{"text", summary}}},
          {"fullDescription", {{"text", finds.empty() ? summary : finds}}},
          {"helpUri", rule_url(rule)},
          {"help", help_of(entry)},
          {"defaultConfiguration",
           {{"enabled", rule.severity != Severity::off}, {"level", std::string(sarif_level(rule.severity))}}},
          {"properties",
           {{"tags", std::move(tags)},
            {"precision", "high"},
            {"problem.severity", std::string(problem_severity(rule.severity))}}}};
}

}  // namespace

std::string_view sarif_level(Severity severity) {
  if (severity == Severity::error) return "error";
  return severity == Severity::warning ? "warning" : "note";
}

Json sarif_rules() {
  Json out = Json::array();
  for (const RuleEntry& entry : all_rules()) out.push_back(rule_json(entry));
  return out;
}

}  // namespace modgate
