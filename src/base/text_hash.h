// One number for a row of texts: FNV-1a, 64 bits (Fowler, Noll, Vo). Short and stable for ever, so it may be written
// into files; no defence against whoever looks for two texts of one hash.
#pragma once

#include <fmt/core.h>

#include <cstdint>
#include <string>
#include <string_view>

namespace modgate {

class TextHash {
 public:
  TextHash& add(std::string_view text) {
    for (const char c : text) byte(static_cast<unsigned char>(c));
    byte(0xff);  // never part of UTF-8: "ab","c" and "a","bc" differ
    return *this;
  }
  /// 16 hexadecimal digits.
  std::string hex() const { return fmt::format("{:016x}", value_); }

 private:
  void byte(unsigned char c) { value_ = (value_ ^ c) * 0x100000001b3ULL; }
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

}  // namespace modgate
