// A saved report read back: what `json_values.cc` writes, key by key. Keys that are not known are left alone, so that a
// report of a newer modgate with the same schema version is read; a rule that is not known is not, since nothing could
// be said of it.
#include <fmt/core.h>

#include <limits>
#include <utility>

#include "base/utf8.h"
#include "modgate/limits.h"
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

/// A list, and nothing that merely has no elements: no findings and no list of findings are two things.
const Json& list(const Json& object, const char* key) {
  const Json& value = object.at(key);
  if (!value.is_array()) throw std::invalid_argument(fmt::format("`{}` is no list", key));
  return value;
}

std::vector<std::string> lines(const Json& object, const char* key) {
  return list(object, key).get<std::vector<std::string>>();
}

/// The JSON library would make some number of any number, and of `true`.
template <class Number>
Number number(const Json& object, const char* key, Number least = 0) {
  const Json& value = object.at(key);
  const std::uint64_t read = value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
  if (!value.is_number_unsigned() || read < least || read > std::numeric_limits<Number>::max())
    throw std::invalid_argument(fmt::format("`{}` is no number that can stand there", key));
  return static_cast<Number>(read);
}

Point point_of(const Json& json, const Json& characters, const char* which) {
  const Json& at = json.at(which);
  return {number<std::uint32_t>(at, "line", 1), number<std::uint32_t>(at, "column", 1),
          number<std::uint32_t>(characters, which, 1), number<std::uint32_t>(at, "byte")};
}

/// What `put_bytes` wrote.
std::string bytes_of(const Json& object, const std::string& key) {
  const std::string text = object.at(key).get<std::string>();
  const auto found = object.find(key + "_bytes");
  if (found == object.end()) return text;
  const std::string hex = found->get<std::string>();
  std::string bytes;
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    const std::size_t high = kDigits.find(hex[i]);
    const std::size_t low = kDigits.find(hex[i + 1]);
    if (high == std::string_view::npos || low == std::string_view::npos) break;
    bytes += static_cast<char>(high * 16 + low);
  }
  if (bytes.size() * 2 != hex.size() || utf8::well_formed(bytes) != text)
    throw std::invalid_argument(fmt::format("`{}_bytes` does not agree with `{}`", key, key));
  return bytes;
}

/// The offset in `bytes` of one in its well-formed text.
std::uint32_t offset_of(const Json& json, const char* key, std::string_view bytes) {
  constexpr std::size_t kReplacement = 3;
  const std::uint32_t wanted = number<std::uint32_t>(json, key);
  std::size_t written = 0;
  std::size_t at = 0;
  while (written < wanted && at < bytes.size()) {
    const auto decoded = utf8::decode(bytes, at);
    written += decoded ? decoded->bytes : kReplacement;
    at += decoded ? decoded->bytes : 1;
  }
  if (written != wanted) throw std::invalid_argument("a span lies outside its source");
  return static_cast<std::uint32_t>(at);
}

Excerpt excerpt_of(const Json& json) {
  Excerpt out;
  out.text = bytes_of(json, "text");
  out.begin = offset_of(json, "begin", out.text);
  out.end = offset_of(json, "end", out.text);
  out.cut_left = json.value("cut_left", false);
  out.cut_right = json.value("cut_right", false);
  if (out.begin > out.end) throw std::invalid_argument("a span lies outside its source");
  return out;
}

PrintedPlace place_of(const Json& json) {
  PrintedPlace out;
  out.path = bytes_of(json, "path");
  out.outside = json.value("outside", false);
  out.begin = point_of(json, json.at("characters"), "start");
  out.end = point_of(json, json.at("characters"), "end");
  if (std::pair(out.end.line, out.end.column) < std::pair(out.begin.line, out.begin.column))
    throw std::invalid_argument("a place ends before it begins");
  if (json.contains("source")) out.excerpt = excerpt_of(json.at("source"));
  return out;
}

PrintedFix fix_of(const Json& json) {
  PrintedFix out{json.at("title").get<std::string>(), {}};
  for (const Json& edit : list(json, "edits")) out.edits.push_back({place_of(edit), bytes_of(edit, "text")});
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
  for (const Json& related : list(json, "related")) {
    out.related.push_back({place_of(related), related.at("message").get<std::string>()});
  }
  out.notes = lines(json, "notes");
  json.at("help").get_to(out.help);
  for (const Json& fix : list(json, "fixes")) out.fixes.push_back(fix_of(fix));
  out.module = text_or(json, "module");
  json.at("fingerprint").get_to(out.fingerprint);
  out.status = status_of(json.at("status").get<std::string>());
  out.justification = text_or(json, "justification");
  return out;
}

