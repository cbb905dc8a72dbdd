// What counts as a mention: rows of one line of text and what it names, over a small tree.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "lint/find_mentions.h"
#include "lint/switched_on.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

Text set(std::string value) { return {std::move(value), {}, true}; }

/// Modules `relax` (folders, a file, a package, a flag), `ops` below it, `solo` with names of one component, `drivers`
/// of Kconfig and the removed `old`, which shares a folder with `ops`.
class Tree {
 public:
  Tree() {
    Listing listing;
    for (const char* path :
         {"Kconfig", "docs/index.md", "other/src/relax/x.cc", "python/acme/relax/a.py", "solo/a.cc", "src/relax/a.cc",
          "src/relax/ops/b.cc", "sub/note.md", "sub/src/relax/c.cc", "tools/run.sh"}) {
      listing.add(path, EntryKind::file);
    }
    listing.sort();
    files = Files(std::move(listing));
    registry.owner.assign(files.view_size(), kCore);
    Manifest& drivers = add("drivers", Stage::S0);
    drivers.flag.name = set("STAGING");
    drivers.flag.kind = set("kconfig");
    Manifest& old = add("old", Stage::removed);
    old.paths = {set("src/old/"), set("src/relax/ops/")};
    Manifest& ops = add("ops", Stage::S0);
    ops.paths = {set("src/relax/ops/")};
    ops.namespaces.cpp = {set("acme::relax::ops")};
    Manifest& relax = add("relax", Stage::S0);
    relax.paths = {set("src/relax/"), set("python/acme/relax/"), set("src/relax_api.h"), set("gen/*.cc")};
    relax.namespaces.cpp = {set("acme::relax")};
    relax.namespaces.python = {set("acme.relax"), set("relax")};
    relax.flag.name = set("USE_RELAX");
    Manifest& solo = add("solo", Stage::S0);
    solo.paths = {set("solo/")};
    solo.namespaces.cpp = {set("solo")};
    own("src/relax/a.cc", 3);
  }

  /// "path relax src/relax/ 1" for each mention, joined by commas; `on` behind a flag that is switched on.
  std::string in(std::string_view path, std::string_view text) const {
    const Suspicion suspicion{WordSet({}), {}, {}};
    std::string all;
    for (const Mention& mention : MentionSearch(files, registry, suspicion).in(*files.find(path), text, false)) {
      constexpr std::string_view kWhat[] = {"path", "namespace", "package", "flag"};
      if (!all.empty()) all += ", ";
      all += std::string(kWhat[static_cast<std::size_t>(mention.what)]) + " " + registry[mention.module].name + " " +
             std::string(text.substr(mention.at.begin, mention.at.end - mention.at.begin)) + (mention.on ? " on" : "");
    }
    return all;
  }

  Files files;
  Registry registry;

 private:
  Manifest& add(std::string name, Stage stage) {
    Module module;
    module.name = std::move(name);
    module.stage = module.manifest.stage = stage;
    registry.modules.push_back(std::move(module));
    return registry.modules.back().manifest;
  }
  void own(std::string_view path, std::uint32_t module) {
    registry.owner[index(*files.find(path))] = static_cast<ModuleId>(module);
  }
};

struct Row {
  const char* text;
  const char* found;
  const char* path = "docs/index.md";
};

