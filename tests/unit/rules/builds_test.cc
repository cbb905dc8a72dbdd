// MG311, MG602, MG603, MG604 and MG701 over build models made by hand: every combination of stage, flag, script and
// verdict once, against what the rules promise; then the words of a finding, row by row.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "context.h"

namespace modgate {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr ModuleId kRelax{0};

/// One module `relax` with the flag USE_RELAX, two core scripts and three of its own.
class BuildContext : public HandMadeContext {
 public:
  explicit BuildContext(Stage stage = Stage::S0) {
    Listing listing;
    for (const std::string_view path :
         {"CMakeLists.txt", "cmake/Relax.cmake", "cmake/other.cmake", "src/relax/CMakeLists.txt", "src/relax/a.cc",
          "src/relax/b.cc", "src/relax/c.h"}) {
      listing.add(path, EntryKind::file);
    }
    for (int i = 0; i < 30; ++i) listing.add("src/relax/more/" + std::to_string(10 + i) + ".cc", EntryKind::file);
    listing.sort();
    files = Files(std::move(listing));
    registry.owner.assign(files.view_size(), kCore);
    registry.part.assign(files.view_size(), Part::source);
    registry.test.assign(files.view_size(), false);
    registry.excluded.assign(files.view_size(), false);
    facts = FactsTable(files.view_size());
    add_module("relax", stage);
    module().manifest.flag.name = {"USE_RELAX", {}, true};
    for (std::size_t i = 0; i < files.view_size(); ++i) {
      const auto id = static_cast<FileId>(i);
      const std::string_view path = files.path(id);
      if (path.starts_with("src/relax/")) own(id);
      facts.set(i, path.ends_with(".cc") || path.ends_with(".h") ? Language::cxx : Language::cmake);
    }
    change_facts(0, [](FileFacts& script) { script.commands.emplace_back().name = "add_library"; });
    declare_flag(FlagState::Default::off);
  }

  template <class Change>
  void change_facts(std::size_t file, const Change& change) {
    FileFacts changed = facts[file];
    change(changed);
    facts.set(file, std::move(changed));
  }

  Module& module() { return registry.modules[0]; }
  FileId file(std::string_view path) const { return files.find(path).value(); }
  void own(FileId id) {
    registry.owner[index(id)] = kRelax;
    module().files.push_back(id);
  }
  void declare_flag(FlagState::Default value, std::string written = {}) {
    build.flags.assign(1, {value, std::move(written), {file("CMakeLists.txt"), {1, 2}}});
  }
  void set_gate(std::string path) { module().manifest.flag.gate = {std::move(path), {}, true}; }
  void integrate(std::string_view path) {
    module().manifest.integration.push_back({{std::string(path), {}, true}, {}, 5, false, false});
    module().integration_files.push_back(file(path));
  }

  BuildUse& use(std::string_view script, std::string_view source, Built on, Built off) {
    BuildUse use;
    use.source = file(source);
    use.module = kRelax;
    use.from = file(script);
    use.at = {100, 110};
    use.command = {90, 200};
    use.spelled = source;
    use.on = on;
    use.off = off;
    use.tested = on != off;
    use.target = "acme";
    return build.uses.emplace_back(use);
  }

