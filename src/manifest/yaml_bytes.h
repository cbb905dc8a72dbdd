// The first look at a manifest's bytes, before anything interprets them as YAML: size, encoding, hidden characters,
// line ends, merge conflicts, directives. What passes is well-formed UTF-8 with LF or CRLF line ends and no surprises.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "modgate/manifest.h"

namespace modgate {

/// Bytes of a leading byte order mark: 3 or 0.
std::uint32_t byte_order_mark(std::string_view bytes);

/// The first reason not to read these bytes as YAML at all, or nothing.
std::optional<Fault> refuse_bytes(std::string_view bytes);

/// A syntax fault (MG101).
Fault syntax_fault(Span at, std::string message, std::string help);

/// Span of one byte's worth of text at `offset`; an empty span at the end.
Span span_at(std::string_view bytes, std::size_t begin, std::size_t length = 1);

}  // namespace modgate
