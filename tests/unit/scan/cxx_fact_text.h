// Facts of the C-family scanner as short lines, so that a test's row is an input and what it shows. Every span is
// checked against the text that it must cover.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <string_view>

#include "scan/scan.h"

namespace modgate::testing_facts {

inline std::string guards(const std::vector<std::string>& names) {
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? " if " : "+") + name;
  return out;
}

/// `"a.h"@3 if X`, `<a.h>@1`, `next <a.h>@1`, `computed X@2`; separated by `; `.
inline std::string includes(const std::string& source, const ScanOptions& options = {}) {
  std::string out;
  for (const Reference& found : scan_cxx(source, options).references) {
    const std::string at = source.substr(found.at.begin, found.at.end - found.at.begin);
    if (!out.empty()) out += "; ";
    if (found.next) out += "next ";
    if (found.kind == Reference::Kind::include_computed) {
      out += "computed " + found.spelled;
    } else {
      const bool angled = found.kind == Reference::Kind::include_angled;
      EXPECT_EQ(at.front(), angled ? '<' : '"') << source;
      EXPECT_EQ(at.back(), angled ? '>' : '"') << source;
      out += angled ? "<" + found.spelled + ">" : "\"" + found.spelled + "\"";
    }
    out += "@" + std::to_string(found.line) + guards(found.guards);
  }
  return out;
}

/// `type a::b::X`, with ` internal` or ` C` behind it.
inline std::string declarations(const std::string& source, const ScanOptions& options = {}) {
  static constexpr const char* kKinds[] = {"type", "function", "variable", "alias", "using", "namespace", "concept"};
  const FileFacts facts = scan_cxx(source, options);
  std::string out;
  for (const Declaration& found : facts.declarations) {
    if (!out.empty()) out += "; ";
    const std::string& block = facts.blocks[found.block].name;
    out += std::string(kKinds[static_cast<std::size_t>(found.kind)]) + " " + (block.empty() ? "" : block + "::") +
           found.name;
    if (found.internal) out += " internal";
    if (found.extern_c) out += " C";
    EXPECT_LT(found.at.begin, found.at.end) << source;
    EXPECT_LE(found.at.end, source.size()) << source;
  }
  return out;
}

/// `a::b [a] "namespace b"@2`: name, lookup where it differs, text, line. The global block is left out.
inline std::string blocks(const std::string& source, const ScanOptions& options = {}) {
  const FileFacts facts = scan_cxx(source, options);
  std::string out;
  for (std::size_t i = 1; i < facts.blocks.size(); ++i) {
    const NamespaceBlock& block = facts.blocks[i];
    if (!out.empty()) out += "; ";
    out += block.name;
    if (block.lookup != block.name) out += " [" + block.lookup + "]";
    out += " '" + source.substr(block.at.begin, block.at.end - block.at.begin) + "'@" + std::to_string(block.line);
  }
  return out;
}

/// `a::b in n`, `using-directive a`, `::a::b`.
inline std::string names(const std::string& source, const ScanOptions& options = {}) {
  static constexpr const char* kKinds[] = {"", "directive ", "using ", "alias ", "attribute "};
  std::string out;
  for (const QualifiedName& name : scan_cxx(source, options).names) {
    if (!out.empty()) out += "; ";
    out += kKinds[static_cast<std::size_t>(name.kind)];
    if (name.absolute) out += "::";
    out += name.name;
    if (!name.scope.empty()) out += " in " + name.scope;
    out += guards(name.guards);
    EXPECT_LT(name.at.begin, name.at.end) << source;
  }
  return out;
}

/// `X`, `X()`, with ` guard`, ` undefined`, ` feeds`.
inline std::string macros(const std::string& source) {
  std::string out;
  for (const MacroDefinition& macro : scan_cxx(source, {}).macros) {
    if (!out.empty()) out += "; ";
    EXPECT_EQ(source[macro.at.begin], macro.name.front());
    EXPECT_EQ(source[macro.at.end - 1], macro.name.back());
    out += macro.name + (macro.function_like ? "()" : "") + (macro.guard ? " guard" : "");
    out += std::string(macro.undefined_later ? " undefined" : "") + (macro.feeds_include ? " feeds" : "");
  }
  return out;
}

/// `what@line`.
inline std::string troubles(const std::string& source, const ScanOptions& options = {}) {
  std::string out;
  for (const ScanTrouble& trouble : scan_cxx(source, options).troubles) {
    out += (out.empty() ? "" : "; ") + trouble.what + "@" + std::to_string(trouble.line);
  }
  return out;
}

struct Row {
  std::string source;
  std::string expected;
};

}  // namespace modgate::testing_facts
