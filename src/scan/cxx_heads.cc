// The statements of namespace scope that begin with a word of their own: types, using, namespace, operator functions,
// concepts, requires-clauses, Objective-C, and the ends of those that need more than a `;`.
#include <algorithm>
#include <utility>

#include "scan/cxx_declarations.h"

namespace modgate::cxx {

void Declarations::skip(const Token& token) {
  if (token.is(';')) return end_statement();
  if (token.is('{')) return close_off('{', Then::resume);
  if (brackets(token)) return;
  if (!token.first_on_line || token.kind != TokenKind::identifier) return;
  if (!state_.previous.is(')') && !state_.previous.is('}')) return;
  // A macro that needs no `;` stands before a declaration.
  switch (keyword(token.text)) {
    case Keyword::namespace_:
    case Keyword::template_:
    case Keyword::using_:
    case Keyword::typedef_:
    case Keyword::extern_:
    case Keyword::class_:
    case Keyword::struct_:
    case Keyword::static_:
    case Keyword::inline_:
    case Keyword::constexpr_:
      return restart(token);
    default:
      return;
  }
}

void Declarations::trailing_return(const Token& token) {
  Statement& s = state_.statement;
  if (brackets(token)) return;
  if (token.is_identifier("requires")) {
    s.back = Mode::parameters_over;
    s.operand = false;
    s.mode = Mode::requires_;
  } else if (token.is('<')) {
    if (state_.previous.kind == TokenKind::identifier) s.angles = 1;
  } else if (token.is('{')) {
    declare(s.kind);
    close_off('{', Then::end_statement);
  } else if (token.is(';')) {
    declare(s.kind);
    end_statement();
  } else if (token.is('=') || token.is(',')) {
    declare(s.kind);
    s.mode = Mode::skip;
  }
}

/// `X::X() : a(1), b{2} {`: braces behind a name initialise, all others are the body.
void Declarations::member_initialisers(const Token& token) {
  if (brackets(token)) return;
  const Token& previous = state_.previous;
  if (token.is('{')) {
    const bool initialises = previous.kind == TokenKind::identifier || previous.is('>');
    close_off('{', initialises ? Then::resume : Then::end_statement);
  } else if (token.is('<')) {
    if (previous.kind == TokenKind::identifier) state_.statement.angles = 1;
  } else if (token.is(';')) {
    end_statement();
  }
}

void Declarations::type_head(const Token& token) {
  Statement& s = state_.statement;
  if (token.kind == TokenKind::identifier) return type_word(token);
  switch (token.kind == TokenKind::punctuator ? token.punct : '\0') {
    case '{':
      return type_brace();
    case ';':
      if (s.class_word) note_cxx();
      type_is_used(token);
      return end_statement();
    case '=':
    case ',':
      type_is_used(token);
      s.mode = Mode::skip;
      return;
    case ':':
      s.mode = Mode::bases;
      return;
    case '(':
      if (s.identifiers >= 2 && !looks_like_macro(s.candidate.text)) {
        s.has_type = true;
        s.only_macros = false;
        s.mode = Mode::head;
        return head_parenthesis();
      }
      if (state_.previous.kind == TokenKind::identifier && keyword(state_.previous.text) != Keyword::attribute) {
        // `class ATTRIBUTE(x) Name`, `enum Name UNDERLYING(int)`
        const bool named = s.identifiers >= 2 && !looks_like_macro(s.first.text);
        s.candidate = s.first = named ? s.first : Token{};
        s.identifiers = named ? 1 : 0;
      }
      return close_off('(', Then::resume);
    case '[':
      return close_off('[', Then::resume);
    case '<':
      if (state_.previous.kind != TokenKind::identifier) return;
      s.template_id = true;
      s.angles = 1;
      return;
    case '*':
    case '&':
      s.has_type = true;
      s.only_macros = s.is_const = s.qualified = s.template_id = false;
      s.candidate = Token{};
      s.mode = Mode::head;
      return;
    case kScope:
      s.template_id = false;
      return;
    default:
      s.mode = Mode::skip;
  }
}

void Declarations::type_word(const Token& token) {
  Statement& s = state_.statement;
  switch (keyword(token.text)) {
    case Keyword::none:
      return type_identifier(token);
    case Keyword::class_:
    case Keyword::struct_:
      if (s.enumeration && s.identifiers == 0) {
        note_cxx();
        return;
      }
      return type_identifier(token);  // a name in C
    case Keyword::const_:
    case Keyword::specifier:
    case Keyword::static_:
    case Keyword::constexpr_:
    case Keyword::operator_: {
      if (s.identifiers == 0) return;
      s.has_type = true;
      s.only_macros = s.qualified = s.template_id = false;
      s.candidate = Token{};
      s.mode = Mode::head;
      return head_word(token, keyword(token.text), false);
    }
    default:
      return;
  }
}

void Declarations::type_identifier(const Token& token) {
  Statement& s = state_.statement;
  if (state_.previous.is(kScope)) {
    s.candidate = token;
    s.qualified = true;
    return;
  }
  if (s.identifiers > 0 && (token.text == "final" || token.text == "sealed" || token.text == "abstract")) return;
  if (++s.identifiers == 1) s.first = token;
  s.candidate = token;
  s.qualified = s.template_id = false;
}

/// `struct X y;` declares y, `class EXPORT X;` declares nothing; only the spelling of the first word tells.
void Declarations::type_is_used(const Token& token) {
  Statement& s = state_.statement;
  const bool forward = s.identifiers < 2 || (looks_like_macro(s.first.text) && token.is(';') && !s.is_typedef);
  if (!forward) declare(Declaration::Kind::variable);
}

void Declarations::bases(const Token& token) {
  if (brackets(token)) return;
  if (token.is('{')) {
    type_brace();
  } else if (token.is(';')) {
    end_statement();
  } else if (token.is('<') && state_.previous.kind == TokenKind::identifier) {
    // The arguments belong to a base; the type's own name keeps its state.
    state_.statement.angles = 1;
  }
}

void Declarations::type_brace() {
  Statement& s = state_.statement;
  if (s.class_word) note_cxx();
  if (s.candidate.end != 0) {
    declare(Declaration::Kind::type);
  } else if (s.enumeration && !s.is_typedef) {
    s.wants_enumerator = true;
  }
  s.candidate = Token{};
  s.has_type = true;
  s.only_macros = s.qualified = s.template_id = false;
  close_off('{', Then::after_type);
}

void Declarations::type_over(const Token& token) {
  Statement& s = state_.statement;
  if (token.is(';')) return end_statement();
  if (token.kind == TokenKind::identifier) {
    switch (keyword(token.text)) {
      case Keyword::none:
        // `struct X { } __packed;`
        if (looks_like_macro(token.text) && !s.is_typedef && !s.is_const && !s.is_constexpr && !s.is_static) return;
        s.mode = Mode::head;
        return head_identifier(token, false);
      case Keyword::const_:
      case Keyword::specifier:
      case Keyword::attribute:
      case Keyword::static_:
      case Keyword::inline_:
      case Keyword::constexpr_:
        return head_word(token, keyword(token.text), false);
      default:
        return restart(token);
    }
  }
  if (token.is('(') && state_.previous.kind == TokenKind::identifier) return close_off('(', Then::resume);
  if (token.is('[')) return close_off('[', Then::resume);
  s.mode = Mode::head;
  head_punctuator(token, false);
}

void Declarations::initialiser_over(const Token& token) {
  if (token.is(';')) return end_statement();
  if (token.is(',')) {
    state_.statement.mode = Mode::skip;
    return;
  }
  restart(token);
}

void Declarations::using_head(const Token& token) {
  Statement& s = state_.statement;
  if (brackets(token)) return;
  if (token.kind == TokenKind::identifier) {
    const Keyword word = keyword(token.text);
    if (word == Keyword::namespace_) {
      s.mode = Mode::skip;
    } else if (word == Keyword::none || word == Keyword::operator_) {
      s.candidate = token;
      s.is_operator = word == Keyword::operator_;
    }
    return;
  }
  if (token.is('=') && !s.is_operator) {
    declare(Declaration::Kind::alias);
    s.mode = Mode::skip;
  } else if (token.is(';') || token.is(',')) {
    declare(Declaration::Kind::using_declaration);
    s.mode = Mode::skip;
    if (token.is(';')) end_statement();
  } else if (s.is_operator && !token.is(kScope)) {
    s.candidate.end = token.end;
  }
}

void Declarations::namespace_head(const Token& token) {
  Statement& s = state_.statement;
  if (token.kind == TokenKind::identifier) return namespace_identifier(token);
  if (token.is(kScope) || brackets(token)) return;
  if (token.is('{')) {
    note_cxx();
    if (components_.empty()) components_.push_back({{}, s.inline_component});
    const std::uint32_t end = s.candidate.end != 0 ? s.candidate.end : s.keyword_end;
    open_namespace(std::vector<Component>(std::move(components_)), {s.keyword_begin, end});
    components_.clear();
  } else if (token.is('=') && s.candidate.end != 0) {
    note_cxx();
    declare(Declaration::Kind::namespace_alias);
    s.mode = Mode::skip;
  } else {
    s.mode = Mode::skip;
    skip(token);
  }
}

/// One component, `inline`, or an attribute's macro before or behind the name.
void Declarations::namespace_identifier(const Token& token) {
  Statement& s = state_.statement;
  if (token.text == "inline") {
    s.inline_component = true;
    return;
  }
  if (keyword(token.text) != Keyword::none) return;
  if (!components_.empty() && !state_.previous.is(kScope) && !state_.previous.is_identifier("inline")) {
    const bool first_was_macro = s.candidate.end != 0 && looks_like_macro(s.candidate.text) &&
                                 components_.size() == 1 && !looks_like_macro(token.text);
    if (!first_was_macro) return;
    components_.clear();
  }
  add_resolved({token.text, false}, components_);
  components_.back().is_inline = std::exchange(s.inline_component, false);
  s.candidate = token;
}

/// Operands joined by `&&` or `||`; the word behind the last operand belongs to the declaration again.
void Declarations::requires_clause(const Token& token) {
  Statement& s = state_.statement;
  if (token.is_identifier("requires")) {
    s.requires_expression = true;
    return;
  }
  const bool word = token.kind == TokenKind::identifier || token.kind == TokenKind::number;
  if (word && !(s.operand && !state_.previous.is(kScope))) {
    s.operand = true;
  } else if (token.is('(')) {
    if (!s.requires_expression) s.operand = true;
    close_off('(', Then::resume);
  } else if (token.is('{') && s.requires_expression) {
    s.requires_expression = false;
    s.operand = true;
    close_off('{', Then::resume);
  } else if (token.is('&') || token.is('|')) {
    s.operand = false;
  } else if (token.is('<') && state_.previous.kind == TokenKind::identifier) {
    s.angles = 1;
  } else if (!token.is(kScope) && !token.is('!')) {
    s.mode = s.back;
    statement(token);
  }
}

void Declarations::operator_name(const Token& token) {
  Statement& s = state_.statement;
  if (token.is('(') && state_.previous.is_identifier("operator")) {
    s.binding = true;  // `operator()`: its own parentheses come first
  } else if (token.is(')') && s.binding) {
    s.binding = false;
    s.candidate.end = token.end;
  } else if (token.is('(')) {
    s.lone = false;
    s.kind = Declaration::Kind::function;
    s.mode = Mode::parameters_over;
    close_off('(', Then::resume);
  } else if (token.is(';')) {
    end_statement();
  } else if (token.is('{')) {
    close_off('{', Then::end_statement);
  } else {
    s.candidate.end = token.end;
  }
}

void Declarations::concept_name(const Token& token) {
  if (token.kind == TokenKind::identifier) {
    state_.statement.candidate = token;
    declare(Declaration::Kind::concept_);
  }
  state_.statement.mode = Mode::skip;
  if (token.is(';')) end_statement();
}

/// `@interface X ... @end`: the class is the only name; what stands before `@end` is skipped.
void Declarations::objective_c(const Token& token) {
  Statement& s = state_.statement;
  if (token.is('{')) return close_off('{', Then::resume);
  if (token.kind == TokenKind::identifier) {
    if (state_.previous.is('@') && token.text == "end") return end_statement();
    ++s.identifiers;
    if (s.identifiers == 1) {
      s.first = token;
      const bool block = token.text == "interface" || token.text == "protocol" || token.text == "implementation";
      if (!block) s.mode = Mode::skip;
    } else if (s.identifiers == 2) {
      s.candidate = token;
    }
  } else if (s.candidate.end != 0 && s.identifiers == 2) {
    const bool forward = token.is(';') || token.is(',');
    if (forward) {
      s.mode = Mode::skip;
      if (token.is(';')) end_statement();
      return;
    }
  }
  // Behind the name: a category has parentheses there, and introduces no class.
  if (s.identifiers >= 2 && s.candidate.end != 0 && token.begin != s.candidate.begin) {
    if (!token.is('(') && s.first.text != "implementation") declare(Declaration::Kind::type);
    s.candidate = Token{};
  }
}

}  // namespace modgate::cxx
