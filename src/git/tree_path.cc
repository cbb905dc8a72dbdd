// Bytes of a name in, the reason to refuse it out. No name is ever repaired.
#include "git/tree_path.h"

#include "base/text.h"

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

}  // namespace modgate::git
