// `modgate baseline`: writes the list of findings that existed when modgate came, keeps it in step, shows it. Only this
// command writes it; it follows no link, and a run that saw less than all changes nothing.
#include "lint/baseline.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <system_error>
#include <utility>

#include "base/line_index.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"

namespace modgate::cli {
namespace {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

/// The baseline's file, as it is opened and as it is shown.
struct Target {
  std::string path, shown;
};

Failure usage(std::string message, std::string help) {
  return {Failure::Kind::usage, std::move(message), std::move(help)};
}

Target target_of(const Options& options, const git::Repository& repository) {
  if (options.baseline_file) return {*options.baseline_file, *options.baseline_file};
  if (!options.config_file) return {repository.workdir() + std::string(kBaselinePath), std::string(kBaselinePath)};
  const std::string path = (fs::path(*options.config_file).parent_path() / kOutsideBaseline).generic_string();
  return {path, path};
}

/// What would be written through a link would land elsewhere.
std::optional<Failure> link_on_the_way(const Options& options, const Target& target) {
  if (options.baseline_file || options.config_file) return std::nullopt;
  std::error_code error;
  const fs::path file(target.path);
  if (!fs::is_symlink(fs::symlink_status(file, error)) &&
      !fs::is_symlink(fs::symlink_status(file.parent_path(), error))) {
    return std::nullopt;
  }
  return usage(fmt::format("`{}` lies behind a link, and the baseline is written through none", target.shown),
               "make it a regular file in a folder");
}

std::vector<FindingKey> keys_of(const LintRun& run) {
  return modgate::keys_of(run.report.findings, *run.files, [](std::string_view path) { return std::string(path); });
}

/// Whether a baseline has to list the finding for a check to pass with `--fail-on warning`.
bool counts(const Diagnostic& finding) {
  return finding.status == Diagnostic::Status::fresh && finding.severity >= Severity::warning;
}

std::optional<Failure> nothing_checked(const LintRun& run) {
  if (run.report.counts.modules != 0) return std::nullopt;
  return Failure{Failure::Kind::config, "there is no manifest, so nothing was checked",
                 "`modgate init manifest FOLDER` writes one"};
}

Exit say(const std::string& line) {
  auto written = write_stdout(line + "\n");
  return written ? Exit::ok : fail(written.error());
}

std::optional<Failure> write(Options options, const Target& target, const std::string& text) {
  options.output_file = target.path;
  auto written = write_report(options, text);
  if (!written) return written.error();
  return std::nullopt;
}

Exit create(const Options& options, const Opened& opened, LintOptions settings, const Target& target) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(target.path, error))) {
    return fail(usage(fmt::format("`{}` is there already, and create never overwrites", target.shown),
                      "`modgate baseline update` drops what is gone; with --allow-growth it adds what is new"));
  }
  settings.no_baseline = true;
  settings.baseline_file.reset();
  auto run = lint(*opened.view, settings);
  if (!run) return fail(run.error());
  if (const Exit exit = verdict_of(*run); exit != Exit::ok) return exit;
  if (auto failure = nothing_checked(*run)) return fail(*failure);
  const std::vector<FindingKey> keys = keys_of(*run);
  std::vector<FindingKey> listed;
  std::size_t refused = 0;
  for (std::size_t i = 0; i < keys.size(); ++i) {
    const Diagnostic& finding = run->report.findings[i];
    if (!counts(finding)) continue;
    if (may_be_baselined(*finding.rule)) {
      listed.push_back(keys[i]);
    } else {
      ++refused;
    }
  }
  const std::string rest =
      refused == 0 ? "" : fmt::format("; {} that no baseline may list", text::counted(refused, "finding"));
  if (listed.empty()) return say(fmt::format("nothing to list, so no baseline was written{}", rest));
  if (auto failure = write(options, target, baseline_text(listed))) return fail(*failure);
  return say(fmt::format("wrote {}: {}{}", utf8::visible(target.shown),
                         text::counted(listed.size(), "entry", "entries"), rest));
}