  BuildReference& reference(BuildReference::Kind kind, std::string spelled,
                            std::string_view script = "CMakeLists.txt") {
    BuildReference reference;
    reference.kind = kind;
    reference.module = kRelax;
    reference.from = file(script);
    reference.at = {100, 110};
    reference.command = {90, 200};
    reference.names = spelled;
    reference.spelled = std::move(spelled);
    return build.references.emplace_back(reference);
  }
};

constexpr Built kVerdicts[] = {Built::never, Built::sometimes, Built::always, Built::undecided};

struct Combination {
  Stage stage;
  bool gate;
  std::string_view script;
  Built on, off;
};

/// What the rules promise about one combination; CMakeLists.txt is an integration point.
void expect_promise(const Combination& one) {
  BuildContext context(one.stage);
  if (one.gate) context.set_gate("cmake/Relax.cmake");
  context.integrate("CMakeLists.txt");
  context.use(one.script, "src/relax/a.cc", one.on, one.off);
  const std::size_t outside = context.run("MG311").size();
  const std::size_t gates = context.run("MG604").size();
  SCOPED_TRACE(fmt::format("{} gate={} {} on={} off={}", stage_name(one.stage), one.gate, one.script,
                           static_cast<int>(one.on), static_cast<int>(one.off)));

  const bool when_off = one.off != Built::never;
  const bool own = one.script == "src/relax/CMakeLists.txt" || (one.gate && one.script == "cmake/Relax.cmake");
  const bool stranger = one.gate && one.script == "cmake/other.cmake" && one.on != Built::never;
  if (one.stage == Stage::S0) {
    EXPECT_EQ(outside + gates, when_off || stranger ? 1U : 0U);
  } else {
    EXPECT_EQ(outside, 0U);
  }
  if (own) {
    EXPECT_EQ(outside, 0U);
    EXPECT_EQ(gates, when_off && one.stage != Stage::S2 ? 1U : 0U);
  }
  if (one.stage == Stage::S2) {
    EXPECT_EQ(gates, 0U);
  }
}

TEST(Builds, EveryCombinationIsReportedOnceOrTrulyOff) {
  for (const Stage stage : {Stage::S0, Stage::S1, Stage::S2, Stage::deprecated}) {
    for (const bool gate : {false, true}) {
      for (const std::string_view script :
           {"CMakeLists.txt", "cmake/Relax.cmake", "cmake/other.cmake", "src/relax/CMakeLists.txt"}) {
        for (const Built on : kVerdicts) {
          for (const Built off : kVerdicts) expect_promise({stage, gate, script, on, off});
        }
      }
    }
  }
}

struct Words {
  std::string_view rule;
  std::string_view message;
  Severity severity;
  void (*prepare)(BuildContext&);
};

const Words kWords[] = {
    {"MG311", "core builds a source of S0 module `relax`, listed as `src/relax/a.cc`, even with `USE_RELAX` off",
     Severity::error, [](BuildContext& c) { c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always); }},
    {"MG311", "core builds 2 sources of S0 module `relax`, caught by `src/*.cc`, even with `USE_RELAX` off",
     Severity::error,
     [](BuildContext& c) {
       for (const std::string_view path : {"src/relax/a.cc", "src/relax/b.cc"}) {
         BuildUse& use = c.use("CMakeLists.txt", path, Built::always, Built::always);
         use.spelled = "src/*.cc";
         use.pattern = true;
       }
     }},
    {"MG311",
     "core builds 2 sources of S0 module `relax`, named by `src/relax/a.cc` and `src/*.cc`, even with `USE_RELAX` off",
     Severity::error,
     [](BuildContext& c) {
       c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
       BuildUse& use = c.use("CMakeLists.txt", "src/relax/b.cc", Built::always, Built::always);
       use.at = {120, 130};
       use.spelled = "src/*.cc";
       use.pattern = true;
     }},
    {"MG311",
     "core builds a source of S0 module `relax`, listed as `src/relax/a.cc`, even with `USE_RELAX` off if `A` is on "
     "and "
     "`B` is off",
     Severity::error,
     [](BuildContext& c) {
       BuildUse& use = c.use("CMakeLists.txt", "src/relax/a.cc", Built::sometimes, Built::sometimes);
       use.when = {"`A` is on", "`B` is off"};
     }},
    {"MG311",
     "core may build a source of S0 module `relax`, listed as `src/relax/a.cc`, even with `USE_RELAX` off; not "
     "decided: "
     "`${X}`",
     Severity::warning,
     [](BuildContext& c) {
       BuildUse& use = c.use("CMakeLists.txt", "src/relax/a.cc", Built::undecided, Built::undecided);
       use.because = {"`${X}`"};
     }},
    {"MG311", "core builds a source of S0 module `relax`, listed as `src/relax/a.cc`, with `USE_RELAX` on",
     Severity::error,
     [](BuildContext& c) {
       c.set_gate("cmake/Relax.cmake");
       c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::never);
     }},
    {"MG311", "core builds a source of S0 module `relax`, listed as `src/relax/a.cc`; no flag switches it",
     Severity::error,
     [](BuildContext& c) {
       c.build.flags.clear();
       c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
     }},
    {"MG604", "with `USE_RELAX` off, `CMakeLists.txt` still builds a source of S0 module `relax`", Severity::error,
     [](BuildContext& c) { c.use("CMakeLists.txt", "src/relax/a.cc", Built::never, Built::always); }},
    {"MG604",
     "with `USE_RELAX` off, `src/relax/CMakeLists.txt` may still build a source of S0 module `relax`; "
     "not decided: `${X}`",
     Severity::warning,
     [](BuildContext& c) {
       BuildUse& use = c.use("src/relax/CMakeLists.txt", "src/relax/a.cc", Built::always, Built::undecided);
       use.because = {"`${X}`"};
     }},
    {"MG602", "flag `USE_RELAX` gates none of the 32 sources of S0 module `relax`", Severity::error,
     [](BuildContext&) {}},
    {"MG603", "flag `USE_RELAX` of S0 module `relax` is on by default", Severity::error,
     [](BuildContext& c) { c.declare_flag(FlagState::Default::on, "ON"); }},
    {"MG603", "flag `USE_RELAX` of S0 module `relax` has the default `${X}`, which may be on", Severity::warning,
     [](BuildContext& c) { c.declare_flag(FlagState::Default::expression, "${X}"); }},
    {"MG701", "deleting S0 module `relax` leaves `include(cmake/Relax.cmake)` dangling", Severity::error,
     [](BuildContext& c) { c.reference(BuildReference::Kind::script, "cmake/Relax.cmake"); }},
    {"MG701", "deleting S0 module `relax` leaves `include src/relax/Makefile` dangling", Severity::error,
     [](BuildContext& c) {
       c.facts.set(0, Language::make);
       c.reference(BuildReference::Kind::script, "src/relax/Makefile");
     }},
    {"MG701", "deleting S0 module `relax` leaves `source src/relax/Kconfig` dangling", Severity::error,
     [](BuildContext& c) {
       c.facts.set(0, Language::kconfig);
       c.reference(BuildReference::Kind::script, "src/relax/Kconfig");
     }},
    {"MG701", "deleting S0 module `relax` leaves `add_subdirectory(src/relax)` dangling", Severity::error,
     [](BuildContext& c) { c.reference(BuildReference::Kind::subdirectory, "src/relax"); }},
    {"MG701", "deleting S0 module `relax` leaves subfolder `relax/` dangling", Severity::error,
     [](BuildContext& c) {
       c.facts.set(0, Language::make);
       c.reference(BuildReference::Kind::subdirectory, "relax/");
     }},
    {"MG701", "deleting S0 module `relax` leaves path `src/relax` dangling", Severity::error,
     [](BuildContext& c) { c.reference(BuildReference::Kind::path, "src/relax"); }},
    {"MG701", "deleting S0 module `relax` leaves target `acme_relax` dangling", Severity::error,
     [](BuildContext& c) { c.reference(BuildReference::Kind::target, "acme_relax"); }},
    {"MG701", "deleting S0 module `relax` leaves command `add_relax()` dangling", Severity::error,
     [](BuildContext& c) { c.reference(BuildReference::Kind::command, "add_relax"); }},
    {"MG701", "deleting S0 module `relax` leaves source `src/relax/a.cc` dangling", Severity::error,
     [](BuildContext& c) {
       c.reference(BuildReference::Kind::source, "src/relax/a.cc");
       c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::never);
     }},
};

