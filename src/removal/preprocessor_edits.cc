// The C family's text comes in again, since facts keep no directives. Comments, strings and raw strings are stepped
// over; a condition is decided only by what the flag's absence says of it.
#include <fmt/core.h>

#include <string>
#include <utility>

#include "base/text.h"
#include "removal/edit.h"

namespace modgate {
namespace {

struct Directive {
  std::string_view name;  ///< "ifdef"
  std::string condition;  ///< without comments and splices
  Span at;                ///< from `#` to the end of the last line, without its line end
  Span word;              ///< `name`
};

/// Finds the conditional directives of a text.
class Directives {
 public:
  explicit Directives(std::string_view text) : text_(text) {}

  std::vector<Directive> run() {
    bool line_start = true;
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '\n') {
        line_start = true;
        ++at_;
      } else if (c == ' ' || c == '\t' || c == '\r' || c == '\f') {
        ++at_;
      } else if (text_.substr(at_, 2) == "//" || text_.substr(at_, 2) == "/*") {
        skip_comment();
      } else if (c == '#' && line_start) {
        directive();
      } else {
        line_start = false;
        token(c);
      }
    }
    return std::move(found_);
  }

 private:
  void skip_comment() {
    if (text_[at_ + 1] == '*') {
      const std::size_t end = text_.find("*/", at_ + 2);
      at_ = end == std::string_view::npos ? text_.size() : end + 2;
      return;
    }
    while (at_ < text_.size() && text_[at_] != '\n') at_ += splice() != 0 ? splice() : 1;
  }

  /// Bytes of a backslash and the line end behind it, at this place.
  std::size_t splice() const {
    if (text_[at_] != '\\') return 0;
    if (text_.substr(at_ + 1, 1) == "\n") return 2;
    return text_.substr(at_ + 1, 2) == "\r\n" ? 3 : 0;
  }

  void token(char c) {
    if (text::is_identifier(c)) {
      const std::size_t begin = at_;
      const bool number = text::is_digit(c);
      while (at_ < text_.size() && (text::is_identifier(text_[at_]) || (number && separator()))) ++at_;
      const bool raw = !number && text_[at_ - 1] == 'R' && at_ < text_.size() && text_[at_] == '"' && at_ - begin <= 3;
      if (raw) raw_string();
    } else if (c == '"' || c == '\'') {
      literal(c);
    } else {
      ++at_;
    }
  }

  bool separator() const { return text_[at_] == '\'' && at_ + 1 < text_.size() && text::is_identifier(text_[at_ + 1]); }

  void literal(char quote) {
    for (++at_; at_ < text_.size() && text_[at_] != quote && text_[at_] != '\n'; ++at_) {
      if (text_[at_] == '\\' && at_ + 1 < text_.size()) at_ += splice() == 3 ? 2 : 1;
    }
    if (at_ < text_.size() && text_[at_] == quote) ++at_;
  }

  void raw_string() {
    const std::size_t open = text_.find('(', at_);
    if (open == std::string_view::npos || open - at_ > 17) {
      ++at_;  // no delimiter is longer: not a raw string
      return;
    }
    const std::string close = ")" + std::string(text_.substr(at_ + 1, open - at_ - 1)) + "\"";
    const std::size_t end = text_.find(close, open);
    at_ = end == std::string_view::npos ? text_.size() : end + close.size();
  }

  void directive() {
    Directive found;
    found.at.begin = static_cast<std::uint32_t>(at_++);
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    const std::size_t word = at_;
    while (at_ < text_.size() && text::is_identifier(text_[at_])) ++at_;
    found.name = text_.substr(word, at_ - word);
    found.word = {static_cast<std::uint32_t>(word), static_cast<std::uint32_t>(at_)};
    while (at_ < text_.size() && text_[at_] != '\n') {
      if (text_.substr(at_, 2) == "//" || text_.substr(at_, 2) == "/*") {
        skip_comment();
        found.condition += ' ';
      } else if (splice() != 0) {
        at_ += splice();
      } else {
        found.condition += text_[at_++];
      }
    }
    found.at.end = static_cast<std::uint32_t>(at_);
    if (found.name.starts_with("if") || found.name.starts_with("el") || found.name == "endif") {
      found_.push_back(std::move(found));
    }
  }

  std::string_view text_;
  std::size_t at_ = 0;
  std::vector<Directive> found_;
};

std::string_view next_word(std::string_view text, std::size_t& at) {
  while (at < text.size() && (text[at] == ' ' || text[at] == '\t' || text[at] == '\r')) ++at;
  const std::size_t begin = at;
  if (at >= text.size()) return {};
  if (!text::is_identifier(text[at])) {
    const bool doubled = text.substr(at, 2) == "&&" || text.substr(at, 2) == "||";
    at += doubled ? 2 : 1;
    return text.substr(begin, at - begin);
  }
  while (at < text.size() && text::is_identifier(text[at])) ++at;
  return text.substr(begin, at - begin);
}

