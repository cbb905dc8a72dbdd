// The stage table of the documentation, row by row, and the three questions that are asked of it.
#include "manifest/stage_table.h"

#include <fmt/core.h>

#include <algorithm>
#include <span>
#include <utility>

#include "base/text.h"

namespace modgate {
namespace {

/// One letter a stage, in the order of Stage: Required, pending, optional, - forbidden.
using Needs = std::string_view;

struct Key {
  std::string_view key;
  Needs needs;
  std::string_view add;  ///< the line to add; several with a line feed
  bool minimal = false;  ///< preset minimal requires it, too, at every stage
  bool list = false;     ///< counts as given when it has an item
};

struct Row {
  std::string_view title;
  std::span<const Key> keys;
  bool follows = false;  ///< comes with the move itself
  bool history = false;  ///< an adopted module may lack it
};

constexpr Key kIdentity[] = {
    {"schema", "RRRRRR", "schema: modgate/module/v1", true},
    {"module", "RRRRRR", "module: <id>", true},
    {"summary", "RRRRRR", "summary: <one sentence>", true},
    {"stage", "RRRRRR", "stage: proposed", true},
};
constexpr Key kSince[] = {{"since", "oRRRRR", "since: <YYYY-MM-DD>"}};
constexpr Key kPlace[] = {
    {"paths", "pRRRRR", "paths: [<directory/>]", true, true},
    {"namespace", "pRRRRo", "namespace: {cpp: [<a::b>]}", true},
};
constexpr Key kProof[] = {
    {"tests", "pRRRo-", "tests: [<directory/>]", false, true},
    {"docs", "pRRRo-", "docs: [<file>]", false, true},
};
constexpr Key kFlag[] = {{"feature_flag", "pRRooo", "feature_flag: <USE_NAME>", true}};
constexpr Key kMaintainers[] = {
    {"maintainers", "pRRRo-", "maintainers: [<handle>, <handle>, <handle>, <handle>]", false, true}};
constexpr Key kChampion[] = {
    {"champion", "pRppo-", "champion: <handle>"},
    {"decision_summary", "pRppo-", "decision_summary: <url>"},
};
constexpr Key kEndorsers[] = {
    {"endorsers", "pRRRo-", "endorsers: [<handle>, <handle>, <handle>, <handle>]", false, true}};
constexpr Key kVote[] = {
    {"vote", "oRoRpp", "vote: {opened: <YYYY-MM-DD>, closed: <YYYY-MM-DD>, thread: <url>, ballots: []}"}};
constexpr Key kRfc[] = {{"rfc", "pRRRoo", "rfc: {url: <url>, state: accepted}"}};
constexpr Key kUsers[] = {{"users", "pRRRo-", "users: [{who: <name>, evidence: <url>}]", false, true}};
constexpr Key kFit[] = {
    {"relations", "pRRRo-", "relations: none"},
    {"roadmap.fit", "pRRRo-", "roadmap:\n  fit: <why it belongs here>"},
};
constexpr Key kOperation[] = {
    {"ci", "pRRRo-", "ci: {job: <name>, budget_minutes: 20, on_break: disable}"},
    {"release", "pRRRo-", "release: none"},
};
constexpr Key kRoadmap[] = {
    {"roadmap.outlook", "ppRRo-", "  outlook: <the way to S1 and S2>"},
    {"roadmap.risks", "ppRRo-", "  risks: [<what may go wrong>]", false, true},
    {"roadmap.alternatives", "ppRRo-", "  alternatives: [<what else was considered>]", false, true},
    {"roadmap.milestones", "ppRRo-", "  milestones: [{title: <what>, target: <when>}]", false, true},
    {"roadmap.review_by", "ppRRo-", "  review_by: <YYYY-MM-DD>"},
};
constexpr Key kCompositions[] = {
    {"compositions", "--Roo-", "compositions: [{with: <consumer>, paths: [<file>], rfc: <url>}]", false, true}};
constexpr Key kDeprecation[] = {{"deprecation", "----RR", "deprecation: {announced: <YYYY-MM-DD>, reason: inactive}"}};

constexpr Row kRows[] = {
    {"schema, module, summary, stage", kIdentity},
    {"since", kSince, true},
    {"paths, namespace", kPlace},
    {"tests, docs", kProof},
    {"feature_flag", kFlag},
    {"maintainers", kMaintainers},
    {"champion, decision_summary", kChampion, false, true},
    {"endorsers", kEndorsers, false, true},
    {"vote", kVote, true, true},
    {"rfc", kRfc, false, true},
    {"users", kUsers},
    {"relations or none; roadmap.fit", kFit},
    {"ci, release", kOperation},
    {"roadmap.outlook, risks, alternatives, milestones, review_by", kRoadmap},
    {"compositions", kCompositions},
    {"deprecation", kDeprecation},
};

/// The relation that a stage forbids or asks for: replaces or evolves.
constexpr Needs kSuccession = "--oRo-";

char need(Needs needs, Stage stage) { return needs[static_cast<std::size_t>(stage)]; }

bool given(const Manifest& manifest, const Key& key) {
  return manifest.keys.contains(std::string(key.key) + (key.list ? "[0]" : ""));
}

bool succeeds(const Manifest& manifest) {
  return std::any_of(manifest.relations.begin(), manifest.relations.end(), [](const Relation& relation) {
    return relation.kind.value == "replaces" || relation.kind.value == "evolves";
  });
}

std::size_t items(const Manifest& manifest, std::string_view key) {
  std::size_t count = 0;
  while (manifest.keys.contains(fmt::format("{}[{}]", key, count))) ++count;
  return count;
}

/// How many items the key needs at the stage, for a table that says more than "present".
std::size_t least(std::string_view key, Stage stage, const Policy& policy) {
  constexpr std::size_t kMoreThanThree = 4;
  const auto wanted = [](int minimum) { return minimum > 0 ? static_cast<std::size_t>(minimum) : kMoreThanThree; };
  if (key == "maintainers") return wanted(policy.maintainers_min);
  if (key == "endorsers") return wanted(policy.endorsers_min);
  if (key == "users") return stage == Stage::S1 ? 2 : 1;
  return 1;
}

bool draft(const Manifest& manifest) { return manifest.rfc.state.value == "draft"; }

Requirement requirement(const Row& row, const Manifest& manifest, Stage wanted, const Policy& policy) {
  Requirement out;
  out.title = std::string(row.title);
  out.minimal = std::any_of(row.keys.begin(), row.keys.end(), [](const Key& key) { return key.minimal; });
  std::vector<std::string> lines;
  for (const Key& key : row.keys) {
    if (need(key.needs, wanted) != 'R') continue;
    const std::size_t needed = least(key.key, wanted, policy);
    const bool enough = needed == 1 || items(manifest, key.key) >= needed;
    const bool accepted = key.key != "rfc" || !draft(manifest);
    if (given(manifest, key) && enough && accepted) continue;
    out.missing.emplace_back(key.key);
    lines.emplace_back(key.add);
  }
  out.add = text::join(lines, "\n");
  out.met = out.missing.empty();
  out.follows = row.follows && !out.met && manifest.stage != wanted;
  return out;
}

Span anchor(const Manifest& manifest) {
  const auto module = manifest.keys.find("module");
  return module == manifest.keys.end() ? Span{} : module->second;
}

Fault stage_fault(FaultKind kind, Span at, std::string_view key, std::string message, std::string help) {
  Fault fault;
  fault.kind = kind;
  fault.at = at;
  fault.message = std::move(message);
  fault.help = std::move(help);
  fault.key = std::string(key);
  return fault;
}

void missing(const Manifest& manifest, const Key& key, std::vector<Fault>& faults) {
  const std::string_view stage = stage_name(manifest.stage);
  const auto present = manifest.keys.find(std::string(key.key));
  const bool empty = present != manifest.keys.end();
  faults.push_back(
      stage_fault(FaultKind::missing_field, empty ? present->second : anchor(manifest), key.key,
                  fmt::format("`{}` is {}; stage {} requires it", key.key, empty ? "empty" : "missing", stage),
                  fmt::format("add `{}`", key.add)));
}

/// What is there, but not as much or not as far as the stage asks.
void short_of(const Manifest& manifest, const Key& key, std::vector<Fault>& faults) {
  const auto at = manifest.keys.find(std::string(key.key));
  const Span place = at == manifest.keys.end() ? anchor(manifest) : at->second;
  if (key.key == "users" && manifest.stage == Stage::S1 && items(manifest, key.key) < 2) {
    faults.push_back(stage_fault(FaultKind::missing_field, place, key.key, "`users` names 1; stage S1 requires 2",
                                 fmt::format("add `{}`", key.add)));
  }
  if (key.key == "rfc" && draft(manifest)) {
    faults.push_back(
        stage_fault(FaultKind::missing_field, manifest.rfc.state.at, "rfc.state",
                    fmt::format("`rfc` is a draft; stage {} requires an accepted one", stage_name(manifest.stage)),
                    "write `state: accepted` when it is, or go back to `stage: proposed`"));
  }
}

void succession_faults(const Manifest& manifest, bool required, std::vector<Fault>& faults) {
  const char wanted = need(kSuccession, manifest.stage);
  if (wanted == '-') {
    for (const Relation& relation : manifest.relations) {
      const Text& kind = relation.kind;
      if (kind.value != "replaces" && kind.value != "evolves") continue;
      faults.push_back(stage_fault(
          FaultKind::forbidden_field, kind.at, "relations",
          fmt::format("a relation that {} is forbidden at stage {}", kind.value, stage_name(manifest.stage)),
          "say `overlaps` or `complements` until S1"));
    }
  } else if (wanted == 'R' && required && !succeeds(manifest)) {
    const auto at = manifest.keys.find("relations");
    faults.push_back(stage_fault(FaultKind::missing_field, at == manifest.keys.end() ? anchor(manifest) : at->second,
                                 "relations", "no relation replaces or evolves a module; stage S2 requires one",
                                 "add `relations: [{module: <id>, kind: replaces}]`"));
  }
}

}  // namespace

std::vector<Requirement> requirements(const Manifest& manifest, Stage wanted, const Policy& policy) {
  std::vector<Requirement> out;
  for (const Row& row : kRows) {
    const bool asked =
        std::any_of(row.keys.begin(), row.keys.end(), [&](const Key& key) { return need(key.needs, wanted) == 'R'; });
    if (asked) out.push_back(requirement(row, manifest, wanted, policy));
  }
  if (need(kSuccession, wanted) == 'R') {
    Requirement succession;
    succession.title = "a relation that replaces or evolves";
    succession.met = succeeds(manifest);
    if (!succession.met) succession.missing.emplace_back("relations");
    if (!succession.met) succession.add = "relations: [{module: <id>, kind: replaces}]";
    out.push_back(std::move(succession));
  }
  return out;
}

std::vector<Fault> stage_faults(const Manifest& manifest, const Policy& policy) {
  std::vector<Fault> faults;
  if (!manifest.readable) return faults;
  const bool minimal = policy.preset == Preset::minimal;
  for (const Row& row : kRows) {
    for (const Key& key : row.keys) {
      const char wanted = need(key.needs, manifest.stage);
      const auto at = manifest.keys.find(std::string(key.key));
      if (wanted == '-' && at != manifest.keys.end()) {
        faults.push_back(
            stage_fault(FaultKind::forbidden_field, at->second, key.key,
                        fmt::format("`{}` is forbidden at stage {}", key.key, stage_name(manifest.stage)),
                        fmt::format("remove it, or correct `stage`; `{}` belongs to another stage", key.key)));
      }
      const bool excused = row.history && manifest.adopted.set;
      if (minimal ? !key.minimal : wanted != 'R' || excused) continue;
      if (!given(manifest, key)) {
        missing(manifest, key, faults);
      } else if (!minimal) {
        short_of(manifest, key, faults);
      }
    }
  }
  succession_faults(manifest, !minimal, faults);
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.at < b.at; });
  return faults;
}

