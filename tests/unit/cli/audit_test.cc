// `modgate audit` over real histories: a module that moved keeps its work, and a shallow clone knows nothing.
#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

constexpr long kDay = 24L * 3600;

std::string relax_in(const std::string& folder) {
  return "schema: modgate/module/v1\nmodule: relax\nsummary: A module.\nstage: S0\nsince: 2022-01-01\nnamespace: none\n"
         "feature_flag: USE_RELAX\nmaintainers: [ada]\npaths: [" +
         folder + "]\n";
}

/// Ada works on relax in contrib/, and somebody else moves it to src/.
void build_moved(RepoBuilder& repo) {
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\n");
  repo.file(".modgate/people.yaml",
            "schema: modgate/people/v1\npeople: [{id: ada, emails: [ada@example.com], roles: [{role: committer}]}, "
            "{id: mover, emails: [mover@acme.org]}]\n");
  repo.file(".modgate/modules/relax.yaml", relax_in("contrib/relax/"));
  repo.file("contrib/relax/a.cc", "int a;\n").commit("begin");
  repo.file("contrib/relax/a.cc", "int a, b;\n").commit("work", RepoBuilder::kTime + 30 * kDay);
  repo.rename("contrib/relax", "src/relax").file(".modgate/modules/relax.yaml", relax_in("src/relax/"));
  repo.commit("move", RepoBuilder::kTime + 60 * kDay);
  repo.git({"commit", "-q", "--amend", "--no-edit", "--author=Mover <mover@acme.org>"});
}

const Words kAudit = {"audit", "--now", "2024-02-01", "--color", "never"};

TEST(Audit, WorkBeforeAMoveCounts) {
  RepoBuilder repo;
  build_moved(repo);
  const Ran ran = modgate(repo, kAudit);
  EXPECT_THAT(ran.out, Not(HasSubstr("MG801"))) << ran.out << ran.err;
  Words later = kAudit;
  later[2] = "2025-01-10";
  EXPECT_THAT(modgate(repo, later).out, HasSubstr("MG801")) << "the work is over a year old by then";
}

TEST(Audit, AShallowCloneKnowsNoUpkeep) {
  RepoBuilder repo;
  build_moved(repo);
  for (const std::string depth : {"1", "2"}) {
    repo.git({"clone", "-q", "--depth=" + depth, "file://" + repo.path(), "../depth" + depth});
    const Ran ran = modgate_in(repo.temp() + "/depth" + depth, kAudit);
    EXPECT_THAT(ran.out, HasSubstr("the upkeep of `relax` is not known")) << depth;
    EXPECT_THAT(ran.out, Not(HasSubstr("MG801"))) << depth;
  }
}

}  // namespace
}  // namespace modgate::testing
