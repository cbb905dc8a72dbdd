// The life of the module `relax` in a fixture repository under a strict policy: one commit a move, each with all of its
// evidence; tests take pieces away.
#pragma once

#include <functional>

#include "cli_test.h"

namespace modgate::testing {

inline constexpr long kDay = 86400;
inline constexpr long kFirstDay = 1'767'268'800;  // 2026-01-01T12:00Z

/// Keys of the manifest in the order of writing; an empty text leaves one out.
using Keys = std::map<std::string, std::string>;

inline std::string written(const Keys& keys) {
  std::string out;
  for (const auto& [key, value] : keys) {
    if (!value.empty()) out += key + ": " + value + "\n";
  }
  return out;
}

/// A vote of four of five members that opened and closed on these days.
inline std::string vote(const std::string& opened, const std::string& closed) {
  std::string ballots;
  for (const char* who : {"ada", "bjarne", "grace", "linus"}) {
    ballots += std::string(ballots.empty() ? "" : ", ") + "{person: " + who + ", vote: \"+1\"}";
  }
  return "{opened: " + opened + ", closed: " + closed + ", thread: \"https://lists.acme.org/t/1\", ballots: [" +
         ballots + "]}";
}

inline const Keys kProposal = {
    {"schema", "modgate/module/v1"}, {"module", "relax"},       {"summary", "Graph-level IR with symbolic shapes."},
    {"stage", "proposed"},           {"paths", "[src/relax/]"}, {"namespace", "{cpp: [\"acme::relax\"]}"},
    {"feature_flag", "USE_RELAX"}};

/// What a move changes: keys of the manifest, and files.
struct Step {
  const char* stage;
  int day;  ///< days after the first
  Keys keys;
  std::function<void(RepoBuilder&)> files = [](RepoBuilder&) {};
};

inline void use_it(RepoBuilder& repo) { repo.file("src/tvmc/run.cc", "#include \"../relax/shape.h\"\nint run();\n"); }
inline void use_it_no_more(RepoBuilder& repo) { repo.file("src/tvmc/run.cc", "int run();\n"); }

inline const Step kToS0 = {"S0",
                           30,
                           {{"since", "2026-01-31"},
                            {"tests", "[tests/relax/]"},
                            {"docs", "[docs/relax.md]"},
                            {"maintainers", "[ada, bjarne, grace, ken]"},
                            {"champion", "ada"},
                            {"decision_summary", "https://acme.org/relax/summary"},
                            {"endorsers", "[ada, bjarne, grace, linus]"},
                            {"vote", vote("2026-01-20", "2026-01-28")},
                            {"rfc", "{url: \"https://rfcs.acme.org/89\", state: accepted}"},
                            {"users", "[{who: Acme, evidence: \"https://acme.org/a\"}]"},
                            {"relations", "none"},
                            {"roadmap", "{fit: It serves shapes that are not known.}"},
                            {"ci", "{job: relax, budget_minutes: 20, on_break: disable}"},
                            {"release", "none"}},
                           [](RepoBuilder& repo) {
                             repo.file("src/relax/shape.h", "#pragma once\nnamespace acme::relax {\nint rank();\n}\n");
                             repo.file("tests/relax/shape_test.cc", "int main() { return 0; }\n");
                             repo.file("docs/relax.md", "# Relax\n\nIt serves shapes.\n");
                           }};
inline const Step kToS1 = {
    "S1",
    130,
    {{"since", "2026-05-11"},
     {"users",
      "[{who: Acme, evidence: \"https://acme.org/a\"}, {who: Bmce, evidence: "
      "\"https://bmce.org/b\"}]"},
     {"roadmap",
      "{fit: It serves shapes., outlook: S2 in a year., risks: [none that we know], "
      "alternatives: [relay], milestones: [{title: tuning, target: 2026-Q4}], review_by: "
      "2027-05-01}"},
     {"compositions", "[{with: tvmc, paths: [src/tvmc/], rfc: {url: \"https://rfcs.acme.org/95\"}}]"}},
    use_it};
inline const Step kToS2 = {"S2",
                           400,
                           {{"since", "2027-02-05"},
                            {"vote", vote("2027-01-20", "2027-01-28")},
                            {"rfc", "{url: \"https://rfcs.acme.org/120\", state: accepted}"},
                            {"relations", "[{module: relay, kind: replaces}]"}}};
inline const Step kToDeprecated = {
    "deprecated",
    500,
    {{"since", "2027-05-16"},
     {"deprecation",
      "{announced: 2027-05-16, reason: superseded, replacement: none, migration: docs/relax.md, "
      "remove_after: 2027-12-01, decision: \"https://rfcs.acme.org/140\"}"}}};
inline const Step kToRemoved = {"removed",
                                710,
                                {{"since", "2027-12-12"},
                                 {"tests", ""},
                                 {"docs", ""},
                                 {"namespace", ""},
                                 {"maintainers", ""},
                                 {"champion", ""},
                                 {"decision_summary", ""},
                                 {"endorsers", ""},
                                 {"users", ""},
                                 {"relations", ""},
                                 {"roadmap", ""},
                                 {"ci", ""},
                                 {"release", ""},
                                 {"compositions", ""}},
                                [](RepoBuilder& repo) {
                                  repo.remove("src/relax").remove("tests/relax").remove("docs/relax.md");
                                  repo.file("CMakeLists.txt", "project(acme)\n");
                                  use_it_no_more(repo);
                                }};
inline const std::vector<Step> kLife = {kToS0, kToS1, kToS2, kToDeprecated, kToRemoved};

/// The house: strict policy, five members, and the module that S2 replaces, long deprecated.
inline void build_house(RepoBuilder& repo) {
  std::string people = "schema: modgate/people/v1\npeople:\n";
  for (const char* who : {"ada", "bjarne", "grace", "linus", "margaret"}) {
    people += std::string("  - {id: ") + who + ", handles: [" + who + "], roles: [{role: pmc, since: 2020-01-01}]}\n";
  }
  people += "  - {id: ken, handles: [ken], roles: [{role: committer, since: 2020-01-01}]}\n";
  repo.file(".modgate/policy.yaml", "schema: modgate/policy/v1\npreset: tvm-2022-rfc\n");
  repo.file(".modgate/people.yaml", people);
  repo.file(".modgate/modules/relay.yaml",
            "schema: modgate/module/v1\nmodule: relay\nsummary: The graph IR before relax.\nstage: deprecated\n"
            "since: 2025-06-01\npaths: [src/relay/]\nnamespace: {cpp: [\"acme::relay\"]}\nadopted: {date: 2025-06-01, "
            "reason: it is older}\ndeprecation: {announced: 2025-06-01, reason: superseded, replacement: relax, "
            "migration: docs/relay.md}\n");
  repo.file("src/relay/node.h", "#pragma once\nnamespace acme::relay {\n}\n");
  repo.file("CMakeLists.txt", "project(acme)\noption(USE_RELAX \"Build relax\" OFF)\n");
  use_it_no_more(repo);
  repo.commit("house", kFirstDay);
}

inline constexpr const char* kManifest = ".modgate/modules/relax.yaml";

/// The module's life in a repository.
struct Life {
  RepoBuilder repo;
  Keys keys = kProposal;
  int day = 0;

