// A finding: what is wrong in the user's repository, where, what else shows it, and the one thing to do.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modgate/source.h"

namespace modgate {

struct Rule;

enum class Severity : std::uint8_t { off, info, warning, error };

/// Another place that makes the finding understandable: the manifest line that declares the stage, a second use.
struct Related {
  Location at;
  std::string message;  ///< short, lower-case start, no final period
};

/// Bytes of one file to replace; an empty span inserts.
struct Edit {
  Location at;
  std::string text;  ///< what stands there afterwards
};

/// A safe way out: applied, the finding is gone and nothing else means anything else.
struct Fix {
  std::string title;        ///< what it does, as an order: "replace `ownner` by `owner`"
  std::vector<Edit> edits;  ///< of one file, disjoint, in order of place
};

struct Diagnostic {
  enum class Status : std::uint8_t { fresh, existing, baselined, suppressed };

  const Rule* rule = nullptr;
  Severity severity = Severity::error;
  Location at;
  std::string message;  ///< one line, lower-case start, user's names in backticks, no advice, no final period
  std::string label;    ///< short text under the span; may be empty
  std::vector<Related> related;
  std::vector<std::string> notes;  ///< facts
  std::string help;                ///< the one thing to do
  std::vector<Fix> fixes;          ///< empty, or the one that `--fix` applies

  std::string module;       ///< the module's id, or empty
  std::string target;       ///< what is used or missing: a path, a key, a handle. Part of the fingerprint
  std::string spelling;     ///< as written, blanks normalised. Part of the fingerprint
  std::string fingerprint;  ///< set by lint; the same for the same finding after lines moved
  Status status = Status::fresh;
  std::string justification;  ///< the reason given by the suppression that silenced it
};

}  // namespace modgate
