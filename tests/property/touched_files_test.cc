// A change judged by the files it touches has the new findings that the whole tree has: random trees, random changes.
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "lint/slice.h"
#include "random_tree.h"

namespace modgate {
namespace {

using testing::line_of_cxx;
using testing::line_of_python;
using testing::make_tree;
using testing::MemoryView;
using testing::pick;
using testing::Tree;
using testing::view_of;

const std::vector<std::string> kModules{"relax", "tune", "probe"};

/// Takes one of the lines away, or puts one in.
void edit_lines(std::mt19937& random, std::string& text, const std::string& line) {
  std::vector<std::size_t> starts{0};
  for (std::size_t i = 0; i + 1 < text.size(); ++i) {
    if (text[i] == '\n') starts.push_back(i + 1);
  }
  const std::size_t begin = starts[random() % starts.size()];
  if (random() % 2 == 0) text.erase(begin, text.find('\n', begin) - begin);
  if (random() % 3 != 0) text.insert(begin, line + "\n");
}

std::string line_for(std::mt19937& random, const std::string& path) {
  if (path.ends_with(".py")) return line_of_python(random, pick(random, kModules));
  if (path.ends_with("CMakeLists.txt")) {
    return pick(random, {"add_library(core src/core/file1.cc src/relax/file2.cc)", "file(GLOB all src/*/*.cc)",
                         "if(USE_relax)\n  add_library(r src/relax/file2.cc)\nendif()", "option(USE_more \"\" OFF)"});
  }
  if (random() % 4 == 0)
    return pick(random, {"int plain = 0;", "// a comment", "#include \"local.h\"", "struct S {};"});
  return line_of_cxx(random, pick(random, kModules));
}

std::string new_path(std::mt19937& random) {
  return pick(random, {"src/core/new.cc", "src/core/local.h", "src/core/api.h", "src/core/deep/new.h",
                       "src/relax/new.h", "include/acme/new.h", "docs/new.md", "python/acme/new.py", "top/new.cc",
                       "src/core/tune/x.h", "src/core/detail.h.in", ".modgate/modules/more.yaml"});
}

/// The tree after one to three edits, most of them of lines.
Tree changed(std::mt19937& random, const Tree& tree) {
  std::map<std::string, std::string> files(tree.files.begin(), tree.files.end());
  for (auto edits = 1 + random() % 3; edits > 0; --edits) {
    auto file = files.begin();
    std::advance(file, random() % files.size());
    const auto what = random() % 10;
    if (what == 0) {
      files.erase(file);
    } else if (what == 1) {
      const std::string path = new_path(random);
      files[path] += line_for(random, path) + "\n" + line_for(random, path) + "\n";
    } else {
      while (file->first.starts_with(".modgate/") && random() % 8 != 0) {
        file = files.begin();
        std::advance(file, random() % files.size());
      }
      edit_lines(random, file->second, line_for(random, file->first));
    }
  }
  return {{files.begin(), files.end()}};
}

std::vector<PathChange> changes_between(const Tree& before, const Tree& after) {
  const std::map<std::string, std::string> old_files(before.files.begin(), before.files.end());
  const std::map<std::string, std::string> new_files(after.files.begin(), after.files.end());
  std::vector<PathChange> paths;
  for (const auto& [path, text] : old_files) {
    const auto now = new_files.find(path);
    if (now == new_files.end()) paths.push_back({path, ""});
    if (now != new_files.end() && now->second != text) paths.push_back({path, path});
  }
  for (const auto& [path, text] : new_files) {
    if (!old_files.contains(path)) paths.push_back({"", path});
  }
  return paths;
}

/// What a reader of the report would see as new.
std::vector<std::string> new_findings(const LintRun& run) {
  std::vector<std::string> out;
  for (const Diagnostic& finding : run.report.findings) {
    if (finding.status != Diagnostic::Status::fresh) continue;
    out.push_back(std::string(run.files->path(finding.at.file)) + ":" + std::to_string(finding.at.span.begin) + " " +
                  std::string(finding.rule->id) + " " + finding.message + " " + finding.fingerprint);
  }
  return out;
}

TEST(TouchedFiles, HaveTheNewFindingsOfTheWholeTree) {
  std::size_t sufficed = 0;
  std::size_t red = 0;
  constexpr unsigned kTrees = 60;
  constexpr unsigned kChanges = 10;
  for (unsigned seed = 0; seed < kTrees; ++seed) {
    const Tree before = make_tree(seed);
    MemoryView base_view = view_of(before);
    LintRun whole_base = std::move(*lint(base_view, {}));
    std::mt19937 random(seed);
    for (unsigned n = 0; n < kChanges; ++n) {
      const Tree after = changed(random, before);
      MemoryView head_view = view_of(after);
      LintRun base;
      Comparison against{&base, changes_between(before, after), {}, {}, nullptr};
      auto touched = judge_touched({base_view, {}}, {head_view, {}}, against, base);
      ASSERT_TRUE(touched) << touched.error().message;
      if (!*touched) continue;
      against.base = &whole_base;
      LintOptions options;
      options.against = &against;
      auto head = lint(head_view, options);
      ASSERT_TRUE(head) << head.error().message;
      compare_with_base(*head, against, false);
      std::string paths;
      for (const PathChange& path : against.paths) paths += path.before + " -> " + path.after + "\n";
      ASSERT_EQ(new_findings(**touched), new_findings(*head)) << "seed " << seed << ", change " << n << "\n" << paths;
      ++sufficed;
      red += new_findings(*head).empty() ? 0 : 1;
    }
  }
  EXPECT_GT(sufficed, kTrees * kChanges / 5) << "the touched files must suffice often";
  EXPECT_GT(red, sufficed / 5) << "the changes must bring findings";
  RecordProperty("sufficed", static_cast<int>(sufficed));
  RecordProperty("red", static_cast<int>(red));
}

}  // namespace
}  // namespace modgate
