// Bytes in, tokens out, in one pass without going back. A string that may not span lines ends with its line, so that a
// stray quote spoils one line and not the file; an open comment or long string is a trouble.
#include "scan/brace_lexer.h"

#include <algorithm>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate {

BraceLexer::BraceLexer(std::string_view bytes, BraceDialect dialect) : bytes_(bytes), dialect_(dialect) {
  if (bytes_.starts_with("\xEF\xBB\xBF")) pos_ = 3;
  if (starts("#!")) pos_ = std::min(bytes_.find('\n', pos_), bytes_.size());
}

bool BraceLexer::is_word_byte(char c) const { return text::is_identifier(c) || (c == '$' && dialect_.dollar_in_words); }

void BraceLexer::line_comment() {
  const std::size_t begin = pos_;
  // A line ends with LF, CR LF or CR alone.
  pos_ = std::min(bytes_.find_first_of("\r\n", pos_), bytes_.size());
  const std::string_view comment = bytes_.substr(begin, pos_ - begin);
  suppressions_.comment(comment, static_cast<std::uint32_t>(begin), line_, token_line_ == line_);
  note_comment(begin, line_);
}

void BraceLexer::block_comment() {
  const std::size_t begin = pos_;
  const std::uint32_t line = line_;
  const bool code_before = token_line_ == line_;
  std::size_t open = 1;
  for (pos_ += 2; open > 0; ++pos_) {
    pos_ = std::min(bytes_.find_first_of(dialect_.nested_comments ? "*\n/" : "*\n", pos_), bytes_.size());
    if (pos_ == bytes_.size()) {
      trouble("unterminated comment", begin, line);
      break;
    }
    if (bytes_[pos_] == '\n') {
      ++line_;
    } else if (bytes_[pos_] == '*' && at(pos_ + 1) == '/') {
      --open;
      ++pos_;
    } else if (bytes_[pos_] == '/' && at(pos_ + 1) == '*') {
      ++open;
      ++pos_;
    }
  }
  suppressions_.comment(bytes_.substr(begin, pos_ - begin), static_cast<std::uint32_t>(begin), line, code_before);
  note_comment(begin, line);
}

/// Comments without a blank line or code between them are one.
void BraceLexer::note_comment(std::size_t begin, std::uint32_t line) {
  const bool goes_on = comment_.end != 0 && comment_line_ + 1 >= line;
  comment_ = {goes_on ? comment_.begin : static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(pos_)};
  if (!goes_on) comment_first_line_ = line;
  comment_line_ = line_;
}

void BraceLexer::skip_blanks_and_comments() {
  comment_ = {};
  while (pos_ < bytes_.size()) {
    const char c = bytes_[pos_];
    if (c == '\n') {
      ++line_;
      ++pos_;
    } else if (c == '\r') {
      // Alone it ends a line for compilers, but not for git or an editor: lines are counted by LF.
      ++pos_;
    } else if (c == ' ' || c == '\t' || c == '\f' || c == '\v' || c == '\0') {
      ++pos_;
    } else if (c == '/' && at(pos_ + 1) == '/') {
      line_comment();
    } else if (c == '/' && at(pos_ + 1) == '*') {
      block_comment();
    } else {
      break;
    }
  }
  if (comment_.end != 0 && comment_line_ + 1 < line_) comment_ = {};
}

BraceToken BraceLexer::next() {
  skip_blanks_and_comments();
  BraceToken token;
  token.line = line_;
  token.begin = token.end = static_cast<std::uint32_t>(pos_);
  if (pos_ >= bytes_.size()) return token;
  token.first_on_line = token_line_ != line_;
  suppressions_.code(line_);
  if (is_word_byte(bytes_[pos_])) {
    word(token);
  } else if (!quote(token)) {
    mark(token);
  }
  token.end = static_cast<std::uint32_t>(pos_);
  token_line_ = line_;
  word_end_ = token.kind == BraceToken::Kind::word ? pos_ : static_cast<std::size_t>(-1);
  return token;
}

