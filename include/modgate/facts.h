// What a scanner learns from one file's bytes: a pure function of bytes, language and scan options.
// Every fact carries the span it was read from and its 1-based line. No source bytes are kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "modgate/source.h"

namespace modgate {

enum class Language : std::uint8_t {
  none,
  c,         ///< .c
  cxx,       ///< C++, Objective-C, Objective-C++, CUDA, and every header: one scanner reads them all
  tablegen,  ///< .td
  python,
  cython,  ///< .pyx, .pxd, .pxi
  java,
  kotlin,
  scala,
  javascript,
  typescript,
  rust,
  go,
  protobuf,
  cmake,
  kconfig,
  make,    ///< makefiles as kbuild reads them
  npm,     ///< package.json
  cargo,   ///< Cargo.toml
  go_mod,  ///< go.mod
  yaml,    ///< only its comments: suppressions beside the claims of a manifest
};
inline constexpr std::size_t kLanguages = static_cast<std::size_t>(Language::yaml) + 1;

/// A reference to another file as written: an include or an import.
struct Reference {
  enum class Kind : std::uint8_t {
    include_quoted,    ///< `#include "x"`, `#import "x"`, `import "x";` (header unit), TableGen `include "x"`
    include_angled,    ///< `#include <x>` and its relatives
    include_computed,  ///< `#include MACRO`: `spelled` is the operand's text
    import,            ///< Python `import a.b`: spelled "a.b"; another language's own mechanism, as written there
    import_from,       ///< Python `from a.b import x, y`: spelled "a.b" (may be empty for `from . import x`)
    import_dynamic,    ///< `importlib.import_module("a.b")`, `__import__("a.b")` with a literal
    import_computed,   ///< the same with something that is not a literal: `spelled` is the argument's text
  };
  /// One name of `from m import name as alias`; `*` for a star import.
  struct Name {
    std::string name;
    Span at;
  };
  Kind kind = Kind::include_quoted;
  bool next = false;        ///< `#include_next`
  std::uint32_t level = 0;  ///< leading dots of a relative Python import
  std::uint32_t line = 0;   ///< 1-based line of `at.begin`
  Span at;                  ///< the operand: with its quotes or angles; the dotted name (dots included) in Python
  std::string spelled;      ///< the operand without delimiters, splices and comments removed
  std::vector<Name> names;  ///< only for import_from
  std::vector<std::string> guards;  ///< macros that the enclosing `#if`s imply to be on (`#ifdef X`, `#if X && ..`)
};

/// One opening of a namespace: `namespace a::b {`. Block 0 of a C-family file is the global scope.
struct NamespaceBlock {
  std::string name;    ///< fully qualified, e.g. "tvm::relax"; an unnamed component is "(anonymous)"; "" is global
  std::string lookup;  ///< `name` without the components declared inline in this file
  Span at;             ///< from the keyword (or opening macro) to the name's end
  std::uint32_t line = 0;
};

/// A name that a file introduces at namespace scope. Not listed, because they introduce nothing there: forward
/// declarations of types, explicit specialisations and instantiations, definitions with a qualified name, macro
/// invocations, using-directives, friend and deduction-guide declarations, `main`, `static_assert`.
struct Declaration {
  enum class Kind : std::uint8_t { type, function, variable, alias, using_declaration, namespace_alias, concept_ };
  Kind kind = Kind::type;
  bool internal = false;  ///< `static`, or const/constexpr at namespace scope without `inline`/`extern` (not for types)
  bool extern_c = false;  ///< inside `extern "C"`
  std::uint32_t block = 0;  ///< index into FileFacts::blocks
  std::uint32_t line = 0;
  std::string name;
  Span at;  ///< the name itself
};

/// A qualified name as written, the first one of its spelling in its enclosing scope.
struct QualifiedName {
  enum class Kind : std::uint8_t { name, using_directive, using_declaration, namespace_alias, attribute };
  Kind kind = Kind::name;  ///< `attribute`: a Python attribute chain whose root was bound by an import
  bool absolute = false;   ///< written with a leading `::`; or Python, where chains are always absolute
  std::uint32_t line = 0;
  Span at;
  std::string name;   ///< components joined by "::" (C++) or "." (Python), at least two, or one for `using namespace x`
  std::string scope;  ///< the enclosing namespace (NamespaceBlock::lookup), "" at global scope
  std::string alias;  ///< of a namespace_alias: the name before `=`
  std::vector<std::string> guards;
};

struct MacroDefinition {
  bool function_like = false;
  bool guard = false;  ///< the file's include guard
  bool undefined_later = false;
  bool feeds_include = false;  ///< only other #defines stand between it and an #include
  std::uint32_t line = 0;
  std::string name;
  Span at;
};

/// The package that a file says it belongs to (`package a.b;`), or that a descriptor gives a name (package.json).
struct PackageDeclaration {
  std::string name;  ///< as the language spells it, "org.acme.relax"
  std::uint32_t line = 0;
  Span at;             ///< the name
  bool outer = false;  ///< nothing but another package stands in it: the first of Scala's `package a`, `package b`
};

/// A string literal that begins with a registry prefix of some module (ScanOptions::registry_prefixes).
struct RegistryString {
  std::string call;  ///< the registry call whose first argument it is (ScanOptions::registry_calls); else empty
  std::string text;  ///< the literal without its quotes
  bool log = false;  ///< an argument of a log, error or assertion call: prose, not a name
  std::uint32_t line = 0;
  Span at;  ///< the literal with its quotes
  std::vector<std::string> guards;
};

/// A place that asks for a flag of some module (ScanOptions::flags): a preprocessor condition, a build file's `if`,
/// `depends on` of Kconfig.
struct FlagTest {
  std::string name;  ///< as written there, "CONFIG_X" or "USE_X"
  std::uint32_t line = 0;
  Span at;
};

/// One command of a build script as written, nothing evaluated: `name(argument ...)` of CMake; an assignment,
/// directive or rule of a makefile; one line of a Kconfig entry.
struct BuildCommand {
  struct Argument {
    std::string text;  ///< without quotes or brackets; escapes and references as written
    bool quoted = false;
    bool bracket = false;  ///< `[[...]]`: nothing in it is expanded
    std::uint32_t line = 0;
    Span at;  ///< of `text`
  };
  std::string name;  ///< lower case in CMake; the variable, directive or target in a makefile; the keyword in Kconfig
  std::string op;    ///< "=", ":=", "+=", "?=", ":" in a makefile; else empty
  std::vector<Argument> arguments;
  std::uint32_t line = 0;       ///< of the name
  std::uint32_t last_line = 0;  ///< of the last byte
  Span at;                      ///< from the name to the closing parenthesis, or the line with its continuations
};

/// A build option's declaration: `option(USE_X ...)`, `config X`, ...
struct FlagDeclaration {
  std::string name;
  std::string form;      ///< how it is declared, as a person would say it: "option()", "Kconfig"
  std::string fallback;  ///< the default as written; empty when there is none
  std::uint32_t line = 0;
  Span at;  ///< the name
};

/// `modgate: allow(RULE[, RULE]) [until=DATE] -- reason` in a comment.
struct Suppression {
  struct Item {
    std::string rule;  ///< as written: an id or a name
    Span at;
  };
  std::vector<Item> rules;
  std::string until;             ///< as written, may be empty
  std::string reason;            ///< trimmed; empty when there is none
  bool malformed = false;        ///< starts with `modgate:` but does not follow the form; `at` is the whole comment
  std::uint32_t line = 0;        ///< the comment's own line
  std::uint32_t applies_to = 0;  ///< the line it silences: its own if code stands before it, else the next code line
  Span at;
};

/// Something that kept a scanner from understanding a file: reported as MG906, never dropped.
struct ScanTrouble {
  std::string what;  ///< "unterminated comment", "not UTF-8: UTF-16 byte order mark"
  Span at;
  std::uint32_t line = 0;
};

struct FileFacts {
  Language language = Language::none;
  bool scanned = false;   ///< lexed; false for files that held no suspect word
  bool uses_cxx = false;  ///< a C-family file that only C++ can read (namespace, class, template, `::`)
  std::vector<Reference> references;
  std::vector<NamespaceBlock> blocks;
  std::vector<Declaration> declarations;
  std::vector<QualifiedName> names;
  std::vector<MacroDefinition> macros;
  std::vector<PackageDeclaration> packages;
  std::vector<RegistryString> strings;
  std::vector<FlagTest> flag_tests;
  std::vector<FlagDeclaration> flags;
  std::vector<BuildCommand> commands;  ///< of a build script
  std::vector<Suppression> suppressions;
  std::vector<ScanTrouble> troubles;
};

/// The facts of many files by their number. Most files of a large tree are of some language and nothing more, and those
/// take four bytes.
class FactsTable {
 public:
  FactsTable() : FactsTable(0) {}
  /// So many files of no language.
  explicit FactsTable(std::size_t files) : where_(files, 0) {
    for (std::size_t i = 0; i < kLanguages; ++i) bare_[i].language = static_cast<Language>(i);
  }

