// What the names of a Python file stand for, as far as its imports decide. Tokens and imports in; dotted paths and the
// attribute chains that start at an import out.
//
// The rule: a name stands for a module if import statements are all that binds it in this file, wherever they stand,
// and all of them bind it to the same absolute path. A name that is also an assignment target, a parameter, a loop,
// `with` or `except` variable, a function or a class anywhere in the file is not followed, nor is one that a relative
// import binds. Not seen: names bound by star imports, by `match` patterns, by `globals()`. Scopes are not told apart.
// A chain is names and points alone: `(a.b).c` is `a.b`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "modgate/facts.h"
#include "scan/python_lexer.h"

namespace modgate {

class PythonNames {
 public:
  /// `bytes` must outlive this.
  explicit PythonNames(std::string_view bytes) : bytes_(bytes) {}

  /// The next token that is no comment and no part of an import statement.
  void see(const PythonToken& token);
  /// An import binds `local` to the path `module`, or `module.name` if `name` is not empty. An empty module is one that
  /// cannot be named: a relative import, a name outside ASCII.
  void bind(std::string_view local, std::string_view module, std::string_view name = {});
  /// After the last token: settles what the names stand for.
  void finish();

  /// The path that `local` stands for; nothing if it is not followed.
  std::optional<std::string_view> path_of(std::string_view local) const;
  /// Whether `__import__` is the builtin in this file.
  bool has_builtin_import() const { return builtin_import_; }
  /// The full path of a chain of names in the source, cut to limits::kDottedPathBytes; nothing if its root is not
  /// followed.
  std::optional<std::string> full_name(Span chain) const;
  /// Appends the chains of at least two components, each path once at its first place.
  void list_chains(FileFacts& facts) const;

 private:
  struct Chain {
    Span at;
    std::uint32_t line = 0;
    std::uint32_t components = 0;
  };
  struct Binding {
    std::string path;
    bool followed = true;
  };

  void see_chain(const PythonToken& token);
  void see_name(const PythonToken& token);
  void see_punctuation(const PythonToken& token);
  void see_colon(const PythonToken& token);
  void start_statement();
  void bind_otherwise(const PythonToken& token) { bound_otherwise_.push_back({token.begin, token.end}); }
  std::string_view text(Span span) const { return bytes_.substr(span.begin, span.end - span.begin); }
  std::string_view text(const PythonToken& token) const { return text(Span{token.begin, token.end}); }

  std::string_view bytes_;
  std::unordered_map<std::string_view, Binding> bindings_;
  std::vector<Chain> chains_;
  std::vector<Span> bound_otherwise_;
  bool builtin_import_ = true;

  Chain chain_;
  PythonToken previous_{PythonToken::Kind::newline};
  /// Bare names of the statement so far: targets if a `=` follows.
  std::vector<Span> targets_;
  enum class Tentative : std::uint8_t { no, target, bound } tentative_ = Tentative::no;
  Span head_;  ///< the statement's first token
  bool at_head_ = true;
  bool in_annotation_ = false;
  bool name_defined_next_ = false;  ///< after `def` or `class`
  bool parameters_next_ = false;    ///< after the name of a `def`
  bool in_parameters_ = false;      ///< of a `def`, at depth 1
  bool parameter_next_ = false;
  std::uint32_t lambda_depth_ = 0;  ///< 1 + depth of the lambda whose parameters are being read
  std::uint32_t call_depth_ = 0;    ///< depth inside the outermost call or subscript: no targets in there
  enum class Targets : std::uint8_t { none, of_for, of_as } explicit_targets_ = Targets::none;
  std::uint32_t explicit_depth_ = 0;
};

}  // namespace modgate
