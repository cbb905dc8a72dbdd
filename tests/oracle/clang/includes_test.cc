// Includes of generated snippets against what clang enters (`-E -H`), all snippets in one run for each choice of flags.
// A snippet with flags is compared over all choices together; then its guards must say when each include is taken.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "clang.h"
#include "include_snippets.h"
#include "scan/scan.h"

namespace modgate::oracle {
namespace {

constexpr std::size_t kSnippets = 6000;
constexpr std::uint32_t kSeed = 20221122;
constexpr std::array<const char*, 4> kChoices = {"", "-DFLAG0=1", "-DFLAG1=1", "-DFLAG0=1 -DFLAG1=1"};

using Sequence = std::vector<std::string>;

/// clang calls a file by the name under which it met it first, and looks for `//x` where it looks for `x`.
std::string plain(const std::string& name) {
  const std::size_t slashes = name.starts_with("//") ? name.find_first_not_of('/') : 0;
  return std::filesystem::path(name.substr(std::min(slashes, name.size()))).lexically_normal().string();
}

/// Per snippet the headers that clang entered, in order.
std::vector<Sequence> entered(const Folder& folder, const std::string& flags) {
  // Names that noise has made up are missing: clang must go on behind them.
  run_clang(folder,
            "-std=c++20 -E -H -w -ferror-limit=0 -Xclang -MG -Xclang -dependency-file -Xclang deps -Xclang -MT "
            "-Xclang all -I" +
                folder.path() + " -I" + folder.path() + "/next " + flags + " " + folder.path() + "/all.cc");
  std::vector<Sequence> result(kSnippets);
  const std::string err = folder.read("err");
  std::size_t current = kSnippets;
  for (std::size_t begin = 0; begin < err.size();) {
    const std::size_t end = std::min(err.find('\n', begin), err.size());
    std::string line = err.substr(begin, end - begin);
    begin = end + 1;
    if (line.starts_with(". " + folder.path() + "/s")) {
      current = std::stoul(line.substr(folder.path().size() + 4));
    } else if (line.starts_with(".. " + folder.path() + "/") && current < kSnippets) {
      std::string name = line.substr(folder.path().size() + 4);
      if (name.starts_with("next/")) name = name.substr(5);
      result[current].push_back(plain(name));
    }
  }
  return result;
}

bool guards_hold(const Reference& reference, std::size_t choice) {
  for (const std::string& guard : reference.guards) {
    if (guard == "FLAG0" && (choice & 1U) == 0) return false;
    if (guard == "FLAG1" && (choice & 2U) == 0) return false;
  }
  return true;
}

TEST(ClangIncludes, GeneratedSnippets) {
  if (!has_clang()) GTEST_SKIP() << "clang++ is not installed";
  const Folder folder;
  const std::vector<Snippet> snippets = make_snippets(kSeed, kSnippets);
  std::set<std::string> known;
  for (const std::string& name : snippet_headers()) {
    folder.write(name, "");
    folder.write("next/" + name, "");
    known.insert(plain(name));
  }
  std::string all;
  for (std::size_t i = 0; i < snippets.size(); ++i) {
    folder.write("s" + std::to_string(i) + ".cc", snippets[i].text);
    folder.write("i" + std::to_string(i) + ".h", "");
    known.insert("i" + std::to_string(i) + ".h");
    all += "#include \"s" + std::to_string(i) + ".cc\"\n";
  }
  folder.write("all.cc", all);
  std::array<std::vector<Sequence>, kChoices.size()> truth;
  for (std::size_t choice = 0; choice < kChoices.size(); ++choice) truth[choice] = entered(folder, kChoices[choice]);

  std::size_t includes = 0;
  std::size_t guarded = 0;
  for (std::size_t i = 0; i < snippets.size(); ++i) {
    SCOPED_TRACE("snippet " + std::to_string(i) + ":\n" + snippets[i].text);
    Sequence found;
    std::array<std::set<std::string>, kChoices.size()> possible;
    for (const Reference& reference : scan_cxx(snippets[i].text, {}).references) {
      const std::string name = plain(reference.spelled);
      if (!known.contains(name) || reference.kind == Reference::Kind::include_computed) continue;
      found.push_back(name);
      guarded += reference.guards.empty() ? 0 : 1;
      for (std::size_t choice = 0; choice < kChoices.size(); ++choice) {
        if (guards_hold(reference, choice)) possible[choice].insert(name);
      }
    }
    includes += found.size();
    if (!snippets[i].flags) {
      EXPECT_EQ(found, truth[0][i]);
      continue;
    }
    std::set<std::string> any;
    for (std::size_t choice = 0; choice < kChoices.size(); ++choice) {
      any.insert(truth[choice][i].begin(), truth[choice][i].end());
      for (const std::string& name : truth[choice][i]) {
        EXPECT_TRUE(possible[choice].contains(name)) << name << " is taken with " << kChoices[choice];
      }
    }
    EXPECT_EQ(std::set<std::string>(found.begin(), found.end()), any);
  }
  // The generator must not have run dry.
  EXPECT_GT(includes, 2 * kSnippets);
  EXPECT_GT(guarded, kSnippets / 10);
}

}  // namespace
}  // namespace modgate::oracle
