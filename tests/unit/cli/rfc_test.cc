// `rfc`: one document, with what governs it; and the same document in `check`.
#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;

std::string document(const std::string& first = {}) {
  std::string text = first + "\n# 1. Summary\nShapes become symbols in relax.\n";
  for (const char* heading :
       {"Motivation", "Guide-level explanation", "Reference-level explanation", "Drawbacks",
        "Rationale and alternatives", "Prior art", "Unresolved questions", "Future possibilities"}) {
    text += std::string("# ") + heading + "\nSaid.\n";
  }
  return text;
}

/// A folder in no repository.
TEST(RfcCommand, LoneFile) {
  RepoBuilder repo;
  repo.file("../good.md", document());
  repo.file("../bad.md", "# Summary\n- #0000\n");
  const Ran good = modgate_in(repo.temp(), {"rfc", "good.md"});
  EXPECT_EQ(good.status, 0) << good.out << good.err;
  const Ran bad = modgate_in(repo.temp(), {"rfc", "bad.md", "-f", "concise"});
  EXPECT_EQ(bad.status, 1) << bad.err;
  EXPECT_THAT(bad.out, AllOf(HasSubstr("bad.md:1:3: error[MG510 rfc-document] the RFC has no heading `Motivation`"),
                             HasSubstr("bad.md:2:3: warning[MG510")));
  EXPECT_EQ(modgate_in(repo.temp(), {"rfc", "-"}, {}, document()).status, 0);
  EXPECT_EQ(modgate_in(repo.temp(), {"rfc", "bad.md", "--ignore", "MG510"}).status, 0);
}

TEST(RfcCommand, UsageErrors) {
  RepoBuilder repo;
  repo.file("../good.md", document());
  EXPECT_EQ(modgate_in(repo.temp(), {"rfc"}).status, 2);
  EXPECT_EQ(modgate_in(repo.temp(), {"rfc", "none.md"}).status, 2);
  EXPECT_EQ(modgate_in(repo.temp(), {"rfc", "good.md", "good.md"}).status, 2);
  EXPECT_EQ(modgate_in(repo.temp(), {"rfc", "good.md", "--config", "none.yaml"}).status, 2);
  const Ran ran = modgate_in(repo.temp(), {"rfc", "good.md", "--module", "relax"});
  EXPECT_EQ(ran.status, 2);
  EXPECT_THAT(ran.err, HasSubstr("there is no manifest of module `relax`"));
}

/// A repository whose manifest names the document.
class Governed : public ::testing::Test {
 protected:
  void build(const std::string& stage, const std::string& text, const std::string& policy = {}) {
    add_relax(repo_);
    repo_.file(".modgate/modules/relax.yaml", manifest("relax", stage, "rfc: {path: rfcs/relax.md}\n"));
    repo_.file("rfcs/relax.md", text);
    if (!policy.empty())
      repo_.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npolicy:\n  rfc_headings: " + policy + "\n");
  }
  Ran run(const Words& words) { return modgate_in(repo_.path(), words); }
  Words found(const Words& words = {}) {
    Words more = {"--select", "MG510"};
    more.insert(more.end(), words.begin(), words.end());
    return checked(repo_, more);
  }
  RepoBuilder repo_;
};

TEST_F(Governed, ManifestIsFoundByItsPath) {
  build("S0", document("- Feature flag: USE_OTHER\n"));
  const Ran ran = run({"rfc", "rfcs/relax.md"});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, HasSubstr("the RFC says `USE_OTHER` for `feature_flag`"));
  EXPECT_THAT(run({"rfc", "rfcs/relax.md", "--module", "relx"}).err, HasSubstr("did you mean `relax`?"));
  repo_.file("other.md", document("- Feature flag: USE_OTHER\n"));
  EXPECT_THAT(run({"rfc", "other.md"}).out, Not(HasSubstr("USE_OTHER")));
  EXPECT_THAT(run({"rfc", "other.md", "--module", "relax"}).out, HasSubstr("USE_OTHER"));
}

TEST_F(Governed, HeadingsOfThePolicy) {
  build("S0", "# Goals\nThose of relax.\n", "[Goals, Costs]");
  EXPECT_THAT(run({"rfc", "rfcs/relax.md"}).out, AllOf(HasSubstr("no heading `Costs`"), Not(HasSubstr("Drawbacks"))));
  EXPECT_THAT(found(), ElementsAre("rfcs/relax.md:1 MG510 new"));
  EXPECT_EQ(run({"check", "--select", "MG510"}).status, 1);
}

TEST_F(Governed, ProposalsAreWarned) {
  build("proposed", "# Goals\nThose of relax.\n", "[Goals, Costs]");
  EXPECT_EQ(run({"check", "--select", "MG510"}).status, 0);
  EXPECT_THAT(run({"rfc", "rfcs/relax.md"}).out, HasSubstr("warning[MG510"));
}

TEST_F(Governed, PresetMinimalAsksForNoHeadings) {
  build("S0", "# relax\n");
  EXPECT_THAT(found(), IsEmpty());
  repo_.file("rfcs/relax.md", "# relax\n- TBD\n");
  EXPECT_THAT(found(), ElementsAre("rfcs/relax.md:2 MG510 new"));
}

TEST_F(Governed, DocumentThatIsNotThere) {
  build("S0", "x");
  repo_.file(".modgate/modules/relax.yaml", manifest("relax", "S0", "rfc: {path: rfcs/none.md}\n"));
  EXPECT_THAT(found(), ElementsAre(".modgate/modules/relax.yaml:8 MG510 new"));
  EXPECT_THAT(run({"check", "--select", "MG510"}).out,
              HasSubstr("the RFC document `rfcs/none.md` is no file of this view"));
}

TEST_F(Governed, OldFaultsDoNotDecide) {
  build("S0", "# Goals\nThose of relax.\n", "[Goals, Costs]");
  repo_.commit("first");
  repo_.file("rfcs/relax.md", "Some lines more.\n\n# Goals\nThose of relax.\n- TBD\n");
  const Ran ran = run({"check", "--select", "MG510", "--against", "HEAD", "-f", "concise"});
  EXPECT_EQ(ran.status, 0) << ran.out;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("`TBD` is text of the template"), Not(HasSubstr("Costs"))));
}

}  // namespace
}  // namespace modgate::testing
