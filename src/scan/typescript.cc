// Bytes of a TypeScript file in; its imports, those of JavaScript and the reference directives of its head, and its
// suppressions out. `/// <reference path="x" />` names a file beside this one: it is spelled as the import "./x".
#include <algorithm>
#include <string>
#include <string_view>

#include "base/text.h"
#include "scan/js_imports.h"
#include "scan/scan.h"
#include "scan/script_text.h"

namespace modgate {
namespace {

/// The value of an attribute of a directive; empty without it.
std::string_view attribute(std::string_view line, std::string_view name) {
  std::size_t at = line.find(name);
  if (at == std::string_view::npos) return {};
  at = line.find_first_not_of(" \t=", at + name.size());
  if (at == std::string_view::npos || (line[at] != '"' && line[at] != '\'')) return {};
  const std::size_t end = line.find(line[at], at + 1);
  return end == std::string_view::npos ? std::string_view{} : line.substr(at + 1, end - at - 1);
}

class Directives {
 public:
  Directives(std::string_view bytes, FileFacts& facts) : bytes_(bytes), pos_(after_mark(bytes)), facts_(facts) {}

  /// Only comments may stand before them.
  void read() {
    for (; pos_ < bytes_.size(); ++line_) {
      const std::size_t end = std::min(bytes_.find('\n', pos_), bytes_.size());
      const std::string_view line = text::trim(bytes_.substr(pos_, end - pos_));
      if (line.starts_with("///")) {
        directive(line);
      } else if (line.starts_with("/*")) {
        const std::size_t close = std::min(bytes_.find("*/", pos_), bytes_.size());
        line_ += static_cast<std::uint32_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(pos_),
                                                       bytes_.begin() + static_cast<std::ptrdiff_t>(close), '\n'));
        pos_ = std::min(bytes_.find('\n', close), bytes_.size()) + 1;
        continue;
      } else if (!line.empty() && !line.starts_with("//") && !line.starts_with("#!")) {
        return;
      }
      pos_ = end + 1;
    }
  }

 private:
  void directive(std::string_view line) {
    const std::string_view body = text::trim(line.substr(3));
    if (!body.starts_with("<reference")) return;
    const std::string_view path = attribute(body, " path");
    const std::string_view value = path.empty() ? attribute(body, " types") : path;
    if (value.empty()) return;
    const auto begin = static_cast<std::uint32_t>(value.data() - bytes_.data());
    const bool beside = !path.empty() && !path.starts_with('.') && !path.starts_with('/');
    add_reference(facts_, Reference::Kind::import, line_,
                  {begin - 1, begin + static_cast<std::uint32_t>(value.size()) + 1},
                  (beside ? "./" : "") + std::string(value));
  }

  std::string_view bytes_;
  std::size_t pos_;
  std::uint32_t line_ = 1;
  FileFacts& facts_;
};

}  // namespace

FileFacts scan_typescript(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::typescript;
  if (!not_text(bytes)) Directives(bytes, facts).read();
  read_js_imports(bytes, facts);
  return facts;
}

}  // namespace modgate
