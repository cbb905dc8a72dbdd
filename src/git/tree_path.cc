// Bytes of a path in, the reason to refuse it out. No path is ever repaired.
#include "git/tree_path.h"

#include "base/text.h"
#include "modgate/limits.h"

namespace modgate::git {

std::string_view component_fault(std::string_view component) {
  if (component.empty()) return "has an empty component";
  if (component == ".") return "has the component `.`";
  if (component == "..") return "has the component `..`";
  if (text::equal_ignoring_case(component, ".git")) return "has the component `.git`";
  if (component.find('/') != std::string_view::npos) return "has a `/` inside a component";
  if (component.find('\0') != std::string_view::npos) return "has a zero byte";
  return {};
}

std::string_view path_fault(std::string_view path) {
  if (path.size() > limits::kPathBytes) return "is longer than 4096 bytes";
  for (std::size_t begin = 0;;) {
    const std::size_t slash = path.find('/', begin);
    if (const std::string_view fault = component_fault(path.substr(begin, slash - begin)); !fault.empty()) return fault;
    if (slash == std::string_view::npos) return {};
    begin = slash + 1;
  }
}

}  // namespace modgate::git
