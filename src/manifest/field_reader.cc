// One walk over tree and table. Lists are optional around a lone value, so that `tests: tests/x/` means what it says.
#include "manifest/field_reader.h"

#include <fmt/core.h>

#include <algorithm>
#include <charconv>
#include <utility>

#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "manifest/forms.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

Fault fault_at(FaultKind kind, Span at, std::string message, std::string help) {
  Fault fault;
  fault.kind = kind;
  fault.at = at;
  fault.message = std::move(message);
  fault.help = std::move(help);
  return fault;
}

const Field* field_of(std::span<const Field> fields, std::string_view key) {
  const auto found = std::find_if(fields.begin(), fields.end(), [&](const Field& field) { return field.key == key; });
  return found == fields.end() ? nullptr : &*found;
}

/// "a handle, or a mapping with `person`": what may stand where something else does.
std::string expected(const Field& field) {
  std::vector<std::string> parts;
  if (field.form == Form::choice) {
    parts.push_back("one of " + text::join({field.words.begin(), field.words.end()}, ", "));
  } else if (field.form != Form::none) {
    parts.emplace_back(form_info(field.form).noun);
  }
  if (!field.fields.empty()) {
    std::vector<std::string> keys;
    for (const Field& part : field.fields) keys.emplace_back(part.key);
    parts.push_back("a mapping with " + text::join(keys, ", "));
  }
  if (field.entries != Form::none) parts.emplace_back("a mapping");
  if (field.none) parts.emplace_back("`none`");
  return text::join(parts, ", or ");
}

std::string join_key(const std::string& path, std::string_view key) {
  return path.empty() ? std::string(key) : fmt::format("{}.{}", path, key);
}

}  // namespace

void FieldReader::reject(Fault fault, const YamlNode& node, const std::string& path) {
  fault.key = path;
  faults_.push_back(std::move(fault));
  bad_.insert(&node);
}

void FieldReader::read(const YamlNode& root, std::span<const Field> fields) { mapping(root, fields, ""); }

void FieldReader::unknown(const YamlEntry& entry, const YamlNode& mapping, std::span<const Field> fields,
                          const std::string& path, Claims& claims) {
  std::vector<std::string> known;
  for (const Field& field : fields) known.emplace_back(field.key);
  const std::string shown = utf8::visible(entry.key);
  Fault fault = fault_at(
      FaultKind::unknown_key, entry.key_at,
      path.empty() ? fmt::format("unknown key `{}`", shown) : fmt::format("unknown key `{}` in `{}`", shown, path), "");
  // The distance is quadratic in the words: a file of garbage gets no hints beyond what will be listed.
  const bool listed = faults_.size() < static_cast<std::size_t>(limits::kManifestFaults);
  const auto meant = listed ? nearest(entry.key, known) : std::nullopt;
  fault.help = meant ? fmt::format("did you mean `{}`?", *meant)
                     : fmt::format("known {}: {}", path.empty() ? "keys" : "here", text::join(known, ", "));
  fault.key = join_key(path, shown);
  const auto correct = listed ? only_near(entry.key, known) : std::nullopt;
  const std::uint32_t written = entry.key_at.end - entry.key_at.begin;
  const auto size = static_cast<std::uint32_t>(entry.key.size());
  const bool quoted = written == size + 2;  // and so it stays
  if (correct && mapping.find(*correct) == nullptr && (quoted || written == size)) {
    const auto [claim, first] = claims.try_emplace(*correct, faults_.size());
    if (first) {
      fault.meant = *correct;
      fault.word = {entry.key_at.begin + (quoted ? 1 : 0), entry.key_at.end - (quoted ? 1 : 0)};
    } else {
      faults_[claim->second].meant.clear();  // two keys cannot both become the one
    }
  }
  faults_.push_back(std::move(fault));
}

void FieldReader::mapping(const YamlNode& node, std::span<const Field> fields, const std::string& path) {
  Claims claims;
  for (const YamlEntry& entry : node.entries) {
    const Field* const field = field_of(fields, entry.key);
    if (field == nullptr) {
      unknown(entry, node, fields, path, claims);
      continue;
    }
    const std::string key = join_key(path, entry.key);
    keys_.emplace(key, entry.key_at);
    if (entry.value.kind == YamlKind::null) {
      reject(fault_at(FaultKind::invalid_value, entry.key_at, fmt::format("`{}` has no value", entry.key),
                      fmt::format("write {}, or remove the key", expected(*field))),
             entry.value, key);
    } else {
      value(entry.value, *field, key, false);
    }
  }
  // The root's required keys are the stage table's business (MG104), which knows the policy.
  if (path.empty()) return;
  for (const Field& field : fields) {
    if (!field.required || node.find(field.key) != nullptr) continue;
    reject(fault_at(FaultKind::invalid_value, {node.at.begin, std::min(node.at.begin + 1, node.at.end)},
                    fmt::format("`{}` needs `{}`", path, field.key),
                    fmt::format("add `{}:` with {}", field.key, expected(field))),
           node, path);
  }
}

void FieldReader::entries(const YamlNode& node, const Field& field, const std::string& path) {
  for (const YamlEntry& entry : node.entries) {
    const std::string key = join_key(path, entry.key);
    keys_.emplace(key, entry.key_at);
    if (entry.value.kind == YamlKind::scalar) {
      single(entry.value, field, field.entries, key);
    } else {
      reject(fault_at(FaultKind::invalid_value, entry.key_at,
                      fmt::format("`{}` has no value", utf8::visible(entry.key)), "write one value"),
             entry.value, key);
    }
  }
}

