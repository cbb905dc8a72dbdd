// Resolution as text. Findings are not looked at: a row sees what the rules are given, also where no rule would speak.
#include "resolved.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "base/text.h"
#include "resolve/resolve.h"

namespace modgate::testing {
namespace {

/// A run, and the texts that its places lie in.
class Said {
 public:
  explicit Said(const LintRun& run) : run_(run) {}

  std::string all(const Resolution& found) const {
    std::string out;
    for (const Use& use : found.uses) {
      out += place(use.from, use.line) + kind(use.kind) + " " + use.spelled + " > " + path(use.target) + " " +
             module(use.module) + by(use.user) + (use.inferred ? " inferred" : "") + (use.guarded ? " guarded" : "") +
             (use.test ? " test" : "") + (use.integration ? " integration" : "") + at(use.from, use.at, use.spelled) +
             "\n";
    }
    for (const Unresolved& one : found.unresolved) {
      out += place(one.from, one.line) + "may be " + module(one.module) + ": " + one.spelled + ": " + one.reason;
      for (const FileId candidate : one.candidates) out += " " + path(candidate);
      out += at(one.from, one.at, one.spelled) + "\n";
    }
    for (const NameUse& use : found.name_uses) {
      constexpr const char* kKinds[] = {"name", "using_directive", "using_declaration", "namespace_alias", "attribute"};
      out += place(use.from, use.line) + kKinds[static_cast<std::size_t>(use.kind)] + " " + use.spelled + " = " +
             use.resolved + " " + module(use.module) + by(use.user) + (use.guarded ? " guarded" : "") +
             (use.test ? " test" : "");
      if (!use.others.empty()) out += " also";
      for (const Span& other : use.others) out += " " + std::to_string(line_of(use.from, other.begin));
      out += "\n";
    }
    return out;
  }

  /// The references that are uses of no module.
  std::string others(const Resolution& found) const {
    std::string out;
    for (const Edge& edge : found.edges) {
      const bool listed = std::any_of(found.uses.begin(), found.uses.end(), [&](const Use& use) {
        return use.from == edge.from && use.line == edge.line && use.target == edge.target;
      });
      if (!listed) out += place(edge.from, edge.line) + kind(edge.kind) + " > " + path(edge.target) + "\n";
    }
    return out;
  }

 private:
  std::string path(FileId file) const { return file == kNoFile ? "-" : std::string(run_.files->path(file)); }
  std::string place(FileId file, std::uint32_t line) const { return path(file) + ":" + std::to_string(line) + " "; }
  static std::string kind(Use::Kind kind) { return kind == Use::Kind::include ? "include" : "import"; }
  std::string module(ModuleId id) const { return id == kCore ? "core" : run_.registry[id].name; }
  std::string by(ModuleId user) const { return user == kCore ? "" : " by " + module(user); }

  std::string at(FileId file, Span span, std::string_view spelled) const {
    std::string_view text = run_.texts->text(file).substr(span.begin, span.end - span.begin);
    const std::string whole(text);
    constexpr std::string_view kMarks = "\"'<>`";
    while (!text.empty() && kMarks.find(text.front()) != std::string_view::npos) text.remove_prefix(1);
    while (!text.empty() && kMarks.find(text.back()) != std::string_view::npos) text.remove_suffix(1);
    return text == spelled ? "" : " at `" + whole + "`";
  }

  std::size_t line_of(FileId file, std::uint32_t offset) const {
    const std::string_view before = run_.texts->text(file).substr(0, offset);
    return 1 + static_cast<std::size_t>(std::count(before.begin(), before.end(), '\n'));
  }

  const LintRun& run_;
};

Result<LintRun> run_over(View& view, bool prove_all) {
  LintOptions options;
  options.prove_all = prove_all;
  options.edges = prove_all;
  return lint(view, options);
}

/// The same resolution with the folders of a compile database, which lint reads from a disk.
Resolution with_roots(const ResolvedCase& row, MemoryView& view, const LintRun& run) {
  TreeDescription tree;
  tree.compile_roots = row.compile_roots;
  const auto listing = view.list();
  const auto reader = view.reader();
  for (const Entry& entry : listing->entries) {
    if (entry.kind != EntryKind::symlink) continue;
    tree.symlinks[std::string(entry.path)] = run.texts->text(*run.files->find(entry.path));
  }
  return resolve(*run.files, run.registry, tree, run.facts, true);
}

}  // namespace

std::string module(const std::string& name, const std::string& fields, const std::string& stage) {
  return "### .modgate/modules/" + name + ".yaml\nschema: modgate/module/v1\nmodule: " + name +
         "\nsummary: A module.\nstage: " + stage + "\n" + fields + "\n";
}

std::string policy(const std::string& fields) {
  return "### .modgate/policy.yaml\nschema: modgate/policy/v1\n" + fields + "\n";
}

std::string files(const std::vector<std::string>& paths) {
  std::string tree;
  for (const std::string& path : paths) tree += "### " + path + "\n";
  return tree;
}

MemoryView view_of(const std::string& tree) {
  MemoryView view;
  const std::string sections = "\n" + tree;
  for (const std::string_view section : text::split(sections, "\n### ")) {
    if (text::trim(section).empty()) continue;
    const std::size_t end = section.find('\n');
    std::string head(section.substr(0, end));
    std::string body(end == std::string_view::npos ? "" : section.substr(end + 1));
    if (!body.empty()) body += '\n';
    if (const std::size_t arrow = head.find(" -> "); arrow != std::string::npos) {
      view.add(head.substr(0, arrow), head.substr(arrow + 4), EntryKind::symlink);
    } else if (head.ends_with(" @")) {
      view.add(head.substr(0, head.size() - 2), "", EntryKind::submodule);
    } else {
      view.add(std::move(head), std::move(body));
    }
  }
  return view;
}

void expect_resolved(const ResolvedCase& row) {
  MemoryView view = view_of(row.tree);
  const auto run = run_over(view, true);
  ASSERT_TRUE(run) << row.name;
  const Said said(*run);
  const Resolution found = row.compile_roots.empty() ? run->resolution : with_roots(row, view, *run);
  std::string text = said.all(found);
  if (row.compile_roots.empty()) {
    const auto quick = run_over(view, false);
    ASSERT_TRUE(quick) << row.name;
    EXPECT_EQ(text, Said(*quick).all(quick->resolution)) << row.name << ", suspects alone";
  }
  text += said.others(found);
  if (found.external > 0) text += std::to_string(found.external) + " foreign\n";
  EXPECT_EQ(row.said, text) << row.name;
}

}  // namespace modgate::testing
