// Real files, changed by a seed: lines and pieces moved, copied and dropped, and tokens put in that decide how the rest
// is read. Input n of a seed is the same on every machine that has the same files.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace modgate::differential {

/// Splices, comments, literals, conditions and includes of C++, each complete or left open.
const std::vector<std::string_view>& cxx_tokens();
/// Indicators, quotes, breaks, escapes and short collections of YAML.
const std::vector<std::string_view>& yaml_tokens();

class Mutator {
 public:
  Mutator(std::uint64_t seed, std::uint64_t input, const std::vector<std::string_view>& tokens);

  /// Below `limit`, which is not 0.
  std::size_t below(std::size_t limit) { return random_() % limit; }
  /// A stretch of `text` of at most kLines lines, changed in one to six places.
  std::string change(const std::string& text);

 private:
  void change_lines(std::string& text);
  void change_bytes(std::string& text);

  std::mt19937_64 random_;
  const std::vector<std::string_view>& tokens_;
};

}  // namespace modgate::differential
