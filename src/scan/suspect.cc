// The cheap search before the exact scanner: a few passes of memchr. It reads directives where they are written plainly
// and calls the file suspect wherever they are not; comments, strings and dropped groups make an innocent file suspect
// at worst.
#include "scan/suspect.h"

#include <algorithm>
#include <cstring>

#include "base/text.h"
#include "scan/python_encoding.h"
#include "scan/scan.h"

namespace modgate {
namespace {

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\v' || c == '\f' || c == '\0'; }
bool is_line_end(char c) { return c == '\n' || c == '\r'; }
bool is_word_byte(char c) { return text::is_identifier(c) || c == '$'; }

/// Offset of the next `c` at or after `from`; the size of `bytes` when there is none.
std::size_t next(std::string_view bytes, char c, std::size_t from) {
  if (from >= bytes.size()) return bytes.size();
  const void* found = std::memchr(bytes.data() + from, c, bytes.size() - from);
  return found == nullptr ? bytes.size() : static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
}

/// The same for a word with no identifier character directly before or after it.
std::size_t next_word(std::string_view bytes, std::string_view word, std::size_t from) {
  while (from < bytes.size()) {
    const void* found = memmem(bytes.data() + from, bytes.size() - from, word.data(), word.size());
    if (found == nullptr) break;
    const auto at = static_cast<std::size_t>(static_cast<const char*>(found) - bytes.data());
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_word_byte(bytes[at - 1])) && (end >= bytes.size() || !is_word_byte(bytes[end]))) return at;
    from = at + 1;
  }
  return bytes.size();
}

class Search {
 public:
  Search(std::string_view bytes, const Suspicion& suspicion) : bytes_(bytes), suspicion_(suspicion) {}

  SearchOutcome c_family() {
    const bool suspect = includes() || holds_digraph() || holds_header_unit() || breaks_word();
    return {suspect, suspect ? 0 : external_};
  }

  SearchOutcome tablegen() {
    bool suspect = false;
    for (std::size_t at = next_word(bytes_, "include", 0); !suspect && at < bytes_.size();
         at = next_word(bytes_, "include", at + 1)) {
      // Elsewhere in a line it is mostly prose.
      const Before before = look_before(at);
      suspect = before != Before::line_start ? operand_follows(at + 7) : judge_operand(at, at + 7);
    }
    return {suspect, suspect ? 0 : external_};
  }

  /// What only runs through functions is not seen word by word; nor are names that Python normalises.
  bool python() const {
    if (bytes_.find("import_module") != std::string_view::npos) return true;
    if (bytes_.find("__import__") != std::string_view::npos) return true;
    return imports_beyond_ascii();
  }

 private:
  enum class Before : std::uint8_t { line_start, spliced, comment, code };

  /// What stands before `at` on its line.
  Before look_before(std::size_t at) const {
    std::size_t i = at;
    while (i > 0 && is_blank(bytes_[i - 1])) --i;
    if (i == 0 || (i == 3 && bytes_.starts_with("\xEF\xBB\xBF"))) return Before::line_start;
    if (bytes_[i - 1] == '/') return Before::comment;
    if (!is_line_end(bytes_[i - 1])) return Before::code;
    while (i > 0 && is_line_end(bytes_[i - 1])) --i;
    while (i > 0 && is_blank(bytes_[i - 1])) --i;
    return i > 0 && bytes_[i - 1] == '\\' ? Before::spliced : Before::line_start;
  }

  std::size_t skip_blanks(std::size_t i) const {
    while (i < bytes_.size() && is_blank(bytes_[i])) ++i;
    return i;
  }

