// What the scanners of scripts and descriptors share: bytes in, whether they are text at all, and the value of a string
// literal's body out.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "modgate/facts.h"
#include "modgate/limits.h"

namespace modgate {

/// Why the bytes cannot be read one by one (UTF-16, UTF-32, a binary), or nothing.
std::optional<ScanTrouble> not_text(std::string_view bytes);

/// 3 after a UTF-8 byte order mark, else 0.
std::uint32_t after_mark(std::string_view bytes);

/// The value of a string's body by the escapes that JavaScript, JSON, Rust and TOML share: \n and its like, \xHH,
/// \uHHHH, \u{H...}, a line continuation. Any other escaped character stands for
/// itself.
std::string unescaped(std::string_view body);

/// Adds a reference, up to limits::kFacts; meeting the limit is reported once.
void add_reference(FileFacts& facts, Reference::Kind kind, std::uint32_t line, Span at, std::string spelled);

}  // namespace modgate
