// References of a scanner as one line of text, with their places checked against the source.
#pragma once

#include <gtest/gtest.h>

#include <string>

#include "modgate/facts.h"

namespace modgate::testing {

/// "import a@1; dynamic b@2; computed c@3; quoted d@4", and "name x::y@5" for qualified names.
inline std::string references_of(const std::string& source, const FileFacts& facts) {
  std::string out;
  const auto add = [&](const std::string& kind, const std::string& text, std::uint32_t line) {
    out += (out.empty() ? "" : "; ") + kind + " " + text + "@" + std::to_string(line);
  };
  for (const Reference& found : facts.references) {
    EXPECT_LT(found.at.begin, found.at.end) << source;
    EXPECT_LE(found.at.end, source.size()) << source;
    switch (found.kind) {
      case Reference::Kind::import:
        add("import", found.spelled, found.line);
        break;
      case Reference::Kind::import_dynamic:
        add("dynamic", found.spelled, found.line);
        break;
      case Reference::Kind::include_quoted:
        add("quoted", found.spelled, found.line);
        break;
      default:
        add("computed", found.spelled, found.line);
    }
  }
  for (const QualifiedName& name : facts.names) {
    add(name.kind == QualifiedName::Kind::namespace_alias ? name.alias + " is" : "name", name.name, name.line);
  }
  return out;
}

/// "what@line" of the first trouble, or nothing.
inline std::string trouble_of(const FileFacts& facts) {
  return facts.troubles.empty() ? "" : facts.troubles[0].what + "@" + std::to_string(facts.troubles[0].line);
}

}  // namespace modgate::testing
