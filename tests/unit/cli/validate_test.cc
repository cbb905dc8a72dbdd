// `validate`: manifests alone, with what governs them.
#include <algorithm>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

/// The example of the contract: a whole, valid manifest of a proposal.
const std::string kProposal =
    "schema: modgate/module/v1\n"
    "module: relax\n"
    "summary: Graph-level IR with first-class symbolic shapes.\n"
    "stage: proposed\n"
    "namespace: {cpp: [\"acme::relax\"], python: [acme.relax]}\n"
    "paths: [src/relax/, include/acme/relax/, python/acme/relax/]\n"
    "feature_flag: USE_RELAX\n"
    "maintainers: [ada, bjarne, grace, ken]\n"
    "endorsers: [linus, margaret, niklaus, barbara]\n";

/// A folder in no repository.
class Lone : public ::testing::Test {
 protected:
  Ran validate(const Words& more, const std::string& input = {}) {
    Words words = {"validate"};
    words.insert(words.end(), more.begin(), more.end());
    return modgate_in(repo_.temp(), words, {}, input);
  }
  void write(const std::string& name, const std::string& text) { repo_.file("../" + name, text); }

 private:
  RepoBuilder repo_;
};

TEST_F(Lone, ProposalIsValidAndSaysWhatIsPending) {
  write("relax.yaml", kProposal);
  const Ran ran = validate({"relax.yaml"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("relax: 7 of 13 for S0"));
  for (const char* pending :
       {"tests", "docs", "champion", "decision_summary", "rfc", "users", "relations", "roadmap.fit", "ci", "release"}) {
    EXPECT_THAT(ran.out, HasSubstr(pending));
  }
  EXPECT_THAT(ran.out, Not(HasSubstr("error")));
}

TEST_F(Lone, StandardInput) {
  const Ran ran = validate({"-"}, kProposal);
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("7 of 13 for S0"));
  const Ran broken = validate({"-", "-f", "concise"}, kProposal + "colour: red\n");
  EXPECT_EQ(broken.status, 1);
  EXPECT_THAT(broken.out, HasSubstr("<stdin>:10:1: error[MG102"));
}

TEST_F(Lone, EmptyInputIsNoValidManifest) {
  for (const char* input : {"", "\n", "# nothing\n", "---\n", "null\n", "[]\n"}) {
    EXPECT_EQ(validate({"-"}, input).status, 1) << input;
  }
}

