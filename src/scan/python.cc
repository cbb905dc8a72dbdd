// Bytes of a Python or Cython file in; imports, attribute chains, registered names and suppressions out. Import
// statements are found wherever a statement may begin: nothing of the rest is parsed, so code of any version and broken
// code can stand around them. A name outside ASCII is reported as import_computed: Python would normalise it (NFKC)
// before it looks for the module.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/line_index.h"
#include "scan/python_dynamic.h"
#include "scan/python_encoding.h"
#include "scan/python_imports.h"
#include "scan/python_lexer.h"
#include "scan/python_names.h"
#include "scan/python_strings.h"
#include "scan/scan.h"
#include "scan/script_text.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

using Kind = PythonToken::Kind;

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// A dotted name as read: `a.b`, or `..a.b` in a from-import.
struct DottedName {
  std::string text;         ///< without the leading dots
  std::uint32_t level = 0;  ///< leading dots
  std::string_view root;    ///< the first component
  Span at;                  ///< leading dots included
  std::uint32_t line = 0;
};

class Scanner {
 public:
  Scanner(std::string_view bytes, std::uint32_t begin, const ScanOptions& options, FileFacts& facts)
      : lexer_(bytes, begin),
        names_(bytes),
        strings_(bytes, options, facts),
        facts_(facts),
        cython_(facts.language == Language::cython) {}

  void run() {
    advance();
    bool statement_begins = true;
    while (token_.kind != Kind::end) {
      if (token_.kind == Kind::name && read_import(statement_begins)) {
        statement_begins = false;
        continue;
      }
      const bool ends = token_.kind == Kind::newline || token_.is_op(';') || token_.is_op(':');
      statement_begins = ends && token_.depth == 0;
      names_.see(token_);
      strings_.see(token_);
      advance();
    }
    names_.finish();
    strings_.finish();
    names_.list_chains(facts_);
    facts_.suppressions = suppressions_.finish();
    facts_.troubles.insert(facts_.troubles.end(), lexer_.troubles().begin(), lexer_.troubles().end());
  }

  const PythonNames& names() const { return names_; }

 private:
  /// The next token that is no comment.
  void advance() {
    token_ = lexer_.next();
    for (; token_.kind == Kind::comment; token_ = lexer_.next()) {
      suppressions_.comment(lexer_.text(token_), token_.begin, token_.line, !token_.first_on_line);
    }
    if (token_.kind != Kind::newline && token_.kind != Kind::end) suppressions_.code(token_.line);
  }
  bool at_word(std::string_view word) const { return token_.kind == Kind::name && lexer_.text(token_) == word; }
  bool at_import() const { return at_word("import") || (cython_ && at_word("cimport")); }

  /// `.` or `...`, which is one token.
  bool at_dots() const { return token_.is_op('.') || (token_.kind == Kind::number && lexer_.text(token_) == "..."); }

  /// Reads an import statement if one begins at this token. Inside brackets none can; where a line begins with one, a
  /// closing bracket is missing above.
  bool read_import(bool statement_begins) {
    const bool recovers = token_.depth > 0 && token_.first_on_line;
    if (!statement_begins && !recovers) return false;
    if (cython_ && statement_begins && read_cython()) return true;
    if (at_import()) {
      if (recovers && !abandon_brackets()) return false;
      advance();
      read_import_names();
      return true;
    }
    if (!at_word("from")) return false;
    return recovers ? recover_import_from() : read_import_from();
  }

  bool abandon_brackets() {
    if (!lexer_.abandon_brackets()) return false;
    PythonToken newline;
    newline.kind = Kind::newline;
    newline.begin = newline.end = token_.begin;
    names_.see(newline);
    return true;
  }

  bool read_import_from() {
    advance();
    DottedName module;
    read_dotted_name(module);
    if (at_import()) read_from_names(module);
    return true;
  }

  /// `from` at the start of a line within brackets: an import, or the second half of `yield from`.
  bool recover_import_from() {
    const PythonToken from = token_;
    advance();
    DottedName module;
    std::vector<PythonToken> taken{from};
    read_dotted_name(module, &taken);
    if (at_import() && abandon_brackets()) {
      read_from_names(module);
    } else {
      for (const PythonToken& token : taken) names_.see(token);
    }
    return true;
  }

  /// `include "x.pxi"`, `cdef extern from "x.h"` and `cdef extern from "<x.h>"`; `*` names no file.
  bool read_cython() {
    const bool external = at_word("cdef");
    if (!external && !at_word("include")) return false;
    names_.see(token_);
    advance();
    if (external) {
      for (const std::string_view next : {"extern", "from"}) {
        if (!at_word(next)) return true;
        advance();
      }
    }
    if (token_.kind != Kind::string) return true;
    const std::string_view literal = lexer_.text(token_);
    const std::size_t open = std::min(literal.find_first_of("\"'"), literal.size());
    if (literal.size() < open + 2 || literal.substr(open).starts_with("\"\"\"")) return true;
    std::string_view body = literal.substr(open + 1, literal.size() - open - 2);
    const bool angled = body.starts_with('<') && body.ends_with('>');
    if (angled) body = body.substr(1, body.size() - 2);
    add_reference(facts_, angled ? Reference::Kind::include_angled : Reference::Kind::include_quoted, token_.line,
                  {token_.begin, token_.end}, unescaped(body));
    advance();
    return true;
  }

