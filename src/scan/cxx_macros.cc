// Bodies of macros to the braces that they open and close. Bodies with more than a few unbalanced braces are refused:
// no macro that structures a file has them, and using one often would multiply its cost.
#include "scan/cxx_macros.h"

#include <utility>

#include "base/text.h"

namespace modgate::cxx {
namespace {

/// Unbalanced braces of one macro.
constexpr std::size_t kBraces = 16;

bool is_plain_name(const std::vector<Token>& body) {
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (i % 2 == 0 ? body[i].kind != TokenKind::identifier : !body[i].is(kScope)) return false;
  }
  return body.size() % 2 == 1;
}

/// The head of a namespace in `body` from behind its keyword; `i` is left at its `{`, or at the end.
std::vector<Component> read_components(const std::vector<Token>& body, std::size_t& i) {
  std::vector<Component> components;
  bool is_inline = false;
  for (; i < body.size() && !body[i].is('{') && !body[i].is(';') && !body[i].is('='); ++i) {
    if (body[i].is_identifier("inline")) {
      is_inline = true;
    } else if (body[i].kind == TokenKind::identifier && (components.empty() || body[i - 1].is(kScope))) {
      components.push_back({body[i].text, is_inline});
      is_inline = false;
    }
  }
  return components;
}

Opening read_opening(const std::vector<Token>& body, std::size_t brace, std::string_view bytes) {
  if (brace >= 2 && body[brace - 1].kind == TokenKind::string && body[brace - 2].is_identifier("extern") &&
      bytes.substr(body[brace - 1].begin, body[brace - 1].end - body[brace - 1].begin) == "\"C\"") {
    return {Opening::Kind::extern_c, {}};
  }
  return {};
}

bool read_shape(const std::vector<Token>& body, std::string_view bytes, MacroShape& shape) {
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i].is_identifier("namespace")) {
      const bool is_inline = i > 0 && body[i - 1].is_identifier("inline");
      ++i;
      std::vector<Component> components = read_components(body, i);
      if (i >= body.size() || !body[i].is('{')) continue;
      if (components.empty()) components.push_back({});
      if (is_inline) components.back().is_inline = true;
      shape.opens.push_back({Opening::Kind::namespace_, std::move(components)});
    } else if (body[i].is('{')) {
      shape.opens.push_back(read_opening(body, i, bytes));
    } else if (body[i].is('}')) {
      if (shape.opens.empty()) {
        ++shape.closes;
      } else {
        shape.opens.pop_back();
      }
    }
    if (shape.opens.size() + shape.closes > kBraces) return false;
  }
  return !shape.opens.empty() || shape.closes > 0;
}

}  // namespace

void MacroTable::define(std::string_view name, std::vector<std::string_view> parameters, const std::vector<Token>& body,
                        std::string_view bytes) {
  MacroShape shape;
  if (is_plain_name(body)) {
    for (std::size_t i = 0; i < body.size(); i += 2) shape.stands_for.push_back({body[i].text, false});
    if (body.front().text == name || body.size() > 2 * kBraces) return;
  } else if (!read_shape(body, bytes, shape)) {
    return;
  }
  shape.parameters = std::move(parameters);
  shapes_.emplace(name, std::move(shape));
}

std::string_view macro_argument(std::string_view bytes, std::size_t from, std::size_t index) {
  const auto skip_blanks = [&] {
    while (from < bytes.size() && (bytes[from] == ' ' || bytes[from] == '\t')) ++from;
  };
  skip_blanks();
  if (from >= bytes.size() || bytes[from] != '(') return {};
  for (std::size_t i = 0;; ++i) {
    ++from;
    skip_blanks();
    const std::size_t begin = from;
    while (from < bytes.size() && text::is_identifier(bytes[from])) ++from;
    const std::string_view argument = bytes.substr(begin, from - begin);
    skip_blanks();
    if (from >= bytes.size() || argument.empty()) return {};
    if (i == index) return bytes[from] == ',' || bytes[from] == ')' ? argument : std::string_view{};
    if (bytes[from] != ',') return {};
  }
}

}  // namespace modgate::cxx
