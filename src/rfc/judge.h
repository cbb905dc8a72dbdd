// One RFC document judged: a Markdown text, the headings asked for and maybe its manifest in, faults out. What only
// people can judge, whether a section is any good, is not looked at.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/manifest.h"
#include "modgate/rfc.h"

namespace modgate::rfc {

struct Question {
  std::optional<std::vector<std::string>> headings;  ///< a policy's `rfc_headings`; nothing: none are asked for
  Severity missing = Severity::error;                ///< of a heading that is not there
  const Manifest* manifest = nullptr;                ///< the one that it must agree with
};

/// The faults of a document, in no order that matters. `file` is the document.
std::vector<RfcFault> judge(std::string_view text, FileId file, const Question& question);

}  // namespace modgate::rfc
