// Bytes of a Kotlin file or script in; package, imports, qualified names and suppressions out. `import` is a word like
// others in Kotlin: it begins an import where a line or statement begins outside of all brackets and a name follows.
// Declarations are not read.
#include <string_view>
#include <utility>

#include "scan/jvm_reader.h"
#include "scan/scan.h"

namespace modgate {
namespace {

constexpr BraceDialect kKotlin{.nested_comments = true,
                               .triple = BraceDialect::Triple::raw,
                               .backtick = BraceDialect::Backtick::word,
                               .templates = BraceDialect::Template::always};

}  // namespace

FileFacts scan_kotlin(std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  facts.language = Language::kotlin;
  facts.scanned = true;
  JvmReader reader(bytes, kKotlin, options.jvm_classes, facts);
  bool statement_begins = true;
  while (!reader.done()) {
    const bool outside = reader.depth() == 0;
    if (outside && reader.token().is_word("package")) {
      reader.advance();
      reader.only_package(reader.dotted());
    } else if (outside && reader.token().is_word("import") && (statement_begins || reader.token().first_on_line)) {
      reader.advance();
      reader.import(reader.dotted());
      if (reader.token().is_word("as")) {
        reader.advance();
        if (reader.token().is_name()) reader.advance();
      }
    } else {
      statement_begins = reader.token().is(';');
      reader.pass();
    }
  }
  reader.finish();
  return facts;
}

}  // namespace modgate