  bool includes() {
    for (std::size_t at = next(bytes_, '#', 0); at < bytes_.size(); at = next(bytes_, '#', at + 1)) {
      const Before before = look_before(at);
      if (before == Before::code) continue;
      const std::size_t begin = skip_blanks(at + 1);
      std::size_t end = begin;
      while (end < bytes_.size() && is_word_byte(bytes_[end])) ++end;
      const char behind = end < bytes_.size() ? bytes_[end] : '\n';
      const std::string_view name = bytes_.substr(begin, end - begin);
      // A comment or a splice where the name should be, or a splice in it.
      if (behind == '\\' || (name.empty() && behind == '/')) return true;
      if (name == "if" || name == "elif") {
        decided_ = decided_ || decides(end);
      } else if (name == "include" || name == "include_next" || name == "import") {
        if (before != Before::line_start || decided_ || judge_operand(at, end)) return true;
      }
    }
    return false;
  }

  /// The operand of an include that begins its line at `at`; true makes the file suspect.
  bool judge_operand(std::size_t at, std::size_t from) {
    from = skip_blanks(from);
    if (from >= bytes_.size()) return false;
    const char open = bytes_[from];
    if (open != '"' && open != '<') return true;
    const char close = open == '"' ? '"' : '>';
    std::size_t end = from + 1;
    while (end < bytes_.size() && bytes_[end] != close && bytes_[end] != '\\' && !is_line_end(bytes_[end])) ++end;
    if (end >= bytes_.size() || bytes_[end] != close || end == from + 1) return true;
    std::string_view name = bytes_.substr(from + 1, end - from - 1);
    if (const std::size_t slash = name.rfind('/'); slash != std::string_view::npos) name.remove_prefix(slash + 1);
    name_ = name;
    if (suspicion_.guarded_names.contains(name_)) return true;
    if (suspicion_.known_names.contains(name)) return false;
    // Counted, so it must be an include for sure.
    if (may_be_hidden(at)) return true;
    ++external_;
    return false;
  }

  bool operand_follows(std::size_t from) const {
    while (from < bytes_.size() && (is_blank(bytes_[from]) || is_line_end(bytes_[from]))) ++from;
    return from < bytes_.size() && (bytes_[from] == '"' || bytes_[from] == '/');
  }

  /// Whether `at` may lie in a comment or a raw string. Called with growing places, so that all is read once. Comments
  /// are found as text: one that is none can only hide an include, never show one.
  bool may_be_hidden(std::size_t at) {
    while (clear_ < at) {
      const std::size_t slash = std::min(next(bytes_.substr(0, at), '/', clear_), at);
      const std::string_view passed = bytes_.substr(clear_, slash - clear_);
      for (const std::string_view opening : {"R\"", "R\\", "[{"}) {
        if (passed.find(opening) != std::string_view::npos) return true;
      }
      if (slash == at) break;
      clear_ = slash + 1;
      if (slash + 1 >= bytes_.size()) break;
      if (bytes_[slash + 1] == '\\') return true;
      if (bytes_[slash + 1] != '*') continue;
      const std::size_t end = bytes_.find("*/", slash + 2);
      // Nested comments of TableGen end later than this one.
      if (end == std::string_view::npos || end > at) return true;
      if (bytes_.substr(slash + 2, end - slash - 2).find("/*") != std::string_view::npos) return true;
      clear_ = end + 2;
    }
    clear_ = std::max(clear_, at);
    return false;
  }

  /// Whether an `#if` may be decided by constants: a number, `true` or `false` that is compared with nothing.
  bool decides(std::size_t from) const {
    char before = '(';
    for (std::size_t i = from; i < bytes_.size() && !is_line_end(bytes_[i]);) {
      const char c = bytes_[i];
      if (c == '\\' || c == '/') return true;
      if (!is_word_byte(c)) {
        if (!is_blank(c)) before = c;
        ++i;
        continue;
      }
      const std::size_t begin = i;
      while (i < bytes_.size() && (is_word_byte(bytes_[i]) || bytes_[i] == '\'')) ++i;
      const std::string_view word = bytes_.substr(begin, i - begin);
      const bool constant = text::is_digit(c) || word == "true" || word == "false";
      if (constant && (before == '(' || before == '!' || before == '&' || before == '|')) return true;
      before = 'x';
    }
    return false;
  }

  bool holds_digraph() const { return bytes_.find("%:") != std::string_view::npos; }

