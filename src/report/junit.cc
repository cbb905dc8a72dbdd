// JUnit XML, for what shows tests. A suite for each module and one for the repository; in each, a case for every group
// of rules that found nothing and a case for every finding. What was not looked at is an error; what is silenced or
// undecided is skipped, and what an incomplete run did not find: none of it passes. No times, so that two runs give the
// same bytes.
#include <fmt/core.h>

#include <map>
#include <set>

#include "base/utf8.h"
#include "report/formats.h"
#include "report/page.h"

namespace modgate {
namespace {

constexpr std::string_view kRepository = "repository";

/// As a value or as text: XML 1.0 has no control characters, and not these two code points either.
std::string xml(std::string_view bytes) {
  const std::string text = shown(bytes);
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = utf8::decode(text, at);  // `shown` is well-formed
    switch (decoded->point) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case 0xfffe:
      case 0xffff:
        out += fmt::format("\\u{{{:x}}}", static_cast<std::uint32_t>(decoded->point));
        break;
      default:
        out.append(text, at, decoded->bytes);
    }
    at += decoded->bytes;
  }
  return out;
}

struct Totals {
  std::uint64_t tests = 0, failures = 0, errors = 0, skipped = 0;

  void add(const Totals& more) {
    tests += more.tests;
    failures += more.failures;
    errors += more.errors;
    skipped += more.skipped;
  }
  std::string attributes() const {
    return fmt::format("tests=\"{}\" failures=\"{}\" errors=\"{}\" skipped=\"{}\"", tests, failures, errors, skipped);
  }
};

/// The cases of a module or of the repository. Names are what consumers compare runs by: they hold no line, and one
/// that comes again is numbered.
class Suite {
 public:
  explicit Suite(std::string name) : name_(std::move(name)) {}

  void pass(const std::string& name) { add(name, "", ""); }
  void skip(const std::string& name, const std::string& where, std::string_view why) {
    ++totals_.skipped;
    add(name, where, fmt::format("<skipped message=\"{}\"/>", xml(why)));
  }
  void error(const std::string& name, std::string_view message) {
    ++totals_.errors;
    add(name, "", fmt::format("<error type=\"incomplete\" message=\"{}\"/>", xml(message)));
  }
  void failure(const std::string& name, const std::string& where, const PrintedFinding& finding,
               const std::string& text) {
    ++totals_.failures;
    add(name, where,
        fmt::format("<failure type=\"{}\" message=\"{}\">{}</failure>", severity_name(finding.severity),
                    xml(finding.message), text));
  }

  const Totals& totals() const { return totals_; }
  std::string text() const {
    return fmt::format("  <testsuite name=\"{}\" {}>\n{}  </testsuite>\n", xml(name_), totals_.attributes(), cases_);
  }

 private:
  void add(const std::string& name, const std::string& where, const std::string& outcome) {
    ++totals_.tests;
    const std::uint64_t nth = ++seen_[name];
    const std::string ordinal = nth > 1 ? fmt::format(" ({})", nth) : "";
    cases_ += fmt::format("    <testcase classname=\"{}\" name=\"{}{}\"{}", xml(name_), xml(name), ordinal, where);
    cases_ += outcome.empty() ? "/>\n" : fmt::format(">{}</testcase>\n", outcome);
  }

  std::string name_;
  Totals totals_;
  std::map<std::string, std::uint64_t> seen_;
  std::string cases_;
};

/// "MG3" of "MG301".
std::string group_of(const Rule& rule) { return std::string(rule.id.substr(0, 3)); }

void add_finding(Suite& suite, const PrintedFinding& finding, const RenderOptions& options) {
  const PrintedPlace& at = finding.at;
  std::string name = fmt::format("{} {}: {}", finding.rule->id, finding.rule->name, finding.message);
  std::string where;
  std::string place;
  if (!at.path.empty()) {
    name += " in " + at.path;
    where = fmt::format(" file=\"{}\" line=\"{}\"", xml(at.path), at.begin.line);
    place = fmt::format("{}:{}:{}: ", xml(at.path), at.begin.line, at.begin.character);
  }
  using Status = Diagnostic::Status;
  if (is_shown(finding, options)) {
    std::string text = place + xml(finding.message);
    for (const std::string& note : finding.notes) text += "\nnote: " + xml(note);
    if (!finding.help.empty()) text += "\nhelp: " + xml(finding.help);
    suite.failure(name, where, finding, text);
  } else if (finding.status == Status::suppressed) {
    suite.skip(name, where, finding.justification.empty() ? "suppressed" : "suppressed: " + finding.justification);
  } else {
    suite.skip(name, where, finding.status == Status::baselined ? "listed in the baseline" : "the base has it, too");
  }
}

/// Ids in the registry's order, then names that only findings have; each once.
std::vector<std::string> modules_of(const PrintedReport& report) {
  std::vector<std::string> modules;
  std::set<std::string> seen{""};
  for (const std::string& module : report.modules) {
    if (seen.insert(module).second) modules.push_back(module);
  }
  for (const PrintedFinding& finding : report.findings) {
    if (seen.insert(finding.module).second) modules.push_back(finding.module);
  }
  return modules;
}

using Groups = std::map<std::string, std::vector<const PrintedFinding*>>;

void add_groups(Suite& suite, const Groups& found, const std::set<std::string>& groups, const RenderOptions& options,
                bool complete) {
  for (const std::string& group : groups) {
    const auto findings = found.find(group);
    const std::string none = "no finding of " + group + "xx";
    if (findings == found.end() && complete) {
      suite.pass(none);
    } else if (findings == found.end()) {
      suite.skip(none, "", "none so far, and the run is not complete");
    } else {
      for (const PrintedFinding* finding : findings->second) add_finding(suite, *finding, options);
    }
  }
}

void add_run(Suite& suite, const PrintedReport& report) {
  constexpr const char* kComplete = "the run is complete";
  if (report.complete) {
    suite.pass(kComplete);
  } else if (report.incomplete_because.empty()) {
    suite.error(kComplete, "something could not be looked at");
  }
  for (const std::string& reason : report.incomplete_because) suite.error(kComplete, reason);
  for (const std::string& line : report.undecided) suite.skip("undecided: " + line, "", "undecided");
}

}  // namespace

std::string render_junit(const PrintedReport& report, const RenderOptions& options) {
  std::set<std::string> groups;
  for (const RuleEntry& entry : all_rules()) groups.insert(group_of(*entry.rule));
  std::map<std::string, Groups> found;
  for (const PrintedFinding& finding : report.findings) {
    found[finding.module][group_of(*finding.rule)].push_back(&finding);
  }
  Totals totals;
  std::string suites;
  const auto add = [&](const Suite& suite) {
    totals.add(suite.totals());
    suites += suite.text();
  };
  Suite repository{std::string(kRepository)};
  add_run(repository, report);
  add_groups(repository, found[""], groups, options, report.complete);
  add(repository);
  for (const std::string& module : modules_of(report)) {
    Suite suite("module " + module);
    add_groups(suite, found[module], groups, options, report.complete);
    add(suite);
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"modgate\" {}>\n{}</testsuites>\n",
                     totals.attributes(), suites);
}

}  // namespace modgate
