// `modgate baseline` and the baseline in `check`, on repositories as git has them: what is written, what is refused,
// and that no honest change makes a finding new.
#include <algorithm>
#include <random>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

const std::string kFile = ".modgate/baseline.jsonl";

std::string baseline_of(const RepoBuilder& repo) { return bytes_of(repo.path() + "/" + kFile); }

std::size_t lines_in(const std::string& text) {
  return static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
}

/// Enough lines that the file is known again when its include is adapted.
const std::string kLines = "int one();\nint two();\nint three();\nint four();\nint five();\nint six();\nint seven();\n";

/// Two uses that are older than modgate, and their baseline, committed.
void build(RepoBuilder& repo) {
  add_relax(repo);
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\n");
  repo.file("src/core/a.cc", kUse + kLines).file("src/core/b.cc", kUse).commit("code");
  const Ran ran = modgate(repo, {"baseline", "create"});
  EXPECT_EQ(ran.out, "wrote .modgate/baseline.jsonl: 2 entries\n") << ran.err;
  repo.commit("baseline");
}

Words rules_of(const Words& findings, const std::string& status) {
  Words kept;
  for (const std::string& finding : findings) {
    if (finding.ends_with(" " + status)) kept.push_back(finding.substr(0, finding.size() - status.size() - 1));
  }
  return kept;
}

TEST(Baseline, CreateListsWhatIsThereAndCheckIsGreen) {
  RepoBuilder repo;
  build(repo);
  EXPECT_EQ(lines_in(baseline_of(repo)), 2U);
  EXPECT_EQ(checked(repo), (Words{"src/core/a.cc:1 MG301 baselined", "src/core/b.cc:1 MG301 baselined"}));
  EXPECT_EQ(modgate(repo, {"check", "--fail-on", "info"}).status, 0);
  EXPECT_THAT(modgate(repo, {"check"}).out, HasSubstr("2 baselined"));
  EXPECT_EQ(modgate(repo, {"check", "--no-baseline"}).status, 1);
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, 0);
  repo.file("src/core/c.cc", kUse);
  EXPECT_EQ(modgate(repo, {"check"}).status, 1);
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, 1);
}

TEST(Baseline, CreateNeverOverwrites) {
  RepoBuilder repo;
  build(repo);
  const std::string before = baseline_of(repo);
  const Ran again = modgate(repo, {"baseline", "create"});
  EXPECT_EQ(again.status, 2);
  EXPECT_THAT(again.err, HasSubstr("is there already"));
  EXPECT_EQ(baseline_of(repo), before);
}

TEST(Baseline, CreateWithNothingToListWritesNothing) {
  RepoBuilder repo;
  add_relax(repo);
  const Ran ran = modgate(repo, {"baseline", "create"});
  EXPECT_EQ(ran.status, 0);
  EXPECT_EQ(ran.out, "nothing to list, so no baseline was written\n");
  EXPECT_EQ(baseline_of(repo), "");
  EXPECT_EQ(modgate(repo, {"baseline", "prune"}).status, 2) << "there is none";
}

TEST(Baseline, CreateWithoutManifestsOrWithABrokenPolicyWritesNothing) {
  RepoBuilder empty;
  empty.file("a.cc", kUse);
  EXPECT_EQ(modgate(empty, {"baseline", "create"}).status, 2);
  RepoBuilder broken;
  add_relax(broken);
  broken.file("src/core/a.cc", kUse).file(".modgate/policy.yaml", "preset: [\n");
  EXPECT_EQ(modgate(broken, {"baseline", "create"}).status, 2);
  EXPECT_EQ(baseline_of(broken), "");
}

TEST(Baseline, PruneDropsAndUpdateAddsOnlyWhenAsked) {
  RepoBuilder repo;
  build(repo);
  repo.file("src/core/a.cc", kNoUse).file("src/core/c.cc", kUse);
  EXPECT_EQ(checked(repo),
            (Words{kFile + ":1 MG904 new", "src/core/b.cc:1 MG301 baselined", "src/core/c.cc:1 MG301 new"}));
  EXPECT_EQ(modgate(repo, {"baseline", "prune"}).out,
            "wrote .modgate/baseline.jsonl: 1 kept, 1 dropped; 1 finding is not listed\n");
  EXPECT_EQ(modgate(repo, {"baseline", "update"}).out,
            "nothing to do in .modgate/baseline.jsonl: 1 kept, 0 dropped, 0 moved, 0 added; 1 finding is not listed\n");
  EXPECT_EQ(checked(repo), (Words{"src/core/b.cc:1 MG301 baselined", "src/core/c.cc:1 MG301 new"}));
  EXPECT_EQ(modgate(repo, {"baseline", "update", "--allow-growth"}).out,
            "wrote .modgate/baseline.jsonl: 1 kept, 0 dropped, 0 moved, 1 added\n");
  EXPECT_EQ(rules_of(checked(repo), "new"), Words{});
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, 1) << "it does not excuse the change it comes with";
  repo.file("src/core/b.cc", kNoUse).file("src/core/c.cc", kNoUse);
  EXPECT_EQ(modgate(repo, {"baseline", "prune"}).out,
            "wrote .modgate/baseline.jsonl: 0 kept, 2 dropped; it is empty and can be removed\n");
}