TEST(Builds, SayWhatTheyFound) {
  for (const Words& row : kWords) {
    BuildContext context;
    row.prepare(context);
    const std::vector<Diagnostic> found = context.run(row.rule);
    ASSERT_THAT(found, SizeIs(1)) << row.message;
    EXPECT_EQ(found[0].message, row.message);
    EXPECT_EQ(found[0].severity, row.severity) << row.message;
    EXPECT_EQ(found[0].module, "relax");
    EXPECT_FALSE(found[0].help.empty()) << row.message;
    EXPECT_FALSE(found[0].label.empty()) << row.message;
  }
}

struct Silence {
  std::string_view rule;
  std::string_view why;
  void (*prepare)(BuildContext&);
};

const Silence kSilences[] = {
    {"MG311", "test code that the policy forgives",
     [](BuildContext& c) {
       c.registry.policy.test_use = Leniency::allow;
       c.registry.test[index(c.file("src/relax/a.cc"))] = true;
       c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
     }},
    {"MG311", "a macro gates inside the sources",
     [](BuildContext& c) {
       c.module().manifest.flag.kind = {"macro", {}, true};
       c.integrate("CMakeLists.txt");
       c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
     }},
    {"MG604", "no build file declares the flag",
     [](BuildContext& c) {
       c.build.flags.clear();
       c.use("src/relax/CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
     }},
    {"MG602", "a condition decides about a source",
     [](BuildContext& c) { c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::never); }},
    {"MG602", "MG311 speaks",
     [](BuildContext& c) { c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always); }},
    {"MG602", "a command is undecided",
     [](BuildContext& c) {
       c.build.undecided.push_back({kRelax, c.file("CMakeLists.txt"), 1, {}, "`${X}` is not known"});
     }},
    {"MG602", "no build file declares the flag", [](BuildContext& c) { c.build.flags.clear(); }},
    {"MG602", "nothing is compiled",
     [](BuildContext& c) {
       for (std::size_t i = 0; i < c.facts.size(); ++i) c.facts.set(i, Language::python);
     }},
    {"MG602", "the preprocessor asks",
     [](BuildContext& c) {
       c.module().manifest.flag.kind = {"macro", {}, true};
       c.change_facts(index(c.file("src/relax/a.cc")), [](FileFacts& source) {
         source.flag_tests.push_back({"USE_RELAX", 1, {}});
       });
     }},
    {"MG602", "a use is guarded",
     [](BuildContext& c) {
       c.module().manifest.flag.macro = {"ACME_RELAX", {}, true};
       Use& use = c.resolution.uses.emplace_back();
       use.module = kRelax;
       use.guarded = true;
     }},
    {"MG602", "no build file defines a target", [](BuildContext& c) { c.facts.set(0, Language::cmake); }},
    {"MG602", "S2 needs no flag", [](BuildContext& c) { c.module().stage = Stage::S2; }},
    {"MG603", "off", [](BuildContext& c) { c.declare_flag(FlagState::Default::off, "OFF"); }},
    {"MG603", "S1 may be on",
     [](BuildContext& c) {
       c.module().stage = Stage::S1;
       c.declare_flag(FlagState::Default::on, "ON");
     }},
    {"MG701", "an integration point",
     [](BuildContext& c) {
       c.integrate("CMakeLists.txt");
       c.reference(BuildReference::Kind::script, "cmake/Relax.cmake");
     }},
    {"MG701", "the gate",
     [](BuildContext& c) {
       c.set_gate("cmake/Relax.cmake");
       c.reference(BuildReference::Kind::subdirectory, "src/relax", "cmake/Relax.cmake");
     }},
    {"MG701", "MG311 speaks",
     [](BuildContext& c) {
       c.reference(BuildReference::Kind::source, "src/relax/a.cc");
       c.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
     }},
    {"MG701", "it may be absent",
     [](BuildContext& c) {
       c.reference(BuildReference::Kind::script, "cmake/Relax.cmake");
       c.change_facts(0, [](FileFacts& script) {
         BuildCommand& command = script.commands.emplace_back();
         command.name = "include";
         command.at = {90, 200};
         command.arguments.resize(2);
         command.arguments[1].text = "OPTIONAL";
       });
     }},
    {"MG701", "S1 reverts its compositions first",
     [](BuildContext& c) {
       c.module().stage = Stage::S1;
       c.reference(BuildReference::Kind::script, "cmake/Relax.cmake");
     }},
};