/// Words to tokens; `defined X`, `defined(X)` and `IS_ENABLED(X)` are one operand. Empty: something else is in it.
std::vector<ConditionToken> tokens_of(std::string_view text, const EditScene& scene) {
  std::vector<ConditionToken> tokens;
  std::size_t at = 0;
  for (std::string_view word = next_word(text, at); !word.empty(); word = next_word(text, at)) {
    if (word == "defined" || word.starts_with("IS_ENABLED") || word == "IS_BUILTIN" || word == "IS_MODULE") {
      std::string_view operand = next_word(text, at);
      const bool bracketed = operand == "(";
      if (bracketed) operand = next_word(text, at);
      if (bracketed && next_word(text, at) != ")") return {};
      tokens.push_back(scene.is_flag(operand) ? ConditionToken::flag : ConditionToken::other);
    } else if (word == "!") {
      tokens.push_back(ConditionToken::negation);
    } else if (word == "&&") {
      tokens.push_back(ConditionToken::conjunction);
    } else if (word == "||") {
      tokens.push_back(ConditionToken::disjunction);
    } else if (word == "(") {
      tokens.push_back(ConditionToken::open);
    } else if (word == ")") {
      tokens.push_back(ConditionToken::close);
    } else if (text::is_identifier(word.front())) {
      tokens.push_back(scene.is_flag(word) ? ConditionToken::flag : ConditionToken::other);
    } else {
      return {};
    }
  }
  return tokens;
}

bool names_flag(std::string_view text, const EditScene& scene) {
  std::size_t at = 0;
  for (std::string_view word = next_word(text, at); !word.empty(); word = next_word(text, at)) {
    if (scene.is_flag(word)) return true;
  }
  return false;
}

Truth truth_of(const Directive& directive, const EditScene& scene) {
  if (directive.name.ends_with("ndef")) return Truth::yes;
  if (directive.name.ends_with("def")) return Truth::no;
  const std::vector<ConditionToken> tokens = tokens_of(directive.condition, scene);
  return tokens.empty() ? Truth::unknown : truth_without_flag(tokens);
}

/// What the branch of an absent flag says of it: nothing, only its default, or that it must be there.
enum class OnAbsence { nothing, fallback, refusal };
OnAbsence on_absence(std::string_view body, const EditScene& scene) {
  bool only_fallback = false;
  bool other = false;
  for (const std::string_view line : text::split(body, "\n")) {
    std::size_t at = 0;
    if (next_word(line, at) != "#") {
      other = other || !text::trim(line).empty();
      continue;
    }
    const std::string_view name = next_word(line, at);
    if (name == "error") return OnAbsence::refusal;
    const bool sets_flag = name == "define" && scene.is_flag(next_word(line, at)) && !text::trim(line).ends_with('\\');
    only_fallback = only_fallback || sets_flag;
    other = other || !sets_flag;
  }
  return only_fallback && !other ? OnAbsence::fallback : OnAbsence::nothing;
}

/// The places in a condition that stays say so.
void leave(const Directive& directive, const EditScene& scene) {
  for (RemovalPlace* place : scene.places) {
    if (place->kind != RemovalPlace::Kind::flag || place->at.begin < directive.at.begin ||
        place->at.end > directive.at.end) {
      continue;
    }
    place->by_hand = fmt::format("the condition of `#{}` asks for more than the flag", directive.name);
  }
}

void edit_block(const std::vector<Directive>& directives, EditScene& scene) {
  std::vector<Branch> branches;
  bool about = false;
  bool undecided = false;
  for (const Directive& directive : directives) {
    Branch branch;
    branch.lines = scene.whole_lines(directive.at);
    if (directive.name == "else") branch.kind = Branch::Kind::otherwise;
    if (directive.name == "endif") branch.kind = Branch::Kind::end;
    if (directive.name.starts_with("el") && directive.name != "else") {
      branch.kind = Branch::Kind::further;
      branch.els = {directive.word.begin, directive.word.begin + 2};
    }
    const bool asks = branch.kind == Branch::Kind::first || branch.kind == Branch::Kind::further;
    if (asks && names_flag(directive.condition, scene)) {
      about = true;
      branch.truth = truth_of(directive, scene);
      undecided = undecided || branch.truth == Truth::unknown;
    }
    branches.push_back(branch);
  }
  if (about && !undecided && branches.front().truth == Truth::yes && branches.size() > 1) {
    const Span body{branches[0].lines.end, branches[1].lines.begin};
    const OnAbsence said = on_absence(scene.text.substr(body.begin, body.end - body.begin), scene);
    undecided = said == OnAbsence::refusal;
    // `#ifndef X`, `#define X 0`, `#endif`: the default goes with the flag.
    if (said == OnAbsence::fallback && branches.size() == 2) branches.front().truth = Truth::no;
  }
  if (!about || (!undecided && cut_branches(branches, scene))) return;
  for (const Directive& directive : directives) leave(directive, scene);
}

}  // namespace

void edit_preprocessor(EditScene& scene) {
  std::vector<std::vector<Directive>> open;
  for (Directive& directive : Directives(scene.text).run()) {
    if (directive.name.starts_with("if")) {
      open.push_back({std::move(directive)});
    } else if (!open.empty()) {
      const bool end = directive.name == "endif";
      open.back().push_back(std::move(directive));
      if (!end) continue;
      edit_block(open.back(), scene);
      open.pop_back();
    }
  }
}

}  // namespace modgate
