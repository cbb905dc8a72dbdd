// The baseline as text: JSON Lines to entries and back. One line a step: what is wrong with one says nothing about the
// others. A text that is no UTF-8, as paths may be, stands as {"hex": "..."}.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "lint/baseline.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kOrdinal = "ordinal";
constexpr std::array<std::pair<std::string_view, std::string BaselineEntry::*>, 6> kTexts = {{
    {"fingerprint", &BaselineEntry::fingerprint},
    {"rule", &BaselineEntry::rule},
    {"module", &BaselineEntry::module},
    {"path", &BaselineEntry::path},
    {"target", &BaselineEntry::target},
    {"spelling", &BaselineEntry::spelling},
}};

auto order_of(const FindingKey& key) {
  return std::tie(key.path, key.rule, key.module, key.target, key.spelling, key.ordinal);
}

Json json_of(const std::string& bytes) {
  if (!utf8::first_invalid(bytes)) return bytes;
  std::string hex;
  for (const char c : bytes) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return {{"hex", hex}};
}

std::optional<std::string> from_hex(const std::string& hex) {
  const auto digit = [](char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; };
  if (hex.size() % 2 != 0) return std::nullopt;
  std::string bytes;
  for (std::size_t i = 0; i < hex.size(); i += 2) {
    if (digit(hex[i]) < 0 || digit(hex[i + 1]) < 0) return std::nullopt;
    bytes += static_cast<char>(digit(hex[i]) * 16 + digit(hex[i + 1]));
  }
  return bytes;
}

std::optional<std::string> text_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (!value.is_object() || value.size() != 1 || !value.contains("hex") || !value["hex"].is_string()) {
    return std::nullopt;
  }
  return from_hex(value["hex"].get<std::string>());
}

/// Fills the entry; what is wrong with the line, or nothing.
std::string read_line(std::string_view line, BaselineEntry& entry) {
  const Json object = Json::parse(line, nullptr, false);
  if (!object.is_object()) return "the line is no JSON object";
  std::size_t known = object.contains(kOrdinal) ? 1 : 0;
  for (const auto& [key, member] : kTexts) {
    const auto value = object.find(key);
    if (value == object.end()) return fmt::format("the entry has no `{}`", key);
    const std::optional<std::string> text = text_of(*value);
    if (!text) return fmt::format("`{}` of the entry is no text", key);
    entry.*member = *text;
    ++known;
  }
  if (known != object.size()) return "the entry has keys that no entry has";
  if (const auto ordinal = object.find(kOrdinal); ordinal != object.end()) {
    if (!ordinal->is_number_unsigned() || ordinal->get<std::uint64_t>() > 0xffffffffU) {
      return "`ordinal` of the entry is no whole number";
    }
    entry.ordinal = ordinal->get<unsigned>();
  }
  const RuleEntry* rule = find_rule(entry.rule);
  if (rule == nullptr || rule->rule->id != entry.rule) {
    return fmt::format("the entry names `{}`, which is no rule's id", utf8::visible(entry.rule));
  }
  if (key_of(entry).fingerprint() != entry.fingerprint) return "the entry's fingerprint is not that of its other keys";
  return {};
}

bool is_conflict_mark(std::string_view line) {
  return line == "=======" || line.starts_with("<<<<<<< ") || line.starts_with(">>>>>>> ") ||
         line.starts_with("||||||| ");
}

/// Takes lines one after the other.
class Reader {
 public:
  explicit Reader(FileId file) : file_(file) {}

  void take(std::string_view line, Span at) {
    if (line.empty() || broken_ >= limits::kBaselineFaults) return;
    BaselineEntry entry;
    if (is_conflict_mark(line)) {
      // One conflict has three marks: the first says enough.
      if (!conflict_) trouble(at, "a merge conflict is left in the baseline", "keep the lines of both sides", true);
      conflict_ = true;
      return;
    }
    if (const std::string wrong = read_line(line, entry); !wrong.empty())
      return trouble(at, wrong, "drop the line", true);
    if (!may_be_baselined(*find_rule(entry.rule)->rule)) {
      return trouble(at, fmt::format("no baseline may list `{}`", entry.rule), kPrune, false);
    }
    entry.file = file_;
    entry.at = at;
    const FindingKey key = key_of(entry);
    if (!seen_.insert(entry.fingerprint).second) {
      return trouble(at, fmt::format("the baseline lists this `{}` twice", entry.rule), kSort, false);
    }
    if (previous_ && order_of(key) < order_of(*previous_) && !unsorted_) {
      trouble(at, "the baseline is not sorted from here on", kSort, false);
      unsorted_ = true;
    }
    previous_ = key;
    entries_.push_back(std::move(entry));
  }

  std::vector<BaselineEntry> finish() { return std::move(entries_); }

 private:
  static constexpr std::string_view kPrune = "`modgate baseline prune` drops the line";
  static constexpr std::string_view kSort = "`modgate baseline update` writes it anew";

  void trouble(Span at, std::string what, std::string_view help, bool broken) {
    broken_ += broken ? 1U : 0U;
    if (broken_ == limits::kBaselineFaults) what += "; the lines after this one are not read";
    BaselineEntry& entry = entries_.emplace_back();
    entry.file = file_;
    entry.at = at;
    entry.trouble = std::move(what);
    entry.help = help;
    entry.broken = broken;
  }

  FileId file_;
  std::vector<BaselineEntry> entries_;
  std::set<std::string> seen_;
  std::optional<FindingKey> previous_;
  bool conflict_ = false, unsorted_ = false;
  std::size_t broken_ = 0;
};

std::string line_of(const FindingKey& key) {
  BaselineEntry entry;
  entry.fingerprint = key.fingerprint();
  entry.rule = key.rule;
  entry.module = key.module;
  entry.path = key.path;
  entry.target = key.target;
  entry.spelling = key.spelling;
  Json object;
  for (const auto& [name, member] : kTexts) object[std::string(name)] = json_of(entry.*member);
  if (key.ordinal != 0) object[std::string(kOrdinal)] = key.ordinal;
  // Escaped to ASCII: a review shows what is there, marks that turn text around included.
  return object.dump(-1, ' ', true) + "\n";
}

}  // namespace

FindingKey key_of(const BaselineEntry& entry) {
  return {entry.rule, entry.module, entry.path, entry.target, entry.spelling, entry.ordinal};
}

std::vector<BaselineEntry> parse_baseline(std::string_view text, FileId file) {
  Reader reader(file);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    std::string_view line = text.substr(begin, end - begin);
    if (line.ends_with('\r')) line.remove_suffix(1);
    reader.take(line, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + line.size())});
    begin = end + 1;
  }
  return reader.finish();
}

std::string baseline_text(std::vector<FindingKey> keys) {
  std::sort(keys.begin(), keys.end(), [](const auto& a, const auto& b) { return order_of(a) < order_of(b); });
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
  std::string text;
  for (const FindingKey& key : keys) text += line_of(key);
  return text;
}

}  // namespace modgate
