// One statement at namespace scope, token by token: its head up to the declared name, and what follows a function's
// parameters or a macro's arguments. `candidate` is the newest name that may turn out to be the declared one.
#include "base/text.h"
#include "scan/cxx_declarations.h"
#include "scan/cxx_facts.h"

namespace modgate::cxx {

void Declarations::statement(const Token& token) {
  switch (state_.statement.mode) {
    case Mode::head:
      return head(token);
    case Mode::skip:
      return skip(token);
    case Mode::parameters_over:
      return parameters_over(token);
    case Mode::trailing_return:
      return trailing_return(token);
    case Mode::member_initialisers:
      return member_initialisers(token);
    case Mode::type_head:
      return type_head(token);
    case Mode::bases:
      return bases(token);
    case Mode::type_over:
      return type_over(token);
    case Mode::initialiser_over:
      return initialiser_over(token);
    case Mode::using_:
      return using_head(token);
    case Mode::namespace_:
      return namespace_head(token);
    case Mode::requires_:
      return requires_clause(token);
    case Mode::operator_:
      return operator_name(token);
    case Mode::concept_:
      return concept_name(token);
    case Mode::objective_c:
      return objective_c(token);
  }
}

/// Lists the candidate, unless it introduces nothing here.
void Declarations::declare(Declaration::Kind kind) {
  const Statement& s = state_.statement;
  if (s.candidate.end == 0 || s.qualified || s.specialisation || (s.template_id && !s.is_operator)) return;
  const Frame& frame = frames_[state_.frame];
  Declaration fact;
  const bool variable = kind == Declaration::Kind::variable;
  const bool function = kind == Declaration::Kind::function;
  fact.kind = s.is_typedef && (variable || function) ? Declaration::Kind::alias : kind;
  fact.name = candidate_name();
  if (function && frame.block == 0 && fact.name == "main") return;
  const bool constant = (s.is_const || s.is_constexpr) && !s.is_inline && !s.is_extern && !s.is_template;
  fact.internal = !s.is_typedef && ((variable && (s.is_static || constant)) || (function && s.is_static));
  fact.extern_c = frame.extern_c || s.extern_c;
  fact.block = frame.block;
  fact.at = {s.candidate.begin, s.candidate.end};
  keep_fact(facts_, facts_.declarations, std::move(fact), "declarations");
}

std::string Declarations::candidate_name() const {
  const Statement& s = state_.statement;
  if (!s.is_operator) return std::string(s.candidate.text);
  const std::string written = without_splices(bytes_.substr(s.candidate.begin, s.candidate.end - s.candidate.begin));
  const std::string_view symbol = text::trim(std::string_view(written).substr(written.find("operator") + 8));
  std::string name = "operator";
  if (!symbol.empty() && text::is_identifier_start(symbol.front())) return (name += ' ') += symbol;
  for (const char c : symbol) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') name += c;
  }
  return name;
}

/// Whether what looks like a type and a name are two macros, as in `LLVM_ATTR REGISTER(x)`.
bool Declarations::is_macro_call() const {
  const Statement& s = state_.statement;
  return !s.has_type || (s.only_macros && is_capitals(s.candidate.text));
}

void Declarations::head(const Token& token) {
  Statement& s = state_.statement;
  const bool fresh = s.fresh;
  s.fresh = false;
  if (s.declarator > 0) return inner_declarator(token);
  if (state_.previous.is_identifier("template") && s.is_template && !token.is('<')) {
    // An explicit instantiation introduces nothing.
    s.mode = Mode::skip;
    return skip(token);
  }
  if (s.module_word) {
    s.module_word = false;
    if (token.kind == TokenKind::identifier || token.is(':') || token.is(';')) {
      s.mode = Mode::skip;
      return skip(token);
    }
  }
  switch (token.kind) {
    case TokenKind::identifier: {
      const Keyword word = keyword(token.text);
      return word == Keyword::none ? head_identifier(token, fresh) : head_word(token, word, fresh);
    }
    case TokenKind::string:
      if (state_.previous.is_identifier("extern")) {
        s.extern_c = bytes_.substr(token.begin, token.end - token.begin) == "\"C\"";
        return;
      }
      [[fallthrough]];
    case TokenKind::number:
    case TokenKind::character:
      s.mode = Mode::skip;
      return;
    default:
      return head_punctuator(token, fresh);
  }
}

