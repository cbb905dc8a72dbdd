// Reads a commit object line by line.
#include "git/commit.h"

#include <algorithm>
#include <charconv>
#include <string>

#include "base/text.h"
#include "git/objects.h"

namespace modgate::git {
namespace {

std::string_view take_line(std::string_view& rest) {
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  const std::string_view line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return line;
}

/// What follows `key` and a blank.
std::optional<std::string_view> value_of(std::string_view line, std::string_view key) {
  if (!line.starts_with(key) || line.size() <= key.size() || line[key.size()] != ' ') return std::nullopt;
  return line.substr(key.size() + 1);
}

/// The time stands after the last `>`: a name or address may hold anything else.
std::int64_t second_of(std::string_view person) {
  const std::size_t end = person.rfind('>');
  if (end == std::string_view::npos) return 0;
  const std::string_view digits = text::trim(person.substr(end + 1));
  std::int64_t second = 0;
  const auto [at, fault] = std::from_chars(digits.data(), digits.data() + digits.size(), second);
  if (fault == std::errc::result_out_of_range) return calendar_second(INT64_MAX);
  return fault == std::errc() ? calendar_second(second) : 0;
}

Signature signature_of(std::string_view person) {
  if (person.size() > kPersonBytes) return {};
  const std::size_t open = person.find('<');
  if (open == std::string_view::npos) return {std::string(text::trim(person)), {}};
  const std::size_t close = std::min(person.find('>', open), person.size());
  return {std::string(text::trim(person.substr(0, open))),
          std::string(text::trim(person.substr(open + 1, close - open - 1)))};
}

/// The message's first paragraph in one line.
std::string subject_of(std::string_view message) {
  std::string subject;
  while (!message.empty()) {
    const std::string_view line = text::trim(take_line(message));
    if (line.empty() && !subject.empty()) break;
    if (line.empty()) continue;
    if (!subject.empty()) subject += ' ';
    subject += line.substr(0, kSubjectBytes);
    if (subject.size() >= kSubjectBytes) break;
  }
  return subject;
}

}  // namespace

std::optional<ObjectId> parse_id(std::string_view hex) {
  ObjectId id{};
  if (hex.size() != 2 * id.size()) return std::nullopt;
  for (std::size_t i = 0; i < id.size(); ++i) {
    const char* digits = hex.data() + 2 * i;
    const auto [at, fault] = std::from_chars(digits, digits + 2, id[i], 16);
    if (fault != std::errc() || at != digits + 2) return std::nullopt;
  }
  return id;
}

std::int64_t calendar_second(std::int64_t second) {
  constexpr std::int64_t kLast = 253402300799;  // 9999-12-31T23:59:59Z
  return std::clamp<std::int64_t>(second, 0, kLast);
}

Date day_of(std::int64_t second) {
  constexpr std::int64_t kDay = 86400;
  return date_of_day(calendar_second(second) / kDay);
}

std::optional<CommitParts> parse_commit(std::string_view bytes) {
  CommitParts parts;
  const auto tree = value_of(take_line(bytes), "tree");
  const auto tree_id = tree ? parse_id(*tree) : std::nullopt;
  if (!tree_id) return std::nullopt;
  parts.tree = *tree_id;
  while (!bytes.empty()) {
    const std::string_view line = take_line(bytes);
    if (line.empty()) break;
    if (const auto parent = value_of(line, "parent")) {
      const auto id = parse_id(*parent);
      if (!id) return std::nullopt;
      parts.parents.push_back(*id);
    } else if (const auto author = value_of(line, "author"); author && parts.author.empty()) {
      parts.author = *author;
    } else if (const auto committer = value_of(line, "committer")) {
      parts.second = second_of(*committer);
    }
  }
  parts.message = bytes;
  return parts;
}

Commit commit_of(const ObjectId& id, const CommitParts& parts) {
  return {hex(id),
          signature_of(parts.author),
          parts.second,
          day_of(parts.second),
          trailers_of(parts.message),
          subject_of(parts.message),
          parts.parents.size() > 1};
}

}  // namespace modgate::git