TEST(Baseline, UpdateFollowsRenames) {
  RepoBuilder repo;
  build(repo);
  repo.rename("src/core/a.cc", "src/core/deep/z.cc");
  repo.file("src/core/deep/z.cc", "#include \"../../relax/shape.h\"\nint run();\n" + kLines);
  EXPECT_EQ(rules_of(checked(repo, {"--against", "HEAD", "--ignore", "MG908"}), "new"), (Words{kFile + ":1 MG904"}));
  EXPECT_THAT(modgate(repo, {"baseline", "show"}).out, HasSubstr("moved"));
  EXPECT_EQ(modgate(repo, {"baseline", "prune"}).out, "nothing to do in .modgate/baseline.jsonl: 2 kept, 0 dropped\n");
  EXPECT_EQ(modgate(repo, {"baseline", "update"}).out,
            "wrote .modgate/baseline.jsonl: 2 kept, 0 dropped, 1 moved, 0 added\n");
  EXPECT_EQ(rules_of(checked(repo, {"--against", "HEAD", "--ignore", "MG908"}), "new"), Words{});
  EXPECT_EQ(rules_of(checked(repo), "new"), Words{});
  repo.commit("moved");
  EXPECT_EQ(rules_of(checked(repo, {"--against", "HEAD~1", "--rev", "HEAD", "--ignore", "MG908"}), "new"), Words{});
}

/// The change that renames a header adapts those who include it: they spell it otherwise.
TEST(Baseline, SurvivesThatWhatIsUsedIsRenamed) {
  RepoBuilder repo;
  build(repo);
  repo.rename("src/relax/shape.h", "src/relax/form.h");
  for (const char* user : {"src/core/a.cc", "src/core/b.cc"}) {
    repo.file(user, "#include \"../relax/form.h\"\nint run();\n");
  }
  EXPECT_EQ(rules_of(checked(repo, {"--against", "HEAD"}), "new"), (Words{kFile + ":1 MG904", kFile + ":2 MG904"}));
  EXPECT_EQ(rules_of(checked(repo, {"--against", "HEAD", "--no-baseline"}), "new"), Words{});
  EXPECT_EQ(modgate(repo, {"baseline", "update"}).out,
            "wrote .modgate/baseline.jsonl: 2 kept, 0 dropped, 2 moved, 0 added\n");
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD", "--fail-on", "warning"}).status, 0);
  EXPECT_EQ(modgate(repo, {"check"}).status, 0);
}

TEST(Baseline, ShowTellsWhatOccurs) {
  RepoBuilder repo;
  build(repo);
  repo.file("src/core/a.cc", kNoUse);
  const Ran table = modgate(repo, {"baseline", "show"});
  EXPECT_EQ(table.status, 0);
  EXPECT_THAT(table.out, HasSubstr("gone        MG301  relax             src/core/a.cc about src/relax/shape.h\n"));
  EXPECT_THAT(table.out, HasSubstr(".modgate/baseline.jsonl: 2 entries, 1 gone, 0 moved\n"));
  const Json json = report_of(modgate(repo, {"baseline", "show", "-f", "json"}));
  EXPECT_EQ(json.at("entries").size(), 2U);
  EXPECT_EQ(json.at("entries").at(1).at("state"), "occurs");
}

TEST(Baseline, AFileOfTheUsersOwnIsInForceAsItIs) {
  RepoBuilder repo;
  build(repo);
  repo.git({"rm", "-q", kFile});
  repo.commit("without");
  const std::string own = repo.temp() + "/own.jsonl";
  EXPECT_EQ(modgate(repo, {"baseline", "create", "--baseline", own}).status, 0);
  EXPECT_EQ(modgate(repo, {"check"}).status, 1);
  EXPECT_EQ(modgate(repo, {"check", "--baseline", own}).status, 0);
  repo.file("src/core/c.cc", kUse);
  EXPECT_EQ(modgate(repo, {"baseline", "update", "--allow-growth", "--baseline", own}).status, 0);
  EXPECT_EQ(modgate(repo, {"check", "--baseline", own, "--against", "HEAD"}).status, 0);
  const Ran missing = modgate(repo, {"check", "--baseline", own + "x"});
  EXPECT_EQ(missing.status, 2);
  EXPECT_THAT(missing.err, HasSubstr("there is no baseline"));
  EXPECT_EQ(modgate(repo, {"check", "--baseline", own, "--no-baseline"}).status, 2);
}

