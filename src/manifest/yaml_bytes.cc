// Refuses bytes that no manifest has: see the header. The order of the checks is the order in which they make sense to
// a person: a UTF-16 file is reported as such, not as its first NUL.
#include "manifest/yaml_bytes.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

constexpr std::string_view kMark = "\xef\xbb\xbf";

std::optional<Fault> refuse_encoding(std::string_view bytes) {
  const bool utf16 = bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff");
  const bool utf32 = bytes.size() >= 4 && (bytes.substr(0, 3) == std::string_view("\0\0\0", 3));
  if (utf16 || utf32) {
    return syntax_fault(span_at(bytes, 0, 2), "the file is UTF-16 or UTF-32, not UTF-8", "save the file as UTF-8");
  }
  if (const auto invalid = utf8::first_invalid(bytes)) {
    return syntax_fault(span_at(bytes, *invalid),
                        fmt::format("byte 0x{:02x} is not UTF-8", static_cast<unsigned char>(bytes[*invalid])),
                        "save the file as UTF-8");
  }
  return std::nullopt;
}

std::optional<Fault> refuse_characters(std::string_view bytes) {
  for (std::size_t i = 0; i < bytes.size();) {
    const char c = bytes[i];
    if (c == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n')) {
      return syntax_fault(span_at(bytes, i), "a carriage return without a line feed", "end lines with LF or with CRLF");
    }
    if (c == '\n' || c == '\r' || c == '\t') {
      ++i;
      continue;
    }
    const auto decoded = utf8::decode(bytes, i);
    if (!decoded) return syntax_fault(span_at(bytes, i), "not UTF-8", "save the file as UTF-8");
    if (utf8::is_hidden(decoded->point)) {
      return syntax_fault(span_at(bytes, i, decoded->bytes),
                          fmt::format("hidden character U+{:04X}", static_cast<std::uint32_t>(decoded->point)),
                          "remove it: what a reader cannot see must not be in a manifest");
    }
    i += decoded->bytes;
  }
  return std::nullopt;
}

std::optional<Fault> refuse_lines(std::string_view bytes, std::size_t begin) {
  constexpr std::array<std::string_view, 4> kConflict = {"<<<<<<<", "|||||||", "=======", ">>>>>>>"};
  while (begin < bytes.size()) {
    const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
    const std::string_view line = bytes.substr(begin, end - begin);
    for (const std::string_view marker : kConflict) {
      if (!line.starts_with(marker)) continue;
      if (line.size() == marker.size() || line[marker.size()] == ' ' || line[marker.size()] == '\r') {
        return syntax_fault(span_at(bytes, begin, marker.size()), "merge conflict marker", "resolve the conflict");
      }
    }
    if (line.starts_with('%')) {
      return syntax_fault(span_at(bytes, begin, 1), "YAML directives are not supported", "remove the line");
    }
    begin = end + 1;
  }
  return std::nullopt;
}

}  // namespace

Fault syntax_fault(Span at, std::string message, std::string help) {
  Fault fault;
  fault.kind = FaultKind::syntax;
  fault.at = at;
  fault.message = std::move(message);
  fault.help = std::move(help);
  return fault;
}

Span span_at(std::string_view bytes, std::size_t begin, std::size_t length) {
  const std::size_t from = std::min(begin, bytes.size());
  const std::size_t to = from + std::min(length, bytes.size() - from);
  return {static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to)};
}

std::uint32_t byte_order_mark(std::string_view bytes) {
  return bytes.starts_with(kMark) ? static_cast<std::uint32_t>(kMark.size()) : 0;
}

std::optional<Fault> refuse_bytes(std::string_view bytes) {
  if (bytes.size() > limits::kManifestBytes) {
    return syntax_fault(span_at(bytes, 0, 0),
                        fmt::format("the file has {} bytes; at most {} are read", bytes.size(), limits::kManifestBytes),
                        "a manifest is written by people: split it, or move generated data elsewhere");
  }
  if (auto fault = refuse_encoding(bytes)) return fault;
  const std::size_t mark = byte_order_mark(bytes);
  if (auto fault = refuse_characters(bytes.substr(mark))) {
    fault->at.begin += static_cast<std::uint32_t>(mark);
    fault->at.end += static_cast<std::uint32_t>(mark);
    return fault;
  }
  return refuse_lines(bytes, mark);
}

}  // namespace modgate