std::string readiness(const Manifest& manifest, const Policy& policy) {
  const Stage wanted = manifest.stage == Stage::proposed ? Stage::S0 : manifest.stage;
  const std::vector<Requirement> rows = requirements(manifest, wanted, policy);
  std::size_t done = 0;
  std::vector<std::string> pending;
  std::vector<std::string> follows;
  for (const Requirement& row : rows) {
    if (row.met || row.follows) ++done;
    auto& list = row.follows ? follows : pending;
    list.insert(list.end(), row.missing.begin(), row.missing.end());
  }
  std::string out = fmt::format("{}: {} of {} for {}", manifest.module.set ? manifest.module.value : "(no id)", done,
                                rows.size(), stage_name(wanted));
  if (!pending.empty()) out += "; pending: " + text::join(pending, ", ");
  if (!follows.empty()) out += "; comes with the move: " + text::join(follows, ", ");
  return out;
}

std::string stage_note(std::string_view key) {
  constexpr Stage kStages[] = {Stage::proposed, Stage::S0, Stage::S1, Stage::S2, Stage::deprecated, Stage::removed};
  for (const Row& row : kRows) {
    for (const Key& known : row.keys) {
      if (known.key != key) continue;
      std::vector<std::string> required;
      std::vector<std::string> forbidden;
      for (const Stage stage : kStages) {
        if (need(known.needs, stage) == 'R') required.emplace_back(stage_name(stage));
        if (need(known.needs, stage) == '-') forbidden.emplace_back(stage_name(stage));
      }
      std::string note;
      if (!required.empty()) note = "Required at " + text::join(required, ", ");
      if (!forbidden.empty())
        note += (note.empty() ? "Forbidden at " : "; forbidden at ") + text::join(forbidden, ", ");
      return note + ".";
    }
  }
  return "";
}

}  // namespace modgate
