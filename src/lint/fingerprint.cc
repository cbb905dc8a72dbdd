#include "lint/fingerprint.h"

#include <fmt/core.h>

#include <cstdint>
#include <unordered_map>

#include "modgate/rule.h"

namespace modgate {
namespace {

/// FNV-1a, 64 bits (Fowler, Noll, Vo): short, stable for ever, and no adversary gains by a collision here, since equal
/// fingerprints are told apart by their ordinal.
class Hash {
 public:
  void add(std::string_view text) {
    for (const char c : text) byte(static_cast<unsigned char>(c));
    byte(0xff);  // never part of UTF-8: "ab","c" and "a","bc" differ
  }
  std::string hex() const { return fmt::format("{:016x}", value_); }

 private:
  void byte(unsigned char c) { value_ = (value_ ^ c) * 0x100000001b3ULL; }
  std::uint64_t value_ = 0xcbf29ce484222325ULL;
};

std::string one_blank(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      result += c;
    } else if (!result.ends_with(' ')) {
      result += ' ';
    }
  }
  return result;
}

}  // namespace

void set_fingerprints(std::vector<Diagnostic>& findings, const Files& files,
                      const std::function<std::string(std::string_view)>& renamed) {
  std::unordered_map<std::string, unsigned> seen;
  for (Diagnostic& finding : findings) {
    Hash hash;
    hash.add(finding.rule->id);
    hash.add(finding.module);
    hash.add(finding.at.file == kNoFile ? std::string() : renamed(files.path(finding.at.file)));
    hash.add(renamed(finding.target));
    hash.add(one_blank(finding.spelling));
    const std::string key = hash.hex();
    hash.add(std::to_string(seen[key]++));
    finding.fingerprint = hash.hex();
  }
}

}  // namespace modgate
