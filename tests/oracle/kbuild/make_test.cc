// Makefiles in the style of kbuild against GNU make: rows of small trees are read by both under every setting of the
// options F, A and B. What make never builds may only be `never`, what it always builds only `always` or `sometimes`.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <set>

#include "small_tree.h"

namespace modgate {
namespace {

using testing::Tree;
using testing::Verdict;
namespace fs = std::filesystem;

struct Row {
  const char* name;
  Tree tree;               ///< without sources and Kconfig: those are the same in all
  bool undecided = false;  ///< some source is
};

const Tree kCommon = {
    {"Kconfig", "config F\n\tbool \"f\"\nconfig A\n\tbool \"a\"\nconfig B\n\tbool \"b\"\n"},
    {"mod/a.c", ""},
    {"mod/b.c", ""},
    {"mod/c.c", ""},
    {"mod/sub/d.c", ""},
    {"mod/sub/e.c", ""},
    {"out/o.c", ""},
};

Tree with_flag(const char* makefile) { return {{"Makefile", "obj-$(CONFIG_F) += mod/\n"}, {"mod/Makefile", makefile}}; }

const Row kRows[] = {
    {"plain", with_flag("obj-y := a.o b.o\nobj-$(CONFIG_A) += c.o\nobj-m += sub/e.o\n")},
    {"not gated", {{"Makefile", "obj-y += mod/\n"}, {"mod/Makefile", "obj-$(CONFIG_F) += a.o\nobj-y += b.o\n"}}},
    {"composite", with_flag("obj-$(CONFIG_A) += x.o\nx-objs := a.o\nx-y += b.o\nx-$(CONFIG_B) += c.o sub/d.o\n")},
    {"composite by an empty list", with_flag("obj-y += a.o\na-$(CONFIG_A) += b.o\n")},
    {"composite under ifdef", with_flag("obj-y += a.o\nifdef CONFIG_A\na-y := b.o\nendif\n")},
    {"one level of composites", with_flag("obj-y := x.o\nx-y := a.o\na-y := b.o\n")},
    {"folders",
     {{"Makefile", "obj-y += mod/\n"},
      {"mod/Kbuild", "obj-$(CONFIG_A) += sub/\nsubdir-$(CONFIG_B) += sub\n"},
      {"mod/Makefile", "obj-y += a.o\n"},
      {"mod/sub/Makefile", "obj-$(CONFIG_F) += d.o\nlib-y += e.o\n"}}},
    {"from elsewhere",
     {{"Makefile", "obj-y += mod/ out/\n"},
      {"mod/Makefile", "obj-$(CONFIG_F) += a.o\n"},
      {"out/Makefile", "obj-$(CONFIG_A) += ../mod/b.o\nobj-$(CONFIG_B) += ../mod/sub/\n"},
      {"mod/sub/Makefile", "obj-y += d.o\n"}}},
    {"two ways in",
     {{"Makefile", "obj-$(CONFIG_F) += mod/\nobj-$(CONFIG_A) += out/\n"},
      {"out/Makefile", "obj-y += ../mod/\n"},
      {"mod/Makefile", "obj-y += a.o\n"}}},
    {"ifeq",
     with_flag("ifeq ($(CONFIG_A),y)\nobj-y += a.o\nelse ifeq ($(CONFIG_B),y)\nobj-y += b.o\nelse\nobj-y += c.o\n"
               "endif\nifneq ($(CONFIG_B),)\nobj-y += sub/d.o\nendif\n")},
    {"ifdef",
     {{"Makefile", "obj-y += mod/\n"},
      {"mod/Makefile",
       "ifdef CONFIG_F\nobj-y += a.o\nelse\nobj-y += b.o\nendif\nifndef CONFIG_A\nifdef CONFIG_B\n"
       "obj-y += c.o\nendif\nendif\n"}}},
    {"two in one test",
     with_flag("ifeq ($(CONFIG_A)$(CONFIG_B),yy)\nobj-y += a.o\nendif\nifneq ($(CONFIG_A)$(CONFIG_B),)\n"
               "obj-y += b.o\nendif\n")},
    {"filter", with_flag("ifneq ($(filter y,$(CONFIG_A) $(CONFIG_B)),)\nobj-y += a.o\nendif\n"
                         "obj-y += $(filter-out b.o,a.o b.o c.o)\n")},
    {"variables", with_flag("LIST = a.o $(MORE)\nMORE := b.o\nobj-$(CONFIG_A) += $(LIST)\nMORE += c.o\n")},
    {"simple variables", with_flag("LIST := a.o $(MORE-y)\nMORE-y := b.o\nobj-y += $(LIST)\n")},
    {"overwritten", with_flag("obj-y := a.o\nifdef CONFIG_A\nobj-y := b.o\nendif\n")},
    {"unless set", with_flag("X ?= a.o\nX ?= b.o\nobj-y += $(X)\n")},
    {"changed words", with_flag("N := a b\nobj-y += $(N:=.o)\nobj-$(CONFIG_A) += $(addprefix sub/,d.o e.o)\n"
                                "obj-$(CONFIG_B) += $(patsubst %.c,%.o,c.c)\n")},
    {"if and or", with_flag("obj-$(if $(CONFIG_A),$(CONFIG_B)) += a.o\nobj-$(or $(CONFIG_A),$(CONFIG_B)) += b.o\n"
                            "obj-$(and $(CONFIG_A),$(CONFIG_B)) += c.o\n")},
    {"m as y", with_flag("obj-$(subst m,y,$(CONFIG_A)) += a.o\nobj-$(CONFIG_B:m=y) += b.o\n")},
    {"computed names", with_flag("K := A\nobj-$(CONFIG_$(K)) += a.o\nx-y := b.o\nP := x\nobj-y += $($(P)-y)\n")},
    {"included",
     {{"Makefile", "obj-$(CONFIG_F) += mod/\n"},
      {"mod/Makefile", "include $(srctree)/$(src)/more.mk\n-include $(src)/absent.mk\n"},
      {"mod/more.mk", "obj-y += a.o\nobj-$(CONFIG_A) += sub/d.o\n"}}},
    {"recipes and defines", with_flag("obj-y += a.o\ndefine x\nobj-y += b.o\nendef\nb: c\n\tobj-y += c.o\n\nT = 1\n"
                                      "\tobj-$(CONFIG_A) += c.o\n")},
    {"continued", with_flag("obj-y += \\\n\ta.o \\\n\tb.o # c.o \\\n sub/d.o\nobj-$(CONFIG_A) += c.o\n")},
    {"shell", with_flag("obj-y += a.o\nifeq ($(shell echo x),x)\nobj-y += b.o\nendif\n"), true},
};

class Make : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    if (testing::oracle_is_there("make --version")) return;
    const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
    if (required != nullptr && std::string(required) == "1") FAIL() << "GNU make is required";
    GTEST_SKIP() << "no make";
  }
  void TearDown() override { fs::remove_all(folder_); }