void FieldReader::value(const YamlNode& node, const Field& field, const std::string& path, bool in_list) {
  if (node.kind == YamlKind::sequence && field.list && !in_list) {
    if (field.required && node.items.empty()) {
      return reject(fault_at(FaultKind::invalid_value, node.at, fmt::format("`{}` is an empty list", path),
                             fmt::format("write {}", expected(field))),
                    node, path);
    }
    for (std::size_t i = 0; i < node.items.size(); ++i) {
      const std::string item = fmt::format("{}[{}]", path, i);
      keys_.emplace(item, node.items[i].at);
      value(node.items[i], field, item, true);
    }
    return;
  }
  if (node.kind == YamlKind::scalar && field.none && !in_list && node.value == "none") return;
  const bool lone = field.list && !in_list;
  const std::string item = lone ? path + "[0]" : path;
  if (lone) keys_.emplace(item, node.at);
  if (node.kind == YamlKind::scalar && field.form != Form::none) return single(node, field, field.form, item);
  if (node.kind == YamlKind::mapping && (!field.fields.empty() || field.entries != Form::none)) {
    if (node.entries.empty()) {
      return reject(fault_at(FaultKind::invalid_value, node.at, fmt::format("`{}` is an empty mapping", path),
                             fmt::format("write {}, or remove the key", expected(field))),
                    node, item);
    }
    return field.fields.empty() ? entries(node, field, item) : mapping(node, field.fields, item);
  }
  const std::string_view found = node.kind == YamlKind::mapping    ? "a mapping"
                                 : node.kind == YamlKind::sequence ? "a list"
                                 : node.kind == YamlKind::scalar   ? "a single value"
                                                                   : "nothing";
  const bool one_of_many = node.kind == YamlKind::sequence && !field.list && node.items.size() == 1;
  reject(fault_at(FaultKind::invalid_value, node.at, fmt::format("`{}` is {}", path, found),
                  one_of_many ? "remove the brackets or the `-`: there is only one"
                              : fmt::format("write {}{}", field.list && !in_list ? "a list of " : "", expected(field))),
         node, path);
}

void FieldReader::single(const YamlNode& node, const Field& field, Form form, const std::string& path) {
  const bool worded = form == Form::choice || form == Form::boolean || form == Form::count || form == Form::ballot ||
                      form == Form::date || form == Form::moment;
  if (!worded) {
    if (const auto word = find_placeholder(node.value, form)) {
      Fault fault = fault_at(FaultKind::placeholder, node.at,
                             fmt::format("`{}` still holds the placeholder `{}`", path, shown_value(*word)),
                             "write the real value, or remove the key until there is one");
      const bool link_or_person = form == Form::handle || form == Form::url || form == Form::email;
      fault.severe = severe_ && link_or_person;
      fault.key = path;
      faults_.push_back(std::move(fault));
      // A placeholder names nobody and links nowhere.
      if (link_or_person) bad_.insert(&node);
      // A path may lead astray whatever word stands in it.
      const bool leads = form == Form::path || form == Form::folder || form == Form::rooted || form == Form::glob;
      if (!leads) return;
    }
  }
  if (auto fault = check_form(field, form, path, node)) reject(std::move(*fault), node, path);
}

Text FieldReader::scalar(const YamlNode& node) const {
  if (node.kind != YamlKind::scalar || bad_.contains(&node)) return {};
  return {node.value, node.at, true};
}

Text FieldReader::text(const YamlNode& mapping, std::string_view key) const {
  const YamlNode* const node = mapping.find(key);
  return node == nullptr ? Text{} : scalar(*node);
}

std::vector<const YamlNode*> FieldReader::items(const YamlNode& mapping, std::string_view key) const {
  std::vector<const YamlNode*> out;
  const YamlNode* const node = mapping.find(key);
  if (node == nullptr || node->kind == YamlKind::null) return out;
  if (node->kind != YamlKind::sequence) return {node};
  for (const YamlNode& item : node->items) out.push_back(&item);
  return out;
}

std::vector<Text> FieldReader::texts(const YamlNode& mapping, std::string_view key) const {
  std::vector<Text> out;
  for (const YamlNode* const item : items(mapping, key)) {
    if (Text text = scalar(*item); text.set) out.push_back(std::move(text));
  }
  return out;
}

std::optional<Date> FieldReader::date(const YamlNode& mapping, std::string_view key) const {
  const Text found = text(mapping, key);
  return found.set ? parse_date(std::string_view(found.value).substr(0, 10)) : std::nullopt;
}

int FieldReader::number(const YamlNode& mapping, std::string_view key, int fallback) const {
  const Text found = text(mapping, key);
  int value = fallback;
  if (found.set) std::from_chars(found.value.data(), found.value.data() + found.value.size(), value);
  return value;
}

bool FieldReader::truth(const YamlNode& mapping, std::string_view key) const {
  return text(mapping, key).value == "true";
}

void require_schema(const YamlNode& root, std::string_view schema, std::vector<Fault>& faults) {
  if (root.find("schema") != nullptr) return;
  Fault fault = fault_at(FaultKind::missing_field, {root.at.begin, root.at.begin}, "`schema` is missing",
                         fmt::format("add the line `schema: {}`", schema));
  fault.key = "schema";
  faults.push_back(std::move(fault));
}

void settle_faults(std::vector<Fault>& faults) {
  std::stable_sort(faults.begin(), faults.end(), [](const Fault& a, const Fault& b) { return a.at < b.at; });
  const auto limit = static_cast<std::size_t>(limits::kManifestFaults);
  if (faults.size() <= limit) return;
  const std::size_t more = faults.size() - limit;
  faults.resize(limit);
  faults.push_back(fault_at(FaultKind::syntax, faults.back().at, fmt::format("and {} more faults in this file", more),
                            "correct the first ones and check again"));
}

}  // namespace modgate
