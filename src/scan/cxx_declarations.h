// Tokens outside directives to namespace blocks and the names that they introduce: a tolerant, iterative parser of
// declarations that never looks into parentheses, bodies or initialisers. What it cannot place is skipped to the next
// `;` or `}` and introduces nothing. Macros that the file does not define are told from types by how they are written.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "modgate/facts.h"
#include "scan/cxx_keywords.h"
#include "scan/cxx_lexer.h"
#include "scan/cxx_macros.h"
#include "scan/scan.h"

namespace modgate::cxx {

class Declarations {
 public:
  /// `cxx_only` says that the conditions keep C away.
  Declarations(std::string_view bytes, FileFacts& facts, const MacroTable& macros, const ScanOptions& options,
               const bool& cxx_only);

  void feed(const Token& token);
  /// The namespace block around the next token.
  std::uint32_t block() const { return frames_[state_.frame].block; }

 private:
  /// How a bracketed part that is not looked into goes on when it closes.
  enum class Then : std::uint8_t { resume, end_statement, after_type, after_initialiser };
  enum class Mode : std::uint8_t {
    head,
    skip,             ///< nothing more to learn before `;`
    parameters_over,  ///< behind a function's parameters, or a macro call's arguments
    trailing_return,
    member_initialisers,
    type_head,  ///< behind `class`, `struct`, `union`, `enum`
    bases,
    type_over,         ///< behind a type's body
    initialiser_over,  ///< behind a variable's braces
    using_,
    namespace_,
    requires_,
    operator_,
    concept_,
    objective_c,  ///< between `@interface` and `@end`
  };

  struct Statement {
    Mode mode = Mode::head;
    Mode back = Mode::head;  ///< where a requires-clause returns to
    bool fresh = true;       ///< no token yet
    bool has_type = false;
    bool only_macros = true;   ///< what counts as the type is only words that look like macros
    bool qualified = false;    ///< the candidate follows `::`
    bool template_id = false;  ///< the candidate has template arguments
    bool specialisation = false;
    bool template_head = false;  ///< the open angle is a template's head
    bool is_static = false, is_inline = false, is_extern = false, is_const = false, is_constexpr = false;
    bool is_typedef = false, is_template = false;
    bool extern_c = false;
    bool lone = false;     ///< a call without a type before it: a macro's, or a constructor's
    bool pointer = false;  ///< the declarator in parentheses is a pointer
    bool is_operator = false;
    bool enumeration = false, class_word = false;
    bool wants_enumerator = false;
    bool binding = false;    ///< the bracket is a structured binding, or an attribute: its first token tells
    bool arguments = false;  ///< the parentheses hold parameters, or a variable's arguments: likewise
    bool requires_expression = false;
    bool operand = false;  ///< a requires-clause has read an operand
    bool module_word = false;
    bool inline_component = false;
    Declaration::Kind kind = Declaration::Kind::variable;  ///< of the candidate behind its declarator
    std::uint32_t angles = 0;
    std::uint32_t declarator = 0;   ///< 1 inside the parentheses of `int (*f)(...)`
    std::uint32_t identifiers = 0;  ///< of a type's head
    Token candidate;                ///< what may be the declared name
    Token first;                    ///< first identifier of a type's head
    Token earlier;   ///< the name where the candidate may be a macro: `int f ARGS((int));`, `int FN(f)(int);`
    Token fallback;  ///< a function's name, if what follows turns out to be no declarator
    std::uint32_t keyword_begin = 0, keyword_end = 0;  ///< of `namespace`
  };

 public:
  /// All that a branch of a condition can change; cheap to copy, so that every branch starts from the same place.
  struct State {
    std::uint32_t frame = 0;
    bool closed_off = false;   ///< inside brackets that are not looked into
    bool parentheses = false;  ///< ... and they are `(` or `[`
    Then then = Then::resume;
    std::uint32_t inner_parentheses = 0;
    std::uint32_t inner_braces = 0;
    Statement statement;
    Token previous;
  };
  const State& state() const { return state_; }
  void restore(const State& state) { state_ = state; }

 private:
  /// An open `{` of a namespace or linkage block. Frames are never changed, so that states may share them.
  struct Frame {
    std::uint32_t parent = 0;
    std::uint32_t block = 0;
    std::uint32_t depth = 0;
    bool extern_c = false;
    std::uint32_t macro = 0;  ///< the policy's macro that opened it; 0: a brace
  };

  // Brackets, frames and macros that open them: cxx_declarations.cc.
  void closed_off(const Token& token);
  void close_off(char open, Then then);
  void leave_closed_off(char close);
  void angle(const Token& token);
  bool structural_macro(const Token& token);
  void apply(const MacroShape& shape, const Token& token);
  void close_brace();
  void close_macro(std::uint32_t macro);
  bool may_open(Span at);
  void open_frame(std::uint32_t block, bool extern_c, std::uint32_t macro = 0);
  void open_namespace(const std::vector<Component>& components, Span at, std::uint32_t macro = 0);
  std::vector<Component> components_of(std::string_view name) const;
  void add_resolved(Component component, std::vector<Component>& out) const;
  void end_statement() { state_.statement = Statement{}; }
  void restart(const Token& token);

  // One function a mode: cxx_statement.cc and cxx_heads.cc.
  void statement(const Token& token);
  void head(const Token& token);
  void head_word(const Token& token, Keyword word, bool fresh);
  void head_identifier(const Token& token, bool fresh);
  void head_punctuator(const Token& token, bool fresh);
  void head_parenthesis();
  void head_brace();
  void head_type(Keyword word);
  void head_variable();
  void head_end();
  void inner_declarator(const Token& token);
  void parameters_over(const Token& token);
  void lone_call_over(const Token& token);
  void word_after_parameters(const Token& token);
  void trailing_return(const Token& token);
  void member_initialisers(const Token& token);
  void type_head(const Token& token);
  void type_word(const Token& token);
  void type_identifier(const Token& token);
  void type_is_used(const Token& token);
  void bases(const Token& token);
  void type_brace();
  void type_over(const Token& token);
  void initialiser_over(const Token& token);
  void using_head(const Token& token);
  void namespace_head(const Token& token);
  void namespace_identifier(const Token& token);
  void requires_clause(const Token& token);
  void operator_name(const Token& token);
  void concept_name(const Token& token);
  void objective_c(const Token& token);
  void skip(const Token& token);
  void declare(Declaration::Kind kind);
  std::string candidate_name() const;
  bool is_macro_call() const;
  bool brackets(const Token& token);
  void note_cxx() {
    if (!cxx_only_) facts_.uses_cxx = true;
  }

  std::string_view bytes_;
  FileFacts& facts_;
  const MacroTable& macros_;
  const bool& cxx_only_;
  /// The policy's macros and their counterparts by name.
  struct NamespaceMacro {
    std::string opens;  ///< the namespace; empty for the counterpart that closes it
    std::uint32_t id = 0;
  };
  std::map<std::string, NamespaceMacro, std::less<>> namespace_macros_;
  std::vector<Frame> frames_;
  std::vector<Component> components_;  ///< of the namespace head being read
  std::unordered_set<std::string> inline_names_;
  bool limit_met_ = false;
  State state_;
};

}  // namespace modgate::cxx
