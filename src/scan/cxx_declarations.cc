// The frame of the parser of declarations: brackets that are not looked into, blocks of namespaces and linkage, and the
// macros that open and close them. What a statement means is in cxx_statement.cc and cxx_heads.cc.
#include "scan/cxx_declarations.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/text.h"
#include "modgate/limits.h"
#include "scan/cxx_facts.h"

namespace modgate::cxx {
namespace {

/// How the macro that closes a namespace differs from the one that opens it.
constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kCounterparts = {
    {{"BEGIN", "END"}, {"OPEN", "CLOSE"}, {"ENTER", "LEAVE"}, {"ENTER", "EXIT"}, {"START", "STOP"}, {"START", "END"}}};

/// Whether a declaration begins with this word, when it stands at the beginning of a line.
bool begins_declaration(const Token& token) {
  if (token.kind != TokenKind::identifier) return false;
  switch (keyword(token.text)) {
    case Keyword::type:
    case Keyword::constexpr_:
    case Keyword::static_:
    case Keyword::inline_:
    case Keyword::extern_:
    case Keyword::using_:
    case Keyword::class_:
    case Keyword::struct_:
    case Keyword::concept_:
      return true;
    default:
      return false;
  }
}

/// Names that stand for names that stand for names: further ones are taken as they are written.
constexpr int kNameExpansions = 4;

}  // namespace

Declarations::Declarations(std::string_view bytes, FileFacts& facts, const MacroTable& macros,
                           const ScanOptions& options, const bool& cxx_only)
    : bytes_(bytes), facts_(facts), macros_(macros), cxx_only_(cxx_only) {
  facts_.blocks.push_back({"", "", {}, 1});
  frames_.push_back({});
  std::uint32_t id = 0;
  for (const auto& [name, opens] : options.namespace_macros) {
    namespace_macros_[name] = {opens, ++id};
    for (const auto& [open, close] : kCounterparts) {
      const std::size_t at = name.find(open);
      if (at == std::string::npos) continue;
      std::string counterpart = name;
      counterpart.replace(at, open.size(), close);
      namespace_macros_.try_emplace(std::move(counterpart), NamespaceMacro{"", id});
    }
  }
}

void Declarations::feed(const Token& token) {
  if (state_.closed_off) {
    closed_off(token);
    // Most tokens of a file end here: nobody asks what stood before them.
    if (state_.closed_off) return;
  } else if (state_.statement.angles > 0) {
    angle(token);
  } else if (token.is('}')) {
    close_brace();
  } else if (token.kind != TokenKind::identifier || !structural_macro(token)) {
    statement(token);
  }
  state_.previous = token;
}

void Declarations::close_off(char open, Then then) {
  state_.closed_off = true;
  state_.parentheses = open != '{';
  state_.then = then;
  state_.inner_parentheses = state_.inner_braces = 0;
}

/// One token inside brackets: only their balance counts, and the first name where that is what the bracket declares.
void Declarations::closed_off(const Token& token) {
  Statement& s = state_.statement;
  if (s.binding || s.arguments || s.wants_enumerator) {
    const bool names = (s.binding || s.wants_enumerator) && token.kind == TokenKind::identifier;
    if (names) {
      s.candidate = token;
      declare(Declaration::Kind::variable);
      s.candidate = Token{};
    }
    const bool literal =
        token.kind == TokenKind::number || token.kind == TokenKind::string || token.kind == TokenKind::character;
    if (s.arguments && literal) s.kind = Declaration::Kind::variable;
    s.earlier = s.arguments && token.kind == TokenKind::identifier ? token : Token{};
    s.binding = s.arguments = s.wants_enumerator = false;
  }
  if (token.kind == TokenKind::identifier) {
    if (macros_.empty()) return;
    const MacroShape* shape = macros_.find(token.text);
    if (shape == nullptr || !shape->stands_for.empty()) return;
    for (std::uint32_t i = 0; i < shape->closes && state_.closed_off; ++i) leave_closed_off('}');
    if (state_.closed_off) state_.inner_braces += static_cast<std::uint32_t>(shape->opens.size());
  } else if (token.kind == TokenKind::punctuator) {
    if (token.punct == '{') {
      ++state_.inner_braces;
    } else if (state_.parentheses && state_.inner_braces == 0 && (token.punct == '(' || token.punct == '[')) {
      ++state_.inner_parentheses;
    } else if (token.punct == '}' || token.punct == ')' || token.punct == ']') {
      leave_closed_off(token.punct);
    }
  }
}

/// A closing bracket: of one inside, of the whole, or of nothing.
void Declarations::leave_closed_off(char close) {
  if (state_.inner_braces > 0) {
    if (close == '}') --state_.inner_braces;
    return;
  }
  if (!state_.parentheses && close != '}') return;
  if (state_.parentheses && close != '}' && state_.inner_parentheses > 0) {
    --state_.inner_parentheses;
    return;
  }
  state_.closed_off = false;
  if (state_.parentheses && close == '}') {
    // The parentheses were never closed: the brace belongs to what is around them.
    close_brace();
    return;
  }
  switch (state_.then) {
    case Then::resume:
      break;
    case Then::end_statement:
      end_statement();
      break;
    case Then::after_type:
      state_.statement.mode = Mode::type_over;
      break;
    case Then::after_initialiser:
      state_.statement.mode = Mode::initialiser_over;
      break;
  }
}

/// Template parameters and arguments. A `<` opens only behind a name, as a shift or a comparison seldom stands there.
void Declarations::angle(const Token& token) {
  Statement& s = state_.statement;
  if (brackets(token)) return;
  if (s.template_head && token.first_on_line && state_.previous.is('>') && begins_declaration(token)) {
    // One of the `<` was a comparison, as in `template <int N, bool = N < 3>`.
    s.angles = 0;
    s.template_head = false;
    return statement(token);
  }
  if (token.is('{')) {
    close_off('{', Then::resume);
  } else if (token.is('<')) {
    if (state_.previous.kind == TokenKind::identifier) ++s.angles;
  } else if (token.is('>')) {
    if (--s.angles > 0 || !s.template_head) return;
    s.template_head = false;
    if (state_.previous.is('<')) s.specialisation = true;
  } else if (token.is(';')) {
    end_statement();
  } else if (token.is('}')) {
    close_brace();
  }
}

/// Closes off what a `(` or `[` opens; false for every other token.
bool Declarations::brackets(const Token& token) {
  if (!token.is('(') && !token.is('[')) return false;
  close_off(token.punct, Then::resume);
  return true;
}

/// A macro of the policy or of this file that opens or closes braces.
bool Declarations::structural_macro(const Token& token) {
  if (!namespace_macros_.empty()) {
    const auto found = namespace_macros_.find(token.text);
    if (found != namespace_macros_.end()) {
      end_statement();
      if (found->second.opens.empty()) {
        close_macro(found->second.id);
      } else {
        open_namespace(components_of(found->second.opens), {token.begin, token.end}, found->second.id);
      }
      return true;
    }
  }
  if (macros_.empty() || state_.statement.mode == Mode::namespace_) return false;
  const MacroShape* shape = macros_.find(token.text);
  if (shape == nullptr || !shape->stands_for.empty()) return false;
  apply(*shape, token);
  return true;
}

void Declarations::apply(const MacroShape& shape, const Token& token) {
  for (std::uint32_t i = 0; i < shape.closes; ++i) close_brace();
  end_statement();
  for (const Opening& opening : shape.opens) {
    if (state_.closed_off) {
      ++state_.inner_braces;
      continue;
    }
    if (opening.kind == Opening::Kind::braces) {
      close_off('{', Then::end_statement);
    } else if (opening.kind == Opening::Kind::extern_c) {
      open_frame(frames_[state_.frame].block, true);
    } else {
      std::vector<Component> components = opening.components;
      for (Component& component : components) {
        const auto parameter = std::find(shape.parameters.begin(), shape.parameters.end(), component.name);
        if (parameter == shape.parameters.end() || component.name.empty()) continue;
        const auto index = static_cast<std::size_t>(parameter - shape.parameters.begin());
        const std::string_view argument = macro_argument(bytes_, token.end, index);
        if (!argument.empty()) component.name = argument;
      }
      open_namespace(components, {token.begin, token.end});
    }
  }
}

void Declarations::close_brace() {
  end_statement();
  state_.frame = frames_[state_.frame].parent;
}

/// Closes the newest block that this macro opened, and what was left open in it.
void Declarations::close_macro(std::uint32_t macro) {
  std::uint32_t frame = state_.frame;
  while (frame != 0 && frames_[frame].macro != macro) frame = frames_[frame].parent;
  if (frame != 0) state_.frame = frames_[frame].parent;
}

/// Whether one more block may be opened; otherwise it is closed off, so that braces stay balanced.
bool Declarations::may_open(Span at) {
  if (frames_[state_.frame].depth < limits::kNamespaceDepth && facts_.blocks.size() < limits::kFacts) return true;
  if (!limit_met_) facts_.troubles.push_back({"more namespaces than are read", at, 0});
  limit_met_ = true;
  close_off('{', Then::end_statement);
  return false;
}

void Declarations::open_frame(std::uint32_t block, bool extern_c, std::uint32_t macro) {
  end_statement();
  if (!may_open(facts_.blocks[block].at)) return;
  frames_.push_back({state_.frame, block, frames_[state_.frame].depth + 1, extern_c, macro});
  state_.frame = static_cast<std::uint32_t>(frames_.size() - 1);
}

void Declarations::open_namespace(const std::vector<Component>& components, Span at, std::uint32_t macro) {
  end_statement();
  if (!may_open(at)) return;
  const NamespaceBlock& around = facts_.blocks[frames_[state_.frame].block];
  NamespaceBlock block{around.name, around.lookup, at, 0};
  const auto append = [](std::string& to, std::string_view name) {
    if (!to.empty()) to += "::";
    to += name;
  };
  for (const Component& component : components) {
    const std::string_view name = component.name.empty() ? std::string_view("(anonymous)") : component.name;
    if (block.name.size() + name.size() > limits::kNamespaceBytes) {
      if (!limit_met_) facts_.troubles.push_back({"a namespace's name is longer than is read", at, 0});
      limit_met_ = true;
      close_off('{', Then::end_statement);
      return;
    }
    append(block.name, name);
    // A namespace that is inline once is inline wherever it is opened again.
    if (component.is_inline) inline_names_.insert(block.name);
    if (!inline_names_.contains(block.name)) append(block.lookup, name);
  }
  facts_.blocks.push_back(std::move(block));
  open_frame(static_cast<std::uint32_t>(facts_.blocks.size() - 1), frames_[state_.frame].extern_c, macro);
}

/// The components of a policy macro's namespace. One that goes on from the namespace around it is meant from the root.
std::vector<Component> Declarations::components_of(std::string_view name) const {
  const std::string& around = facts_.blocks[frames_[state_.frame].block].name;
  if (!around.empty() && name.size() > around.size() + 2 && name.substr(0, around.size()) == around &&
      name.substr(around.size(), 2) == "::") {
    name.remove_prefix(around.size() + 2);
  }
  std::vector<Component> components;
  for (const std::string_view part : text::split(name, "::")) components.push_back({part, false});
  return components;
}

/// A component as the file's own macros spell it out.
void Declarations::add_resolved(Component component, std::vector<Component>& out) const {
  for (int i = 0; i < kNameExpansions; ++i) {
    const MacroShape* shape = macros_.find(component.name);
    if (shape == nullptr || shape->stands_for.empty()) break;
    const std::vector<Component>& stands_for = shape->stands_for;
    out.insert(out.end(), stands_for.begin(), stands_for.end() - 1);
    component.name = stands_for.back().name;
  }
  out.push_back(component);
}

void Declarations::restart(const Token& token) {
  end_statement();
  statement(token);
}

}  // namespace modgate::cxx