/// The present entries against the present findings.
struct Standing {
  LintRun run;
  std::vector<FindingKey> keys;                   ///< of the findings
  std::vector<SameFindings::Match> listed;        ///< per finding
  std::vector<std::optional<std::size_t>> found;  ///< per entry its finding
};

bool is_moved(const Standing& standing, std::size_t entry) {
  return standing.found[entry] && standing.listed[*standing.found[entry]].moved;
}

Failure broken(const LintRun& run, const BaselineEntry& entry, const Target& target) {
  const std::size_t line = LineIndex(run.texts->text(entry.file)).position(entry.at.begin).line;
  return {Failure::Kind::config, fmt::format("line {} of `{}`: {}", line, target.shown, entry.trouble), entry.help};
}

/// Moves since the revision. A HEAD without commits has none.
Result<Renames> renames_of(const Options& options, const Opened& opened) {
  const git::Repository& repository = *opened.repository;
  auto commit =
      options.against ? repository.base_of(*options.against, false, std::nullopt) : repository.resolve("HEAD");
  if (!commit && !options.against) return Renames();
  if (!commit) return commit.error();
  auto paths = repository.changes(*commit, *opened.view);
  if (!paths) return paths.error();
  return Renames(*paths);
}

Result<Standing> standing_of(const Options& options, const Opened& opened, const LintOptions& settings,
                             const Target& target) {
  std::error_code error;
  if (!fs::exists(target.path, error)) {
    return usage(fmt::format("there is no baseline `{}`", target.shown), "`modgate baseline create` writes one");
  }
  auto run = lint(*opened.view, settings);
  if (!run) return run.error();
  Standing standing{std::move(*run), {}, {}, {}};
  const std::vector<BaselineEntry>& entries = standing.run.baseline;
  const auto bad = std::find_if(entries.begin(), entries.end(), [](const auto& entry) { return entry.broken; });
  if (bad != entries.end()) return broken(standing.run, *bad, target);
  auto renames = renames_of(options, opened);
  if (!renames) return renames.error();
  standing.keys = keys_of(standing.run);
  standing.listed = match_entries(entries, standing.keys, *renames, true);
  standing.found.resize(entries.size());
  for (std::size_t i = 0; i < standing.listed.size(); ++i) {
    const bool listable = may_be_baselined(*standing.run.report.findings[i].rule);
    if (listable && standing.listed[i].id != SameFindings::kNone) standing.found[standing.listed[i].id] = i;
  }
  return standing;
}

/// Drops what is gone; with `all`, writes moved entries anew and adds what the options allow.
Exit rewrite(const Options& options, const Standing& standing, const Target& target, bool all) {
  std::vector<FindingKey> kept;
  std::size_t dropped = 0, moved = 0, added = 0;
  const std::vector<BaselineEntry>& entries = standing.run.baseline;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].trouble.empty()) continue;
    if (!standing.found[i] && entries[i].judged) {
      ++dropped;
    } else if (all && is_moved(standing, i)) {
      kept.push_back(standing.keys[*standing.found[i]]);
      ++moved;
    } else {
      kept.push_back(key_of(entries[i]));
    }
  }
  std::size_t unlisted = 0;
  for (std::size_t i = 0; i < standing.keys.size(); ++i) {
    const Diagnostic& finding = standing.run.report.findings[i];
    const bool listed = standing.listed[i].id != SameFindings::kNone;
    if (listed || !counts(finding) || !may_be_baselined(*finding.rule)) continue;
    if (all && options.allow_growth) {
      kept.push_back(standing.keys[i]);
      ++added;
    } else {
      ++unlisted;
    }
  }
  const std::string text = baseline_text(kept);
  const FileId file = entries.empty() ? kNoFile : entries.front().file;
  const bool same = file == kNoFile ? text.empty() : standing.run.texts->text(file) == text;
  if (!same) {
    if (auto failure = write(options, target, text)) return fail(*failure);
  }
  std::string line = fmt::format("{} {}: {} kept, {} dropped", same ? "nothing to do in" : "wrote",
                                 utf8::visible(target.shown), kept.size() - added, dropped);
  if (all) line += fmt::format(", {} moved, {} added", moved, added);
  if (unlisted != 0) line += fmt::format("; {} not listed", text::counted(unlisted, "finding is", "findings are"));
  if (text.empty()) line += "; it is empty and can be removed";
  return say(line);
}

