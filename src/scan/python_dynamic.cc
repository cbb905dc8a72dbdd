// Reads the file a second time, and only if it holds one of the two words without which there is no dynamic import.
// Open calls live on a stack and every token goes to the innermost one alone, so time is linear however calls nest.
// Taken as literals: plain strings and f-strings without fields, adjacent ones joined. Not evaluated: escapes, `+`,
// `%`,
// `.format`, parentheses around the argument, anything outside ASCII.
#include "scan/python_dynamic.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"
#include "modgate/limits.h"
#include "scan/python_lexer.h"

namespace modgate {
namespace {

using Kind = PythonToken::Kind;

enum class Callee : std::uint8_t { import_module, builtin_import };

/// One argument of a call, as far as it matters: a literal, one word or number, or something else.
struct Argument {
  enum class Form : std::uint8_t { absent, literal, word, other };
  Form form = Form::absent;
  Span at;
  std::uint32_t line = 0;
  std::string value;  ///< of a literal or word
};

struct Call {
  Callee callee;
  std::uint32_t depth;  ///< brackets open inside it
  std::uint32_t position = 0;
  std::string_view keyword;  ///< of the argument being read
  Argument current;
  Argument name, package, level;
};

/// Skips by the word's length: much faster than string_view::find, which stops at every first letter.
bool holds(std::string_view bytes, std::string_view word) {
  return std::search(bytes.begin(), bytes.end(), std::boyer_moore_horspool_searcher(word.begin(), word.end())) !=
         bytes.end();
}

/// The text of a string token without prefix and quotes; nothing if it is no plain ASCII text.
std::optional<std::string_view> literal_text(std::string_view token) {
  const std::size_t quote = token.find_first_of("'\"");
  if (token.substr(0, quote).find_first_of("bB") != std::string_view::npos) return std::nullopt;
  token.remove_prefix(quote);
  const std::size_t width = token.size() >= 6 && token[1] == token[0] && token[2] == token[0] ? 3 : 1;
  if (token.size() < 2 * width || token.back() != token.front()) return std::nullopt;
  token = token.substr(width, token.size() - 2 * width);
  const bool plain = std::all_of(token.begin(), token.end(), [](char c) { return c >= ' ' && c < 0x7f && c != '\\'; });
  // `{{` in an f-string is one brace; no module has one.
  if (token.find_first_of("{}") != std::string_view::npos) return std::nullopt;
  return plain ? std::optional(token) : std::nullopt;
}

class DynamicImports {
 public:
  DynamicImports(std::string_view bytes, std::uint32_t begin, const PythonNames& names, FileFacts& facts)
      : bytes_(bytes), lexer_(bytes, begin), names_(names), facts_(facts) {}

  void run() {
    for (PythonToken token = lexer_.next(); token.kind != Kind::end; token = lexer_.next()) {
      if (token.kind == Kind::comment) continue;
      step(token);
      previous_ = token;
    }
  }

 private:
  void step(const PythonToken& token) {
    // A closing bracket, or a broken f-string that took brackets with it.
    while (!calls_.empty() && token.depth < calls_.back().depth) {
      const bool complete = token.closes();
      Call call = std::move(calls_.back());
      calls_.pop_back();
      if (complete) finish(call);
    }
    if (!calls_.empty() && (token.depth == calls_.back().depth || token.opens())) read_argument(calls_.back(), token);
    if (token.is_op('(') && previous_.kind == Kind::name) {
      if (const std::optional<Callee> callee = callee_of_chain())
        calls_.push_back({*callee, token.depth, 0, {}, {}, {}, {}, {}});
    }
    if (token.kind == Kind::name) {
      chain_.begin = previous_.is_op('.') ? chain_.begin : token.begin;
      if (!previous_.is_op('.')) chain_rooted_ = true;
      chain_.end = token.end;
    } else if (!token.is_op('.')) {
      chain_rooted_ = false;
    }
  }

  std::optional<Callee> callee_of_chain() const {
    if (!chain_rooted_) return std::nullopt;
    const std::string_view written = bytes_.substr(chain_.begin, chain_.end - chain_.begin);
    if (written == "__import__" && names_.has_builtin_import()) return Callee::builtin_import;
    const std::optional<std::string> path = names_.full_name(chain_);
    if (path == "importlib.import_module") return Callee::import_module;
    if (path == "importlib.__import__" || path == "builtins.__import__") return Callee::builtin_import;
    return std::nullopt;
  }

