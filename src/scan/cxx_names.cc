// Qualified names from a stream of tokens; each spelling once a scope.
#include "scan/cxx_names.h"

#include <algorithm>
#include <array>
#include <functional>

#include "scan/cxx_facts.h"

namespace modgate::cxx {
namespace {

/// Keywords that may stand before a leading `::`; any other word there is the name's first component.
bool is_keyword_before_name(std::string_view word) {
  static constexpr std::array<std::string_view, 42> kWords = {
      "alignas",   "auto",     "bool",     "case",   "char",    "co_await", "co_return", "co_yield", "const",
      "constexpr", "delete",   "do",       "double", "else",    "enum",     "explicit",  "extern",   "float",
      "friend",    "goto",     "inline",   "int",    "long",    "mutable",  "new",       "operator", "private",
      "protected", "public",   "return",   "short",  "signed",  "sizeof",   "static",    "struct",   "template",
      "throw",     "typename", "unsigned", "using",  "virtual", "volatile"};
  return std::binary_search(kWords.begin(), kWords.end(), word) || word == "namespace" || word == "class" ||
         word == "union" || word == "typedef" || word == "void" || word == "and" || word == "or" || word == "not";
}

}  // namespace

void Names::feed(const Token& token, std::uint32_t block) {
  if (token.kind == TokenKind::identifier) {
    identifier(token, block);
    newest_ = 0;
  } else if (token.is(kScope)) {
    double_colon(token);
    newest_ = kScope;
  } else {
    punctuator(token, block);
    newest_ = token.kind == TokenKind::punctuator ? token.punct : '0';
  }
}

void Names::identifier(const Token& token, std::uint32_t block) {
  if (open_) {
    if (token.text == "template") return;
    open_ = false;
    if (foreign_) return;
    if (token.text == "operator") return end_name(block, 0);
    if (components_ > 0) name_ += "::";
    name_ += token.text;
    ++components_;
    at_.end = token.end;
    return;
  }
  if (components_ > 0 || foreign_ || single_.end != 0) end_name(block, 0);
  if (token.text == "using") {
    lead_ = Lead::using_;
  } else if (token.text == "namespace") {
    lead_ = lead_ == Lead::using_ ? Lead::using_namespace : Lead::namespace_;
  } else {
    before_ = newest_;
    single_ = token;
  }
}

void Names::double_colon(const Token& token) {
  if (!attribute_ && !cxx_only_) facts_.uses_cxx = true;
  if (components_ > 0 || foreign_) {
    open_ = true;
    return;
  }
  open_ = true;
  if (single_.end != 0 && !is_keyword_before_name(single_.text)) {
    name_ = single_.text;
    components_ = 1;
    at_ = {single_.begin, single_.end};
    absolute_ = false;
  } else if (single_.end == 0 && (newest_ == '>' || newest_ == ')' || newest_ == ']')) {
    foreign_ = true;
  } else {
    before_ = newest_;
    name_.clear();
    absolute_ = true;
    at_ = {token.begin, token.end};
  }
  single_ = Token{};
}

void Names::punctuator(const Token& token, std::uint32_t block) {
  const char c = token.kind == TokenKind::punctuator ? token.punct : '\0';
  if (components_ > 0 || foreign_ || single_.end != 0 || open_) end_name(block, c);
  switch (c) {
    case '=':
      lead_ = lead_ == Lead::namespace_ ? Lead::alias : Lead::none;
      break;
    case '[':
      if (newest_ == '[') attribute_ = true;
      break;
    case ']':
      if (newest_ == ']') attribute_ = false;
      break;
    case ';':
    case '{':
    case '}':
      attribute_ = false;
      lead_ = Lead::none;
      break;
    case '(':
      lead_ = Lead::none;
      break;
    default:
      break;
  }
}

void Names::end_name(std::uint32_t block, char next) {
  if (lead_ == Lead::namespace_ && next == '=') alias_ = single_.text;
  const bool names_namespace = lead_ == Lead::using_namespace || lead_ == Lead::alias;
  if (names_namespace && single_.end != 0) {
    name_ = single_.text;
    components_ = 1;
    at_ = {single_.begin, single_.end};
  }
  const bool closes_attribute = next == '(' || next == ',' || next == ']';
  const bool is_attribute =
      attribute_ && components_ == 2 && !absolute_ && closes_attribute && (before_ == '[' || before_ == ',');
  if (!foreign_ && components_ >= (names_namespace ? 1U : 2U) && lead_ != Lead::namespace_ && !is_attribute) {
    const auto kind = lead_ == Lead::using_namespace ? QualifiedName::Kind::using_directive
                      : lead_ == Lead::alias         ? QualifiedName::Kind::namespace_alias
                      : lead_ == Lead::using_        ? QualifiedName::Kind::using_declaration
                                                     : QualifiedName::Kind::name;
    record(kind, block);
    if (names_namespace) lead_ = Lead::none;
  }
  components_ = 0;
  open_ = foreign_ = absolute_ = false;
  single_ = Token{};
}

void Names::record(QualifiedName::Kind kind, std::uint32_t block) {
  const std::string& scope = facts_.blocks[block].lookup;
  key_.assign(1, static_cast<char>('0' + static_cast<int>(kind) * 2 + (absolute_ ? 1 : 0)));
  key_ += name_;
  // The scope's hash stands for it: a key a name would otherwise hold the scope once more.
  const std::size_t scope_hash = std::hash<std::string_view>{}(scope);
  key_.append(reinterpret_cast<const char*>(&scope_hash), sizeof scope_hash);
  const bool is_alias = kind == QualifiedName::Kind::namespace_alias;
  if (is_alias) key_ += alias_;
  if (seen_.size() >= limits::kFacts || !seen_.insert(key_).second) return;
  QualifiedName fact;
  fact.kind = kind;
  fact.absolute = absolute_;
  fact.at = at_;
  fact.name = name_;
  fact.scope = scope;
  if (is_alias) fact.alias = alias_;
  fact.guards.assign(guards_.begin(), guards_.end());
  keep_fact(facts_, facts_.names, std::move(fact), "qualified names");
}

void Names::finish(std::uint32_t block) {
  end_name(block, 0);
  lead_ = Lead::none;
  attribute_ = false;
  newest_ = 0;
}

}  // namespace modgate::cxx
