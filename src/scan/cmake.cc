// Bytes of a CMake list file in; its commands as written, declarations of build options and suppressions out. The
// lexing follows cmake-language(7): comments, bracket comments and arguments, quoted, unquoted and legacy arguments.
// Nothing is evaluated: a declaration whose name holds a variable reference names no option that could be compared, and
// is passed over, as are declarations inside strings that some command expands later.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "modgate/limits.h"
#include "scan/scan.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

struct Argument {
  std::string_view text;  ///< without quotes or brackets
  Span at;                ///< of `text`
  std::uint32_t line = 0;
  bool quoted = false;
  bool bracket = false;
};

/// `name(arguments...)`; inner parentheses are arguments of their own.
struct Command {
  std::string_view name;
  Span at;  ///< from the name to the closing parenthesis
  std::uint32_t line = 0;
  std::uint32_t last_line = 0;
  std::vector<Argument> arguments;
};

class CMakeReader {
 public:
  CMakeReader(std::string_view bytes, FileFacts& facts) : bytes_(bytes), facts_(facts) {
    if (bytes_.starts_with("\xef\xbb\xbf")) at_ = 3;
  }

  /// The next complete command; false at the end of the file.
  bool next(Command& command) {
    while (skip_to_code()) {
      if (!is_word(bytes_[at_])) {
        ++at_;
        continue;
      }
      const std::size_t begin = at_;
      const std::uint32_t line = line_;
      while (at_ < bytes_.size() && is_word(bytes_[at_])) ++at_;
      suppressions_.code(line_);
      code_line_ = line_;
      command.name = bytes_.substr(begin, at_ - begin);
      command.arguments.clear();
      while (at_ < bytes_.size() && (bytes_[at_] == ' ' || bytes_[at_] == '\t')) ++at_;
      if (at_ == bytes_.size() || bytes_[at_] != '(') continue;
      ++at_;
      if (read_arguments(command)) {
        command.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_)};
        command.line = line;
        command.last_line = line_;
        return true;
      }
      trouble("unterminated command", begin, line);
    }
    facts_.suppressions = suppressions_.finish();
    return false;
  }

 private:
  static bool is_word(char c) { return text::is_identifier(c); }
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\f' || c == '\v'; }

  void trouble(std::string what, std::size_t at, std::uint32_t line) {
    const auto offset = static_cast<std::uint32_t>(at);
    const auto end = static_cast<std::uint32_t>(std::min(at + 1, bytes_.size()));
    facts_.troubles.push_back({std::move(what), {offset, end}, line});
  }

  /// Passes blanks, line ends and comments; false at the end of the file.
  bool skip_to_code() {
    while (at_ < bytes_.size()) {
      const char c = bytes_[at_];
      if (c == '\n') {
        ++line_;
        ++at_;
      } else if (is_blank(c)) {
        ++at_;
      } else if (c == '#') {
        skip_comment();
      } else {
        return true;
      }
    }
    return false;
  }

  void skip_comment() {
    const std::size_t begin = at_;
    const std::uint32_t line = line_;
    ++at_;
    if (const std::size_t equals = bracket_length(); equals != std::string_view::npos) {
      Argument ignored;
      if (!read_bracket(equals, ignored)) trouble("unterminated bracket comment", begin, line);
      return;
    }
    at_ = std::min(bytes_.find('\n', at_), bytes_.size());
    suppressions_.comment(bytes_.substr(begin, at_ - begin), static_cast<std::uint32_t>(begin), line,
                          code_line_ == line);
  }

  /// The number of `=` if a bracket `[==[` opens here, else npos.
  std::size_t bracket_length() const {
    if (at_ == bytes_.size() || bytes_[at_] != '[') return std::string_view::npos;
    const std::size_t end = std::min(bytes_.find_first_not_of('=', at_ + 1), bytes_.size());
    return end < bytes_.size() && bytes_[end] == '[' ? end - at_ - 1 : std::string_view::npos;
  }

  bool read_bracket(std::size_t equals, Argument& argument) {
    const std::string closing = "]" + std::string(equals, '=') + "]";
    const std::size_t begin = at_ + equals + 2;
    const std::size_t end = bytes_.find(closing, begin);
    take(argument, begin, std::min(end, bytes_.size()));
    at_ = end == std::string_view::npos ? bytes_.size() : end + closing.size();
    return end != std::string_view::npos;
  }

  /// The argument's text is bytes begin..end; counts its lines.
  void take(Argument& argument, std::size_t begin, std::size_t end) {
    argument.text = bytes_.substr(begin, end - begin);
    argument.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
    argument.line = line_;
    line_ += static_cast<std::uint32_t>(std::count(argument.text.begin(), argument.text.end(), '\n'));
  }

  /// Up to the command's closing parenthesis; false if the file ends before.
  bool read_arguments(Command& command) {
    std::size_t depth = 1;
    while (skip_to_code()) {
      suppressions_.code(line_);
      Argument argument;
      const char c = bytes_[at_];
      if (c == '(' || c == ')') {
        c == '(' ? ++depth : --depth;
        code_line_ = line_;
        ++at_;
        if (depth == 0) return true;
        take(argument, at_ - 1, at_);
      } else if (c == '"') {
        if (!read_quoted(argument)) return false;
      } else if (const std::size_t equals = bracket_length(); equals != std::string_view::npos) {
        argument.quoted = true;
        argument.bracket = true;
        if (!read_bracket(equals, argument)) return false;
      } else {
        read_unquoted(argument);
      }
      code_line_ = line_;
      command.arguments.push_back(argument);
    }
    return false;
  }

  bool read_quoted(Argument& argument) {
    const std::size_t end = closing_quote(at_ + 1);
    argument.quoted = true;
    take(argument, at_ + 1, std::min(end, bytes_.size()));
    at_ = end == std::string_view::npos ? bytes_.size() : end + 1;
    return end != std::string_view::npos;
  }

  /// The next quote that no backslash hides.
  std::size_t closing_quote(std::size_t from) const {
    for (std::size_t at = from; at < bytes_.size(); ++at) {
      if (bytes_[at] == '\\') {
        ++at;
      } else if (bytes_[at] == '"') {
        return at;
      }
    }
    return std::string_view::npos;
  }

  /// Legacy arguments hold quoted parts: `-Da="b c"` is one argument.
  void read_unquoted(Argument& argument) {
    const std::size_t begin = at_;
    std::size_t at = at_;
    while (at < bytes_.size()) {
      const char c = bytes_[at];
      if (is_blank(c) || c == '\n' || c == '(' || c == ')' || c == '#') break;
      if (c == '\\') {
        at += 2;
      } else if (c == '"') {
        const std::size_t end = closing_quote(at + 1);
        at = end == std::string_view::npos ? bytes_.size() : end + 1;
      } else if (c == '$' && at + 1 < bytes_.size() && bytes_[at + 1] == '(') {
        at = std::min(bytes_.find_first_of(")\n", at), bytes_.size());
        if (at < bytes_.size() && bytes_[at] == ')') ++at;
      } else {
        ++at;
      }
    }
    at_ = std::min(at, bytes_.size());
    take(argument, begin, at_);
  }

  std::string_view bytes_;
  FileFacts& facts_;
  SuppressionList suppressions_;
  std::size_t at_ = 0;
  std::uint32_t line_ = 1;
  std::uint32_t code_line_ = 0;
};