  void read_argument(Call& call, const PythonToken& token) {
    Argument& argument = call.current;
    if (token.depth == call.depth && token.is_op(',')) return finish_argument(call);
    if (token.kind == Kind::assign && argument.form == Argument::Form::word && call.keyword.empty()) {
      call.keyword = bytes_.substr(argument.at.begin, argument.at.end - argument.at.begin);
      argument = {};
      return;
    }
    const bool first = argument.form == Argument::Form::absent;
    if (first) {
      argument.at.begin = token.begin;
      argument.line = token.line;
    }
    argument.at.end = token.end;
    switch (token.kind) {
      case Kind::name:
      case Kind::number:
        argument.form = first ? Argument::Form::word : Argument::Form::other;
        argument.value = first ? lexer_.text(token).substr(0, limits::kQuotedBytes) : std::string_view();
        break;
      case Kind::string:
        add_literal(argument, lexer_.text(token), first);
        break;
      case Kind::fstring_begin:
        fstring_begin_ = token.begin;
        // A field would come as a bracket; until one does, this is a literal that waits for its text.
        if (first) argument.form = Argument::Form::literal;
        if (argument.form == Argument::Form::word) argument.form = Argument::Form::other;
        break;
      case Kind::fstring_end:
        add_literal(argument, bytes_.substr(fstring_begin_, token.end - fstring_begin_), false);
        break;
      default:
        argument.form = Argument::Form::other;
    }
  }

  static void add_literal(Argument& argument, std::string_view token, bool first) {
    const std::optional<std::string_view> literal = literal_text(token);
    const bool joins = first || argument.form == Argument::Form::literal;
    argument.form = literal && joins ? Argument::Form::literal : Argument::Form::other;
    if (argument.form == Argument::Form::literal) argument.value += *literal;
  }

  static void finish_argument(Call& call) {
    const bool import_module = call.callee == Callee::import_module;
    const bool by_position = call.keyword.empty();
    if (call.keyword == "name" || (by_position && call.position == 0)) {
      call.name = call.current;
    } else if (import_module && (call.keyword == "package" || (by_position && call.position == 1))) {
      call.package = call.current;
    } else if (!import_module && (call.keyword == "level" || (by_position && call.position == 4))) {
      call.level = call.current;
    }
    ++call.position;
    call.keyword = {};
    call.current = {};
  }

  void finish(Call& call) {
    if (call.current.form != Argument::Form::absent) finish_argument(call);
    const Argument& name = call.name;
    if (name.form == Argument::Form::absent) return;
    Reference reference;
    reference.at = name.at;
    reference.line = name.line;
    const bool known = name.form == Argument::Form::literal &&
                       (call.callee == Callee::import_module ? resolve_import_module(call, reference)
                                                             : resolve_builtin_import(call, reference));
    reference.kind = known ? Reference::Kind::import_dynamic : Reference::Kind::import_computed;
    if (!known) {
      reference.level = 0;
      const std::size_t length = std::min<std::size_t>(name.at.end - name.at.begin, limits::kQuotedBytes);
      reference.spelled = bytes_.substr(name.at.begin, length);
    }
    facts_.references.push_back(std::move(reference));
  }

  /// `import_module(name, package)`: leading dots count from the package.
  static bool resolve_import_module(const Call& call, Reference& reference) {
    std::string_view rest = call.name.value;
    const std::size_t dots = std::min(rest.find_first_not_of('.'), rest.size());
    rest.remove_prefix(dots);
    reference.spelled = rest;
    if (rest.empty() || dots == 0) return !rest.empty();
    const Argument& package = call.package;
    if (package.form == Argument::Form::word && (package.value == "__package__" || package.value == "__name__")) {
      reference.level = static_cast<std::uint32_t>(dots);
      return true;
    }
    if (package.form != Argument::Form::literal || package.value.empty()) return false;
    std::string_view anchor = package.value;
    for (std::size_t up = 1; up < dots; ++up) {
      const std::size_t dot = anchor.rfind('.');
      if (dot == std::string_view::npos) return false;
      anchor = anchor.substr(0, dot);
    }
    reference.spelled = std::string(anchor).append(1, '.').append(rest);
    return true;
  }

  /// `__import__(name, globals, locals, fromlist, level)`: the level is a number, the name has no dots in front.
  static bool resolve_builtin_import(const Call& call, Reference& reference) {
    reference.spelled = call.name.value;
    if (reference.spelled.starts_with('.')) return false;
    if (call.level.form == Argument::Form::word && call.level.value.size() == 1 &&
        text::is_digit(call.level.value.front())) {
      reference.level = static_cast<std::uint32_t>(call.level.value.front() - '0');
    } else if (call.level.form != Argument::Form::absent) {
      return false;
    }
    return reference.level > 0 || !reference.spelled.empty();
  }

  std::string_view bytes_;
  PythonLexer lexer_;
  const PythonNames& names_;
  FileFacts& facts_;
  std::vector<Call> calls_;
  PythonToken previous_;
  Span chain_;                 ///< the chain of names that ends at the previous token
  bool chain_rooted_ = false;  ///< whether it starts with a name, not with a call's or subscript's attribute
  std::uint32_t fstring_begin_ = 0;
};

}  // namespace

void list_dynamic_imports(std::string_view bytes, std::uint32_t begin, const PythonNames& names, FileFacts& facts) {
  if (!holds(bytes, "import_module") && !holds(bytes, "__import__")) return;
  DynamicImports(bytes, begin, names, facts).run();
}

}  // namespace modgate
