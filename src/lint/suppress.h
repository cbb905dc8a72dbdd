// `modgate: allow(...)` comments applied to findings.
#pragma once

#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/facts.h"
#include "modgate/rule.h"

namespace modgate {

/// Every suppression comment of the view, in order of files and places.
std::vector<SuppressionState> suppressions_of(const FactsTable& facts);

/// Marks the findings that a well-formed comment with a reason silences, and the comments that did so. A comment
/// silences findings of its rules on the line it applies to.
void apply_suppressions(std::vector<Diagnostic>& findings, std::vector<SuppressionState>& suppressions,
                        SourceTexts& texts);

}  // namespace modgate
