// The tree, the report and the rules of sample.h.
#include "sample.h"

#include <algorithm>
#include <array>

namespace modgate {
namespace {

constexpr Rule kUnknownKey{"MG102", "unknown-key", "a manifest has a key that does not exist", Severity::error};
constexpr Rule kReopened{"MG203", "namespace-reopened", "a file outside opens a module's namespace", Severity::error};
constexpr Rule kIncluded{"MG301", "s0-included", "a file outside includes a header of an S0 module", Severity::error};
constexpr Rule kReachIn{"MG308", "private-reach-in", "a use of a header that is not public", Severity::warning};
constexpr Rule kPartly{"MG906", "partly-read", "a file was read only in part", Severity::info};
constexpr std::array<RuleEntry, 5> kRules{
    {{&kUnknownKey, ""}, {&kReopened, ""}, {&kIncluded, ""}, {&kReachIn, ""}, {&kPartly, ""}}};

}  // namespace

std::span<const RuleEntry> all_rules() { return kRules; }
const RuleEntry* find_rule(std::string_view id) {
  const auto found =
      std::find_if(kRules.begin(), kRules.end(), [&](const auto& entry) { return entry.rule->id == id; });
  return found == kRules.end() ? nullptr : &*found;
}
std::string rule_url(const Rule& rule) { return "https://modgate.example/rules/" + std::string(rule.id); }

namespace testing {
namespace {

constexpr std::string_view kManifest = "modules/meta_schedule.yaml";
constexpr std::string_view kHostilePath = "src/::a\n##[error]\x1b[31m\xff.cc";

Listing listing_of(const std::map<std::string, std::string>& texts) {
  Listing listing;
  for (const auto& [path, text] : texts) listing.add(path, EntryKind::file);
  return listing;
}

Location whole_span(Location from, Location to) { return {from.file, {from.span.begin, to.span.end}}; }

void add_plain(LintReport& report, const Tree& tree) {
  Diagnostic empty = finding({tree.id("empty.yaml"), {0, 0}}, "the manifest is empty");
  empty.rule = &rule("MG102");
  empty.help = "write one with `modgate init manifest`";
  empty.fixes.push_back({"give it a name", {{empty.at, "name: x\n"}}});
  report.findings.push_back(empty);

  Diagnostic key = finding(tree.at(kManifest, "stgae"), "unknown key `stgae`");
  key.rule = &rule("MG102");
  key.label = "did you mean `stage`?";
  key.help = "write `stage: S0`";
  key.module = "meta_schedule";
  report.findings.push_back(key);

  Diagnostic end = finding(tree.at(kManifest, "\n"), "the manifest has no `summary`");
  end.at.span = {tree.at(kManifest, "S0").span.end + 1, tree.at(kManifest, "S0").span.end + 1};
  end.label = "expected here";
  report.findings.push_back(end);

  Diagnostic use = finding(tree.at("src/a.cc", "\"tvm/meta_schedule/runner.h\""),
                           "core includes a header of S0 module `meta_schedule`");
  use.label = "S0 header";
  use.related.push_back({tree.at(kManifest, "S0"), "stage is S0 here"});
  use.related.push_back({tree.at("src/a.cc", "meta_schedule::Run"), "and it is used here"});
  use.notes = {"`meta_schedule` is S0 since 2022-01-01", "3 other files include it"};
  use.help = "move the code into `meta_schedule`, or declare the line under `integration`";
  use.module = "meta_schedule";
  use.fingerprint = "0123456789abcdef";
  report.findings.push_back(use);
}

void add_shapes(LintReport& report, const Tree& tree) {
  Diagnostic crlf = finding(tree.at("src/crlf.cc", "\"x.h\""), "a line that ends in CRLF");
  report.findings.push_back(crlf);

  Diagnostic far = finding(tree.at("src/long.cc", "relax::Target"), "a use far into a long line");
  far.label = "here";
  report.findings.push_back(far);

  Diagnostic block = finding(whole_span(tree.at("src/tabs.cc", "namespace"), tree.at("src/tabs.cc", "}")),
                             "core opens namespace `tvm::relax`");
  block.rule = &rule("MG203");
  block.label = "opened here";
  report.findings.push_back(block);

  Diagnostic wide = finding(tree.at("src/wide.cc", "\"字.h\""), "core includes private header `字.h`");
  wide.rule = &rule("MG308");
  wide.severity = Severity::warning;
  wide.label = "private";
  report.findings.push_back(wide);

  Diagnostic many = finding(tree.at("src/wide.cc", "é"), "one cause in many places");
  many.rule = &rule("MG906");
  many.severity = Severity::info;
  for (int i = 0; i < 10; ++i) many.related.push_back({tree.at("src/wide.cc", "字"), "place " + std::to_string(i)});
  report.findings.push_back(many);
}

void add_hostile(LintReport& report, const Tree& tree) {
  Diagnostic hostile = finding(tree.at(kHostilePath, "\x1b[2J"), "::error::`a\n##[error]b` \u202eis \x1b[31mred");
  hostile.label = "##vso[task.complete]";
  hostile.notes = {"::stop-commands::x"};
  hostile.help = "rename\r\nit";
  report.findings.push_back(hostile);

  Diagnostic nowhere = finding({kNoFile, {}}, "no place at all");
  nowhere.label = "nothing to quote";
  report.findings.push_back(nowhere);
}

}  // namespace

Tree::Tree(std::map<std::string, std::string> texts) : texts_(std::move(texts)), files_(listing_of(texts_)) {}

Location Tree::at(std::string_view path, std::string_view needle) const {
  const std::size_t begin = texts_.at(std::string(path)).find(needle);
  return {id(path), {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + needle.size())}};
}

std::string rendered(const LintReport& report, Tree& tree, Format format, const RenderOptions& options) {
  return render(printed(report, tree.files(), tree), format, options);
}

PrintedPlace place(Tree& tree, const Location& at) {
  LintReport report;
  report.findings.push_back(finding(at, "a message"));
  return printed(report, tree.files(), tree).findings.front().at;
}

Tree one_file(const std::string& path, const std::string& text) {
  return Tree(std::map<std::string, std::string>{{path, text}});
}

const Rule& rule(std::string_view id) {
  return *std::find_if(kRules.begin(), kRules.end(), [&](const RuleEntry& entry) {
            return entry.rule->id == id;
          })->rule;
}

Diagnostic finding(Location at, std::string message) {
  Diagnostic out;
  out.rule = &rule("MG301");
  out.at = at;
  out.message = std::move(message);
  return out;
}

Tree sample_tree() {
  std::string far = "int x = f(";
  for (int i = 0; i < 40; ++i) far += "argument" + std::to_string(i) + ", ";
  return Tree({
      {"empty.yaml", ""},
      {std::string(kManifest), "\xef\xbb\xbfstgae: x\nmodule: meta_schedule\nstage: S0\n"},
      {"src/a.cc",
       "// one\n#include \"tvm/meta_schedule/runner.h\"\n\n\n\n\n\n\n\nvoid f() {\n  "
       "::tvm::meta_schedule::Run();\n}\n"},
      {"src/crlf.cc", "#include \"x.h\"\r\n"},
      {"src/long.cc", far + "tvm::relax::Target(), " + far + "0);\n"},
      {"src/tabs.cc", "\tx;\tnamespace tvm::relax {\t\n\t\tint y;\n\t}\n"},
      {"src/wide.cc", "/* é 漢字 */ #include \"字.h\"  // 字\n"},
      {std::string(kHostilePath), "::error::x ##[error]y \x1b[2J\xff\u202e z\n"},
  });
}

LintReport sample_report(const Tree& tree) {
  LintReport report;
  report.view = {"tree", "0123456789abcdef0123456789abcdef01234567"};
  report.against = "89abcdef0123456789abcdef0123456789abcdef";
  add_plain(report, tree);
  add_shapes(report, tree);
  add_hostile(report, tree);
  for (const auto status :
       {Diagnostic::Status::existing, Diagnostic::Status::baselined, Diagnostic::Status::suppressed}) {
    report.findings.push_back(finding(tree.at("src/crlf.cc", "x.h"), "one that is not new"));
    report.findings.back().status = status;
  }
  report.findings.back().justification = "goes with #42";
  report.counts = {12, 4629, 4000, 30, 3, 17, 2, 1, 9, 1, 1, 1, 41, 1};
  report.skipped.push_back({tree.id("src/long.cc"), "larger than 8 MiB", {}});
  const Location computed = tree.at("src/a.cc", "\"tvm");
  report.unresolved.push_back({computed.file, computed.span, 2, "HEADER", "computed", {tree.id("src/crlf.cc")}, kCore});
  report.pending = {"relax: 7 of 13 for S0; pending: champion, users"};
  report.not_judged = {"relax: need, fit, disruption"};
  report.undecided = {"relax: whether endorser `ada` was a PMC member on 2022-05-01: run `git fetch --unshallow`"};
  report.people = {{"relax", {1, 2, 1, 0}, {0, 0, 0, 1}}, {"scout", {}, {0, 1, 0, 0}}};
  report.seconds = 0.1234;
  return report;
}

}  // namespace testing
}  // namespace modgate
