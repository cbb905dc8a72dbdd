// What must not pass in silence: paths that name nothing, policies that replace each other, files that are links.
#include <filesystem>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// A command line in the fixture and how it ends; parts of what is printed, or of what must not be.
struct Row {
  const char* name;
  Words words;
  int status;
  const char* out;
  const char* err;
  const char* never;
};

void PrintTo(const Row& row, std::ostream* out) { *out << row.name; }

class Silence : public ::testing::TestWithParam<Row> {};

TEST_P(Silence, IsBroken) {
  const Row& row = GetParam();
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/gone/a.cc", kNoUse).file(".gitignore", "ignored/\n").commit("base");
  repo.remove("src/gone").file("ignored/a.cc", kUse).folder("empty");
  repo.file("bad policy.yaml", "\"schema\" :  'modgate/policy/v1'\npreset: maximal\n");
  repo.file("no_yaml.yaml", "schema: modgate/policy/v1\npreset: [\n");
  repo.file("good.yaml", "schema:    \"modgate/policy/v1\"\npreset: tvm-2023\n");
  repo.file("roster.yaml", "'schema': modgate/people/v1\npeople: [\n");
  repo.file("bad.yaml", manifest("bad", "S9"));
  repo.file("house/policy.yaml", "schema: modgate/policy/v1\npresett: minimal\n");
  const Ran ran = modgate(repo, row.words);
  EXPECT_EQ(ran.status, row.status) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(row.out));
  EXPECT_THAT(ran.err, HasSubstr(row.err));
  if (*row.never != '\0') {
    EXPECT_THAT(ran.out + ran.err, Not(HasSubstr(row.never)));
  }
}

