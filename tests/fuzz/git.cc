// What git stores and names, and the texts that modgate shows and searches: objects, ignore rules, paths, globs, UTF-8,
// patches. Where a plain way to the answer exists, it is the oracle.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/glob.h"
#include "base/nearest.h"
#include "base/patch_text.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "base/word_set.h"
#include "git/attributes.h"
#include "git/ci_event.h"
#include "git/commit.h"
#include "git/ignore.h"
#include "git/library.h"
#include "git/line_diff.h"
#include "git/similarity.h"
#include "git/tree_object.h"
#include "git/tree_path.h"
#include "input.h"
#include "modgate/date.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

void tree_object(std::string_view bytes) {
  for (std::size_t before = bytes.size(); const auto entry = git::take_entry(bytes); before = bytes.size()) {
    demand(bytes.size() < before, "an entry that takes no bytes");
    const bool plain = !entry->name.empty() && entry->name != ".." && entry->name.find('/') == std::string_view::npos;
    demand(plain || !git::component_fault(entry->name).empty(), "a name that leads elsewhere");
  }
}

void commit_object(std::string_view bytes) {
  const auto parts = git::parse_commit(bytes);
  if (!parts) return;
  const Commit commit = git::commit_of({}, *parts);
  const std::string day = day_text(git::day_of(parts->second));
  demand(parse_date(day) == git::day_of(parts->second), "a commit's day that is none", day);
  demand(commit.trailers.size() <= git::kCommitTrailers, "more trailers than the limit");
}

void trailers(std::string_view message) {
  for (const Trailer& one : git::trailers_of(message)) {
    demand(!one.key.empty(), "a trailer without a key");
    demand(one.key.find('\n') == std::string::npos, "a trailer's key over lines", one.key);
  }
}

void names(std::string_view bytes) {
  Input input(bytes);
  const std::string text(input.line());
  const auto id = git::parse_id(text);
  demand(id.has_value() || !git::is_commit_id(text), "a commit's id that cannot be read", text);
  if (git::is_branch_name(text) || git::is_plain_revision(text)) {
    demand(!text.empty() && text.front() != '-', "a name that could be an option", text);
    demand(text.find("..") == std::string::npos, "a name that could be a range", text);
  }
  const std::string_view path = input.rest();
  const auto normal = paths::normalise(path);
  if (normal) {
    demand(paths::normalise(*normal) == normal, "a path that normalises twice", *normal);
    demand(!normal->starts_with('/') && ("/" + *normal + "/").find("/../") == std::string::npos, "a path that climbs",
           *normal);
  }
  demand(paths::join(paths::parent(path), paths::base_name(path)).size() <= path.size() + 1, "a path that grows");
}

/// Without stars and classes: component by component, from the root.
bool plainly_below(std::string_view pattern, std::string_view path) {
  return path == pattern || (path.starts_with(pattern) && path[pattern.size()] == '/');
}

/// A pattern on the first line, a path behind it.
void glob(std::string_view bytes) {
  Input input(bytes);
  const std::string_view pattern = input.line();
  const std::string_view path = input.rest();
  const Glob made(pattern);
  const bool matches = made.matches(path);
  if (made.literal() && !made.pattern().empty()) {
    const bool below = plainly_below(made.pattern(), path);
    demand(matches == (below && !(made.directory_only() && path == made.pattern())), "a literal glob that is none");
  }
  demand(!matches || paths::is_below(path, made.fixed_prefix()), "a match outside the fixed prefix");
}

/// Lines of a .gitignore up to a line `====`, paths behind it.
void ignore_rules(std::string_view bytes) {
  constexpr std::string_view kBetween = "\n====\n";
  const std::size_t at = std::min(bytes.find(kBetween), bytes.size());
  const git::IgnoreRules rules(bytes.substr(0, at));
  Input input(bytes.substr(at));
  while (!input.done()) {
    const std::string_view path = input.line();
    const auto as_file = rules.judge(path, false);
    const auto as_folder = rules.judge(path, true);
    demand(!rules.empty() || (!as_file && !as_folder), "no rules that judge");
    demand(!as_file || as_folder, "a file that is judged and a folder of its name that is not");
  }
  (void)git::sets_conversion(bytes);
}

void shown_text(std::string_view bytes) {
  const std::string shown = utf8::visible(bytes);
  demand(!utf8::first_invalid(shown), "visible text that is not UTF-8");
  for (std::size_t at = 0; at < shown.size();) {
    const auto decoded = utf8::decode(shown, at);
    demand(!utf8::is_hidden(decoded->point), "visible text that hides something", shown);
    at += decoded->bytes;
  }
  for (const char* command : {"##[", "##vso["}) {
    demand(shown.find(command) == std::string::npos, "visible text that commands", shown);
  }
  demand(!std::string_view(shown).substr(std::min(shown.find_first_not_of(' '), shown.size())).starts_with("::"),
         "visible text that commands", shown);
  const std::string fixed = utf8::well_formed(bytes);
  demand(!utf8::first_invalid(fixed), "well-formed text that is not");
  demand(utf8::first_invalid(bytes) || fixed == bytes, "well-formed text that changed");
  demand(utf8::display_width(fixed) <= 2 * fixed.size(), "text wider than its bytes");
}

