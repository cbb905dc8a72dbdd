// RFC documents that manifests name, and what is wrong with them: made by src/rfc, shown by MG510.
#pragma once

#include <string>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/source.h"

namespace modgate {

/// One fault of an RFC document; the texts obey Diagnostic's style.
struct RfcFault {
  Severity severity = Severity::error;
  Location at;
  std::string message;
  std::string label;
  std::vector<Related> related;
  std::string help;
  std::string target;  ///< what is missing, left or different: part of the fingerprint
};

struct RfcDocument {
  std::string module;  ///< of the manifest that names it; empty: none does
  std::vector<RfcFault> faults;
};

}  // namespace modgate