TEST(Baseline, BesideAPolicyFromOutside) {
  RepoBuilder repo;
  add_relax(repo);
  repo.file("src/core/a.cc", kUse);
  RepoBuilder house;
  house.file("policy.yaml", "schema: modgate/policy/v1\n").file("modules/relax.yaml", manifest("relax"));
  const std::string policy = house.path() + "/policy.yaml";
  repo.remove(".modgate").commit("code");
  EXPECT_EQ(modgate(repo, {"baseline", "create", "--config", policy}).status, 0);
  EXPECT_EQ(lines_in(bytes_of(house.path() + "/baseline.jsonl")), 1U);
  EXPECT_EQ(modgate(repo, {"check", "--config", policy}).status, 0);
  EXPECT_EQ(modgate(repo, {"check", "--config", policy, "--against", "HEAD"}).status, 0);
}

TEST(Baseline, BrokenLinesEndTheRun) {
  RepoBuilder repo;
  build(repo);
  repo.file(kFile, "<<<<<<< HEAD\n" + baseline_of(repo)).commit("conflict");
  for (const Words& words :
       {Words{"check"}, Words{"check", "--against", "HEAD"}, Words{"check", "--select", "MG301"}}) {
    const Ran ran = modgate(repo, words);
    EXPECT_EQ(ran.status, 2) << words.back();
    if (words.back() == "MG301") continue;
    EXPECT_THAT(ran.out, HasSubstr("a merge conflict is left in the baseline"));
  }
  EXPECT_THAT(modgate(repo, {"check", "--select", "MG301"}).out,
              HasSubstr("undecided: what the baseline lists: a merge conflict is left in the baseline"));
  const Ran update = modgate(repo, {"baseline", "update"});
  EXPECT_EQ(update.status, 2);
  EXPECT_THAT(update.err, HasSubstr("line 1 of `.modgate/baseline.jsonl`: a merge conflict is left"));
}

TEST(Baseline, IsNeverWrittenThroughALinkNorByCheck) {
  RepoBuilder repo;
  build(repo);
  const std::string before = baseline_of(repo);
  repo.file("src/core/a.cc", kNoUse);
  modgate(repo, {"check"});
  EXPECT_EQ(baseline_of(repo), before);
  repo.remove(kFile).symlink(kFile, "../elsewhere.jsonl").file("elsewhere.jsonl", before);
  EXPECT_EQ(modgate(repo, {"baseline", "update"}).status, 2);
  EXPECT_EQ(bytes_of(repo.path() + "/elsewhere.jsonl"), before);
  repo.remove("elsewhere.jsonl");
  EXPECT_EQ(modgate(repo, {"baseline", "create"}).status, 2) << "a dangling link is no way out";
  EXPECT_EQ(bytes_of(repo.path() + "/elsewhere.jsonl"), "");
}

TEST(Baseline, NarrowedRunsCallNothingStale) {
  RepoBuilder repo;
  build(repo);
  repo.file("src/core/a.cc", kNoUse);
  for (const Words& words : {Words{"--ignore", "MG301"}, Words{"--select", "MG904"}, Words{"src/core/b.cc"}}) {
    EXPECT_THAT(rules_of(checked(repo, words), "new"), IsEmpty()) << words.front();
  }
}

TEST(Baseline, UsageErrors) {
  RepoBuilder repo;
  build(repo);
  for (const Words& words : {Words{"baseline"}, Words{"baseline", "grow"}, Words{"baseline", "show", "prune"},
                             Words{"baseline", "prune", "--allow-growth"}, Words{"baseline", "update", "-f", "json"},
                             Words{"baseline", "show", "-f", "sarif"}, Words{"baseline", "prune", "-o", "x"}}) {
    EXPECT_EQ(modgate(repo, words).status, 2) << words.back();
  }
}

/// Two branches that each edit the baseline meet without a conflict, and what comes out is read.
TEST(Baseline, MergesByUnion) {
  RepoBuilder repo;
  build(repo);
  repo.file(".gitattributes", kFile + " merge=union\n").commit("attributes");
  const auto grow = [&](const std::string& branch, const std::string& from, const std::string& file) {
    repo.git({"checkout", "-q", "-b", branch, from});
    repo.file(file, kUse);
    EXPECT_EQ(modgate(repo, {"baseline", "update", "--allow-growth"}).status, 0);
    repo.commit(branch);
  };
  grow("one", "main", "src/core/c.cc");
  grow("two", "main", "src/core/d.cc");
  repo.git({"merge", "-q", "-m", "both", "one"});
  EXPECT_EQ(lines_in(baseline_of(repo)), 4U);
  const Ran ran = modgate(repo, {"check"});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_EQ(modgate(repo, {"baseline", "update"}).status, 0);
  EXPECT_THAT(rules_of(checked(repo), "new"), IsEmpty());
}