bool is_plain_name(const Argument& argument) {
  return !argument.text.empty() && std::all_of(argument.text.begin(), argument.text.end(), [](char c) {
    return text::is_identifier(c) || c == '-' || c == '.' || c == '+' || c == '/';
  });
}

bool is_boolean(std::string_view value) {
  constexpr std::array<std::string_view, 10> kBooleans = {"ON", "OFF", "TRUE", "FALSE", "YES",
                                                          "NO", "Y",   "N",    "1",     "0"};
  return std::any_of(kBooleans.begin(), kBooleans.end(),
                     [&](std::string_view word) { return text::equal_ignoring_case(word, value); });
}

/// `set(NAME value CACHE BOOL "...")` and `set(NAME ON)`. Other values and scopes set a variable, not a switch.
bool read_set(const std::vector<Argument>& arguments, FlagDeclaration& flag) {
  if (arguments.size() < 2) return false;
  flag.fallback = arguments[1].text;
  if (arguments.size() == 2) {
    flag.form = "set()";
    return is_boolean(arguments[1].text);
  }
  flag.form = "set(CACHE)";
  return arguments.size() >= 4 && arguments[2].text == "CACHE" &&
         (arguments[3].text == "BOOL" || is_boolean(arguments[1].text));
}

/// `x_option(NAME "doc" DEFAULT... [IF condition])`, as projects define it around option(). The default may be an
/// expression of several words.
bool read_project_option(const std::vector<Argument>& arguments, FlagDeclaration& flag) {
  if (arguments.size() < 2 || !arguments[1].quoted) return false;
  for (std::size_t i = 2; i < arguments.size() && !text::equal_ignoring_case(arguments[i].text, "IF"); ++i) {
    if (!flag.fallback.empty()) flag.fallback += ' ';
    flag.fallback += arguments[i].text;
  }
  return true;
}

void read_declaration(const Command& command, FileFacts& facts) {
  const std::string name = text::lower(command.name);
  const bool is_set = name == "set";
  if ((!is_set && name != "option" && !name.ends_with("_option")) || command.arguments.empty()) return;
  const Argument& first = command.arguments.front();
  if (!is_plain_name(first)) return;
  FlagDeclaration flag;
  flag.form = name + "()";
  if (is_set) {
    if (!read_set(command.arguments, flag)) return;
  } else if (name == "option" || name == "cmake_dependent_option") {
    if (command.arguments.size() >= 3) flag.fallback = command.arguments[2].text;
  } else if (!read_project_option(command.arguments, flag)) {
    return;
  }
  flag.name = first.text;
  flag.line = first.line;
  flag.at = first.at;
  facts.flags.push_back(std::move(flag));
}

/// False when the file has more commands than are kept: what follows would be evaluated without what precedes.
bool keep_command(const Command& command, FileFacts& facts) {
  if (facts.commands.size() == limits::kFacts) {
    facts.troubles.push_back({"more commands than are read", command.at, command.line});
    return false;
  }
  BuildCommand& kept = facts.commands.emplace_back();
  kept.name = text::lower(command.name);
  kept.line = command.line;
  kept.last_line = command.last_line;
  kept.at = command.at;
  kept.arguments.reserve(command.arguments.size());
  for (const Argument& argument : command.arguments) {
    kept.arguments.push_back(
        {std::string(argument.text), argument.quoted, argument.bracket, argument.line, argument.at});
  }
  return true;
}

}  // namespace

FileFacts scan_cmake(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::cmake;
  facts.scanned = true;
  if (bytes.starts_with("\xff\xfe") || bytes.starts_with("\xfe\xff")) {
    facts.troubles.push_back({"not UTF-8: UTF-16 byte order mark", {0, 2}, 1});
    return facts;
  }
  CMakeReader reader(bytes, facts);
  Command command;
  bool keeping = true;
  while (reader.next(command)) {
    read_declaration(command, facts);
    keeping = keeping && keep_command(command, facts);
  }
  return facts;
}

}  // namespace modgate