/// The lines of an old text after a patch's hunks: what `patch` would leave.
std::string patched(const std::vector<std::string_view>& before, std::string_view diff) {
  std::vector<std::string> out;
  std::size_t at = 0;
  bool in_hunk = false;
  for (const std::string_view line : patch::lines_of(diff)) {
    if (line.starts_with("@@ -")) {
      in_hunk = true;
      const std::string range(line.substr(4, line.find(' ', 4) - 4));
      const auto first = static_cast<std::size_t>(std::stoul(range));
      const std::size_t begin = range.ends_with(",0") ? first : first - 1;
      for (; at < begin; ++at) out.emplace_back(before.at(at));
    } else if (in_hunk && line.front() == '+') {
      out.emplace_back(line.substr(1));
    } else if (in_hunk && (line.front() == ' ' || line.front() == '-')) {
      if (line.front() == ' ') out.emplace_back(line.substr(1));
      ++at;
    } else if (in_hunk && line.front() == '\\') {
      if (!out.empty() && out.back().ends_with('\n')) out.back().pop_back();
    }
  }
  for (; at < before.size(); ++at) out.emplace_back(before[at]);
  std::string text;
  for (const std::string& line : out) text += line;
  return text;
}

/// A path, changes of whole lines, and the text that they are made in.
void patch_text(std::string_view bytes) {
  Input input(bytes);
  const std::string_view path = input.line();
  std::vector<patch::Change> changes;
  std::vector<std::size_t> gaps;
  for (std::size_t n = input.below(4); n > 0; --n) {
    gaps.push_back(input.below(12) + 1);
    patch::Change change;
    change.last = input.below(4);
    change.after = std::string(input.text());
    if (!change.after.empty() && !change.after.ends_with('\n')) change.after += '\n';
    changes.push_back(std::move(change));
  }
  std::string text(input.rest());
  if (!text.empty() && !text.ends_with('\n')) text += '\n';
  const auto lines = patch::lines_of(text);
  std::string expected;
  std::size_t at = 0;
  std::size_t used = 0;
  for (std::size_t i = 0; i < changes.size(); ++i) {
    const std::size_t first = at + gaps[i];
    const std::size_t last = first + changes[i].last;
    if (last > lines.size()) break;
    for (; at < first; ++at) expected += lines[at];
    expected += changes[i].after;
    at = last;
    changes[i].first = first;
    changes[i].last = last;
    used = i + 1;
  }
  changes.resize(used);
  for (; at < lines.size(); ++at) expected += lines[at];
  demand(patched(lines, patch::edited_file(path, text, changes)) == expected, "a patch that gives another text");
}

/// Two texts: how alike they are, and which lines of one are the other's.
void two_texts(std::string_view bytes) {
  Input input(bytes);
  const std::string_view one = input.text();
  const std::string_view other = input.rest();
  const auto mark = git::fingerprint(one);
  // As in git, carriage returns before line feeds are not compared but do count in the size.
  const bool plain = !one.empty() && one.find("\r\n") == std::string_view::npos;
  demand(!plain || git::similarity(mark, mark, 0) == git::kWholeScore, "a text that is not like itself");
  demand(git::similarity(mark, git::fingerprint(other), 0) <= git::kWholeScore, "more alike than the same");
  static const git::Library kLibrary;
  const auto hunks = git::line_hunks(one, other);
  demand(hunks.has_value(), "texts that cannot be compared");
  std::size_t behind = 0;
  for (const git::Hunk& hunk : *hunks) {
    demand(hunk.new_begin >= behind, "hunks out of order");
    behind = hunk.new_begin + hunk.new_lines;
  }
  demand(git::without_carriage_returns(one).size() <= one.size(), "a text that grows without carriage returns");
}

bool stands_alone(std::string_view text, std::size_t at, std::string_view word) {
  const std::size_t end = at + word.size();
  const bool before = at > 0 && text::is_identifier(text[at - 1]) && text::is_identifier(word.front());
  const bool after = end < text.size() && text::is_identifier(text[end]) && text::is_identifier(word.back());
  return !before && !after;
}

/// Words on the first line, a text behind it: the fast search finds what a slow one finds.
void word_search(std::string_view bytes) {
  Input input(bytes);
  std::vector<std::string> words;
  for (const std::string_view word : text::split(input.line(), " ")) words.emplace_back(word);
  const std::string_view text = input.rest();
  const WordSet set(words);
  std::vector<std::pair<std::size_t, std::string>> expected;
  bool short_words = false;
  for (const std::string& word : set.words()) {
    short_words = short_words || word.size() < 2;
    for (std::size_t at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
      if (stands_alone(text, at, word)) expected.emplace_back(at, word);
    }
  }
  demand(set.found_in(text) == !expected.empty(), "a word that is missed, or made up");
  if (short_words) return;
  std::vector<std::pair<std::size_t, std::string>> found;
  set.for_each(text, [&](std::size_t at, std::size_t word) { found.emplace_back(at, set.words()[word]); });
  std::sort(found.begin(), found.end());
  std::sort(expected.begin(), expected.end());
  demand(found == expected, "places of words that are missed, or made up");
  const auto near = nearest(text.substr(0, 64), set.words());
  demand(!near || std::find(words.begin(), words.end(), *near) != words.end(), "a nearest word that is none");
}

constexpr std::array kEntries{
    Entry{"tree_object", tree_object},
    Entry{"commit_object", commit_object},
    Entry{"trailers", trailers},
    Entry{"names", names},
    Entry{"glob", glob},
    Entry{"ignore_rules", ignore_rules},
    Entry{"shown_text", shown_text},
    Entry{"patch_text", patch_text},
    Entry{"two_texts", two_texts},
    Entry{"word_search", word_search},
};

}  // namespace

const Target git_target{"git", kEntries};

}  // namespace modgate::fuzz
