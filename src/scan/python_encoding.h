// How a Python file's bytes are encoded, and whether they may be read byte by byte: yes for UTF-8 and for encodings in
// which bytes below 0x80 always are ASCII. Anything else (UTF-16, UTF-7, Shift JIS, an unknown name) is refused.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "modgate/facts.h"

namespace modgate {

struct PythonEncoding {
  bool readable = true;     ///< whether the bytes can be lexed as they are
  std::uint32_t begin = 0;  ///< offset of the first byte after a byte order mark
  std::optional<ScanTrouble> trouble;
};

/// Looks at the byte order mark, at the encoding line among the first two lines (PEP 263), and for UTF-8 at the bytes.
PythonEncoding python_encoding(std::string_view bytes);

}  // namespace modgate
