// Reading the baseline of a run, and what it says about the run's findings; see baseline.h. Its text is
// baseline_lines.cc's.
#include "lint/baseline.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// The whole file is no good.
std::vector<BaselineEntry> unreadable(FileId file, std::string why) {
  BaselineEntry entry;
  entry.file = file;
  entry.trouble = std::move(why);
  entry.help = "remove it, then `modgate baseline create` writes it anew";
  entry.broken = true;
  return {entry};
}

std::string too_large(std::uint64_t bytes) {
  return fmt::format("the baseline has {} bytes; at most {} are read", bytes, limits::kBaselineBytes);
}

/// A file on disk; nothing when it is not there.
std::optional<std::vector<BaselineEntry>> read_disk(const std::string& path, const std::string& shown, Files& files,
                                                    RunTexts& texts) {
  std::error_code error;
  if (!std::filesystem::exists(path, error) && !error) return std::nullopt;
  const FileId file = files.add_outside(shown);
  texts.keep(file, {});
  if (!error && !std::filesystem::is_regular_file(path, error))
    return unreadable(file, "the baseline is no regular file");
  const auto size = std::filesystem::file_size(path, error);
  if (!error && size > limits::kBaselineBytes) return unreadable(file, too_large(size));
  std::ifstream stream(path, std::ios::binary);
  const std::string text{std::istreambuf_iterator<char>(stream), {}};
  if (error || stream.bad() || !stream.is_open()) return unreadable(file, "the baseline cannot be read");
  texts.keep(file, text);
  return parse_baseline(text, file);
}

std::vector<BaselineEntry> read_view(const Files& files, BlobReader& reader, LintReport& report) {
  const auto file = files.find(kBaselinePath);
  if (!file) return {};
  const Entry& entry = files[*file];
  if (entry.kind == EntryKind::symlink || entry.kind == EntryKind::submodule) {
    return unreadable(*file, "the baseline is a link, and it is read from a regular file only");
  }
  std::string text;
  const ReadOutcome outcome = reader.read(entry, limits::kBaselineBytes, text);
  if (outcome) return parse_baseline(text, *file);
  if (outcome.kind == ReadOutcome::Kind::missing_object) {
    report.complete = false;
    report.incomplete_because.push_back(
        fmt::format("the repository does not hold `{}`; a partial clone gets it with `git fetch --refetch --no-filter`",
                    kBaselinePath));
    return {};
  }
  return unreadable(*file, outcome.kind == ReadOutcome::Kind::too_large
                               ? too_large(outcome.size)
                               : "the baseline cannot be read: " + outcome.detail);
}

/// The base's entries that judge the view's; nullptr where the view's are in force as they are: without a base, in the
/// change that brings modgate, and where the user or a policy from outside says which file counts.
const std::vector<BaselineEntry>* judging(const LintOptions& options, const Change* change) {
  if (change == nullptr || change->adopts || options.baseline_file || options.config_file) return nullptr;
  return &options.against->base->baseline;
}

}  // namespace

bool may_be_baselined(const Rule& rule) {
  return rule.id != "MG101" && !rule.id.starts_with("MG9") && !rule.needs_base && rule.runs != RunsIn::audit;
}

Result<std::vector<BaselineEntry>> read_baseline(Files& files, RunTexts& texts, BlobReader& reader,
                                                 const LintOptions& options, LintReport& report) {
  if (options.no_baseline || options.audit) return std::vector<BaselineEntry>{};
  if (options.baseline_file) {
    auto entries = read_disk(*options.baseline_file, "baseline:" + *options.baseline_file, files, texts);
    if (entries) return std::move(*entries);
    return Failure{Failure::Kind::usage, fmt::format("there is no baseline `{}`", *options.baseline_file),
                   "`modgate baseline create --baseline FILE` writes one"};
  }
  if (!options.config_file) return read_view(files, reader, report);
  const std::string beside =
      (std::filesystem::path(*options.config_file).parent_path() / kOutsideBaseline).generic_string();
  auto entries = read_disk(beside, fmt::format("config:{}", kOutsideBaseline), files, texts);
  return entries ? std::move(*entries) : std::vector<BaselineEntry>{};
}

std::vector<SameFindings::Match> match_entries(const std::vector<BaselineEntry>& entries,
                                               const std::vector<FindingKey>& keys, const Renames& renames,
                                               bool as_written) {
  SameFindings known;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (!entries[i].trouble.empty()) continue;
    const FindingKey written = key_of(entries[i]);
    const FindingKey renamed = renames.of(written);
    const bool moved = !(renamed == written);
    if (as_written || !moved) known.add(i, written, false);
    if (moved) known.add(i, renamed, true);
  }
  return known.match(keys);
}

void apply_baseline(std::vector<Diagnostic>& findings, const Files& files, std::vector<BaselineEntry>& entries,
                    const LintOptions& options, const Change* change) {
  const std::vector<BaselineEntry>* base = judging(options, change);
  for (BaselineEntry& entry : entries) entry.in_force = base == nullptr && entry.trouble.empty();
  if (entries.empty()) return;
  const std::vector<FindingKey> keys =
      keys_of(findings, files, [](std::string_view path) { return std::string(path); });
  const Renames renames = change == nullptr ? Renames() : Renames(change->paths);
  const auto here = match_entries(entries, keys, renames, true);
  const auto there = base == nullptr ? std::vector<SameFindings::Match>{} : match_entries(*base, keys, renames, false);
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Diagnostic& finding = findings[i];
    if (here[i].id == SameFindings::kNone || !may_be_baselined(*finding.rule)) continue;
    BaselineEntry& entry = entries[here[i].id];
    entry.occurs = true;
    entry.moved = here[i].moved;
    entry.found = finding.at;
    entry.in_force = base == nullptr || there[i].id != SameFindings::kNone;
    if (entry.in_force && finding.status == Diagnostic::Status::fresh) finding.status = Diagnostic::Status::baselined;
  }
}

void judge_entries(std::vector<BaselineEntry>& entries, const RuleSettings& settings, const LintOptions& options,
                   LintReport& report) {
  const bool whole = report.complete && options.paths.empty() && options.extra_manifests.empty();
  for (BaselineEntry& entry : entries) {
    const RuleEntry* named = entry.trouble.empty() ? find_rule(entry.rule) : nullptr;
    if (named != nullptr) entry.judged = whole && settings.runs(*named->rule);
  }
  const RuleEntry* teller = find_rule("MG904");
  const auto broken = std::find_if(entries.begin(), entries.end(), [](const auto& entry) { return entry.broken; });
  if (broken == entries.end() || teller == nullptr || settings.runs(*teller->rule)) return;
  report.undecided.push_back(
      fmt::format("what the baseline lists: {}; with MG904 the run says where", utf8::visible(broken->trouble)));
}

}  // namespace modgate
