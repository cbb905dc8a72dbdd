// Bytes of a Scala file in; packages (each clause by its full name), imports wherever they stand, qualified names and
// suppressions out. Imports are listed as written: what a relative one means is decided by packages, elsewhere. One
// that goes through `this` or `super` names no package and is left out. A name hidden by `=> _` is no use.
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/limits.h"
#include "scan/jvm_reader.h"
#include "scan/scan.h"

namespace modgate {
namespace {

constexpr BraceDialect kScala{.nested_comments = true,
                              .triple = BraceDialect::Triple::raw,
                              .single = BraceDialect::Single::symbol,
                              .backtick = BraceDialect::Backtick::word,
                              .templates = BraceDialect::Template::prefixed,
                              .dollar_in_words = true};

class ScalaScanner {
 public:
  ScalaScanner(std::string_view bytes, const ScanOptions& options, FileFacts& facts)
      : reader_(bytes, kScala, options.jvm_classes, facts), facts_(facts) {}

  void run() {
    while (!reader_.done()) {
      while (!scopes_.empty() && reader_.depth() < scopes_.back().depth) scopes_.pop_back();
      if (token().is_word("package")) {
        package();
      } else if (token().is_word("import")) {
        import();
      } else {
        if (!token().is('{') && !token().is('}') && !token().is(';') && !token().is(':')) empty_ = false;
        reader_.pass();
      }
    }
    reader_.finish();
  }

 private:
  /// A package clause that is open: to the closing brace, or to the file's end.
  struct Scope {
    std::string name;
    std::uint32_t depth = 0;
  };

  const BraceToken& token() const { return reader_.token(); }

  void package() {
    reader_.advance();
    const bool object = token().is_word("object");
    if (object) reader_.advance();
    const JvmReader::Dotted name = reader_.dotted();
    if (name.text.empty()) return;
    std::string full = scopes_.empty() ? std::string() : scopes_.back().name + '.';
    full += name.text;
    if (full.size() > limits::kNamespaceBytes || scopes_.size() >= limits::kNamespaceDepth) {
      if (facts_.troubles.empty()) {
        facts_.troubles.push_back({"more packages within each other than are read", name.at, name.line});
      }
      return;
    }
    if (empty_ && !scopes_.empty() && !facts_.packages.empty()) facts_.packages.back().outer = true;
    empty_ = true;
    reader_.package(name, full);
    if (!object) scopes_.push_back({std::move(full), reader_.depth()});
  }

  void import() {
    do {
      reader_.advance();  // the keyword, or a comma
      const JvmReader::Dotted name = reader_.dotted();
      if (name.text.empty()) return;
      if (through_instance(name.text)) {
        skip_selectors();
      } else if (!name.open || token().is('*')) {
        reader_.import(name);
      } else {
        selected(name);
      }
      if (token().is_word("as")) {
        reader_.advance();
        if (token().is_name()) reader_.advance();
      }
    } while (token().is(','));
  }

  static bool through_instance(std::string_view name) {
    const std::string parts = '.' + std::string(name) + '.';
    return parts.find(".this.") != std::string::npos || parts.find(".super.") != std::string::npos;
  }

  /// `_`, `{a, b => c, _}`.
  void selected(const JvmReader::Dotted& name) {
    if (!token().is_word("_") && !token().is('{')) return;
    Reference* const reference = reader_.import_from(name);
    if (token().is_word("_")) {
      if (reference != nullptr) reference->names.push_back({"*", token().at()});
      reader_.advance();
      return;
    }
    const std::uint32_t inside = reader_.depth();
    reader_.advance();
    while (!reader_.done() && reader_.depth() >= inside) {
      const BraceToken selector = token();
      reader_.advance();
      const bool hidden = skip_renaming(inside);
      if (reference == nullptr || hidden) continue;
      const bool wildcard = selector.is_word("_") || selector.is('*') || selector.is_word("given");
      if (wildcard || selector.is_name()) {
        reference->names.push_back({wildcard ? "*" : std::string(selector.text), selector.at()});
      }
    }
    if (token().is('}')) reader_.advance();
    if (reference != nullptr && reference->names.empty()) facts_.references.pop_back();
  }

  /// Up to the next selector; whether the name was renamed to `_`.
  bool skip_renaming(std::uint32_t inside) {
    bool hidden = false;
    while (!reader_.done() && reader_.depth() >= inside && !token().is(',')) {
      hidden = token().is_word("_");
      reader_.advance();
    }
    if (token().is(',')) reader_.advance();
    return hidden;
  }

  void skip_selectors() {
    if (!token().is('{')) return reader_.advance();
    const std::uint32_t inside = reader_.depth();
    while (!reader_.done() && reader_.depth() >= inside) reader_.advance();
    if (token().is('}')) reader_.advance();
  }

  JvmReader reader_;
  FileFacts& facts_;
  std::vector<Scope> scopes_;
  bool empty_ = false;  ///< nothing but imports stands in the last package so far
};

}  // namespace

FileFacts scan_scala(std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  facts.language = Language::scala;
  facts.scanned = true;
  ScalaScanner(bytes, options, facts).run();
  return facts;
}

}  // namespace modgate