std::string_view state_of(const Standing& standing, std::size_t entry) {
  if (is_moved(standing, entry)) return "moved";
  if (standing.found[entry]) return "occurs";
  return standing.run.baseline[entry].judged ? "gone" : "not judged";
}

std::string table_of(const Standing& standing, const Target& target) {
  std::string table;
  std::size_t gone = 0, moved = 0, shown = 0;
  const std::vector<BaselineEntry>& entries = standing.run.baseline;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].trouble.empty()) continue;
    const std::string_view state = state_of(standing, i);
    gone += state == "gone" ? 1U : 0U;
    moved += state == "moved" ? 1U : 0U;
    ++shown;
    const std::string about = entries[i].target.empty() ? "" : " about " + utf8::visible(entries[i].target);
    table += fmt::format("{:<10}  {}  {:<16}  {}{}\n", state, entries[i].rule, utf8::visible(entries[i].module),
                         utf8::visible(entries[i].path), about);
  }
  return table + fmt::format("{}: {}, {} gone, {} moved\n", utf8::visible(target.shown),
                             text::counted(shown, "entry", "entries"), gone, moved);
}

std::string json_of(const Standing& standing, const Target& target) {
  Json out;
  out["schema_version"] = 1;
  out["baseline"] = target.shown;
  out["entries"] = Json::array();
  const std::vector<BaselineEntry>& entries = standing.run.baseline;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].trouble.empty()) continue;
    out["entries"].push_back({{"state", state_of(standing, i)},
                              {"fingerprint", entries[i].fingerprint},
                              {"rule", entries[i].rule},
                              {"module", entries[i].module},
                              {"path", entries[i].path},
                              {"target", entries[i].target},
                              {"spelling", entries[i].spelling},
                              {"ordinal", entries[i].ordinal}});
    if (standing.found[i]) out["entries"].back()["now"] = standing.keys[*standing.found[i]].path;
  }
  return out.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

Exit show(const Options& options, const Standing& standing, const Target& target) {
  const bool json = options.format == "json";
  auto written = write_report(options, json ? json_of(standing, target) : table_of(standing, target));
  return written ? Exit::ok : fail(written.error());
}

std::optional<Failure> check_words(const Options& options, const std::string& what) {
  if (auto failure = surplus_words(options, "baseline", 1)) return failure;
  if (what != "create" && what != "update" && what != "prune" && what != "show") {
    return usage(fmt::format("`{}` is nothing that `modgate baseline` does", what),
                 "use create, update, prune or show");
  }
  if (options.format != "auto" && what != "show") return usage("-f goes with show", "leave it out");
  if (options.output_file && what != "show") return usage("-o goes with show", "--baseline names the file to write");
  if (options.allow_growth && what != "update") return usage("--allow-growth goes with update", "drop it");
  return std::nullopt;
}

}  // namespace

Exit run_baseline(const Options& options) {
  const std::string& what = options.words.front();
  if (auto failure = check_words(options, what)) return fail(*failure);
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  const git::Repository& repository = *opened->repository;
  if (repository.workdir().empty()) {
    return fail(usage("a bare repository has no work tree to judge or write to", "use a clone of it"));
  }
  auto settings = lint_options(options, repository);
  if (!settings) return fail(settings.error());
  const Target target = target_of(options, repository);
  if (auto failure = link_on_the_way(options, target)) return fail(*failure);
  if (what == "create") return create(options, *opened, std::move(*settings), target);
  const auto standing = standing_of(options, *opened, *settings, target);
  if (!standing) return fail(standing.error());
  if (const Exit exit = verdict_of(standing->run); exit != Exit::ok) return exit;
  if (auto failure = nothing_checked(standing->run)) return fail(*failure);
  if (what == "show") return show(options, *standing, target);
  return rewrite(options, *standing, target, what == "update");
}

}  // namespace modgate::cli
