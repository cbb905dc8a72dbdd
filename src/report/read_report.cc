// A saved report read back: what `json_values.cc` writes, key by key. Keys that are not known are left alone, so that a
// report of a newer modgate with the same schema version is read; a rule that is not known is not, since nothing could
// be said of it.
#include <fmt/core.h>

#include "base/utf8.h"
#include "report/json_values.h"

namespace modgate {
namespace {

Severity severity_of(const std::string& name) {
  if (name == "error") return Severity::error;
  if (name == "warning") return Severity::warning;
  if (name == "info") return Severity::info;
  throw std::invalid_argument(fmt::format("`{}` is no severity", name));
}

Diagnostic::Status status_of(const std::string& name) {
  using Status = Diagnostic::Status;
  if (name == "new") return Status::fresh;
  if (name == "existing") return Status::existing;
  if (name == "baselined") return Status::baselined;
  if (name == "suppressed") return Status::suppressed;
  throw std::invalid_argument(fmt::format("`{}` is no status of a finding", name));
}

std::string text_or(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() || found->is_null() ? "" : found->get<std::string>();
}

std::vector<std::string> lines(const Json& object, const char* key) {
  return object.at(key).get<std::vector<std::string>>();
}

Point point_of(const Json& json) {
  Point out;
  json.at("line").get_to(out.line);
  json.at("column").get_to(out.column);
  json.at("byte").get_to(out.byte);
  if (out.line == 0 || out.column == 0) throw std::invalid_argument("a line or column is 0");
  return out;
}

Excerpt excerpt_of(const Json& json) {
  Excerpt out;
  json.at("text").get_to(out.text);
  json.at("begin").get_to(out.begin);
  json.at("end").get_to(out.end);
  out.cut_left = json.value("cut_left", false);
  out.cut_right = json.value("cut_right", false);
  if (out.begin > out.end || out.end > out.text.size()) throw std::invalid_argument("a span lies outside its source");
  return out;
}

PrintedPlace place_of(const Json& json) {
  PrintedPlace out;
  json.at("path").get_to(out.path);
  out.outside = json.value("outside", false);
  out.begin = point_of(json.at("start"));
  out.end = point_of(json.at("end"));
  json.at("characters").at("start").get_to(out.begin.character);
  json.at("characters").at("end").get_to(out.end.character);
  if (json.contains("source")) out.excerpt = excerpt_of(json.at("source"));
  return out;
}

PrintedFix fix_of(const Json& json) {
  PrintedFix out{json.at("title").get<std::string>(), {}};
  for (const Json& edit : json.at("edits")) out.edits.push_back({place_of(edit), edit.at("text").get<std::string>()});
  return out;
}

PrintedFinding finding_of(const Json& json) {
  PrintedFinding out;
  const std::string id = json.at("rule").get<std::string>();
  const RuleEntry* entry = find_rule(id);
  if (entry == nullptr) throw std::invalid_argument(fmt::format("this modgate has no rule `{}`", id));
  out.rule = entry->rule;
  out.severity = severity_of(json.at("severity").get<std::string>());
  out.at = place_of(json);
  json.at("message").get_to(out.message);
  out.label = text_or(json, "label");
  for (const Json& related : json.at("related")) {
    out.related.push_back({place_of(related), related.at("message").get<std::string>()});
  }
  out.notes = lines(json, "notes");
  json.at("help").get_to(out.help);
  for (const Json& fix : json.at("fixes")) out.fixes.push_back(fix_of(fix));
  out.module = text_or(json, "module");
  json.at("fingerprint").get_to(out.fingerprint);
  out.status = status_of(json.at("status").get<std::string>());
  out.justification = text_or(json, "justification");
  return out;
}

Counts counts_of(const Json& json) {
  Counts out;
  json.at("modules").get_to(out.modules);
  json.at("files").get_to(out.files);
  json.at("scanned").get_to(out.scanned);
  json.at("proved").get_to(out.proved);
  json.at("skipped").get_to(out.skipped);
  json.at("external").get_to(out.external);
  json.at("unresolved").get_to(out.unresolved);
  json.at("submodules").get_to(out.submodules);
  json.at("errors").get_to(out.errors);
  json.at("warnings").get_to(out.warnings);
  json.at("infos").get_to(out.infos);
  json.at("suppressed").get_to(out.suppressed);
  json.at("baselined").get_to(out.baselined);
  json.at("existing").get_to(out.existing);
  return out;
}

Sureness sureness_of(const Json& json) {
  return {json.at("confirmed").get<std::uint64_t>(), json.at("linked").get<std::uint64_t>(),
          json.at("claimed").get<std::uint64_t>(), json.at("undecided").get<std::uint64_t>()};
}

PrintedReport report_of(const Json& json) {
  PrintedReport out;
  json.at("view").at("kind").get_to(out.view.kind);
  out.view.revision = text_or(json.at("view"), "revision");
  if (!json.at("against").is_null()) out.against = json.at("against").get<std::string>();
  json.at("anchor").get_to(out.anchor);
  json.at("complete").get_to(out.complete);
  out.incomplete_because = lines(json, "incomplete_because");
  out.counts = counts_of(json.at("counts"));
  out.pending = lines(json, "pending");
  out.not_judged = lines(json, "not_judged");
  out.undecided = lines(json, "undecided");
  for (const Json& people : json.at("people")) {
    out.people.push_back({people.at("module").get<std::string>(), sureness_of(people.at("endorsements")),
                          sureness_of(people.at("attestations"))});
  }
  for (const Json& finding : json.at("findings")) out.findings.push_back(finding_of(finding));
  for (const Json& skip : json.at("skipped")) {
    out.skipped.push_back({skip.at("path").get<std::string>(), skip.at("reason").get<std::string>()});
  }
  for (const Json& item : json.at("unresolved")) {
    out.unresolved.push_back({item.at("path").get<std::string>(), item.at("line").get<std::uint32_t>(),
                              item.at("column").get<std::uint32_t>(), item.at("spelled").get<std::string>(),
                              item.at("reason").get<std::string>(), lines(item, "candidates")});
  }
  return out;
}

Failure no_report(std::string_view why) {
  return {Failure::Kind::usage, fmt::format("this is no report of modgate: {}", utf8::visible(why)),
          "write one with `modgate check -f json -o report.json`"};
}

}  // namespace

Result<PrintedReport> read_report(std::string_view text) {
  try {
    const Json json = Json::parse(text);
    const auto version = json.is_object() ? json.find("schema_version") : json.end();
    if (version == json.end()) return no_report("it has no schema_version");
    if (*version != 1) return no_report(fmt::format("its schema_version is {}, not 1", version->dump()));
    return report_of(json);
  } catch (const Json::exception& error) {
    return no_report(error.what());
  } catch (const std::invalid_argument& error) {
    return no_report(error.what());
  }
}

}  // namespace modgate
