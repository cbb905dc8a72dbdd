// Rows of small kbuild trees in, the BuildModel's lines out: what only messages, places and limits show. That verdicts
// are right is for tests/oracle/kbuild, against GNU make and kconfiglib.
#include "build/kbuild.h"

#include <gtest/gtest.h>

#include <map>
#include <string>

#include "build/folder_pattern.h"
#include "modgate/limits.h"
#include "scan/scan.h"

namespace modgate {
namespace {

using Tree = std::map<std::string, std::string>;

struct Read {
  Files files;
  BuildModel model;

  std::string path(FileId file) const { return std::string(files.path(file)); }
};

/// The module owns `mod/`; its flag is CONFIG_F.
Read read(const Tree& tree, const char* kind = "kconfig") {
  Listing listing;
  for (const auto& [path, text] : tree) listing.add(path, EntryKind::file);
  listing.sort();
  Read out{Files(std::move(listing)), {}};
  Registry registry;
  registry.owner.assign(out.files.view_size(), kCore);
  registry.excluded.assign(out.files.view_size(), false);
  Module module;
  module.manifest.flag.kind.value = kind;
  module.manifest.flag.name.value = "CONFIG_F";
  registry.modules.push_back(std::move(module));
  FactsTable facts(out.files.view_size());
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const std::string path = out.path(FileId{static_cast<std::uint32_t>(i)});
    if (path.starts_with("mod/")) registry.owner[i] = ModuleId{0};
    const Language language = language_of(path);
    if (language == Language::make || language == Language::kconfig) facts.set(i, scan(language, tree.at(path), {}));
  }
  read_kbuild(out.files, registry, facts, out.model);
  return out;
}

std::string name_of(Built built) {
  constexpr const char* kNames[] = {"never", "sometimes", "always", "undecided"};
  return kNames[static_cast<std::size_t>(built)];
}

/// "source on/off [when] [because]; "
std::string uses(const Tree& tree, const char* kind = "kconfig") {
  const Read found = read(tree, kind);
  std::string out;
  for (const BuildUse& use : found.model.uses) {
    out += found.path(use.source) + " " + name_of(use.on) + "/" + name_of(use.off);
    for (const std::string& text : use.when) out += " when " + text;
    for (const std::string& text : use.because) out += " because " + text;
    out += "; ";
  }
  return out;
}

const char* const kFlag = "config F\n\tbool \"f\"\n";

TEST(Kbuild, WhatDecides) {
  const std::string flag = kFlag;
  const struct {
    Tree tree;
    const char* expected;
  } kRows[] = {
      {{{"Kconfig", flag},
        {"Makefile", "obj-$(CONFIG_F) += mod/\n"},
        {"mod/Makefile", "obj-y += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c always/never; "},
      {{{"Kconfig", flag}, {"Makefile", "obj-y += mod/\n"}, {"mod/Makefile", "obj-y += a.o\n"}, {"mod/a.S", ""}},
       "mod/a.S always/always; "},
      // An option that depends on the flag is off with it, however far away it says so.
      {{{"Kconfig", flag + "if F\nsource \"mod/Kconfig\"\nendif\n"},
        {"mod/Kconfig", "config A\n\tbool \"a\"\nconfig B\n\tbool \"b\"\n\tdepends on A\n"},
        {"Makefile", "obj-y += mod/\n"},
        {"mod/Makefile", "obj-$(CONFIG_B) += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c sometimes/never; "},
      // Unless it is selected: that passes over dependencies.
      {{{"Kconfig", flag + "config A\n\tbool\n\tdepends on F\nconfig X\n\tbool \"x\"\n\tselect A\n"},
        {"Makefile", "obj-y += mod/\n"},
        {"mod/Makefile", "obj-$(CONFIG_A) += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c sometimes/sometimes when `X` selects `A` (Kconfig:8); "},
      {{{"Kconfig", flag + "config A\n\tbool \"a\"\n"},
        {"Makefile", "obj-y += mod/\n"},
        {"mod/Makefile", "obj-$(CONFIG_A) += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c sometimes/sometimes when `A` is on; "},
      // What needs itself is never on.
      {{{"Kconfig", flag + "config A\n\tbool\nconfig B\n\tbool \"b\"\n\tdepends on A\n\tselect A\n"},
        {"Makefile", "obj-y += mod/\n"},
        {"mod/Makefile", "obj-$(CONFIG_B) += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c never/never; "},
      {{{"Kconfig", flag + "config A\n\tbool \"a\"\n\tdepends on !F && !A\n"},
        {"Makefile", "obj-y += mod/\n"},
        {"mod/Makefile", "obj-$(CONFIG_A) += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c never/never; "},
      // A folder for each architecture: only one at a time.
      {{{"Kconfig", flag + "source \"arch/$(SRCARCH)/Kconfig\"\n"},
        {"arch/x/Kconfig", "config X\n\tdef_bool y\n"},
        {"arch/z/Kconfig", "config Z\n\tdef_bool y\n"},
        {"Makefile", "obj-$(CONFIG_X) += mod/\n"},
        {"mod/Makefile", "obj-$(CONFIG_Z) += a.o\nobj-y += b.o\n"},
        {"mod/a.c", ""},
        {"mod/b.c", ""}},
       "mod/a.c never/never; mod/b.c sometimes/sometimes when `X` is on; "},
      // The lists of a root's makefile and of the architectures it includes.
      {{{"Kconfig", flag},
        {"Makefile", "drivers-y := drv/\ninclude arch/$(SRCARCH)/Makefile\n"},
        {"arch/x/Makefile", "core-$(CONFIG_F) += mod/\n"},
        {"drv/Makefile", "obj-y += ../mod/b.o\n"},
        {"mod/Makefile", "obj-y += a.o\n"},
        {"mod/a.c", ""},
        {"mod/b.c", ""}},
       "mod/a.c sometimes/never; mod/b.c always/always; "},
      {{{"Kconfig", flag + "source \"more/Kconfig\"\n"},
        {"Makefile", "obj-$(CONFIG_A) += mod/\n"},
        {"mod/Makefile", "obj-y += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c undecided/undecided because a Kconfig that could not be read; "},
      {{{"Kconfig", flag + "config T\n\ttristate \"t\"\n"},
        {"Makefile", "obj-y += mod/\n"},
        {"mod/Makefile", "ifeq ($(CONFIG_T),m)\nobj-y += a.o\nendif\n"},
        {"mod/a.c", ""}},
       "mod/a.c undecided/undecided because whether `$(CONFIG_T)` is `m`; "},
      {{{"Kconfig", flag},
        {"Makefile", "obj-y += other/\n"},
        {"other/Makefile", "obj-y += o.o\n"},
        {"mod/Makefile", "obj-y += a.o\n"},
        {"mod/a.c", ""}},
       "mod/a.c undecided/undecided because no makefile leads to `mod/Makefile`; "},
      {{{"mod/Makefile", "obj-m := a.o\n"}, {"mod/a.c", ""}}, "mod/a.c always/always; "},
      {{{"Makefile", "all: mod/a.c\n\tcc mod/a.c\n"}, {"mod/a.c", ""}}, ""},
  };
  for (const auto& row : kRows) EXPECT_EQ(uses(row.tree), row.expected) << row.expected;
  EXPECT_EQ(uses(kRows[0].tree, "cmake"), "mod/a.c sometimes/sometimes when `F` is on; ");
}

TEST(Kbuild, References) {
  const Read found =
      read({{"Kconfig", std::string(kFlag) + "source \"mod/Kconfig\"\n"},
            {"mod/Kconfig", ""},
            {"Makefile", "obj-y += mod/ other/\ninclude mod/rules.mk\nccflags-y += -I$(srctree)/mod/inc\n"},
            {"mod/rules.mk", ""},
            {"mod/inc/a.h", ""},
            {"mod/Makefile", "obj-y += a.o\n"},
            {"mod/a.c", ""},
            {"other/Makefile", "obj-y += ../mod/a.o\n"}});
  std::string out;
  for (const BuildReference& reference : found.model.references) {
    constexpr const char* kKinds[] = {"source", "script", "subdirectory", "path", "target", "command"};
    out += found.path(reference.from) + ":" + std::to_string(reference.line) + " " +
           kKinds[static_cast<std::size_t>(reference.kind)] + " " + reference.names +
           (reference.only ? " only; " : "; ");
  }
  EXPECT_EQ(out,
            "Makefile:1 subdirectory mod/; Makefile:2 script mod/rules.mk only; Makefile:3 path mod/inc/ only; "
            "other/Makefile:1 source mod/a.c only; Kconfig:3 script mod/Kconfig only; ");
}

TEST(Kbuild, Chain) {
  const Read found = read({{"Kconfig", kFlag},
                           {"Makefile", "obj-$(CONFIG_F) += mod/\n"},
                           {"mod/Makefile", "obj-y += x.o\nx-objs := a.o\n"},
                           {"mod/a.c", ""}});
  ASSERT_EQ(found.model.uses.size(), 1U);
  const BuildUse& use = found.model.uses.front();
  std::string out = use.spelled + " in " + use.target;
  for (const BuildStep& step : use.chain)
    out += " < " + found.path(step.file) + ":" + std::to_string(step.line) + " " + step.text;
  EXPECT_EQ(out,
            "a.o in mod/x.o < mod/Makefile:2 x-objs := a.o < mod/Makefile:1 obj-y += x.o < "
            "Makefile:1 obj-$(CONFIG_F) += mod/");
  EXPECT_TRUE(use.tested);
}

TEST(Kbuild, FlagState) {
  using Default = FlagState::Default;
  const struct {
    const char* kconfig;
    Default expected;
  } kRows[] = {
      {"config F\n\tbool \"f\"\n", Default::off},
      {"config F\n\tbool \"f\"\n\tdefault n\n", Default::off},
      {"config F\n\tdef_bool y\n", Default::on},
      {"config F\n\tbool \"f\"\n\tdefault m\n", Default::on},
      {"config F\n\tbool \"f\"\n\tdefault y if X\n", Default::expression},
      {"config F\n\tbool \"f\"\n\tdefault X\n", Default::expression},
      {"config F\n\tbool \"f\"\nconfig F\n\tbool\n\tdefault y\n", Default::on},
      {"config X\n", Default::none},
  };
  for (const auto& row : kRows) {
    const Read found = read({{"Kconfig", row.kconfig}, {"mod/a.c", ""}});
    EXPECT_EQ(found.model.flags.front().value, row.expected) << row.kconfig;
  }
  EXPECT_EQ(read({{"Kconfig", "config F\n\tdef_bool y\n"}}, "cmake").model.flags.front().value, Default::none);
}

TEST(Kbuild, WhatIsNotFollowedIsNamed) {
  const struct {
    Tree tree;
    const char* expected;
  } kRows[] = {
      {{{"mod/Makefile", "obj-y += a.o $(EXTRA)\n"}}, "mod/Makefile:1 `$(EXTRA)` is not known"},
      {{{"mod/Makefile", "obj-y += $(shell ls).o\n"}}, "mod/Makefile:1 `$(shell ls).o` is not known"},
      {{{"mod/Makefile", "obj-y += a.o\nhostprogs := gen\n"}},
       "mod/Makefile:2 programs that run while building are not followed"},
      {{{"mod/Makefile", "obj-y += a.o\ninclude $(X)y.mk\n"}}, "mod/Makefile:2 `$(X)y.mk` is not known"},
      {{{"mod/Makefile", "obj-y += a.o\ninclude mod/x.mk\n"}, {"mod/x.mk", "include mod/x.mk\n"}},
       "mod/x.mk:1 `mod/x.mk` includes itself"},
      {{{"mod/Kconfig", "source \"mod/Kconfig\"\n"}, {"Kconfig", "source \"mod/Kconfig\"\n"}},
       "mod/Kconfig:1 `mod/Kconfig` sources itself"},
      {{{"mod/Kconfig", "source \"mod/x\"\n"}}, "mod/Kconfig:1 `mod/x` is not in the tree"},
  };
  for (const auto& row : kRows) {
    const Read found = read(row.tree);
    ASSERT_FALSE(found.model.undecided.empty()) << row.expected;
    const BuildUndecided& first = found.model.undecided.front();
    EXPECT_EQ(found.path(first.from) + ":" + std::to_string(first.line) + " " + first.reason, row.expected);
  }
}

/// What grows without end is cut, in time, and nothing of it is `never`.
TEST(Kbuild, Hostile) {
  std::string doubles = "V0 = a b\n";
  for (int i = 1; i < 40; ++i) {
    const std::string before = "$(V" + std::to_string(i - 1) + ")";
    doubles += "V" + std::to_string(i) + " = " + before + " x" + before + before + "\n";
  }
  EXPECT_FALSE(read({{"mod/Makefile", doubles + "obj-y += $(V39)\n"}}).model.undecided.empty());
  EXPECT_TRUE(uses({{"mod/Makefile", "A = $(A)b\nobj-y += $(A)\n"}, {"mod/a.c", ""}}).empty());
  std::string deep;
  for (int i = 0; i < 20'000; ++i) deep += "ifdef CONFIG_" + std::to_string(i) + "\n";
  const std::string found = uses({{"Kconfig", kFlag}, {"mod/Makefile", deep + "obj-y += a.o\n"}, {"mod/a.c", ""}});
  EXPECT_EQ(found, "mod/a.c never/never; ");
  std::string parentheses = "config A\n\tbool \"a\"\n\tdepends on ";
  for (int i = 0; i < 20'000; ++i) parentheses += "(";
  EXPECT_EQ(
      uses({{"Kconfig", kFlag + parentheses + "F\n"}, {"mod/Makefile", "obj-$(CONFIG_A) += a.o\n"}, {"mod/a.c", ""}}),
      "mod/a.c undecided/undecided because a condition that cannot be read; ");
  std::string chain = kFlag;
  for (int i = 1; i < 20'000; ++i) {
    chain += "config A" + std::to_string(i) + "\n\tdef_bool A" + std::to_string(i + 1) + "\n";
  }
  uses({{"Kconfig", chain}, {"mod/Makefile", "obj-$(CONFIG_A1) += a.o\n"}, {"mod/a.c", ""}});
}

TEST(Kbuild, LoopsOfFolders) {
  EXPECT_EQ(uses({{"Kconfig", kFlag},
                  {"Makefile", "obj-$(CONFIG_F) += mod/\n"},
                  {"mod/Makefile", "obj-y += a.o ../mod/sub/\n"},
                  {"mod/sub/Makefile", "obj-y += ../\n"},
                  {"mod/a.c", ""}}),
            "mod/a.c always/undecided because `mod/sub/` leads back to `mod/`; ");
}

TEST(FolderPattern, Matches) {
  Listing listing;
  for (const char* path : {"arch/a/Kconfig", "arch/a-b/Kconfig", "arch/a/x/Kconfig", "arch/b/x/Kconfig", "Kconfig"}) {
    listing.add(path, EntryKind::file);
  }
  listing.sort();
  const Files files(std::move(listing));
  const struct {
    const char* pattern;
    const char* expected;
  } kRows[] = {
      {"arch/$(A)/Kconfig", "arch/a/Kconfig A=a arch/a-b/Kconfig A=a-b "},
      {"arch/${A}/$(B)/Kconfig", "arch/a/x/Kconfig A=a B=x arch/b/x/Kconfig A=b B=x "},
      {"$(A)/$(B)/$(A)/Kconfig", ""},
      {"arch/x$(A)/Kconfig", ""},
      {"arch/$(A B)/Kconfig", ""},
      {"Kconfig", "Kconfig "},
      {"", ""},
  };
  for (const auto& row : kRows) {
    std::string out;
    for (const FolderMatch& match : match_folders(files, row.pattern)) {
      out += std::string(files.path(match.file)) + " ";
      for (const auto& [name, value] : match.values) out += name + "=" + value + " ";
    }
    EXPECT_EQ(out, row.expected) << row.pattern;
  }
}

}  // namespace
}  // namespace modgate