TEST_F(Lone, AllFaultsOfAllFilesInOneRun) {
  write("a.yaml",
        "schema: modgate/module/v1\nmodule: Relax\nsummary: TBD\nstage: S9\npaths: [../x/]\nnamespce: none\n");
  write("b.yaml", "schema: modgate/module/v1\nmodule: [b\n");
  const Ran ran = validate({"a.yaml", "b.yaml", "-f", "json"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(findings_of(report_of(ran)),
              ::testing::IsSupersetOf({"a.yaml:2 MG103 new", "a.yaml:3 MG107 new", "a.yaml:4 MG103 new",
                                       "a.yaml:5 MG109 new", "a.yaml:6 MG102 new", "b.yaml:2 MG101 new"}));
}

TEST_F(Lone, FilesAreKnownByTheirSchema) {
  write("policy.yaml", "schema: modgate/policy/v1\npreset: maximal\n");
  write("people.yaml", "schema: modgate/people/v1\npeople: [{id: ada, role: pmc}]\n");
  const Ran ran = validate({"policy.yaml", "people.yaml", "-f", "json"});
  EXPECT_THAT(findings_of(report_of(ran)),
              ::testing::UnorderedElementsAre("policy.yaml:2 MG103 new", "people.yaml:2 MG102 new"));
  EXPECT_NE(ran.status, 0);
}

TEST_F(Lone, APolicyOnTheSameLineJudgesTheManifest) {
  write("relax.yaml", manifest("relax"));
  write("policy.yaml", "schema: modgate/policy/v1\npreset: tvm-2023\n");
  EXPECT_EQ(validate({"relax.yaml"}).status, 0) << "whole under the preset minimal";
  const Ran ran = validate({"policy.yaml", "relax.yaml", "--select", "MG104", "-f", "concise"});
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("MG104 missing-field"));
}

TEST_F(Lone, NoRuleThatNeedsATreeSpeaksUp) {
  write("relax.yaml", manifest("relax", "S0", "tests: [tests/relax/]\ndocs: [docs/relax/]\n"));
  const Ran ran = validate({"relax.yaml"});
  EXPECT_EQ(ran.status, 0) << ran.out;
}

TEST_F(Lone, AFolderIsNoManifest) {
  EXPECT_EQ(validate({"."}).status, 2);
  EXPECT_EQ(validate({"nosuch.yaml"}).status, 2);
}

TEST_F(Lone, MoreThanTheLimitIsAFinding) {
  const Ran ran = validate({"-", "-f", "concise"}, kProposal + "# " + std::string(300 * 1024, 'x') + "\n");
  EXPECT_EQ(ran.status, 1);
  EXPECT_THAT(ran.out, HasSubstr("MG101"));
}

/// A repository whose policy asks for people and whose roster has some.
class Inside : public ::testing::Test {
 protected:
  Inside() {
    add_relax(repo_);
    repo_.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npreset: tvm-2023\n");
    repo_.file(".modgate/people.yaml",
               "schema: modgate/people/v1\npeople:\n  - {id: ada, roles: [{role: pmc}]}\n"
               "  - {id: ken, roles: [{role: committer}]}\n");
    repo_.file(kFile, manifest("relax", "S0", "endorsers: [ada, ken, zed]\n"));
  }
  static constexpr const char* kFile = ".modgate/modules/relax.yaml";
  RepoBuilder repo_;
};

/// MG402 for the committer, MG406 for the stranger, MG401 for the count.
const Words kPeople = {".modgate/modules/relax.yaml:8 MG401 new", ".modgate/modules/relax.yaml:8 MG402 new",
                       ".modgate/modules/relax.yaml:8 MG406 new"};

Words of_people(const Ran& ran) {
  Words found;
  for (const std::string& line : findings_of(report_of(ran))) {
    if (line.find(":8 MG4") != std::string::npos) found.push_back(line);
  }
  std::sort(found.begin(), found.end());
  return found;
}

TEST_F(Inside, ThePolicyAndTheRosterGovern) {
  EXPECT_EQ(of_people(modgate(repo_, {"validate", kFile, "-f", "json"})), kPeople);
  EXPECT_EQ(of_people(modgate_in("/", {"-C", repo_.path(), "validate", kFile, "-f", "json"})), kPeople);
}

TEST_F(Inside, TheyGovernStandardInputToo) {
  const Ran ran =
      modgate_in(repo_.path(), {"validate", "-", "-f", "concise"}, {}, bytes_of(repo_.path() + "/" + kFile));
  EXPECT_THAT(ran.out, AllOf(HasSubstr("<stdin>:8:"), HasSubstr("MG401"), HasSubstr("MG402"), HasSubstr("MG406")));
}

TEST_F(Inside, TheyGovernADraftAnywhereInIt) {
  repo_.file("docs/draft.yaml", manifest("draft", "S0", "endorsers: [zed]\n"));
  const Ran ran = modgate_in(repo_.path() + "/docs", {"validate", "draft.yaml", "-f", "concise"});
  EXPECT_THAT(ran.out, HasSubstr("draft.yaml:8:13: error[MG406 unknown-person]"));
}

TEST_F(Inside, ValidateAgreesWithCheck) {
  const auto of_manifest_rules = [&](const Words& words) {
    Words found = findings_of(report_of(modgate(repo_, words)));
    std::sort(found.begin(), found.end());
    return found;
  };
  EXPECT_EQ(of_manifest_rules({"validate", kFile, "-f", "json", "--select", "MG1,MG4"}),
            of_manifest_rules({"check", "-f", "json", "--select", "MG1,MG4"}));
}

TEST_F(Inside, ARosterWithoutAnyPolicyGovernsAsInCheck) {
  repo_.remove(".modgate/policy.yaml");
  const Words check = findings_of(report_of(modgate(repo_, {"check", "-f", "json", "--select", "MG4"})));
  EXPECT_THAT(check, Not(IsEmpty()));
  EXPECT_EQ(findings_of(report_of(modgate(repo_, {"validate", kFile, "-f", "json", "--select", "MG4"}))), check);
}

TEST_F(Inside, ContributorsAtTheRoot) {
  repo_.remove(".modgate/people.yaml");
  repo_.file(".modgate/policy.yaml",
             "schema: modgate/policy/v1\npreset: tvm-2023\nroster: {contributors: //CONTRIBUTORS.md}\n");
  repo_.file("CONTRIBUTORS.md",
             "# Contributors\n\n## Committers\n\n- [Ada](https://example.org/ada) (PMC): @ada - all\n"
             "- [Ken](https://example.org/ken): @ken - some\n");
  EXPECT_EQ(of_people(modgate(repo_, {"validate", kFile, "-f", "json"})), kPeople);
  const Ran named = modgate(repo_, {"validate", "--config", ".modgate/policy.yaml", kFile, "-f", "json"});
  EXPECT_EQ(of_people(named), kPeople) << "// is the repository's root here as well";
}

TEST_F(Inside, ContributorsThatAreNotThere) {
  repo_.file(".modgate/policy.yaml",
             "schema: modgate/policy/v1\npreset: tvm-2023\nroster: {contributors: //NOBODY.md}\n");
  const Ran ran = modgate(repo_, {"validate", kFile, "-f", "concise"});
  EXPECT_NE(ran.status, 0);
  EXPECT_THAT(ran.out, HasSubstr("NOBODY.md")) << "never as if 0 were required";
}

}  // namespace
}  // namespace modgate::testing