  /// Whether there was a component. `taken` gets the tokens.
  bool read_dotted_name(DottedName& name, std::vector<PythonToken>* taken = nullptr) {
    const auto take = [&] {
      if (name.line == 0) {
        name.at.begin = token_.begin;
        name.line = token_.line;
      }
      // A point after the last component is none of the name.
      if (token_.kind == Kind::name || name.text.empty()) name.at.end = token_.end;
      if (taken != nullptr) taken->push_back(token_);
      advance();
    };
    for (; at_dots(); take()) name.level += token_.end - token_.begin;
    // `from . import x`: the keyword is no component.
    while (token_.kind == Kind::name && !at_import()) {
      if (name.text.empty()) {
        name.root = lexer_.text(token_);
      } else {
        name.text += '.';
      }
      name.text += lexer_.text(token_);
      take();
      if (!token_.is_op('.')) break;
      take();
    }
    return !name.text.empty();
  }

  Reference& add(Reference::Kind kind, const DottedName& name) {
    Reference& reference = facts_.references.emplace_back();
    reference.kind = is_ascii(name.text) ? kind : Reference::Kind::import_computed;
    reference.level = name.level;
    reference.line = name.line;
    reference.at = name.at;
    reference.spelled = name.text;
    return reference;
  }

  /// `as NAME`, if it stands here.
  std::string_view read_alias() {
    if (!at_word("as")) return {};
    advance();
    if (token_.kind != Kind::name) return {};
    const std::string_view alias = lexer_.text(token_);
    advance();
    return alias;
  }

  void read_import_names() {
    while (true) {
      DottedName name;
      if (token_.kind != Kind::name || !read_dotted_name(name)) return;
      add(Reference::Kind::import, name);
      const std::string_view alias = read_alias();
      const bool nameable = is_ascii(name.text);
      if (!alias.empty()) {
        names_.bind(alias, nameable ? std::string_view(name.text) : std::string_view());
      } else {
        names_.bind(name.root, is_ascii(name.root) ? name.root : std::string_view());
      }
      if (!token_.is_op(',')) return;
      advance();
    }
  }

  void read_from_names(const DottedName& module) {
    const bool nameable = module.level == 0 && is_ascii(module.text);
    const std::size_t index = facts_.references.size();
    add(Reference::Kind::import_from, module);
    advance();
    if (module.at.end == 0) {
      // `from import x`: no Python reads it.
      facts_.references.pop_back();
      return;
    }
    if (token_.is_op('*')) {
      facts_.references[index].names.push_back({"*", {token_.begin, token_.end}});
      advance();
      return;
    }
    const bool parenthesised = token_.is_op('(');
    if (parenthesised) advance();
    while (token_.kind == Kind::name && !(parenthesised && statement_begins_here())) {
      const PythonToken token = token_;
      const std::string_view name = lexer_.text(token);
      advance();
      if (is_ascii(name)) {
        facts_.references[index].names.push_back({std::string(name), {token.begin, token.end}});
      } else {
        add(Reference::Kind::import_computed,
            {std::string(name), module.level, {}, {token.begin, token.end}, token.line});
      }
      const std::string_view alias = read_alias();
      names_.bind(alias.empty() ? name : alias, nameable && is_ascii(name) ? module.text : std::string_view(), name);
      if (!token_.is_op(',')) break;
      advance();
    }
    if (parenthesised && token_.is_op(')')) advance();
  }

  /// Within the parentheses of a from-import: the next import begins where a `)` is missing.
  bool statement_begins_here() const { return token_.first_on_line && (at_import() || at_word("from")); }

  PythonLexer lexer_;
  PythonNames names_;
  PythonStrings strings_;
  SuppressionList suppressions_;
  FileFacts& facts_;
  PythonToken token_;
  bool cython_;
};

template <class Facts>
void fill_lines(Facts& facts, const LineIndex& lines) {
  for (auto& fact : facts) fact.line = lines.position(fact.at.begin).line;
}

/// A lone carriage return ends a line of Python and none of a report: then lines are counted anew, as the file has
/// them.
void count_lines_of_file(std::string_view bytes, FileFacts& facts) {
  if (bytes.find('\r') == std::string_view::npos) return;
  const LineIndex lines(bytes);
  std::vector<std::uint32_t> begins{0};  // of Python's lines
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const bool ends = bytes[i] == '\n' || (bytes[i] == '\r' && (i + 1 == bytes.size() || bytes[i + 1] != '\n'));
    if (ends) begins.push_back(static_cast<std::uint32_t>(i + 1));
  }
  if (begins.size() == lines.lines()) return;
  fill_lines(facts.references, lines);
  fill_lines(facts.names, lines);
  fill_lines(facts.strings, lines);
  fill_lines(facts.suppressions, lines);
  fill_lines(facts.troubles, lines);
  for (Suppression& one : facts.suppressions) {
    const std::size_t row = std::min<std::size_t>(one.applies_to, begins.size());
    if (row > 0) one.applies_to = lines.position(begins[row - 1]).line;
  }
}

}  // namespace

void read_python(std::string_view bytes, const ScanOptions& options, FileFacts& facts) {
  facts.scanned = true;
  PythonEncoding encoding = python_encoding(bytes);
  if (encoding.trouble) facts.troubles.push_back(*std::move(encoding.trouble));
  if (!encoding.readable) return;
  if (const std::size_t nul = bytes.find('\0'); nul != std::string_view::npos) {
    const auto at = static_cast<std::uint32_t>(nul);
    const auto lines = std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(nul), '\n');
    facts.troubles.push_back({"NUL byte", {at, at + 1}, 1 + static_cast<std::uint32_t>(lines)});
  }
  Scanner scanner(bytes, encoding.begin, options, facts);
  scanner.run();
  list_dynamic_imports(bytes, encoding.begin, scanner.names(), facts);
  std::stable_sort(facts.references.begin(), facts.references.end(),
                   [](const Reference& a, const Reference& b) { return a.at.begin < b.at.begin; });
  count_lines_of_file(bytes, facts);
}

FileFacts scan_python(std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  facts.language = Language::python;
  read_python(bytes, options, facts);
  return facts;
}

}  // namespace modgate