void Declarations::head_identifier(const Token& token, bool fresh) {
  Statement& s = state_.statement;
  if (state_.previous.is(kScope)) {
    s.candidate = token;
    s.qualified = true;
    return;
  }
  if (state_.previous.is('~')) {
    s.candidate = token;
    return;
  }
  const bool may_begin_module = token.first_on_line ? fresh : state_.previous.is_identifier("export");
  if (may_begin_module && (token.text == "module" || token.text == "import")) s.module_word = true;
  if (s.candidate.end != 0) {
    const bool named = s.has_type && !s.only_macros && !s.qualified && !s.template_id;
    s.earlier = named && !looks_like_macro(s.candidate.text) ? s.candidate : Token{};
    s.has_type = true;
    if (s.qualified || s.template_id || !looks_like_macro(s.candidate.text)) s.only_macros = false;
  }
  s.qualified = s.template_id = false;
  s.candidate = token;
}

void Declarations::head_word(const Token& token, Keyword word, bool fresh) {
  Statement& s = state_.statement;
  switch (word) {
    case Keyword::type:
    case Keyword::type_call:
      s.has_type = true;
      s.only_macros = s.qualified = s.template_id = false;
      s.candidate = Token{};
      return;
    case Keyword::const_:
      s.is_const = true;
      return;
    case Keyword::constexpr_:
      s.is_constexpr = true;
      return;
    case Keyword::static_:
      s.is_static = true;
      return;
    case Keyword::inline_:
      s.is_inline = true;
      return;
    case Keyword::extern_:
      s.is_extern = true;
      return;
    case Keyword::typedef_:
      s.is_typedef = true;
      return;
    case Keyword::using_:
      s.candidate = Token{};
      s.mode = Mode::using_;
      return;
    case Keyword::namespace_:
      if ((s.has_type && !s.only_macros) || (s.candidate.end != 0 && !looks_like_macro(s.candidate.text))) {
        return head_identifier(token, fresh);  // a name in C
      }
      components_.clear();
      s.keyword_begin = token.begin;
      s.keyword_end = token.end;
      s.inline_component = s.is_inline;
      s.candidate = Token{};
      s.mode = Mode::namespace_;
      return;
    case Keyword::template_:
      if (!state_.previous.is(kScope)) s.is_template = true;
      return;
    case Keyword::class_:
      if (s.has_type && !s.only_macros) return head_identifier(token, fresh);  // a name in C
      return head_type(word);
    case Keyword::struct_:
    case Keyword::enum_:
      return head_type(word);
    case Keyword::operator_:
      s.qualified = state_.previous.is(kScope);
      s.is_operator = true;
      s.template_id = false;
      s.candidate = token;
      s.mode = Mode::operator_;
      return;
    case Keyword::concept_:
      if (!s.is_template) return head_identifier(token, fresh);
      s.mode = Mode::concept_;
      return;
    case Keyword::requires_:
      if (!s.is_template) return head_identifier(token, fresh);
      s.back = Mode::head;
      s.operand = false;
      s.mode = Mode::requires_;
      return;
    case Keyword::access:
      return end_statement();
    case Keyword::statement:
      s.mode = Mode::skip;
      return;
    default:
      return;
  }
}

void Declarations::head_type(Keyword word) {
  Statement& s = state_.statement;
  s.enumeration = word == Keyword::enum_;
  s.class_word = word == Keyword::class_;
  s.identifiers = 0;
  s.candidate = s.first = Token{};
  s.qualified = s.template_id = false;
  s.mode = Mode::type_head;
}

