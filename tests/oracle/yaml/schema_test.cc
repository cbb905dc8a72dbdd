// The published schemas against modgate's own verdict, with ajv as the judge of the schema and npm's `yaml` as its
// reader. Every document that modgate accepts the schema accepts; what modgate refuses the schema refuses, too, unless
// it is one of the things that a schema cannot know.
#include <fmt/core.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include "folder.h"
#include "manifest/json_schema.h"
#include "manifest/parse.h"
#include "manifest/yaml_tree.h"

namespace modgate {
namespace {

// In three parts, because every value of a part is replaced in turn and the whole part read again.
constexpr std::string_view kPlaces =
    "schema: modgate/module/v1\n"
    "module: relax\n"
    "summary: One sentence.\n"
    "stage: S1\n"
    "kind: ir-dialect\n"
    "since: 2024-02-01\n"
    "adopted: {date: 2024-02-01, reason: older}\n"
    "paths: [src/relax/, '**/relax.h']\n"
    "public_headers: include/relax/\n"
    "namespace: {cpp: [\"acme::relax\"], c: [rlx_], python: [acme.relax], jvm: [org.acme], go: [x/y], rust: [a::b],\n"
    "  js: ['@a/b'], macros: [RELAX_], registry: [relax.], allow: [std]}\n"
    "tests: [tests/relax/]\n"
    "docs: [docs/relax.md]\n"
    "integration: [{path: CMakeLists.txt, why: option, max_lines: 2, use: true, owned: false}]\n"
    "feature_flag: {name: USE_RELAX, kind: cmake, declared_in: CMakeLists.txt, gate: cmake/x.cmake, macro: M, default: "
    "\"OFF\"}\n";

constexpr std::string_view kSeats =
    "schema: modgate/module/v1\n"
    "module: relax\n"
    "summary: One sentence.\n"
    "stage: S1\n"
    "maintainers: [ada, {person: ken, since: 2024-01-01, role: lead}]\n"
    "emeritus: [dennis]\n"
    "seeking: true\n"
    "champion: {person: linus, since: 2024-01-01}\n"
    "decision_summary: https://acme.org/1\n"
    "endorsers: [{person: linus, date: 2024-01-01, evidence: https://acme.org/2}]\n"
    "rfc: {ref: a#1, url: https://acme.org/3, path: rfcs/1.md, state: accepted, date: 2024-01-01}\n"
    "discussion: https://acme.org/4\n"
    "vote: {opened: 2024-01-01, closed: 2024-01-05T10:00Z, thread: https://acme.org/5, rule: consensus,\n"
    "  ballots: [{person: linus, vote: +1, date: 2024-01-02}], claimed: {for: 3, against: 0}}\n";

constexpr std::string_view kPlans =
    "schema: modgate/module/v1\n"
    "module: relax\n"
    "summary: One sentence.\n"
    "stage: S1\n"
    "users: [{who: Acme, kind: product, evidence: https://acme.org/6, date: 2024-01-01}]\n"
    "relations: [{module: relay, kind: overlaps, note: n, why_not_extend: w}]\n"
    "depends_on: [arith]\n"
    "requires: [USE_LLVM]\n"
    "conflicts: [USE_X]\n"
    "roadmap: {fit: f, outlook: o, non_goals: [g], risks: [r], alternatives: [a], review_by: 2025-01-01, exit_plan: "
    "e,\n"
    "  milestones: [{title: t, target: 2024-Q2, exam: x, done: false}]}\n"
    "ci: {job: j, budget_minutes: 20, on_break: disable}\n"
    "release: none\n"
    "known_limitations: l\n"
    "support: s\n"
    "compositions: [{with: tvmc, paths: [src/driver/], rfc: {url: https://acme.org/7, state: accepted}}]\n"
    "mirrors: [{ours: a.cc, theirs: b.cc}]\n"
    "attest: [{person: ada, date: 2024-01-01}]\n"
    "waivers: [{rule: MG307, paths: [src/x.cc], until: 2024-06-01, reason: r, approved_by: linus}]\n";

constexpr std::string_view kTombstone =
    "schema: modgate/module/v1\n"
    "module: gone\n"
    "summary: It was here.\n"
    "stage: removed\n"
    "paths: src/gone/\n"
    "namespace: none\n"
    "relations: none\n"
    "feature_flag: USE_GONE\n"
    "champion: ada\n"
    "rfc: https://acme.org/1\n"
    "vote: {claimed: passed}\n"
    "compositions: {with: x, paths: src/y/, rfc: https://acme.org/2}\n"
    "deprecation: {announced: 2024-01-01, reason: inactive, replacement: none, migration: m, remove_after: "
    "2024-06-01,\n"
    "  decision: https://acme.org/3}\n";

constexpr std::string_view kPolicy =
    "schema: modgate/policy/v1\n"
    "preset: tvm-2023\n"
    "manifests: [modules/*.yaml]\n"
    "roster: {contributors: //CONTRIBUTORS.md}\n"
    "include_roots: [include/, .]\n"
    "compile_commands: build/compile_commands.json\n"
    "python_roots: python/\n"
    "exclude: [3rdparty/]\n"
    "tests: [tests/, '**/*_test.cc']\n"
    "namespace_macros: {ABSL_NAMESPACE_BEGIN: \"absl::lts\"}\n"
    "registry_calls: [get_global_func]\n"
    "core_public_headers: [include/]\n"
    "severity: {MG307: error}\n"
    "policy: {endorsers_min: 4, maintainers_min: 4, vote: majority-of-roster, vote_hours_min: 72, s0_days_min: 90,\n"
    "  deprecation_days_min: 180, waiver_days_max: 180, s0_uses_s0: forbid, integration_use: allow, guarded_use: "
    "judge,\n"
    "  test_use: judge, unwaivable: [MG301], rfc_headings: tvm}\n";

constexpr std::string_view kPeople =
    "schema: modgate/people/v1\n"
    "people: [{id: ada, name: Ada, handles: [ada, ada2], emails: [ada@acme.org], affiliation: Acme, bot: false,\n"
    "  roles: [pmc, {role: committer, since: 2020-01-01, until: 2021-01-01}]}]\n";

/// What may stand in the place of any value.
constexpr std::array kOddities = {"x",
                                  "no",
                                  "1.10",
                                  "12",
                                  "0",
                                  "-1",
                                  "true",
                                  "\"true\"",
                                  "\"\"",
                                  "[]",
                                  "{}",
                                  "[x]",
                                  "[x, y]",
                                  "{x: y}",
                                  "null",
                                  "2024-02-30",
                                  "2024-13-01",
                                  "https://acme.org/x",
                                  "ftp://x",
                                  "https://",
                                  "\"@ada\"",
                                  "\"@ada/b\"",
                                  "a::b",
                                  "\"::a\"",
                                  "a.b",
                                  "../x",
                                  "/x",
                                  "x/",
                                  "none",
                                  "S0",
                                  "\"A b c\"",
                                  "0x1F",
                                  "1e3",
                                  "\"\xc3\xa9\"",
                                  "a--b",
                                  "\"a\\nb\"",
                                  "MG301",
                                  "\"a\\\\b\"",
                                  "2024-01-01T10:00Z",
                                  "c:/x",
                                  "a//b",
                                  "a/./b",
                                  "[[x]]",
                                  "[{x: y}]",
                                  "\" \"",
                                  "+0.5",
                                  "//x",
                                  "True",
                                  "\"a@b\"",
                                  "dependabot[bot]",
                                  "'**/x'",
                                  "99999999999"};

struct Sample {
  const char* name;
  Document schema;
  std::string_view text;
  std::function<std::vector<Fault>(std::string_view)> faults;
};

void PrintTo(const Sample& document, std::ostream* out) { *out << document.name; }

void collect_spans(const YamlNode& node, std::vector<Span>& values, std::vector<Span>& keys) {
  for (const YamlNode& item : node.items) {
    values.push_back(item.at);
    collect_spans(item, values, keys);
  }
  for (const YamlEntry& entry : node.entries) {
    keys.push_back(entry.key_at);
    values.push_back(entry.value.at);
    collect_spans(entry.value, values, keys);
  }
}

/// Every value replaced by every oddity, every key misspelt.
std::vector<std::string> variants(std::string_view text) {
  const YamlTree tree = read_yaml(text);
  std::vector<Span> values;
  std::vector<Span> keys;
  collect_spans(tree.root, values, keys);
  const auto replaced = [&](Span at, std::string_view by) {
    return std::string(text.substr(0, at.begin)) + std::string(by) + std::string(text.substr(at.end));
  };
  std::vector<std::string> out = {std::string(text)};
  for (const Span at : values) {
    for (const char* oddity : kOddities) out.push_back(replaced(at, oddity));
  }
  for (const Span at : keys) out.push_back(replaced(at, std::string(text.substr(at.begin, at.end - at.begin)) + "x"));
  return out;
}

/// What a schema cannot say: the calendar, other readers' booleans, template text, platforms, who owns which handle.
bool beyond_a_schema(const Fault& fault) {
  if (fault.kind == FaultKind::placeholder) return true;
  for (const char* words : {"no day of the calendar", "for many readers", "`True` is not true or false",
                            "matches everything", "`0x1F` of", "`1e3` of", "is also a handle of"}) {
    if (fault.message.find(words) != std::string::npos) return true;
  }
  return false;
}

/// One line a document: "ok" or "bad ...". Empty when the validator cannot be had.
std::vector<std::string> verdicts(Document schema, const std::vector<std::string>& inputs) {
  // Tests run side by side: one installs, the others wait for it. npm writes the hidden lock file last.
  static const bool installed =
      run(fmt::format("mkdir -p '{0}' && cd '{0}' && flock .lock sh -c \"cp '{1}'/package.json '{1}'/package-lock.json "
                      "'{1}'/verdicts.mjs . && "
                      "{{ [ node_modules/.package-lock.json -nt '{1}'/package-lock.json ] || npm ci --silent "
                      "--no-audit --no-fund; }}\" "
                      ">/dev/null 2>&1",
                      MODGATE_NODE_DIR, MODGATE_SOURCE_DIR "/tests/oracle/yaml"));
  if (!installed) return {};
  const Folder folder;
  std::ofstream(folder.path() / "schema.json") << json_schema(schema);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::ofstream(folder.path() / fmt::format("{:06}.yaml", i), std::ios::binary) << inputs[i];
  }
  EXPECT_TRUE(run(fmt::format("cd '{0}' && node verdicts.mjs '{1}/schema.json' '{1}' > '{1}/out'", MODGATE_NODE_DIR,
                              folder.path().string())));
  std::ifstream out(folder.path() / "out");
  std::vector<std::string> lines;
  for (std::string line; std::getline(out, line);) lines.push_back(line.substr(line.find(' ') + 1));
  return lines;
}

class Schema : public ::testing::TestWithParam<Sample> {};

TEST_P(Schema, AgreesWithTheReader) {
  const std::vector<std::string> inputs = variants(GetParam().text);
  const std::vector<std::string> judged = verdicts(GetParam().schema, inputs);
  if (judged.empty()) {
    if (std::getenv("MODGATE_REQUIRE_ORACLES") != nullptr) FAIL() << "ajv cannot be installed";
    GTEST_SKIP() << "ajv cannot be installed";
  }
  ASSERT_EQ(judged.size(), inputs.size());
  EXPECT_EQ(judged.front(), "ok") << "the schema refuses the valid document";
  std::size_t refused = 0;
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::vector<Fault> faults = GetParam().faults(inputs[i]);
    const bool schema_accepts = judged[i] == "ok";
    if (faults.empty()) {
      EXPECT_TRUE(schema_accepts) << inputs[i] << "\n" << judged[i];
      continue;
    }
    ++refused;
    if (!schema_accepts) continue;
    for (const Fault& fault : faults) EXPECT_TRUE(beyond_a_schema(fault)) << fault.message << "\n" << inputs[i];
  }
  EXPECT_GT(refused, inputs.size() / 3) << "the variants are too tame to show anything";
}