void BraceLexer::word(BraceToken& token) {
  token.kind = BraceToken::Kind::word;
  const bool number = text::is_digit(bytes_[pos_]);
  do {
    ++pos_;
    // `1.5` and `1.e3`, but not `1..2` or `1.toString`.
    if (number && at(pos_) == '.' && text::is_digit(at(pos_ + 1))) ++pos_;
  } while (pos_ < bytes_.size() && is_word_byte(bytes_[pos_]));
  token.text = bytes_.substr(token.begin, pos_ - token.begin);
}

void BraceLexer::mark(BraceToken& token) {
  token.kind = BraceToken::Kind::mark;
  token.text = bytes_.substr(pos_, 1);
  const char c = bytes_[pos_++];
  if (c == '{' || c == '(' || c == '[') {
    ++depth_;
  } else if ((c == '}' || c == ')' || c == ']') && depth_ > 0) {
    --depth_;
    if (c != '}' || templates_.empty() || depth_ != templates_.back().depth) return;
    // The template's code ends, the string around it goes on.
    const bool triple = templates_.back().triple;
    templates_.pop_back();
    token.begin = static_cast<std::uint32_t>(pos_);
    token.plain = false;
    string_body(token, triple, true);
  }
}

bool BraceLexer::quote(BraceToken& token) {
  const char c = bytes_[pos_];
  if (c == '"') {
    double_quoted(token);
  } else if (c == '\'') {
    single(token);
  } else if (c == '`' && dialect_.backtick != BraceDialect::Backtick::none) {
    backtick(token);
  } else {
    return false;
  }
  return true;
}

void BraceLexer::backtick(BraceToken& token) {
  if (dialect_.backtick == BraceDialect::Backtick::string) return simple_string(token, '`', false, true);
  simple_string(token, '`', false, false);
  token.kind = BraceToken::Kind::word;
  token.quoted = true;
}

/// A character, a string, or Scala's `'symbol`, where the quote is a mark of its own.
void BraceLexer::single(BraceToken& token) {
  if (dialect_.single == BraceDialect::Single::symbol && at(pos_ + 1) != '\\') {
    const auto point = utf8::decode(bytes_, pos_ + 1);
    const std::size_t after = pos_ + 1 + (point ? point->bytes : 1);
    if (at(after) != '\'' || at(pos_ + 1) == '\n') return mark(token);
  }
  simple_string(token, '\'', true, false);
}

void BraceLexer::simple_string(BraceToken& token, char quote, bool escapes, bool lines) {
  token.kind = BraceToken::Kind::string;
  const std::size_t begin = pos_++;
  const std::uint32_t line = line_;
  std::size_t end = bytes_.size();
  for (; pos_ < bytes_.size(); ++pos_) {
    const char c = bytes_[pos_];
    if (c == quote) {
      end = pos_++;
      break;
    }
    if (c == '\n' && !lines) {
      end = pos_;
      break;
    }
    if (c == '\n') ++line_;
    if (c == '\\' && escapes) {
      token.plain = false;
      if (pos_ + 1 < bytes_.size() && bytes_[pos_ + 1] != '\n') ++pos_;
    }
  }
  if (lines && end == bytes_.size()) trouble("unterminated string", begin, line);
  token.text = bytes_.substr(begin + 1, end - begin - 1);
}

void BraceLexer::double_quoted(BraceToken& token) {
  const bool prefixed = word_end_ == pos_;
  const bool template_allowed = dialect_.templates == BraceDialect::Template::always ||
                                (dialect_.templates == BraceDialect::Template::prefixed && prefixed);
  const bool triple = dialect_.triple != BraceDialect::Triple::none && starts("\"\"\"");
  pos_ += triple ? 3 : 1;
  string_body(token, triple, template_allowed);
}

