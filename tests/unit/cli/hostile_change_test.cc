// Changes that try to let themselves in, and changes that do honest work, through the real program on repositories made
// here. A hostile one is refused or at least told of, whatever it edits; an honest one is green.
#include <functional>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::Contains;
using ::testing::IsEmpty;
using ::testing::Not;

using Edit = std::function<void(RepoBuilder&)>;

struct Row {
  const char* name;
  Edit edit;
  int status;
  Words rules;  ///< of a hostile change: new findings of these rules must be there
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

const std::string kPolicy = "schema: modgate/policy/v1\npreset: minimal\nexclude: [third/]\n";
const std::string kPeople = "schema: modgate/people/v1\npeople:\n  - {id: ada, roles: [{role: pmc}]}\n";
const std::string kMallory = "  - {id: mallory, roles: [{role: committer}]}\n";
const std::string kDeprecation =
    "deprecation: {announced: 2023-01-01, reason: superseded, replacement: scout, remove_after: 2030-01-01}\n";
const std::string kComposition =
    "compositions:\n  - {with: the tuner, paths: [src/tuner/], rfc: \"https://rfcs.acme.org/7\"}\n";

const std::string kLicence =
    "// Licensed to the Acme Software Foundation under one or more contributor agreements. See\n"
    "// the file that comes with this work for information on who owns what, and who does not.\n"
    "// Unless required by law or agreed to in writing, it comes as it is, without conditions.\n";

/// A header of a module that is long enough to be known again.
std::string header(const std::string& id, const std::string& more = {}) {
  return "#pragma once\nnamespace acme::" + id +
         " {\nint rank(int dimensions);\nint volume(int dimensions);\nint strides(int dimensions, int unit);\n" + more +
         "}\n";
}

std::string relax(const std::string& more = {}) {
  return manifest("relax", "S0", "integration: [{path: cmake/relax.cmake, why: build, owned: true}]\n" + more);
}

/// S0 `relax`, S1 `scout` used by src/tuner, deprecated `relay` with a user, removed `tombs`; core uses relax in one
/// file.
void build_base(RepoBuilder& repo) {
  repo.file(".modgate/policy.yaml", kPolicy).file(".modgate/people.yaml", kPeople + kMallory);
  repo.file(".modgate/modules/relax.yaml", relax()).file("src/relax/shape.h", header("relax"));
  repo.file("src/relax/rank.h",
            "#pragma once\nnamespace acme::relax {\nlong first_rank();\nlong second_rank();\n"
            "long third_rank(int of_what);\nlong fourth_rank(int of_what);\n}\n");
  repo.file("cmake/relax.cmake",
            "# How relax is built: with nothing but its headers, which need no command at all.\n"
            "set(RELAX_HEADERS_ONLY ON)\n");
  repo.file(".modgate/modules/scout.yaml", manifest("scout", "S1", kComposition))
      .file("src/scout/s.h", header("scout"));
  repo.file("src/tuner/tune.cc", "#include \"../scout/s.h\"\n");
  repo.file(".modgate/modules/relay.yaml", manifest("relay", "deprecated", kDeprecation));
  repo.file("src/relay/r.h", header("relay")).file("src/core/legacy.cc", "#include \"../relay/r.h\"\nint legacy();\n");
  repo.file(".modgate/modules/tombs.yaml", manifest("tombs", "removed", kDeprecation));
  repo.file("src/relax/py/empty.txt", "").file("src/relax/tiny.cc", kLicence + "namespace acme::relax {}\n");
  repo.file("CMakeLists.txt", "option(USE_RELAX \"\" OFF)\noption(USE_SCOUT \"\" OFF)\noption(USE_RELAY \"\" OFF)\n");
  repo.file("src/core/old.cc", "// The oldest user.\nint first();\nint second();\n" + kUse);
  repo.file("src/core/clean.cc", kNoUse).file("src/core/text.h", header("core")).file("third/x.cc", header("third"));
  repo.commit("base");
}

Words new_rules(const Json& report, bool infos) {
  Words rules;
  if (!report.is_object()) return rules;
  for (const Json& finding : report.at("findings")) {
    if (finding.at("status") == "new" && (infos || finding.at("severity") != "info")) {
      rules.push_back(finding.at("rule").get<std::string>());
    }
  }
  return rules;
}

class Hostile : public ::testing::TestWithParam<Row> {};

TEST_P(Hostile, IsRefusedOrTold) {
  const Row& row = GetParam();
  RepoBuilder repo;
  build_base(repo);
  row.edit(repo);
  repo.commit("change");
  const Ran ran = modgate(repo, {"check", "-f", "json", "--against", "HEAD~1", "--rev", "HEAD"});
  EXPECT_EQ(ran.status, row.status) << ran.out << ran.err;
  const Words rules = new_rules(report_of(ran), true);
  EXPECT_THAT(rules, Not(IsEmpty())) << "nobody is told";
  for (const std::string& rule : row.rules) EXPECT_THAT(rules, Contains(rule));
}

Edit write(const std::string& path, const std::string& bytes) {
  return [=](RepoBuilder& repo) { repo.file(path, bytes); };
}

/// Several edits as one change.
Edit all(std::vector<Edit> edits) {
  return [=](RepoBuilder& repo) {
    for (const Edit& edit : edits) edit(repo);
  };
}

Edit policy(const std::string& more) { return write(".modgate/policy.yaml", kPolicy + more); }

const Edit kNewUse = write("src/core/new.cc", kUse);

const std::vector<Row> kRulings = {
    {"a_severity", all({policy("severity: {MG301: off}\n"), kNewUse}), 1, {"MG301", "MG908"}},
    {"a_gate",
     all({policy("policy: {test_use: allow}\n"), write("tests/a.cc", "#include \"../src/relax/shape.h\"\n")}),
     1,
     {"MG301", "MG908"}},
    {"a_gate_with_the_modules_files",
     all({policy("policy: {endorsers_min: 0, vote: consensus}\n"),
          write("src/relax/shape.h", header("relax", "int more();\n"))}),
     0,
     {"MG505", "MG908"}},
    {"the_policy_deleted",
     [](RepoBuilder& r) { r.remove(".modgate/policy.yaml").file("src/core/new.cc", kUse); },
     1,
     {"MG301", "MG908"}},
    {"the_policy_renamed",
     [](RepoBuilder& r) { r.rename(".modgate/policy.yaml", ".modgate/old.yaml").file("src/core/new.cc", kUse); },
     1,
     {"MG301", "MG908"}},
    {"the_policy_a_link",
     [](RepoBuilder& r) {
       r.rename(".modgate/policy.yaml", "policy.yaml").symlink(".modgate/policy.yaml", "../policy.yaml");
     },
     2,
     {"MG908"}},
    {"an_exclusion",
     all({write(".modgate/policy.yaml", "schema: modgate/policy/v1\nexclude: [third/, src/core/new.cc]\n"), kNewUse}),
     0,
     {"MG505", "MG908"}},
    {"a_pattern_of_tests", all({policy("tests: [src/core/]\n"), kNewUse}), 1, {"MG301", "MG505", "MG908"}},
    {"the_manifests_pattern", all({policy("manifests: [none/*.yaml]\n"), kNewUse}), 1, {"MG508", "MG908"}},
    {"the_manifests_pattern_alone", policy("manifests: [none/*.yaml]\n"), 1, {"MG508", "MG908"}},
    {"another_pattern_with_its_manifest",
     all({policy("manifests: [modules/*.yaml, more/*.yaml]\n"), write(".modgate/more/next.yaml", manifest("next")),
          write("src/next/n.h", header("next")), write("src/core/clean.cc", "#include \"../next/n.h\"\n")}),
     1,
     {"MG301", "MG908"}},
    {"the_roster",
     all({write(".modgate/people.yaml", kPeople + "  - {id: mallory, roles: [{role: pmc}]}\n"),
          write(".modgate/modules/relax.yaml", relax("endorsers: [ada, mallory]\n"))}),
     1,
     {"MG402", "MG505", "MG908"}},
    {"the_roster_deleted", [](RepoBuilder& r) { r.remove(".modgate/people.yaml"); }, 0, {"MG908"}},
    {"the_mailmap", write(".mailmap", "Ada <ada@acme.org> <mallory@acme.org>\n"), 0, {"MG908"}},
    {"a_suppression",
     write("src/core/new.cc", "#include \"../relax/shape.h\"  // modgate: allow(MG301) -- please\n"),
     0,
     {"MG908"}},
};
INSTANTIATE_TEST_SUITE_P(Rulings, Hostile, ::testing::ValuesIn(kRulings),
                         [](const auto& row) { return std::string(row.param.name); });

const std::vector<Row> kManifests = {
    {"deleted",
     [](RepoBuilder& r) { r.remove(".modgate/modules/relax.yaml").file("src/core/new.cc", kUse); },
     1,
     {"MG508"}},
    {"all_deleted", [](RepoBuilder& r) { r.remove(".modgate").file("src/core/new.cc", kUse); }, 1, {"MG508", "MG908"}},
    {"another_id", write(".modgate/modules/relax.yaml", manifest("flex") + "tests: [src/relax/]\n"), 1, {"MG508"}},
    {"the_id_in_another_case",
     write(".modgate/modules/relax.yaml", manifest("Relax") + "docs: [src/relax/]\n"),
     1,
     {"MG103"}},
    {"another_ending",
     [](RepoBuilder& r) { r.rename(".modgate/modules/relax.yaml", ".modgate/modules/relax.yaml.off"); },
     1,
     {"MG508"}},
    {"out_of_the_patterns",
     [](RepoBuilder& r) { r.rename(".modgate/modules/relax.yaml", ".modgate/m/relax.yaml"); },
     1,
     {"MG508"}},
    {"the_folder_a_link",
     [](RepoBuilder& r) { r.rename(".modgate/modules", "manifests").symlink(".modgate/modules", "../manifests"); },
     1,
     {"MG508"}},
    {"emptied", all({write(".modgate/modules/relax.yaml", ""), kNewUse}), 1, {"MG101"}},
    {"broken", all({write(".modgate/modules/relax.yaml", "module: [relax\n"), kNewUse}), 1, {"MG101"}},
    {"an_unknown_stage",
     all({write(".modgate/modules/relax.yaml", manifest("relax", "S9")), kNewUse}),
     1,
     {"MG103", "MG301"}},
    {"a_higher_stage",
     all({write(".modgate/modules/relax.yaml", manifest("relax", "S2")), kNewUse}),
     1,
     {"MG501", "MG505"}},
    {"back_to_proposed",
     all({write(".modgate/modules/relax.yaml", manifest("relax", "proposed")), kNewUse}),
     1,
     {"MG301"}},
    {"the_tombstone_deleted", [](RepoBuilder& r) { r.remove(".modgate/modules/tombs.yaml"); }, 1, {"MG508"}},
    {"the_id_of_a_tombstone_again",
     [](RepoBuilder& r) {
       r.rename(".modgate/modules/tombs.yaml", "tombs.yaml").file(".modgate/modules/new.yaml", manifest("tombs"));
       r.file("src/tombs/t.h", header("tombs"));
     },
     1,
     {"MG501"}},
    {"an_integration_point",
     all({write(".modgate/modules/relax.yaml",
                manifest("relax", "S0",
                         "integration: [{path: cmake/relax.cmake, why: build, owned: true}, "
                         "{path: src/core/clean.cc, why: registration, use: true}]\n")),
          write("src/core/clean.cc", kUse)}),
     0,
     {"MG505"}},
    {"a_composition",
     all({write(
              ".modgate/modules/scout.yaml",
              manifest("scout", "S1", kComposition + "  - {with: me, paths: [src/core/], rfc: \"https://a.org/8\"}\n")),
          write("src/core/clean.cc", "#include \"../scout/s.h\"\n")}),
     0,
     {"MG505"}},
    {"a_dependency",
     all({write(".modgate/modules/relax.yaml", relax("depends_on: [scout]\n")),
          write("src/relax/shape.h", "#include \"../scout/s.h\"\n" + header("relax"))}),
     0,
     {"MG505"}},
    {"a_core_file_called_a_test",
     all({write(".modgate/modules/relax.yaml", relax("tests: [src/core/clean.cc]\n")),
          write("src/core/clean.cc", kUse)}),
     0,
     {"MG505"}},
    {"a_core_file_called_documentation",
     all({write(".modgate/modules/relax.yaml", relax("docs: [src/core/clean.cc]\n")),
          write("src/core/clean.cc", kUse)}),
     0,
     {"MG505"}},
    {"a_namespace_allowed",
     all({[](RepoBuilder& r) {
            std::string text = relax();
            text.replace(text.find("[\"acme::relax\"]"), 15, "[\"acme::relax\"], allow: [std]");
            r.file(".modgate/modules/relax.yaml", text);
          },
          write("src/relax/hash.h", "namespace std {\nint my_own();\n}\n")}),
     0,
     {"MG505"}},
};
INSTANTIATE_TEST_SUITE_P(Manifests, Hostile, ::testing::ValuesIn(kManifests),
                         [](const auto& row) { return std::string(row.param.name); });

const std::vector<Row> kFiles = {
    {"moved_to_core", [](RepoBuilder& r) { r.rename("src/relax/rank.h", "src/core/rank.h"); }, 1, {"MG511"}},
    {"moved_and_edited",
     [](RepoBuilder& r) {
       r.remove("src/relax/shape.h");
       r.file("src/core/form.h", header("relax", "int another();\n"));
     },
     1,
     {"MG511"}},
    {"copied_to_core", write("src/core/shape.h", header("relax")), 1, {"MG511"}},
    {"copied_and_edited", write("src/core/shape.h", header("relax", "int i();\n")), 1, {"MG511"}},
    {"copied_to_an_excluded_folder", write("third/shape.h", header("relax")), 1, {"MG511"}},
    {"moved_to_an_excluded_folder", [](RepoBuilder& r) { r.rename("src/relax/rank.h", "third/rank.h"); }, 1, {"MG511"}},
    {"laid_over_a_file_of_core",
     [](RepoBuilder& r) {
       r.remove("src/relax/rank.h");
       r.file("src/core/text.h",
              "#pragma once\nnamespace acme::core {\nlong first_rank();\nlong second_rank();\n"
              "long third_rank(int of_what);\nlong fourth_rank(int of_what);\n}\n");
     },
     1,
     {"MG511"}},
    {"a_path_dropped",
     [](RepoBuilder& r) {
       std::string text = relax();
       text.replace(text.find("[src/relax/]"), 12, "[src/relax/shape.h]");
       r.file(".modgate/modules/relax.yaml", text);
     },
     1,
     {"MG511"}},
    {"an_owned_point_given_up", write(".modgate/modules/relax.yaml", manifest("relax")), 1, {"MG511"}},
    {"its_own_files_excluded",
     write(".modgate/policy.yaml", "schema: modgate/policy/v1\nexclude: [third/, src/relax/rank.h]\n"),
     1,
     {"MG511", "MG908"}},
    {"taken_by_a_freer_module",
     [](RepoBuilder& r) {
       std::string text = manifest("scout", "S1", kComposition);
       text.replace(text.find("[src/scout/]"), 12, "[src/scout/, src/relax/rank.h]");
       r.file(".modgate/modules/scout.yaml", text);
     },
     1,
     {"MG511"}},
    {"removed_and_kept_elsewhere",
     [](RepoBuilder& r) {
       r.file(".modgate/modules/relay.yaml", manifest("relay", "removed", kDeprecation));
       r.rename("src/relay/r.h", "src/core/r.h").file("src/core/legacy.cc", "#include \"r.h\"\nint legacy();\n");
     },
     1,
     {"MG511"}},
    {"a_new_user_of_what_is_deprecated", write("src/core/clean.cc", "#include \"../relay/r.h\"\n"), 1, {"MG306"}},
    {"deprecated_to_be_used",
     all({write(".modgate/modules/relax.yaml", manifest("relax", "deprecated", kDeprecation)), kNewUse}),
     1,
     {"MG306"}},
    {"one_use_for_another", all({write("src/core/old.cc", kNoUse), kNewUse}), 1, {"MG301"}},
    {"two_uses_for_one_that_went_away",
     [](RepoBuilder& r) {
       r.remove("src/relax/shape.h").file("src/relax/dims.h", "#pragma once\nnamespace acme::relax {\nint d();\n}\n");
       r.file("src/core/old.cc", "#include \"../relax/dims.h\"\n#include \"../relax/rank.h\"\n");
     },
     1,
     {"MG301"}},
    {"the_old_user_twice",
     write("src/core/again.cc", "// The oldest user.\nint first();\nint second();\n" + kUse),
     1,
     {"MG301"}},
};
INSTANTIATE_TEST_SUITE_P(Files, Hostile, ::testing::ValuesIn(kFiles),
                         [](const auto& row) { return std::string(row.param.name); });

/// Runs `modgate baseline` with these words in the work tree.
Edit baseline(Words words) {
  return [=](RepoBuilder& repo) {
    Words all = {"baseline"};
    all.insert(all.end(), words.begin(), words.end());
    const Ran ran = modgate(repo, all);
    EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  };
}

const std::string kWaiver =
    "waivers: [{rule: MG301, until: 2024-01-31, reason: The port is not done yet., approved_by: ada}]\n";

const std::vector<Row> kExceptions = {
    {"a_baseline_of_its_own", all({kNewUse, baseline({"create"})}), 1, {"MG301", "MG908"}},
    {"a_waiver_of_its_own", all({write(".modgate/modules/relax.yaml", relax(kWaiver)), kNewUse}), 1, {"MG301"}},
    {"the_maintainers_waiver",
     write(".modgate/modules/relax.yaml", relax("maintainers: [ada]\n" + kWaiver)),
     1,
     {"MG903"}},
};
INSTANTIATE_TEST_SUITE_P(Exceptions, Hostile, ::testing::ValuesIn(kExceptions),
                         [](const auto& row) { return std::string(row.param.name); });

class Honest : public ::testing::TestWithParam<Row> {};

TEST_P(Honest, IsGreen) {
  const Row& row = GetParam();
  RepoBuilder repo;
  build_base(repo);
  row.edit(repo);
  repo.commit("change");
  const Ran ran = modgate(repo, {"check", "-f", "json", "--against", "HEAD~1", "--rev", "HEAD"});
  EXPECT_EQ(ran.status, 0) << ran.out << ran.err;
  EXPECT_EQ(new_rules(report_of(ran), false), Words{}) << ran.out;
}

const std::vector<Row> kHonest = {
    {"a_fix", write("src/core/old.cc", kNoUse), 0, {}},
    {"an_old_user_renamed", [](RepoBuilder& r) { r.rename("src/core/old.cc", "src/core/older.cc"); }, 0, {}},
    {"lines_above",
     write("src/core/old.cc", "// One more line.\n// The oldest user.\nint first();\nint second();\n" + kUse),
     0,
     {}},
    {"a_file_of_the_module", write("src/relax/more.h", header("relax", "int m();\n")), 0, {}},
    {"a_small_file_under_the_modules_licence", write("src/core/gate.cc", kLicence + "int gate();\n"), 0, {}},
    {"a_file_of_core_written_anew", write("src/core/clean.cc", header("core", "int run();\n")), 0, {}},
    {"a_file_of_the_module_deleted", [](RepoBuilder& r) { r.remove("src/relax/rank.h"); }, 0, {}},
    {"a_file_moved_within_the_module",
     [](RepoBuilder& r) { r.rename("src/relax/rank.h", "src/relax/ir/rank.h"); },
     0,
     {}},
    {"a_core_header_renamed",
     [](RepoBuilder& r) {
       r.rename("src/core/text.h", "src/core/words.h");
       r.file("src/core/clean.cc", "#include \"words.h\"\nint run();\n");
     },
     0,
     {}},
    {"a_modules_header_split_and_its_old_user_adapted",
     [](RepoBuilder& r) {
       r.remove("src/relax/shape.h").file("src/relax/dims.h", "#pragma once\nnamespace acme::relax {\nint d();\n}\n");
       r.file("src/relax/sizes.h", "#pragma once\nnamespace acme::relax {\nlong size_of_all();\n}\n");
       r.file("src/core/old.cc", "// The oldest user.\nint first();\nint second();\n#include \"../relax/dims.h\"\n");
     },
     0,
     {}},
    {"a_deprecated_header_renamed",
     [](RepoBuilder& r) {
       r.rename("src/relay/r.h", "src/relay/route.h");
       r.file("src/core/legacy.cc", "#include \"../relay/route.h\"\nint legacy();\n");
     },
     0,
     {}},
    {"a_user_of_what_is_deprecated_gone", write("src/core/legacy.cc", "int legacy();\n"), 0, {}},
    {"one_more_file_of_a_composition", write("src/tuner/more.cc", "#include \"../scout/s.h\"\nint more();\n"), 0, {}},
    {"the_manifest_renamed",
     [](RepoBuilder& r) { r.rename(".modgate/modules/relax.yaml", ".modgate/modules/graph.yaml"); },
     0,
     {}},
    {"the_modules_folder_renamed",
     [](RepoBuilder& r) {
       std::string text = manifest("scout", "S1", kComposition);
       text.replace(text.find("src/scout/"), 10, "src/search/");
       r.rename("src/scout", "src/search").file(".modgate/modules/scout.yaml", text);
       r.file("src/tuner/tune.cc", "#include \"../search/s.h\"\n");
     },
     0,
     {}},
    {"a_comment_in_the_policy",
     all({policy("# Nothing else is excluded.\n"), write("src/relax/m.h", header("relax", "int x();\n"))}),
     0,
     {}},
    {"the_policy_alone", policy("policy: {s0_days_min: 10}\n"), 0, {}},
    {"the_roster_alone", write(".modgate/people.yaml", kPeople), 0, {}},
    {"an_excluded_folder_renamed",
     [](RepoBuilder& r) {
       r.rename("third", "vendor").file("vendor/x.cc", header("third", "int y();\n"));
       r.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npreset: minimal\nexclude: [vendor/]\n");
     },
     0,
     {}},
    {"the_manifests_elsewhere",
     [](RepoBuilder& r) {
       r.file(".modgate/policy.yaml", kPolicy + "manifests: [m/*.yaml]\n");
       r.rename(".modgate/modules", ".modgate/m");
     },
     0,
     {}},
    {"a_module_withdrawn_whole_and_an_empty_file",
     [](RepoBuilder& r) {
       r.remove(".modgate/modules/relax.yaml").remove("src/relax").remove("cmake/relax.cmake");
       r.file("src/core/old.cc", kNoUse).file("python/acme/__init__.py", "");
     },
     0,
     {}},
    {"core_files_declared_as_tests", write(".modgate/modules/relax.yaml", relax("tests: [src/core/old.cc]\n")), 0, {}},
    {"a_proposal", write(".modgate/modules/next.yaml", manifest("next", "proposed")), 0, {}},
    {"evidence_alone", write(".modgate/modules/relax.yaml", relax("depends_on: [scout]\n")), 0, {}},
};
INSTANTIATE_TEST_SUITE_P(Work, Honest, ::testing::ValuesIn(kHonest),
                         [](const auto& row) { return std::string(row.param.name); });

/// A finding of the baseline is fixed and its entry pruned; fixed and left, it is said.
TEST(Baseline, AFixIsGreenAndItsEntryIsPruned) {
  RepoBuilder repo;
  build_base(repo);
  baseline({"create"})(repo);
  repo.commit("baseline");
  repo.file("src/core/old.cc", kNoUse);
  const Words left = new_rules(report_of(modgate(repo, {"check", "-f", "json", "--against", "HEAD"})), false);
  EXPECT_THAT(left, ::testing::ElementsAre("MG904"));
  baseline({"prune"})(repo);
  repo.commit("fix");
  const Ran ran = modgate(repo, {"check", "-f", "json", "--against", "HEAD~1", "--rev", "HEAD"});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_THAT(new_rules(report_of(ran), false), IsEmpty()) << ran.out;
}

}  // namespace
}  // namespace modgate::testing
