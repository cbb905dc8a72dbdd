// The whole check over a tree in memory that the input describes (input.h), alone or against a base: it ends with a
// report whose places exist, the same for any number of threads and without the fast path; then fixes, removal, audit.
#include <algorithm>
#include <array>
#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include "base/paths.h"
#include "base/utf8.h"
#include "case_run.h"
#include "git/tree_path.h"
#include "input.h"
#include "lint/fixes.h"
#include "lint/lint.h"
#include "lint/validate.h"
#include "modgate/removal.h"
#include "removal/patch.h"
#include "report/printed.h"
#include "report/render.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

using testing::CaseFile;
using testing::CaseRun;
using testing::MarkdownCase;

/// What a view of git could hold: a relative path of plain components.
bool is_listed_path(std::string_view path) {
  const auto normal = paths::normalise(path);
  if (!normal || *normal != path || path.empty() || path.find('\0') != std::string_view::npos) return false;
  while (!path.empty()) {
    const std::size_t slash = std::min(path.find('/'), path.size());
    if (!git::component_fault(path.substr(0, slash)).empty()) return false;
    path.remove_prefix(std::min(slash + 1, path.size()));
  }
  return true;
}

/// Files as the input lists them; of a file and a folder with one name the first is taken.
void add_file(MarkdownCase& one, std::set<std::string>& folders, TreeFile file) {
  if (!is_listed_path(file.path) || folders.contains(file.path)) return;
  for (std::string_view above = paths::parent(file.path); !above.empty(); above = paths::parent(above)) {
    for (const CaseFile& other : one.files) {
      if (other.path == above) return;
    }
  }
  for (std::string_view above = paths::parent(file.path); !above.empty(); above = paths::parent(above)) {
    folders.emplace(above);
  }
  CaseFile out;
  out.symlink = file.mark == '@';
  if (out.symlink && file.text.ends_with('\n')) file.text.pop_back();
  out.path = std::move(file.path);
  out.text = std::move(file.text);
  out.side = file.mark == '<' ? CaseFile::Side::base : file.mark == '>' ? CaseFile::Side::head : CaseFile::Side::both;
  one.files.push_back(std::move(out));
}

MarkdownCase case_of(std::string_view text) {
  MarkdownCase one;
  one.now = "2026-03-01";
  std::set<std::string> folders;
  for (TreeFile& file : tree_of(text)) {
    if (file.mark == '=') {
      one.trailers.emplace_back(file.path, file.text.substr(0, file.text.find('\n')));
    } else if (file.mark == '+') {
      testing::CaseCommit commit{"2026-02-01", file.path, {}, {}, false};
      for (Input lines(file.text); !lines.done();) commit.paths.emplace_back(lines.line());
      one.commits.push_back(std::move(commit));
    } else {
      add_file(one, folders, std::move(file));
    }
  }
  return one;
}

void check_place(const LintRun& run, const Location& at, std::string_view what) {
  if (at.file == kNoFile) return;
  demand(index(at.file) < run.files->size(), "a place in no file", what);
  demand(at.span.begin <= at.span.end, "a place that ends before it begins", what);
  demand(at.span.end <= run.texts->text(at.file).size(), "a place beyond its file", what);
}

void check_report(const LintRun& run) {
  const LintReport& report = run.report;
  demand(report.complete == report.incomplete_because.empty(), "an incomplete run without a reason, or the reverse");
  for (const Diagnostic& finding : report.findings) {
    check_place(run, finding.at, finding.message);
    for (const Related& one : finding.related) check_place(run, one.at, one.message);
    for (const Fix& fix : finding.fixes) {
      for (const Edit& edit : fix.edits) check_place(run, edit.at, fix.title);
    }
    demand(!finding.message.empty(), "a finding without a message", finding.rule->id);
    demand(finding.fingerprint.size() == 16, "a finding without a fingerprint", finding.rule->id);
  }
}

/// Findings as a text. What one run counts of files that it need not lex may differ from another's.
std::string findings_of(const LintRun& run) {
  std::string out;
  for (const Diagnostic& one : run.report.findings) {
    out += one.at.file == kNoFile ? "" : std::string(run.files->path(one.at.file));
    out += ":" + std::to_string(one.at.span.begin) + " " + std::string(one.rule->id) + " " + one.message + " " +
           one.fingerprint + " " + std::to_string(static_cast<int>(one.status)) + "\n";
  }
  return out;
}

std::string page_of(const LintRun& run) {
  return render(printed(run.report, *run.files, *run.texts), Format::full, {.time = false, .all = true});
}

