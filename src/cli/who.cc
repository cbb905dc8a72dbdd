// `modgate who`: whom to ask about paths or a change: the modules that own them, the modules that use them, their
// maintainers with their standing, and what may be done when they break. Without paths: the roster.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "base/glob.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "modgate/limits.h"

namespace modgate::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string shown(std::string_view text) { return utf8::visible(text); }

/// What was asked for: paths that exist or, in a change, existed, and who owns each.
struct Asked {
  std::map<std::string, ModuleId> owner;
  std::set<FileId> files;  ///< those that the view has
};

/// A module that owns something asked for, or uses it.
struct Party {
  ModuleId module = kCore;
  std::vector<std::string> owns;
  std::vector<const Use*> uses;     ///< of what was asked for
  std::vector<const Use*> used_by;  ///< by others, of what was asked for and is its own
};

/// The module whose patterns match a path that the view does not have.
ModuleId former_owner(const Registry& registry, std::string_view path) {
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Manifest& manifest = registry.modules[i].manifest;
    for (const auto* patterns : {&manifest.paths, &manifest.tests, &manifest.docs}) {
      const bool matches = std::any_of(patterns->begin(), patterns->end(),
                                       [&](const Text& pattern) { return Glob(pattern.value).matches(path); });
      if (matches) return static_cast<ModuleId>(i);
    }
  }
  return kCore;
}

void ask_for(const LintRun& run, std::string_view path, Asked& asked) {
  const Files& files = *run.files;
  bool found = false;
  for (std::size_t i = files.first_from(path); i < files.view_size(); ++i) {
    const auto file = static_cast<FileId>(i);
    if (!files.path(file).starts_with(path)) break;
    if (!paths::is_below(files.path(file), path)) continue;
    asked.owner[std::string(files.path(file))] = run.registry.owner_of(file);
    asked.files.insert(file);
    found = true;
  }
  if (!found) asked.owner[std::string(path)] = former_owner(run.registry, path);
}

/// Owners first, then those that only use what was asked for; each in order of modules.
std::vector<Party> parties(const LintRun& run, const Asked& asked) {
  std::map<ModuleId, Party> all;
  for (const auto& [path, owner] : asked.owner) all[owner].owns.push_back(path);
  for (const Use& use : run.resolution.uses) {
    if (!asked.files.contains(use.target) || use.user == use.module) continue;
    all[use.module].used_by.push_back(&use);
    if (use.user != kCore) all[use.user].uses.push_back(&use);
  }
  std::vector<Party> out;
  for (auto& [module, party] : all) {
    party.module = module;
    out.push_back(std::move(party));
  }
  std::stable_sort(out.begin(), out.end(),
                   [](const Party& a, const Party& b) { return !a.owns.empty() && b.owns.empty(); });
  return out;
}

std::string name_of(const Registry& registry, ModuleId id) {
  return id == kCore ? "core" : fmt::format("{} ({})", registry[id].name, stage_name(registry[id].stage));
}

std::string standing_of(const Roster& roster, const Seat& seat, std::optional<Date> now) {
  if (!roster.usable()) return "no roster to judge by";
  const RosterPerson* person = roster.find(seat.handle.value);
  return person == nullptr ? "not in the roster" : standing(*person, now);
}

std::string people_of(const Roster& roster, const std::vector<Seat>& seats, std::optional<Date> now) {
  std::vector<std::string> out;
  for (const Seat& seat : seats) {
    if (!seat.handle.set) continue;
    out.push_back(fmt::format("{} ({})", seat.handle.value, standing_of(roster, seat, now)));
  }
  return text::join(out, ", ");
}

/// What a core developer may do when the module breaks, by its manifest's `ci.on_break`.
std::string on_break(const Manifest& manifest) {
  const std::string& word = manifest.ci_on_break.value;
  const std::string& flag = manifest.flag.name.value;
  if (word == "disable") {
    return flag.empty() ? "disable: switch it off, and tell its maintainers"
                        : fmt::format("disable: switch `{}` off, and tell its maintainers", flag);
  }
  if (word == "owner-fixes") return "owner-fixes: its maintainers repair it; the change need not wait";
  if (word == "block") return "block: the change waits until it works again";
  return "the manifest does not say (`ci.on_break`); ask its maintainers";
}

template <class T, class Word>
std::string some(const std::vector<T>& items, Word word) {
  std::string out;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (i == limits::kRelatedPlaces) return out + fmt::format(" and {} more", items.size() - i);
    out += (i == 0 ? "" : ", ") + word(items[i]);
  }
  return out;
}

std::string page_of(const LintRun& run, const Party& party, std::optional<Date> now) {
  const Registry& registry = run.registry;
  const auto line = [](std::string_view title, const std::string& value) {
    return value.empty() ? std::string() : fmt::format("  {:<13} {}\n", title, shown(value));
  };
  const auto place = [&](FileId file, std::uint32_t number) {
    return fmt::format("{}:{}", run.files->path(file), number);
  };
  std::string page = party.module == kCore ? "core, of no module\n" : shown(name_of(registry, party.module)) + "\n";
  page += line("owns", some(party.owns, [](const std::string& path) { return path; }));
  page += line("uses", some(party.uses, [&](const Use* use) {
                 return fmt::format("{} at {}", run.files->path(use->target), place(use->from, use->line));
               }));
  page += line("used by", some(party.used_by, [&](const Use* use) {
                 return fmt::format("{} at {}", name_of(registry, use->user), place(use->from, use->line));
               }));
  if (party.module == kCore) return page;
  const Manifest& manifest = registry[party.module].manifest;
  page += line("maintainers", people_of(registry.roster, manifest.maintainers, now));
  if (manifest.champion.handle.set) page += line("champion", people_of(registry.roster, {manifest.champion}, now));
  page += line("if it breaks", on_break(manifest));
  return page;
}

