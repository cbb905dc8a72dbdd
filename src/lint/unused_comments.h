// Suppression comments that silence nothing, and how to take them out of their files.
#pragma once

#include <vector>

#include "modgate/facts.h"
#include "modgate/rule.h"
#include "modgate/source.h"

namespace modgate {

/// Says of each well-formed comment how MG901 may be corrected: `removal` where none of its rules was used, `listed`
/// where some stay. Nothing for what is perhaps no comment: YAML text that only looks like one.
void find_removals(std::vector<SuppressionState>& suppressions, const FactsTable& facts,
                   SourceTexts& texts);

}  // namespace modgate
