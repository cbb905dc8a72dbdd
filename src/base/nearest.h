// "Did you mean": the candidate with the smallest edit distance (optimal string alignment), if near enough to be meant.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modgate {

/// The nearest candidate within a third of the word's length (at least 1, at most 3 edits; case does not count as one);
/// the first among equals in the given order.
std::optional<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates);

/// The candidate within that reach when there is no other: what may be written without asking.
std::optional<std::string> only_near(std::string_view word, const std::vector<std::string>& candidates);

}  // namespace modgate