  /// The sources that make builds with these options.
  std::set<std::string> built(bool flag, bool a, bool b) const {
    std::ofstream(folder_ / "auto.conf") << (flag ? "CONFIG_F=y\n" : "") << (a ? "CONFIG_A=y\n" : "")
                                         << (b ? "CONFIG_B=y\n" : "");
    const std::string walk = KBUILD_ORACLE "/walk.mk";
    std::set<std::string> out;
    for (const std::string& line : testing::lines_of_command("cd '" + folder_.string() + "' && make -s -f '" + walk +
                                                             "' walk='" + walk + "' obj=. && echo end")) {
      out.insert(fs::path(line).lexically_normal().string());
    }
    EXPECT_TRUE(out.contains("end"));
    return out;
  }

  void compare(const Row& row, const std::map<std::string, Verdict>& verdicts) const {
    std::map<std::string, int> on;
    std::map<std::string, int> off;
    for (int setting = 0; setting < 8; ++setting) {
      for (const std::string& source : built((setting & 4) != 0, (setting & 2) != 0, (setting & 1) != 0)) {
        ++((setting & 4) != 0 ? on : off)[source];
      }
    }
    bool undecided = false;
    for (const auto& [source, text] : kCommon) {
      if (!source.starts_with("mod/")) continue;
      const auto found = verdicts.find(source);
      const Verdict verdict = found == verdicts.end() ? Verdict{} : found->second;
      undecided |= verdict.undecided_on || verdict.undecided_off;
      judge(row.name + (": " + source) + " on", verdict.on, verdict.undecided_on, on[source]);
      judge(row.name + (": " + source) + " off", verdict.off, verdict.undecided_off, off[source]);
    }
    EXPECT_EQ(undecided, row.undecided) << row.name;
  }

  static void judge(const std::string& what, Built verdict, bool undecided, int times) {
    if (undecided) return;
    EXPECT_EQ(verdict == Built::never, times == 0) << what;
    EXPECT_TRUE(verdict != Built::always || times == 4) << what;
  }

  const fs::path folder_ = fs::path(::testing::TempDir()) / ("modgate_kbuild_" + std::to_string(getpid()));
};

TEST_F(Make, BuildsTheSameSources) {
  for (const Row& row : kRows) {
    Tree tree = kCommon;
    tree.insert(row.tree.begin(), row.tree.end());
    fs::remove_all(folder_);
    testing::write_tree(tree, folder_);
    compare(row, testing::verdicts_of(tree));
  }
}

}  // namespace
}  // namespace modgate