const std::vector<Row> kRows = {
    {"half_a_name", {"check", "src/cor"}, 2, "", "`src/cor` is no file or folder", "ok"},
    {"second_path_is_nothing", {"check", "src/core", "src/nosuch.cc"}, 2, "", "`src/nosuch.cc`", "ok"},
    {"ignored_by_git", {"check", "ignored/a.cc"}, 2, "", "`ignored/a.cc`", "ok"},
    {"folder_without_files", {"check", "empty"}, 2, "", "`empty`", "ok"},
    {"removed_without_a_base", {"check", "src/gone"}, 2, "", "`src/gone`", "ok"},
    {"removed_since_the_base", {"check", "src/gone", "--against", "HEAD"}, 0, "ok: ", "", "error"},
    {"in_no_base_either", {"check", "src/gon", "--against", "HEAD"}, 2, "", "`src/gon`", "ok"},
    {"folder_with_slash", {"check", "src/core/"}, 0, "ok: ", "", "error"},
    {"root", {"check", "."}, 0, "ok: ", "", "error"},

    {"policy_by_quoted_schema", {"validate", "bad policy.yaml", "-f", "concise"}, 2, "bad policy.yaml:2", "", "MG104"},
    {"policy_that_is_no_yaml", {"validate", "no_yaml.yaml", "-f", "concise"}, 2, "MG101", "", ""},
    {"first_of_two", {"validate", "bad policy.yaml", "good.yaml", "-f", "concise"}, 2, "bad policy.yaml:2", "", ""},
    {"last_of_two", {"validate", "good.yaml", "bad policy.yaml", "-f", "concise"}, 2, "bad policy.yaml:2", "", ""},
    {"broken_roster", {"validate", "roster.yaml", "-f", "concise"}, 2, "roster.yaml:", "", "ok"},
    {"broken_though_never", {"validate", "bad policy.yaml", "--fail-on", "never"}, 2, "MG103", "", ""},
    {"bad_manifest", {"validate", "bad.yaml", "-f", "concise"}, 1, "bad.yaml:4", "", ""},
    {"broken_governing_policy",
     {"validate", "--config", "house/policy.yaml", ".modgate/modules/relax.yaml"},
     2,
     "`presett`",
     "",
     "ok"},

    {"nothing_checked", {"check", "--config", "good.yaml"}, 2, "", "no manifest `modules/*.yaml`", "ok"},
    {"nothing_checked_in_json",
     {"check", "-f", "json", "--rev", "HEAD^{tree}", "--config", "house/../good.yaml"},
     2,
     "\"findings\"",
     "no manifest `house/../modules/*.yaml`",
     ""},
    {"init_alone", {"init"}, 2, "", "policy or manifest", "Usage"},
    {"init_root", {"init", "manifest", "."}, 2, "", "the repository's root is no module", ""},
    {"init_policy_surplus", {"init", "policy", "src"}, 2, "", "`src` is one word too many", "wrote"},
    {"explain_surplus", {"explain", "MG301", "MG302"}, 2, "", "`MG302` is one word too many", "#"},
    {"schema_surplus", {"schema", "policy", "people"}, 2, "", "`people` is one word too many", "{"},
    {"config_surplus", {"config", "show", "it"}, 2, "", "`it` is one word too many", "preset"},
    {"prefix_in_small_letters", {"check", "--select", "mg3"}, 0, "ok: ", "", "no rule"},
    {"rule_of_another_version", {"explain", "MG999"}, 2, "", "`MG999` is not a rule of modgate ", "did you mean"},
    {"config_show_broken", {"config", "show", "--config", "house/policy.yaml"}, 2, "rfc_headings", "config check", ""},
    {"modules_broken", {"modules", "--config", "house/policy.yaml"}, 2, "no modules", "config check", ""},
    {"probe_removed", {"probe", "src/core", "--as", "removed"}, 2, "", "`removed` is no stage", ""},
};
INSTANTIATE_TEST_SUITE_P(Rows, Silence, ::testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Config, ShowListsEveryKeyOfThePolicy) {
  const RepoBuilder repo;
  const Ran ran = modgate(repo, {"config", "show"});
  const Json schema = Json::parse(modgate(repo, {"schema", "policy"}).out);
  const Json& keys = schema.at("properties");
  for (const auto& [key, value] : keys.items()) {
    if (key == "schema" || key == "severity" || key == "policy") continue;
    EXPECT_THAT(ran.out, HasSubstr(key + " "));
  }
  for (const auto& [key, value] : keys.at("policy").at("properties").items()) {
    EXPECT_THAT(ran.out, HasSubstr("policy." + key + " "));
  }
}

TEST(Output, APipeStaysAPipe) {
  RepoBuilder repo;
  add_relax(repo);
  const std::string line =
      "mkfifo ../pipe && { cat ../pipe & '" MODGATE_BINARY "' check -o ../pipe; echo \"status $?\" >&2; wait; }";
  const Ran ran = run_sealed({"/bin/sh", "-c", line}, repo.path());
  EXPECT_THAT(ran.out, HasSubstr("ok: "));
  EXPECT_THAT(ran.err, HasSubstr("status 0"));
  EXPECT_TRUE(std::filesystem::is_fifo(repo.temp() + "/pipe"));
}

TEST(Output, ALinkStaysALink) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("../report", "old").symlink("../link", "report");
  EXPECT_EQ(modgate(repo, {"check", "-o", "../link"}).status, 0);
  EXPECT_TRUE(std::filesystem::is_symlink(repo.temp() + "/link"));
  EXPECT_THAT(bytes_of(repo.temp() + "/report"), HasSubstr("ok: "));
}

TEST(Output, ADeviceAndAFolder) {
  RepoBuilder repo;
  add_relax(repo);
  EXPECT_EQ(modgate(repo, {"check", "-o", "/dev/null"}).status, 0);
  EXPECT_TRUE(std::filesystem::is_character_file("/dev/null"));
  const Ran folder = modgate(repo, {"check", "-o", "src"});
  EXPECT_EQ(folder.status, 3);
  EXPECT_THAT(folder.err, HasSubstr("cannot write `src`"));
}