std::vector<Fault> manifest_faults(std::string_view text) {
  Manifest manifest = parse_manifest(text, kNoFile);
  for (const char* key : {"schema", "module", "summary", "stage"}) {
    if (!manifest.keys.contains(key))
      manifest.faults.push_back({FaultKind::missing_field, {}, key, "", "", key, false, {}, {}});
  }
  return manifest.faults;
}

INSTANTIATE_TEST_SUITE_P(
    Documents, Schema,
    ::testing::Values(
        Sample{"places", Document::manifest, kPlaces, manifest_faults},
        Sample{"seats", Document::manifest, kSeats, manifest_faults},
        Sample{"plans", Document::manifest, kPlans, manifest_faults},
        Sample{"tombstone", Document::manifest, kTombstone, manifest_faults},
        Sample{"policy", Document::policy, kPolicy,
               [](std::string_view text) { return parse_policy(text, kNoFile, "").faults; }},
        Sample{"people", Document::people, kPeople,
               [](std::string_view text) {
                 Roster roster = parse_people(text, kNoFile);
                 if (!roster.usable())
                   roster.faults.push_back({FaultKind::missing_field, {}, "nobody", "", "", "people", false, {}, {}});
                 return roster.faults;
               }}),
    [](const auto& param) { return std::string(param.param.name); });

}  // namespace
}  // namespace modgate
