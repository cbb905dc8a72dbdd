// Literals of Python and the calls around them.
#include "scan/python_strings.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "modgate/limits.h"

namespace modgate {
namespace {

using Kind = PythonToken::Kind;

/// What stands between the quotes; of an f-string up to its first field.
std::string_view content_of(std::string_view literal, bool fields) {
  const std::size_t quote = literal.find_first_of("'\"");
  if (quote == std::string_view::npos) return {};
  const char mark = literal[quote];
  literal.remove_prefix(quote);
  const std::size_t width = literal.size() >= 3 && literal[1] == mark && literal[2] == mark ? 3 : 1;
  literal.remove_prefix(std::min(width, literal.size()));
  const std::string_view ends = fields ? (mark == '"' ? "\"{\n" : "'{\n") : (mark == '"' ? "\"\n" : "'\n");
  return literal.substr(0, literal.find_first_of(ends));
}

}  // namespace

void PythonStrings::read(const PythonToken& token) {
  const bool head = statement_begins_;
  if (token.kind == Kind::newline || (token.is_op(';') && token.depth == 0)) {
    end_literal();
    calls_.reset();
    statement_begins_ = true;
    callee_ = {};
    return;
  }
  statement_begins_ = false;
  if (token.kind == Kind::string || token.kind == Kind::fstring_begin) {
    if (literal_.at.end == 0) docstring_ = head;
    add_piece(token);
    if (token.kind == Kind::fstring_begin) end_literal();
    callee_ = {};
    joined_ = false;
    return;
  }
  if (token.kind == Kind::fstring_end) return;
  docstring_ = false;
  end_literal();
  if (token.kind == Kind::name) {
    const std::string_view word = bytes_.substr(token.begin, token.end - token.begin);
    if (head && (word == "raise" || word == "assert")) calls_.begin_prose();
    if (!joined_) callee_.begin = token.begin;
    callee_.end = token.end;
    joined_ = false;
    return;
  }
  if (token.is_op('.')) {
    joined_ = callee_.end != 0;
    return;
  }
  if (token.opens()) {
    calls_.open(token.op, joined_ ? std::string_view() : bytes_.substr(callee_.begin, callee_.end - callee_.begin));
  } else if (token.closes()) {
    calls_.close(token.op);
  }
  callee_ = {};
  joined_ = false;
}

void PythonStrings::add_piece(const PythonToken& token) {
  // The token of an f-string ends with its opening quotes; the text follows.
  const bool fields = token.kind == Kind::fstring_begin;
  const std::size_t length = fields ? token.end - token.begin + limits::kQuotedBytes : token.end - token.begin;
  const std::string_view content = content_of(bytes_.substr(token.begin, length), fields);
  if (literal_.at.end == 0) {
    literal_.at.begin = token.begin;
    literal_.line = token.line;
  }
  literal_.at.end = token.end + static_cast<std::uint32_t>(fields ? content.size() : 0);
  if (literal_.text.size() < limits::kQuotedBytes) literal_.text += content.substr(0, limits::kQuotedBytes);
}

void PythonStrings::end_literal() {
  if (literal_.at.end == 0) return;
  RegistryString fact = std::exchange(literal_, {});
  if (!begins_with_prefix(options_.registry_prefixes, fact.text)) return calls_.other_literal();
  if (std::exchange(docstring_, false)) return;
  calls_.describe(fact);
  if (facts_.strings.size() < limits::kFacts) {
    facts_.strings.push_back(std::move(fact));
    if (facts_.strings.size() == limits::kFacts) {
      facts_.troubles.push_back({"more strings under a registry prefix than are listed", facts_.strings.back().at,
                                 facts_.strings.back().line});
    }
  }
}

}  // namespace modgate
