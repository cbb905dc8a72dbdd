// modgate looks into every group that constants alone do not exclude. So that clang does, too, an `#if` whose chain was
// not read as a whole although names decide it gets an unknown name for its condition, and clang reads again until
// nothing is left to open; offsets stay. What clang reads without that, as a compiler would, modgate must know as well.
#include "include_agreement.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <optional>
#include <set>
#include <string_view>
#include <vector>

#include "clang_preprocessor.h"
#include "scan/scan.h"

namespace modgate::differential {
namespace {

/// Rounds of opening groups; each reaches one level deeper.
constexpr int kRounds = 200;

class Comparison {
 public:
  Comparison(const std::string& text, const std::string& path) : text_(text), dialect_(dialect_of(path)) {
    for (const Reference& reference : scan(language_of(path), text, {}).references) {
      const bool computed = reference.kind == Reference::Kind::include_computed;
      const bool angled = reference.kind == Reference::Kind::include_angled;
      found_.insert({reference.at.begin, reference.line, angled, computed, reference.spelled});
      if (computed) computed_.push_back(reference.at);
    }
    as_compiled_ = preprocess(text, dialect_, {}, Groups::configured);
    open_groups();
  }

  Verdict verdict() {
    Verdict verdict;
    std::set<Inclusion> by_clang = opened_.inclusions;
    by_clang.insert(as_compiled_.inclusions.begin(), as_compiled_.inclusions.end());
    verdict.compared = by_clang.size();
    for (const Inclusion& one : by_clang) {
      if (found_.contains(one) || is_computed_by_modgate(one)) continue;
      add(verdict, "only clang", why_only_clang(one), one);
    }
    for (const Inclusion& one : found_) {
      if (by_clang.contains(one) || is_computed_by_clang(one)) continue;
      add(verdict, "only modgate", why_only_modgate(one), one);
    }
    return verdict;
  }

 private:
  static void add(Verdict& verdict, std::string who, const char* why, const Inclusion& one) {
    if (why != nullptr) {
      verdict.classes.push_back(who + ": " + why);
    } else {
      verdict.differences.push_back(who + ": line " + std::to_string(one.line) + ", byte " + std::to_string(one.at) +
                                    (one.computed ? ", computed"
                                     : one.angled ? ", <>"
                                                  : ", \"\"") +
                                    " `" + one.spelled + "`");
    }
  }

  /// The class of a difference, nullptr for none.
  const char* why_only_clang(const Inclusion& one) {
    if (has_other_line(found_, one)) return "the number of the line, behind a lone carriage return";
    if (has_escaped_angle(one)) return "a backslash before `>`, which ends the name for GCC but not for clang";
    if (!as_compiled_.inclusions.contains(one) && is_excluded(one)) return "in a group that a constant excludes";
    if (follows_bad_byte(one)) return "clang drops bytes that are not UTF-8, with an error";
    if (lacks_raw_strings() && !contains(as_cxx(), one))
      return "C or assembler; clang's reading as C++, with raw strings, agrees with modgate";
    return nullptr;
  }

  const char* why_only_modgate(const Inclusion& one) {
    if (has_other_line(opened_.inclusions, one) || has_other_line(as_compiled_.inclusions, one)) {
      return "the number of the line, behind a lone carriage return";
    }
    if (has_escaped_angle(one)) return "a backslash before `>`, which ends the name for GCC but not for clang";
    if (is_header_unit(one)) return "a header unit; clang 14 saw the `import`, but names no header";
    if (opened_.errors.contains(one.at)) return "clang calls the operand an error";
    if (is_beyond_reading(one)) return "in a group whose condition is missing or no name";
    if (lacks_raw_strings() && contains(as_cxx(), one))
      return "C or assembler; clang's reading as C++, with raw strings, agrees with modgate";
    return nullptr;
  }

