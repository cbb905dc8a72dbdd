// The policy: its preset's values first, then what the file says over them.
#include <fmt/core.h>

#include <utility>

#include "manifest/field_reader.h"
#include "manifest/parse.h"

namespace modgate {
namespace {

constexpr Preset kPresets[] = {Preset::minimal, Preset::tvm_2022_rfc, Preset::tvm_2023, Preset::asf_consensus};

void apply(Preset preset, Policy& policy) {
  policy.preset = preset;
  const int minimum = preset == Preset::minimal ? 0 : 4;
  policy.endorsers_min = minimum;
  policy.maintainers_min = minimum;
  switch (preset) {
    case Preset::minimal:
      policy.vote.clear();
      break;
    case Preset::tvm_2022_rfc:
      policy.vote = "majority-of-roster";
      break;
    case Preset::tvm_2023:
      policy.vote = "lazy-two-thirds";
      break;
    case Preset::asf_consensus:
      policy.vote = "consensus";
      break;
  }
}

Leniency leniency(const Text& word) {
  if (word.value == "warn") return Leniency::warn;
  return word.value == "allow" ? Leniency::allow : Leniency::judge;
}

Severity severity_of(const Text& word) {
  if (word.value == "off") return Severity::off;
  if (word.value == "info") return Severity::info;
  return word.value == "warning" ? Severity::warning : Severity::error;
}

/// Folders that may be the root: `.` becomes the empty text, which joins with any name.
std::vector<Text> folders(const FieldReader& reader, const YamlNode& root, std::string_view key) {
  std::vector<Text> out = reader.texts(root, key);
  for (Text& folder : out) {
    if (folder.value == "." || folder.value == "./") folder.value.clear();
  }
  return out;
}

void fill_gates(Policy& policy, const YamlNode& gates, const FieldReader& reader) {
  policy.endorsers_min = reader.number(gates, "endorsers_min", policy.endorsers_min);
  policy.maintainers_min = reader.number(gates, "maintainers_min", policy.maintainers_min);
  if (const Text vote = reader.text(gates, "vote"); vote.set) policy.vote = vote.value;
  policy.vote_hours_min = reader.number(gates, "vote_hours_min", policy.vote_hours_min);
  policy.s0_days_min = reader.number(gates, "s0_days_min", policy.s0_days_min);
  policy.deprecation_days_min = reader.number(gates, "deprecation_days_min", policy.deprecation_days_min);
  policy.waiver_days_max = reader.number(gates, "waiver_days_max", policy.waiver_days_max);
  policy.s0_uses_s0_declared = reader.text(gates, "s0_uses_s0").value == "declared";
  policy.integration_use_forbidden = reader.text(gates, "integration_use").value == "forbid";
  policy.guarded_use = leniency(reader.text(gates, "guarded_use"));
  policy.test_use = leniency(reader.text(gates, "test_use"));
  policy.unwaivable = reader.texts(gates, "unwaivable");
  policy.rfc_headings = reader.texts(gates, "rfc_headings");
}

/// A mapping from free words to values: the pairs whose value is good.
std::vector<std::pair<Text, Text>> pairs(const FieldReader& reader, const YamlNode& root, std::string_view key) {
  std::vector<std::pair<Text, Text>> out;
  const YamlNode* const node = root.find(key);
  if (node == nullptr) return out;
  for (const YamlEntry& entry : node->entries) {
    if (Text value = reader.scalar(entry.value); value.set) {
      out.emplace_back(Text{entry.key, entry.key_at, true}, std::move(value));
    }
  }
  return out;
}

void fill(Policy& policy, const YamlNode& root, const FieldReader& reader) {
  if (auto manifests = reader.texts(root, "manifests"); !manifests.empty()) policy.manifests = std::move(manifests);
  if (const YamlNode* const roster = root.find("roster"); roster != nullptr && roster->kind == YamlKind::mapping) {
    policy.contributors = reader.text(*roster, "contributors");
  } else if (roster != nullptr) {
    policy.roster = reader.scalar(*roster);
  }
  policy.include_roots = folders(reader, root, "include_roots");
  policy.python_roots = folders(reader, root, "python_roots");
  policy.compile_commands = reader.text(root, "compile_commands");
  policy.exclude = reader.texts(root, "exclude");
  policy.tests = reader.texts(root, "tests");
  policy.registry_calls = reader.texts(root, "registry_calls");
  policy.core_public_headers = reader.texts(root, "core_public_headers");
  policy.namespace_macros = pairs(reader, root, "namespace_macros");
  for (auto& [macro, opened] : policy.namespace_macros) {
    if (opened.value.starts_with("::")) opened.value.erase(0, 2);
  }
  for (const auto& [rule, word] : pairs(reader, root, "severity"))
    policy.severity.emplace_back(rule, severity_of(word));
  if (const YamlNode* const gates = root.find("policy")) fill_gates(policy, *gates, reader);
}

}  // namespace

std::string_view preset_name(Preset preset) {
  constexpr std::string_view kNames[] = {"minimal", "tvm-2022-rfc", "tvm-2023", "asf-consensus"};
  return kNames[static_cast<std::size_t>(preset)];
}

Policy default_policy() {
  Policy policy;
  apply(Preset::minimal, policy);
  policy.manifests = {{"modules/*.yaml", {}, true}};
  return policy;
}

Policy parse_policy(std::string_view bytes, FileId file, std::string_view folder) {
  Policy policy = default_policy();
  policy.file = file;
  policy.folder = std::string(folder);
  YamlTree tree = read_yaml(bytes);
  policy.faults = std::move(tree.faults);
  if (!tree.readable) return policy;
  FieldReader reader(policy.faults, policy.keys, true);
  reader.read(tree.root, policy_fields());
  require_schema(tree.root, "modgate/policy/v1", policy.faults);
  const Text preset = reader.text(tree.root, "preset");
  for (const Preset candidate : kPresets) {
    if (preset.value == preset_name(candidate)) apply(candidate, policy);
  }
  fill(policy, tree.root, reader);
  settle_faults(policy.faults);
  return policy;
}

}  // namespace modgate