TEST(Init, WritesThroughNoLink) {
  RepoBuilder repo;
  add_relax(repo);
  repo.remove(".modgate").folder("../outside/modules").folder(".modgate");
  repo.symlink(".modgate/modules", "../../outside/modules").symlink(".modgate/policy.yaml", "../../outside/policy");
  const Ran ran = modgate(repo, {"init", "manifest", "src/relax"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("`.modgate/modules` is a link"));
  EXPECT_THAT(modgate(repo, {"init", "policy"}).err, HasSubstr("never overwrites"));
  EXPECT_TRUE(std::filesystem::is_empty(repo.temp() + "/outside/modules"));
  EXPECT_FALSE(std::filesystem::exists(repo.temp() + "/outside/policy"));
}

TEST(Probe, OfFoldersThatAModuleOwns) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/a.cc", kUse).commit("use");
  const std::string already = "these folders belong to module `relax` already";
  const Ran owned = modgate(repo, {"probe", "src/relax"});
  EXPECT_EQ(owned.status, 0) << owned.err;
  EXPECT_THAT(owned.out, AllOf(HasSubstr(already), HasSubstr("`acme::relax`"), HasSubstr("src/core/a.cc:1"),
                               Not(HasSubstr("MG106")), Not(HasSubstr("MG108"))));
  EXPECT_THAT(modgate(repo, {"probe", "src/core"}).out, Not(HasSubstr("already")));
  EXPECT_THAT(modgate(repo, {"init", "manifest", "src/relax/shape.h"}).out, HasSubstr(already));
}

TEST(Probe, SaysHowToSeeEveryPlace) {
  RepoBuilder repo;
  add_relax(repo);
  repo.remove(".modgate").file("src/my part/a.h", "#pragma once\nnamespace mine { int f(); }\n");
  repo.file("src/core/a.cc", "#include \"../my part/a.h\"\n").commit("use");
  const Ran ran = modgate(repo, {"probe", "src/my part", "--as", "proposed", "--rev", "HEAD"});
  EXPECT_THAT(ran.out, HasSubstr("every place: modgate probe 'src/my part' --as proposed --rev HEAD -f concise\n"));
  EXPECT_THAT(ran.out, HasSubstr("modgate init manifest 'src/my part'\n"));
  const Ran staged = modgate(repo, {"probe", "src/my part", "--staged"});
  EXPECT_THAT(staged.out, HasSubstr("every place: modgate probe 'src/my part' --staged -f concise\n"));
}

TEST(Init, OfFoldersWhoseNamesArePatterns) {
  RepoBuilder repo;
  repo.file("src/a*/x.h", "#pragma once\n").file("src/ab/x.h", "#pragma once\n").file("src/[x]?/y.h", "#pragma once\n");
  repo.file("src/back\\slash/z.h", "").file("src/bell\a/z.h", "").file("src/\xff/z.h", "");
  for (const char* folder : {"src/a*", "src/[x]?"}) {
    const Ran ran = modgate(repo, {"init", "manifest", folder});
    ASSERT_EQ(ran.status, 0) << folder << ran.err;
  }
  EXPECT_THAT(checked(repo, {"--select", "MG108,MG109"}), IsEmpty());
  const Json modules = Json::parse(modgate(repo, {"modules", "-f", "json"}).out);
  ASSERT_EQ(modules.size(), 2U);
  for (const Json& module : modules) EXPECT_EQ(module.at("files"), 2) << module << "its header and its manifest";
  for (const char* folder : {"src/back\\slash", "src/bell\a", "src/\xff"}) {
    for (const Words& command : {Words{"init", "manifest", folder}, Words{"probe", folder}}) {
      const Ran ran = modgate(repo, command);
      EXPECT_EQ(ran.status, 2) << folder;
      EXPECT_THAT(ran.err, HasSubstr("a manifest cannot name"));
    }
  }
}

}  // namespace
}  // namespace modgate::testing
