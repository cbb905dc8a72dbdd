// Bytes of a package.json in; the package's name out, and as imports the packages that it depends on: the string at
// `name` of the outermost object, the last one if there are several, as JSON readers have it, and the keys of
// `dependencies` and its kin. Versions, exports, imports and workspaces are passed over, and broken JSON is read as far
// as it goes.
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

bool names_dependencies(std::string_view key) {
  return key == "dependencies" || key == "devDependencies" || key == "peerDependencies" ||
         key == "optionalDependencies";
}

Span span_in(std::string_view bytes, std::string_view part) {
  const auto begin = static_cast<std::uint32_t>(part.data() - bytes.data());
  return {begin, begin + static_cast<std::uint32_t>(part.size())};
}

/// What is depended on: a package by the key, by `npm:name@version`, or by the folder that holds it.
void add_dependency(FileFacts& facts, std::string_view bytes, const LineIndex& lines, std::string_view key,
                    std::string_view wanted) {
  if (key.empty()) return;
  std::string spelled = unescaped(key);
  for (const std::string_view protocol : {"file:", "link:", "portal:", "workspace:"}) {
    if (!wanted.starts_with(protocol)) continue;
    const std::string_view path = wanted.substr(protocol.size());
    if (path.starts_with("./") || path.starts_with("../")) spelled = path;
  }
  if (wanted.starts_with("npm:")) {
    const std::string_view name = wanted.substr(4);
    spelled = name.substr(0, std::min(name.find('@', 1), name.size()));
  }
  const Span at = span_in(bytes, key);
  add_reference(facts, Reference::Kind::import, lines.position(at.begin).line, at, std::move(spelled));
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
  const LineIndex lines(bytes);
  std::size_t depth = 0;
  std::string group;         // the last key of the outermost object
  std::string_view package;  // the last key within `group`, as it stands there
  bool value = false;        // behind a `:`
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (c == '{' || c == '[') ++depth;
    if ((c == '}' || c == ']') && depth > 0) --depth;
    if (c == ':' || c == ',' || c == '{') value = c == ':';
    if (c != '"') continue;
    const std::size_t end = string_end(bytes, i);
    const std::string_view body = bytes.substr(i + 1, end - std::min(end, i + 2));
    i = end - 1;
    if (depth == 2 && !value) package = body;
    if (depth == 2 && value && names_dependencies(group)) add_dependency(facts, bytes, lines, package, unescaped(body));
    if (depth != 1) continue;
    if (value && group == "name" && !body.empty()) {
      facts.packages.assign(1, {unescaped(body), 0, span_in(bytes, body)});
    } else if (!value) {
      group = unescaped(body);
    }
  }
  for (PackageDeclaration& found : facts.packages) found.line = lines.position(found.at.begin).line;
  return facts;
}

}  // namespace modgate