void Declarations::head_punctuator(const Token& token, bool fresh) {
  Statement& s = state_.statement;
  switch (token.punct) {
    case kScope:
      s.template_id = false;
      return;
    case '*':
    case '&':
      if (!s.has_type && s.candidate.end == 0) break;
      s.has_type = true;
      s.only_macros = s.is_const = s.qualified = s.template_id = false;
      s.candidate = Token{};
      return;
    case '<':
      if (state_.previous.is_identifier("template")) {
        note_cxx();
        s.template_head = true;
      } else if (state_.previous.kind == TokenKind::identifier) {
        s.template_id = true;
      } else {
        break;
      }
      s.angles = 1;
      return;
    case '(':
      s.fresh = fresh && s.candidate.end == 0;
      return head_parenthesis();
    case '[':
      s.fresh = fresh;
      s.binding = s.has_type && s.candidate.end == 0;
      close_off('[', Then::resume);
      return;
    case '{':
      return head_brace();
    case ';':
      head_variable();
      return end_statement();
    case '=':
    case ',':
      head_variable();
      break;
    case ':':
      // A label, or what is left of `public:` in a fragment of a class.
      if (!s.has_type) end_statement();
      return;
    case '@':
      if (!fresh) break;
      s.identifiers = 0;
      s.mode = Mode::objective_c;
      return;
    case '~':
    case '>':
    case ')':
    case ']':
    case kEllipsis:
      return;
    default:
      break;
  }
  s.mode = Mode::skip;
}

/// What a head that ends here declares: a variable, or the function whose trailing macros were taken for a new head.
void Declarations::head_variable() {
  Statement& s = state_.statement;
  if (s.candidate.end != 0 && s.has_type) {
    if (!is_macro_call() || s.is_typedef) declare(Declaration::Kind::variable);
  } else if (s.fallback.end != 0) {
    s.candidate = s.fallback;
    declare(Declaration::Kind::function);
  }
}

void Declarations::head_parenthesis() {
  Statement& s = state_.statement;
  if (state_.previous.kind == TokenKind::identifier) {
    const Keyword word = keyword(state_.previous.text);
    if (word == Keyword::attribute || word == Keyword::type_call) return close_off('(', Then::resume);
  }
  if (s.candidate.end != 0) {
    if (s.earlier.end != 0 && looks_like_macro(s.candidate.text)) s.candidate = s.earlier;
    s.lone = !s.qualified && is_macro_call();
    s.kind = Declaration::Kind::function;
    s.arguments = true;
    s.mode = Mode::parameters_over;
    close_off('(', Then::resume);
  } else if (s.has_type) {
    s.declarator = 1;
    s.kind = Declaration::Kind::variable;
  } else {
    close_off('(', Then::resume);
  }
}

void Declarations::head_brace() {
  Statement& s = state_.statement;
  const bool linkage = state_.previous.kind == TokenKind::string && s.is_extern;
  if (linkage || state_.previous.is_identifier("export")) {
    const bool extern_c = linkage ? s.extern_c : frames_[state_.frame].extern_c;
    return open_frame(frames_[state_.frame].block, extern_c);
  }
  const bool variable = s.candidate.end != 0 && s.has_type && !is_macro_call();
  if (variable || (s.candidate.end == 0 && s.fallback.end != 0)) {
    head_variable();
    return close_off('{', Then::after_initialiser);
  }
  head_variable();
  close_off('{', Then::end_statement);
}

