// Bytes of a Go file in; package, imports and suppressions out. Imports stand before all other declarations, so nothing
// behind them is read but suppressions. The comment above `import "C"` is C: its includes are listed, too. A path with
// escapes is left undecided: no tool writes one.
#include <algorithm>
#include <string>
#include <string_view>

#include "scan/brace_lexer.h"
#include "scan/scan.h"

namespace modgate {
namespace {

constexpr BraceDialect kGo{.backtick = BraceDialect::Backtick::string};

class GoScanner {
 public:
  GoScanner(std::string_view bytes, FileFacts& facts) : bytes_(bytes), lexer_(bytes, kGo), facts_(facts) { advance(); }

  void run() {
    if (token_.is_word("package")) {
      advance();
      if (token_.is_name()) add_package(facts_, std::string(token_.text), token_.at(), token_.line);
      advance();
    }
    while (token_.is_word("import") || token_.is(';')) {
      if (token_.is(';')) {
        advance();
      } else {
        import();
      }
    }
    const bool more =
        bytes_.substr(std::min<std::size_t>(token_.begin, bytes_.size())).find("modgate:") != std::string_view::npos;
    while (more && token_.kind != BraceToken::Kind::end) advance();
    lexer_.finish(facts_);
  }

 private:
  void advance() { token_ = lexer_.next(); }

  void import() {
    const Span above = lexer_.comment_before();
    const std::uint32_t above_line = lexer_.comment_first_line();
    advance();
    if (!token_.is('(')) {
      spec(above, above_line);
      return;
    }
    advance();
    while (token_.kind != BraceToken::Kind::end && !token_.is(')')) {
      if (token_.is(';')) {
        advance();
      } else if (!spec(lexer_.comment_before(), lexer_.comment_first_line())) {
        advance();
      }
    }
    advance();
  }

  /// `name "path"`, `. "path"`, `"path"`; false when none stands here.
  bool spec(Span above, std::uint32_t above_line) {
    if (token_.is('.') || token_.is_name()) advance();
    if (token_.kind != BraceToken::Kind::string) return false;
    const bool raw = bytes_[token_.begin] == '`';
    if (token_.text == "C" && !raw && above.end != 0) preamble(above, above_line);
    const auto kind = raw || token_.plain ? Reference::Kind::import : Reference::Kind::import_computed;
    if (!token_.text.empty()) add_reference(facts_, kind, std::string(token_.text), token_.at(), token_.line);
    advance();
    return true;
  }

  /// The comment above `import "C"` as the C that it is.
  void preamble(Span above, std::uint32_t line) {
    std::string text(bytes_.substr(above.begin, above.end - above.begin));
    for (std::size_t at = text.find('/'); at < text.size(); at = text.find('/', at + 1)) {
      const bool begins = at + 1 < text.size() && (text[at + 1] == '/' || text[at + 1] == '*');
      const bool ends = at > 0 && text[at - 1] == '*';
      if (begins) text[at] = text[at + 1] = ' ';
      if (ends) text[at] = text[at - 1] = ' ';
    }
    for (Reference& include : scan_cxx(text, {}).references) {
      include.at = {include.at.begin + above.begin, include.at.end + above.begin};
      include.line += line - 1;
      if (Reference* const added = add_reference(facts_, include.kind, include.spelled, include.at, include.line)) {
        *added = include;
      }
    }
  }

  std::string_view bytes_;
  BraceLexer lexer_;
  FileFacts& facts_;
  BraceToken token_;
};

}  // namespace

FileFacts scan_go(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::go;
  facts.scanned = true;
  GoScanner(bytes, facts).run();
  return facts;
}

}  // namespace modgate
