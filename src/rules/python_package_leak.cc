// Takes the Python files under a module's `paths` and reports those whose directories do not lead into a declared
// package, one finding a directory. Without a declared package only directories with an `__init__.py` count: a lone
// script is no package. Test files and `conftest.py` pass.
#include <algorithm>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// "python/acme/relax/op.py" as "python.acme.relax.op", with a dot on both sides.
std::string dotted(std::string_view path) {
  std::string out = ".";
  for (const char c : path.substr(0, path.rfind('.'))) out.push_back(c == '/' ? '.' : c);
  out.push_back('.');
  return out;
}

bool in_declared_package(const Module& module, std::string_view path) {
  const std::string name = dotted(path);
  const std::vector<Text>& packages = module.manifest.namespaces.python;
  return std::any_of(packages.begin(), packages.end(), [&](const Text& package) {
    return name.find(fmt::format(".{}.", package.value)) != std::string::npos;
  });
}

std::string_view directory_of(std::string_view path) {
  return path.substr(0, path.size() - phrases::base_name(path).size());
}

bool is_judged(const RuleContext& context, const Module& module, FileId file) {
  const std::size_t i = index(file);
  const Registry& registry = context.registry;
  if (registry.part[i] != Part::source || registry.test[i] || registry.excluded[i]) return false;
  const std::string_view path = context.files.path(file);
  if (context.facts[i].language != Language::python || phrases::base_name(path) == "conftest.py") return false;
  return !module.manifest.namespaces.python.empty() ||
         context.files.find(std::string(directory_of(path)) + "__init__.py").has_value();
}

void check_module(const RuleContext& context, const Module& module, Findings& findings) {
  std::map<std::string_view, std::pair<FileId, std::size_t>> leaks;  // directory: first file, number of files
  for (const FileId file : module.files) {
    if (!is_judged(context, module, file) || in_declared_package(module, context.files.path(file))) continue;
    ++leaks.try_emplace(directory_of(context.files.path(file)), file, 0U).first->second.second;
  }
  for (const auto& [directory, leak] : leaks) {
    const std::string more = leak.second > 1 ? fmt::format(" (and {} more here)", leak.second - 1) : "";
    const std::string_view path = context.files.path(leak.first);
    Diagnostic& finding =
        findings.add({leak.first, {}}, fmt::format("`{}`{} of module `{}` is in none of its Python packages",
                                                   phrases::base_name(path), more, module.name));
    finding.related.push_back({phrases::key_place(module, "namespace"), "the module's namespaces are declared here"});
    finding.module = module.name;
    finding.help = "move the files into a declared package, or declare theirs under `namespace.python`";
  }
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    // Without the key the manifest already has a finding for the same cause.
    if (module.manifest.keys.count("namespace") > 0) check_module(context, module, findings);
  }
}

}  // namespace

extern const Rule python_package_leak_rule{
    .id = "MG206",
    .name = "python-package-leak",
    .summary = "a module's Python files lie outside its declared packages",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
