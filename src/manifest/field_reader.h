// Compares a tree with the table of fields: every unknown key, wrong value, placeholder and bad path becomes a fault,
// in the file's order. Afterwards it answers which values are good; a value with a fault is never handed out.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "manifest/field_table.h"
#include "manifest/yaml_tree.h"
#include "modgate/manifest.h"

namespace modgate {

class FieldReader {
 public:
  /// `severe`: placeholders in handles and urls count as errors.
  FieldReader(std::vector<Fault>& faults, std::map<std::string, Span>& keys, bool severe)
      : faults_(faults), keys_(keys), severe_(severe) {}

  /// Checks the whole mapping and fills in faults and keys.
  void read(const YamlNode& root, std::span<const Field> fields);

  /// The value under a key of a mapping, if it is a good single value.
  Text text(const YamlNode& mapping, std::string_view key) const;
  /// The good single values of a list (or of the one value that stands for it).
  std::vector<Text> texts(const YamlNode& mapping, std::string_view key) const;
  /// The items of a list; a lone value or mapping is a list of one.
  std::vector<const YamlNode*> items(const YamlNode& mapping, std::string_view key) const;
  /// The node itself as a good single value.
  Text scalar(const YamlNode& node) const;
  std::optional<Date> date(const YamlNode& mapping, std::string_view key) const;
  int number(const YamlNode& mapping, std::string_view key, int fallback) const;
  bool truth(const YamlNode& mapping, std::string_view key) const;

 private:
  void mapping(const YamlNode& node, std::span<const Field> fields, const std::string& path);
  void entries(const YamlNode& node, const Field& field, const std::string& path);
  void value(const YamlNode& node, const Field& field, const std::string& path, bool in_list);
  void single(const YamlNode& node, const Field& field, Form form, const std::string& path);
  /// The keys that unknown ones of a mapping are to become, with the index of the fault that says so.
  using Claims = std::map<std::string, std::size_t>;
  void unknown(const YamlEntry& entry, const YamlNode& mapping, std::span<const Field> fields, const std::string& path,
               Claims& claims);
  void reject(Fault fault, const YamlNode& node, const std::string& path);

  std::vector<Fault>& faults_;
  std::map<std::string, Span>& keys_;
  bool severe_;
  std::unordered_set<const YamlNode*> bad_;
};

/// Policy and roster have no stage that asks for `schema`: its absence is an MG104 here.
void require_schema(const YamlNode& root, std::string_view schema, std::vector<Fault>& faults);

/// Sorts by place and cuts off what a garbage file would add to it (limits::kManifestFaults).
void settle_faults(std::vector<Fault>& faults);

}  // namespace modgate
