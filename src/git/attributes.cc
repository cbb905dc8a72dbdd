// Looks for converting attributes in attribute files and in the configuration.
#include "git/attributes.h"

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <vector>

#include "base/text.h"
#include "git/configuration.h"

namespace modgate::git {
namespace {

/// The words of a line, without empty ones.
std::vector<std::string_view> words(std::string_view line) {
  std::vector<std::string_view> result;
  constexpr std::string_view kBlanks = " \t\r";
  for (std::size_t begin = line.find_first_not_of(kBlanks); begin != std::string_view::npos;) {
    const std::size_t end = std::min(line.find_first_of(kBlanks, begin), line.size());
    result.push_back(line.substr(begin, end - begin));
    begin = line.find_first_not_of(kBlanks, end);
  }
  return result;
}

bool converts(std::string_view attribute) {
  constexpr std::array<std::string_view, 6> kNames = {"text",   "eol",   "crlf",
                                                      "filter", "ident", "working-tree-encoding"};
  const std::string_view name = attribute.substr(0, attribute.find('='));
  return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
}

bool file_sets_conversion(const std::string& file) {
  const auto bytes = small_file(AT_FDCWD, file, true);
  return bytes && sets_conversion(*bytes);
}

}  // namespace

bool sets_conversion(std::string_view gitattributes) {
  for (const std::string_view line : text::split(gitattributes, "\n")) {
    const std::vector<std::string_view> parts = words(line);
    if (parts.empty() || parts.front().front() == '#') continue;
    if (std::any_of(parts.begin() + 1, parts.end(), converts)) return true;
  }
  return false;
}

bool converts_everywhere(git_config* config, const Layout& layout) {
  const std::string line_ends = config_text(config, "core.autocrlf");
  if (!line_ends.empty() && !text::equal_ignoring_case(line_ends, "false")) return true;
  const std::string user = user_file(config, "core.attributesfile", "attributes");
  return file_sets_conversion(user) || file_sets_conversion("/etc/gitattributes") ||
         file_sets_conversion(layout.common_directory + "info/attributes");
}

}  // namespace modgate::git
