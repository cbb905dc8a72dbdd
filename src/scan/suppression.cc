// One comment in, one Suppression out: `modgate: allow(RULE[, RULE]) [until=DATE] -- reason`. Rules, dates and reasons
// are taken as written; whether they are any good is for the rules to judge. A comment that starts with `modgate:` and
// goes on in another way comes back malformed, never ignored: a typing error must not look like a suppression at work.
#include "scan/suppression.h"

#include <algorithm>
#include <string>
#include <utility>

#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// The text between the delimiters, and where it starts in the comment.
std::pair<std::string_view, std::size_t> inside(std::string_view comment) {
  if (comment.starts_with("//")) return {comment.substr(2), 2};
  if (comment.starts_with("/*")) {
    std::string_view body = comment.substr(2);
    if (body.ends_with("*/")) body.remove_suffix(2);
    return {body, 2};
  }
  if (comment.starts_with('#')) return {comment.substr(1), 1};
  return {};
}

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == '\f' || c == '\v'; }

/// A position in the body that only moves forward; every step says whether it found what the form demands.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : text_(text) {}

  void blanks() {
    while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
  }
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }
  template <class Wanted>
  std::string_view take_while(Wanted wanted) {
    const std::size_t begin = at_;
    while (at_ < text_.size() && wanted(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }
  bool done() const { return at_ == text_.size(); }
  std::size_t at() const { return at_; }
  std::string_view rest() const { return text_.substr(at_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

bool parse_rules(Cursor& cursor, std::uint32_t offset, std::vector<Suppression::Item>& rules) {
  if (!cursor.take("allow")) return false;
  cursor.blanks();
  if (!cursor.take("(")) return false;
  do {
    cursor.blanks();
    const auto begin = offset + static_cast<std::uint32_t>(cursor.at());
    const std::string_view rule = cursor.take_while(
        [](char c) { return text::is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'; });
    if (rule.empty()) return false;
    rules.push_back({std::string(rule), {begin, begin + static_cast<std::uint32_t>(rule.size())}});
    cursor.blanks();
  } while (cursor.take(","));
  return cursor.take(")");
}

bool parse_tail(Cursor& cursor, Suppression& suppression) {
  cursor.blanks();
  if (cursor.take("until=")) {
    suppression.until = cursor.take_while([](char c) { return !is_blank(c); });
    if (suppression.until.empty()) return false;
    cursor.blanks();
  }
  if (cursor.done()) return true;
  if (!cursor.take("--")) return false;
  std::string_view reason = cursor.rest();
  while (!reason.empty() && is_blank(reason.front())) reason.remove_prefix(1);
  while (!reason.empty() && is_blank(reason.back())) reason.remove_suffix(1);
  suppression.reason = reason;
  return true;
}

}  // namespace

std::optional<Suppression> parse_suppression(std::string_view comment, std::uint32_t begin) {
  const auto [body, delimiter] = inside(comment);
  Cursor cursor(body);
  cursor.blanks();
  if (!cursor.take("modgate:")) return std::nullopt;
  cursor.blanks();
  Suppression suppression;
  suppression.at = {begin, begin + static_cast<std::uint32_t>(comment.size())};
  const std::uint32_t offset = begin + static_cast<std::uint32_t>(delimiter);
  if (!parse_rules(cursor, offset, suppression.rules) || !parse_tail(cursor, suppression)) {
    suppression.malformed = true;
    suppression.rules.clear();
    suppression.until.clear();
  }
  return suppression;
}

void SuppressionList::comment(std::string_view text, std::uint32_t begin, std::uint32_t line, bool code_before) {
  // One more than are kept tells scan() that there are too many.
  if (found_.size() > limits::kSuppressions) return;
  std::optional<Suppression> suppression = parse_suppression(text, begin);
  if (!suppression) return;
  suppression->line = line;
  if (!code_before) {
    found_.push_back(*std::move(suppression));
    return;
  }
  // It has its line already: keep it in front of those that wait, so that they stay one run at the end.
  suppression->applies_to = line;
  code(line);
  found_.push_back(*std::move(suppression));
  waiting_ = found_.size();
}

std::vector<Suppression> SuppressionList::finish() {
  for (; waiting_ < found_.size(); ++waiting_) found_[waiting_].applies_to = found_[waiting_].line;
  return std::move(found_);
}

}  // namespace modgate
