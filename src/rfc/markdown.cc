#include "rfc/markdown.h"

#include <fmt/core.h>

#include <algorithm>
#include <optional>

#include "base/text.h"
#include "modgate/limits.h"
#include "rfc/html_block.h"
#include "rfc/inline_text.h"
#include "rfc/line_cursor.h"
#include "rfc/references.h"

namespace modgate::rfc {
namespace {

constexpr std::size_t kCodeIndent = 4;
constexpr std::string_view kBlanks = " \t";

bool is_blank(char c) { return c == ' ' || c == '\t'; }

/// A line that is one character, thrice or more, with blanks between.
bool is_rule(std::string_view rest) {
  const char mark = rest.empty() ? '\0' : rest.front();
  if (mark != '*' && mark != '-' && mark != '_') return false;
  const auto other = [&](char c) { return c != mark && !is_blank(c); };
  return std::none_of(rest.begin(), rest.end(), other) && std::count(rest.begin(), rest.end(), mark) >= 3;
}

/// The level of the heading that this line underlines; 0: none.
int underline(std::string_view rest) {
  if (rest.empty() || (rest.front() != '=' && rest.front() != '-')) return 0;
  const std::size_t end = rest.find_first_not_of(rest.front());
  const bool only = end == std::string_view::npos || rest.find_first_not_of(kBlanks, end) == std::string_view::npos;
  return only ? (rest.front() == '=' ? 1 : 2) : 0;
}

/// The number of marks of a fence that this line opens; 0: none.
std::size_t fence_marks(std::string_view rest) {
  if (rest.empty() || (rest.front() != '`' && rest.front() != '~')) return 0;
  const std::size_t marks = std::min(rest.find_first_not_of(rest.front()), rest.size());
  const bool info_ends_it = rest.front() == '`' && rest.find('`', marks) != std::string_view::npos;
  return marks >= 3 && !info_ends_it ? marks : 0;
}

/// `#` to `######` before a blank or the end; 0: no heading.
int atx_level(std::string_view rest) {
  const std::size_t marks = std::min(rest.find_first_not_of('#'), rest.size());
  const bool bounded = marks == rest.size() || is_blank(rest[marks]);
  return marks >= 1 && marks <= 6 && bounded ? static_cast<int>(marks) : 0;
}

/// Bytes of a list marker; 0: none. In a paragraph only a list that starts with 1 and has text may begin.
std::size_t list_marker(std::string_view rest, bool in_paragraph) {
  std::size_t at = 0;
  if (!rest.empty() && (rest[0] == '-' || rest[0] == '+' || rest[0] == '*')) {
    at = 1;
  } else {
    while (at < rest.size() && at < 10 && text::is_digit(rest[at])) ++at;
    const bool ordered = at > 0 && at < 10 && at < rest.size() && (rest[at] == '.' || rest[at] == ')');
    if (!ordered || (in_paragraph && rest.substr(0, at).find_first_not_of('0') != at - 1) ||
        (in_paragraph && rest[at - 1] != '1')) {
      return 0;
    }
    ++at;
  }
  if (at < rest.size() && !is_blank(rest[at])) return 0;
  return in_paragraph && rest.find_first_not_of(kBlanks, at) == std::string_view::npos ? 0 : at;
}

/// A quotation, or an item of a list with the columns that its lines are indented by.
struct Container {
  bool quote = false;
  std::size_t width = 0;
  bool filled = false;  ///< something stands in it
};

enum class Leaf : std::uint8_t { none, paragraph, fence, indented, html };

class Reader {
 public:
  explicit Reader(std::string_view text) : text_(text) {}

  Document read() {
    std::size_t at = text_.starts_with("\xef\xbb\xbf") ? 3 : 0;
    while (at < text_.size() && document_.trouble.empty()) {
      const std::size_t end = std::min(text_.find_first_of("\r\n", at), text_.size());
      line(LineCursor(text_.substr(at, end - at), static_cast<std::uint32_t>(at)));
      at = end + (text_.substr(end).starts_with("\r\n") ? 2 : 1);
    }
    close_leaf();
    for (Block& block : document_.blocks) {
      if (block.kind != Block::Kind::heading) continue;
      const std::string markup = joined(block.lines);
      block.text = plain_text(std::string_view(markup).substr(0, limits::kRfcHeadingBytes), document_.labels);
    }
    return std::move(document_);
  }

 private:
  void line(LineCursor cursor) {
    const std::size_t matched = match_containers(cursor);
    const bool all = matched == containers_.size() && leaf_goes_on(cursor, matched);
    if (all && (leaf_ == Leaf::fence || leaf_ == Leaf::html || leaf_ == Leaf::indented)) return add_raw(cursor);
    if (all && fence_closed_) {
      fence_closed_ = false;
      return;
    }
    const bool lazy = leaf_ == Leaf::paragraph;  // a paragraph may go on without what its containers ask for
    const bool opened = open_blocks(cursor, matched, all, lazy);
    if (done_ || !document_.trouble.empty()) {
      done_ = false;
      return;
    }
    if (!opened && !all && lazy && matched < containers_.size() && !cursor.blank()) return add_to_paragraph(cursor);
    if (!opened && !all) close_to(matched);
    add_text(cursor);
  }

