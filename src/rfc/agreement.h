// Where an RFC document says in a line of its own what its manifest says, too ("- Feature flag: USE_RELAX"), both must
// say the same. Prose is not interpreted: of it only the module's name is asked for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "modgate/manifest.h"
#include "modgate/source.h"
#include "rfc/markdown.h"

namespace modgate::rfc {

struct Disagreement {
  Span at;  ///< in the document
  std::string message;
  std::string label;
  std::string key;   ///< of the manifest: "module", "paths"
  Span in_manifest;  ///< the manifest's place
  std::string help;
};

/// In order of the document; first, that it never names the module.
std::vector<Disagreement> disagreements(std::string_view text, const Document& document, const Manifest& manifest);

}  // namespace modgate::rfc
