// Takes the modules of base and view and reports a `since` that does not follow the stage: not updated by a move, moved
// back, written without a move, or far from the day of the change. A date that is missing or cannot be read is MG104's
// or MG103's; a proposal may change its own as it likes.
#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/seats.h"

namespace modgate {
namespace {

/// A change is written, reviewed and merged in this time, on any calendar.
constexpr std::int64_t kDaysFromChange = 14;

/// A module on both sides; `base` is nullptr for one that came new.
struct Pair {
  const RuleContext& context;
  ModuleId before = kCore;
  const Module& module;
  const Module* base = nullptr;
};

Diagnostic& add(const Pair& pair, std::string message, std::string label, std::string help, Findings& findings) {
  Diagnostic& finding = findings.add(phrases::key_place(pair.module, "since"), std::move(message));
  finding.label = std::move(label);
  finding.help = std::move(help);
  finding.module = pair.module.name;
  finding.target = "since";
  if (pair.base != nullptr && pair.base->manifest.since) {
    const auto since = pair.base->manifest.keys.find("since");
    finding.related.push_back({pair.context.change->in_manifest(
                                   pair.before, since == pair.base->manifest.keys.end() ? Span{} : since->second),
                               fmt::format("the base says {}", day_text(*pair.base->manifest.since))});
  }
  return finding;
}

constexpr const char* kWriteDay = "write the day of the move";

void check_distance(const Pair& pair, Findings& findings) {
  const std::optional<Date>& since = pair.module.manifest.since;
  const std::optional<Date>& now = pair.context.now;
  const bool adopted = pair.base == nullptr && pair.module.manifest.adopted.set;
  if (!since || !now || adopted) return;
  const std::int64_t days = day_number(*since) - day_number(*now);
  if (days >= -kDaysFromChange && days <= kDaysFromChange) return;
  const auto distance = static_cast<std::size_t>(days < 0 ? -days : days);
  Diagnostic& finding = add(pair,
                            fmt::format("module `{}` moves to {} since {}, {} {} the change", pair.module.name,
                                        stage_name(pair.module.manifest.stage), day_text(*since),
                                        phrases::counted(distance, "day"), days < 0 ? "before" : "after"),
                            "far from the change", kWriteDay, findings);
  finding.notes.push_back(
      fmt::format("this is as of {}: the day of the commit that is judged, or of --now", day_text(*now)));
}

/// The move's date against the base's; whether anything was wrong.
bool check_move(const Pair& pair, Findings& findings) {
  if (pair.base == nullptr || !pair.base->manifest.since) return false;
  const Date& before = *pair.base->manifest.since;
  const std::optional<Date>& since = pair.module.manifest.since;
  const std::string stage(stage_name(pair.module.manifest.stage));
  if (!since) {
    if (pair.module.manifest.keys.contains("since") || field_is_missing(pair.module, "since")) return true;
    add(pair, fmt::format("module `{}` moves to {} and drops `since`", pair.module.name, stage), "", kWriteDay,
        findings);
  } else if (*since < before) {
    add(pair,
        fmt::format("module `{}` moves to {} since {}, before it was {}", pair.module.name, stage, day_text(*since),
                    stage_name(pair.base->manifest.stage)),
        "moved back", kWriteDay, findings);
  } else if (*since == before && pair.base->manifest.stage != Stage::proposed) {
    add(pair,
        fmt::format("module `{}` moves to {} and keeps `since` of stage {}", pair.module.name, stage,
                    stage_name(pair.base->manifest.stage)),
        "not updated", kWriteDay, findings);
  } else {
    return false;
  }
  return true;
}

void check_stay(const Pair& pair, Findings& findings) {
  const Manifest& manifest = pair.module.manifest;
  if (manifest.stage == Stage::proposed || !pair.base->manifest.since) return;
  const Date& before = *pair.base->manifest.since;
  if (manifest.since == before || (!manifest.since && manifest.keys.contains("since"))) return;
  if (!manifest.since && field_is_missing(pair.module, "since")) return;
  add(pair, fmt::format("module `{}` changes `since` and stays at {}", pair.module.name, stage_name(manifest.stage)),
      manifest.since && *manifest.since < before ? "moved back" : "changed without a move",
      fmt::format("write {} again", day_text(before)), findings);
}

void check(const RuleContext& context, Findings& findings) {
  for (std::size_t i = 0; i < context.registry.modules.size(); ++i) {
    const Module& module = context.registry.modules[i];
    if (!module.manifest.readable) continue;
    const ModuleId before = context.change->module(module.name);
    const Module* const base = before == kCore ? nullptr : &context.change->registry[before];
    const Pair pair{context, before, module, base};
    if (base != nullptr && base->manifest.stage == module.manifest.stage) {
      check_stay(pair, findings);
    } else if (!check_move(pair, findings) && module.manifest.stage != Stage::proposed) {
      check_distance(pair, findings);
    }
  }
}

}  // namespace

extern const Rule stage_date_rule{
    .id = "MG503",
    .name = "stage-date",
    .summary = "the date of a stage was not updated, moved back, or lies far from the change",
    .severity = Severity::error,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