  /// The same include on another line: a carriage return that stands alone ends one for clang.
  bool has_other_line(const std::set<Inclusion>& others, const Inclusion& one) const {
    const std::string_view before = std::string_view(text_).substr(0, one.at);
    bool lone = false;
    for (std::size_t at = before.find('\r'); at != std::string_view::npos && !lone; at = before.find('\r', at + 1)) {
      lone = at + 1 >= before.size() || before[at + 1] != '\n';
    }
    return lone && std::any_of(others.begin(), others.end(), [&](Inclusion other) {
             other.line = one.line;
             return other.key() == one.key();
           });
  }

  bool has_escaped_angle(const Inclusion& one) const {
    const std::string_view rest = std::string_view(text_).substr(one.at);
    return rest.substr(0, rest.find_first_of("\r\n")).find("\\>") != std::string_view::npos;
  }

  /// The directive is first on its line but for bytes of which clang complains.
  bool follows_bad_byte(const Inclusion& one) const {
    const std::size_t line = one.at == 0 ? std::string::npos : text_.find_last_of("\r\n", one.at - 1);
    const auto error = as_compiled_.errors.lower_bound(static_cast<std::uint32_t>(line + 1));
    return error != as_compiled_.errors.end() && *error < one.at && static_cast<unsigned char>(text_[*error]) >= 0x80;
  }

  bool lacks_raw_strings() const {
    return dialect_ == Dialect::c || dialect_ == Dialect::objective_c || dialect_ == Dialect::assembler;
  }

  /// The file read as modgate reads all of them: with C++'s literals.
  const Comparison& as_cxx() {
    if (!as_cxx_) as_cxx_ = std::make_unique<Comparison>(text_, "file.cc");
    return *as_cxx_;
  }
  static bool contains(const Comparison& reading, const Inclusion& one) {
    return reading.opened_.inclusions.contains(one) || reading.as_compiled_.inclusions.contains(one);
  }

  void open_groups() {
    std::string text = text_ + "\n\n";
    // clang tells what it skipped at an #endif only. Those too many are errors behind the file.
    for (int i = 0; i < kRounds; ++i) text += "#endif\n";
    for (int round = 0; round < kRounds; ++round) {
      opened_ = preprocess(text, dialect_, {}, Groups::all);
      bool changed = false;
      for (const Range& range : opened_.skipped) {
        if (const Conditional* first = chain_to_open(range)) {
          replace_condition(text, *first);
          changed = true;
        }
      }
      if (!changed) return;
    }
  }

  /// An unknown name takes the condition's place; line ends in it stay, as splices, so that lines keep their numbers.
  static void replace_condition(std::string& text, const Conditional& of) {
    for (std::size_t i = of.begin + 1; i < of.end; ++i) {
      const bool line_end = text[i] == '\n' || text[i] == '\r';
      if (line_end && text[i - 1] == ' ') text[i - 1] = '\\';
      if (!line_end) text[i] = ' ';
    }
    text[of.begin] = 'Q';
  }

  /// The `#if` of the chain of a skipped group, if names decide something in the chain and it was not opened yet.
  const Conditional* chain_to_open(const Range& skipped) const {
    const std::vector<Conditional>& all = opened_.conditionals;
    const auto behind =
        std::find_if(all.begin(), all.end(), [&](const Conditional& c) { return c.at > skipped.begin; });
    if (behind == all.end()) return nullptr;
    const Conditional* first = nullptr;
    bool by_names = false;
    for (const Conditional& one : all) {
      if (one.chain != behind->chain) continue;
      if (one.at == one.chain) first = &one;
      const auto error = opened_.errors.lower_bound(one.at);
      const bool unreadable = error != opened_.errors.end() && *error <= end_of_line(one.end);
      by_names = by_names || !one.names.empty() || unreadable;
    }
    const bool opened = first != nullptr && first->names == std::vector<std::string>{"Q"};
    return first == nullptr || !by_names || opened || first->begin == first->end ? nullptr : first;
  }

  /// Neither with all names of the conditions off nor with all of them 1 is it read.
  bool is_excluded(const Inclusion& one) {
    if (!all_on_) {
      std::set<std::string> names;
      for (const Conditional& each : opened_.conditionals) names.insert(each.names.begin(), each.names.end());
      std::string macros;
      for (const std::string& name : names) {
        if (!name.starts_with("__has_") && name != "Q") macros += "#define " + name + " 1\n";
      }
      all_on_ = preprocess(text_, dialect_, macros, Groups::configured);
    }
    return !all_on_->inclusions.contains(one);
  }