  bool holds_header_unit() const {
    for (std::size_t at = next_word(bytes_, "import", 0); at < bytes_.size();
         at = next_word(bytes_, "import", at + 1)) {
      const std::size_t i = skip_blanks(at + 6);
      if (i < bytes_.size() && std::string_view("<\"/\\").find(bytes_[i]) != std::string_view::npos) {
        // `#import` was judged with the other directives.
        std::size_t hash = at;
        while (hash > 0 && is_blank(bytes_[hash - 1])) --hash;
        if (hash == 0 || bytes_[hash - 1] != '#') return true;
      }
    }
    return false;
  }

  /// A word that a splice or a \u escape hides from the search for words.
  bool breaks_word() const {
    for (std::size_t at = next(bytes_, '\\', 0); at < bytes_.size(); at = next(bytes_, '\\', at + 1)) {
      std::size_t i = at + 1;
      if (i < bytes_.size() && (bytes_[i] == 'u' || bytes_[i] == 'U')) return true;
      if (at == 0 || (!is_word_byte(bytes_[at - 1]) && !is_line_end(bytes_[at - 1]))) continue;
      while (i < bytes_.size() && is_blank(bytes_[i])) ++i;
      if (i >= bytes_.size() || !is_line_end(bytes_[i])) continue;
      ++i;
      if (i < bytes_.size() && is_line_end(bytes_[i]) && bytes_[i] != bytes_[i - 1]) ++i;
      if (i < bytes_.size() && (is_word_byte(bytes_[i]) || bytes_[i] == '\\')) return true;
    }
    return false;
  }

  bool imports_beyond_ascii() const {
    const auto beyond = [](char c) { return static_cast<unsigned char>(c) >= 0x80; };
    for (auto at = std::find_if(bytes_.begin(), bytes_.end(), beyond); at != bytes_.end();) {
      const auto offset = static_cast<std::size_t>(at - bytes_.begin());
      const std::size_t begin = offset == 0 ? 0 : bytes_.rfind('\n', offset) + 1;
      const std::size_t end = next(bytes_, '\n', offset);
      const std::string_view line = bytes_.substr(begin, end - begin);
      if (line.find("import") != std::string_view::npos || line.find("from") != std::string_view::npos) return true;
      at = std::find_if(bytes_.begin() + static_cast<std::ptrdiff_t>(end), bytes_.end(), beyond);
    }
    return false;
  }

  std::string_view bytes_;
  const Suspicion& suspicion_;
  std::uint64_t external_ = 0;
  std::size_t clear_ = 0;  ///< up to here no comment is open
  bool decided_ = false;   ///< some group may be dropped
  std::string name_;       ///< the name looked up, kept to save allocations
};

/// Words cannot be looked for in bytes that are not ASCII-compatible text: the scanner says what is wrong with them.
bool is_oddly_encoded(Language language, std::string_view bytes) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  constexpr std::size_t kHead = 512;  // a text without a byte order mark in UTF-16 or 32 has a NUL in its first line
  if (bytes.substr(0, kHead).find('\0') != std::string_view::npos) return true;
  return language == Language::python && !python_encoding(bytes).readable;
}

}  // namespace

SearchOutcome search(Language language, std::string_view bytes, const Suspicion& suspicion) {
  if (language == Language::none) return {};
  if (is_oddly_encoded(language, bytes)) return {true, 0};
  // A comment above `import "C"` may include any header.
  if (language == Language::go && bytes.find("\"C\"") != std::string_view::npos) return {true, 0};
  const std::vector<Language>& whole = suspicion.whole;
  if (std::find(whole.begin(), whole.end(), language) != whole.end()) return {true, 0};
  SearchOutcome outcome;
  if (is_c_family(language)) {
    outcome = Search(bytes, suspicion).c_family();
  } else if (language == Language::tablegen) {
    outcome = Search(bytes, suspicion).tablegen();
  } else if (language == Language::python) {
    outcome.suspect = Search(bytes, suspicion).python();
  }
  if (!outcome.suspect && suspicion.words.found_in(bytes)) outcome = {true, 0};
  return outcome;
}

}  // namespace modgate
