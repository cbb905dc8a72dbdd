#include "rfc/template_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.h"
#include "base/utf8.h"
#include "rfc/inline_text.h"

namespace modgate::rfc {
namespace {

/// Words that hold a place when they are all that a paragraph or an entry of a list says. An ellipsis is none: authors
/// write it between examples.
constexpr std::array<std::string_view, 6> kHolding{"tbd", "tba", "todo", "fixme", "xxx", "to be done"};
constexpr std::size_t kShown = 60;

std::string_view of(std::string_view text, const Span& at) { return text.substr(at.begin, at.end - at.begin); }

std::string shown(std::string_view bytes) {
  bytes = text::trim(bytes);
  if (bytes.size() <= kShown) return utf8::visible(bytes);
  std::size_t end = kShown;
  while (end > 0 && (static_cast<unsigned char>(bytes[end]) & 0xc0U) == 0x80U) --end;
  return utf8::visible(bytes.substr(0, end)) + "...";
}

/// What was found in a line: where, and what it is.
struct Found {
  std::size_t begin = 0, end = 0;
  std::string_view what;
};

/// `#0000`, `/pull/0000`: a number that was never given. `line` has no code spans.
std::optional<Found> no_number(std::string_view line) {
  constexpr std::string_view kZeros = "0000";
  for (std::size_t at = line.find(kZeros); at != std::string_view::npos; at = line.find(kZeros, at + 1)) {
    const char before = at == 0 ? ' ' : line[at - 1];
    const char after = at + kZeros.size() < line.size() ? line[at + kZeros.size()] : ' ';
    if ((before == '#' || before == '/') && !text::is_identifier(after) && after != '-') {
      return Found{at - 1, at + kZeros.size(), "the number of an issue or pull request that was never given"};
    }
  }
  return std::nullopt;
}

std::optional<Found> found_in(std::string_view line) {
  const std::string lower = text::lower(line);
  for (const std::string_view request : {"fill me in", "(fill in", "<fill in", "[fill in"}) {
    const std::size_t at = lower.find(request);
    if (at == std::string::npos) continue;
    const std::size_t open = at > 0 && lower[at - 1] == '(' ? at - 1 : at;
    const std::size_t close = lower.find(')', at);
    return Found{open, close == std::string::npos ? at + request.size() : close + 1, "a request to fill something in"};
  }
  if (const std::size_t at = line.find("YYYY-MM-DD"); at != std::string_view::npos) {
    return Found{at, at + 10, "a date that was never written"};
  }
  return no_number(line);
}

bool holds_place(std::string_view line) {
  line = text::trim(line);
  while (!line.empty() && (line.back() == '.' || line.back() == '*' || line.back() == '_')) line.remove_suffix(1);
  while (!line.empty() && (line.front() == '*' || line.front() == '_')) line.remove_prefix(1);
  const std::string lower = text::lower(line);
  return std::find(kHolding.begin(), kHolding.end(), lower) != kHolding.end();
}

Leftover leftover(std::string_view line, std::uint32_t begin, const Found& found) {
  const auto offset = [&](std::size_t at) { return begin + static_cast<std::uint32_t>(at); };
  const std::string piece = shown(line.substr(found.begin, found.end - found.begin));
  return {{offset(found.begin), offset(found.end)},
          fmt::format("`{}` is text of the template", piece),
          std::string(found.what),
          std::string(text::trim(line))};
}

void look_at(std::string_view text, const Block& block, std::vector<Leftover>& out) {
  if (block.lines.empty()) return;
  const std::uint32_t begin = block.lines.front().begin;
  const std::string bare = without_code(of(text, {begin, block.lines.back().end}));
  for (const Span& line : block.lines) {
    const std::string_view raw = of(text, line);
    const std::string_view seen = std::string_view(bare).substr(line.begin - begin, raw.size());
    if (const auto found = found_in(seen)) {
      out.push_back(leftover(raw, line.begin, *found));
    } else if (block.lines.size() == 1 && holds_place(seen)) {
      out.push_back(leftover(raw, line.begin, {0, text::trim(raw).size(), "this only holds the place"}));
    }
  }
}

/// Every sentence of the paragraph is a question.
bool only_asks(std::string_view paragraph) {
  if (!text::trim(paragraph).ends_with('?')) return false;
  for (std::size_t at = 0; at + 1 < paragraph.size(); ++at) {
    const bool stop = paragraph[at] == '.' || paragraph[at] == '!';
    if (stop && (paragraph[at + 1] == ' ' || paragraph[at + 1] == '\n')) return false;
  }
  return true;
}

/// A section's blocks: from behind its heading to the next heading that is not below it.
std::size_t section_end(const Document& document, std::size_t heading) {
  std::size_t end = heading + 1;
  while (end < document.blocks.size() && !(document.blocks[end].kind == Block::Kind::heading &&
                                           document.blocks[end].level <= document.blocks[heading].level)) {
    ++end;
  }
  return end;
}

}  // namespace

std::vector<Leftover> placeholders(std::string_view text, const Document& document) {
  std::vector<Leftover> out;
  for (const Block& block : document.blocks) {
    if (block.kind == Block::Kind::paragraph) look_at(text, block, out);
  }
  return out;
}

std::vector<Leftover> hollow_sections(std::string_view text, const Document& document,
                                      const std::vector<Match>& matches) {
  std::vector<Leftover> out;
  for (const Match& match : matches) {
    if (!match.block) continue;
    std::size_t says = 0, asks = 0;
    const std::size_t end = section_end(document, *match.block);
    for (std::size_t i = *match.block + 1; i < end; ++i) {
      const Block& block = document.blocks[i];
      if (block.kind == Block::Kind::rule || block.comment || block.lines.empty()) continue;
      const bool question = block.kind == Block::Kind::paragraph &&
                            only_asks(of(text, {block.lines.front().begin, block.lines.back().end}));
      ++(question ? asks : says);
    }
    // A section of questions is meant to ask.
    const Block& heading = document.blocks[*match.block];
    const bool may_ask = text::lower(heading.text).find("question") != std::string::npos;
    if (says > 0 || (asks > 0 && may_ask)) continue;
    const std::string title = shown(heading.text);
    out.push_back({heading.lines.front(),
                   asks > 0 ? fmt::format("section `{}` only asks questions", title)
                            : fmt::format("section `{}` is empty", title),
                   asks > 0 ? "nothing below it answers" : "nothing stands below it", match.required->title});
  }
  return out;
}

}  // namespace modgate::rfc
