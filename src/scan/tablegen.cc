// The TableGen scanner: bytes of a .td file in; its `include "x.td"` statements with the conditions around them and the
// suppressions out. Records and the C++ in `[{ code }]` are skipped; conditions are never decided, as `tblgen -D` is
// not known.
#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "base/text.h"
#include "modgate/limits.h"
#include "scan/scan.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

class TableGenReader {
 public:
  TableGenReader(std::string_view bytes, FileFacts& facts) : bytes_(bytes), facts_(facts) {}

  void run() {
    while (pos_ < bytes_.size()) step();
    if (!conditions_.empty()) trouble("unterminated #ifdef", conditions_.back().begin);
    facts_.suppressions = suppressions_.finish();
  }

 private:
  struct Condition {
    std::size_t begin = 0;
    std::string_view macro;
    bool on = false;  ///< the branch being read implies the macro
  };

  char at(std::size_t i) const { return i < bytes_.size() ? bytes_[i] : '\0'; }

  void step() {
    const char c = bytes_[pos_];
    if (c == '\n') {
      ++pos_;
      ++line_;
      line_start_ = true;
      return;
    }
    if (c == ' ' || c == '\t' || c == '\r' || c == '\0') {
      ++pos_;
      return;
    }
    if (c == '/' && at(pos_ + 1) == '/') return line_comment();
    if (c == '/' && at(pos_ + 1) == '*') return block_comment();
    const bool first = line_start_;
    line_start_ = false;
    suppressions_.code(line_);
    if (c == '"') {
      string();
    } else if (c == '[' && at(pos_ + 1) == '{') {
      code();
    } else if (c == '#' && first) {
      directive();
    } else if (text::is_identifier(c)) {
      const std::string_view word = identifier();
      if (word == "include") include();
    } else {
      ++pos_;
    }
  }

  std::string_view identifier() {
    const std::size_t begin = pos_;
    while (pos_ < bytes_.size() && text::is_identifier(bytes_[pos_])) ++pos_;
    return bytes_.substr(begin, pos_ - begin);
  }

  void line_comment() {
    const std::size_t begin = pos_;
    pos_ = std::min(bytes_.find('\n', pos_), bytes_.size());
    suppressions_.comment(bytes_.substr(begin, pos_ - begin), static_cast<std::uint32_t>(begin), line_, !line_start_);
  }

  /// Unlike in C, comments nest.
  void block_comment() {
    const std::size_t begin = pos_;
    const std::uint32_t line = line_;
    int depth = 0;
    do {
      if (pos_ >= bytes_.size()) return trouble("unterminated comment", begin);
      if (bytes_[pos_] == '/' && at(pos_ + 1) == '*') {
        ++depth;
        ++pos_;
      } else if (bytes_[pos_] == '*' && at(pos_ + 1) == '/') {
        --depth;
        ++pos_;
      } else if (bytes_[pos_] == '\n') {
        ++line_;
      }
      ++pos_;
    } while (depth > 0);
    suppressions_.comment(bytes_.substr(begin, pos_ - begin), static_cast<std::uint32_t>(begin), line, !line_start_);
  }

  /// A string that is not closed ends with its line.
  void string() {
    for (++pos_; pos_ < bytes_.size() && bytes_[pos_] != '\n'; ++pos_) {
      if (bytes_[pos_] == '\\' && at(pos_ + 1) != '\n') {
        ++pos_;
      } else if (bytes_[pos_] == '"') {
        ++pos_;
        return;
      }
    }
  }

  void code() {
    const std::size_t begin = pos_;
    const std::size_t end = bytes_.find("}]", pos_);
    if (end == std::string_view::npos) trouble("unterminated [{", begin);
    pos_ = end == std::string_view::npos ? bytes_.size() : end + 2;
    line_ += static_cast<std::uint32_t>(std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(begin),
                                                   bytes_.begin() + static_cast<std::ptrdiff_t>(pos_), '\n'));
  }

  /// Blanks, line ends and comments between `include` and its string.
  void skip_to_operand() {
    while (pos_ < bytes_.size()) {
      const char c = bytes_[pos_];
      const bool comment = c == '/' && (at(pos_ + 1) == '/' || at(pos_ + 1) == '*');
      if (c != ' ' && c != '\t' && c != '\r' && c != '\n' && !comment) return;
      step();
    }
  }

  void include() {
    skip_to_operand();
    if (at(pos_) != '"') return;
    const std::size_t begin = pos_;
    const std::uint32_t line = line_;
    string();
    if (pos_ - begin < 3 || bytes_[pos_ - 1] != '"' || facts_.references.size() >= limits::kFacts) return;
    Reference reference;
    reference.kind = Reference::Kind::include_quoted;
    reference.line = line;
    reference.at = {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(pos_)};
    reference.spelled = bytes_.substr(begin + 1, pos_ - begin - 2);
    for (const Condition& condition : conditions_) {
      if (condition.on && reference.guards.size() < limits::kGuards) reference.guards.emplace_back(condition.macro);
    }
    facts_.references.push_back(std::move(reference));
  }

  /// `#` also pastes names; only these words behind it make a directive.
  void directive() {
    const std::size_t begin = pos_++;
    const std::string_view word = identifier();
    if (word == "ifdef" || word == "ifndef") {
      while (at(pos_) == ' ' || at(pos_) == '\t') ++pos_;
      if (conditions_.size() >= limits::kConditionals)
        return trouble("more #ifdefs within each other than are read", begin);
      conditions_.push_back({begin, identifier(), word == "ifdef"});
    } else if (word == "else" || word == "endif") {
      if (conditions_.empty()) return trouble("#" + std::string(word) + " without #ifdef", begin);
      if (word == "else") {
        conditions_.back().on = !conditions_.back().on;
      } else {
        conditions_.pop_back();
      }
    }
  }

  void trouble(std::string what, std::size_t begin) {
    // One is enough to say that the file was not understood; a line number costs a pass.
    if (!facts_.troubles.empty()) return;
    const auto from = static_cast<std::uint32_t>(begin);
    const auto newlines = std::count(bytes_.begin(), bytes_.begin() + static_cast<std::ptrdiff_t>(begin), '\n');
    facts_.troubles.push_back({std::move(what), {from, from + 1}, static_cast<std::uint32_t>(newlines) + 1});
  }

  std::string_view bytes_;
  FileFacts& facts_;
  std::size_t pos_ = 0;
  std::uint32_t line_ = 1;
  bool line_start_ = true;
  std::vector<Condition> conditions_;
  SuppressionList suppressions_;
};

}  // namespace

FileFacts scan_tablegen(std::string_view bytes) {
  FileFacts facts;
  facts.language = Language::tablegen;
  facts.scanned = true;
  TableGenReader(bytes, facts).run();
  return facts;
}

}  // namespace modgate
