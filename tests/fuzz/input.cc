// See input.h.
#include "input.h"

#include <algorithm>

namespace modgate::fuzz {

std::uint8_t Input::byte() {
  if (rest_.empty()) return 0;
  const auto first = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  return first;
}

std::string_view Input::until(char end) {
  const std::size_t at = std::min(rest_.find(end), rest_.size());
  const std::string_view found = rest_.substr(0, at);
  rest_.remove_prefix(std::min(at + 1, rest_.size()));
  return found;
}

std::vector<TreeFile> tree_of(std::string_view text) {
  std::vector<TreeFile> files;
  for (Input input(text); !input.done();) {
    std::string_view line = input.line();
    if (line.starts_with("### ") && files.size() < kTreeFiles) {
      TreeFile file;
      line.remove_prefix(4);
      if (!line.empty() && std::string_view("<>@=+").find(line.front()) != std::string_view::npos) {
        file.mark = line.front();
        line.remove_prefix(1);
      }
      file.path = line;
      files.push_back(std::move(file));
    } else if (!files.empty()) {
      files.back().text.append(line).push_back('\n');
    }
  }
  return files;
}

}  // namespace modgate::fuzz
