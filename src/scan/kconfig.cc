// Bytes of a Kconfig file in; `config` and `menuconfig` entries with their first default, every line of an entry or a
// block as a command whose arguments are its symbols, strings and operators, and suppressions out. The names are as
// declared, without the CONFIG_ that C and make see in front. Help texts are prose: an entry quoted in one is none.
// Nothing is followed or evaluated here: neither `source` nor conditions nor macros.
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/make_reference.h"
#include "base/text.h"
#include "modgate/limits.h"
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
    if (first == end || (!continued_ && in_help(indent))) return;
    const std::size_t comment = find_comment(first, end);
    if (comment > first) {
      suppressions_.code(line);
      read_code(first, comment, line);
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

  /// A line without its comment: a statement, or what continues the one before.
  void read_code(std::size_t begin, std::size_t end, std::uint32_t line) {
    while (end > begin && is_blank(bytes_[end - 1])) --end;
    const bool continues = continued_;
    continued_ = end > begin && bytes_[end - 1] == '\\';
    if (continued_) --end;
    if (!continues) read_statement(begin, end, line);
    if (!add_command(begin, end, line, continues)) continued_ = false;
  }

  /// False when there are more than are kept, and ever after.
  bool add_command(std::size_t begin, std::size_t end, std::uint32_t line, bool continues) {
    if (!full_ && facts_.commands.size() == limits::kFacts) full("more statements than are read", begin, end, line);
    if (full_) return false;
    if (!continues) facts_.commands.push_back({"", "", {}, line, line, span(begin, end)});
    BuildCommand& command = facts_.commands.back();
    std::size_t at = continues ? begin : read_keyword(begin, end, command);
    command.last_line = line;
    command.at.end = static_cast<std::uint32_t>(end);
    while (at < end) {
      if (is_blank(bytes_[at])) {
        ++at;
      } else if (words_++ == limits::kMakeWords) {
        full("more words than are read", at, end, line);
        return false;
      } else {
        at = read_token(at, end, line, command.arguments);
      }
    }
    return true;
  }

  void full(const char* what, std::size_t begin, std::size_t end, std::uint32_t line) {
    facts_.troubles.push_back({what, span(begin, end), line});
    full_ = true;
  }

  static Span span(std::size_t begin, std::size_t end) {
    return {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  /// The keyword, of one word or two, or the name of a macro with the operator that sets it.
  std::size_t read_keyword(std::size_t begin, std::size_t end, BuildCommand& command) {
    std::size_t at = end_of_word(begin, end);
    command.name = bytes_.substr(begin, at - begin);
    while (at < end && is_blank(bytes_[at])) ++at;
    const std::string_view rest = bytes_.substr(at, end - at);
    for (const std::string_view op : {":=", "+=", "="}) {
      if (rest.starts_with(op)) {
        command.op = op;
        return at + op.size();
      }
    }
    const std::string_view second = rest.substr(0, end_of_word(at, end) - at);
    if ((command.name == "depends" && second == "on") || (command.name == "visible" && second == "if")) {
      command.name.append(" ").append(second);
      return at + second.size();
    }
    return at;
  }

  std::size_t end_of_word(std::size_t at, std::size_t end) const {
    const std::size_t begin = at;
    while (at < end) {
      if (bytes_[at] == '$') {
        at = at + end_of_reference(bytes_.substr(at, end - at), 0);
      } else if (text::is_identifier(bytes_[at]) || bytes_[at] == '.' || bytes_[at] == '/' || bytes_[at] == '-') {
        ++at;
      } else {
        break;
      }
    }
    return at == begin && at < end ? at + 1 : at;
  }

  std::size_t read_token(std::size_t at, std::size_t end, std::uint32_t line,
                         std::vector<BuildCommand::Argument>& out) const {
    const char c = bytes_[at];
    if (c == '"' || c == '\'') {
      std::size_t close = at + 1;
      while (close < end && bytes_[close] != c) close += bytes_[close] == '\\' ? 2 : 1;
      close = std::min(close, end);
      out.push_back({std::string(bytes_.substr(at + 1, close - at - 1)), true, false, line, span(at + 1, close)});
      return std::min(close + 1, end);
    }
    std::size_t token_end = end_of_word(at, end);
    for (const std::string_view op : {"&&", "||", "!=", "<=", ">="}) {
      if (bytes_.substr(at, end - at).starts_with(op)) token_end = at + op.size();
    }
    out.push_back({std::string(bytes_.substr(at, token_end - at)), false, false, line, span(at, token_end)});
    return token_end;
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
  bool continued_ = false;  ///< the line before ended in a backslash
  std::size_t words_ = 0;
  bool full_ = false;
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
