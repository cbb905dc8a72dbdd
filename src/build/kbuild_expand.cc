// Assignments and references. A word with several conditional parts becomes one word for each way they come out.
#include "build/kbuild_expand.h"

#include <algorithm>

#include "base/paths.h"
#include "base/text.h"
#include "build/folder_pattern.h"
#include "build/kbuild_text.h"
#include "modgate/limits.h"

namespace modgate {

MakeVariables::MakeVariables(Formulas& formulas, const Kconfig& kconfig, std::string_view folder)
    : formulas_(formulas), kconfig_(kconfig), folder_(folder) {
  // kbuild starts its lists with `:=`: what is appended is expanded at once.
  for (const char* list : {"obj-y", "obj-m", "lib-y", "lib-m", "subdir-y", "subdir-m"}) {
    variables_[list] = {{}, true, formulas_.truth()};
  }
}

void MakeVariables::assign(const BuildCommand& command, FileId file, FormulaId when) {
  if (command.name.find('$') == std::string::npos) {
    assign_to(command.name, when, command, file);
    return;
  }
  MakeWords name;
  expand_text(command.name, formulas_.truth(), {file, &command, nullptr}, 0, name);
  for (const auto& [text, here] : texts(name)) assign_to(text, formulas_.both(when, here), command, file);
}

void MakeVariables::assign_to(const std::string& name, FormulaId when, const BuildCommand& command, FileId file) {
  if (when == formulas_.falsehood()) return;
  const bool simple = command.op.ends_with(":=");
  MakeWords added;
  if (command.op == "!=") {
    added.push_back({"$(shell)", when, {file, &command, nullptr}});
  } else {
    for (const BuildCommand::Argument& argument : command.arguments) {
      const MakePlace place{file, &command, &argument};
      const auto known = variables_.find(name);
      if (simple || (command.op == "+=" && known != variables_.end() && known->second.simple)) {
        expand_text(argument.text, when, place, 0, added);
      } else {
        added.push_back({argument.text, when, place});
      }
    }
  }
  const auto [found, first] = variables_.try_emplace(name);
  Variable& variable = found->second;
  if (first) variable.set = formulas_.falsehood();
  const bool appends = command.op == "+=" || command.op == "?=";
  if (command.op == "?=") {
    const FormulaId unset = formulas_.negate(variable.set);
    for (MakeWord& word : added) word.when = formulas_.both(word.when, unset);
  }
  if (!appends) {
    const FormulaId other = formulas_.negate(when);
    if (other == formulas_.falsehood()) variable.words.clear();
    for (MakeWord& word : variable.words) word.when = formulas_.both(word.when, other);
    // The flavours of two branches may differ; words that hold no reference are the same in both.
    if (when == formulas_.truth()) variable.simple = simple;
  }
  variable.set = formulas_.either(variable.set, when);
  words_ += added.size();
  if (words_ > limits::kMakeWords) added.clear();
  std::move(added.begin(), added.end(), std::back_inserter(variable.words));
}

MakeWords MakeVariables::words(const std::string& name) {
  MakeWords out;
  const auto found = variables_.find(name);
  if (found == variables_.end()) return out;
  const Variable& variable = found->second;
  for (const MakeWord& word : variable.words) expand_text(word.text, word.when, word.place, 0, out);
  return out;
}

FormulaId MakeVariables::is_set(const std::string& name) const {
  const auto found = variables_.find(name);
  return found == variables_.end() ? formulas_.falsehood() : found->second.set;
}

MakeWords MakeVariables::expand(const BuildCommand::Argument& argument, const MakePlace& place) {
  MakeWords out;
  expand_text(argument.text, formulas_.truth(), place, 0, out);
  return out;
}

/// One word as written to the words it becomes.
void MakeVariables::expand_text(std::string_view text, FormulaId when, const MakePlace& place, int depth,
                                MakeWords& out) {
  if (text.find('$') == std::string_view::npos || depth > limits::kMakeDepth || words_ > limits::kMakeWords) {
    out.push_back({std::string(text), when, place});
    ++words_;
    return;
  }
  const std::vector<std::string_view> parts = make_text::parts(text);
  if (parts.size() == 1) {
    for (MakeWord& word : expand_reference(parts.front(), place, depth)) {
      word.when = formulas_.both(when, word.when);
      if (word.when != formulas_.falsehood()) out.push_back(std::move(word));
    }
    return;
  }
  MakeTexts whole = {{"", when}};
  for (const std::string_view part : parts) {
    MakeTexts next;
    const MakeTexts here = part.starts_with('$') ? texts(expand_reference(part, place, depth))
                                                 : MakeTexts{{std::string(part), formulas_.truth()}};
    for (const auto& [before, condition] : whole) {
      for (const auto& [behind, other] : here) {
        const FormulaId both = formulas_.both(condition, other);
        if (both != formulas_.falsehood()) next.emplace_back(before + behind, both);
      }
    }
    const bool long_text =
        std::any_of(next.begin(), next.end(), [](const auto& one) { return one.first.size() > limits::kPathBytes; });
    if (next.size() > limits::kMakeAlternatives || long_text) {
      out.push_back({std::string(text), when, place});
      return;
    }
    whole = std::move(next);
  }
  for (const auto& [line, condition] : whole) {
    for (const std::string_view word : make_text::words(line)) out.push_back({std::string(word), condition, place});
    ++words_;
  }
}

MakeWords MakeVariables::expand_list(std::string_view text, const MakePlace& place, int depth) {
  MakeWords out;
  for (const std::string_view word : make_text::words(text)) {
    expand_text(word, formulas_.truth(), place, depth + 1, out);
  }
  return out;
}

MakeWords MakeVariables::expand_reference(std::string_view reference, const MakePlace& place, int depth) {
  const MakeWords unknown = {{std::string(reference), formulas_.truth(), place}};
  ++words_;
  if (depth > limits::kMakeDepth || words_ > limits::kMakeWords) return unknown;
  const std::string_view inside = make_text::inside(reference);
  if (inside.empty()) return unknown;
  const auto [function, arguments] = make_text::call(inside);
  if (!function.empty()) {
    MakeWords out;
    return call(function, arguments, place, depth, out) ? out : unknown;
  }
  if (const std::size_t colon = make_text::find(inside, ':'); colon != std::string_view::npos) {
    const std::string_view change = inside.substr(colon + 1);
    const std::size_t equals = make_text::find(change, '=');
    if (equals == std::string_view::npos || change.find('$') != std::string_view::npos) return unknown;
    const std::string_view from = change.substr(0, equals);
    const std::string_view to = change.substr(equals + 1);
    if (from == "m" && to == "y")
      return expand_reference("$(" + std::string(inside.substr(0, colon)) + ")", place, depth + 1);
    MakeWords out = look_up(std::string(inside.substr(0, colon)), reference, place, depth);
    const bool whole = from.find('%') != std::string_view::npos;
    for (MakeWord& word : out) {
      if (word.text.find('$') != std::string::npos) continue;
      word.text = whole ? make_text::substitute(word.text, from, to)
                        : make_text::substitute(word.text, "%" + std::string(from), "%" + std::string(to));
    }
    return out;
  }
  if (inside.find('$') == std::string_view::npos) return look_up(std::string(inside), reference, place, depth);
  MakeWords name;
  expand_text(inside, formulas_.truth(), place, depth + 1, name);
  MakeWords out;
  for (const auto& [text, when] : texts(name)) {
    if (text.find('$') != std::string::npos) return unknown;
    for (MakeWord& word : look_up(text, "$(" + text + ")", place, depth)) {
      word.when = formulas_.both(word.when, when);
      out.push_back(std::move(word));
    }
  }
  return out;
}

MakeWords MakeVariables::look_up(const std::string& name, std::string_view reference, const MakePlace& place,
                                 int depth) {
  if (name.starts_with("CONFIG_")) {
    const std::string symbol = name.substr(7);
    const KconfigSymbol* known = kconfig_.find(formulas_.intern(symbol));
    if (known != nullptr && known->text) return {{std::string(reference), formulas_.truth(), place}};
    return {{"y", formulas_.symbol(symbol), place}};
  }
  if (name == "srctree" || name == "objtree" || name.empty()) return {};
  if (name == "src" || name == "obj") {
    if (folder_.empty()) return {};
    return {{"/" + folder_, formulas_.truth(), place}};
  }
  const auto found = variables_.find(name);
  if (found == variables_.end()) {
    if (make_text::starts_empty(name)) return {};
    return {{std::string(reference), formulas_.truth(), place}};
  }
  const Variable& variable = found->second;
  MakeWords out;
  for (const MakeWord& word : variable.words) expand_text(word.text, word.when, word.place, depth + 1, out);
  return out;
}

FormulaId MakeVariables::any_word(const MakeWords& words) const {
  std::vector<FormulaId> parts;
  for (const MakeWord& word : words) {
    const bool known = word.text.find('$') == std::string::npos;
    parts.push_back(known ? word.when : formulas_.both(word.when, formulas_.opaque("`" + word.text + "`")));
  }
  return formulas_.any_of(std::move(parts));
}

MakeTexts MakeVariables::texts(const MakeWords& words) {
  MakeTexts out = {{"", formulas_.truth()}};
  for (const MakeWord& word : words) {
    MakeTexts next;
    for (const auto& [text, when] : out) {
      const FormulaId with = formulas_.both(when, word.when);
      const FormulaId without = formulas_.both(when, formulas_.negate(word.when));
      if (with != formulas_.falsehood()) next.emplace_back(text.empty() ? word.text : text + " " + word.text, with);
      if (without != formulas_.falsehood()) next.emplace_back(text, without);
    }
    const bool long_text =
        std::any_of(next.begin(), next.end(), [](const auto& one) { return one.first.size() > limits::kPathBytes; });
    if (next.size() > limits::kMakeAlternatives || long_text) return {{"$(too many words)", formulas_.truth()}};
    out = std::move(next);
  }
  return out;
}

/// A side that is not known is a variable from outside when it is one reference to one; else it is opaque.
FormulaId MakeVariables::same(const std::string& known, const std::string& unknown) {
  const std::string name(plain_variable(unknown));
  if (name.empty() || known.find('$') != std::string::npos) {
    return formulas_.opaque("whether `" + unknown + "` is `" + known + "`");
  }
  const FormulaId has = formulas_.variable(name, known);
  if (!name.starts_with("CONFIG_")) return has;
  const FormulaId on = formulas_.symbol(name.substr(7));
  return known.empty() ? formulas_.either(formulas_.negate(on), has) : formulas_.both(on, has);
}

FormulaId MakeVariables::equal(const std::string& left, const std::string& right) {
  const std::string* module = left == "m" ? &right : right == "m" ? &left : nullptr;
  if (module != nullptr && module->find("CONFIG_") != std::string::npos) {
    const FormulaId opaque = formulas_.opaque("whether `" + *module + "` is `m`");
    const std::string_view name = plain_variable(*module);
    return name.starts_with("CONFIG_") ? formulas_.both(formulas_.symbol(name.substr(7)), opaque) : opaque;
  }
  const MakePlace nowhere;
  const MakeTexts lefts = texts(expand_list(left, nowhere, 0));
  const MakeTexts rights = texts(expand_list(right, nowhere, 0));
  std::vector<FormulaId> parts;
  for (const auto& [a, a_when] : lefts) {
    for (const auto& [b, b_when] : rights) {
      const FormulaId both = formulas_.both(a_when, b_when);
      const bool a_known = a.find('$') == std::string::npos;
      if (a_known && b.find('$') == std::string::npos) {
        if (a == b) parts.push_back(both);
      } else {
        parts.push_back(formulas_.both(both, a_known ? same(a, b) : same(b, a)));
      }
    }
  }
  return formulas_.any_of(std::move(parts));
}

FormulaId MakeVariables::defined(const std::string& name) {
  if (name.starts_with("CONFIG_")) return formulas_.symbol(name.substr(7));
  const auto found = variables_.find(name);
  if (name.find('$') != std::string::npos) return formulas_.opaque("whether `" + name + "` is defined");
  if (found == variables_.end()) {
    return make_text::starts_empty(name) ? formulas_.falsehood() : formulas_.negate(formulas_.variable(name, ""));
  }
  std::vector<FormulaId> parts;
  for (const MakeWord& word : found->second.words) parts.push_back(word.when);
  return formulas_.any_of(std::move(parts));
}

}  // namespace modgate
