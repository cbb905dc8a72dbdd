#include "rfc/headings.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "base/nearest.h"
#include "base/text.h"
#include "modgate/limits.h"

namespace modgate::rfc {
namespace {

/// Parts of a heading such as "Drawbacks, risks and alternatives": each run of parts may be a required one.
constexpr std::size_t kParts = 8;
/// Missing headings that get the nearest one as a hint, and headings that it is looked for among.
constexpr std::size_t kHints = 20;
constexpr std::size_t kCandidates = 500;

constexpr std::array<std::string_view, 9> kTvm{"Summary",
                                               "Motivation",
                                               "Guide-level explanation",
                                               "Reference-level explanation",
                                               "Drawbacks",
                                               "Rationale and alternatives",
                                               "Prior art",
                                               "Unresolved questions",
                                               "Future possibilities"};

/// Spark's questions Q1 to Q8, each by what it asks for.
constexpr std::array<std::string_view, 8> kSpip{"Objective", "Non-goals", "State of the art", "What is new",
                                                "Who cares", "Risks",     "How long",         "Exams"};

bool is_word(char c) { return text::is_identifier(c) && c != '_'; }

/// A word that only numbers the heading: "1", "2.3", "iv". A letter alone does where a full stop follows it.
bool is_number(std::string_view word, char next) {
  if (std::all_of(word.begin(), word.end(), text::is_digit)) return true;
  const bool roman = word.find_first_not_of("ivx") == std::string_view::npos;
  return (roman || word.size() == 1) && (next == '.' || next == ')');
}

std::string singular(std::string word) {
  if (word.size() > 3 && word.ends_with('s') && !word.ends_with("ss")) word.pop_back();
  return word;
}

std::vector<std::string> words_of(std::string_view heading) {
  const std::string lower = text::lower(heading);
  std::vector<std::string> words;
  for (std::size_t at = 0; at < lower.size();) {
    if (!is_word(lower[at])) {
      if (lower[at] == '&') words.emplace_back("and");
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < lower.size() && is_word(lower[end])) ++end;
    const std::string word = lower.substr(at, end - at);
    const char next = end < lower.size() ? lower[end] : '\0';
    if (!words.empty() || !is_number(word, next)) words.push_back(singular(word));
    at = end;
  }
  return words;
}

/// Without the remark in parentheses at its end.
std::string_view without_remark(std::string_view heading) {
  heading = text::trim(heading);
  if (!heading.ends_with(')')) return heading;
  const std::size_t open = heading.rfind('(');
  return open == 0 || open == std::string_view::npos ? heading : text::trim(heading.substr(0, open));
}

/// Everything that a heading may stand for: its words, and each run of its parts between commas, slashes and "and".
std::set<std::string> meanings(std::string_view heading) {
  std::set<std::string> out{folded_words(heading)};
  std::string marked;
  for (const char c : without_remark(heading))
    marked += c == ',' || c == '/' || c == ':' || c == ';' ? "\n" : std::string(1, c);
  std::vector<std::string> parts;
  std::string part;
  const auto end_part = [&] {
    if (!part.empty()) parts.push_back(part);
    part.clear();
  };
  for (const std::string_view line : text::split(marked, "\n")) {
    for (const std::string& word : words_of(line)) {
      if (word == "and" || word == "or") {
        end_part();
      } else {
        part += (part.empty() ? "" : " ") + word;
      }
    }
    end_part();
  }
  if (parts.size() > kParts) parts.resize(kParts);
  for (std::size_t first = 0; first < parts.size(); ++first) {
    std::string run;
    for (std::size_t last = first; last < parts.size(); ++last) {
      run += (run.empty() ? "" : " and ") + parts[last];
      out.insert(run);
    }
  }
  return out;
}

/// How many words that say something two headings share.
std::size_t shared_words(const std::string& a, const std::string& b) {
  constexpr std::size_t kTelling = 5;
  std::set<std::string_view> words;
  for (const std::string_view word : text::split(a, " ")) {
    if (word.size() >= kTelling) words.insert(word);
  }
  std::size_t shared = 0;
  for (const std::string_view word : text::split(b, " ")) shared += words.erase(word);
  return shared;
}

void find_alternates(const Document& document, const std::set<std::size_t>& used, std::vector<Match>& matches) {
  std::vector<std::string> words;
  std::vector<std::size_t> blocks;
  for (std::size_t i = 0; i < document.blocks.size() && words.size() < kCandidates; ++i) {
    const Block& block = document.blocks[i];
    if (block.kind != Block::Kind::heading || block.depth > 0 || used.contains(i)) continue;
    words.push_back(folded_words(block.text));
    blocks.push_back(i);
  }
  std::size_t hints = 0;
  for (Match& match : matches) {
    if (match.block || match.nested || hints++ >= kHints) continue;
    const std::string wanted = folded_words(match.required->title);
    const auto near = nearest(wanted, words);
    std::size_t best = words.size(), most = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
      const std::size_t shared = near && words[i] == *near ? wanted.size() : shared_words(wanted, words[i]);
      if (shared <= most) continue;
      most = shared;
      best = i;
    }
    if (best == words.size()) continue;
    match.alternate = blocks[best];
    words.erase(words.begin() + static_cast<std::ptrdiff_t>(best));  // one heading is not meant twice
    blocks.erase(blocks.begin() + static_cast<std::ptrdiff_t>(best));
  }
}

}  // namespace

std::string folded_words(std::string_view text) { return text::join(words_of(without_remark(text)), " "); }

std::vector<Required> required_headings(const std::vector<std::string>& words) {
  std::vector<Required> out;
  const bool tvm = words.empty() || (words.size() == 1 && words.front() == "tvm");
  if (tvm) {
    for (const std::string_view title : kTvm) out.push_back({std::string(title), {}});
  } else if (words.size() == 1 && words.front() == "spip") {
    for (std::size_t i = 0; i < kSpip.size(); ++i) {
      const std::string number = std::to_string(i + 1);
      out.push_back({"Q" + number + ". " + std::string(kSpip[i]), "q" + number});
    }
  } else {
    std::set<std::string> seen;  // one asked for twice is missing once
    for (const std::string& title : words) {
      if (seen.insert(folded_words(title)).second) out.push_back({title, {}});
    }
  }
  return out;
}

std::vector<Match> match_headings(const Document& document, const std::vector<Required>& required) {
  std::map<std::string, std::size_t> standing, nested;
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    const Block& block = document.blocks[i];
    if (block.kind != Block::Kind::heading) continue;
    std::map<std::string, std::size_t>& where = block.depth == 0 ? standing : nested;
    for (const std::string& meaning : meanings(block.text)) where.try_emplace(meaning, i);
    const std::string whole = folded_words(block.text);
    where.try_emplace(whole.substr(0, whole.find(' ')) + "?", i);  // the number of a question
  }
  const auto find = [](const auto& where, const Required& each) -> std::optional<std::size_t> {
    std::string title = each.title;
    if (!each.question.empty()) {
      if (const auto found = where.find(each.question + "?"); found != where.end()) return found->second;
      title = title.substr(title.find(' ') + 1);
    }
    const auto found = where.find(folded_words(title));
    return found == where.end() ? std::nullopt : std::optional(found->second);
  };
  std::vector<Match> matches;
  std::set<std::size_t> used;
  for (const Required& each : required) {
    Match match;
    match.required = &each;
    match.block = find(standing, each);
    if (!match.block) match.nested = find(nested, each);
    if (match.block) used.insert(*match.block);
    matches.push_back(match);
  }
  find_alternates(document, used, matches);
  return matches;
}

}  // namespace modgate::rfc