  /// Macros before the one with the name may be empty: clang's place is anywhere in the operand.
  bool is_computed_by_modgate(const Inclusion& one) const {
    return one.computed && std::any_of(computed_.begin(), computed_.end(),
                                       [&](Span at) { return at.begin <= one.at && one.at < at.end; });
  }

  /// The operand is a macro without a value, of which clang complains, or with one, which clang puts in its place.
  bool is_computed_by_clang(const Inclusion& ours) const {
    const auto of = std::find_if(computed_.begin(), computed_.end(), [&](Span at) { return at.begin == ours.at; });
    if (of == computed_.end()) return false;
    // What is missing in the operand is missing at its end.
    std::size_t end = end_of_line(of->end);
    // A comment that begins behind the operand takes the directive's end with it.
    for (std::size_t open = text_.find("/*", of->end); open < end; open = text_.find("/*", end)) {
      end = end_of_line(std::min(text_.find("*/", open + 2), text_.size()));
    }
    const auto here = [&](std::size_t at) { return ours.at <= at && at <= end; };
    const auto included = [&](const Inclusion& theirs) { return here(theirs.at); };
    for (const Preprocessed* run : {&opened_, &as_compiled_}) {
      if (std::any_of(run->errors.begin(), run->errors.end(), here)) return true;
      if (std::any_of(run->inclusions.begin(), run->inclusions.end(), included)) return true;
    }
    return false;
  }

  bool is_header_unit(const Inclusion& one) const {
    const auto imports = {&opened_.imports, &as_compiled_.imports};
    return std::any_of(imports.begin(), imports.end(), [&](const std::set<std::uint32_t>* places) {
      const auto behind = places->lower_bound(one.at);
      if (behind == places->begin()) return false;
      // Nothing but blanks, comments and splices stands between the word and its operand, or modgate would see none.
      const std::string_view between = std::string_view(text_).substr(*std::prev(behind), one.at - *std::prev(behind));
      return between.find_first_of(";#<\"") == std::string_view::npos;
    });
  }

  /// In a skipped group of which clang reported no condition: none is written, or it is no name where one must be.
  bool is_beyond_reading(const Inclusion& one) const {
    return std::any_of(opened_.skipped.begin(), opened_.skipped.end(), [&](const Range& range) {
      if (one.at < range.begin || one.at >= range.end) return false;
      const Conditional* const of = directive_of(range);
      return of == nullptr || (of->begin == of->end && text_.compare(of->at, 4, "else") != 0);
    });
  }

  /// The directive whose `#` begins the range.
  const Conditional* directive_of(const Range& range) const {
    const std::vector<Conditional>& all = opened_.conditionals;
    const auto of = std::find_if(all.begin(), all.end(), [&](const Conditional& c) { return c.at > range.begin; });
    return of == all.end() || of->at > end_of_line(range.begin) ? nullptr : &*of;
  }

  /// Where the line of `at` ends, lines joined by a backslash being one.
  std::size_t end_of_line(std::size_t at) const {
    while (true) {
      at = std::min(text_.find('\n', at), text_.size());
      const std::size_t last = at == 0 ? std::string::npos : text_.find_last_not_of(" \t\v\f\r", at - 1);
      if (at == text_.size() || last == std::string::npos || text_[last] != '\\') return at;
      ++at;
    }
  }

  const std::string& text_;
  Dialect dialect_;
  std::set<Inclusion> found_;
  std::vector<Span> computed_;
  Preprocessed as_compiled_;
  Preprocessed opened_;
  std::optional<Preprocessed> all_on_;
  std::unique_ptr<Comparison> as_cxx_;
};

}  // namespace

Verdict compare_includes(const std::string& text, const std::string& path) { return Comparison(text, path).verdict(); }

}  // namespace modgate::differential
