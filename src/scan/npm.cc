// Bytes of a package.json in; the package's name out: the string at `name` of the outermost object, the last one if
// there are several, as JSON readers have it. Everything else (exports, imports, workspaces, dependencies) is passed
// over, and broken JSON is read as far as it goes.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "base/line_index.h"
#include "scan/scan.h"
#include "scan/script_text.h"

namespace modgate {
namespace {

/// The end of the string whose opening quote is at `begin`: behind its closing quote.
std::size_t string_end(std::string_view bytes, std::size_t begin) {
  std::size_t i = begin + 1;
  while (i < bytes.size() && bytes[i] != '"') i += bytes[i] == '\\' ? 2 : 1;
  return std::min(i + 1, bytes.size());
}

}  // namespace

FileFacts scan_npm(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::npm;
  facts.scanned = true;
  if (auto trouble = not_text(bytes)) {
    facts.troubles.push_back(*std::move(trouble));
    return facts;
  }
  std::size_t depth = 0;
  std::string key;
  bool value = false;  // behind a `:`
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (c == ':' || c == ',') value = c == ':';
    if (c != '"') continue;
    const std::size_t end = string_end(bytes, i);
    if (end - i >= 2 && depth == 1) {
      std::string text = unescaped(bytes.substr(i + 1, end - i - 2));
      if (value && key == "name" && !text.empty()) {
        facts.packages.assign(
            1, {std::move(text), 0, {static_cast<std::uint32_t>(i + 1), static_cast<std::uint32_t>(end - 1)}});
      } else if (!value) {
        key = std::move(text);
      }
    }
    i = end - 1;
  }
  for (PackageDeclaration& found : facts.packages) found.line = LineIndex(bytes).position(found.at.begin).line;
  return facts;
}

}  // namespace modgate
