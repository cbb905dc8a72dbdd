// See json_values.h. The names and their meaning are those of schemas/report.schema.json.
#include "report/json_values.h"

#include <fmt/core.h>

#include "base/utf8.h"
#include "report/formats.h"

namespace modgate {
namespace {

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

Json point_json(const Point& point) { return {{"line", point.line}, {"column", point.column}, {"byte", point.byte}}; }

/// Text that keeps its bytes: beside one that is not UTF-8 stand its bytes in hex, so that a report can be read back.
void put_bytes(Json& out, const std::string& key, std::string_view bytes) {
  out[key] = utf8::well_formed(bytes);
  if (!utf8::first_invalid(bytes)) return;
  std::string& hex = (out[key + "_bytes"] = "").get_ref<std::string&>();
  for (const char byte : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
}

/// Offsets count in the text as it is written: ill-formed bytes are U+FFFD there.
Json excerpt_json(const Excerpt& excerpt) {
  const std::string_view text = excerpt.text;
  Json out;
  put_bytes(out, "text", text);
  out["begin"] = utf8::well_formed(text.substr(0, excerpt.begin)).size();
  out["end"] = utf8::well_formed(text.substr(0, excerpt.end)).size();
  if (excerpt.cut_left) out["cut_left"] = true;
  if (excerpt.cut_right) out["cut_right"] = true;
  return out;
}

/// Adds where something is: "path", "start", "end", and what there is to say of it.
void put_place(Json& out, const PrintedPlace& at) {
  put_bytes(out, "path", at.path);
  if (at.outside) out["outside"] = true;
  out["start"] = point_json(at.begin);
  out["end"] = point_json(at.end);
  out["characters"] = {{"start", at.begin.character}, {"end", at.end.character}};
  if (at.excerpt) out["source"] = excerpt_json(*at.excerpt);
}

Json fix_json(const PrintedFix& fix) {
  Json edits = Json::array();
  for (const PrintedEdit& edit : fix.edits) {
    Json out;
    put_place(out, edit.at);
    put_bytes(out, "text", edit.text);
    edits.push_back(std::move(out));
  }
  return {{"title", fix.title}, {"edits", std::move(edits)}};
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

Json finding_json(const PrintedFinding& finding) {
  Json out;
  out["rule"] = text_of(finding.rule->id);
  out["name"] = text_of(finding.rule->name);
  out["severity"] = text_of(severity_name(finding.severity));
  out["message"] = finding.message;
  if (!finding.label.empty()) out["label"] = finding.label;
  put_place(out, finding.at);
  out["module"] = text_or_null(finding.module);
  out["related"] = Json::array();
  for (const PrintedRelated& related : finding.related) {
    Json place;
    put_place(place, related.at);
    place["message"] = related.message;
    out["related"].push_back(std::move(place));
  }
  out["notes"] = finding.notes;
  out["help"] = finding.help;
  out["fingerprint"] = finding.fingerprint;
  out["status"] = text_of(status_name(finding.status));
  if (!finding.justification.empty()) out["justification"] = finding.justification;
  out["fixes"] = Json::array();
  for (const PrintedFix& fix : finding.fixes) out["fixes"].push_back(fix_json(fix));
  return out;
}

Json skip_json(const PrintedSkip& skip) {
  Json out;
  put_bytes(out, "path", skip.path);
  out["reason"] = skip.reason;
  return out;
}

Json unresolved_json(const PrintedUnresolved& unresolved) {
  Json out;
  put_bytes(out, "path", unresolved.path);
  out.update(Json{{"line", unresolved.line},
                  {"column", unresolved.column},
                  {"spelled", unresolved.spelled},
                  {"reason", unresolved.reason},
                  {"candidates", unresolved.candidates}});
  return out;
}

Json run_json(const PrintedReport& report) {
  Json out;
  out["schema_version"] = 1;
  out["tool"] = {{"name", "modgate"}, {"version", MODGATE_VERSION}};
  out["view"] = {{"kind", report.view.kind}, {"revision", text_or_null(report.view.revision)}};
  out["against"] = report.against ? Json(*report.against) : Json(nullptr);
  put_bytes(out, "anchor", report.anchor);
  out["complete"] = report.complete;
  out["incomplete_because"] = report.incomplete_because;
  out["counts"] = counts_of(report.counts);
  out["modules"] = report.modules;
  out["rules"] = rules_of();
  out["pending"] = report.pending;
  out["not_judged"] = report.not_judged;
  out["undecided"] = report.undecided;
  out["people"] = Json::array();
  for (const PeopleCounts& people : report.people) out["people"].push_back(people_of(people));
  return out;
}

std::string json_text(const Json& json, int indent) {
  return without_double_hash(json.dump(indent, ' ', true, Json::error_handler_t::replace)) + "\n";
}

}  // namespace modgate
