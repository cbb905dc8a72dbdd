// Looks for converting attributes in attribute files and in the configuration.
#include "git/attributes.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <vector>

#include "base/text.h"

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
  std::ifstream in(file, std::ios::binary);
  return in && sets_conversion(std::string{std::istreambuf_iterator<char>(in), {}});
}

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
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

bool converts_everywhere(git_repository* repository, const Layout& layout) {
  ConfigHandle config;
  if (git_repository_config_snapshot(out(config), repository) < 0) return true;
  const char* value = nullptr;
  if (git_config_get_string(&value, config.get(), "core.autocrlf") == 0 && !text::equal_ignoring_case(value, "false")) {
    return true;
  }
  std::string user;
  git_buf path = GIT_BUF_INIT;
  if (git_config_get_path(&path, config.get(), "core.attributesfile") == 0) {
    user.assign(path.ptr, path.size);
  } else {
    const std::string folder = variable("XDG_CONFIG_HOME");
    user = (folder.empty() ? variable("HOME") + "/.config" : folder) + "/git/attributes";
  }
  git_buf_dispose(&path);
  return file_sets_conversion(user) || file_sets_conversion("/etc/gitattributes") ||
         file_sets_conversion(layout.common_directory + "info/attributes");
}

}  // namespace modgate::git