TEST(Builds, AreSilentWhereNothingIsWrong) {
  for (const Silence& row : kSilences) {
    BuildContext context;
    row.prepare(context);
    EXPECT_THAT(context.run(row.rule), IsEmpty()) << row.rule << ": " << row.why;
  }
}

TEST(Builds, OneFindingListsTheSourcesOfACommand) {
  BuildContext context;
  constexpr std::uint32_t kSources = 30;
  for (std::uint32_t i = 0; i < kSources; ++i) {
    BuildUse& use = context.use("CMakeLists.txt", "src/relax/more/" + std::to_string(10 + i) + ".cc", Built::always,
                                i < 28 ? Built::always : Built::undecided);
    use.at = {100 + i, 101 + i};
    use.tested = false;
  }
  context.build.uses.front().chain = {{context.file("CMakeLists.txt"), 9, {90, 200}, "set(SOURCES ...)"},
                                      {context.file("CMakeLists.txt"), 12, {300, 310}, "list(APPEND ALL ...)"},
                                      {context.file("CMakeLists.txt"), 14, {400, 410}, "add_library(acme ...)"}};
  const std::vector<Diagnostic> found = context.run("MG311");
  ASSERT_THAT(found, SizeIs(1));
  EXPECT_THAT(found[0].message, HasSubstr("28 sources"));
  EXPECT_THAT(found[0].notes, Contains(HasSubstr("and 8 more")));
  EXPECT_THAT(found[0].notes, Contains("not decided: `src/relax/more/38.cc` and `src/relax/more/39.cc`"));
  EXPECT_THAT(found[0].notes, Contains("21 more arguments name sources of it"));
  std::vector<std::string> labels;
  for (const Related& related : found[0].related) labels.push_back(related.message);
  ASSERT_THAT(labels, SizeIs(11));
  labels.erase(labels.begin(), labels.begin() + 8);
  EXPECT_THAT(labels, ElementsAre("passed on here", "compiled into `acme`", HasSubstr("stage")));
}

