// Bytes of a go.mod in; the module's path as its package and `replace x => ./folder` as import_from of the folder with
// the name x out. Replacements by other modules, requirements and exclusions do not say where a file of the view is.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "scan/brace_lexer.h"
#include "scan/scan.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r'; }

std::string_view unquoted(std::string_view word) {
  const bool quoted = word.size() >= 2 && (word.front() == '"' || word.front() == '`') && word.back() == word.front();
  return quoted ? word.substr(1, word.size() - 2) : word;
}

class GoModReader {
 public:
  GoModReader(std::string_view bytes, FileFacts& facts) : bytes_(bytes), facts_(facts) {}

  void run() {
    std::size_t begin = bytes_.starts_with("\xEF\xBB\xBF") ? 3 : 0;
    for (; begin < bytes_.size(); ++line_) {
      const std::size_t end = std::min(bytes_.find('\n', begin), bytes_.size());
      line(begin, end);
      begin = end + 1;
    }
    facts_.suppressions = suppressions_.finish();
  }

 private:
  void line(std::size_t begin, std::size_t end) {
    const std::string_view whole = bytes_.substr(begin, end - begin);
    const std::size_t comment = std::min(whole.find("//"), whole.size());
    std::vector<std::string_view> words = words_of(whole.substr(0, comment));
    if (comment < whole.size()) {
      suppressions_.comment(whole.substr(comment), static_cast<std::uint32_t>(begin + comment), line_, !words.empty());
    }
    if (words.empty()) return;
    suppressions_.code(line_);
    if (words.front() == ")") {
      block_ = {};
    } else if (words.size() == 2 && words.back() == "(") {
      block_ = words.front();
    } else {
      if (!block_.empty()) words.insert(words.begin(), block_);
      directive(words);
    }
  }

  static std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    for (std::size_t at = 0; at < text.size();) {
      while (at < text.size() && is_blank(text[at])) ++at;
      const std::size_t begin = at;
      while (at < text.size() && !is_blank(text[at])) ++at;
      if (at > begin) words.push_back(text.substr(begin, at - begin));
    }
    return words;
  }

  void directive(const std::vector<std::string_view>& words) {
    if (words.size() < 2) return;
    if (words.front() == "module") {
      add_package(facts_, std::string(unquoted(words[1])), span(unquoted(words[1])), line_);
      return;
    }
    const auto arrow = std::find(words.begin(), words.end(), "=>");
    if (words.front() != "replace" || arrow == words.end() || arrow + 1 == words.end()) return;
    const std::string_view folder = unquoted(*(arrow + 1));
    if (!folder.starts_with("./") && !folder.starts_with("../") && folder != "." && folder != "..") return;
    const std::string_view old = unquoted(words[1]);
    Reference* const reference =
        add_reference(facts_, Reference::Kind::import_from, std::string(folder), span(folder), line_);
    if (reference != nullptr) reference->names.push_back({std::string(old), span(old)});
  }

  Span span(std::string_view part) const {
    const auto begin = static_cast<std::uint32_t>(part.data() - bytes_.data());
    return {begin, begin + static_cast<std::uint32_t>(part.size())};
  }

  std::string_view bytes_;
  FileFacts& facts_;
  std::string_view block_;  ///< the directive whose parentheses are open
  std::uint32_t line_ = 1;
  SuppressionList suppressions_;
};

}  // namespace

FileFacts scan_go_mod(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::go_mod;
  facts.scanned = true;
  GoModReader(bytes, facts).run();
  return facts;
}

}  // namespace modgate
