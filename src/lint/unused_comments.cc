// A comment that stands alone on its lines goes with them, one behind code with the blanks before it; code on both
// sides stays parted. Where that might say something else to a compiler the comment stays. The scanner of YAML takes
// lines of block scalars for comments: there the tree without them must be the same.
#include "lint/unused_comments.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "manifest/yaml_tree.h"

namespace modgate {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// Known rules that a comment may silence: another word may be meant for one that is in use.
bool all_understood(const Suppression& comment) {
  return std::all_of(comment.rules.begin(), comment.rules.end(), [](const Suppression::Item& item) {
    const RuleEntry* entry = find_rule(item.rule);
    return entry != nullptr && may_be_suppressed(*entry->rule);
  });
}

bool is_used(const SuppressionState& state) {
  return std::find(state.used.begin(), state.used.end(), true) != state.used.end();
}

/// The bytes of a line end that begins at `at`; 0: none does.
std::size_t line_end(std::string_view text, std::size_t at) {
  if (text.substr(at).starts_with("\r\n")) return 2;
  return text.substr(at).starts_with('\n') ? 1 : 0;
}

bool is_line_start(std::string_view text, std::size_t at) {
  return at == 0 || text[at - 1] == '\n' || text.substr(0, at) == "\xef\xbb\xbf";
}

/// Whether the line that begins at `at` goes on where a backslash ended the one before.
bool is_continuation(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  return before.ends_with("\\\n") || before.ends_with("\\\r\n");
}

/// In a makefile the shell reads recipes, their `#` with them; and blanks before a comment belong to the value.
bool is_of_make_alone(std::string_view text, std::size_t comment) {
  std::size_t line = comment;
  while (line > 0 && text[line - 1] == ' ') --line;
  return is_line_start(text, line) && !is_continuation(text, line);
}

std::optional<Edit> without_comment(FileId file, std::string_view text, Span comment) {
  std::size_t begin = comment.begin;
  std::size_t end = comment.end;
  while (end > begin && (text[end - 1] == '\r' || text[end - 1] == '\n')) --end;
  std::size_t before = begin;  // where the blanks before it begin
  while (before > 0 && is_blank(text[before - 1])) --before;
  std::size_t after = end;
  while (after < text.size() && is_blank(text[after])) ++after;
  const bool starts_line = is_line_start(text, before);
  const bool ends_line = after == text.size() || line_end(text, after) > 0;
  // Without what parts it from the line's end a backslash would join the lines.
  if (!starts_line && text[before - 1] == '\\') return std::nullopt;
  std::string left;
  if (starts_line && ends_line && is_continuation(text, before)) {
    // The last line of a macro: without its end the next one would become part of it.
    begin = before;
    end = after;
  } else if (starts_line && ends_line) {
    begin = before;
    end = after + line_end(text, after);
    // The last line without an end: the one before it becomes such a line.
    if (after == text.size() && text.substr(0, begin).ends_with('\n')) {
      begin -= text.substr(0, begin).ends_with("\r\n") ? 2U : 1U;
    }
  } else if (ends_line) {
    begin = before;
    end = after;
  } else if (starts_line) {
    end = after;
  } else if (text.substr(begin, end - begin).find('\n') != std::string_view::npos) {
    // Languages that end statements by lines take it for a line end.
    return std::nullopt;
  } else if (before < begin && after > end) {
    begin = before;
  } else if (before == begin && after == end) {
    left = " ";
  }
  return Edit{{file, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}}, std::move(left)};
}

bool same(const YamlNode& a, const YamlNode& b) {
  if (a.kind != b.kind || a.style != b.style || a.value != b.value) return false;
  return std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same) &&
         std::equal(a.entries.begin(), a.entries.end(), b.entries.begin(), b.entries.end(),
                    [](const YamlEntry& x, const YamlEntry& y) { return x.key == y.key && same(x.value, y.value); });
}

using States = std::vector<SuppressionState>::iterator;

/// Whether the YAML says the same without any of these comments.
bool are_comments(std::string_view text, States begin, States end) {
  std::string without;
  std::size_t kept = 0;
  for (auto state = begin; state != end; ++state) {
    without += text.substr(kept, state->comment->at.begin - kept);
    kept = state->comment->at.end;
  }
  without += text.substr(kept);
  const YamlTree whole = read_yaml(text);
  const YamlTree rest = read_yaml(without);
  return whole.readable && rest.readable && same(whole.root, rest.root);
}

}  // namespace

void find_removals(std::vector<SuppressionState>& suppressions, const FactsTable& facts,
                   SourceTexts& texts) {
  for (auto first = suppressions.begin(); first != suppressions.end();) {
    const FileId file = first->file;
    const auto last = std::find_if(first, suppressions.end(), [&](const auto& each) { return each.file != file; });
    const bool unused = std::any_of(first, last, [](const SuppressionState& state) {
      return std::find(state.used.begin(), state.used.end(), false) != state.used.end();
    });
    const std::string_view text = unused ? texts.text(file) : std::string_view{};
    const bool fits =
        unused && std::all_of(first, last, [&](const auto& each) { return each.comment->at.end <= text.size(); });
    const bool yaml = facts[index(file)].language == Language::yaml;
    const bool make = facts[index(file)].language == Language::make;
    if (fits && (!yaml || are_comments(text, first, last))) {
      for (auto state = first; state != last; ++state) {
        const Suppression& comment = *state->comment;
        if (comment.malformed || comment.reason.empty()) continue;
        if (make && !is_of_make_alone(text, comment.at.begin)) continue;
        const bool understood = all_understood(comment);
        if (understood && !is_used(*state)) state->removal = without_comment(file, text, comment.at);
        state->listed = is_used(*state) || !understood;
      }
    }
    first = last;
  }
}

}  // namespace modgate
