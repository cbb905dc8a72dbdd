#include "cli/fix.h"

#include <fmt/core.h>
#include <sys/stat.h>

#include <cerrno>
#include <cstdio>
#include <utility>
#include <vector>

#include "base/patch_text.h"
#include "base/text.h"
#include "cli/rewrite.h"
#include "git/line_diff.h"
#include "lint/fixes.h"
#include "modgate/limits.h"

namespace modgate::cli {
namespace {

/// Lines that differ, as git pairs them; where it cannot, the whole file.
std::vector<patch::Change> changes_of(std::string_view before, std::string_view after) {
  const std::vector<std::string_view> lines = patch::lines_of(after);
  const auto hunks = git::line_hunks(before, after);
  if (!hunks) return {{0, patch::lines_of(before).size(), std::string(after)}};
  std::vector<patch::Change> out;
  for (const git::Hunk& hunk : *hunks) {
    patch::Change& change = out.emplace_back(patch::Change{hunk.old_begin, hunk.old_begin + hunk.old_lines, {}});
    for (std::size_t i = 0; i < hunk.new_lines; ++i) change.after += lines[hunk.new_begin + i];
  }
  return out;
}

}  // namespace

void drop_fixes_not_on_disk(LintRun& run, const View& view, const std::string& workdir) {
  if (view.kind() != ViewKind::worktree) return;
  for (Diagnostic& finding : run.report.findings) {
    if (finding.fixes.empty()) continue;
    const std::string path = workdir + "/" + std::string(run.files->path(finding.fixes.front().edits.front().at.file));
    struct stat status {};
    if (::lstat(path.c_str(), &status) == 0 || (errno != ENOENT && errno != ENOTDIR)) continue;
    finding.fixes.clear();
    finding.help = "first bring the file back with `git sparse-checkout add`, then correct it";
  }
}

Result<Fixed> find_fixes(View& view, const Judge& judge, const LintRun& run, bool all) {
  Fixed fixed;
  if (!run.report.complete) return fixed;
  FixedTexts texts;
  const auto apply = [&](const LintRun& judged) {
    FixStep step = apply_fixes(judged.report, *judged.files, *judged.texts, all);
    for (auto& [path, text] : step.texts) {
      fixed.files.try_emplace(path, Fixed::Text{step.before[path], {}}).first->second.after = text;
      texts[path] = std::move(text);
    }
    fixed.findings += step.findings;
    return !step.texts.empty();
  };
  bool more = apply(run);
  for (int pass = 1; more && pass < limits::kFixPasses; ++pass) {
    auto again = judge(*overlay(view, texts));
    if (!again) return again.error();
    more = again->report.complete && apply(*again);
  }
  std::erase_if(fixed.files, [](const auto& each) { return each.second.before == each.second.after; });
  return fixed;
}

Result<bool> write_fixes(const Options& options, const std::string& workdir, const Fixed& fixed) {
  std::vector<Rewrite> rewrites;
  for (const auto& [path, text] : fixed.files) rewrites.push_back({path, text.before, text.after});
  if (auto written = rewrite_files(workdir, rewrites); !written) return written.error();
  if (!options.quiet) {
    fmt::print(stderr, "fixed {} in {}\n", text::counted(fixed.findings, "finding"),
               text::counted(rewrites.size(), "file"));
  }
  return true;
}

Result<bool> print_fixes(const Options& options, const Fixed& fixed) {
  std::string out;
  for (const auto& [path, text] : fixed.files) {
    out += patch::edited_file(path, text.before, changes_of(text.before, text.after));
  }
  return write_report(options, out);
}

}  // namespace modgate::cli
