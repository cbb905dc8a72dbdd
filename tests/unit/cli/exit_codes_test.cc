// The table of exit codes: 0 nothing to say, 1 findings, 2 the user's mistake, 3 modgate could not do its work.
#include <filesystem>
#include <functional>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

using Build = std::function<void(RepoBuilder&)>;

/// A fixture, a command line, and how it ends.
struct Ending {
  const char* name;
  Build build;
  Words arguments;
  int status;
  const char* out;  ///< a part of stdout
  const char* err;  ///< a part of stderr; empty: nothing at all
};

void PrintTo(const Ending& row, std::ostream* out) { *out << row.name; }

void nothing(RepoBuilder& /*repo*/) {}
void clean(RepoBuilder& repo) {
  add_relax(repo);
  repo.commit("clean");
}
void with_error(RepoBuilder& repo) {
  add_relax(repo);
  repo.file("src/core/a.cc", kUse).commit("use");
}
void with_warning(RepoBuilder& repo) {
  add_relax(repo);
  repo.file("src/relax/shape.h", "#pragma once\n#define LEAK 1\n").commit("macro");
}
void with_broken_policy(RepoBuilder& repo) {
  clean(repo);
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npreset: [\n");
}
void with_unknown_policy_key(RepoBuilder& repo) {
  clean(repo);
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\nexcluded: [3rdparty/]\n");
}
void with_broken_roster(RepoBuilder& repo) {
  clean(repo);
  repo.file(".modgate/people.yaml", "schema: modgate/people/v1\npeople: [\n");
}
void lose(RepoBuilder& repo, const std::string& revision) {
  const std::string id = repo.git({"rev-parse", revision}).substr(0, 40);
  repo.remove(".git/objects/" + id.substr(0, 2) + "/" + id.substr(2));
}
void with_lost_object(RepoBuilder& repo) {
  with_error(repo);
  lose(repo, "HEAD:src/core/a.cc");
}
/// The work tree is whole, and nobody can tell who was what on which day.
void with_lost_commit(RepoBuilder& repo) {
  clean(repo);
  lose(repo, "HEAD");
}

class ExitCodes : public ::testing::TestWithParam<Ending> {};

TEST_P(ExitCodes, AreThoseOfTheTable) {
  const Ending& row = GetParam();
  RepoBuilder repo;
  row.build(repo);
  const Ran ran = modgate(repo, row.arguments);
  EXPECT_EQ(ran.status, row.status) << ran.out << ran.err;
  EXPECT_THAT(ran.out, HasSubstr(row.out));
  if (*row.err == '\0') {
    EXPECT_THAT(ran.err, IsEmpty());
  } else {
    EXPECT_THAT(ran.err, HasSubstr(row.err));
  }
}

const std::vector<Ending> kVerdicts = {
    {"clean", clean, {"check"}, 0, "ok: 1 module, 4 files checked", ""},
    {"error", with_error, {"check"}, 1, "error[MG301 s0-included]", ""},
    {"error_in_quiet", with_error, {"check", "-q"}, 1, "error[MG301 s0-included]", ""},
    {"error_ignored", with_error, {"check", "--ignore", "MG301"}, 0, "ok: ", ""},
    {"error_not_selected", with_error, {"check", "--select", "MG2,MG4"}, 0, "ok: ", ""},
    {"error_selected_by_name", with_error, {"check", "--select", "s0-included"}, 1, "MG301", ""},
    {"error_turned_off", with_error, {"check", "--severity", "MG301=off"}, 0, "ok: ", ""},
    {"error_made_a_warning", with_error, {"check", "--severity", "MG301=warning"}, 0, "warning[MG301", ""},
    {"fail_never", with_error, {"check", "--fail-on", "never"}, 0, "error[MG301", ""},
    {"warning", with_warning, {"check"}, 0, "warning[MG205 macro-leak]", ""},
    {"warning_fails", with_warning, {"check", "--fail-on", "warning"}, 1, "warning[MG205", ""},
    {"info_level_sees_warnings", with_warning, {"check", "--fail-on", "info"}, 1, "warning[MG205", ""},
    {"warning_made_an_error", with_warning, {"check", "--severity", "macro-leak=error"}, 1, "error[MG205", ""},
    {"warning_made_an_info",
     with_warning,
     {"check", "--severity", "MG205=info", "--fail-on", "warning"},
     0,
     "info[",
     ""},
    {"says_what_it_reads",
     clean,
     {"check", "-v", "-f", "concise"},
     0,
     "ok: ",
     "`.modgate/modules/relax.yaml` of `relax`"},
    {"says_which_view", clean, {"modules", "--rev", "HEAD", "-v"}, 0, "relax", "reading the tree of `HEAD`"},
    // A list of rules ends with its word: what follows is a path.
    {"path_behind_a_list", clean, {"check", "--select", "MG301", "src"}, 0, "ok: 1 module", ""},
};
INSTANTIATE_TEST_SUITE_P(Verdicts, ExitCodes, ::testing::ValuesIn(kVerdicts),
                         [](const auto& row) { return std::string(row.param.name); });

const std::vector<Ending> kUsage = {
    {"unknown_command", nothing, {"chek"}, 2, "", "did you mean `check`?"},
    {"unknown_command_asked_for_help", nothing, {"chek", "--help"}, 2, "", "did you mean `check`?"},
    {"command_like_nothing", nothing, {"zzzzzzzz"}, 2, "", "zzzzzzzz"},
    {"unknown_flag", clean, {"check", "--stagd"}, 2, "", "did you mean `--staged`?"},
    {"unknown_flag_with_value", clean, {"check", "--fail-in=error"}, 2, "", "did you mean `--fail-on`?"},
    {"unknown_global_flag", clean, {"--colour", "never", "check"}, 2, "", "did you mean `--color`?"},
    {"flag_of_another_command", clean, {"validate", "--staged", "x"}, 2, "", "--staged"},
    {"flag_without_value", clean, {"check", "--rev"}, 2, "", "--rev needs a value: REV"},
    {"half_a_value", clean, {"graph", "--why", "relax"}, 2, "", "--why needs a value: FROM TO"},
    {"command_without_its_word",
     clean,
     {"completions"},
     2,
     "",
     "`modgate completions` needs `shell`: bash, zsh or fish"},
    {"two_views", clean, {"check", "--staged", "--rev", "HEAD"}, 2, "", "--rev"},
    {"unknown_rule_selected", clean, {"check", "--select", "MG333"}, 2, "", "there is no rule `MG333`"},
    {"unknown_rule_name", clean, {"check", "--select", "s0-includd"}, 2, "", "did you mean `s0-included`?"},
    {"unknown_rule_ignored", clean, {"check", "--ignore", "XY1"}, 2, "", "there is no rule `XY1`"},
    {"one_letter_is_no_prefix", clean, {"check", "--select", "M"}, 2, "", "there is no rule `M`"},
    {"empty_selector", clean, {"check", "--select="}, 2, "", "--select"},
    {"unknown_rule_in_severity", clean, {"check", "--severity", "MG999=off"}, 2, "", "there is no rule `MG999`"},
    {"bad_severity", clean, {"check", "--severity", "MG301=loud"}, 2, "", "`loud`"},
    {"severity_without_rule", clean, {"check", "--severity", "error"}, 2, "", "RULE=SEVERITY"},
    {"fail_on_off", clean, {"check", "--fail-on", "off"}, 2, "", "--fail-on"},
    {"no_such_day", clean, {"check", "--now", "2026-02-30"}, 2, "", "YYYY-MM-DD"},
    {"no_date", clean, {"check", "--now", "yesterday"}, 2, "", "YYYY-MM-DD"},
    {"bad_color", clean, {"check", "--color", "blue"}, 2, "", "--color"},
    {"bad_format", clean, {"check", "-f", "yaml"}, 2, "", "there is no format `yaml`"},
    {"format_misspelled", clean, {"check", "-f", "sarf"}, 2, "", "did you mean `sarif`?"},
    {"report_without_file", clean, {"check", "--report", "sarif"}, 2, "", "--report needs FORMAT=FILE, not `sarif`"},
    {"report_of_no_format", clean, {"check", "--report", "yaml=x"}, 2, "", "there is no format `yaml` for --report"},
    {"two_reports_one_file", clean, {"check", "-o", "x", "--report", "sarif=x"}, 2, "", "would be written to `x`"},
    {"two_reports_one_file_spelled_twice",
     clean,
     {"check", "--report", "sarif=x", "--report", "json=./no/../x"},
     2,
     "",
     "two reports would be written to `./no/../x`"},
    {"report_to_a_hyphen", clean, {"check", "--report", "sarif=-"}, 2, "", "`-` is not taken for standard output"},
    {"output_to_nothing", clean, {"check", "-o", ""}, 2, "", "-o needs the name of a file"},
    {"output_to_a_hyphen", clean, {"check", "-o", "-"}, 2, "", "`-` is not taken for standard output"},
    {"config_table_in_json", clean, {"config", "show", "-f", "json"}, 2, "", "no other format"},
    {"config_table_as_report", clean, {"config", "show", "--report", "json=x"}, 2, "", "no other format"},
    {"page_of_a_rule_in_json", clean, {"explain", "MG301", "-f", "json"}, 2, "", "-f json goes with a move"},
    {"fix_and_diff", clean, {"check", "--fix", "--diff"}, 2, "", "use one of them"},
    {"fix_of_the_index", clean, {"check", "--fix", "--staged"}, 2, "", "--fix changes files on disk"},
    {"bad_threads", clean, {"check", "-j", "-1"}, 2, "", "-j"},
    {"path_outside", clean, {"check", "../elsewhere"}, 2, "", "outside the repository"},
    {"path_that_is_not_there", clean, {"check", "src/croe"}, 2, "", "src/croe"},
    {"path_among_others_not_there", clean, {"check", "src/core", "src/croe"}, 2, "", "src/croe"},
    {"validate_nothing", clean, {"validate"}, 2, "", "file"},
    {"validate_no_file", clean, {"validate", "nosuch.yaml"}, 2, "", "nosuch.yaml"},
    {"config_file_missing", clean, {"check", "--config", "nosuch.yaml"}, 2, "", "nosuch.yaml"},
    {"broken_policy", with_broken_policy, {"check"}, 2, "error[MG101 manifest-syntax]", ""},
    {"broken_policy_though_never", with_broken_policy, {"check", "--fail-on", "never"}, 2, "MG101", ""},
    {"broken_policy_though_ignored", with_broken_policy, {"check", "--ignore", "MG101"}, 2, "MG101", ""},
    {"unknown_policy_key", with_unknown_policy_key, {"check"}, 2, "error[MG102 unknown-key]", ""},
    {"broken_roster", with_broken_roster, {"check"}, 2, "people.yaml", ""},
    {"no_manifest", nothing, {"check"}, 2, "", "no manifest"},
    {"no_manifest_allowed", nothing, {"check", "--allow-empty"}, 0, "ok: ", ""},
};
INSTANTIATE_TEST_SUITE_P(Usage, ExitCodes, ::testing::ValuesIn(kUsage),
                         [](const auto& row) { return std::string(row.param.name); });

const std::vector<Ending> kFailures = {
    {"no_such_revision", clean, {"check", "--rev", "nosuch"}, 3, "", "`nosuch`"},
    {"revision_is_a_blob", clean, {"check", "--rev", "HEAD:CMakeLists.txt"}, 3, "", "blob"},
    {"unborn_head", add_relax, {"check", "--rev", "HEAD"}, 3, "", "HEAD has no commit yet"},
    {"unborn_head_is_no_trouble_on_disk", add_relax, {"check"}, 0, "ok: ", ""},
    {"lost_commit", with_lost_commit, {"check"}, 3, "", "`HEAD`"},
    {"lost_commit_who", with_lost_commit, {"who", "src"}, 3, "", "`HEAD`"},
    {"lost_object", with_lost_object, {"check", "--rev", "HEAD"}, 3, "incomplete", ""},
    {"lost_object_though_never",
     with_lost_object,
     {"check", "--rev", "HEAD", "--fail-on", "never"},
     3,
     "incomplete",
     ""},
    {"lost_object_is_on_disk", with_lost_object, {"check"}, 1, "MG301", ""},
    {"no_folder_to_write_to", clean, {"check", "-o", "no/such/report"}, 3, "", "no/such/report"},
    {"no_such_start", clean, {"-C", "nosuch", "check"}, 3, "", "nosuch"},
};
INSTANTIATE_TEST_SUITE_P(Failures, ExitCodes, ::testing::ValuesIn(kFailures),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(ExitCode, OutsideAnyRepository) {
  const RepoBuilder repo;
  for (const char* command : {"check", "modules"}) {
    const Ran ran = modgate_in(repo.temp(), {command});
    EXPECT_EQ(ran.status, 3) << command << ran.out;
    EXPECT_THAT(ran.err, HasSubstr("no git repository"));
  }
}

TEST(ExitCode, WhatWasFoundIsWrittenThoughAnObjectIsMissing) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/a.cc", kUse).file("src/core/b.cc", "// b\n" + kUse).commit("two uses");
  const std::string id = repo.git({"rev-parse", "HEAD:src/core/b.cc"}).substr(0, 40);
  repo.remove(".git/objects/" + id.substr(0, 2) + "/" + id.substr(2));
  const Ran ran = modgate(repo, {"check", "--rev", "HEAD", "-f", "json"});
  EXPECT_EQ(ran.status, 3);
  const Json report = report_of(ran);
  EXPECT_FALSE(report.at("complete").get<bool>());
  EXPECT_THAT(findings_of(report), ::testing::Contains("src/core/a.cc:1 MG301 new"));
  EXPECT_EQ(report.at("skipped").at(0).at("path"), "src/core/b.cc");
}

TEST(ExitCode, PartialClone) {
  RepoBuilder repo;
  with_error(repo);
  repo.git({"config", "uploadpack.allowFilter", "true"});
  repo.git({"clone", "-q", "--no-checkout", "--filter=blob:none", "file://" + repo.path(), "../partial"});
  const Ran ran = modgate_in(repo.temp() + "/partial", {"check", "--rev", "HEAD"});
  EXPECT_EQ(ran.status, 3) << ran.out << ran.err;
  EXPECT_THAT(ran.out + ran.err, AllOf(HasSubstr("git "), Not(HasSubstr("ok:"))));
}

TEST(ExitCode, OutputThatCannotBeWritten) {
  RepoBuilder repo;
  clean(repo);
  for (const std::string redirection : {">&-", "> /dev/full"}) {
    for (const std::string words : {"check", "check -f json", "rules", "--help", "--version", "modules",
                                    "explain MG301", "schema policy", "config show", "probe src/relax"}) {
      const std::string line = "exec '" MODGATE_BINARY "' " + words + " " + redirection;
      const Ran ran = run_sealed({"/bin/sh", "-c", line}, repo.path());
      EXPECT_EQ(ran.status, 3) << line << "\n" << ran.err;
      EXPECT_THAT(ran.err, HasSubstr("cannot write")) << line;
    }
  }
}

TEST(ExitCode, AReaderThatGoesAway) {
  RepoBuilder repo;
  add_relax(repo);
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "#include \"../relax/shape.h\"\n";
  repo.file("src/core/a.cc", many).commit("many");
  const std::string line = "{ '" MODGATE_BINARY "' check -f json; echo \"status $?\" >&2; } | head -c 1 >/dev/null";
  EXPECT_THAT(run_sealed({"/bin/sh", "-c", line}, repo.path()).err, HasSubstr("status 3"));
}

TEST(Help, WithoutAnyWord) {
  const RepoBuilder repo;
  const Ran alone = modgate(repo, {});
  const Ran asked = modgate(repo, {"--help"});
  EXPECT_EQ(alone.status, 0);
  EXPECT_EQ(asked.status, 0);
  EXPECT_EQ(alone.out, asked.out);
  for (const char* command :
       {"check", "validate", "probe", "explain", "rules", "modules", "schema", "init", "config"}) {
    EXPECT_THAT(alone.out, HasSubstr(command));
  }
}

TEST(Help, Version) {
  const RepoBuilder repo;
  const Ran ran = modgate(repo, {"--version"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_THAT(ran.out, ::testing::StartsWith("modgate "));
  EXPECT_EQ(ran.out.find('\n'), ran.out.size() - 1);
  EXPECT_THAT(ran.out, HasSubstr("."));
}

TEST(Help, OfEachCommandFitsATerminal) {
  const RepoBuilder repo;
  const Words commands = {"", "check", "validate", "probe", "explain", "rules", "modules", "schema", "init", "config"};
  for (const std::string& command : commands) {
    const Ran ran = modgate(repo, command.empty() ? Words{"--help"} : Words{command, "--help"});
    EXPECT_EQ(ran.status, 0) << command;
    std::size_t begin = 0;
    for (std::size_t end = ran.out.find('\n'); end != std::string::npos; end = ran.out.find('\n', begin)) {
      EXPECT_LE(end - begin, 100U) << command << ": " << ran.out.substr(begin, end - begin);
      begin = end + 1;
    }
  }
}

TEST(Help, UsageLineCanBeTypedAsItStands) {
  const RepoBuilder repo;
  for (const std::string& command : Words{"check", "validate", "init"}) {
    EXPECT_THAT(modgate(repo, {command, "--help"}).out, HasSubstr("Usage: modgate " + command));
  }
}

}  // namespace
}  // namespace modgate::testing
