// Takes the macros that public headers of modules define and reports those without one of the module's prefixes: the
// declared ones, else the id in capitals, also behind the project's prefix. Exempt are include guards, macros undefined
// later in the file, and definitions that feed a following include.
#include <algorithm>
#include <cstddef>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

std::string capitals(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const char upper = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
    out.push_back(upper == '-' ? '_' : upper);
  }
  return out;
}

/// The declared prefixes, else `RELAX_` and, where the namespace is `acme::relax`, `ACME_RELAX_`.
std::vector<std::string> prefixes_of(const Module& module) {
  std::vector<std::string> prefixes;
  for (const Text& prefix : module.manifest.namespaces.macros) prefixes.push_back(prefix.value);
  if (!prefixes.empty()) return prefixes;
  const std::string id = capitals(module.name);
  prefixes.push_back(id + "_");
  for (const Text& name : module.manifest.namespaces.cpp) {
    const std::string project = capitals(std::string_view(name.value).substr(0, name.value.find("::")));
    if (project != id) prefixes.push_back(fmt::format("{}_{}_", project, id));
  }
  return prefixes;
}

bool has_prefix(const std::vector<std::string>& prefixes, std::string_view name) {
  return std::any_of(prefixes.begin(), prefixes.end(), [&](std::string_view prefix) {
    return name.starts_with(prefix) || (prefix.ends_with('_') && name == prefix.substr(0, prefix.size() - 1));
  });
}

void check_header(const RuleContext& context, const Module& module, FileId file,
                  const std::vector<std::string>& prefixes, Findings& findings) {
  std::set<std::string_view> seen;
  for (const MacroDefinition& macro : context.facts[index(file)].macros) {
    if (macro.guard || macro.undefined_later || macro.feeds_include || has_prefix(prefixes, macro.name)) continue;
    if (!seen.insert(macro.name).second) continue;
    Diagnostic& finding = findings.add(
        {file, macro.at},
        fmt::format("macro `{}` of a public header of `{}` lacks the module's prefix", macro.name, module.name));
    finding.label = "without prefix";
    finding.module = module.name;
    finding.spelling = macro.name;
    finding.help =
        fmt::format("let its name start with `{}`, or undefine it at the end of the header", prefixes.front());
  }
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Module& module = registry.modules[i];
    const std::vector<std::string> prefixes = prefixes_of(module);
    for (const FileId file : module.files) {
      const std::size_t f = index(file);
      if (registry.part[f] != Part::source || registry.test[f] || registry.excluded[f]) continue;
      if (!phrases::is_header(context.files.path(file))) continue;
      if (!registry.is_public_header(static_cast<ModuleId>(i), file)) continue;
      check_header(context, module, file, prefixes, findings);
    }
  }
}

}  // namespace

extern const Rule macro_leak_rule{
    .id = "MG205",
    .name = "macro-leak",
    .summary = "a public header defines a macro without the module's prefix",
    .severity = Severity::warning,
    .check = check,
};

}  // namespace modgate
