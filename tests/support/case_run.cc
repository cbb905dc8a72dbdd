#include "case_run.h"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace modgate::testing {
namespace {

using Side = CaseFile::Side;

/// What git would say: equal paths are told by their content, renames by the case or by equal content.
std::vector<PathChange> changes_of(const MarkdownCase& one) {
  std::map<std::string, std::string> base;
  std::map<std::string, std::string> head;
  std::vector<PathChange> out;
  for (const CaseFile& file : one.files) {
    if (file.side != Side::head) base[file.path] = file.text;
    if (file.side != Side::base) head[file.path] = file.text;
  }
  const auto pair = [&](const std::string& before, const std::string& after) {
    const bool copied = head.contains(before);
    out.push_back({before, after, copied, base[before] != head[after]});
  };
  std::map<std::string, std::string> from;
  for (const CaseFile& file : one.files) {
    if (!file.from.empty()) from[file.path] = file.from;
  }
  for (const auto& entry : head) {
    const std::string& path = entry.first;
    const std::string& text = entry.second;
    if (from.contains(path)) {
      pair(from[path], path);
      continue;
    }
    if (base.contains(path)) {
      if (base[path] != text) out.push_back({path, path, false, true});
      continue;
    }
    const auto equal = std::find_if(base.begin(), base.end(), [&](const auto& each) { return each.second == text; });
    if (equal == base.end()) {
      out.push_back({"", path, false, true});
    } else {
      pair(equal->first, path);
    }
  }
  for (const auto& entry : base) {
    const std::string& path = entry.first;
    const bool moved = std::any_of(out.begin(), out.end(), [&](const PathChange& each) { return each.before == path; });
    if (!head.contains(path) && !moved) out.push_back({path, "", false, true});
  }
  std::sort(out.begin(), out.end(), [](const PathChange& a, const PathChange& b) {
    return std::tie(a.after, a.before) < std::tie(b.after, b.before);
  });
  return out;
}

/// The commits of a case, for `audit`, and the versions of its files.
class CaseHistory : public History {
 public:
  explicit CaseHistory(const MarkdownCase& one) : case_(one) {}
  Result<FileVersions> versions(const std::string& path, std::optional<Date>) override {
    FileVersions out;
    for (const CaseVersion& one : case_.versions) {
      if (one.path == path) out.versions.push_back({parse_date(one.day).value_or(Date{}), one.text, !one.absent});
    }
    if (case_.gap && !out.versions.empty()) out.gap = "the clone is shallow";
    return out;
  }
  Result<LineOrigins> origins(const std::string&, std::string_view, const std::vector<std::size_t>& lines) override {
    LineOrigins out;
    out.lines.resize(lines.size());
    return out;
  }
  Result<Gap> commits(const std::function<bool(const CommitChange&)>& visit) override {
    for (const CaseCommit& one : case_.commits) {
      CommitChange change;
      change.commit.author = {"Somebody", one.author};
      change.commit.day = parse_date(one.day).value_or(Date{});
      change.commit.merge = one.merge;
      for (const std::string& who : one.co_authors) {
        change.commit.trailers.push_back({"Co-authored-by", "Somebody <" + who + ">"});
      }
      change.paths = one.paths;
      if (!visit(change)) return Gap();
    }
    return case_.gap ? Gap("the clone is shallow") : Gap();
  }

 private:
  const MarkdownCase& case_;
};

}  // namespace

CaseRun::CaseRun(const MarkdownCase& one) : case_(one) {
  for (const CaseFile& file : one.files) {
    const EntryKind kind = file.symlink ? EntryKind::symlink : EntryKind::file;
    if (file.side != Side::head) base_.add(file.path, file.text, kind);
    if (file.side != Side::base) head_.add(file.path, file.text, kind);
    compared_ = compared_ || file.side != Side::both;
  }
}

LintOptions CaseRun::as_the_case_says(LintOptions options) {
  if (!case_.now.empty()) options.now = parse_date(case_.now);
  options.audit = case_.audit;
  if (case_.audit) options.edges = options.prove_all = true;  // as the command does
  if (case_.audit || !case_.versions.empty()) history_ = std::make_unique<CaseHistory>(case_);
  options.history = history_.get();
  return options;
}

Result<LintRun> CaseRun::lint(LintOptions options) {
  options = as_the_case_says(std::move(options));
  if (!compared_) return modgate::lint(head_, options);
  auto base = modgate::lint(base_, options);
  if (!base) return base;
  base_run_ = std::make_unique<LintRun>(std::move(*base));
  comparison_.base = base_run_.get();
  comparison_.paths = changes_of(case_);
  for (const auto& [key, value] : case_.trailers) comparison_.trailers.push_back({key, value});
  options.against = &comparison_;
  auto head = modgate::lint(head_, options);
  if (head) compare_with_base(*head, comparison_, false);
  return head;
}

Result<std::vector<LintRun>> CaseRun::tried(Stage stage) {
  LintOptions options = as_the_case_says({});
  auto untried = modgate::lint(head_, options);
  if (!untried) return untried.error();
  untried_ = std::make_unique<LintRun>(std::move(*untried));
  same_ = std::make_unique<Comparison>(Comparison{untried_.get(), {}, {}, {}, options.history});
  options.against = same_.get();
  std::vector<LintRun> out;
  for (const Module& module : untried_->registry.modules) {
    if (module.manifest.stage == stage) continue;
    options.as_stage = {module.name, stage};
    auto run = modgate::lint(head_, options);
    if (!run) return run.error();
    out.push_back(std::move(*run));
  }
  return out;
}

}  // namespace modgate::testing