Counts counts_of(const Json& json) {
  Counts out;
  out.modules = number<std::uint64_t>(json, "modules");
  out.files = number<std::uint64_t>(json, "files");
  out.scanned = number<std::uint64_t>(json, "scanned");
  out.proved = number<std::uint64_t>(json, "proved");
  out.skipped = number<std::uint64_t>(json, "skipped");
  out.external = number<std::uint64_t>(json, "external");
  out.unresolved = number<std::uint64_t>(json, "unresolved");
  out.submodules = number<std::uint64_t>(json, "submodules");
  out.errors = number<std::uint64_t>(json, "errors");
  out.warnings = number<std::uint64_t>(json, "warnings");
  out.infos = number<std::uint64_t>(json, "infos");
  out.suppressed = number<std::uint64_t>(json, "suppressed");
  out.baselined = number<std::uint64_t>(json, "baselined");
  out.existing = number<std::uint64_t>(json, "existing");
  return out;
}

Sureness sureness_of(const Json& json) {
  return {number<std::uint64_t>(json, "confirmed"), number<std::uint64_t>(json, "linked"),
          number<std::uint64_t>(json, "claimed"), number<std::uint64_t>(json, "undecided")};
}

PrintedReport report_of(const Json& json) {
  PrintedReport out;
  json.at("view").at("kind").get_to(out.view.kind);
  out.view.revision = text_or(json.at("view"), "revision");
  if (!json.at("against").is_null()) out.against = json.at("against").get<std::string>();
  out.anchor = bytes_of(json, "anchor");
  json.at("complete").get_to(out.complete);
  out.incomplete_because = lines(json, "incomplete_because");
  out.counts = counts_of(json.at("counts"));
  out.modules = lines(json, "modules");
  out.pending = lines(json, "pending");
  out.not_judged = lines(json, "not_judged");
  out.undecided = lines(json, "undecided");
  for (const Json& people : list(json, "people")) {
    out.people.push_back({people.at("module").get<std::string>(), sureness_of(people.at("endorsements")),
                          sureness_of(people.at("attestations"))});
  }
  for (const Json& finding : list(json, "findings")) out.findings.push_back(finding_of(finding));
  for (const Json& skip : list(json, "skipped")) {
    out.skipped.push_back({bytes_of(skip, "path"), skip.at("reason").get<std::string>()});
  }
  for (const Json& item : list(json, "unresolved")) {
    out.unresolved.push_back({bytes_of(item, "path"), number<std::uint32_t>(item, "line", 1),
                              number<std::uint32_t>(item, "column", 1), item.at("spelled").get<std::string>(),
                              item.at("reason").get<std::string>(), lines(item, "candidates")});
  }
  return out;
}

/// Whose text it is, and how much there is of it, is the sender's choice.
Failure no_report(std::string_view why) {
  if (const std::size_t library = why.find("] "); why.starts_with("[json.") && library != std::string_view::npos)
    why.remove_prefix(library + 2);
  std::string shown = utf8::visible(why.substr(0, limits::kQuotedBytes));
  if (why.size() > limits::kQuotedBytes) shown += "...";
  return {Failure::Kind::usage, "this is no report of modgate: " + shown,
          "write one with `modgate check -f json -o report.json`"};
}

/// Refuses what is nested deeper than any report: each level costs many times the byte that opens it.
bool not_too_deep(int depth, Json::parse_event_t /*event*/, Json& /*parsed*/) {
  if (depth > limits::kReportDepth)
    throw std::invalid_argument(fmt::format("it is nested deeper than {} levels", limits::kReportDepth));
  return true;
}

}  // namespace

Result<PrintedReport> read_report(std::string_view text) {
  // What a run that failed leaves behind, and the format that is nearly this one.
  if (text.empty()) return no_report("it is empty");
  if (text.starts_with(R"({"type":"run")")) return no_report("it is one in the format `jsonl`");
  try {
    const Json json = Json::parse(text, not_too_deep);
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
