// Directives of a C-family file. In dropped groups only conditions are read, and tokens are still lexed, as compilers
// do: a comment opened there hides an `#endif`, an apostrophe does not.
#include "scan/cxx_preprocessor.h"

#include <algorithm>
#include <array>
#include <utility>

#include "modgate/limits.h"
#include "scan/cxx_directive_end.h"
#include "scan/cxx_facts.h"

namespace modgate::cxx {
namespace {

bool asks_for_header(const Token& token) {
  return token.is_identifier("__has_include") || token.is_identifier("__has_include_next") ||
         token.is_identifier("__has_embed");
}

}  // namespace

Preprocessor::Preprocessor(std::string_view bytes, std::size_t begin, const ScanOptions& options, FileFacts& facts)
    : bytes_(bytes),
      facts_(facts),
      options_(options),
      lexer_(bytes, begin),
      names_(facts, guards_, cxx_only_),
      strings_(bytes, facts, guards_, options),
      flag_tests_(facts, options.flags),
      declarations_(bytes, facts, macros_, options, cxx_only_) {}

void Preprocessor::run() {
  bool exported = false;
  for (Token token = lexer_.next(); token.kind != TokenKind::end; token = lexer_.next()) {
    if (token.kind == TokenKind::directive) {
      directive();
    } else if (!dropped()) {
      code_seen();
      if ((token.first_on_line || exported) && token.is_identifier("import")) header_unit();
      exported = token.first_on_line && token.is_identifier("export");
      names_.feed(token, declarations_.block());
      strings_.feed(token);
      flag_tests_.feed(token);
      declarations_.feed(token);
    }
  }
  names_.finish(declarations_.block());
  strings_.finish();
  if (!groups_.empty()) facts_.troubles.push_back({"unterminated #if", groups_.back().at, 0});
  if (guard_ != Guard::none && guard_macro_ != 0) facts_.macros[guard_macro_ - 1].guard = true;
  facts_.suppressions = lexer_.finish_suppressions();
  std::vector<ScanTrouble>& troubles = lexer_.troubles();
  std::move(troubles.begin(), troubles.end(), std::back_inserter(facts_.troubles));
}

void Preprocessor::code_seen() {
  feeding_from_ = facts_.macros.size();
  if (guard_ == Guard::possible || guard_ == Guard::closed) guard_ = Guard::none;
}

void Preprocessor::directive() {
  static constexpr std::array<std::string_view, 8> kConditionals = {"if",   "ifdef",   "ifndef",   "else",
                                                                    "elif", "elifdef", "elifndef", "endif"};
  names_.finish(declarations_.block());
  strings_.finish();
  lexer_.enter_directive();
  const Token name = lexer_.next();
  if (name.kind == TokenKind::newline || name.kind == TokenKind::end) return lexer_.leave_directive();
  const std::string_view word = name.text;
  if (name.kind == TokenKind::identifier &&
      std::find(kConditionals.begin(), kConditionals.end(), word) != kConditionals.end()) {
    feeding_from_ = facts_.macros.size();
    return conditional(word, name);
  }
  watch_end(name);
  if (dropped()) return lexer_.leave_directive();
  if (word == "define") {
    if (guard_ == Guard::possible || guard_ == Guard::closed) guard_ = Guard::none;
    define();
  } else if (word == "include" || word == "include_next" || word == "import") {
    // Some headers include before they guard; the macro is no less a guard for that.
    if (guard_ == Guard::closed) guard_ = Guard::none;
    include(name);
  } else if (word == "error" || word == "warning") {
    if (word == "error" && !groups_.empty()) groups_.back().failing = true;
    lexer_.skip_raw_line();
    finish_line();
  } else if (word == "undef") {
    code_seen();
    undefine();
  } else {
    if (word == "pragma") {
      feeding_from_ = facts_.macros.size();
    } else {
      code_seen();
    }
    finish_line();
  }
}

/// What a comment or raw string hides that opens in `<a/*b>` or in the text of an `#error` depends on who reads: in a
/// group that is known to be skipped, clang takes tokens where GCC still takes a header's name; in one that is taken,
/// GCC takes the text of a `#warning` as tokens, clang does not. Said once a file, so that reading twice costs no more
/// than once.
void Preprocessor::watch_end(const Token& name) {
  if (doubtful_) return;
  const bool header =
      name.text == "include" || name.text == "include_next" || name.text == "import" || name.text == "embed";
  const bool warning = name.text == "warning";
  // Outside groups every compiler reads a header's name, and none goes on after an `#error`.
  if (groups_.empty() && !warning) return;
  // All take tokens for the text where it is known to be skipped.
  if (!header && ((!warning && name.text != "error") || dropped())) return;
  if (!ends_otherwise_as_tokens(bytes_, name.end, header)) return;
  doubtful_ = true;
  facts_.troubles.push_back({"a comment or raw string that begins in a directive", {name.begin, name.end}, 0});
}

void Preprocessor::finish_line() {
  for (Token token = lexer_.next(); token.kind != TokenKind::newline && token.kind != TokenKind::end;) {
    token = lexer_.next();
  }
  lexer_.leave_directive();
}

void Preprocessor::conditional(std::string_view name, const Token& token) {
  const bool opens = name == "if" || name == "ifdef" || name == "ifndef";
  if (opens) {
    if (groups_.size() < limits::kConditionals) return open_group(name, token);
    if (too_deep_++ == 0) {
      facts_.troubles.push_back({"more #ifs within each other than are told apart", {token.begin, token.end}, 0});
    }
  } else if (too_deep_ > 0) {
    if (name == "endif") --too_deep_;
  } else if (groups_.empty()) {
    facts_.troubles.push_back({"#" + std::string(name) + " without #if", {token.begin, token.end}, 0});
  } else if (name == "endif") {
    return close_group(token);
  } else {
    return next_branch(name, token);
  }
  finish_line();
}

void Preprocessor::open_group(std::string_view name, const Token& token) {
  Group group;
  group.at = {token.begin, token.end};
  group.outer_dropped = dropped();
  group.guards = guards_.size();
  group.before = declarations_.state();
  if (group.outer_dropped) {
    group.dropped = true;
    groups_.push_back(std::move(group));
    return lexer_.leave_directive();
  }
  const Condition condition = read_condition(name);
  groups_.push_back(std::move(group));
  begin_branch(groups_.back(), condition);
  watch_guard(name);
}

void Preprocessor::next_branch(std::string_view name, const Token& token) {
  Group& group = groups_.back();
  if (group.last) facts_.troubles.push_back({"#" + std::string(name) + " after #else", {token.begin, token.end}, 0});
  if (groups_.size() == 1 && guard_ == Guard::inside) guard_ = Guard::none;
  end_branch(group);
  if (group.outer_dropped || group.decided) {
    group.dropped = true;
    lexer_.keep_comments(false);
    return lexer_.leave_directive();
  }
  if (name == "else") {
    group.last = true;
    finish_line();
    return begin_branch(group, {Truth::yes, {}, {}});
  }
  begin_branch(group, read_condition(name));
}

void Preprocessor::close_group(const Token&) {
  Group& group = groups_.back();
  end_branch(group);
  declarations_.restore(group.kept ? group.after : group.before);
  guards_.resize(group.guards);
  groups_.pop_back();
  guards_changed();
  lexer_.keep_comments(!dropped());
  if (groups_.empty() && guard_ == Guard::inside) guard_ = Guard::closed;
  if (dropped()) return lexer_.leave_directive();
  finish_line();
}

void Preprocessor::begin_branch(Group& group, const Condition& condition) {
  group.dropped = condition.truth == Truth::no;
  group.decided = condition.truth == Truth::yes;
  group.failing = false;
  guards_.resize(group.guards);
  add_guards(group.denied);
  add_guards(condition.on_when_true);
  guards_changed();
  for (const std::string_view name : condition.on_when_false) {
    if (group.denied.size() < limits::kGuards) group.denied.push_back(name);
  }
  declarations_.restore(group.before);
  lexer_.keep_comments(!group.dropped);
}

/// An `#error` branch is not what is compiled: its state is taken only where there is no other.
void Preprocessor::end_branch(Group& group) {
  if (group.dropped || group.kept || group.failing) return;
  group.kept = true;
  group.after = declarations_.state();
}

Condition Preprocessor::read_condition(std::string_view name) {
  line_.clear();
  for (Token token = lexer_.next(); token.kind != TokenKind::newline && token.kind != TokenKind::end;
       token = lexer_.next()) {
    // Between these parentheses `/*` opens no comment, as in an include.
    if (token.is('(') && !line_.empty() && asks_for_header(line_.back())) lexer_.header_name();
    line_.push_back(token);
  }
  lexer_.leave_directive();
  flag_tests_.condition(line_);
  if (name == "if" || name == "elif") return evaluate(line_);
  if (line_.empty() || line_.front().kind != TokenKind::identifier) return {};
  return if_defined(line_.front().text, name == "ifndef" || name == "elifndef");
}

/// `#ifndef X` or `#if !defined(X)` before all else may be the file's guard.
void Preprocessor::watch_guard(std::string_view name) {
  if (guard_ == Guard::inside) return;
  const Group& group = groups_.back();
  const bool negated = name == "ifndef" || (name == "if" && line_.size() >= 3 && line_.size() <= 5 &&
                                            line_[0].is('!') && line_[1].is_identifier("defined"));
  const bool plain = guard_ == Guard::possible && negated && group.denied.size() == 1;
  guard_ = plain ? Guard::inside : Guard::none;
  if (plain) guard_name_ = group.denied.front();
}

void Preprocessor::add_guards(const std::vector<std::string_view>& names) {
  for (const std::string_view name : names) {
    if (guards_.size() >= limits::kGuards) return;
    if (std::find(guards_.begin(), guards_.end(), name) == guards_.end()) guards_.push_back(name);
  }
}

void Preprocessor::guards_changed() {
  cxx_only_ = std::find(guards_.begin(), guards_.end(), "__cplusplus") != guards_.end();
}

void Preprocessor::include(const Token& name) {
  for (std::size_t i = feeding_from_; i < facts_.macros.size(); ++i) facts_.macros[i].feeds_include = true;
  feeding_from_ = facts_.macros.size();
  Reference reference;
  reference.next = name.text == "include_next";
  const HeaderName header = lexer_.header_name();
  if (header.text.empty()) {
    if (header.at.end != 0) return finish_line();
    const Token first = lexer_.next();
    if (first.kind == TokenKind::newline || first.kind == TokenKind::end) return lexer_.leave_directive();
    // A `<` that its line does not close: a macro or a comment over lines may stand before the `>`.
    const bool computed = first.kind == TokenKind::identifier || first.is('<');
    return computed ? computed_include(first, std::move(reference)) : finish_line();
  }
  reference.kind = header.angled ? Reference::Kind::include_angled : Reference::Kind::include_quoted;
  reference.at = header.at;
  reference.spelled = header.text;
  add_reference(std::move(reference));
  finish_line();
}

void Preprocessor::computed_include(const Token& first, Reference reference) {
  reference.kind = Reference::Kind::include_computed;
  reference.at = {first.begin, first.begin};
  for (Token token = first; token.kind != TokenKind::newline && token.kind != TokenKind::end; token = lexer_.next()) {
    if (reference.at.end < token.begin) reference.spelled += ' ';
    reference.spelled += without_splices(bytes_.substr(token.begin, token.end - token.begin));
    reference.at.end = token.end;
  }
  lexer_.leave_directive();
  add_reference(std::move(reference));
}

/// `import <h>;` and `import "h";` of C++20; of any other use of the word only blanks are consumed.
void Preprocessor::header_unit() {
  lexer_.enter_directive();
  const HeaderName header = lexer_.header_name();
  lexer_.leave_directive();
  if (header.text.empty()) return;
  Reference reference;
  reference.kind = header.angled ? Reference::Kind::include_angled : Reference::Kind::include_quoted;
  reference.at = header.at;
  reference.spelled = header.text;
  add_reference(std::move(reference));
}

void Preprocessor::add_reference(Reference reference) {
  reference.guards.assign(guards_.begin(), guards_.end());
  keep_fact(facts_, facts_.references, std::move(reference), "includes");
}

void Preprocessor::define() {
  const Token name = lexer_.next();
  if (name.kind != TokenKind::identifier) {
    if (name.kind == TokenKind::newline || name.kind == TokenKind::end) return lexer_.leave_directive();
    return finish_line();
  }
  MacroDefinition fact;
  fact.name = name.text;
  fact.at = {name.begin, name.end};
  fact.function_like = lexer_.touches_parenthesis();
  std::vector<std::string_view> parameters;
  Token token = lexer_.next();
  if (fact.function_like) {
    for (token = lexer_.next(); token.kind != TokenKind::newline && token.kind != TokenKind::end && !token.is(')');
         token = lexer_.next()) {
      if (token.kind == TokenKind::identifier) parameters.push_back(token.text);
    }
    if (token.is(')')) token = lexer_.next();
  }
  line_.clear();
  // Its brackets are its own: they need not be balanced.
  Strings strings(bytes_, facts_, guards_, options_);
  for (; token.kind != TokenKind::newline && token.kind != TokenKind::end; token = lexer_.next()) {
    line_.push_back(token);
    // Where a macro will be used is not known: its names stand in the global scope.
    names_.feed(token, 0);
    strings.feed(token);
    flag_tests_.feed(token);
  }
  strings.finish();
  lexer_.leave_directive();
  names_.finish(0);
  macros_.define(name.text, std::move(parameters), line_, bytes_);
  if (facts_.macros.size() >= limits::kFacts) return;
  keep_fact(facts_, facts_.macros, std::move(fact), "macro definitions");
  std::size_t& newest = defined_[name.text];
  redefines_.push_back(newest);
  newest = facts_.macros.size();
  if (guard_ == Guard::inside && groups_.size() == 1 && name.text == guard_name_) guard_macro_ = newest;
}

void Preprocessor::undefine() {
  const Token name = lexer_.next();
  if (name.kind == TokenKind::newline || name.kind == TokenKind::end) return lexer_.leave_directive();
  finish_line();
  macros_.undefine(name.text);
  const auto found = defined_.find(name.text);
  if (found == defined_.end()) return;
  for (std::size_t i = found->second; i != 0; i = redefines_[i - 1]) facts_.macros[i - 1].undefined_later = true;
  defined_.erase(found);
}

}  // namespace modgate::cxx
