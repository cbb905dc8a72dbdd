#include "base/patch_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <cstdint>

namespace modgate::patch {
namespace {

constexpr std::size_t kContext = 3;
constexpr std::string_view kNoLineEnd = "\\ No newline at end of file\n";

std::string range(std::size_t before, std::size_t count) {
  // Git counts from the line before where there is none.
  const std::size_t start = count == 0 ? before : before + 1;
  return count == 1 ? fmt::format("{}", start) : fmt::format("{},{}", start, count);
}

std::string hunks_of(std::string_view text, const std::vector<Change>& changes) {
  const std::vector<std::string_view> lines = lines_of(text);
  std::string out;
  std::ptrdiff_t shift = 0;  // new line numbers minus old ones
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t end = i + 1;
    while (end < changes.size() && changes[end].first - changes[end - 1].last <= 2 * kContext) ++end;
    const std::size_t first = changes[i].first - std::min(changes[i].first, kContext);
    const std::size_t last = std::min(lines.size(), changes[end - 1].last + kContext);
    std::string body;
    std::size_t at = first;
    std::size_t added = 0;
    std::size_t removed = 0;
    for (; i < end; ++i) {
      for (; at < changes[i].first; ++at) put_line(body, ' ', lines[at]);
      for (; at < changes[i].last; ++at, ++removed) put_line(body, '-', lines[at]);
      for (const std::string_view line : lines_of(changes[i].after)) {
        put_line(body, '+', line);
        ++added;
      }
    }
    for (; at < last; ++at) put_line(body, ' ', lines[at]);
    const std::size_t count = last - first;
    const std::size_t before = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(first) + shift);
    out += fmt::format("@@ -{} +{} @@\n", range(first, count), range(before, count - removed + added));
    out += body;
    shift += static_cast<std::ptrdiff_t>(added) - static_cast<std::ptrdiff_t>(removed);
  }
  return out;
}

}  // namespace

std::string path(std::string_view prefix, std::string_view path) {
  std::string quoted(prefix);
  bool odd = false;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\') {
      quoted += c;
      continue;
    }
    odd = true;
    constexpr std::string_view kNamed = "\a\b\t\n\v\f\r\"\\";
    constexpr std::string_view kLetters = "abtnvfr\"\\";
    const std::size_t named = kNamed.find(c);
    quoted += '\\';
    quoted += named != std::string_view::npos ? std::string(1, kLetters[named]) : fmt::format("{:03o}", byte);
  }
  return odd ? '"' + quoted + '"' : quoted;
}

std::string header_path(std::string_view prefix, std::string_view file) {
  std::string name = path(prefix, file);
  if (name.front() != '"' && file.find(' ') != std::string_view::npos) name += '\t';
  return name;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

void put_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (line.ends_with('\n')) return;
  out += '\n';
  out += kNoLineEnd;
}

std::string edited_file(std::string_view file, std::string_view text, const std::vector<Change>& changes) {
  return fmt::format("diff --git {} {}\n--- {}\n+++ {}\n", path("a/", file), path("b/", file), header_path("a/", file),
                     header_path("b/", file)) +
         hunks_of(text, changes);
}

}  // namespace modgate::patch
