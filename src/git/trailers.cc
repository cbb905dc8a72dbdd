// Which lines at the end of a commit message are trailers. The block is the last paragraph (never the first one, which
// is the title) in which all lines are trailers or continue one, or a quarter when git itself wrote one of them.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "git/commit.h"

namespace modgate::git {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\v' || c == '\f'; }
bool is_empty(std::string_view line) { return std::all_of(line.begin(), line.end(), is_blank); }
bool is_comment(std::string_view line) { return line.starts_with('#'); }
bool continues(std::string_view line) { return !line.empty() && is_blank(line.front()); }

/// Where the colon after a key stands; npos when the line does not begin with a key.
std::size_t separator_of(std::string_view line) {
  bool blank = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (c == ':') return i == 0 ? std::string_view::npos : i;
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || text::is_digit(c) || c == '-';
    if (letter && !blank) continue;
    if (i == 0 || (c != ' ' && c != '\t')) break;
    blank = true;
  }
  return std::string_view::npos;
}

bool written_by_git(std::string_view line) {
  return line.starts_with("Signed-off-by: ") || line.starts_with("(cherry picked from commit ");
}

/// What is known of a paragraph, read from its end.
struct Paragraph {
  std::size_t trailers = 0;
  std::size_t others = 0;
  std::size_t continuations = 0;  ///< seen below, of a line not yet seen
  bool git_wrote = false;

  void add(std::string_view line) {
    if (is_comment(line)) {
      others += continuations;
      continuations = 0;
    } else if (written_by_git(line)) {
      ++trailers;
      continuations = 0;
      git_wrote = true;
    } else if (continues(line)) {
      ++continuations;
    } else if (separator_of(line) != std::string_view::npos) {
      ++trailers;
      continuations = 0;
    } else {
      others += 1 + continuations;
      continuations = 0;
    }
  }

  bool holds_trailers() const {
    const std::size_t all_others = others + continuations;
    return (git_wrote && trailers * 3 >= all_others) || (trailers > 0 && all_others == 0);
  }
};

/// The first line of the block of trailers; the number of lines when there is none.
std::size_t first_trailer(const std::vector<std::string_view>& lines) {
  std::size_t title_end = 0;
  while (title_end < lines.size() && (is_comment(lines[title_end]) || !is_empty(lines[title_end]))) ++title_end;
  Paragraph paragraph;
  bool below = true;  // only empty lines so far
  for (std::size_t i = lines.size(); i-- > title_end;) {
    if (is_empty(lines[i])) {
      if (below) continue;
      return paragraph.holds_trailers() ? i + 1 : lines.size();
    }
    below = false;
    paragraph.add(lines[i]);
  }
  return lines.size();
}

}  // namespace

std::vector<Trailer> trailers_of(std::string_view message) {
  const bool cut = message.size() > kTrailerBytes;
  if (cut) message.remove_prefix(message.size() - kTrailerBytes);
  std::vector<std::string_view> lines = text::split(message, "\n");
  // The rest of a paragraph that was cut holds no trailers, as a title does.
  if (cut) lines.front() = "title";
  std::vector<Trailer> trailers;
  bool open = false;  // a continuation belongs to the last trailer
  for (std::size_t i = first_trailer(lines); i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    if (is_comment(line)) continue;
    if (continues(line)) {
      const std::string_view more = text::trim(line);
      if (open && !more.empty()) trailers.back().value.append(trailers.back().value.empty() ? "" : " ").append(more);
      continue;
    }
    const std::size_t separator = separator_of(line);
    open = separator != std::string_view::npos;
    if (!open) continue;
    if (trailers.size() == kCommitTrailers) break;
    trailers.push_back(
        {std::string(text::trim(line.substr(0, separator))), std::string(text::trim(line.substr(separator + 1)))});
  }
  return trailers;
}

}  // namespace modgate::git
