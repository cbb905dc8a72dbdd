// SARIF 2.1.0 (OASIS) as GitHub's code scanning reads it: one run with all rules, every finding whatever its status,
// and as notifications of the tool all that a run says beside them. GitHub refuses a whole file for one result without
// a file, so what has no place in the tree is told in words. Nothing in it depends on time.
#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <vector>

#include "base/utf8.h"
#include "modgate/limits.h"
#include "report/foreign.h"
#include "report/formats.h"
#include "report/sarif_parts.h"

namespace modgate {
namespace {

/// The kinds of notifications, for the tool's description; the ids are for ever.
struct Kind {
  const char* id;
  const char* text;
  const char* help;
};
constexpr Kind kIncomplete{"incomplete", "Why the run could not look at everything.",
                           "Do what the notification says and run again; until then silence proves nothing."};
constexpr Kind kUndecided{"undecided", "What history or people could not decide.",
                          "The notification says how to make it decidable, mostly by fetching more of the history."};
constexpr Kind kSkipped{"skipped", "A file that was not read.", "Look at it by eye, or make it readable."};
constexpr Kind kUnresolved{"unresolved", "A reference whose file could not be told.",
                           "Declare the missing roots in the policy, or write the reference plainly."};
constexpr Kind kPending{"pending", "What a module still lacks for its next stage.",
                        "`modgate explain 'S0->S1' --module MODULE` lists it."};
constexpr Kind kNotJudged{"not-judged", "What only people can judge.", "Judge it in the review."};
constexpr Kind kPlaceless{"placeless", "A finding in a tree that has no file to show it in.",
                          "Treat it like any other finding."};
constexpr Kind kLeftOut{"left-out", "What is not listed because there is too much of it.",
                        "Run `modgate check -f json`, which lists everything."};
constexpr Kind kKinds[] = {kIncomplete, kUndecided, kSkipped, kUnresolved, kPending, kNotJudged, kPlaceless, kLeftOut};

class Notifications {
 public:
  Json& add(const Kind& kind, const char* level, const std::string& text) {
    list_.push_back({{"descriptor", {{"id", kind.id}}}, {"level", level}, {"message", sarif_message(closed(text))}});
    return list_.back();
  }
  Json take() { return std::move(list_); }

 private:
  Json list_ = Json::array();
};

bool is_silent(const PrintedFinding& finding) {
  return finding.status == Diagnostic::Status::baselined || finding.status == Diagnostic::Status::suppressed;
}

/// The findings that become results, in their order. Of more than a file may hold those stay that nobody silenced, then
/// the most severe.
std::vector<const PrintedFinding*> chosen(const PrintedReport& report, Notifications& notes) {
  std::vector<const PrintedFinding*> all;
  for (const PrintedFinding& finding : report.findings) {
    if (!place_in_tree(report, finding).path.empty()) all.push_back(&finding);
  }
  if (all.size() <= limits::kSarifResults) return all;
  notes.add(kLeftOut, "warning",
            fmt::format("{} of {} findings are left out, since a file may hold {}; `modgate check -f json` lists all",
                        all.size() - limits::kSarifResults, all.size(), limits::kSarifResults));
  std::vector<const PrintedFinding*> kept = all;
  std::stable_sort(kept.begin(), kept.end(), [](const PrintedFinding* a, const PrintedFinding* b) {
    return is_silent(*a) != is_silent(*b) ? is_silent(*b) : a->severity > b->severity;
  });
  kept.resize(limits::kSarifResults);
  std::sort(kept.begin(), kept.end());  // they lie in one array, in the report's order
  return kept;
}

Json suppressions_of(const PrintedFinding& finding) {
  Json out = Json::array();
  if (!is_silent(finding)) return out;
  const bool in_source = finding.status == Diagnostic::Status::suppressed;
  out.push_back({{"kind", in_source ? "inSource" : "external"}, {"status", "accepted"}});
  if (!finding.justification.empty()) out[0]["justification"] = utf8::visible(finding.justification);
  return out;
}

Json related_of(const PrintedFinding& finding, std::uint64_t& left_out) {
  Json out = Json::array();
  for (const PrintedRelated& related : finding.related) {
    if (related.at.outside || related.at.path.empty()) continue;  // the message tells it
    if (out.size() == limits::kSarifRelated) {
      ++left_out;
      continue;
    }
    // The number also tells two equal places apart, which the standard asks for.
    Json location{{"id", out.size() + 1}, {"physicalLocation", sarif_place(related.at)}};
    if (!related.message.empty()) location["message"] = sarif_message(utf8::visible(related.message));
    out.push_back(std::move(location));
  }
  return out;
}

class Results {
 public:
  explicit Results(const PrintedReport& report) : report_(report) {
    for (const RuleEntry& entry : all_rules()) index_.emplace(entry.rule->id, index_.size());
  }

  Json reference(const Rule& rule) const { return {{"id", std::string(rule.id)}, {"index", index_.at(rule.id)}}; }

