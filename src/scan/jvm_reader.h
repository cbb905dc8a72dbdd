// What Java, Kotlin and Scala share: dotted names, imports and packages as facts, and the qualified names in their
// code. Tokens in, facts out. Nothing is known of scopes: a chain that begins at a variable is listed, too, and the
// resolver decides by packages and classes whether it can be a class.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "modgate/facts.h"
#include "scan/brace_lexer.h"

namespace modgate {

/// Collects the chains of at least three names whose first two do not begin with a capital: `org.acme.Foo`. What
/// follows the first name with a capital is a member and no part of it. Also where one of the classes asked for begins
/// a chain: alone it can be the class of the file's own package. Each spelling once, at its first place.
class JvmNames {
 public:
  explicit JvmNames(const std::vector<std::string>& classes) : classes_(classes) {}
  void see(const BraceToken& token);
  void list(FileFacts& facts);

 private:
  void begin(const BraceToken& token);
  void add(std::string name, Span at, std::uint32_t line);
  void extend(const BraceToken& token);
  void finish_chain();

  const std::vector<std::string>& classes_;
  std::string name_;
  Span at_;
  std::uint32_t line_ = 0;
  std::size_t components_ = 0;  ///< 0: no chain is open
  bool closed_ = false;         ///< nothing more is taken: a capital, or too long
  bool ordinary_ = true;        ///< of the first two, none has a capital, and none is a keyword
  enum class Annotation : std::uint8_t { none, begins, named } annotation_ = Annotation::none;  ///< in `a.@b.C D`
  std::uint32_t dots_ = 0;   ///< directly before this token
  bool definition_ = false;  ///< the token before begins a class
  std::unordered_set<std::string> defined_;
  std::unordered_set<std::string> seen_;
  std::vector<QualifiedName> found_;
  bool full_ = false;
};

class JvmReader {
 public:
  struct Dotted {
    std::string text;  ///< cut between components to limits::kDottedPathBytes
    Span at;
    std::uint32_t line = 0;
    bool open = false;  ///< a `.` follows, and no name behind it
  };

  /// `classes` is sorted and outlives the reader.
  JvmReader(std::string_view bytes, BraceDialect dialect, const std::vector<std::string>& classes, FileFacts& facts)
      : lexer_(bytes, dialect), names_(classes), facts_(facts) {
    advance();
  }
  const BraceToken& token() const { return token_; }
  bool done() const { return token_.kind == BraceToken::Kind::end; }
  std::uint32_t depth() const { return lexer_.depth(); }
  void advance() { token_ = lexer_.next(); }
  /// The token is code: its names count.
  void pass() {
    names_.see(token_);
    advance();
  }
  /// `a.b.c`, with `.` behind it if it is open; empty text when no name stands here. `_` behind a `.` is no name.
  Dotted dotted();
  /// An import of one name, or of everything in it when it is open and `*` stands here, which is then passed.
  void import(Dotted name);
  /// An import of names in a package.
  Reference* import_from(const Dotted& name);
  void package(const Dotted& name, std::string full_name);
  /// The file's only package: a second one is no valid source, and the first one counts.
  void only_package(const Dotted& name);
  void finish();

 private:
  BraceLexer lexer_;
  JvmNames names_;
  FileFacts& facts_;
  BraceToken token_;
};

}  // namespace modgate
