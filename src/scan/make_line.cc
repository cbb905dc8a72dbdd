// Physical lines to logical lines, and those to words. A `#` starts a comment unless a backslash or a reference holds
// it; a comment goes on where its line is continued.
#include "scan/make_line.h"

#include <algorithm>
#include <array>

#include "base/make_reference.h"
#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

/// Whether the bytes before `end` are an odd number of backslashes.
bool escaped(std::string_view text, std::size_t end) {
  std::size_t count = 0;
  while (count < end && text[end - 1 - count] == '\\') ++count;
  return count % 2 == 1;
}

}  // namespace

MakeLines::MakeLines(std::string_view bytes) : bytes_(bytes), at_(bytes.starts_with("\xef\xbb\xbf") ? 3 : 0) {}

bool MakeLines::next(MakeLine& line) {
  if (at_ >= bytes_.size()) return false;
  line = {};
  line.line = number_;
  const std::size_t begin = at_;
  for (bool more = true; more;) {
    std::size_t end = std::min(bytes_.find('\n', at_), bytes_.size());
    const std::size_t following = std::min(end + 1, bytes_.size());
    if (end > at_ && bytes_[end - 1] == '\r') --end;
    more = end > at_ && following < bytes_.size() && escaped(bytes_.substr(at_, end - at_), end - at_);
    const std::size_t length = end - at_ - (more ? 1 : 0);
    line.runs.push_back({line.text.size(), static_cast<std::uint32_t>(at_), number_});
    line.text += bytes_.substr(at_, length);
    if (more) line.text += ' ';
    line.last_line = number_++;
    line.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    at_ = following;
  }
  cut_comment(line);
  return true;
}

void MakeLines::cut_comment(MakeLine& line) const {
  for (std::size_t i = 0; i < line.text.size(); ++i) {
    if (line.text[i] == '$') {
      i = end_of_reference(line.text, i) - 1;
    } else if (line.text[i] == '#' && !escaped(line.text, i)) {
      auto run = line.runs.rbegin();
      while (run->begin > i) ++run;
      line.comment_at = run->offset + static_cast<std::uint32_t>(i - run->begin);
      line.comment_line = run->line;
      line.comment = bytes_.substr(line.comment_at, line.at.end - line.comment_at);
      line.text.resize(i);
      return;
    }
  }
}

const MakeLine::Run& MakeLine::run_at(std::size_t place) const {
  const auto after =
      std::upper_bound(runs.begin(), runs.end(), place, [](std::size_t p, const Run& run) { return p < run.begin; });
  return *(after - 1);
}

std::size_t MakeLine::offset_of(std::uint32_t offset) const {
  const auto after = std::upper_bound(runs.begin(), runs.end(), offset,
                                      [](std::uint32_t o, const Run& run) { return o < run.offset; });
  return (after - 1)->begin + (offset - (after - 1)->offset);
}

BuildCommand::Argument MakeLine::argument(std::size_t begin, std::size_t end) const {
  const Run& first = run_at(begin);
  const Run& last = run_at(end > begin ? end - 1 : begin);
  BuildCommand::Argument out;
  out.text = text.substr(begin, end - begin);
  out.line = first.line;
  out.at = {first.offset + static_cast<std::uint32_t>(begin - first.begin),
            last.offset + static_cast<std::uint32_t>(end - last.begin)};
  return out;
}

std::vector<BuildCommand::Argument> MakeLine::words(std::size_t begin, std::size_t end) const {
  std::vector<BuildCommand::Argument> out;
  end = std::min(end, text.size());
  std::size_t i = begin;
  while (true) {
    while (i < end && is_blank(text[i])) ++i;
    if (i >= end) return out;
    const std::size_t start = i;
    while (i < end && !is_blank(text[i])) i = text[i] == '$' ? std::min(end_of_reference(text, i), end) : i + 1;
    out.push_back(argument(start, i));
    if (out.size() > limits::kMakeWords) return out;
  }
}

void MakeLine::sides(std::size_t begin, std::vector<BuildCommand::Argument>& out) const {
  const auto add = [&](std::size_t from, std::size_t to) {
    while (from < to && is_blank(text[from])) ++from;
    while (to > from && is_blank(text[to - 1])) --to;
    out.push_back(argument(from, to));
  };
  while (begin < text.size() && is_blank(text[begin])) ++begin;
  if (begin < text.size() && text[begin] == '(') {
    const std::size_t comma = find(',', begin + 1);
    const std::size_t close = text.rfind(')');
    if (comma == std::string::npos || close == std::string::npos || close < comma) return;
    add(begin + 1, comma);
    add(comma + 1, close);
    return;
  }
  for (int side = 0; side < 2; ++side) {
    while (begin < text.size() && is_blank(text[begin])) ++begin;
    if (begin >= text.size() || (text[begin] != '"' && text[begin] != '\'')) return;
    const std::size_t close = find(text[begin], begin + 1);
    if (close == std::string::npos) return;
    out.push_back(argument(begin + 1, close));
    begin = close + 1;
  }
}

MakeOperator MakeLine::find_operator(std::size_t begin) const {
  constexpr std::array<std::string_view, 9> kOperators = {":::=", "::=", ":=", "+=", "?=", "!=", "&:", "::", ":"};
  for (std::size_t i = begin; i < text.size();) {
    if (text[i] == '$') {
      i = end_of_reference(text, i);
      continue;
    }
    if (text[i] == '=') return {"=", i, i + 1};
    for (const std::string_view op : kOperators) {
      if (std::string_view(text).substr(i).starts_with(op)) return {op, i, i + op.size()};
    }
    ++i;
  }
  return {};
}

std::size_t MakeLine::find(char c, std::size_t begin) const {
  for (std::size_t i = begin; i < text.size();) {
    if (text[i] == c) return i;
    i = text[i] == '$' ? end_of_reference(text, i) : i + 1;
  }
  return std::string::npos;
}

std::string_view MakeLine::trimmed(std::size_t begin, std::size_t end) const {
  return text::trim(std::string_view(text).substr(begin, end - begin));
}

}  // namespace modgate