/// Inside the parentheses of `int (*f)(int)`, `int (f)(int)`, `void (*signal(int))(int)`.
void Declarations::inner_declarator(const Token& token) {
  Statement& s = state_.statement;
  if (token.kind == TokenKind::identifier) {
    const Keyword word = keyword(token.text);
    if (word == Keyword::const_) s.is_const = true;
    if (word != Keyword::none) return;
    s.candidate = token;
    s.qualified = state_.previous.is(kScope);
  } else if (token.is('*') || token.is('&') || token.is('^')) {
    if (s.candidate.end == 0 || state_.previous.is(kScope)) {
      s.pointer = true;
      s.is_const = s.qualified = false;
    }
  } else if (token.is('(')) {
    if (s.candidate.end != 0 || state_.previous.kind == TokenKind::identifier) {
      if (s.candidate.end != 0) s.kind = Declaration::Kind::function;
      close_off('(', Then::resume);
    } else {
      ++s.declarator;
    }
  } else if (token.is(')')) {
    if (--s.declarator == 0) s.mode = s.candidate.end != 0 ? Mode::parameters_over : Mode::skip;
  } else if (token.is('[')) {
    close_off('[', Then::resume);
  } else if (token.is(';')) {
    end_statement();
  } else if (token.is('{')) {
    close_off('{', Then::end_statement);
  }
}

void Declarations::parameters_over(const Token& token) {
  Statement& s = state_.statement;
  if (s.lone) return lone_call_over(token);
  if (token.kind == TokenKind::identifier) return word_after_parameters(token);
  if (token.kind != TokenKind::punctuator) return;
  switch (token.punct) {
    case ';':
      declare(s.kind);
      return end_statement();
    case '{':
      declare(Declaration::Kind::function);
      return close_off('{', Then::end_statement);
    case '=':
    case ',':
      declare(s.kind);
      s.mode = Mode::skip;
      return;
    case ':':
      s.mode = Mode::member_initialisers;
      return;
    case kArrow:
      s.mode = Mode::trailing_return;
      return;
    case '(':
      if (!s.pointer && state_.previous.is(')')) {
        s.kind = Declaration::Kind::function;
        if (s.earlier.end != 0 && is_capitals(s.candidate.text)) s.candidate = s.earlier;
      }
      [[fallthrough]];
    case '[':
      return close_off(token.punct, Then::resume);
    case '<':
      if (state_.previous.kind == TokenKind::identifier) s.angles = 1;
      return;
    case '.':
      s.mode = Mode::skip;
      return;
    default:
      return;
  }
}

/// Behind a macro's call: the next word may begin a declaration, as macros often stand without a `;`.
void Declarations::lone_call_over(const Token& token) {
  Statement& s = state_.statement;
  if (token.kind == TokenKind::identifier) {
    const Keyword word = keyword(token.text);
    const bool belongs =
        word == Keyword::const_ || word == Keyword::attribute || word == Keyword::specifier || word == Keyword::try_;
    if (belongs && !token.first_on_line) return;
    if (word != Keyword::none || token.first_on_line) return restart(token);
    s.lone = false;
    s.has_type = true;
    s.earlier = Token{};
    s.candidate = token;
    s.mode = Mode::head;
    return;
  }
  if (token.is(';')) return end_statement();
  if (token.is('{')) return close_off('{', Then::end_statement);
  if (token.is(':')) {
    s.mode = Mode::member_initialisers;
  } else if (token.is('@') || (token.first_on_line && (token.is('[') || token.is(kScope)))) {
    restart(token);
  } else if (!brackets(token)) {
    s.mode = Mode::skip;
  }
}

void Declarations::word_after_parameters(const Token& token) {
  Statement& s = state_.statement;
  switch (keyword(token.text)) {
    case Keyword::none: {
      if (token.text == "override" || token.text == "final" || looks_like_macro(token.text)) return;
      const Token function = s.candidate;
      const bool qualified = s.qualified || s.specialisation || s.template_id;
      end_statement();
      if (!qualified) s.fallback = function;
      s.fresh = false;
      s.candidate = token;
      return;
    }
    case Keyword::requires_:
      s.back = Mode::parameters_over;
      s.operand = false;
      s.mode = Mode::requires_;
      return;
    case Keyword::const_:
    case Keyword::specifier:
    case Keyword::attribute:
    case Keyword::try_:
    case Keyword::operator_:
    case Keyword::statement:
      return;
    default:
      // A declaration begins: a macro has hidden the `;`, or C's old way to declare parameters.
      declare(s.kind);
      return restart(token);
  }
}

}  // namespace modgate::cxx
