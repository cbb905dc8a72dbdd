// The strict outline of a YAML document: where each scalar, list and mapping begins and ends. It exists because
// yaml-cpp accepts broken input silently and points at the wrong place when it does not. What comes in passed
// refuse_bytes() and has no byte order mark. What it refuses although YAML has it: anchors, aliases, tags, explicit and
// complex keys, several documents, content on the line of `---`, pairs without braces in a flow list, plain flow
// scalars over lines.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "modgate/manifest.h"

namespace modgate {

enum class YamlKind : std::uint8_t { null, scalar, sequence, mapping };
enum class YamlStyle : std::uint8_t { plain, quoted, block, flow };

/// One node, in the order in which nodes begin. A scalar's span includes its quotes; an absent value is an empty span.
struct OutlineNode {
  YamlKind kind = YamlKind::null;
  YamlStyle style = YamlStyle::plain;
  Span at;
};

struct Outline {
  std::vector<OutlineNode> nodes;
  std::optional<Fault> fault;  ///< the first fault; then `nodes` ends there
};

/// Time is linear in the text; recursion ends at limits::kManifestDepth.
Outline outline_yaml(std::string_view text);

}  // namespace modgate
