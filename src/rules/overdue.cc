// Takes `roadmap.review_by` and milestones that are not done and reports those whose day has passed. A target may be a
// day, a month, a quarter or a year: its last day counts. Other targets are text, and not judged. An overdue module is
// stalled, which is not the same as orphaned (MG801).
#include <algorithm>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool digits(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// The last day of "2027-03-31", "2027-03", "2027-Q1" or "2027".
std::optional<Date> last_day(std::string_view target) {
  if (auto day = parse_date(target)) return day;
  if (target.size() < 4 || !digits(target.substr(0, 4))) return std::nullopt;
  int year = 0;
  for (const char c : target.substr(0, 4)) year = year * 10 + (c - '0');
  const std::string_view rest = target.substr(4);
  if (rest.empty()) return Date{year, 12, 31};
  if (rest.size() != 3 || rest[0] != '-') return std::nullopt;
  int month = 0;
  if ((rest[1] == 'Q' || rest[1] == 'q') && rest[2] >= '1' && rest[2] <= '4') {
    month = (rest[2] - '0') * 3;
  } else if (digits(rest.substr(1))) {
    month = (rest[1] - '0') * 10 + (rest[2] - '0');
  }
  if (month < 1 || month > 12) return std::nullopt;
  // The day before the next month's first.
  const Date next = month == 12 ? Date{year + 1, 1, 1} : Date{year, month + 1, 1};
  return date_of_day(day_number(next) - 1);
}

void report(const RuleContext& context, const Module& module, Location at, const std::string& what, const Date& day,
            std::string target, Findings& findings) {
  const auto late = day_number(*context.now) - day_number(day);
  Diagnostic& finding =
      findings.add(at, fmt::format("{} of `{}` was due on {}, {} ago", what, module.name, day_text(day),
                                   phrases::counted(static_cast<std::size_t>(late), "day")));
  finding.module = module.name;
  finding.target = std::move(target);
  finding.help = "look at it now: say what is done, set a new day, or plan its deprecation";
}

void check(const RuleContext& context, Findings& findings) {
  if (!context.now) return;
  for (const Module& module : context.registry.modules) {
    const Manifest& manifest = module.manifest;
    if (manifest.stage == Stage::removed || manifest.stage == Stage::deprecated) continue;
    if (manifest.review_by && *manifest.review_by < *context.now) {
      report(context, module, phrases::key_place(module, "roadmap.review_by"), "the review", *manifest.review_by,
             "roadmap.review_by", findings);
    }
    for (const Milestone& milestone : manifest.milestones) {
      const auto day = last_day(milestone.target.value);
      if (milestone.done || !day || *day >= *context.now) continue;
      report(context, module, phrases::in_manifest(module, milestone.target.at),
             fmt::format("the milestone \"{}\"", milestone.title.value), *day, milestone.title.value, findings);
    }
  }
}

}  // namespace

extern const Rule overdue_rule{
    .id = "MG506",
    .name = "overdue",
    .summary = "a review or a milestone that a module promised has passed",
    .severity = Severity::warning,
    .runs = RunsIn::audit,
    .check = check,
};

}  // namespace modgate
