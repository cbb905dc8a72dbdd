// Bytes of a Rust file in; what its `use`, `mod`, `extern crate` and `include!` name, the paths in its code, and its
// suppressions out. Each leaf of a `use` is one reference, spelled with its whole path. `mod x;` is spelled `self::x`,
// `extern crate x` is `::x`; within `mod a { }` of the same file, `self::` and `super::` are spelled as seen from the
// file. Not expanded: macros, whose bodies are read as tokens, and `cfg`: all sides are read, and the features
// that one asks for are the guards of what is behind it.
#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_set>
#include <utility>
#include <vector>

#include "base/text.h"
#include "modgate/limits.h"
#include "scan/rust_lexer.h"
#include "scan/scan.h"
#include "scan/script_text.h"

namespace modgate {
namespace {

using Kind = RustToken::Kind;

/// The features without which the item behind an attribute is not there: `cfg(feature = "x")`, also among others in
/// `cfg(all(...))`. `attribute` begins behind its bracket.
std::vector<std::string> features_of(std::string_view attribute) {
  constexpr std::size_t kRead = 512;  // longer conditions are no guard
  std::string text;
  for (const char c : attribute.substr(0, std::min(attribute.substr(0, kRead).find(']'), kRead))) {
    if (c != ' ' && c != '\t' && c != '\n' && c != '\r') text += c;
  }
  std::string_view rest = text;
  if (!rest.starts_with("cfg(") || !rest.ends_with(')')) return {};
  rest = rest.substr(4, rest.size() - 5);
  if (rest.starts_with("all(") && rest.ends_with(')')) rest = rest.substr(4, rest.size() - 5);
  std::vector<std::string> features;
  std::size_t depth = 0;
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= rest.size(); ++i) {
    const char c = i < rest.size() ? rest[i] : ',';
    if (c == '(') ++depth;
    if (c == ')' && depth > 0) --depth;
    if (c != ',' || depth > 0) continue;
    const std::string_view part = rest.substr(begin, i - begin);
    constexpr std::string_view kFeature = "feature=\"";
    if (part.starts_with(kFeature) && part.find('"', kFeature.size()) == part.size() - 1) {
      features.emplace_back(part.substr(kFeature.size(), part.size() - kFeature.size() - 1));
    }
    begin = i + 1;
  }
  return features;
}

/// Adds a component. What grows beyond the limit is cut: the module is named in front.
void append(std::string& path, std::string_view name) {
  if (path.size() + 2 + name.size() > limits::kDottedPathBytes) return;
  if (!path.empty() && !path.ends_with("::")) path += "::";
  path += name;
}

bool is_include_macro(std::string_view word) {
  return word == "include" || word == "include_str" || word == "include_bytes";
}

class Reader {
 public:
  Reader(std::string_view bytes, FileFacts& facts) : bytes_(bytes), lexer_(bytes, after_mark(bytes)), facts_(facts) {}

  void run() {
    advance();
    while (token_.kind != Kind::end) step();
    // A name that a `use` of this file binds is that import's business.
    auto& names = facts_.names;
    names.erase(std::remove_if(names.begin(), names.end(),
                               [&](const QualifiedName& name) {
                                 return bound_.contains(name.name.substr(0, name.name.find("::")));
                               }),
                names.end());
    lexer_.finish(facts_);
  }

 private:
  /// A feature without which what follows is not there.
  struct Guard {
    std::string feature;
    std::uint32_t depth = 0;  ///< braces open outside of the item
    std::uint32_t parentheses = 0;
    bool block = false;  ///< all of the block around it: `#![cfg(...)]`
  };

  /// `mod name {` of this file.
  struct InlineModule {
    std::string name;
    std::uint32_t depth = 0;  ///< braces open outside it
  };