  void add(const PrintedFinding& finding) {
    Json out{{"ruleId", std::string(finding.rule->id)},
             {"ruleIndex", index_.at(finding.rule->id)},
             {"level", std::string(sarif_level(finding.severity))},
             {"message", sarif_message(told(finding))}};
    const PrintedPlace at = place_in_tree(report_, finding);
    Json location{{"physicalLocation", sarif_place(at, finding.label)}};
    if (!finding.module.empty()) {
      location["logicalLocations"] = Json::array({{{"name", utf8::visible(finding.module)}, {"kind", "module"}}});
    }
    out["locations"] = Json::array({std::move(location)});
    if (Json related = related_of(finding, related_left_out_); !related.empty()) {
      out["relatedLocations"] = std::move(related);
    }
    if (!finding.fingerprint.empty()) out["partialFingerprints"] = {{"modgate/v1", finding.fingerprint}};
    // Whether the base has a finding that is silenced is not known.
    if (report_.against && !is_silent(finding)) {
      out["baselineState"] = finding.status == Diagnostic::Status::fresh ? "new" : "unchanged";
    }
    out["suppressions"] = suppressions_of(finding);
    for (const PrintedFix& fix : finding.fixes) out["fixes"].push_back(sarif_fix(fix));
    list_.push_back(std::move(out));
  }

  std::uint64_t related_left_out() const { return related_left_out_; }
  Json take() { return std::move(list_); }

 private:
  const PrintedReport& report_;
  std::unordered_map<std::string_view, std::size_t> index_;
  Json list_ = Json::array();
  std::uint64_t related_left_out_ = 0;
};

/// Writes a notification for each item, as far as a file may hold them; what is left out is counted.
template <class Items, class Write>
void add_all(Notifications& notes, const Items& items, std::string_view what, const Write& write) {
  const std::size_t listed = std::min(items.size(), limits::kSarifResults);
  for (std::size_t i = 0; i < listed; ++i) write(items[i]);
  if (listed == items.size()) return;
  notes.add(kLeftOut, "warning",
            fmt::format("{} more {} are left out; `modgate check -f json` lists all", items.size() - listed, what));
}

void add_places(const PrintedReport& report, Notifications& notes) {
  add_all(notes, report.skipped, "files that were not read", [&](const PrintedSkip& skipped) {
    Json& note = notes.add(kSkipped, "warning", fmt::format("`{}` was not read: {}", skipped.path, skipped.reason));
    if (skipped.path.empty()) return;
    note["locations"] = Json::array({{{"physicalLocation", {{"artifactLocation", sarif_artifact(skipped.path)}}}}});
  });
  add_all(notes, report.unresolved, "unresolved references", [&](const PrintedUnresolved& reference) {
    Json& note = notes.add(kUnresolved, "note", fmt::format("`{}`: {}", reference.spelled, reference.reason));
    if (reference.path.empty()) return;
    note["locations"] = Json::array(
        {{{"physicalLocation",
           {{"artifactLocation", sarif_artifact(reference.path)}, {"region", {{"startLine", reference.line}}}}}}});
  });
}

/// What the run says beside its results.
void add_notifications(const PrintedReport& report, const Results& results, Notifications& notes) {
  for (const std::string& reason : report.incomplete_because) notes.add(kIncomplete, "error", reason);
  for (const PrintedFinding& finding : report.findings) {
    if (!place_in_tree(report, finding).path.empty()) continue;
    Json& note = notes.add(kPlaceless, std::string(sarif_level(finding.severity)).c_str(), told(finding));
    note["associatedRule"] = results.reference(*finding.rule);
  }
  for (const std::string& question : report.undecided) notes.add(kUndecided, "warning", question);
  for (const std::string& line : report.pending) notes.add(kPending, "note", line);
  for (const std::string& line : report.not_judged) notes.add(kNotJudged, "note", line);
  add_places(report, notes);
  if (results.related_left_out() > 0) {
    notes.add(kLeftOut, "warning",
              fmt::format("{} related places are left out, since a result may have {}; `modgate check -f json` lists "
                          "all",
                          results.related_left_out(), limits::kSarifRelated));
  }
}

Json driver_json() {
  Json kinds = Json::array();
  for (const Kind& kind : kKinds) {
    kinds.push_back({{"id", kind.id},
                     {"shortDescription", {{"text", kind.text}}},
                     {"fullDescription", {{"text", kind.text}}},
                     {"help", {{"text", kind.help}}}});
  }
  return {{"name", "modgate"},
          {"fullName", "modgate " MODGATE_VERSION},
          {"version", MODGATE_VERSION},
          {"semanticVersion", MODGATE_VERSION},
          {"informationUri", std::string(kProjectUrl)},
          {"rules", sarif_rules()},
          {"notifications", std::move(kinds)}};
}

/// The standard wants the address of a repository with its revision; a clone need not have one, so it stands here.
Json properties_of(const PrintedReport& report) {
  Json out{{"view", report.view.kind}};
  if (!report.view.revision.empty()) out["revision"] = report.view.revision;
  if (report.against) out["against"] = *report.against;
  return out;
}

}  // namespace

std::string render_sarif(const PrintedReport& report, const RenderOptions& /*options*/) {
  Notifications notes;
  Results results(report);
  for (const PrintedFinding* finding : chosen(report, notes)) results.add(*finding);
  add_notifications(report, results, notes);
  Json invocation{{"executionSuccessful", report.complete}, {"toolExecutionNotifications", notes.take()}};
  Json base{{"description", {{"text", "The root of the repository."}}}};
  Json run{{"tool", {{"driver", driver_json()}}},
           {"invocations", Json::array({std::move(invocation)})},
           {"originalUriBaseIds", {{"%SRCROOT%", std::move(base)}}},
           {"automationDetails", {{"id", "modgate/check/"}}},
           {"columnKind", "unicodeCodePoints"},
           {"results", results.take()},
           {"properties", properties_of(report)}};
  // On one line: of thousands of results, half an indented log would be blanks.
  return json_text({{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({std::move(run)})}},
                   -1);
}

}  // namespace modgate
