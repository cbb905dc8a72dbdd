// Takes the names that a module's C-family files introduce at namespace scope and gives one finding a namespace block
// (the global scope: one a file; a module that declares no C++ namespace: one a file) at the first name that is not at
// home. The scanner has left out what introduces nothing: forward declarations, specialisations, qualified definitions,
// `main`. For C only headers are judged, by prefix. Names that macros make are not seen. In languages whose files
// declare a package, the package is judged: in JVM languages always, in Protobuf where the module declares one.
#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/packages.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

bool is_own(const Namespaces& namespaces, std::string_view name) {
  const auto covers = [&](const Text& text) { return phrases::at_or_below(name, text.value, "::"); };
  return std::any_of(namespaces.cpp.begin(), namespaces.cpp.end(), covers) ||
         std::any_of(namespaces.allow.begin(), namespaces.allow.end(), covers);
}

bool has_own_prefix(const Namespaces& namespaces, std::string_view name) {
  return std::any_of(namespaces.c.begin(), namespaces.c.end(),
                     [&](const Text& prefix) { return name.starts_with(prefix.value); });
}

bool is_alias(const Declaration& declaration) {
  return declaration.kind == Declaration::Kind::alias || declaration.kind == Declaration::Kind::using_declaration ||
         declaration.kind == Declaration::Kind::namespace_alias;
}

/// Whether a C++ name may stand where it stands.
bool at_home(const Namespaces& namespaces, const NamespaceBlock& block, const Declaration& declaration, bool header) {
  if (declaration.extern_c || is_own(namespaces, block.lookup) || is_own(namespaces, block.name)) return true;
  if (phrases::at_or_below(block.name, "(anonymous)", "::")) return true;
  // A prefix declared for C is a claim on global names; their C linkage may stand in a header.
  if (block.name.empty() && has_own_prefix(namespaces, declaration.name)) return true;
  return block.name.empty() && (declaration.internal || (!header && is_alias(declaration)));
}

bool c_name_at_home(const Namespaces& namespaces, const Declaration& declaration) {
  const bool external =
      declaration.kind == Declaration::Kind::function || declaration.kind == Declaration::Kind::variable;
  return !external || declaration.internal || has_own_prefix(namespaces, declaration.name);
}

std::vector<std::string> names_of(const std::vector<Text>& texts) {
  std::vector<std::string> out;
  for (const Text& text : texts) out.push_back(phrases::quoted(text.value));
  return out;
}

Diagnostic& report(const Module& module, Location at, const std::string& name, std::string message,
                   Findings& findings) {
  Diagnostic& finding = findings.add(at, std::move(message));
  finding.related.push_back({phrases::key_place(module, "namespace"), "the module's namespaces are declared here"});
  finding.module = module.name;
  finding.spelling = name;
  return finding;
}

void check_cxx(const Module& module, FileId file, const FileFacts& facts, bool header, Findings& findings) {
  const Namespaces& namespaces = module.manifest.namespaces;
  std::vector<bool> reported(facts.blocks.size(), false);
  for (const Declaration& declaration : facts.declarations) {
    if (declaration.block >= facts.blocks.size() || reported[declaration.block]) continue;
    const NamespaceBlock& block = facts.blocks[declaration.block];
    if (at_home(namespaces, block, declaration, header)) continue;
    reported[declaration.block] = true;
    const std::string where = block.name.empty() ? "the global namespace" : fmt::format("namespace `{}`", block.name);
    Diagnostic& finding =
        report(module, {file, declaration.at}, declaration.name,
               fmt::format("`{}` of module `{}` is declared in {}", declaration.name, module.name, where), findings);
    finding.label = "not the module's namespace";
    finding.target = block.name;
    if (block.line != declaration.line && !block.name.empty()) {
      finding.related.push_back({{file, block.at}, "the namespace is opened here"});
    }
    if (namespaces.cpp.empty()) {
      finding.help = fmt::format("declare the module's C++ namespace under `namespace.cpp` and move `{}` into it",
                                 declaration.name);
      return;  // every block is foreign: one cause, one finding
    }
    finding.help = fmt::format("move it into {}, or make it internal to its source file",
                               phrases::listing(names_of(namespaces.cpp)));
  }
}

void check_c(const Module& module, FileId file, const FileFacts& facts, Findings& findings) {
  const Namespaces& namespaces = module.manifest.namespaces;
  for (const Declaration& declaration : facts.declarations) {
    if (c_name_at_home(namespaces, declaration)) continue;
    Diagnostic& finding =
        report(module, {file, declaration.at}, declaration.name,
               fmt::format("`{}` of module `{}` lacks the module's prefix", declaration.name, module.name), findings);
    finding.label = "without prefix";
    finding.help = fmt::format("let the name start with {}", phrases::listing(names_of(namespaces.c)));
    return;
  }
}

/// The first package of the file that is not the module's.
void check_packages(const Module& module, FileId file, const FileFacts& facts, const std::vector<Text>& own,
                    Findings& findings) {
  const Namespaces& namespaces = module.manifest.namespaces;
  if (own.empty() && facts.language == Language::protobuf) return;
  for (const PackageDeclaration& package : facts.packages) {
    const auto covers = [&](const Text& text) { return phrases::at_or_below(package.name, text.value, "."); };
    if (package.outer || std::any_of(own.begin(), own.end(), covers) ||
        std::any_of(namespaces.allow.begin(), namespaces.allow.end(), covers)) {
      continue;
    }
    Diagnostic& finding = report(
        module, {file, package.at}, package.name,
        fmt::format("module `{}` declares package `{}`, which is not its own", module.name, package.name), findings);
    finding.label = "not the module's package";
    finding.target = package.name;
    finding.help = own.empty() ? "declare the module's JVM packages under `namespace.jvm`"
                               : fmt::format("move the file into {}", phrases::listing(names_of(own)));
    return;
  }
}

void check_file(const RuleContext& context, const Module& module, FileId file, Findings& findings) {
  const FileFacts& facts = context.facts[index(file)];
  const bool header = phrases::is_header(context.files.path(file));
  const Namespaces& namespaces = module.manifest.namespaces;
  if (const std::vector<Text>* const packages = packages_of(namespaces, facts.language)) {
    return check_packages(module, file, facts, *packages, findings);
  }
  const bool only_c = facts.language == Language::c || (header && !facts.uses_cxx);
  if (only_c && !namespaces.c.empty()) {
    if (header) check_c(module, file, facts, findings);
  } else if (facts.language == Language::cxx && (facts.uses_cxx || !namespaces.cpp.empty())) {
    check_cxx(module, file, facts, header, findings);
  }
}

void check(const RuleContext& context, Findings& findings) {
  for (const Module& module : context.registry.modules) {
    // Without the key the manifest already has a finding, and every name would be a second one for the same cause.
    if (module.manifest.keys.count("namespace") == 0) continue;
    for (const FileId file : module.files) {
      const std::size_t i = index(file);
      const Part part = context.registry.part[i];
      if (part != Part::source && part != Part::integration) continue;
      if (!context.registry.excluded[i] && !context.registry.test[i]) check_file(context, module, file, findings);
    }
  }
}

}  // namespace

extern const Rule foreign_namespace_rule{
    .id = "MG202",
    .name = "foreign-namespace",
    .summary = "a module introduces a name in a namespace that is not its own",
    .severity = Severity::error,
    .check = check,
};

}  // namespace modgate
