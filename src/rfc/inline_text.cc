#include "rfc/inline_text.h"

#include <array>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "base/text.h"
#include "modgate/limits.h"
#include "rfc/html_block.h"
#include "rfc/references.h"

namespace modgate::rfc {
namespace {

using Labels = std::set<std::string, std::less<>>;

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kEntities{
    std::pair{std::string_view("&amp;"), std::string_view("&")},
    std::pair{std::string_view("&lt;"), std::string_view("<")},
    std::pair{std::string_view("&gt;"), std::string_view(">")},
    std::pair{std::string_view("&quot;"), std::string_view("\"")},
    std::pair{std::string_view("&nbsp;"), std::string_view("\xc2\xa0")}};

std::size_t run_length(std::string_view text, std::size_t at) {
  std::size_t end = at;
  while (end < text.size() && text[end] == text[at]) ++end;
  return end - at;
}

/// Where code spans begin and end, found from left to right. A run of backticks that nothing closes is remembered by
/// its length, so that many of them cost one pass.
struct CodeSpan {
  std::size_t begin = 0, end = 0, ticks = 0;
};
std::vector<CodeSpan> code_spans(std::string_view text) {
  std::vector<CodeSpan> spans;
  std::set<std::size_t> unclosed;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] == '\\') {
      at += at + 1 < text.size() && text[at + 1] != '\n' ? 2 : 1;
    } else if (text[at] == '<') {
      const std::size_t tag = tag_length(text.substr(at, limits::kRfcTagBytes));
      at += tag > 0 ? tag : 1;
    } else if (text[at] != '`') {
      ++at;
    } else {
      const std::size_t ticks = run_length(text, at);
      std::size_t close = at + ticks;
      if (!unclosed.contains(ticks)) {
        while ((close = text.find('`', close)) != std::string_view::npos && run_length(text, close) != ticks) {
          close += run_length(text, close);
        }
      } else {
        close = std::string_view::npos;
      }
      if (close == std::string_view::npos) {
        unclosed.insert(ticks);
        at += ticks;
      } else {
        spans.push_back({at, close + ticks, ticks});
        at = close + ticks;
      }
    }
  }
  return spans;
}

/// The end of what follows a link's text: `(destination "title")` or `[label]`; `at` itself where nothing does.
std::size_t link_tail_end(std::string_view text, std::size_t at, const Labels& labels) {
  const auto skip = [&](std::size_t from) {
    while (from < text.size() && (text[from] == ' ' || text[from] == '\t' || text[from] == '\n')) ++from;
    return from;
  };
  if (at < text.size() && text[at] == '(') {
    std::size_t inner = skip(at + 1);
    if (inner < text.size() && text[inner] == ')') return inner + 1;
    const auto destination = destination_end(text, inner);
    if (!destination) return at;
    inner = skip(*destination);
    if (inner > *destination) {
      if (const auto title = title_end(text, inner)) inner = skip(*title);
    }
    return inner < text.size() && text[inner] == ')' ? inner + 1 : at;
  }
  if (text.substr(at).starts_with("[]")) return at + 2;
  const auto label = label_end(text, at);
  return label && labels.contains(folded_label(text.substr(at + 1, *label - at - 2))) ? *label : at;
}

/// `<https://...>` and `<a@b.c>` show what they hold.
std::optional<std::size_t> autolink_end(std::string_view text, std::size_t at) {
  const std::size_t close = text.find_first_of("> \t\n<", at + 1);
  if (close == std::string_view::npos || text[close] != '>') return std::nullopt;
  const std::string_view inner = text.substr(at + 1, close - at - 1);
  const std::size_t colon = inner.find(':');
  const std::size_t name = inner.find_first_of("@/\"=");
  const bool address = name != std::string_view::npos && name > 0 && inner[name] == '@';
  const bool uri = colon != std::string_view::npos && colon >= 2 && colon <= 32 &&
                   inner.substr(0, colon).find_first_of("/\"= '") == std::string_view::npos;
  return uri || address ? std::optional(close + 1) : std::nullopt;
}

}  // namespace

std::string plain_text(std::string_view markup, const Labels& labels) {
  const std::vector<CodeSpan> spans = code_spans(markup);
  std::string out;
  std::size_t open = 0;  // brackets that may still become a link's text
  auto span = spans.begin();
  for (std::size_t at = 0; at < markup.size();) {
    while (span != spans.end() && span->begin < at) ++span;
    const std::string_view here = markup.substr(at);
    if (span != spans.end() && span->begin == at) {
      out += markup.substr(at + span->ticks, span->end - at - 2 * span->ticks);
      at = span->end;
    } else if (here[0] == '\\' && here.size() > 1) {
      out += here[1];
      at += 2;
    } else if (here[0] == '<') {
      const auto link = autolink_end(markup, at);
      const std::size_t tag = link ? 0 : tag_length(here);
      if (link) out += markup.substr(at + 1, *link - at - 2);
      if (!link && tag == 0) out += '<';
      at = link ? *link : at + (tag > 0 ? tag : 1);
    } else if (here[0] == '[') {
      ++open;
      ++at;
    } else if (here[0] == ']') {
      ++at;
      if (open > 0) {
        --open;
        at = link_tail_end(markup, at, labels);
      }
    } else if (here[0] == '&') {
      std::size_t taken = 1;
      std::string_view shown = "&";
      for (const auto& [name, character] : kEntities) {
        if (!here.starts_with(name)) continue;
        taken = name.size();
        shown = character;
      }
      out += shown;
      at += taken;
    } else {
      out += here[0] == '\n' ? ' ' : here[0];
      ++at;
    }
  }
  return std::string(text::trim(out));
}

std::string without_code(std::string_view markup) {
  std::string out(markup);
  for (const CodeSpan& span : code_spans(markup)) {
    for (std::size_t at = span.begin; at < span.end; ++at) out[at] = out[at] == '\n' ? '\n' : ' ';
  }
  return out;
}

}  // namespace modgate::rfc
