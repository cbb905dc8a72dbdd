// The functions of GNU make whose value follows from their arguments, on lists with conditions. The others (`shell`,
// `call`, `wildcard`, `foreach`, ...) are not followed: their reference stays as written.
#include <algorithm>

#include "base/paths.h"
#include "build/kbuild_expand.h"
#include "build/kbuild_text.h"

namespace modgate {
namespace {

bool is_known(std::string_view text) { return text.find('$') == std::string_view::npos; }

/// `m` is not told from `y` here, so what looks for it alone cannot be answered.
bool asks_for_module(const MakeWords& patterns) {
  const auto has = [&](std::string_view text) {
    return std::any_of(patterns.begin(), patterns.end(), [&](const MakeWord& word) { return word.text == text; });
  };
  return has("m") && !has("y");
}

std::string directory_of(std::string_view word) {
  const std::size_t slash = word.rfind('/');
  return slash == std::string_view::npos ? "./" : std::string(word.substr(0, slash + 1));
}

}  // namespace

bool MakeVariables::filter(bool keep, const std::vector<std::string_view>& arguments, const MakePlace& place, int depth,
                           MakeWords& out) {
  const MakeWords patterns = expand_list(arguments[0], place, depth);
  const MakeWords list = expand_list(arguments[1], place, depth);
  if (asks_for_module(patterns)) return false;
  for (const MakeWord& word : list) {
    std::vector<FormulaId> hits;
    for (const MakeWord& pattern : patterns) {
      if (!is_known(pattern.text) || !is_known(word.text)) {
        hits.push_back(
            formulas_.both(pattern.when, formulas_.opaque("whether `" + word.text + "` is `" + pattern.text + "`")));
      } else if (make_text::matches(word.text, pattern.text)) {
        hits.push_back(pattern.when);
      }
    }
    const FormulaId hit = formulas_.any_of(std::move(hits));
    const FormulaId when = formulas_.both(word.when, keep ? hit : formulas_.negate(hit));
    if (when != formulas_.falsehood()) out.push_back({word.text, when, word.place});
  }
  return true;
}

bool MakeVariables::call(std::string_view function, const std::vector<std::string_view>& arguments,
                         const MakePlace& place, int depth, MakeWords& out) {
  const auto list = [&](std::size_t i) { return expand_list(arguments[i], place, depth); };
  /// Changes each word of the last argument; the others must be one text whatever the options are.
  std::vector<std::string> fixed;
  const auto each = [&](const auto& change) {
    for (std::size_t i = 0; i + 1 < arguments.size(); ++i) {
      const MakeTexts found = texts(list(i));
      if (found.size() != 1 || !is_known(found.front().first)) return false;
      fixed.push_back(found.front().first);
    }
    out = list(arguments.size() - 1);
    for (MakeWord& word : out) {
      if (is_known(word.text) || function.starts_with("add")) word.text = change(word.text);
    }
    return true;
  };
  const std::size_t count = arguments.size();
  if (function == "subst" && count == 3) {
    if (arguments[0] == "m" && arguments[1] == "y") {
      out = list(2);
      return true;
    }
    if (arguments[0].empty()) return false;
    return each([&](const std::string& word) {
      std::string changed = word;
      const std::string& from = fixed[0];
      const std::string& to = fixed[1];
      if (from.empty()) return changed;
      for (std::size_t at = changed.find(from); at != std::string::npos; at = changed.find(from, at + to.size())) {
        changed.replace(at, from.size(), to);
      }
      return changed;
    });
  }
  if (function == "patsubst" && count == 3) {
    return each([&](const std::string& word) { return make_text::substitute(word, fixed[0], fixed[1]); });
  }
  if ((function == "filter" || function == "filter-out") && count == 2) {
    return filter(function == "filter", arguments, place, depth, out);
  }
  if (function == "addprefix" && count == 2) {
    return each([&](const std::string& word) { return fixed[0] + word; });
  }
  if (function == "addsuffix" && count == 2) {
    return each([&](const std::string& word) { return word + fixed[0]; });
  }
  if (function == "notdir" && count == 1) {
    return each([](const std::string& word) { return std::string(paths::base_name(word)); });
  }
  if (function == "dir" && count == 1) return each([](const std::string& word) { return directory_of(word); });
  if ((function == "strip" || function == "sort") && count == 1) {
    out = list(0);
    return true;
  }
  if (function == "if" && (count == 2 || count == 3)) {
    const FormulaId test = any_word(list(0));
    for (std::size_t i = 1; i < count; ++i) {
      for (MakeWord& word : list(i)) {
        word.when = formulas_.both(word.when, i == 1 ? test : formulas_.negate(test));
        out.push_back(std::move(word));
      }
    }
    return true;
  }
  if (function == "or" || function == "and") {
    FormulaId before = formulas_.truth();
    for (std::size_t i = 0; i < count; ++i) {
      MakeWords words = list(i);
      const FormulaId any = any_word(words);
      if (function == "or" || i + 1 == count) {
        for (MakeWord& word : words) {
          word.when = formulas_.both(word.when, before);
          out.push_back(std::move(word));
        }
      }
      before = formulas_.both(before, function == "or" ? formulas_.negate(any) : any);
    }
    return true;
  }
  return false;
}

}  // namespace modgate