TEST(Waivers, ComeWithModgateItself) {
  RepoBuilder repo;
  repo.file("src/core/a.cc", kUse).commit("before modgate");
  add_relax(repo);
  repo.file(
      ".modgate/modules/relax.yaml",
      manifest("relax", "S0", "waivers:\n  - {rule: MG301, until: 2024-01-01, reason: It moves., approved_by: ada}\n"));
  EXPECT_EQ(checked(repo, {"--against", "HEAD"}), (Words{"src/core/a.cc:1 MG301 suppressed"}));
  EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD"}).status, 0);
}

TEST(Waivers, BeyondTheLimitAreNamedAndNotRead) {
  RepoBuilder repo;
  add_relax(repo);
  std::string list = "waivers:\n";
  for (int i = 0; i < 501; ++i) {
    list += "  - {rule: MG301, paths: [src/core/f" + std::to_string(i) +
            ".cc], until: 2024-01-01, reason: r, approved_by: ada}\n";
  }
  repo.file(".modgate/modules/relax.yaml", manifest("relax", "S0", list));
  repo.file("src/core/f499.cc", kUse).file("src/core/f500.cc", kUse).commit("code");
  const Words findings = checked(repo, {"--fail-on", "error"});
  EXPECT_THAT(rules_of(findings, "suppressed"), ElementsAre("src/core/f499.cc:1 MG301"));
  EXPECT_THAT(modgate(repo, {"check", "-f", "concise"}).out, HasSubstr("beyond the 1000 waivers and paths"));
}

/// A tree with uses in folders of several depths, and one honest edit after the other: no finding is ever new.
class HonestChanges : public ::testing::TestWithParam<unsigned> {};

TEST_P(HonestChanges, MakeNothingNew) {
  std::mt19937 random(GetParam());
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  RepoBuilder repo;
  add_relax(repo);
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\ninclude_roots: [src/]\n");
  Words files;
  std::map<std::string, std::string> texts;
  for (std::size_t i = 0; i < 6; ++i) {
    files.push_back("src/core/" + std::string(below(2) != 0 ? "deep/" : "") + "f" + std::to_string(i) + ".cc");
    std::string text;
    for (std::size_t line = 0; line < 8; ++line)
      text += "int f" + std::to_string(i) + "_" + std::to_string(line) + "();\n";
    for (std::size_t uses = 1 + below(2); uses > 0; --uses) text += "#include \"relax/shape.h\"\n";
    repo.file(files[i], texts[files[i]] = text);
  }
  repo.commit("code");
  const bool listed = below(2) != 0;
  if (listed) {
    EXPECT_EQ(modgate(repo, {"baseline", "create"}).status, 0);
  }
  repo.commit("baseline");
  for (int step = 0; step < 3; ++step) {
    const std::size_t which = below(files.size());
    switch (below(3)) {
      case 0:  // lines above
        repo.file(files[which],
                  texts[files[which]] = "int more" + std::to_string(step) + "();\n\n" + texts[files[which]]);
        break;
      case 1: {  // a file moves
        const std::string to = "lib/" + std::to_string(step) + "/m.cc";
        texts[to] = texts[files[which]];
        repo.rename(files[which], to);
        files[which] = to;
        break;
      }
      default: {  // a folder moves
        const std::string to = "moved" + std::to_string(step) + "/";
        std::string from = files[which].substr(0, files[which].rfind('/') + 1);
        for (std::string& file : files) {
          if (!file.starts_with(from) || file.find('/', from.size()) != std::string::npos) continue;
          const std::string name = to + file.substr(from.size());
          texts[name] = texts[file];
          repo.rename(file, name);
          file = name;
        }
      }
    }
    const Words found = checked(repo, {"--against", "HEAD", "--ignore", "MG904"});
    EXPECT_THAT(rules_of(found, "new"), IsEmpty()) << "step " << step;
    EXPECT_THAT(rules_of(found, listed ? "baselined" : "existing"), ::testing::Not(IsEmpty()));
    if (listed) {
      EXPECT_EQ(modgate(repo, {"baseline", "update"}).status, 0);
      EXPECT_THAT(rules_of(checked(repo), "new"), IsEmpty()) << "step " << step;
    }
    EXPECT_EQ(modgate(repo, {"check", "--against", "HEAD", "--fail-on", "warning"}).status, 0);
    repo.commit("step");
  }
}
INSTANTIATE_TEST_SUITE_P(Seeds, HonestChanges, ::testing::Range(1U, 7U));

}  // namespace
}  // namespace modgate::testing
