// Bytes of a JavaScript file in; what it imports and its suppressions out. Imports are found wherever their words
// stand, statements are not parsed: code of any version, with types or without, may stand around them. Not followed:
// other names for `require`, loaders that take a module's name (`define`, `jest.mock`), paths that a bundler makes of
// patterns.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/limits.h"
#include "scan/js_imports.h"
#include "scan/js_lexer.h"
#include "scan/scan.h"
#include "scan/script_text.h"

namespace modgate {
namespace {

using Kind = JsToken::Kind;

class Reader {
 public:
  Reader(std::string_view bytes, FileFacts& facts) : bytes_(bytes), lexer_(bytes, after_mark(bytes)), facts_(facts) {}

  void run() {
    advance();
    while (token_.kind != Kind::end) step();
    for (const Computed& call : pending_) add_computed(call, last_end_);
    lexer_.finish(facts_);
    std::stable_sort(facts_.references.begin(), facts_.references.end(),
                     [](const Reference& a, const Reference& b) { return a.at.begin < b.at.begin; });
  }

 private:
  /// A call whose argument is no literal: listed when its parenthesis closes, for only then it shows that it is one.
  struct Computed {
    std::uint32_t begin = 0;
    std::uint32_t line = 0;
    std::uint32_t depth = 0;  ///< parentheses open inside it
  };

  void advance() {
    const bool closes = token_.is(')');
    const std::uint32_t before = last_end_;
    if (token_.is('(')) ++depth_;
    if (closes && depth_ > 0) --depth_;
    dots_ = token_.is('.') ? dots_ + 1 : 0;
    if (token_.is("function") || token_.is('#')) dots_ = 1;  // what follows is defined here, not called
    if (token_.kind == Kind::word) word_ = token_.text;
    last_end_ = token_.end;
    token_ = lexer_.next();
    if (!closes || pending_.empty() || depth_ >= pending_.back().depth) return;
    // With a body behind it, it was the definition of a method.
    if (!token_.is('{')) add_computed(pending_.back(), before);
    pending_.pop_back();
  }

  void step() {
    const bool property = dots_ == 1 && !(word_ == "module" && token_.is("require"));
    if (property || token_.kind != Kind::word) {
      advance();
    } else if (token_.is("import")) {
      read_import();
    } else if (token_.is("export")) {
      read_export();
    } else if (token_.is("require")) {
      read_require();
    } else {
      advance();
    }
  }

  void add(Reference::Kind kind, const JsToken& literal) {
    add_reference(facts_, kind, literal.line, literal.at(), unescaped(literal.text));
  }

  /// The literal here, if there is one, is imported.
  void read_module() {
    if (token_.kind != Kind::string) return;
    add(Reference::Kind::import, token_);
    advance();
  }

  void add_computed(const Computed& call, std::uint32_t end) {
    end = std::min(std::max(end, call.begin + 1), static_cast<std::uint32_t>(bytes_.size()));
    const std::size_t shown = std::min<std::size_t>(end - call.begin, limits::kQuotedBytes);
    add_reference(facts_, Reference::Kind::import_computed, call.line, {call.begin, end},
                  std::string(bytes_.substr(call.begin, shown)));
  }

  void read_import() {
    advance();
    if (token_.kind == Kind::string) {
      read_module();
    } else if (token_.is('(')) {
      read_call();
    } else {
      read_clause();
    }
  }

  /// `a, {b as c}, * as d from "m"`, `a = require("m")`, both perhaps behind `type`.
  void read_clause() {
    while (true) {
      if (token_.is("from")) {
        advance();
        if (token_.kind == Kind::string) return read_module();
      } else if (token_.kind == Kind::word) {
        advance();
      } else if (token_.is(',') || token_.is('*')) {
        advance();
      } else if (token_.is('{')) {
        if (!read_names()) return;
      } else {
        break;
      }
    }
    if (!token_.is('=')) return;
    advance();
    if (!token_.is("require")) return;
    advance();
    if (!token_.is('(')) return;
    advance();
    read_module();
  }

  /// `{a as b, type c, "d" as e}`; false where it is something else.
  bool read_names() {
    advance();
    while (token_.kind == Kind::word || token_.kind == Kind::string || token_.is(',')) advance();
    if (!token_.is('}')) return false;
    advance();
    return true;
  }

  void read_export() {
    advance();
    if (token_.is("type")) advance();
    if (token_.is('*')) {
      advance();
      if (token_.is("as")) {
        advance();
        advance();
      }
    } else if (!token_.is('{') || !read_names()) {
      return;
    }
    if (!token_.is("from")) return;
    advance();
    read_module();
  }

  /// `require("m")`, `require.resolve("m")`, and a bundler's `require.context("folder")`.
  void read_require() {
    advance();
    if (token_.is('.')) {
      advance();
      if (!token_.is("resolve") && !token_.is("context")) return;
      advance();
    }
    if (token_.is('(')) read_call();
  }

  void read_call() {
    advance();
    const std::uint32_t depth = depth_;
    if (token_.is(')')) return;
    if (token_.is('[')) return read_list(depth);
    const JsToken first = token_;
    const bool literal = first.kind == Kind::string;
    // A call within the call is looked at by itself.
    if (literal || (first.kind == Kind::word && !first.is("import") && !first.is("require"))) advance();
    if (literal && (token_.is(')') || token_.is(','))) {
      add(Reference::Kind::import_dynamic, first);
    } else if (first.kind == Kind::word && token_.is(':')) {
      // `require(id: string)` is a signature.
    } else {
      pending_.push_back({first.begin, first.line, depth});
    }
  }

  /// `require(["a", "b"], ...)` of AMD.
  void read_list(std::uint32_t depth) {
    const JsToken list = token_;
    advance();
    while (token_.kind == Kind::string || token_.is(',')) {
      if (token_.kind == Kind::string) add(Reference::Kind::import_dynamic, token_);
      advance();
    }
    if (!token_.is(']')) pending_.push_back({list.begin, list.line, depth});
  }

  std::string_view bytes_;
  JsLexer lexer_;
  FileFacts& facts_;
  JsToken token_;
  std::uint32_t depth_ = 0;     ///< open parentheses before the token
  std::uint32_t dots_ = 0;      ///< points directly before the token
  std::uint32_t last_end_ = 0;  ///< of the token before
  std::string_view word_;       ///< the last word
  std::vector<Computed> pending_;
};

}  // namespace

void read_js_imports(std::string_view bytes, FileFacts& facts) {
  facts.scanned = true;
  if (auto trouble = not_text(bytes)) {
    facts.troubles.push_back(*std::move(trouble));
    return;
  }
  Reader(bytes, facts).run();
}

FileFacts scan_javascript(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::javascript;
  read_js_imports(bytes, facts);
  return facts;
}

}  // namespace modgate