Json people_json(const Roster& roster, const std::vector<Seat>& seats, std::optional<Date> now) {
  Json out = Json::array();
  for (const Seat& seat : seats) {
    if (seat.handle.set) {
      out.push_back({{"handle", seat.handle.value}, {"standing", standing_of(roster, seat, now)}});
    }
  }
  return out;
}

Json json_of(const LintRun& run, const Party& party, std::optional<Date> now) {
  const Registry& registry = run.registry;
  const auto uses = [&](const std::vector<const Use*>& list) {
    Json out = Json::array();
    for (const Use* use : list) {
      out.push_back({{"by", use->user == kCore ? Json(nullptr) : Json(registry[use->user].name)},
                     {"path", run.files->path(use->from)},
                     {"line", use->line},
                     {"target", use->target == kNoFile ? Json(nullptr) : Json(run.files->path(use->target))}});
    }
    return out;
  };
  Json out = {{"module", nullptr}, {"owns", party.owns}, {"uses", uses(party.uses)}, {"used_by", uses(party.used_by)}};
  if (party.module == kCore) return out;
  const Module& module = registry[party.module];
  const Manifest& manifest = module.manifest;
  out["module"] = module.name;
  out["stage"] = stage_name(manifest.stage);
  out["judged_as"] = stage_name(module.stage);
  out["maintainers"] = people_json(registry.roster, manifest.maintainers, now);
  out["champion"] = people_json(registry.roster, {manifest.champion}, now);
  out["on_break"] = manifest.ci_on_break.set ? Json(manifest.ci_on_break.value) : Json(nullptr);
  out["feature_flag"] = manifest.flag.name.set ? Json(manifest.flag.name.value) : Json(nullptr);
  return out;
}

/// Everybody with what they are on that day, in the roster's order.
std::string roster_text(const Roster& roster, std::optional<Date> now, bool json) {
  Json people = Json::array();
  std::string page;
  for (const RosterPerson& person : roster.people) {
    people.push_back({{"id", person.id},
                      {"name", person.name},
                      {"handles", person.handles},
                      {"standing", standing(person, now)},
                      {"pmc", holds(person, Role::pmc, now)},
                      {"committer", holds(person, Role::committer, now)}});
    page += fmt::format("{}: {}\n", shown(person.id), standing(person, now));
  }
  return json ? Json{{"people", people}}.dump(2, ' ', true, Json::error_handler_t::replace) + "\n" : page;
}

std::string answer_text(const LintRun& run, const Asked& asked, std::optional<Date> now, bool json) {
  Json modules = Json::array();
  std::string page;
  for (const Party& party : parties(run, asked)) {
    if (json) {
      modules.push_back(json_of(run, party, now));
    } else {
      page += (page.empty() ? "" : "\n") + page_of(run, party, now);
    }
  }
  return json ? Json{{"modules", modules}}.dump(2, ' ', true, Json::error_handler_t::replace) + "\n" : page;
}

/// The paths of the command line, or those that the change touches.
Result<Asked> asked_for(const Options& options, const Opened& opened, const LintRun& run) {
  Asked asked;
  for (const std::string& word : options.words) {
    auto path = repository_path(word, *opened.repository, options.directory);
    if (!path) return path.error();
    if (!path->empty() && !run.files->find(*path) && !run.files->is_directory(*path)) return no_such_path(word);
    ask_for(run, *path, asked);
  }
  if (!options.against) return asked;
  auto base = opened.repository->base_of(*options.against, options.staged, options.revision);
  if (!base) return base.error();
  auto changes = opened.repository->changes(*base, *opened.view);
  if (!changes) return changes.error();
  for (const PathChange& change : *changes) {
    for (const std::string* path : {&change.before, &change.after}) {
      if (!path->empty()) ask_for(run, *path, asked);
    }
  }
  return asked;
}

}  // namespace

Exit run_who(const Options& options) {
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  auto history = history_of(options, *opened->repository);
  if (!history) return fail(history.error());
  settings->history = history->get();
  auto run = lint(*opened->view, *settings);
  if (!run) return fail(run.error());
  const bool json = options.format == "json";
  std::string text;
  if (options.words.empty() && !options.against) {
    const Roster& roster = run->registry.roster;
    if (!roster.usable()) {
      return fail({Failure::Kind::config,
                   roster.declared ? "the roster cannot be used: " + roster.unusable : "there is no roster here",
                   "name paths, or write `.modgate/people.yaml`"});
    }
    text = roster_text(roster, settings->now, json);
  } else {
    auto asked = asked_for(options, *opened, *run);
    if (!asked) return fail(asked.error());
    text = answer_text(*run, *asked, settings->now, json);
  }
  if (auto written = write_report(options, text); !written) return fail(written.error());
  return verdict_of(*run);
}

}  // namespace modgate::cli
