// Tokens in, facts out. A chain is read with one state: how many names it has and how many dots stood before this
// token.
#include "scan/jvm_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "modgate/limits.h"

namespace modgate {
namespace {

bool has_capital(std::string_view name) { return !name.empty() && name.front() >= 'A' && name.front() <= 'Z'; }

bool defines_class(const BraceToken& token) {
  constexpr std::array<std::string_view, 6> kWords = {"class", "interface", "enum", "record", "object", "trait"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return token.is_word(word); });
}

}  // namespace

void JvmNames::see(const BraceToken& token) {
  const bool is_defined = std::exchange(definition_, defines_class(token));
  if (is_defined && token.is_name()) defined_.emplace(token.text);
  if (token.is('.')) {
    ++dots_;
    return;
  }
  if (token.is('@') && components_ > 0 && (dots_ == 1 || annotation_ != Annotation::none)) {
    annotation_ = Annotation::begins;  // `org.acme.@Nullable Foo`
    dots_ = 0;
    return;
  }
  const std::uint32_t dots = std::exchange(dots_, 0);
  if (!token.is_name()) {
    finish_chain();
    return;
  }
  if (annotation_ != Annotation::none) {
    // Its own name, which may have points, and behind that what it stands before.
    const bool own = annotation_ == Annotation::begins || dots == 1;
    annotation_ = own ? Annotation::named : Annotation::none;
    if (!own) extend(token);
    return;
  }
  if (dots == 1 && components_ > 0) return extend(token);
  finish_chain();
  if (dots != 1) begin(token);  // `f().a.b.c`: what stands behind a point is a member's
}

void JvmNames::begin(const BraceToken& token) {
  name_ = token.text;
  at_ = token.at();
  line_ = token.line;
  components_ = 1;
  closed_ = false;
  if (std::binary_search(classes_.begin(), classes_.end(), token.text)) add(std::string(token.text), at_, line_);
  ordinary_ = !has_capital(token.text) && !token.is_word("this") && !token.is_word("super");
}

void JvmNames::extend(const BraceToken& token) {
  if (closed_ || !ordinary_) return;
  if (name_.size() + token.text.size() >= limits::kDottedPathBytes) {
    closed_ = true;
    return;
  }
  const bool capital = has_capital(token.text);
  if (components_ == 1 && capital) ordinary_ = false;
  closed_ = capital;
  ++components_;
  name_ += '.';
  name_ += token.text;
  at_.end = token.end;
}

void JvmNames::finish_chain() {
  constexpr std::size_t kFewest = 3;
  const std::size_t components = std::exchange(components_, 0);
  annotation_ = Annotation::none;
  if (components < kFewest || !ordinary_) return;
  add(std::move(name_), at_, line_);
}

void JvmNames::add(std::string name, Span at, std::uint32_t line) {
  if (seen_.contains(name)) return;
  if (seen_.size() >= limits::kJvmNames) {
    full_ = true;
    return;
  }
  seen_.insert(name);
  QualifiedName& found = found_.emplace_back();
  found.kind = QualifiedName::Kind::attribute;
  found.absolute = true;
  found.line = line;
  found.at = at;
  found.name = std::move(name);
}

void JvmNames::list(FileFacts& facts) {
  finish_chain();
  if (full_ && facts.troubles.empty()) facts.troubles.push_back({"more qualified names than are read", at_, line_});
  // A class within this file hides the package's.
  std::erase_if(found_, [&](const QualifiedName& name) { return defined_.contains(name.name); });
  facts.names = std::move(found_);
}

JvmReader::Dotted JvmReader::dotted() {
  Dotted name;
  name.line = token_.line;
  name.at = {token_.begin, token_.begin};
  bool cut = false;
  while (token_.is_name() && !(name.open && token_.is_word("_"))) {
    name.open = false;
    cut = cut || name.text.size() + token_.text.size() >= limits::kDottedPathBytes;
    if (!cut) {
      if (!name.text.empty()) name.text += '.';
      name.text += token_.text;
      name.at.end = token_.end;
    }
    advance();
    if (!token_.is('.')) break;
    name.open = true;
    advance();
  }
  return name;
}

void JvmReader::import(Dotted name) {
  if (name.text.empty()) return;
  if (!name.open) {
    add_reference(facts_, Reference::Kind::import, std::move(name.text), name.at, name.line);
  } else if (token_.is('*')) {
    const Span star = token_.at();
    if (Reference* const reference = import_from(name)) reference->names.push_back({"*", star});
    advance();
  }
}

Reference* JvmReader::import_from(const Dotted& name) {
  return add_reference(facts_, Reference::Kind::import_from, name.text, name.at, name.line);
}

void JvmReader::package(const Dotted& name, std::string full_name) {
  if (!full_name.empty()) add_package(facts_, std::move(full_name), name.at, name.line);
}

void JvmReader::only_package(const Dotted& name) {
  if (facts_.packages.empty()) package(name, name.text);
}

void JvmReader::finish() {
  names_.list(facts_);
  lexer_.finish(facts_);
}

}  // namespace modgate
