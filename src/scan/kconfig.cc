// Bytes of a Kconfig file in; `config` and `menuconfig` entries with their first default, and suppressions out. The
// names are as declared, without the CONFIG_ that C and make see in front. Help texts are prose: an entry quoted in one
// is none. Not followed: `source`, conditions around entries, macros.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/text.h"
#include "scan/scan.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

constexpr std::uint32_t kTab = 8;

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

class KconfigReader {
 public:
  KconfigReader(std::string_view bytes, FileFacts& facts) : bytes_(bytes), facts_(facts) {}

  void run() {
    std::size_t at = bytes_.starts_with("\xef\xbb\xbf") ? 3 : 0;
    for (std::uint32_t line = 1; at < bytes_.size(); ++line) {
      const std::size_t end = std::min(bytes_.find('\n', at), bytes_.size());
      read_line(at, end, line);
      at = end + 1;
    }
    facts_.suppressions = suppressions_.finish();
  }

 private:
  enum class Help : std::uint8_t { none, starts, inside };

  void read_line(std::size_t begin, std::size_t end, std::uint32_t line) {
    std::size_t first = begin;
    std::uint32_t indent = 0;
    for (; first < end && is_blank(bytes_[first]); ++first) {
      indent = bytes_[first] == '\t' ? (indent / kTab + 1) * kTab : indent + 1;
    }
    if (first == end || in_help(indent)) return;
    const std::size_t comment = find_comment(first, end);
    if (comment > first) {
      suppressions_.code(line);
      read_statement(first, comment, line);
    }
    if (comment < end) {
      suppressions_.comment(bytes_.substr(comment, end - comment), static_cast<std::uint32_t>(comment), line,
                            comment > first);
    }
  }

  /// The first line of a help text sets its indentation; the text ends before the first line with less.
  bool in_help(std::uint32_t indent) {
    if (help_ == Help::starts) {
      help_ = indent > 0 ? Help::inside : Help::none;
      help_indent_ = indent;
    } else if (help_ == Help::inside && indent < help_indent_) {
      help_ = Help::none;
    }
    return help_ == Help::inside;
  }

  /// The `#` that starts a comment, not one inside quotes; `end` if there is none.
  std::size_t find_comment(std::size_t begin, std::size_t end) const {
    char quote = 0;
    for (std::size_t at = begin; at < end; ++at) {
      const char c = bytes_[at];
      if (quote != 0) {
        if (c == '\\') ++at;
        if (c == quote) quote = 0;
      } else if (c == '"' || c == '\'') {
        quote = c;
      } else if (c == '#') {
        return at;
      }
    }
    return end;
  }

  void read_statement(std::size_t begin, std::size_t end, std::uint32_t line) {
    std::size_t word_end = begin;
    while (word_end < end && !is_blank(bytes_[word_end])) ++word_end;
    const std::string_view word = bytes_.substr(begin, word_end - begin);
    while (word_end < end && is_blank(bytes_[word_end])) ++word_end;
    const std::string_view rest = text::trim(bytes_.substr(word_end, end - word_end));
    if (word == "config" || word == "menuconfig") {
      in_entry_ = is_symbol(rest);
      if (!in_entry_) return;
      const auto at = static_cast<std::uint32_t>(word_end);
      facts_.flags.push_back(
          {std::string(rest), "Kconfig", "", line, {at, at + static_cast<std::uint32_t>(rest.size())}});
    } else if (word == "help" || word == "---help---") {
      help_ = Help::starts;
    } else if (word == "default" || word == "def_bool" || word == "def_tristate") {
      if (in_entry_ && facts_.flags.back().fallback.empty()) facts_.flags.back().fallback = rest;
    } else if (is_block(word)) {
      in_entry_ = false;
    }
  }

  static bool is_symbol(std::string_view name) {
    for (const char c : name) {
      if (!text::is_identifier(c)) return false;
    }
    return !name.empty();
  }

  /// What ends an entry: its defaults cannot come after.
  static bool is_block(std::string_view word) {
    for (const std::string_view block :
         {"choice", "endchoice", "menu", "endmenu", "if", "endif", "comment", "source"}) {
      if (word == block) return true;
    }
    return false;
  }

  std::string_view bytes_;
  FileFacts& facts_;
  SuppressionList suppressions_;
  Help help_ = Help::none;
  std::uint32_t help_indent_ = 0;
  bool in_entry_ = false;
};

}  // namespace

FileFacts scan_kconfig(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::kconfig;
  facts.scanned = true;
  KconfigReader(bytes, facts).run();
  return facts;
}

}  // namespace modgate