  void advance() {
    if (token_.is('{')) ++depth_;
    if (token_.is('}') && depth_ > 0) --depth_;
    while (!inside_.empty() && depth_ <= inside_.back().depth && token_.is('}')) inside_.pop_back();
    if (token_.is('(') || token_.is('[')) ++parentheses_;
    if ((token_.is(')') || token_.is(']')) && parentheses_ > 0) --parentheses_;
    if (!in_attribute_) end_guards();
    behind_path_ = token_.is_path_mark();
    behind_point_ = token_.is('.');
    behind_dollar_ = token_.is('$');
    const bool operand = token_.kind == Kind::word || token_.is('>');
    const std::uint32_t end = token_.end;
    token_ = lexer_.next();
    behind_operand_ = operand && token_.begin == end;
  }

  /// A guarded item ends with its `;` or `}`, a part of a list at the comma, and all of a block with the block.
  void end_guards() {
    if (guards_.empty() || token_.kind != Kind::mark) return;
    const bool ends = token_.is(';') || token_.is(',') || token_.is('}');
    while (!guards_.empty()) {
      const Guard& last = guards_.back();
      const bool inside = parentheses_ > last.parentheses || !ends || last.block;
      if (depth_ > last.depth || (depth_ == last.depth && inside)) return;
      guards_.pop_back();
    }
  }

  std::vector<std::string> guards() const {
    std::vector<std::string> features;
    for (const Guard& guard : guards_) features.push_back(guard.feature);
    return features;
  }

  void step() {
    if (token_.is('#')) {
      advance();
      const bool block = token_.is('!');
      if (block) advance();
      if (!token_.is('[')) return;
      std::vector<std::string> features = features_of(bytes_.substr(token_.end));
      in_attribute_ = true;
      read_attribute();
      in_attribute_ = false;
      for (std::string& feature : features) {
        if (guards_.size() < limits::kUseDepth) guards_.push_back({std::move(feature), depth_, parentheses_, block});
      }
    } else if (token_.is("mod") && !behind_point_) {
      read_mod();
    } else if (token_.is("use")) {
      advance();
      if (!token_.is('<')) read_use();
    } else if (token_.is("extern")) {
      read_extern_crate();
    } else if (token_.kind == Kind::word || (token_.is_path_mark() && !behind_operand_)) {
      read_path();
    } else {
      if (token_.is(';') || token_.is('{') || token_.is('}')) forget_paths();
      advance();
    }
  }

  void add(std::string spelled, const RustToken& token, Reference::Kind kind = Reference::Kind::import) {
    const std::size_t before = facts_.references.size();
    add_reference(facts_, kind, token.line, token.at(), std::move(spelled));
    if (facts_.references.size() > before) facts_.references.back().guards = guards();
  }

  /// `#[path = "x.rs"]`, also within `cfg_attr`; everything else in an attribute is code.
  void read_attribute() {
    std::uint32_t open = 0;
    do {
      if (token_.is('[')) ++open;
      if (token_.is(']')) --open;
      if (!token_.is("path")) {
        if (token_.is("cfg_attr")) conditional_path_ = true;
        if (token_.kind == Kind::word) {
          read_path();
        } else {
          advance();
        }
        continue;
      }
      advance();
      if (!token_.is('=')) continue;
      advance();
      if (token_.kind == Kind::string) paths_.push_back(token_);
    } while (open > 0 && token_.kind != Kind::end);
  }

  void read_mod() {
    advance();
    const RustToken name = token_;
    if (name.kind != Kind::word) return;
    advance();
    if (token_.is('{')) {
      if (inside_.size() < limits::kUseDepth) inside_.push_back({std::string(name.text), depth_});
    } else if (token_.is(';')) {
      for (const RustToken& path : paths_) add(value_of(path), path, Reference::Kind::include_quoted);
      if (paths_.empty() || conditional_path_) add(seen_from_file("self", {name.text}), name);
    } else {
      return;
    }
    forget_paths();
  }

  void forget_paths() {
    paths_.clear();
    conditional_path_ = false;
  }

