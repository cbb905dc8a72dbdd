// The machine format: the object of schemas/report.schema.json with every finding, whatever its status. Wall time is
// not in it, so that two runs give the same bytes. Bytes that are not UTF-8 become U+FFFD; all else beyond ASCII is
// escaped, and so is one of two adjacent `#`, so that a report that is printed can neither steer a terminal nor start
// a command of a CI runner.
#include <nlohmann/json.hpp>

#include "report/formats.h"

namespace modgate {
namespace {

using Json = nlohmann::ordered_json;

Json text_of(std::string_view text) { return Json(std::string(text)); }
Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : text_of(text); }

std::string_view status_name(Diagnostic::Status status) {
  switch (status) {
    case Diagnostic::Status::fresh:
      return "new";
    case Diagnostic::Status::existing:
      return "existing";
    case Diagnostic::Status::baselined:
      return "baselined";
    case Diagnostic::Status::suppressed:
      return "suppressed";
  }
  return "new";
}

Json point(const Position& position, std::uint32_t byte) {
  return {{"line", position.line}, {"column", position.column}, {"byte", byte}};
}

/// Adds where something is: "path", "start" and "end".
void put_place(Json& out, Sources& sources, const Location& at) {
  const Place place = sources.place(at);
  out["path"] = text_of(place.path);
  out["start"] = point(place.begin, place.span.begin);
  out["end"] = point(place.end, place.span.end);
}

Json counts_of(const Counts& counts) {
  return {{"modules", counts.modules},       {"files", counts.files},           {"scanned", counts.scanned},
          {"proved", counts.proved},         {"skipped", counts.skipped},       {"external", counts.external},
          {"unresolved", counts.unresolved}, {"submodules", counts.submodules}, {"errors", counts.errors},
          {"warnings", counts.warnings},     {"infos", counts.infos},           {"suppressed", counts.suppressed},
          {"baselined", counts.baselined},   {"existing", counts.existing}};
}

Json rules_of() {
  Json out = Json::array();
  for (const RuleEntry& entry : all_rules()) {
    const Rule& rule = *entry.rule;
    out.push_back({{"id", text_of(rule.id)},
                   {"name", text_of(rule.name)},
                   {"severity", text_of(severity_name(rule.severity))},
                   {"summary", text_of(rule.summary)},
                   {"url", rule_url(rule)}});
  }
  return out;
}

Json finding_of(const Diagnostic& finding, Sources& sources) {
  Json out;
  out["rule"] = text_of(finding.rule->id);
  out["name"] = text_of(finding.rule->name);
  out["severity"] = text_of(severity_name(finding.severity));
  out["message"] = finding.message;
  if (!finding.label.empty()) out["label"] = finding.label;
  put_place(out, sources, finding.at);
  out["module"] = text_or_null(finding.module);
  out["related"] = Json::array();
  for (const Related& related : finding.related) {
    Json place;
    put_place(place, sources, related.at);
    place["message"] = related.message;
    out["related"].push_back(std::move(place));
  }
  out["notes"] = finding.notes;
  out["help"] = finding.help;
  out["fingerprint"] = finding.fingerprint;
  out["status"] = text_of(status_name(finding.status));
  if (!finding.justification.empty()) out["justification"] = finding.justification;
  out["fixes"] = Json::array();
  return out;
}

Json unresolved_of(const Unresolved& unresolved, Sources& sources) {
  const Place place = sources.place({unresolved.from, unresolved.at});
  Json candidates = Json::array();
  for (const FileId candidate : unresolved.candidates) candidates.push_back(text_of(sources.path(candidate)));
  return {{"path", text_of(place.path)},
          // The scanner's line: true even if the file has gone since.
          {"line", unresolved.line},
          {"column", place.begin.column},
          {"spelled", unresolved.spelled},
          {"reason", unresolved.reason},
          {"candidates", std::move(candidates)}};
}

Json sureness_of(const Sureness& sure) {
  return {
      {"confirmed", sure.confirmed}, {"linked", sure.linked}, {"claimed", sure.claimed}, {"undecided", sure.undecided}};
}

Json people_of(const PeopleCounts& people) {
  return {{"module", people.module},
          {"endorsements", sureness_of(people.endorsements)},
          {"attestations", sureness_of(people.attestations)}};
}

/// A `#` occurs only inside strings, where its escape means the same.
std::string without_double_hash(const std::string& json) {
  std::string out;
  out.reserve(json.size());
  for (const char c : json) {
    if (c == '#' && !out.empty() && out.back() == '#') {
      out += "\\u0023";
    } else {
      out += c;
    }
  }
  return out;
}

}  // namespace

std::string render_json(const LintReport& report, Sources& sources) {
  Json out;
  out["schema_version"] = 1;
  out["tool"] = {{"name", "modgate"}, {"version", MODGATE_VERSION}};
  out["view"] = {{"kind", report.view.kind}, {"revision", text_or_null(report.view.revision)}};
  out["against"] = report.against ? Json(*report.against) : Json(nullptr);
  out["complete"] = report.complete;
  out["incomplete_because"] = report.incomplete_because;
  out["counts"] = counts_of(report.counts);
  out["rules"] = rules_of();
  out["findings"] = Json::array();
  for (const Diagnostic& finding : report.findings) out["findings"].push_back(finding_of(finding, sources));
  out["skipped"] = Json::array();
  for (const Skipped& skipped : report.skipped) {
    out["skipped"].push_back({{"path", text_of(sources.path(skipped.file))}, {"reason", skipped.reason}});
  }
  out["unresolved"] = Json::array();
  for (const Unresolved& unresolved : report.unresolved) {
    out["unresolved"].push_back(unresolved_of(unresolved, sources));
  }
  out["pending"] = report.pending;
  out["not_judged"] = report.not_judged;
  out["undecided"] = report.undecided;
  out["people"] = Json::array();
  for (const PeopleCounts& people : report.people) out["people"].push_back(people_of(people));
  return without_double_hash(out.dump(2, ' ', true, Json::error_handler_t::replace)) + "\n";
}

}  // namespace modgate