  /// How many containers the line belongs to; their prefixes are taken.
  std::size_t match_containers(LineCursor& cursor) {
    std::size_t matched = 0;
    for (; matched < containers_.size(); ++matched) {
      const Container& container = containers_[matched];
      if (container.quote) {
        if (cursor.indent() >= kCodeIndent || !cursor.rest().starts_with('>')) break;
        take_quote(cursor);
      } else if (cursor.indent() >= container.width) {
        cursor.take_columns(container.width);
      } else if (cursor.blank() && container.filled) {
        cursor.take_all();
      } else {
        break;
      }
    }
    return matched;
  }

  static void take_quote(LineCursor& cursor) {
    cursor.take_bytes(1);
    if (is_blank(cursor.peek())) cursor.take_columns(1);
  }

  /// Whether the open leaf takes the line, all containers being matched. Without a leaf there is nothing to end.
  bool leaf_goes_on(LineCursor& cursor, std::size_t matched) {
    if (matched < containers_.size()) return false;
    switch (leaf_) {
      case Leaf::none:
        return true;
      case Leaf::paragraph:
        return !cursor.blank();
      case Leaf::indented:
        return cursor.indent() >= kCodeIndent || cursor.blank();
      case Leaf::html:
        return html_kind_ < 6 || !cursor.blank();
      case Leaf::fence:
        if (cursor.indent() < kCodeIndent && closes_fence(cursor.rest())) {
          close_leaf();
          fence_closed_ = true;
        } else {
          cursor.take_columns(std::min(fence_indent_, cursor.indent()));
        }
        return true;
    }
    return false;
  }

  bool closes_fence(std::string_view rest) const {
    const std::size_t marks = std::min(rest.find_first_not_of(fence_mark_), rest.size());
    return marks >= fence_marks_ && rest.find_first_not_of(kBlanks, marks) == std::string_view::npos;
  }

  /// Opens what the line begins, containers first. `done_`: the line is used up. Returns whether anything was opened.
  bool open_blocks(LineCursor& cursor, std::size_t matched, bool all, bool lazy) {
    bool opened = false;
    bool in_paragraph = all && leaf_ == Leaf::paragraph;
    for (;;) {
      const std::string_view rest = cursor.rest();
      const bool indented = cursor.indent() >= kCodeIndent;
      const auto begin = [&] {
        if (!opened) close_to(matched);
        opened = true;
        in_paragraph = false;
        lazy = false;
      };
      if (indented) {
        if (lazy || rest.empty()) return opened;
        begin();
        open_leaf(Leaf::indented, Block::Kind::code);
        add_raw(cursor);
        done_ = true;
        return true;
      }
      if (rest.empty()) return opened;
      if (rest.front() == '>') {
        begin();
        take_quote(cursor);
        if (!push({true, 0, false})) return true;
        continue;
      }
      if (open_leaf_block(cursor, in_paragraph, lazy, begin)) {
        done_ = true;
        return true;
      }
      const std::size_t marker = list_marker(rest, in_paragraph);
      if (marker == 0) return opened;
      const std::size_t indent = cursor.indent();
      begin();
      cursor.take_bytes(marker);
      const std::size_t blanks = cursor.indent();
      const bool plain = blanks >= 1 && blanks <= kCodeIndent && !cursor.blank();
      cursor.take_columns(plain ? blanks : std::min<std::size_t>(blanks, 1));
      if (!push({false, indent + marker + (plain ? blanks : 1), false})) return true;
    }
  }

  /// Headings, fences, HTML and rules: what one line decides.
  template <class Begin>
  bool open_leaf_block(LineCursor& cursor, bool in_paragraph, bool lazy, const Begin& begin) {
    const std::string_view rest = cursor.rest();
    if (const int level = atx_level(rest); level > 0) {
      begin();
      add_heading(cursor, level);
      return true;
    }
    if (const std::size_t marks = fence_marks(rest); marks > 0) {
      fence_indent_ = cursor.indent();
      begin();
      fence_mark_ = rest.front();
      fence_marks_ = marks;
      open_leaf(Leaf::fence, Block::Kind::code);
      return true;
    }
    if (const int kind = html_block_kind(rest, lazy); kind > 0) {
      begin();
      html_kind_ = kind;
      open_leaf(Leaf::html, Block::Kind::html);
      add_raw(cursor);
      return true;
    }
    if (const int level = in_paragraph ? underline(rest) : 0; level > 0) {
      take_definitions();
      if (!document_.blocks.back().lines.empty()) {
        document_.blocks.back().kind = Block::Kind::heading;
        document_.blocks.back().level = level;
        leaf_ = Leaf::none;
        return true;
      }
      add_to_paragraph(cursor);
      return true;
    }
    if (is_rule(rest)) {
      begin();
      open_leaf(Leaf::none, Block::Kind::rule);
      document_.blocks.back().lines.push_back(span_of(cursor));
      return true;
    }
    return false;
  }

