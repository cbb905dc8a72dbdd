// Kconfig against kconfiglib: generated files of a few symbols that depend on, select and default to each other in all
// ways. kconfiglib tries every setting; modgate must say `never` exactly where no setting has the symbol on.
#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <sstream>

#include "small_tree.h"

namespace modgate {
namespace {

using testing::Tree;
using testing::Verdict;
namespace fs = std::filesystem;

constexpr std::uint32_t kFiles = 150;
constexpr std::uint32_t kSymbols = 5;

/// Symbols S0 to S4, U0 to U4 and the flag F, which nothing selects and which depends on nothing: both of its values
/// are possible. Dependencies, conditions and selects only point to symbols further up, as Kconfig forbids circles.
class Generator {
 public:
  explicit Generator(std::uint32_t seed) : state_(seed * 2654435761U + 1) {}

  std::string file() {
    std::string out = "config F\n\tbool \"f\"\n";
    if (one_in(3)) out += "\tdefault y\n";
    for (count_ = 0; count_ < kSymbols; ++count_) {
      const std::uint32_t block = next(6);
      if (block == 0) out += "if " + condition() + "\n";
      if (block == 1) out += "menu \"m\"\n\tdepends on " + condition() + "\n";
      out += "config S" + std::to_string(count_) + "\n\tbool" + (one_in(3) ? "\n" : prompt());
      if (one_in(2)) out += "\tdepends on " + condition() + "\n";
      for (std::uint32_t n = next(3); n > 0; --n) out += default_line();
      // Upwards only: what is selected further up never leads back here.
      if (count_ > 0 && one_in(3)) out += "\tselect U" + std::to_string(count_) + when();
      if (one_in(5)) out += "\timply U" + std::to_string(count_) + when();
      if (block < 2) out += block == 0 ? "endif\n" : "endmenu\n";
    }
    for (std::uint32_t i = 0; i < kSymbols; ++i) {
      out += "config U" + std::to_string(i) + "\n\tbool" + (one_in(2) ? " \"u\"\n" : "\n");
      if (one_in(2)) out += "\tdepends on F\n";
    }
    return out;
  }

 private:
  std::uint32_t next(std::uint32_t bound) {
    state_ = state_ * 1664525U + 1013904223U;
    return (state_ >> 16U) % bound;
  }
  bool one_in(std::uint32_t n) { return next(n) == 0; }
  std::string name() {
    if (count_ == 0 || one_in(4)) return "F";
    return "S" + std::to_string(next(count_));
  }
  std::string condition() {
    static const char* const kForms[] = {"!", "", "", "", " && ", " || ", " && !", "=y", "!=n", "=n"};
    const std::string form = kForms[next(10)];
    if (form == "!") return "!" + name();
    if (form.starts_with(' ')) return "(" + name() + form + name() + ")";
    return name() + form;
  }
  std::string when() { return one_in(3) ? " if " + condition() + "\n" : "\n"; }
  std::string prompt() { return " \"s\"" + when(); }
  std::string default_line() {
    return std::string("\tdefault ") + (one_in(4) ? "n" : one_in(3) ? name() : "y") + when();
  }

  std::uint32_t state_;
  std::uint32_t count_ = 0;
};

/// Debian's module, whichever python3 comes first.
const std::string kPython = "PYTHONPATH=/usr/lib/python3/dist-packages python3 ";

class Kconfiglib : public ::testing::Test {
 protected:
  void SetUp() override {
    fs::create_directories(folder_);
    if (testing::oracle_is_there(kPython + "-c 'import kconfiglib; print(1)'")) return;
    const char* required = std::getenv("MODGATE_REQUIRE_ORACLES");
    if (required != nullptr && std::string(required) == "1") FAIL() << "python3 with kconfiglib is required";
    GTEST_SKIP() << "no kconfiglib";
  }
  void TearDown() override { fs::remove_all(folder_); }

  const fs::path folder_ = fs::path(::testing::TempDir()) / ("modgate_kconfig_" + std::to_string(getpid()));
};

/// The file, and a makefile that builds one source for each of its symbols.
Tree tree_of(const std::string& kconfig) {
  Tree tree = {{"Kconfig", kconfig}, {"Makefile", "obj-y += mod/\n"}, {"mod/F.c", ""}};
  std::string list = "obj-$(CONFIG_F) += F.o\n";
  for (std::uint32_t i = 0; i < kSymbols; ++i) {
    for (const std::string& name : {"S" + std::to_string(i), "U" + std::to_string(i)}) {
      list += "obj-$(CONFIG_" + name + ") += " + name + ".o\n";
      tree.emplace("mod/" + name + ".c", "");
    }
  }
  tree.emplace("mod/Makefile", list);
  return tree;
}

std::size_t judge(const std::string& what, Built verdict, bool ever_on, bool ever_off) {
  if (verdict == Built::undecided) return 1;
  EXPECT_EQ(verdict == Built::never, !ever_on) << what;
  EXPECT_TRUE(verdict != Built::always || !ever_off) << what;
  return 0;
}

TEST_F(Kconfiglib, EverySettingOfGeneratedFiles) {
  std::vector<Tree> trees;
  for (std::uint32_t seed = 0; seed < kFiles; ++seed) {
    trees.push_back(tree_of(Generator(seed).file()));
    std::ofstream(folder_ / std::to_string(seed), std::ios::binary) << trees.back().at("Kconfig");
    std::ofstream(folder_ / "list", std::ios::app) << (folder_ / std::to_string(seed)).string() << "\n";
  }
  std::size_t file = static_cast<std::size_t>(-1);
  std::size_t undecided = 0;
  std::size_t compared = 0;
  std::map<std::string, Verdict> verdicts;
  const std::string command = kPython + "'" KBUILD_ORACLE "/settings.py' < '" + (folder_ / "list").string() + "'";
  for (const std::string& line : testing::lines_of_command(command)) {
    if (line.starts_with("file ")) {
      verdicts = testing::verdicts_of(trees[++file]);
      continue;
    }
    std::istringstream in(line);
    std::string name;
    bool on_on = false, on_off = false, off_on = false, off_off = false, default_on = false, default_off = false;
    in >> name >> on_on >> on_off >> off_on >> off_off >> default_on >> default_off;
    Verdict verdict = verdicts["mod/" + name + ".c"];
    if (verdict.undecided_on) verdict.on = Built::undecided;
    if (verdict.undecided_off) verdict.off = Built::undecided;
    const std::string what = name + " of\n" + trees[file].at("Kconfig");
    undecided += judge("flag on, " + what, verdict.on, on_on, on_off);
    undecided += judge("flag off, " + what, verdict.off, off_on, off_off);
    undecided += judge("flag on, defaults, " + what, verdict.default_on, default_on, !default_on);
    undecided += judge("flag off, defaults, " + what, verdict.default_off, default_off, !default_off);
    compared += 4;
  }
  EXPECT_EQ(file + 1, kFiles) << "settings.py did not get through the list";
  // Nothing in these files is beyond reach; a clash of many defaults may be.
  EXPECT_LE(undecided, compared / 100);
}

}  // namespace
}  // namespace modgate
