// What a condition comes to once a flag is gone, whatever else it asks. Tokens of a condition come in, as the
// language's reader made them; true, false or unknown goes out. A mixture that languages read differently is unknown.
#pragma once

#include <cstdint>
#include <vector>

namespace modgate {

enum class Truth : std::uint8_t { no, yes, unknown };

enum class ConditionToken : std::uint8_t { flag, other, negation, conjunction, disjunction, open, close };

/// The flag counts as off. `a && b || c` without parentheses is unknown: CMake and C disagree about it.
Truth truth_without_flag(const std::vector<ConditionToken>& tokens);

}  // namespace modgate