TEST(Mentions, Rows) {
  const Tree tree;
  const Row rows[] = {
      {"see src/relax.", "path relax src/relax"},
      {"see src/relax/a.cc", "path relax src/relax"},
      {"see src/relax/ops/b.cc", "path ops src/relax/ops"},
      {"../src/relax", "path relax src/relax"},
      {"\"/src/relax/**\"", "path relax src/relax"},
      {"${ROOT}/src/relax", "path relax src/relax"},
      {"/workspace/src/relax", "path relax src/relax"},
      {"src/relaxed src/relax-old src/relax.cc my_src/relax x.src/relax", ""},
      {"other/src/relax", ""},
      {"other/else/src/relax", ""},
      {"src/relax", "", "sub/note.md"},
      {"../src/relax", "path relax src/relax", "sub/note.md"},
      {"src/relax_api.h, src/relax_api.hpp", "path relax src/relax_api.h"},
      {"gen/a.cc", ""},
      {"solo solo/a.cc", "path solo solo/"},
      {"acme::relax", "namespace relax acme::relax"},
      {"::acme::relax::X", "namespace relax acme::relax"},
      {"acme::relax::ops::X", "namespace ops acme::relax::ops"},
      {"other::acme::relax acme::relax2 acme:relax", ""},
      {"solo::X solo other::solo::X", "namespace solo solo::"},
      {"acme.relax, acme.relax.x", "package relax acme.relax, package relax acme.relax"},
      {"my.acme.relax acme.relaxation acme.relax-gpu relax.x", ""},
      {"USE_RELAX, MY_USE_RELAX, USE_RELAXED", "flag relax USE_RELAX"},
      {"-DUSE_RELAX=ON", "flag relax USE_RELAX on"},
      {"-DUSE_RELAX=OFF", "flag relax USE_RELAX"},
      {"STAGING CONFIG_STAGING=y", "flag drivers CONFIG_STAGING on"},
      {"depends on STAGING", "flag drivers STAGING", "Kconfig"},
      {"src/old and src/relax/ops", "path old src/old, path ops src/relax/ops"},
      {"acme::relax src/relax/ops", "path ops src/relax/ops", "src/relax/a.cc"},
  };
  for (const auto& [text, found, path] : rows) EXPECT_EQ(tree.in(path, text), found) << text << " in " << path;
}

TEST(Mentions, TheFirstOfAFileAreListedAndTheRestIsCounted) {
  const Tree tree;
  std::string text;
  for (std::size_t i = 0; i < limits::kMentions + 7; ++i) text += "src/relax\n";
  const MentionSearch search(tree.files, tree.registry, {WordSet({}), {}, {}});
  const std::vector<Mention> found = search.in(*tree.files.find("docs/index.md"), text, false);
  ASSERT_EQ(found.size(), limits::kMentions);
  EXPECT_EQ(found.back().line, limits::kMentions);
  EXPECT_EQ(found.back().more, 7U);
}

TEST(Mentions, AnInnocentFileIsSearchedForWhatSuspicionDoesNotCover) {
  const Tree tree;
  const MentionSearch search(tree.files, tree.registry, {WordSet({"relax"}), {}, {}});
  const FileId file = *tree.files.find("tools/run.sh");
  EXPECT_EQ(search.in(file, "src/relax and src/old", true).size(), 1U);
  EXPECT_EQ(search.in(file, "src/relax and src/old", false).size(), 2U);
}

TEST(Mentions, SwitchedOn) {
  const std::pair<const char*, bool> rows[] = {
      {"-DX=ON", true},
      {"-DX:BOOL=1", true},
      {"-DX", true},
      {"-DX=\"yes\"", true},
      {"set(X ON)", true},
      {"set\\(X ON\\)", true},
      {"\"X\": {\"type\": \"BOOL\", \"value\": \"ON\"}", true},
      {"\"X\": {\"type\": \"BOOL\", \"value\": \"OFF\"}", false},
      {"\"X\": {}, \"Y\": {\"value\": \"ON\"}", false},
      {"X: \"ON\"", true},
      {"\"X\": \"ON\"", true},
      {"X=y", true},
      {"X = true", true},
      {"CFG=1 X=m", true},
      {"-DX=OFF", false},
      {"-DX=${V}", false},
      {"-DX=/opt/x", false},
      {"X is ON", false},
      {"if(X)", false},
      {"option(X ON)", false},
      {"# X=ON", false},
      {"  // X=ON", false},
      {"reset(X ON)", false},
      {"X", false},
      {"X=", false},
      {"X=ONE", false},
      {"set(X)", false},
      {"-DX-y", false},
  };
  for (const auto& [text, on] : rows) {
    const std::size_t at = std::string_view(text).find('X');
    EXPECT_EQ(is_switched_on(text, at, at + 1), on) << text;
  }
}

TEST(Mentions, TextOrNot) {
  EXPECT_TRUE(is_text("words"));
  EXPECT_TRUE(is_text(""));
  EXPECT_FALSE(is_text(std::string_view("a\0b", 3)));
  EXPECT_TRUE(is_binary_name("docs/picture.png"));
  EXPECT_TRUE(is_binary_name("x.7z"));
  EXPECT_FALSE(is_binary_name("docs/index.md"));
  EXPECT_FALSE(is_binary_name("Dockerfile"));
}

}  // namespace
}  // namespace modgate