constexpr unsigned kThreads = 1, kSlow = 2, kFixes = 4, kEdges = 8;

/// Corrects what can be corrected at once, and looks at the files as they are then.
void fix(CaseRun& holder, const LintRun& run) {
  const FixStep step = apply_fixes(run.report, *run.files, *run.texts, true);
  for (const auto& [path, text] : step.texts) demand(text != step.before.at(path), "a fix that changes nothing", path);
  if (step.texts.empty()) return;
  const auto fixed = overlay(holder.view(), step.texts);
  const auto after = lint(*fixed, {});
  demand(after.has_value(), "fixed files that cannot be looked at");
  check_report(*after);
}

void check(std::string_view bytes) {
  Input input(bytes);
  const unsigned bits = input.byte();
  const MarkdownCase one = case_of(input.rest());
  CaseRun holder(one);
  LintOptions options;
  options.edges = (bits & kEdges) != 0;
  const auto run = holder.lint(options);
  demand(run.has_value(), "a tree in memory that cannot be looked at", run ? "" : run.error().message);
  check_report(*run);
  const std::string page = page_of(*run);
  demand(!utf8::first_invalid(page), "output that is not UTF-8");
  if ((bits & kThreads) != 0) {
    CaseRun again(one);
    LintOptions two = options;
    two.jobs = 2;
    demand(page_of(*again.lint(two)) == page, "two threads that see something else");
  }
  if ((bits & kSlow) != 0) {
    CaseRun again(one);
    LintOptions slow = options;
    slow.prove_all = true;
    const std::string expected = findings_of(*again.lint(slow));
    demand(findings_of(*run) == expected, "a fast path that sees something else",
           findings_of(*run) + "---\n" + expected);
  }
  if ((bits & kFixes) != 0) fix(holder, *run);
}

void audit(std::string_view bytes) {
  MarkdownCase one = case_of(bytes);
  one.audit = true;
  one.gap = bytes.size() % 2 == 1;
  CaseRun holder(one);
  const auto run = holder.lint();
  demand(run.has_value(), "a tree in memory that cannot be audited");
  check_report(*run);
  (void)page_of(*run);
}

/// Each module's removal: places and cuts lie in files that stay, and the patch names them.
void remove(std::string_view bytes) {
  const MarkdownCase one = case_of(bytes);
  CaseRun holder(one);
  LintOptions options;
  options.prove_all = options.edges = true;
  auto run = holder.lint(options);
  demand(run.has_value(), "a tree in memory that cannot be looked at");
  const auto reader = holder.view().reader();
  for (std::size_t i = 0; i < run->registry.modules.size(); ++i) {
    const Removal removal =
        plan_removal({*run->files, run->registry, run->facts, run->resolution, run->build, run->mentions, *run->texts},
                     static_cast<ModuleId>(i));
    for (const RemovalPlace& place : removal.places) {
      check_place(*run, {place.from, place.at}, place.spelled);
      demand(place.edited || !place.by_hand.empty(), "a place that is left without a reason", place.spelled);
    }
    Location behind{FileId{0}, {0, 0}};
    for (const TextCut& cut : removal.cuts) {
      check_place(*run, {cut.file, cut.at}, "cut");
      demand(cut.file != behind.file || behind.span.end <= cut.at.begin, "cuts that overlap");
      const bool deleted = std::binary_search(removal.deletes.begin(), removal.deletes.end(), cut.file);
      demand(!deleted, "a cut in a file that goes", run->files->path(cut.file));
      behind = {cut.file, cut.at};
    }
    (void)removal_patch(*run->files, removal, **reader, *run->texts);
  }
}

/// Files by themselves, as `validate` takes them.
void validate(std::string_view bytes) {
  std::vector<LooseFile> files;
  for (TreeFile& file : tree_of(bytes)) files.push_back({std::move(file.path), std::move(file.text)});
  LintOptions options;
  options.now = Date{2026, 3, 1};
  const auto run = lint_loose_files(files, std::nullopt, "", options);
  demand(run.has_value() || !run.error().message.empty(), "a failure without a reason");
  if (!run) return;
  for (const Diagnostic& finding : run->report.findings) check_place(*run, finding.at, finding.message);
  (void)page_of(*run);
}

constexpr std::array kEntries{
    Entry{"check", check},
    Entry{"audit", audit},
    Entry{"remove", remove},
    Entry{"validate", validate},
};

}  // namespace

const Target check_target{"check", kEntries};

}  // namespace modgate::fuzz