  std::size_t size() const { return where_.size(); }
  bool empty() const { return where_.empty(); }
  const FileFacts& operator[](std::size_t i) const {
    const std::size_t where = where_[i];
    return where < kLanguages ? bare_[where] : kept_[where - kLanguages];
  }
  /// The file is of a language, and no more is known of it.
  void set(std::size_t i, Language language) { where_[i] = static_cast<std::uint32_t>(language); }
  void set(std::size_t i, FileFacts facts) {
    where_[i] = static_cast<std::uint32_t>(kLanguages + kept_.size());
    kept_.push_back(std::move(facts));
  }
  void push_back(FileFacts facts) {
    where_.push_back(0);
    set(size() - 1, std::move(facts));
  }

  class Iterator {
   public:
    using iterator_category = std::forward_iterator_tag;
    using value_type = FileFacts;
    using difference_type = std::ptrdiff_t;
    using pointer = const FileFacts*;
    using reference = const FileFacts&;
    Iterator() = default;
    Iterator(const FactsTable& table, std::size_t i) : table_(&table), i_(i) {}
    reference operator*() const { return (*table_)[i_]; }
    pointer operator->() const { return &(*table_)[i_]; }
    Iterator& operator++() {
      ++i_;
      return *this;
    }
    Iterator operator++(int) { return {*table_, i_++}; }
    bool operator==(const Iterator&) const = default;

   private:
    const FactsTable* table_ = nullptr;
    std::size_t i_ = 0;
  };
  Iterator begin() const { return {*this, 0}; }
  Iterator end() const { return {*this, size()}; }

 private:
  std::vector<std::uint32_t> where_;  ///< below kLanguages a language, above it a place in kept_
  std::deque<FileFacts> kept_;
  std::array<FileFacts, kLanguages> bare_;
};

}  // namespace modgate