  void add_heading(const LineCursor& cursor, int level) {
    open_leaf(Leaf::none, Block::Kind::heading);
    Block& block = document_.blocks.back();
    block.level = level;
    std::string_view inner = cursor.rest().substr(static_cast<std::size_t>(level));
    const std::size_t before = std::min(inner.find_first_not_of(kBlanks), inner.size());
    inner = inner.substr(0, inner.find_last_not_of(kBlanks) + 1);
    const std::size_t marks = inner.find_last_not_of('#') + 1;
    if (marks > 0 && marks < inner.size() && is_blank(inner[marks - 1])) {
      inner = inner.substr(0, inner.find_last_not_of(kBlanks, marks - 1) + 1);
    }
    const auto begin = static_cast<std::uint32_t>(cursor.rest_offset() + static_cast<std::uint32_t>(level));
    const auto text_begin = static_cast<std::uint32_t>(begin + std::min(before, inner.size()));
    block.lines.push_back({text_begin, static_cast<std::uint32_t>(begin + inner.size())});
  }

  /// A paragraph's line, raw text, or nothing for a blank line.
  void add_text(LineCursor& cursor) {
    if (cursor.blank()) {
      if (leaf_ == Leaf::paragraph) close_leaf();
      return;
    }
    if (leaf_ != Leaf::paragraph) open_leaf(Leaf::paragraph, Block::Kind::paragraph);
    add_to_paragraph(cursor);
  }

  void add_to_paragraph(const LineCursor& cursor) { document_.blocks.back().lines.push_back(span_of(cursor)); }

  void add_raw(const LineCursor& cursor) {
    Block& block = document_.blocks.back();
    if (!cursor.blank()) block.lines.push_back(span_of(cursor));
    if (leaf_ != Leaf::html || !ends_html_block(cursor.rest(), html_kind_)) return;
    const std::string_view last = text::trim(cursor.rest());
    block.comment = html_kind_ == 2 && last.ends_with("-->");
    leaf_ = Leaf::none;
  }

  static Span span_of(const LineCursor& cursor) {
    const std::uint32_t begin = cursor.rest_offset();
    return {begin, begin + static_cast<std::uint32_t>(cursor.rest().size())};
  }

  bool push(Container container) {
    if (containers_.size() >= limits::kRfcDepth) {
      document_.trouble = fmt::format("it has more than {} lists and quotations within each other", limits::kRfcDepth);
      return false;
    }
    fill();
    containers_.push_back(container);
    return true;
  }

  void fill() {
    if (!containers_.empty()) containers_.back().filled = true;
  }

  void open_leaf(Leaf leaf, Block::Kind kind) {
    fill();
    leaf_ = leaf;
    Block block;
    block.kind = kind;
    block.depth = containers_.size();
    document_.blocks.push_back(std::move(block));
  }

  void close_leaf() {
    if (leaf_ == Leaf::paragraph) {
      take_definitions();
      if (document_.blocks.back().lines.empty()) document_.blocks.pop_back();
    }
    leaf_ = Leaf::none;
  }

  void close_to(std::size_t matched) {
    close_leaf();
    containers_.resize(matched);
  }

  std::string joined(const std::vector<Span>& lines) const {
    std::string out;
    for (const Span& line : lines) {
      if (!out.empty()) out += '\n';
      out += text_.substr(line.begin, line.end - line.begin);
    }
    return out;
  }

  /// Definitions at the paragraph's start leave it.
  void take_definitions() {
    std::vector<Span>& lines = document_.blocks.back().lines;
    if (lines.empty() || text_[lines.front().begin] != '[') return;
    const std::string whole = joined(lines);
    std::string_view left = whole;
    std::size_t taken = 0;
    while (const auto definition = definition_at(left)) {
      const std::string_view gone = left.substr(0, definition->size);
      taken += static_cast<std::size_t>(std::count(gone.begin(), gone.end(), '\n')) + (gone.ends_with('\n') ? 0 : 1);
      document_.labels.insert(definition->label);
      left.remove_prefix(definition->size);
    }
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(std::min(taken, lines.size())));
  }

  std::string_view text_;
  Document document_;
  std::vector<Container> containers_;
  Leaf leaf_ = Leaf::none;
  int html_kind_ = 0;
  char fence_mark_ = '`';
  std::size_t fence_marks_ = 0;
  std::size_t fence_indent_ = 0;
  bool fence_closed_ = false;  ///< this line closed the fence
  bool done_ = false;          ///< this line is used up
};

}  // namespace

Document read_markdown(std::string_view text) { return Reader(text).read(); }

}  // namespace modgate::rfc
