// Bytes of a makefile in; its assignments, conditionals, includes and rules as GNU make splits lines, and suppressions
// out. Nothing is expanded: names and words keep their references as written. Recipes and the bodies of `define` are
// passed over; what only an expansion would make a rule or an assignment is one command without an operator.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/limits.h"
#include "scan/make_line.h"
#include "scan/scan.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

using Argument = BuildCommand::Argument;

template <std::size_t n>
bool one_of(const std::array<std::string_view, n>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

constexpr std::array<std::string_view, 4> kModifiers = {"export", "override", "private", "unexport"};
constexpr std::array<std::string_view, 3> kIncludes = {"include", "-include", "sinclude"};
constexpr std::array<std::string_view, 4> kConditions = {"ifeq", "ifneq", "ifdef", "ifndef"};

class MakeReader {
 public:
  MakeReader(std::string_view bytes, FileFacts& facts) : lines_(bytes), facts_(facts) {}

  void run() {
    while (lines_.next(line_)) {
      note_comment();
      if (line_.text.find_first_not_of(" \t\r\f\v") == std::string::npos) continue;
      suppressions_.code(line_.line);
      if (facts_.commands.size() == limits::kFacts) {
        facts_.troubles.push_back({"more commands than are read", line_.at, line_.line});
        break;
      }
      read_line();
    }
    if (defines_ > 0) facts_.troubles.push_back({"unterminated `define`", define_at_, define_line_});
    facts_.suppressions = suppressions_.finish();
  }

 private:
  void note_comment() {
    if (line_.comment.empty() || defines_ > 0) return;
    const bool code = line_.text.find_first_not_of(" \t\r\f\v") != std::string::npos;
    suppressions_.comment(line_.comment, line_.comment_at, line_.comment_line, code);
  }

  void read_line() {
    const bool tab = line_.text.front() == '\t';
    if (defines_ == 0 && tab && in_rule_) return;
    std::vector<Argument> words = line_.words(0, line_.text.size());
    if (words.empty()) return;
    if (track_define(words)) return;
    const std::string first = words.front().text;
    if (one_of(kConditions, first) || first == "else" || first == "endif") {
      read_condition(std::move(words));
      return;
    }
    if (one_of(kIncludes, first)) {
      words.erase(words.begin());
      in_rule_ = false;
      add(first == "sinclude" ? "-include" : first, "", std::move(words));
      return;
    }
    read_assignment_or_rule(words);
  }

  /// Whether the line begins, ends or lies inside a `define`.
  bool track_define(const std::vector<Argument>& words) {
    std::size_t at = 0;
    while (defines_ == 0 && at + 1 < words.size() && one_of(kModifiers, words[at].text)) ++at;
    if (words[at].text == "define" && !assigns(at + 1 < words.size() ? words[at + 1].text : "")) {
      if (defines_++ == 0) {
        define_at_ = line_.at;
        define_line_ = line_.line;
        in_rule_ = false;
      }
      return true;
    }
    if (defines_ == 0) return false;
    if (words.front().text == "endef") --defines_;
    return true;
  }

  /// `define = x` sets a variable of that name.
  static bool assigns(std::string_view word) { return word == "=" || word == ":=" || word == "+=" || word == "?="; }

  /// `ifeq (a,b)` and `ifeq "a" "b"`: the two sides are the arguments. After `else` comes the keyword of the new test.
  void read_condition(std::vector<Argument> words) {
    const std::string name = words.front().text;
    std::size_t keyword = 0;
    std::vector<Argument> arguments;
    if (name == "else" && words.size() > 1) {
      keyword = 1;
      arguments.push_back(words[1]);
    }
    if (words[keyword].text == "ifeq" || words[keyword].text == "ifneq") {
      line_.sides(line_.offset_of(words[keyword].at.end), arguments);
    } else if (words.size() > keyword + 1) {
      arguments.push_back(words[keyword + 1]);
    }
    add(name, "", std::move(arguments));
  }

  void read_assignment_or_rule(const std::vector<Argument>& words) {
    std::size_t begin = line_.offset_of(words.front().at.begin);
    std::size_t skipped = 0;
    while (skipped + 1 < words.size() && one_of(kModifiers, words[skipped].text) && !assigns(words[skipped + 1].text)) {
      begin = line_.offset_of(words[++skipped].at.begin);
    }
    const MakeOperator found = line_.find_operator(begin);
    in_rule_ = found.op == ":" || found.op == "::" || found.op == "&:";
    if (found.op.empty()) {
      std::vector<Argument> rest(words.begin() + static_cast<std::ptrdiff_t>(skipped) + 1, words.end());
      add(words[skipped].text, "", std::move(rest));
      return;
    }
    std::size_t end = line_.text.size();
    if (in_rule_) end = std::min(line_.find(';', found.end), end);
    add(std::string(line_.trimmed(begin, found.begin)), std::string(found.op), line_.words(found.end, end));
  }

  void add(std::string name, std::string op, std::vector<Argument> arguments) {
    const bool before = words_ > limits::kMakeWords;
    words_ += arguments.size();
    if (words_ > limits::kMakeWords) {
      if (!before) facts_.troubles.push_back({"more words than are read", line_.at, line_.line});
      return;
    }
    facts_.commands.push_back(
        {std::move(name), std::move(op), std::move(arguments), line_.line, line_.last_line, line_.at});
  }

  MakeLines lines_;
  MakeLine line_;
  FileFacts& facts_;
  SuppressionList suppressions_;
  std::size_t defines_ = 0;  ///< `define`s that are open
  Span define_at_;
  std::uint32_t define_line_ = 0;
  std::size_t words_ = 0;
  bool in_rule_ = false;  ///< a line that starts with a tab is a recipe
};

}  // namespace

FileFacts scan_make(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::make;
  facts.scanned = true;
  MakeReader(bytes, facts).run();
  return facts;
}

}  // namespace modgate
