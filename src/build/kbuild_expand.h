// The variables of one makefile and what their references expand to: lists of words, each with the condition under
// which it is there and the argument it was written in. A reference that cannot be expanded stays in the word's text
// as written, so that a `$` in a text says that it is not known.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "build/kconfig.h"
#include "build/kconfig_formula.h"
#include "modgate/facts.h"
#include "modgate/limits.h"
#include "modgate/source.h"

namespace modgate {

/// Where a word was written.
struct MakePlace {
  FileId file = kNoFile;
  const BuildCommand* command = nullptr;
  const BuildCommand::Argument* argument = nullptr;
};

struct MakeWord {
  std::string text;
  FormulaId when{};
  MakePlace place;
};

using MakeWords = std::vector<MakeWord>;
/// A text and when it is this one; the conditions exclude each other and are complete.
using MakeTexts = std::vector<std::pair<std::string, FormulaId>>;

class MakeVariables {
 public:
  /// `folder` is what `$(src)` and `$(obj)` stand for.
  MakeVariables(Formulas& formulas, const Kconfig& kconfig, std::string_view folder);

  /// Under the condition `when`, one assignment.
  void assign(const BuildCommand& command, FileId file, FormulaId when);
  /// The words of a variable; none when it is not set.
  MakeWords words(const std::string& name);
  /// Under which condition it is set at all.
  FormulaId is_set(const std::string& name) const;
  MakeWords expand(const BuildCommand::Argument& argument, const MakePlace& place);
  /// Under which condition both sides are the same.
  FormulaId equal(const std::string& left, const std::string& right);
  /// Whether so much was expanded that the rest is left as written.
  bool exhausted() const { return words_ > limits::kMakeWords; }
  /// As `ifdef` asks.
  FormulaId defined(const std::string& name);

 private:
  struct Variable {
    MakeWords words;
    bool simple = false;  ///< its words are expanded
    FormulaId set{};
  };

  void assign_to(const std::string& name, FormulaId when, const BuildCommand& command, FileId file);
  void expand_text(std::string_view text, FormulaId when, const MakePlace& place, int depth, MakeWords& out);
  MakeWords expand_reference(std::string_view reference, const MakePlace& place, int depth);
  MakeWords expand_list(std::string_view text, const MakePlace& place, int depth);
  MakeWords look_up(const std::string& name, std::string_view reference, const MakePlace& place, int depth);
  bool call(std::string_view function, const std::vector<std::string_view>& arguments, const MakePlace& place,
            int depth, MakeWords& out);
  bool filter(bool keep, const std::vector<std::string_view>& arguments, const MakePlace& place, int depth,
              MakeWords& out);
  FormulaId any_word(const MakeWords& words) const;
  MakeTexts texts(const MakeWords& words);
  FormulaId same(const std::string& known, const std::string& unknown);

  Formulas& formulas_;
  const Kconfig& kconfig_;
  std::string folder_;
  std::unordered_map<std::string, Variable> variables_;
  std::size_t words_ = 0;  ///< made so far
};

}  // namespace modgate
