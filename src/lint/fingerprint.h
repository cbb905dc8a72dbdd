// What makes a finding the same finding after lines moved: rule, module, path, target, spelling, ordinal among equals.
// In: findings in total order. Out: their keys and the hash of each. Line numbers and messages take no part.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/source.h"

namespace modgate {

/// The parts of a fingerprint.
struct FindingKey {
  std::string rule, module, path, target, spelling;  ///< runs of blanks in `spelling` are one blank
  unsigned ordinal = 0;                              ///< among findings with the same parts

  std::string fingerprint() const;  ///< 16 hex digits
  bool operator==(const FindingKey&) const = default;
};

/// A path to the name under which it is compared: the same, or a base's old name to the view's new one.
using NameOf = std::function<std::string(std::string_view)>;

/// The key of each finding; they must be in total order.
std::vector<FindingKey> keys_of(const std::vector<Diagnostic>& findings, const Files& files, const NameOf& renamed);

/// Sets `fingerprint` on all findings, which must be in total order.
void set_fingerprints(std::vector<Diagnostic>& findings, const Files& files, const NameOf& renamed);

}  // namespace modgate
