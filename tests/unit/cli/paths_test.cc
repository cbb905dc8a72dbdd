// PATH narrows what is reported and never what is analysed.
#include "cli_test.h"

namespace modgate::testing {
namespace {

/// Uses in two folders, by files whose module, header and manifest lie outside both; and a finding in the manifest.
void add_uses(RepoBuilder& repo) {
  add_relax(repo);
  repo.file("src/core/a.cc", kUse).file("src/core/deep/b.cc", "#include \"../../relax/shape.h\"\n");
  repo.file("src/corner/c.cc", kUse)
      .file("src/cor/clean.cc", kNoUse)
      .file(".modgate/modules/relax.yaml", manifest("relax", "S0", "colour: red\n"));
  repo.commit("uses");
}

const std::string kA = "src/core/a.cc:1 MG301 new";
const std::string kB = "src/core/deep/b.cc:1 MG301 new";
const std::string kC = "src/corner/c.cc:1 MG301 new";
const std::string kManifest = ".modgate/modules/relax.yaml:8 MG102 new";

struct Narrowed {
  const char* name;
  const char* folder;  ///< where the program starts, below the root
  Words arguments;
  Words findings;
};

void PrintTo(const Narrowed& row, std::ostream* out) { *out << row.name; }

class Paths : public ::testing::TestWithParam<Narrowed> {};

TEST_P(Paths, NarrowWhatIsReported) {
  const Narrowed& row = GetParam();
  RepoBuilder repo;
  add_uses(repo);
  EXPECT_EQ(checked(repo.path() + row.folder, row.arguments), row.findings);
}

const std::vector<Narrowed> kRows = {
    {"none", "", {}, {kManifest, kA, kB, kC}},
    {"none_from_below", "/src/core", {}, {kManifest, kA, kB, kC}},
    {"root", "", {"."}, {kManifest, kA, kB, kC}},
    {"folder", "", {"src/core"}, {kA, kB}},
    {"folder_with_slash", "", {"src/core/"}, {kA, kB}},
    {"file", "", {"src/core/a.cc"}, {kA}},
    {"name_is_no_prefix", "", {"src/cor"}, {}},
    {"several", "", {"src/core/deep", "src/corner"}, {kB, kC}},
    {"overlapping", "", {"src", "src/core/a.cc"}, {kA, kB, kC}},
    {"manifest_only", "", {".modgate"}, {kManifest}},
    {"the_module_itself", "", {"src/relax"}, {}},
    {"here", "/src/core", {"."}, {kA, kB}},
    {"below_here", "/src/core", {"deep"}, {kB}},
    {"beside", "/src/core", {"../corner/c.cc"}, {kC}},
    {"up_to_the_root", "/src/core", {"../.."}, {kManifest, kA, kB, kC}},
    {"from_C", "", {"-C", "src/core", "deep"}, {kB}},
    {"from_C_up", "/src", {"-C", "core", "../corner"}, {kC}},
    {"path_after_dashes", "", {"--", "src/corner"}, {kC}},
};
INSTANTIATE_TEST_SUITE_P(Rows, Paths, ::testing::ValuesIn(kRows),
                         [](const auto& row) { return std::string(row.param.name); });

TEST(Path, Absolute) {
  RepoBuilder repo;
  add_uses(repo);
  EXPECT_EQ(checked("/", {"-C", repo.path(), repo.path() + "/src/core/deep"}), (Words{kB}));
}

TEST(Path, LeavesTheCountsOfFilesAlone) {
  RepoBuilder repo;
  add_uses(repo);
  const Json all = report_of(modgate(repo, {"check", "-f", "json"})).at("counts");
  const Json some = report_of(modgate(repo, {"check", "-f", "json", "src/corner"})).at("counts");
  for (const char* key : {"modules", "files", "scanned"}) EXPECT_EQ(all.at(key), some.at(key)) << key;
  EXPECT_EQ(some.at("errors"), 1);
}

TEST(Path, DecidesTheVerdict) {
  RepoBuilder repo;
  add_uses(repo);
  EXPECT_EQ(modgate(repo, {"check", "src/relax"}).status, 0);
  EXPECT_EQ(modgate(repo, {"check", "src/corner"}).status, 1);
}

}  // namespace
}  // namespace modgate::testing
