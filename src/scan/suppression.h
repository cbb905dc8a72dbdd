// `modgate: allow(RULE[, RULE]) [until=YYYY-MM-DD] -- reason` in a comment of any language.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "modgate/facts.h"

namespace modgate {

/// Reads one comment. `comment` is its text with its delimiters, `begin` the offset of its first byte in the file.
/// Nothing when the text after the opening delimiter and blanks does not start with `modgate:`. The caller fills in
/// `line` and `applies_to`. A comment that starts so but does not follow the form comes back `malformed`.
std::optional<Suppression> parse_suppression(std::string_view comment, std::uint32_t begin);

}  // namespace modgate
