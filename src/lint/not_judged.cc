#include "lint/not_judged.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "manifest/stage_table.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// Whether the module promises a flag that build scripts read, and has something that they could compile.
bool flag_could_gate(const LintRun& run, const Module& module) {
  const Text& kind = module.manifest.flag.kind;
  const bool staged = module.stage == Stage::S0 || module.stage == Stage::S1 || module.stage == Stage::deprecated;
  if (!staged || !module.manifest.flag.name.set || (kind.set && kind.value != "cmake" && kind.value != "kconfig")) {
    return false;
  }
  return std::any_of(module.files.begin(), module.files.end(), [&](FileId file) {
    constexpr std::string_view kCompiled[] = {".c", ".cc", ".cpp", ".cxx", ".cu", ".m", ".mm"};
    return index(file) < run.registry.part.size() && run.registry.part[index(file)] == Part::source &&
           std::any_of(std::begin(kCompiled), std::end(kCompiled),
                       [&](std::string_view end) { return run.files->path(file).ends_with(end); });
  });
}

}  // namespace

void describe_modules(const Registry& registry, LintReport& report) {
  constexpr std::string_view kForPeople[] = {"relations", "roadmap", "users", "known_limitations", "decision_summary"};
  for (const Module& module : registry.modules) {
    if (!module.manifest.readable) continue;
    const bool adopted = module.manifest.adopted.set && registry.policy.preset != Preset::minimal;
    if (module.manifest.stage == Stage::proposed || adopted) {
      report.pending.push_back(readiness(module.manifest, registry.policy));
    }
    std::vector<std::string> present;
    for (const std::string_view key : kForPeople) {
      if (module.manifest.keys.contains(std::string(key))) present.emplace_back(key);
    }
    if (!present.empty()) {
      report.not_judged.push_back(fmt::format("{}: {}", module.name, text::listing(present)));
    }
    const std::string& kind = module.manifest.flag.kind.value;
    if (kind == "bazel" || kind == "gn" || kind == "maven") {
      report.not_judged.push_back(fmt::format("{}: the declaration of `{}`, since {} files are not read", module.name,
                                              module.manifest.flag.name.value, kind));
    }
  }
}

void describe_moves(const LintRun& run, LintReport& report) {
  for (const Move& move : run.moves) {
    for (const Evidence& one : move.evidence) {
      if (one.state != Evidence::State::undecided) continue;
      report.undecided.push_back(fmt::format("{}, {}: {}: {}", run.registry[move.module].name,
                                             move_name(move.from, move.to), one.title, one.detail));
    }
  }
}

void describe_huge(const Files& files, const std::vector<FileId>& huge, LintReport& report) {
  if (huge.empty()) return;
  report.not_judged.push_back(
      fmt::format("names of modules in {}, the first is `{}`: more than {} bytes",
                  text::counted(huge.size(), "file that is no source", "files that are no source"),
                  utf8::visible(files.path(huge.front())), limits::kSourceBytes));
}

void describe_misnamed(const LintRun& run, LintReport& report) {
  if (run.registry.policy.outside) return;
  const auto look = [&](std::string_view stem, FileId read) {
    const auto found = run.files->find(fmt::format(".modgate/{}.yml", stem));
    if (!found || read != kNoFile) return;
    report.undecided.push_back(
        fmt::format("what `.modgate/{0}.yml` says: modgate reads `.modgate/{0}.yaml`, so rename it", stem));
  };
  look("policy", run.registry.policy.file);
  look("people", run.registry.roster.file);
}

void describe_builds(const LintRun& run, LintReport& report) {
  const std::size_t modules = run.registry.modules.size();
  std::vector<std::pair<std::size_t, const BuildUndecided*>> undecided(modules, {0, nullptr});
  for (const BuildUndecided& command : run.build.undecided) {
    if (command.module == kCore) continue;
    auto& [count, first] = undecided[index(command.module)];
    if (count++ == 0) first = &command;
  }
  // One build script may leave the same thing open for every module: that is said once.
  std::map<std::string, std::vector<std::string>> open;
  std::vector<bool> known(modules, false);
  for (const BuildUse& use : run.build.uses) known[index(use.module)] = true;
  for (std::size_t i = 0; i < modules; ++i) {
    const Module& module = run.registry.modules[i];
    const auto& [count, first] = undecided[i];
    const bool reported = std::any_of(report.findings.begin(), report.findings.end(), [&](const Diagnostic& finding) {
      return finding.rule->id == "MG602" && finding.module == module.name;
    });
    if (count > 0) {
      std::string what =
          fmt::format("{}, {}{}:{}: {}", text::counted(count, "undecided build command"),
                      count == 1 ? "" : "the first is ", run.files->path(first->from), first->line, first->reason);
      open[std::move(what)].push_back(module.name);
    } else if (!known[i] && !reported && flag_could_gate(run, module)) {
      report.not_judged.push_back(
          fmt::format("{}: what `{}` switches, since no build file that modgate reads builds it", module.name,
                      module.manifest.flag.name.value));
    }
  }
  constexpr std::size_t kMostNamed = 8;
  for (auto& [what, names] : open) {
    const std::size_t more = names.size() - std::min(names.size(), kMostNamed);
    names.resize(names.size() - more);
    if (more > 0) names.push_back(text::counted(more, "other module"));
    report.not_judged.push_back(fmt::format("{}: {}", text::listing(names), what));
  }
}

}  // namespace modgate