  Life() {
    build_house(repo);
    propose();
  }
  void propose() {
    repo.file(kManifest, written(keys));
    repo.commit("proposed", kFirstDay);
  }
  void write(const Step& step, const Keys& otherwise = {}) {
    keys["stage"] = step.stage;
    day = step.day;
    for (const auto& [key, value] : step.keys) keys[key] = value;
    for (const auto& [key, value] : otherwise) keys[key] = value;
    repo.file(kManifest, written(keys));
    step.files(repo);
  }
  void commit() { repo.commit("move", kFirstDay + day * kDay); }
  void go(const Step& step) {
    write(step);
    commit();
  }
  /// Takes all moves before the one to this stage, as one commit.
  void live_until(const std::string& stage) {
    for (const Step& step : kLife) {
      if (step.stage == stage) break;
      write(step);
    }
    if (day > 0) commit();
  }
  Ran check(Words more = {}) {
    Words words = {"check", "--rev", "HEAD", "--against", "HEAD~1"};
    words.insert(words.end(), more.begin(), more.end());
    return modgate(repo, words);
  }
};

/// The rules of the new findings of a report.
inline Words new_rules(const Ran& ran) {
  Words out;
  for (const std::string& line : findings_of(report_of(ran))) {
    if (line.ends_with(" new")) out.push_back(line.substr(line.find(" MG") + 1, 5));
  }
  return out;
}

}  // namespace modgate::testing
