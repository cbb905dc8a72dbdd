// See cxx_directive_end.h. Most lines hold nothing that could go on behind their end, which is seen without a lexer.
#include "scan/cxx_directive_end.h"

#include <utility>

#include "scan/cxx_lexer.h"

namespace modgate::cxx {
namespace {

std::size_t end_of_tokens(Lexer lexer) {
  lexer.enter_directive();
  Token token = lexer.next();
  while (token.kind != TokenKind::newline && token.kind != TokenKind::end) token = lexer.next();
  return token.begin;
}

bool may_go_on(std::string_view line) { return line.find_first_of("*R") != std::string_view::npos; }

}  // namespace

bool ends_otherwise_as_tokens(std::string_view bytes, std::size_t from, bool header) {
  const std::string_view line = bytes.substr(from, bytes.find_first_of("\r\n", from) - from);
  if (!may_go_on(line) && !line.ends_with('\\') && !line.ends_with(' ') && !line.ends_with('\t')) return false;
  Lexer raw(bytes, from);
  raw.skip_raw_line();
  if (!may_go_on(bytes.substr(from, raw.position() - from))) return false;
  if (!header) return end_of_tokens(Lexer(bytes, from)) != raw.position();
  Lexer named(bytes, from);
  if (named.header_name().text.empty()) return false;
  return end_of_tokens(std::move(named)) != end_of_tokens(Lexer(bytes, from));
}

}  // namespace modgate::cxx
