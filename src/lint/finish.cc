#include "lint/finish.h"

#include <algorithm>
#include <tuple>

#include "base/paths.h"
#include "base/text.h"
#include "modgate/rule.h"

namespace modgate {
namespace {

/// `MG301`, `s0-included`, or a prefix of ids such as `MG3`.
bool names_rule(const std::string& selector, const Rule& rule) {
  if (text::equal_ignoring_case(selector, rule.name)) return true;
  const std::string prefix = text::upper(selector);
  return prefix.starts_with("MG") && rule.id.starts_with(prefix);
}

bool any_names(const std::vector<std::string>& selectors, const Rule& rule) {
  return std::any_of(selectors.begin(), selectors.end(), [&](const auto& each) { return names_rule(each, rule); });
}

}  // namespace

bool is_always_judged(const Rule& rule) { return rule.id == "MG101"; }

std::optional<Severity> RuleSettings::override_of(const Rule& rule) const {
  for (auto at = options_.severity.rbegin(); at != options_.severity.rend(); ++at) {
    if (names_rule(at->first, rule)) return at->second;
  }
  for (const auto& [name, severity] : policy_.severity) {
    if (names_rule(name.value, rule)) return severity;
  }
  return std::nullopt;
}

bool RuleSettings::runs(const Rule& rule) const {
  if (is_always_judged(rule)) return true;
  if (!options_.select.empty() && !any_names(options_.select, rule)) return false;
  if (any_names(options_.ignore, rule)) return false;
  return override_of(rule).value_or(rule.severity) != Severity::off;
}

Severity RuleSettings::severity(const Rule& rule, Severity own) const {
  const auto moved = override_of(rule);
  if (!moved || is_always_judged(rule)) return own;
  return own == rule.severity ? *moved : std::min(own, *moved);
}

void sort_findings(std::vector<Diagnostic>& findings, const Files& files) {
  const auto key = [&](const Diagnostic& finding) {
    const std::string_view path = finding.at.file == kNoFile ? std::string_view{} : files.path(finding.at.file);
    return std::tuple(path, finding.at.span.begin, finding.at.span.end, finding.rule->id,
                      std::string_view(finding.message));
  };
  std::stable_sort(findings.begin(), findings.end(),
                   [&](const Diagnostic& a, const Diagnostic& b) { return key(a) < key(b); });
}

void keep_paths(std::vector<Diagnostic>& findings, const Files& files, const std::vector<std::string>& paths) {
  if (paths.empty()) return;
  std::erase_if(findings, [&](const Diagnostic& finding) {
    if (index(finding.at.file) >= files.view_size()) return false;
    const std::string_view path = files.path(finding.at.file);
    return std::none_of(paths.begin(), paths.end(), [&](const auto& each) { return paths::is_below(path, each); });
  });
}

void count_findings(LintReport& report, bool all_count) {
  Counts& counts = report.counts;
  counts.errors = counts.warnings = counts.infos = 0;
  counts.suppressed = counts.baselined = counts.existing = 0;
  for (const Diagnostic& finding : report.findings) {
    switch (finding.status) {
      case Diagnostic::Status::suppressed:
        ++counts.suppressed;
        continue;
      case Diagnostic::Status::baselined:
        ++counts.baselined;
        continue;
      case Diagnostic::Status::existing:
        ++counts.existing;
        if (!all_count) continue;
        break;
      case Diagnostic::Status::fresh:
        break;
    }
    if (finding.severity == Severity::error) ++counts.errors;
    if (finding.severity == Severity::warning) ++counts.warnings;
    if (finding.severity == Severity::info) ++counts.infos;
  }
  counts.skipped = report.skipped.size();
  counts.unresolved = report.unresolved.size();
}

}  // namespace modgate