  static std::string value_of(const RustToken& string) {
    return string.raw ? std::string(string.text) : unescaped(string.text);
  }

  /// `self::rest` or, `supers` times, `super::rest` of the innermost inline module, as the file would write it.
  std::string seen_from_file(std::string_view root, const std::vector<std::string_view>& rest) const {
    std::string path(root);
    std::size_t used = 0;
    if (!inside_.empty()) {
      std::size_t stay = inside_.size();
      if (root == "super") --stay;
      while (root == "super" && stay > 0 && used < rest.size() && rest[used] == "super") {
        --stay;
        ++used;
      }
      path = "self";
      // More `super`s than modules around it leave the file.
      if (stay == 0 && used < rest.size() && rest[used] == "super") path.clear();
      for (std::size_t i = 0; i < stay; ++i) append(path, inside_[i].name);
    }
    for (; used < rest.size(); ++used) append(path, rest[used]);
    return path;
  }

  std::string spelled(const std::vector<std::string_view>& names) const {
    std::string path;
    if (!names.empty() && (names[0] == "self" || names[0] == "super")) {
      path = seen_from_file(names[0], {names.begin() + 1, names.end()});
    } else {
      if (!names.empty() && names[0].empty()) path = "::";
      for (const std::string_view name : names) {
        if (!name.empty()) append(path, name);
      }
    }
    return path;
  }

  /// Behind `use`: a tree of paths, read without recursion.
  void read_use() {
    std::vector<std::string_view> names;
    std::vector<std::size_t> groups;  // how many names stand before each open brace
    if (token_.is_path_mark()) {
      names.emplace_back();
      advance();
    }
    while (token_.kind != Kind::end && !token_.is(';')) {
      // Of a macro's own names only `$crate` is known.
      if (token_.is('$')) {
        advance();
        if (!token_.is("crate")) return;
      }
      if (token_.kind == Kind::word || token_.is('*')) {
        if (!read_use_name(names, groups)) return;
      } else if (token_.is('{')) {
        if (groups.size() == limits::kUseDepth) {
          facts_.troubles.push_back({"groups of a `use` nested too deep", token_.at(), token_.line});
          return;
        }
        groups.push_back(names.size());
        advance();
      } else if (token_.is('}') && !groups.empty()) {
        groups.pop_back();
        advance();
        names.resize(groups.empty() ? 0 : groups.back());
      } else if (token_.is(',') && !groups.empty()) {
        names.resize(groups.back());
        advance();
      } else if (token_.is_path_mark()) {
        advance();
      } else {
        return;
      }
    }
  }

  /// One name of a `use`: a component when `::` follows, else a leaf. False ends the statement.
  bool read_use_name(std::vector<std::string_view>& names, const std::vector<std::size_t>& groups) {
    const RustToken leaf = token_;
    advance();
    if (token_.is_path_mark()) {
      if (names.size() < limits::kUseDepth) names.push_back(leaf.text);
      advance();
      return true;
    }
    const bool whole = leaf.is("self") && !names.empty();
    if (!whole) names.push_back(leaf.text);
    add(spelled(names), leaf);
    std::string_view bound = names.back();
    if (token_.is("as")) {
      advance();
      bound = token_.text;
      advance();
    }
    bound_.emplace(bound);
    names.resize(groups.empty() ? 0 : groups.back());
    return !groups.empty() || token_.is(';');
  }

  void read_extern_crate() {
    advance();
    if (!token_.is("crate")) return;
    advance();
    if (token_.kind == Kind::word && !token_.is("self")) add("::" + std::string(token_.text), token_);
  }

