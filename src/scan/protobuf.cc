// Bytes of a .proto file in; package, imports (plain, public, weak) and suppressions out. Messages are not read: what
// they name has to be imported. A path with escapes is left undecided.
#include <string>
#include <string_view>
#include <utility>

#include "scan/brace_lexer.h"
#include "scan/scan.h"

namespace modgate {
namespace {

constexpr BraceDialect kProtobuf{.single = BraceDialect::Single::string};

class ProtobufScanner {
 public:
  ProtobufScanner(std::string_view bytes, FileFacts& facts) : lexer_(bytes, kProtobuf), facts_(facts) { advance(); }

  void run() {
    bool statement_begins = true;
    while (token_.kind != BraceToken::Kind::end) {
      if (statement_begins && lexer_.depth() == 0 && token_.is_word("import")) {
        import();
        statement_begins = false;
      } else if (statement_begins && lexer_.depth() == 0 && token_.is_word("package")) {
        package();
        statement_begins = false;
      } else {
        statement_begins = lexer_.depth() == 0 && (token_.is(';') || token_.is('}'));
        advance();
      }
    }
    lexer_.finish(facts_);
  }

 private:
  void advance() { token_ = lexer_.next(); }

  /// Strings side by side are one.
  void import() {
    advance();
    if (token_.is_word("public") || token_.is_word("weak") || token_.is_word("option")) advance();
    if (token_.kind != BraceToken::Kind::string) return;
    std::string path;
    bool plain = true;
    Span at = token_.at();
    const std::uint32_t line = token_.line;
    for (; token_.kind == BraceToken::Kind::string; advance()) {
      path += token_.text;
      plain = plain && token_.plain;
      at.end = token_.end;
    }
    const auto kind = plain ? Reference::Kind::import : Reference::Kind::import_computed;
    if (!path.empty()) add_reference(facts_, kind, std::move(path), at, line);
  }

  void package() {
    advance();
    std::string name;
    Span at = token_.at();
    const std::uint32_t line = token_.line;
    while (token_.is_name() || token_.is('.')) {
      name += token_.text;
      at.end = token_.end;
      advance();
    }
    if (!name.empty()) add_package(facts_, std::move(name), at, line);
  }

  BraceLexer lexer_;
  FileFacts& facts_;
  BraceToken token_;
};

}  // namespace

FileFacts scan_protobuf(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::protobuf;
  facts.scanned = true;
  ProtobufScanner(bytes, facts).run();
  return facts;
}

}  // namespace modgate
