// A module's manifest: tree, table, then the typed record. What the record does not carry was still checked.
#include <algorithm>
#include <utility>

#include "manifest/field_reader.h"
#include "manifest/forms.h"
#include "manifest/parse.h"

namespace modgate {
namespace {

Text without_at(Text handle) {
  handle.value = std::string(handle_of(handle.value));
  return handle;
}

/// One seat: a handle, or a mapping with `person`.
Seat seat_of(const FieldReader& reader, const YamlNode& node) {
  Seat seat;
  if (node.kind != YamlKind::mapping) {
    seat.handle = without_at(reader.scalar(node));
    return seat;
  }
  seat.handle = without_at(reader.text(node, "person"));
  seat.since = reader.date(node, "since");
  if (!seat.since) seat.since = reader.date(node, "date");
  seat.role = reader.text(node, "role");
  seat.evidence = reader.text(node, "evidence");
  return seat;
}

std::vector<Seat> seats(const FieldReader& reader, const YamlNode& root, std::string_view key) {
  std::vector<Seat> out;
  for (const YamlNode* const item : reader.items(root, key)) {
    if (Seat seat = seat_of(reader, *item); seat.handle.set) out.push_back(std::move(seat));
  }
  return out;
}

/// Of a text that has the form of a moment: `YYYY-MM-DD`, then maybe `Thh:mm[:ss]` and `Z` or `+hh:mm`.
std::optional<Moment> moment(const FieldReader& reader, const YamlNode& node, std::string_view key) {
  const auto day = reader.date(node, key);
  if (!day) return std::nullopt;
  Moment out{*day, std::nullopt};
  const std::string text = reader.text(node, key).value;
  constexpr std::size_t kTime = 11;  // behind `YYYY-MM-DDT`
  if (text.size() < kTime) return out;
  const auto two = [&](std::size_t at) { return std::int64_t{text[at] - '0'} * 10 + (text[at + 1] - '0'); };
  const auto hours_and_minutes = [&](std::size_t at) { return two(at) * 3600 + two(at + 3) * 60; };
  const bool seconds = text[kTime + 5] == ':';
  const std::size_t zone = kTime + (seconds ? 8 : 5);
  std::int64_t offset = 0;
  if (text[zone] != 'Z') offset = hours_and_minutes(zone + 1) * (text[zone] == '-' ? -1 : 1);
  out.second = day_number(*day) * 86400 + hours_and_minutes(kTime) + (seconds ? two(kTime + 6) : 0) - offset;
  return out;
}

Vote vote_of(const FieldReader& reader, const YamlNode& root) {
  Vote out;
  const YamlNode* const node = root.find("vote");
  if (node == nullptr || node->kind != YamlKind::mapping || node->entries.empty()) return out;
  out.set = true;
  out.opened = moment(reader, *node, "opened");
  out.closed = moment(reader, *node, "closed");
  out.rule = reader.text(*node, "rule");
  for (const YamlNode* const item : reader.items(*node, "ballots")) {
    // One that cannot be read was cast all the same: without it a tally would look sure.
    out.ballots.push_back({seat_of(reader, *item), reader.text(*item, "vote")});
  }
  const YamlNode* const claimed = node->find("claimed");
  const auto number = [&](std::string_view key) -> std::optional<int> {
    if (claimed == nullptr || !reader.text(*claimed, key).set) return std::nullopt;
    return reader.number(*claimed, key, 0);
  };
  out.claimed_for = number("for");
  out.claimed_against = number("against");
  return out;
}

/// Namespaces as rules compare them: without a leading `::`.
std::vector<Text> cpp_names(const FieldReader& reader, const YamlNode& node, std::string_view key) {
  std::vector<Text> names = reader.texts(node, key);
  for (Text& name : names) {
    if (name.value.starts_with("::")) name.value.erase(0, 2);
  }
  return names;
}

Namespaces namespaces(const FieldReader& reader, const YamlNode& root) {
  Namespaces out;
  const YamlNode* const node = root.find("namespace");
  if (node == nullptr) return out;
  out.none = node->kind == YamlKind::scalar && node->value == "none";
  out.cpp = cpp_names(reader, *node, "cpp");
  out.allow = cpp_names(reader, *node, "allow");
  out.c = reader.texts(*node, "c");
  out.python = reader.texts(*node, "python");
  out.jvm = reader.texts(*node, "jvm");
  out.go = reader.texts(*node, "go");
  out.rust = reader.texts(*node, "rust");
  out.js = reader.texts(*node, "js");
  out.proto = reader.texts(*node, "proto");
  out.macros = reader.texts(*node, "macros");
  out.registry = reader.texts(*node, "registry");
  return out;
}

Flag flag(const FieldReader& reader, const YamlNode& root) {
  Flag out;
  const YamlNode* const node = root.find("feature_flag");
  if (node == nullptr) return out;
  if (node->kind != YamlKind::mapping) {
    out.name = reader.scalar(*node);
    return out;
  }
  out.name = reader.text(*node, "name");
  out.kind = reader.text(*node, "kind");
  out.declared_in = reader.text(*node, "declared_in");
  out.gate = reader.text(*node, "gate");
  out.macro = reader.text(*node, "macro");
  return out;
}

std::vector<Integration> integration(const FieldReader& reader, const YamlNode& root) {
  std::vector<Integration> out;
  for (const YamlNode* const item : reader.items(root, "integration")) {
    Integration entry;
    entry.path = reader.text(*item, "path");
    if (!entry.path.set) continue;
    entry.why = reader.text(*item, "why");
    entry.max_lines = reader.number(*item, "max_lines", entry.max_lines);
    entry.use = reader.truth(*item, "use");
    entry.owned = reader.truth(*item, "owned");
    out.push_back(std::move(entry));
  }
  return out;
}

Rfc rfc_of(const FieldReader& reader, const YamlNode& mapping) {
  Rfc out;
  const YamlNode* const node = mapping.find("rfc");
  if (node == nullptr) return out;
  out.set = true;
  if (node->kind != YamlKind::mapping) {
    out.url = reader.scalar(*node);
    return out;
  }
  out.ref = reader.text(*node, "ref");
  out.url = reader.text(*node, "url");
  out.path = reader.text(*node, "path");
  out.state = reader.text(*node, "state");
  out.date = reader.date(*node, "date");
  return out;
}

std::vector<Composition> compositions(const FieldReader& reader, const YamlNode& root) {
  std::vector<Composition> out;
  for (const YamlNode* const item : reader.items(root, "compositions")) {
    if (item->kind != YamlKind::mapping) continue;
    Composition entry;
    entry.with = reader.text(*item, "with");
    entry.paths = reader.texts(*item, "paths");
    entry.rfc = rfc_of(reader, *item);
    out.push_back(std::move(entry));
  }
  return out;
}

std::vector<Waiver> waivers(const FieldReader& reader, const YamlNode& root) {
  std::vector<Waiver> out;
  for (const YamlNode* const item : reader.items(root, "waivers")) {
    if (item->kind != YamlKind::mapping) continue;
    Waiver entry;
    entry.at = item->at;
    entry.rule = reader.text(*item, "rule");
    entry.paths = reader.texts(*item, "paths");
    entry.until = reader.date(*item, "until");
    entry.reason = reader.text(*item, "reason");
    entry.approved_by = without_at(reader.text(*item, "approved_by"));
    out.push_back(std::move(entry));
  }
  return out;
}

Deprecation deprecation(const FieldReader& reader, const YamlNode& root) {
  Deprecation out;
  const YamlNode* const node = root.find("deprecation");
  if (node == nullptr || node->kind != YamlKind::mapping) return out;
  out.set = true;
  out.announced = reader.date(*node, "announced");
  out.remove_after = reader.date(*node, "remove_after");
  out.reason = reader.text(*node, "reason");
  out.replacement = reader.text(*node, "replacement");
  out.migration = reader.text(*node, "migration");
  out.decision = reader.text(*node, "decision");
  return out;
}

void fill_relations(Manifest& manifest, const YamlNode& root, const FieldReader& reader) {
  for (const YamlNode* const item : reader.items(root, "relations")) {
    if (item->kind != YamlKind::mapping) continue;
    manifest.relations.push_back({reader.text(*item, "module"), reader.text(*item, "kind")});
  }
  for (const YamlNode* const item : reader.items(root, "mirrors")) {
    if (item->kind != YamlKind::mapping) continue;
    manifest.mirrors.push_back({reader.text(*item, "ours"), reader.text(*item, "theirs")});
  }
}

void fill_plans(Manifest& manifest, const YamlNode& root, const FieldReader& reader) {
  if (const YamlNode* const adopted = root.find("adopted")) {
    manifest.adopted = {true, reader.date(*adopted, "date"), reader.text(*adopted, "reason")};
  }
  const YamlNode* const roadmap = root.find("roadmap");
  if (roadmap == nullptr || roadmap->kind != YamlKind::mapping) return;
  manifest.review_by = reader.date(*roadmap, "review_by");
  for (const YamlNode* const item : reader.items(*roadmap, "milestones")) {
    if (item->kind != YamlKind::mapping) continue;
    manifest.milestones.push_back(
        {reader.text(*item, "title"), reader.text(*item, "target"), reader.truth(*item, "done")});
  }
}

void fill(Manifest& manifest, const YamlNode& root, const FieldReader& reader) {
  manifest.schema = reader.text(root, "schema");
  manifest.module = reader.text(root, "module");
  manifest.summary = reader.text(root, "summary");
  manifest.kind = reader.text(root, "kind");
  manifest.since = reader.date(root, "since");
  manifest.paths = reader.texts(root, "paths");
  manifest.public_headers = reader.texts(root, "public_headers");
  manifest.tests = reader.texts(root, "tests");
  manifest.docs = reader.texts(root, "docs");
  manifest.namespaces = namespaces(reader, root);
  manifest.integration = integration(reader, root);
  manifest.flag = flag(reader, root);
  manifest.maintainers = seats(reader, root, "maintainers");
  manifest.emeritus = seats(reader, root, "emeritus");
  manifest.endorsers = seats(reader, root, "endorsers");
  if (const YamlNode* const champion = root.find("champion")) manifest.champion = seat_of(reader, *champion);
  manifest.vote = vote_of(reader, root);
  manifest.depends_on = reader.texts(root, "depends_on");
  manifest.requires_ = reader.texts(root, "requires");
  manifest.conflicts = reader.texts(root, "conflicts");
  manifest.compositions = compositions(reader, root);
  if (const YamlNode* const ci = root.find("ci")) manifest.ci_on_break = reader.text(*ci, "on_break");
  manifest.decision_summary = reader.text(root, "decision_summary");
  manifest.rfc = rfc_of(reader, root);
  manifest.deprecation = deprecation(reader, root);
  manifest.attest = seats(reader, root, "attest");
  manifest.waivers = waivers(reader, root);
  fill_relations(manifest, root, reader);
  fill_plans(manifest, root, reader);
}

}  // namespace

Manifest parse_manifest(std::string_view bytes, FileId file) {
  Manifest manifest;
  manifest.file = file;
  YamlTree tree = read_yaml(bytes);
  manifest.readable = tree.readable;
  manifest.faults = std::move(tree.faults);
  if (!tree.readable) return manifest;

  // The stage comes first: it decides how severe a placeholder is.
  if (const YamlNode* const stage = tree.root.find("stage"); stage != nullptr && stage->kind == YamlKind::scalar) {
    manifest.stage_text = {stage->value, stage->at, true};
    manifest.stage = stage_of(stage->value).value_or(Stage::S0);
  }
  FieldReader reader(manifest.faults, manifest.keys, manifest.stage != Stage::proposed);
  reader.read(tree.root, module_fields());
  fill(manifest, tree.root, reader);
  settle_faults(manifest.faults);
  return manifest;
}

std::string_view stage_name(Stage stage) {
  constexpr std::string_view kNames[] = {"proposed", "S0", "S1", "S2", "deprecated", "removed"};
  return kNames[static_cast<std::size_t>(stage)];
}

std::optional<Stage> stage_of(std::string_view name) {
  for (const Stage stage : {Stage::proposed, Stage::S0, Stage::S1, Stage::S2, Stage::deprecated, Stage::removed}) {
    if (stage_name(stage) == name) return stage;
  }
  return std::nullopt;
}

}  // namespace modgate
