// See corpus_file.h.
#include "corpus_file.h"

#include <charconv>
#include <fstream>
#include <iterator>
#include <stdexcept>

namespace modgate::fuzz {

std::string read_bytes(const std::string& path) {
  std::ifstream stream(path, std::ios::binary);
  if (!stream) throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(stream), {}};
}

std::vector<std::string> read_corpus(const std::string& path) {
  const std::string bytes = read_bytes(path);
  std::vector<std::string> inputs;
  for (std::size_t at = 0; at < bytes.size();) {
    std::size_t size = 0;
    const char* const last = bytes.data() + bytes.size();
    const auto [end, error] = std::from_chars(bytes.data() + at, last, size);
    const auto begin = static_cast<std::size_t>(end - bytes.data()) + 1;
    const bool whole = error == std::errc() && end != last && *end == '\n' && size < bytes.size() - begin &&
                       bytes[begin + size] == '\n';
    if (!whole) throw std::runtime_error(path + " is damaged at byte " + std::to_string(at));
    inputs.push_back(bytes.substr(begin, size));
    at = begin + size + 1;
  }
  return inputs;
}

}  // namespace modgate::fuzz
