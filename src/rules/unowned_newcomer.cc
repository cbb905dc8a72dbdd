// Takes the source files that a change adds and that no module owns, and reports, once a folder, those in a top-level
// source folder that the base does not have: the first component of the path, or the second below a folder that only
// groups (`src/`, `include/`, `lib/`, `python/`, ...).
#include <algorithm>
#include <map>
#include <string_view>

#include "modgate/rule.h"
#include "rules/support/changes.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// Folders that group others in most projects: what lies in them counts as top level.
constexpr std::string_view kGrouping[] = {"src",     "source", "include",  "lib",     "libs", "python",
                                          "modules", "crates", "packages", "plugins", "pkg",  "internal"};

/// The folder that counts as top level for this path; empty for a file that lies above.
std::string_view top_folder(std::string_view path) {
  std::size_t end = path.find('/');
  if (end == std::string_view::npos) return {};
  const std::string_view first = path.substr(0, end);
  if (std::find(std::begin(kGrouping), std::end(kGrouping), first) == std::end(kGrouping)) return first;
  end = path.find('/', end + 1);
  return end == std::string_view::npos ? std::string_view() : path.substr(0, end);
}

void check(const RuleContext& context, Findings& findings) {
  const std::vector<changes::Touch> touches = changes::touches(context);
  std::map<std::string_view, std::vector<FileId>> newcomers;
  for (std::size_t i = 0; i < touches.size(); ++i) {
    const auto file = static_cast<FileId>(i);
    const Language language = context.facts[i].language;
    if (touches[i] != changes::Touch::added || context.registry.excluded[i] || context.registry.test[i]) continue;
    if (context.registry.owner_of(file) != kCore || language == Language::none || language == Language::yaml) continue;
    const std::string_view folder = top_folder(context.files.path(file));
    if (!folder.empty() && !context.change->files.is_directory(folder)) newcomers[folder].push_back(file);
  }
  for (const auto& [folder, files] : newcomers) {
    Diagnostic& finding =
        findings.add({files.front(), {}}, fmt::format("the new folder `{}/` with {} belongs to no module", folder,
                                                      phrases::counted(files.size(), "source")));
    finding.label = "a newcomer";
    finding.target = folder;
    finding.help = "propose a module for it, or let an existing one own it";
  }
}

}  // namespace

extern const Rule unowned_newcomer_rule{
    .id = "MG512",
    .name = "unowned-newcomer",
    .summary = "a new top-level source folder that no module owns",
    .severity = Severity::off,
    .needs_base = true,
    .check = check,
};

}  // namespace modgate
