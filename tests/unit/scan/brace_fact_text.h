// Facts of Java, Kotlin, Scala, Go and Protobuf as one line of text, in the order of their places.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "modgate/facts.h"

namespace modgate::testing {

/// "package a@1; import a.b@2; from a {b,*}@3; name a.b.C@4; computed x@5; include x.h@6; trouble: unterminated ...@7".
inline std::string fact_text(const FileFacts& facts) {
  std::vector<std::pair<std::uint32_t, std::string>> rows;
  const auto add = [&](Span at, std::uint32_t line, const std::string& text) {
    rows.emplace_back(at.begin, text + "@" + std::to_string(line));
  };
  for (const PackageDeclaration& found : facts.packages) {
    add(found.at, found.line, (found.outer ? "outer " : "package ") + found.name);
  }
  for (const Reference& found : facts.references) {
    std::string names;
    for (const Reference::Name& name : found.names) names += (names.empty() ? "" : ",") + name.name;
    if (found.kind == Reference::Kind::import) add(found.at, found.line, "import " + found.spelled);
    if (found.kind == Reference::Kind::import_from)
      add(found.at, found.line, "from " + found.spelled + " {" + names + "}");
    if (found.kind == Reference::Kind::import_computed) add(found.at, found.line, "computed " + found.spelled);
    if (found.kind <= Reference::Kind::include_angled) add(found.at, found.line, "include " + found.spelled);
  }
  for (const QualifiedName& found : facts.names) add(found.at, found.line, "name " + found.name);
  for (const ScanTrouble& found : facts.troubles) add(found.at, found.line, "trouble: " + found.what);
  std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::string text;
  for (const auto& row : rows) text += (text.empty() ? "" : "; ") + row.second;
  return text;
}

}  // namespace modgate::testing
