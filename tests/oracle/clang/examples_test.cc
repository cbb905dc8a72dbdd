// Scanner and resolver together against clang on the example projects: the files that each source includes directly.
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <vector>

#include "clang.h"
#include "resolve/file_index.h"
#include "resolve/includes.h"
#include "scan/scan.h"

namespace modgate::oracle {
namespace {

namespace fs = std::filesystem;

std::string bytes_of(const fs::path& path) {
  std::ifstream stream(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(stream), {});
}

/// The project's own files that clang enters first from this one.
std::set<std::string> entered_by_clang(const Folder& folder, const fs::path& root, const std::string& file) {
  run_clang(folder, "-std=c++20 -E -H -x c++ -I" + (root / "include").string() + " -I" + (root / "src").string() + " " +
                        (root / file).string());
  std::set<std::string> entered;
  const std::string err = folder.read("err");
  for (std::size_t begin = 0; begin < err.size();) {
    const std::size_t end = std::min(err.find('\n', begin), err.size());
    const std::string line = err.substr(begin, end - begin);
    begin = end + 1;
    const std::string prefix = ". " + root.string() + "/";
    if (line.starts_with(prefix)) entered.insert(fs::path(line.substr(prefix.size())).lexically_normal().string());
  }
  return entered;
}

TEST(ClangIncludes, Examples) {
  if (!has_clang()) GTEST_SKIP() << "clang++ is not installed";
  const Folder folder;
  std::size_t includes = 0;
  for (const char* project : {"healthy", "broken"}) {
    const fs::path root = fs::path(MODGATE_SOURCE_DIR) / "examples" / project;
    Listing listing;
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
      if (entry.is_regular_file()) listing.add(entry.path().lexically_relative(root).string(), EntryKind::file);
    }
    listing.sort();
    const Files files(std::move(listing));
    const TreeDescription tree;
    Registry registry;
    for (const char* include_root : {"include/", "src/"})
      registry.policy.include_roots.push_back({include_root, {}, true});
    registry.owner.assign(files.view_size(), kCore);
    const FileIndex index(files, tree);
    const IncludeResolver resolver(index, registry, tree);
    for (std::size_t i = 0; i < files.view_size(); ++i) {
      const auto file = static_cast<FileId>(i);
      const std::string path(files.path(file));
      if (!is_c_family(language_of(path))) continue;
      std::set<std::string> resolved;
      for (const Reference& reference : scan_cxx(bytes_of(root / path), {}).references) {
        const Target target = resolver.resolve(file, reference);
        if (target.file != kNoFile) resolved.emplace(files.path(target.file));
      }
      EXPECT_EQ(resolved, entered_by_clang(folder, root, path)) << project << "/" << path;
      includes += resolved.size();
    }
  }
  EXPECT_GE(includes, 5U) << "the examples include nothing any more";
}

}  // namespace
}  // namespace modgate::oracle
