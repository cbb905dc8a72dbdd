// `modgate remove`: what removing a module means, as a page or as JSON, and the patch.
#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "base/nearest.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "modgate/removal.h"
#include "removal/patch.h"

namespace modgate::cli {
namespace {

using Json = nlohmann::ordered_json;
using Place = RemovalPlace;

std::string_view kind_name(Place::Kind kind) {
  static constexpr std::string_view kNames[] = {"include",  "import", "name",      "build",   "string", "link",
                                                "manifest", "path",   "namespace", "package", "flag"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view role_name(Place::Role role) {
  static constexpr std::string_view kNames[] = {"declared", "leftover", "dangles"};
  return kNames[static_cast<std::size_t>(role)];
}

std::string_view verdict_name(RemovalVerdict verdict) {
  static constexpr std::string_view kNames[] = {"clean", "breaks", "undecided"};
  return kNames[static_cast<std::size_t>(verdict)];
}

std::string shown(std::string_view text) { return utf8::visible(text); }

std::string path_of(const LintRun& run, FileId file) { return shown(run.files->path(file)); }

/// Module `name`, else what there is instead.
Result<ModuleId> find_module(const LintRun& run, const std::string& name) {
  std::vector<std::string> names;
  for (std::size_t i = 0; i < run.registry.modules.size(); ++i) {
    if (run.registry.modules[i].name == name) return static_cast<ModuleId>(i);
    names.push_back(run.registry.modules[i].name);
  }
  const auto near = nearest(name, names);
  return Failure{Failure::Kind::usage, fmt::format("there is no module `{}`", name),
                 near ? fmt::format("did you mean `{}`?", *near) : std::string("`modgate modules` lists them")};
}

std::string verdict_line(const Removal& removal, const std::string& name) {
  const std::size_t dangling = removal.count(Place::Role::dangles);
  const auto by_hand =
      static_cast<std::size_t>(std::count_if(removal.places.begin(), removal.places.end(), [](const Place& place) {
        return place.role == Place::Role::declared && !place.edited;
      }));
  std::string line = fmt::format("removing `{}` ", shown(name));
  switch (removal.verdict) {
    case RemovalVerdict::clean:
      line += by_hand == 0 ? std::string("is clean: nothing outside breaks")
                           : fmt::format("is clean once {} edited by hand: nothing else outside breaks",
                                         text::counted(by_hand, "declared line is", "declared lines are"));
      break;
    case RemovalVerdict::breaks:
      line += fmt::format("breaks: {}", text::counted(dangling, "use dangles", "uses dangle"));
      break;
    case RemovalVerdict::undecided:
      line += fmt::format("is undecided: nothing is known to break, and {} could not be resolved",
                          text::counted(removal.doubts.size(), "place"));
      break;
  }
  if (removal.verdict == RemovalVerdict::breaks && !removal.doubts.empty()) {
    line += fmt::format(", and {} could not be resolved", text::counted(removal.doubts.size(), "place"));
  }
  return line + "\n";
}

/// The deleted files by the manifest's own entries.
std::string deletions(const LintRun& run, const Removal& removal) {
  const Module& module = run.registry[removal.module];
  std::string lines = removal.unread != 0 ? fmt::format(" and {}", text::counted(removal.unread, "binary file")) : "";
  std::string page = fmt::format("\nto delete: {}, {}{}\n", text::counted(removal.deletes.size(), "file"),
                                 text::counted(removal.module_lines, "line"), lines);
  std::vector<bool> listed(removal.deletes.size());
  const auto list = [&](std::string_view title, std::string_view folder) {
    std::size_t files = 0;
    for (std::size_t i = 0; i < listed.size(); ++i) {
      if (listed[i] || !paths::is_below(run.files->path(removal.deletes[i]), folder)) continue;
      listed[i] = true;
      ++files;
    }
    if (files != 0) page += fmt::format("  {}  {}\n", shown(title), text::counted(files, "file"));
  };
  for (const auto* texts : {&module.manifest.paths, &module.manifest.tests, &module.manifest.docs}) {
    for (const Text& text : *texts) {
      std::string folder = text.value;
      while (folder.ends_with('/')) folder.pop_back();
      list(text.value, folder);
    }
  }
  for (std::size_t i = 0; i < listed.size(); ++i) {
    if (!listed[i]) page += fmt::format("  {}\n", path_of(run, removal.deletes[i]));
  }
  const FileId manifest = module.manifest.file;
  page += fmt::format("to keep: {}, which becomes the tombstone with `stage: removed`\n", path_of(run, manifest));
  return page;
}

std::string place_line(const LintRun& run, const Place& place) {
  std::string line = fmt::format("  {}:{}: {} `{}`", path_of(run, place.from), place.line, kind_name(place.kind),
                                 shown(place.spelled));
  if (!place.edited) line += fmt::format(", by hand: {}", place.by_hand);
  return line + "\n";
}

std::string places_of(const LintRun& run, const Removal& removal, Place::Role role, std::string_view title) {
  std::string lines;
  std::size_t count = 0;
  std::size_t by_hand = 0;
  for (const Place& place : removal.places) {
    if (place.role != role) continue;
    lines += place_line(run, place);
    ++count;
    by_hand += place.edited ? 0U : 1U;
  }
  if (count == 0) return {};
  const std::string manual = by_hand == 0 ? "" : fmt::format(", {} by hand", by_hand);
  return fmt::format("\n{}: {}{}\n{}", title, text::counted(count, "line"), manual, lines);
}

std::string page_of(const LintRun& run, const Removal& removal) {
  std::string page = verdict_line(removal, run.registry[removal.module].name);
  page += deletions(run, removal);
  page += places_of(run, removal, Place::Role::declared, "declared lines to edit");
  page += places_of(run, removal, Place::Role::leftover, "lines that go with it and break nothing");
  page += places_of(run, removal, Place::Role::dangles, "what would dangle");
  if (!removal.doubts.empty()) page += "\nundecided:\n";
  for (const RemovalDoubt& doubt : removal.doubts) {
    const std::string spelled = doubt.spelled.empty() ? "" : fmt::format("`{}`: ", shown(doubt.spelled));
    page += fmt::format("  {}:{}: {}{}\n", path_of(run, doubt.from), doubt.line, spelled, shown(doubt.reason));
  }
  if (removal.computed != 0) {
    page += fmt::format("\nnot followed: {} whose operand is computed, anywhere in the tree\n",
                        text::counted(removal.computed, "include or import", "includes and imports"));
  }
  if (!run.report.skipped.empty()) {
    page += fmt::format("\nnot read: {}, as `modgate check` lists them\n",
                        text::counted(run.report.skipped.size(), "file or part of one", "files or parts of them"));
  }
  page += fmt::format("\ncost: {} with {} inside, {} in {} outside\n", text::counted(removal.deletes.size(), "file"),
                      text::counted(removal.module_lines, "line"), text::counted(removal.outside_lines, "line"),
                      text::counted(removal.outside_files, "file"));
  return page;
}

std::string json_of(const LintRun& run, const Removal& removal) {
  const Module& module = run.registry[removal.module];
  const auto name = [&](FileId file) { return std::string(run.files->path(file)); };
  Json out;
  out["schema_version"] = 1;
  out["module"] = module.name;
  out["stage"] = stage_name(module.manifest.stage);
  out["view"] = {{"kind", run.report.view.kind}, {"revision", run.report.view.revision}};
  out["complete"] = run.report.complete;
  out["verdict"] = verdict_name(removal.verdict);
  out["deletes"] = Json::array();
  for (const FileId file : removal.deletes) out["deletes"].push_back(name(file));
  out["keeps"] = Json::array({name(module.manifest.file)});
  out["edits"] = Json::array();
  for (const Place& place : removal.places) {
    Json edit{{"path", name(place.from)},      {"line", place.line},       {"kind", kind_name(place.kind)},
              {"role", role_name(place.role)}, {"spelled", place.spelled}, {"patched", place.edited}};
    edit["by_hand"] = place.edited ? Json(nullptr) : Json(place.by_hand);
    out["edits"].push_back(std::move(edit));
  }
  out["undecided"] = Json::array();
  for (const RemovalDoubt& doubt : removal.doubts) {
    out["undecided"].push_back(
        {{"path", name(doubt.from)}, {"line", doubt.line}, {"spelled", doubt.spelled}, {"reason", doubt.reason}});
  }
  out["computed"] = removal.computed;
  out["skipped"] = Json::array();
  for (const Skipped& skipped : run.report.skipped) {
    out["skipped"].push_back({{"path", name(skipped.file)}, {"reason", skipped.reason}});
  }
  out["cost"] = {{"module_files", removal.deletes.size()}, {"module_lines", removal.module_lines},
                 {"binary_files", removal.unread},         {"outside_files", removal.outside_files},
                 {"outside_lines", removal.outside_lines}, {"dangling", removal.count(Place::Role::dangles)}};
  return out.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

/// What git skips before the first file of a patch: the things that the patch does not do.
std::string patch_head(const LintRun& run, const Removal& removal, const RemovalPatch& patch) {
  const Module& module = run.registry[removal.module];
  std::string head = "# " + verdict_line(removal, module.name);
  head += fmt::format("# {} stays as the tombstone; it needs `stage: removed`\n", path_of(run, module.manifest.file));
  for (const FileId file : patch.left_out) head += fmt::format("# not in this patch: git rm {}\n", path_of(run, file));
  for (const Place& place : removal.places) {
    if (!place.edited) head += "#" + place_line(run, place).substr(1);
  }
  return head;
}

Exit print_patch(const Options& options, const LintRun& run, const Removal& removal, const View& view) {
  auto reader = view.reader();
  if (!reader) return fail(reader.error());
  const RemovalPatch patch = removal_patch(*run.files, removal, **reader, *run.texts);
  if (!patch.missing.empty()) {
    return fail({Failure::Kind::io,
                 fmt::format("the repository does not hold `{}`, so there is no whole patch",
                             path_of(run, patch.missing.front())),
                 "a partial clone gets it with `git fetch --refetch --no-filter`"});
  }
  for (const FileId file : patch.left_out) {
    fmt::print(stderr, "note: the patch cannot delete `{}`; use `git rm`\n", path_of(run, file));
  }
  auto written = write_report(options, patch_head(run, removal, patch) + patch.text);
  return written ? Exit::ok : fail(written.error());
}

}  // namespace

Exit run_remove(const Options& options) {
  if (auto failure = surplus_words(options, "remove", 1)) return fail(*failure);
  if (options.diff && options.format != "auto") {
    return fail({Failure::Kind::usage, "--diff has one format, git's", "leave out -f, or ask for the plan"});
  }
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  settings->prove_all = true;
  settings->edges = true;
  auto run = lint(*opened->view, *settings);
  if (!run) return fail(run.error());
  const auto module = find_module(*run, options.words.front());
  if (!module) return fail(module.error());
  const Removal removal = plan_removal(
      {*run->files, run->registry, run->facts, run->resolution, run->build, run->mentions, *run->texts}, *module);
  if (options.diff) {
    if (const Exit printed = print_patch(options, *run, removal, *opened->view); printed != Exit::ok) return printed;
  } else {
    const std::string page = options.format == "json" ? json_of(*run, removal) : page_of(*run, removal);
    if (auto written = write_report(options, page); !written) return fail(written.error());
  }
  if (const Exit exit = verdict_of(*run); exit != Exit::ok) return exit;
  return removal.verdict == RemovalVerdict::clean ? Exit::ok : Exit::findings;
}

}  // namespace modgate::cli