/// From behind the opening quote, or behind the `}` of a template, to the closing quote or the next template.
void BraceLexer::string_body(BraceToken& token, bool triple, bool template_allowed) {
  token.kind = BraceToken::Kind::string;
  const bool escapes = !triple || dialect_.triple == BraceDialect::Triple::escaped;
  const std::size_t begin = pos_;
  const std::uint32_t line = line_;
  for (; pos_ < bytes_.size(); ++pos_) {
    const char c = bytes_[pos_];
    if (c == '"' && (!triple || starts("\"\"\""))) {
      token.text = bytes_.substr(begin, pos_ - begin);
      pos_ += triple ? 3 : 1;
      // Of a longer run the last three close: `""""` holds a quote at its end.
      while (triple && !escapes && at(pos_) == '"') ++pos_;
      return;
    }
    if (c == '\n') {
      if (!triple) {
        token.text = bytes_.substr(begin, pos_ - begin);
        return;
      }
      ++line_;
    } else if (c == '\\' && escapes) {
      token.plain = false;
      if (pos_ + 1 < bytes_.size() && bytes_[pos_ + 1] != '\n') ++pos_;
    } else if (c == '$' && template_allowed) {
      token.plain = false;
      if (at(pos_ + 1) == '$' && dialect_.templates == BraceDialect::Template::prefixed) {
        ++pos_;
      } else if (at(pos_ + 1) == '{') {
        token.text = bytes_.substr(begin, pos_ - begin);
        return open_template(token, triple);
      }
    }
  }
  token.text = bytes_.substr(begin);
  if (triple) trouble("unterminated string", begin, line);
}

void BraceLexer::open_template(BraceToken& token, bool triple) {
  token.plain = false;
  if (templates_.size() >= limits::kTemplateDepth) {
    trouble("more string templates within each other than are read", pos_, line_);
    pos_ = bytes_.size();
    return;
  }
  templates_.push_back({triple, depth_, pos_, line_});
  ++depth_;
  pos_ += 2;
}

void BraceLexer::trouble(std::string what, std::size_t begin, std::uint32_t line) {
  const auto from = static_cast<std::uint32_t>(begin);
  // What a file ends with may begin at its end.
  const auto end = static_cast<std::uint32_t>(std::min(begin + 1, bytes_.size()));
  if (troubles_.empty()) troubles_.push_back({std::move(what), {from, end}, line});
}

void BraceLexer::finish(FileFacts& facts) {
  if (!templates_.empty()) trouble("unterminated string template", templates_.back().begin, templates_.back().line);
  facts.suppressions = suppressions_.finish();
  facts.troubles.insert(facts.troubles.end(), troubles_.begin(), troubles_.end());
}

Reference* add_reference(FileFacts& facts, Reference::Kind kind, std::string spelled, Span at, std::uint32_t line) {
  if (facts.references.size() >= limits::kFacts) {
    if (facts.references.size() == limits::kFacts && facts.troubles.empty()) {
      facts.troubles.push_back({"more imports than are read", at, line});
    }
    return nullptr;
  }
  Reference& reference = facts.references.emplace_back();
  reference.kind = kind;
  reference.spelled = std::move(spelled);
  if (reference.spelled.size() > limits::kPathBytes) {
    // No file can have this name, and looking for each part of it costs too much: left undecided.
    reference.kind = Reference::Kind::import_computed;
    reference.spelled.resize(limits::kQuotedBytes);
  }
  reference.at = at;
  reference.line = line;
  return &reference;
}

void add_package(FileFacts& facts, std::string name, Span at, std::uint32_t line) {
  if (facts.packages.size() < limits::kPackages) {
    PackageDeclaration& package = facts.packages.emplace_back();
    package.name = std::move(name);
    package.at = at;
    package.line = line;
  } else if (facts.troubles.empty()) {
    facts.troubles.push_back({"more packages than are read", at, line});
  }
}

}  // namespace modgate
