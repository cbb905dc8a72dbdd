// Bytes of a Java file in; package, imports, qualified names and suppressions out. Unicode escapes are decoded first,
// as the language says, and places are counted in the bytes as they were. Of `import module m` the name is taken as if
// it were a package. Declarations are not read.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scan/jvm_reader.h"
#include "scan/scan.h"

namespace modgate {
namespace {

constexpr BraceDialect kJava{.triple = BraceDialect::Triple::escaped, .dollar_in_words = true};

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// The text without `\uXXXX`, and where its bytes stood.
class Unescaped {
 public:
  explicit Unescaped(std::string_view bytes) {
    text_.reserve(bytes.size());
    std::size_t copied = 0;
    for (std::size_t at = bytes.find('\\'); at < bytes.size(); at = bytes.find('\\', at)) {
      std::size_t digits = at + 1;
      while (digits < bytes.size() && bytes[digits] == 'u') ++digits;
      const long unit = digits > at + 1 ? unit_at(bytes, digits) : -1;
      if (unit < 0) {
        at += 2;  // a backslash behind a backslash begins no escape
        continue;
      }
      text_.append(bytes, copied, at - copied);
      append(static_cast<std::uint32_t>(unit));
      at = copied = digits + 4;
      marks_.emplace_back(static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(copied));
    }
    text_.append(bytes, copied);
  }

  const std::string& text() const { return text_; }

  void restore(Span& span) const { span = {place(span.begin), place(span.end)}; }

 private:
  static long unit_at(std::string_view bytes, std::size_t digits) {
    if (digits + 4 > bytes.size()) return -1;
    long unit = 0;
    for (std::size_t i = digits; i < digits + 4; ++i) {
      const int digit = hex_digit(bytes[i]);
      if (digit < 0) return -1;
      unit = unit * 16 + digit;
    }
    return unit;
  }

  void append(std::uint32_t unit) {
    const auto byte = [&](std::uint32_t value) { text_ += static_cast<char>(value); };
    if (unit == '\n') {
      byte('\r');  // it ends a comment, but lines are counted as the file has them
    } else if (unit < 0x80) {
      byte(unit);
    } else if (unit < 0x800) {
      byte(0xC0 | (unit >> 6));
      byte(0x80 | (unit & 0x3F));
    } else {
      byte(0xE0 | (unit >> 12));
      byte(0x80 | ((unit >> 6) & 0x3F));
      byte(0x80 | (unit & 0x3F));
    }
  }

  std::uint32_t place(std::uint32_t at) const {
    const auto after = std::upper_bound(marks_.begin(), marks_.end(), std::pair(at, 0xffffffffU));
    return after == marks_.begin() ? at : (after - 1)->second + (at - (after - 1)->first);
  }

  std::string text_;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> marks_;  ///< behind each escape: in text_, and in the file
};

void restore(const Unescaped& unescaped, FileFacts& facts) {
  for (Reference& reference : facts.references) {
    unescaped.restore(reference.at);
    for (Reference::Name& name : reference.names) unescaped.restore(name.at);
  }
  for (PackageDeclaration& package : facts.packages) unescaped.restore(package.at);
  for (QualifiedName& name : facts.names) unescaped.restore(name.at);
  for (ScanTrouble& trouble : facts.troubles) unescaped.restore(trouble.at);
  for (Suppression& suppression : facts.suppressions) {
    unescaped.restore(suppression.at);
    for (Suppression::Item& rule : suppression.rules) unescaped.restore(rule.at);
  }
}

/// `exports a.b`, `opens a.b to c` of a module's declaration: the package must be there.
void read_directive(JvmReader& reader) {
  reader.advance();
  const JvmReader::Dotted name = reader.dotted();
  if (name.text.empty() || name.open || (!reader.token().is(';') && !reader.token().is_word("to"))) return;
  if (Reference* const reference = reader.import_from(name)) reference->names.push_back({"*", name.at});
}

void read(std::string_view text, const ScanOptions& options, FileFacts& facts) {
  JvmReader reader(text, kJava, options.jvm_classes, facts);
  bool in_module = false;         // `module a.b {` stood outside of all braces
  bool statement_begins = false;  // directly in its braces
  while (!reader.done()) {
    const bool outside = reader.depth() == 0;
    if (outside && reader.token().is_word("package")) {
      reader.advance();
      reader.only_package(reader.dotted());
    } else if (outside && reader.token().is_word("import")) {
      reader.advance();
      if (reader.token().is_word("static")) reader.advance();
      JvmReader::Dotted name = reader.dotted();
      // `import module java.base;`
      if (name.text == "module" && reader.token().is_name()) name = reader.dotted();
      reader.import(std::move(name));
    } else if (statement_begins && (reader.token().is_word("exports") || reader.token().is_word("opens"))) {
      read_directive(reader);
    } else {
      in_module = in_module || (outside && reader.token().is_word("module"));
      statement_begins = in_module && (reader.token().is('{') || reader.token().is(';'));
      reader.pass();
    }
  }
  reader.finish();
}

}  // namespace

FileFacts scan_java(std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  facts.language = Language::java;
  facts.scanned = true;
  if (bytes.find("\\u") == std::string_view::npos) {
    read(bytes, options, facts);
    return facts;
  }
  const Unescaped unescaped(bytes);
  read(unescaped.text(), options, facts);
  restore(unescaped, facts);
  return facts;
}

}  // namespace modgate