  /// A path in code, `a::b::c`, `crate::a`, `::a::b`; or a macro that includes a file.
  void read_path() {
    if (token_.kind == Kind::word && is_include_macro(token_.text) && !behind_point_) return read_include();
    const RustToken first = token_;
    const bool inner = behind_path_ || behind_point_ || (behind_dollar_ && !first.is("crate"));
    std::vector<std::string_view> names;
    if (token_.is_path_mark()) {
      names.emplace_back();
      advance();
    }
    std::uint32_t end = first.end;
    while (token_.kind == Kind::word) {
      end = token_.end;
      if (names.size() < limits::kUseDepth) names.push_back(token_.text);
      advance();
      if (!token_.is_path_mark()) break;
      advance();
    }
    const bool macro = token_.is('!') && is_include_macro(names.empty() ? "" : names.back());
    if (!inner && names.size() >= 2) add_name(names, {first.begin, end}, first.line);
    if (macro) read_included();
  }

  void add_name(const std::vector<std::string_view>& names, Span at, std::uint32_t line) {
    std::string path = spelled(names);
    std::vector<std::string> features = guards();
    // The same name without a guard is another matter.
    const std::string key = features.empty() ? path : path + ' ' + text::join(features, " ");
    if (facts_.names.size() >= limits::kFacts || !seen_.insert(key).second) return;
    QualifiedName name;
    name.absolute = names.front().empty() || names.front() == "crate";
    name.line = line;
    name.at = at;
    name.name = std::move(path);
    name.guards = std::move(features);
    facts_.names.push_back(std::move(name));
    if (facts_.names.size() == limits::kFacts) facts_.troubles.push_back({"more names than are kept", at, line});
  }

  void read_include() {
    advance();
    if (token_.is('!')) read_included();
  }

  /// At the `!` of `include_str!("x")`. A file that the build script makes, in OUT_DIR, is no file of the tree.
  void read_included() {
    advance();
    if (!token_.is('(') && !token_.is('[') && !token_.is('{')) return;
    advance();
    const RustToken first = token_;
    advance();
    if (first.kind == Kind::string && (token_.is(')') || token_.is(']') || token_.is('}') || token_.is(','))) {
      add(value_of(first), first, Reference::Kind::include_quoted);
      return;
    }
    std::uint32_t end = first.end;
    for (std::uint32_t open = 1 + (first.is('(') ? 1 : 0); open > 0 && token_.kind != Kind::end; advance()) {
      if (token_.kind == Kind::string && token_.text == "OUT_DIR") return;
      if (token_.is('(') || token_.is('[') || token_.is('{')) ++open;
      if (token_.is(')') || token_.is(']') || token_.is('}')) --open;
      if (open > 0) end = token_.end;
    }
    const std::size_t shown = std::min<std::size_t>(end - first.begin, limits::kQuotedBytes);
    add_reference(facts_, Reference::Kind::include_computed, first.line, {first.begin, end},
                  std::string(bytes_.substr(first.begin, shown)));
  }

  std::string_view bytes_;
  RustLexer lexer_;
  FileFacts& facts_;
  RustToken token_;
  bool behind_path_ = false;     ///< the token before is `::`
  bool behind_point_ = false;    ///< the token before is `.`
  bool behind_dollar_ = false;   ///< the token before is `$`: this is a macro's parameter
  bool behind_operand_ = false;  ///< directly behind a word or `>`: a `::` goes on with it
  std::uint32_t depth_ = 0;
  std::uint32_t parentheses_ = 0;
  bool in_attribute_ = false;
  std::vector<Guard> guards_;
  std::vector<InlineModule> inside_;
  std::vector<RustToken> paths_;  ///< of the attributes before the next item
  bool conditional_path_ = false;
  std::unordered_set<std::string> bound_;  ///< by `use`
  std::unordered_set<std::string> seen_;
};

}  // namespace

FileFacts scan_rust(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::rust;
  facts.scanned = true;
  if (auto trouble = not_text(bytes)) {
    facts.troubles.push_back(*std::move(trouble));
    return facts;
  }
  Reader(bytes, facts).run();
  return facts;
}

}  // namespace modgate
