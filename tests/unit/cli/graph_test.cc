// `graph`: each format against its real reader, and chains against the includes as they stand.
#include <cstdlib>
#include <sstream>

#include "cli_test.h"

namespace modgate::testing {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::MatchesRegex;

class Graph : public ::testing::Test {
 protected:
  Graph() {
    add_relax(repo_);
    repo_.file(".modgate/modules/scout.yaml", manifest("scout", "S2", "depends_on: [relax]\n"));
    repo_.file("src/scout/s.h", "#include \"../base/b.h\"\n").file("src/base/b.h", "#include \"../deep/d.h\"\n");
    repo_.file("src/deep/d.h", "#include \"../relax/shape.h\"\n#include \"../base/b.h\"\n");
    repo_.file("src/core/use.cc", "int x;\n#include \"../relax/shape.h\"\n");
    repo_.file("src/alone.cc", "int alone;\n").commit("fixture");
  }
  Ran graph(const Words& more) {
    Words words = {"graph"};
    words.insert(words.end(), more.begin(), more.end());
    return modgate(repo_, words);
  }
  /// What the real reader makes of a graph; skipped without it, unless oracles are required.
  void accepted_by_dot(const std::string& text) {
    const Ran ran = run_sealed({"dot", "-Tcanon"}, repo_.path(), {}, text);
    if (ran.status == 127 && std::getenv("MODGATE_REQUIRE_ORACLES") == nullptr) GTEST_SKIP() << "no dot here";
    EXPECT_EQ(ran.status, 0) << ran.err << text;
    EXPECT_THAT(ran.err, ::testing::IsEmpty()) << text;
  }

  RepoBuilder repo_;
};

/// The subset of Mermaid's flowchart grammar that is written: nodes, edges, link styles; labels quoted, without any
/// character that could end them.
bool is_flowchart(const std::string& text) {
  std::istringstream lines(text);
  std::string line;
  if (!std::getline(lines, line) || line != "flowchart LR") return false;
  const std::string label = "\"([-A-Za-z0-9_ .,/]|#[0-9]+;|[\x80-\xff])*\"";
  while (std::getline(lines, line)) {
    const bool node = ::testing::Value(line, MatchesRegex("  n[0-9]+\\[" + label + "\\]"));
    const bool edge = ::testing::Value(line, MatchesRegex("  n[0-9]+ -->\\|" + label + "\\| n[0-9]+"));
    const bool style = ::testing::Value(line, MatchesRegex("  linkStyle [0-9]+ stroke:red,color:red"));
    if (!node && !edge && !style) return false;
  }
  return true;
}

TEST_F(Graph, DotIsDot) {
  const Ran ran = graph({});
  EXPECT_EQ(ran.status, 0) << ran.err;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("label=\"relax\\nS0, 2 files\""),
                             HasSubstr("n0 -> n1 [label=\"2 includes, 2 reported\""), HasSubstr("color=red")));
  accepted_by_dot(ran.out);
}

TEST_F(Graph, NamesThatAreMarkup) {
  // Without an id the module is called by its manifest's file name, which may be anything.
  repo_.file(".modgate/modules/a\" --> b;\n%%{x}%% \xc3\xbc`.yaml", "stage: S0\npaths: [src/odd/]\n");
  repo_.file("src/odd/x.h", "int x;\n");
  const std::string dot = graph({"-f", "dot"}).out;
  accepted_by_dot(dot);
  const std::string mermaid = graph({"-f", "mermaid"}).out;
  EXPECT_TRUE(is_flowchart(mermaid)) << mermaid;
  EXPECT_FALSE(is_flowchart("flowchart LR\n  n0[\"a\" --> b\"]\n"));
}

TEST_F(Graph, MermaidIsMermaid) {
  const Ran ran = graph({"-f", "mermaid"});
  EXPECT_TRUE(is_flowchart(ran.out)) << ran.out;
  EXPECT_THAT(ran.out, AllOf(HasSubstr("n0[\"core, "), HasSubstr("n0 -->|\"2 includes, 2 reported\"| n1"),
                             HasSubstr("linkStyle 0 stroke:red")));
}

TEST_F(Graph, JsonListsEveryUse) {
  const Json json = report_of(graph({"-f", "json"}));
  EXPECT_EQ(json.at("modules").size(), 3U);
  std::size_t reported = 0;
  for (const Json& use : json.at("uses")) reported += use.at("reported").get<bool>() ? 1U : 0U;
  EXPECT_EQ(reported, 2U);
  EXPECT_TRUE(json.contains("builds") && json.contains("undecided"));
}

TEST_F(Graph, Why) {
  struct Row {
    const char* from;
    const char* to;
    int status;
    const char* out;
  };
  const Row rows[] = {
      {"core", "relax", 0,
       "`core` uses `relax` directly, 2 times:\n  src/core/use.cc:2: #include \"../relax/shape.h\"\n"
       "  src/deep/d.h:1: #include \"../relax/shape.h\"\n"},
      {"scout", "relax", 0,
       "`scout` reaches `relax` over 3 hops:\n  src/scout/s.h:1: #include \"../base/b.h\"\n"
       "  src/base/b.h:1: #include \"../deep/d.h\"\n  src/deep/d.h:1: #include \"../relax/shape.h\"\n"
       "  src/relax/shape.h\n"},
      {"src/base", "src/relax/shape.h", 0,
       "`src/base` reaches `src/relax/shape.h` over 2 hops:\n  src/base/b.h:1: #include \"../deep/d.h\"\n"
       "  src/deep/d.h:1: #include \"../relax/shape.h\"\n  src/relax/shape.h\n"},
      {"relax", "core", 1, "no file of `relax` reaches `core`: 2 files were followed\n"},
      {"src/alone.cc", "relax", 1, "no file of `src/alone.cc` reaches `relax`: 1 file was followed\n"},
  };
  for (const Row& row : rows) {
    const Ran ran = graph({"--why", row.from, row.to});
    EXPECT_EQ(ran.status, row.status) << row.from << " " << row.to << ran.err;
    EXPECT_EQ(ran.out, row.out);
  }
}

TEST_F(Graph, UsageErrors) {
  EXPECT_EQ(graph({"-f", "svg"}).status, 2);
  EXPECT_EQ(graph({"--why", "relax"}).status, 2);
  EXPECT_EQ(graph({"--why", "relax", "core", "-f", "json"}).status, 2);
  EXPECT_THAT(graph({"--why", "relax", "nowhere"}).err, HasSubstr("`nowhere` is no module, file or folder"));
  EXPECT_THAT(graph({"--why", "core", "core"}).err, HasSubstr("`core` stands on both sides"));
  EXPECT_THAT(graph({"--why", ".", "relax"}).err, HasSubstr("every file of `relax` is one of `.`, too"));
}

}  // namespace
}  // namespace modgate::testing
