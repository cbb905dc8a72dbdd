// Bytes of a YAML file to a tree in which every node and key knows its place. The values come from yaml-cpp's events,
// the places and the strictness from the outline; where the two readers disagree the file is refused. All faults are
// MG101. Offsets count from the file's first byte, a byte order mark included.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "manifest/yaml_outline.h"
#include "modgate/manifest.h"

namespace modgate {

struct YamlEntry;

struct YamlNode {
  YamlKind kind = YamlKind::null;
  YamlStyle style = YamlStyle::plain;
  Span at;                         ///< quotes and brackets included
  std::string value;               ///< a scalar's text, decoded; the words `null` and `~` are kind null
  std::vector<YamlNode> items;     ///< of a sequence
  std::vector<YamlEntry> entries;  ///< of a mapping, in the file's order, each key once

  /// The value of a key of this mapping, or nullptr.
  const YamlNode* find(std::string_view key) const;
};

struct YamlEntry {
  std::string key;
  Span key_at;
  YamlNode value;
};

struct YamlTree {
  bool readable = false;  ///< false: `root` is empty and `faults` has exactly one fault
  YamlNode root;          ///< a mapping
  std::vector<Fault> faults;
};

/// Total: any bytes give a tree or a fault.
YamlTree read_yaml(std::string_view bytes);

}  // namespace modgate