TEST(Builds, AnotherSourceInTheListIsAnotherFinding) {
  BuildContext one;
  one.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
  BuildContext two;
  two.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
  two.use("CMakeLists.txt", "src/relax/b.cc", Built::always, Built::always).at = {120, 130};
  EXPECT_NE(one.run("MG311").at(0).spelling, two.run("MG311").at(0).spelling);
}

TEST(Builds, TestCodeIsJudgedByThePolicy) {
  BuildContext context;
  context.registry.policy.test_use = Leniency::warn;
  context.registry.test[index(context.file("src/relax/a.cc"))] = true;
  context.use("CMakeLists.txt", "src/relax/a.cc", Built::always, Built::always);
  EXPECT_EQ(context.run("MG311").at(0).severity, Severity::warning);
}

struct Flags {
  std::string_view first, second, kind;
  Stage stage;
  int findings;
  Severity severity;
};

TEST(Builds, SharedFlags) {
  const Flags rows[] = {
      {"USE_X", "USE_X", "", Stage::S0, 1, Severity::error},
      {"USE_X", "USE_X", "", Stage::S2, 1, Severity::error},
      {"USE_X", "USE_X", "", Stage::removed, 0, Severity::error},
      {"USE_X", "Use_X", "", Stage::S0, 1, Severity::warning},
      {"USE_X", "USE_XY", "", Stage::S0, 0, Severity::error},
      {"CONFIG_X", "X", "kconfig", Stage::S0, 1, Severity::error},
      {"CONFIG_X", "X", "cmake", Stage::S0, 0, Severity::error},
  };
  for (const Flags& row : rows) {
    HandMadeContext context;
    for (const std::string_view name : {row.first, row.second}) {
      const ModuleId id =
          context.add_module(std::string("m") + std::to_string(context.registry.modules.size()), row.stage);
      Flag& flag = context.registry.modules[index(id)].manifest.flag;
      flag.name = {std::string(name), {}, true};
      flag.kind = {std::string(row.kind), {}, !row.kind.empty()};
    }
    const std::vector<Diagnostic> found = context.run("MG606");
    ASSERT_EQ(found.size(), static_cast<std::size_t>(row.findings)) << row.first << " " << row.second;
    for (const Diagnostic& finding : found) {
      EXPECT_EQ(finding.severity, row.severity) << row.first << " " << row.second;
    }
  }
}

}  // namespace
}  // namespace modgate
