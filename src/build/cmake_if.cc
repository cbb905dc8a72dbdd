// The condition of an `if()`: parentheses, then tests, then NOT, then AND and OR from left to right, as CMake 3.25
// reads it. Tests of known texts are decided; of what comes from outside they are atoms; of the rest they are opaque.
#include <algorithm>
#include <array>

#include "base/paths.h"
#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

constexpr std::array<std::string_view, 9> kUnary = {"EXISTS", "IS_DIRECTORY", "IS_SYMLINK", "IS_ABSOLUTE", "COMMAND",
                                                    "POLICY", "TARGET",       "TEST",       "DEFINED"};
constexpr std::array<std::string_view, 18> kBinary = {"MATCHES",
                                                      "LESS",
                                                      "GREATER",
                                                      "EQUAL",
                                                      "LESS_EQUAL",
                                                      "GREATER_EQUAL",
                                                      "STRLESS",
                                                      "STRGREATER",
                                                      "STREQUAL",
                                                      "STRLESS_EQUAL",
                                                      "STRGREATER_EQUAL",
                                                      "VERSION_LESS",
                                                      "VERSION_GREATER",
                                                      "VERSION_EQUAL",
                                                      "VERSION_LESS_EQUAL",
                                                      "VERSION_GREATER_EQUAL",
                                                      "IN_LIST",
                                                      "PATH_EQUAL"};

template <std::size_t N>
bool among(const std::array<std::string_view, N>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

/// The three comparisons from which each family is made.
bool ordered(std::string_view op, int order) {
  if (op.ends_with("LESS_EQUAL")) return order <= 0;
  if (op.ends_with("GREATER_EQUAL")) return order >= 0;
  if (op.ends_with("LESS")) return order < 0;
  if (op.ends_with("GREATER")) return order > 0;
  return order == 0;
}

/// Nothing when modgate does not read the operands, as a regular expression of its own kind.
std::optional<bool> decide(std::string_view op, const std::string& left, const std::string& right) {
  if (op == "MATCHES") {
    const Match found = match(right, left);
    return found.ok ? std::optional(found.found) : std::nullopt;
  }
  if (op.starts_with("STR")) {
    const int order = left.compare(right);
    return ordered(op == "STREQUAL" ? "EQUAL" : op.substr(3), order);
  }
  if (op.starts_with("VERSION_")) return ordered(op, compare_versions(left, right));
  if (op == "PATH_EQUAL") return std::nullopt;
  const auto a = number(left);
  const auto b = number(right);
  if (!a || !b) return false;
  return ordered(op, *a < *b ? -1 : *a > *b ? 1 : 0);
}

}  // namespace

struct Evaluator::Parser {
  Evaluator& evaluator;
  const CommandForm& form;
  std::vector<const Word*> words;
  std::size_t at = 0;
  int depth = 0;
  bool failed = false;

  /// The text of an unquoted argument; nothing for a quoted or unknown one, which is no keyword.
  std::string_view plain(std::size_t i) const {
    if (i >= words.size() || words[i]->quoted || words[i]->items.front().unknown != 0) return {};
    return evaluator.texts[words[i]->items.front().text];
  }

  Cond all() {
    const Cond result = chain();
    if (failed || at != words.size()) return not_read();
    return result;
  }

  Cond not_read() {
    failed = true;
    at = words.size();
    return evaluator.opaque_atom("if:" + std::to_string(++evaluator.counter_),
                                 "the condition of `" + form.source->name + "()`");
  }

  Cond chain() {
    Cond left = negation();
    while (!failed && (plain(at) == "AND" || plain(at) == "OR")) {
      const bool both = plain(at++) == "AND";
      const Cond right = negation();
      left = both ? evaluator.conditions.both(left, right) : evaluator.conditions.either(left, right);
    }
    return left;
  }

  Cond negation() {
    if (at >= words.size() || ++depth > limits::kBuildDepth) return not_read();
    Cond result = kNever;
    if (plain(at) == "NOT" && at + 1 < words.size()) {
      ++at;
      result = evaluator.conditions.negate(negation());
    } else {
      result = test();
    }
    --depth;
    return result;
  }

  Cond test() {
    if (plain(at) == "(") {
      ++at;
      const Cond inner = chain();
      if (plain(at) != ")") return not_read();
      ++at;
      return inner;
    }
    const std::string_view next = plain(at + 1);
    if (at + 2 < words.size() && among(kBinary, next)) return binary(next);
    if (at + 1 < words.size() && among(kUnary, plain(at)) && next != "AND" && next != "OR" && next != ")") {
      const std::string op(plain(at));
      at += 2;
      return unary(op, *words[at - 1]);
    }
    return truth_of(*words[at++]);
  }

  Cond truth_of(const Word& word) {
    Evaluator& e = evaluator;
    if (word.quoted) {
      // A quoted text is true only where it is a true constant.
      Cond result = kNever;
      for (const Case& one : e.cases_of(word)) {
        const Cond holds = one.unknown != 0                           ? e.truth_of_unknown(one.unknown)
                           : constant_truth(one.text).value_or(false) ? kAlways
                                                                      : kNever;
        result = e.conditions.either(result, e.conditions.both(one.when, holds));
      }
      return result;
    }
    const Item& item = word.items.front();
    if (item.unknown != 0) return e.truth_of_unknown(item.unknown);
    const std::string& text = e.texts[item.text];
    if (const auto constant = constant_truth(text)) return *constant ? kAlways : kNever;
    if (text.starts_with("ENV{")) return e.external_atom(text, "`" + text + "` is set", "`" + text + "` is not set");
    const Seen seen = e.read(item.text);
    return e.truth(*seen.items, seen.defined);
  }

  /// What the tree's own scripts gave the variable.
  Seen in_tree(TextId name) {
    Evaluator& e = evaluator;
    Items items;
    Cond defined = kNever;
    if (const Value* value = e.find(name)) {
      if (value->items) items = *value->items;
      defined = value->defined;
    }
    if (const auto cached = e.cache_.find(name); cached != e.cache_.end()) {
      const Items more = e.with(*cached->second.items, e.conditions.negate(defined));
      items.insert(items.end(), more.begin(), more.end());
      defined = e.conditions.either(defined, cached->second.defined);
    }
    return {std::make_shared<Items>(std::move(items)), defined};
  }

  /// Whether the word may be meant as a variable that is set outside: a name written out, on the left of the test. A
  /// text that came from a reference, or stands on the right, is taken as it is unless a script sets such a variable.
  bool may_be_outside(const Word& word, bool left) const {
    const std::string& text = evaluator.texts[word.items.front().text];
    if (evaluator.user_names_.contains(text) || evaluator.flag_names_.contains(text) || text.starts_with("CMAKE_"))
      return true;
    if (!left || constant_truth(text) || !text::is_identifier_start(text.front())) return false;
    return word.form == nullptr ||
           (word.form->pieces.size() == 1 && word.form->pieces.front().kind == Piece::Kind::literal);
  }

  /// The value of a variable of this name where there is one, else the text itself.
  Cases operand(const Word& word, bool left) {
    Evaluator& e = evaluator;
    if (word.quoted || word.items.front().unknown != 0) return e.cases_of(word);
    const TextId name = word.items.front().text;
    const Seen seen = may_be_outside(word, left) ? e.read(name) : in_tree(name);
    const Cond defined = e.conditions.both(seen.defined, e.path_);
    Cases cases;
    if (defined != kNever) cases = e.cases_of(*seen.items, defined);
    const Cond plain_text = e.conditions.without(e.path_, seen.defined);
    if (plain_text != kNever) cases.push_back({e.texts[name], plain_text, 0});
    return cases;
  }

  Cond binary(std::string_view op_view) {
    const std::string op(op_view);
    const Word& left = *words[at];
    const Word& right = *words[at + 2];
    at += 3;
    if (op == "IN_LIST") return in_list(left, right);
    const Cases a = operand(left, true);
    const Cases b = op == "MATCHES" ? evaluator.cases_of(right) : operand(right, false);
    if (op == "MATCHES") keep_groups(a, b);
    return evaluator.compare(op, a, b);
  }

  /// CMAKE_MATCH_n after the test; what it cannot be known from is unknown.
  void keep_groups(const Cases& subjects, const Cases& expressions) {
    Match found;
    if (subjects.size() == 1 && expressions.size() == 1 && subjects[0].unknown == 0 && expressions[0].unknown == 0) {
      found = match(expressions[0].text, subjects[0].text);
      if (found.ok && !found.found) return;
    }
    for (std::size_t i = 0; i < 10; ++i) {
      const std::string name = "CMAKE_MATCH_" + std::to_string(i);
      if (found.found) {
        evaluator.assign(name, found.groups[i]);
      } else if (expressions.size() != 1 || expressions[0].unknown != 0 ||
                 (i <= 1 ? i == 0 || expressions[0].text.find('(') != std::string::npos
                         : static_cast<std::size_t>(
                               std::count(expressions[0].text.begin(), expressions[0].text.end(), '(')) >= i)) {
        evaluator.assign_unknown(evaluator.texts(name), evaluator.make_unknown(true, "`${" + name + "}`"));
      }
    }
  }

  Cond in_list(const Word& left, const Word& right) {
    Evaluator& e = evaluator;
    const Cases wanted = operand(left, true);
    if (right.items.size() != 1 || right.items.front().unknown != 0) return not_read();
    const Seen list = e.read(right.items.front().text);
    Cond result = kNever;
    for (const Item& item : *list.items) {
      Cases element = {{item.unknown == 0 ? e.texts[item.text] : std::string(), item.when, item.unknown}};
      result = e.conditions.either(result, e.compare("STREQUAL", wanted, element));
    }
    return result;
  }

  Cond unary(const std::string& op, const Word& word) {
    Evaluator& e = evaluator;
    Cond result = kNever;
    for (const Case& one : e.cases_of(word)) {
      const Cond path = std::exchange(e.path_, one.when);
      const Cond holds = one.unknown == 0 ? known_test(op, one.text) : unknown_test(op, one.unknown);
      e.path_ = path;
      result = e.conditions.either(result, e.conditions.both(one.when, holds));
    }
    return result;
  }

  Cond unknown_test(const std::string& op, std::uint32_t unknown) {
    const Unknown& what = evaluator.unknowns_[unknown];
    const std::string text = op + " " + what.shown;
    if (what.opaque) return evaluator.opaque_atom(op + what.key, text);
    return evaluator.external_atom(op + what.key, text + " holds", text + " does not hold");
  }

  Cond known_test(const std::string& op, const std::string& text) {
    Evaluator& e = evaluator;
    if (op == "DEFINED") {
      if (text.starts_with("ENV{"))
        return e.external_atom("env:" + text, "`" + text + "` is set", "`" + text + "` is not set");
      if (text.starts_with("CACHE{") && text.ends_with('}')) {
        const TextId name = e.texts(std::string_view(text).substr(6, text.size() - 7));
        const auto cached = e.cache_.find(name);
        const Cond outside = e.outside(name).defined;
        return cached == e.cache_.end() ? outside : e.conditions.either(cached->second.defined, outside);
      }
      if (text.starts_with("CMAKE_CURRENT_LIST_")) return kAlways;
      return e.read(e.texts(text)).defined;
    }
    if (op == "EXISTS") return e.exists(text, false);
    if (op == "IS_DIRECTORY") return e.exists(text, true);
    if (op == "IS_ABSOLUTE") return is_absolute(text) ? kAlways : kNever;
    if (op == "TARGET") {
      const auto found = e.targets_.find(e.texts(text));
      const Cond here = found == e.targets_.end() ? kNever : found->second.defined;
      if (here == kAlways) return kAlways;
      const std::string key = "target:" + text + "@" + std::to_string(e.epoch_);
      return e.conditions.either(here, e.external_atom(key, "another project defines target `" + text + "`",
                                                       "nothing else defines target `" + text + "`"));
    }
    if (op == "COMMAND") {
      if (e.handlers().contains(text)) return kAlways;
      Cond here = kNever;
      if (const auto found = e.definitions_.find(text); found != e.definitions_.end()) {
        for (const Definition& definition : found->second) here = e.conditions.either(here, definition.when);
      }
      const std::string key = "command:" + text + "@" + std::to_string(e.epoch_);
      return e.conditions.either(here,
                                 e.external_atom(key, "CMake has `" + text + "()`", "CMake has no `" + text + "()`"));
    }
    if (op == "POLICY") {
      // CMake 3.25.1 knows policies up to this one.
      return text.size() == 7 && text.starts_with("CMP") && text <= "CMP0142" ? kAlways : kNever;
    }
    const std::string shown = op + " `" + text + "`";
    return e.external_atom(op + text + "@" + std::to_string(e.epoch_), shown + " holds", shown + " does not hold");
  }
};

Cond Evaluator::condition(const CommandForm& form, const Words& words) {
  Cond result = kNever;
  const Cond path = path_;
  const bool arranged = arrangements(words, words.size(), [&](const std::vector<const Word*>& way) {
    Parser parser{*this, form, way};
    result = conditions.either(result, conditions.both(path_, way.empty() ? kNever : parser.all()));
  });
  path_ = path;
  if (!arranged)
    return opaque_atom("cases:" + std::to_string(++counter_), "a condition with more cases than are told apart");
  return result;
}

Cond Evaluator::truth(const Items& items, Cond defined) {
  if (items.empty()) return kNever;
  // Where two elements are there, the value has a `;` and is no false constant; so is one element that is none.
  Cond sure = kNever;
  Cond unsure = kNever;
  for (const Item& item : items) {
    if (item.unknown == 0 && !is_false(texts[item.text])) {
      sure = conditions.either(sure, item.when);
    } else {
      unsure = conditions.either(unsure, item.when);
    }
  }
  sure = conditions.both(sure, defined);
  const Cond rest = conditions.both(conditions.both(conditions.without(unsure, sure), defined), path_);
  if (rest == kNever) return sure;
  for (const Case& one : cases_of(items, rest)) {
    const Cond holds = one.unknown != 0 ? truth_of_unknown(one.unknown) : is_false(one.text) ? kNever : kAlways;
    sure = conditions.either(sure, conditions.both(one.when, holds));
  }
  return sure;
}

Cond Evaluator::truth_of_unknown(std::uint32_t unknown) {
  const Unknown& what = unknowns_[unknown];
  if (what.has_truth) return what.truth;
  if (what.opaque) return opaque_atom("truth:" + what.key, what.shown);
  return external_atom("truth:" + what.key, what.shown + " is set", what.shown + " is not set");
}

Cond Evaluator::compare(const std::string& op, const Cases& left, const Cases& right) {
  Cond result = kNever;
  for (const Case& a : left) {
    for (const Case& b : right) {
      const Cond here = conditions.both(a.when, b.when);
      if (here == kNever) continue;
      Cond holds = kNever;
      std::optional<bool> decided;
      if (a.unknown == 0 && b.unknown == 0) decided = decide(op, a.text, b.text);
      if (decided) {
        holds = *decided ? kAlways : kNever;
      } else {
        const auto part = [&](const Case& one) {
          return one.unknown != 0 ? unknowns_[one.unknown].shown : "`" + one.text.substr(0, 60) + "`";
        };
        const auto key_of = [&](const Case& one) {
          return one.unknown != 0 ? unknowns_[one.unknown].key : "=" + one.text;
        };
        const std::string text = part(a) + " " + op + " " + part(b);
        const std::string key = op + "\x1d" + key_of(a) + "\x1d" + key_of(b);
        const bool outside = (a.unknown != 0 || b.unknown != 0) && (a.unknown == 0 || !unknowns_[a.unknown].opaque) &&
                             (b.unknown == 0 || !unknowns_[b.unknown].opaque);
        // What a value from outside is by default is not known: it depends on the machine.
        const auto ask = [&] { return Atom{Atom::Kind::external, false, true, text, "not " + text}; };
        holds = outside ? conditions.atom("external:" + key, ask) : opaque_atom(key, text);
      }
      result = conditions.either(result, conditions.both(here, holds));
    }
  }
  return result;
}

Cond Evaluator::exists(const std::string& path, bool directory) {
  const auto inside = in_view(path);
  if (inside && is_absolute(path)) {
    if (inside->empty() || files_.is_directory(*inside)) return kAlways;
    if (const auto file = files_.find(*inside)) {
      if (files_[*file].kind != EntryKind::submodule) return directory ? kNever : kAlways;
    } else {
      bool submodule = false;
      for (std::string_view up = paths::parent(*inside); !up.empty() && !submodule; up = paths::parent(up)) {
        const auto entry = files_.find(up);
        submodule = entry && files_[*entry].kind == EntryKind::submodule;
      }
      if (!submodule) return kNever;
    }
  }
  std::string shown = path.starts_with("/.source/") ? path.substr(9) : path;
  if (shown.starts_with("/.build"))
    shown = "the build folder's " + shown.substr(std::min<std::size_t>(8, shown.size()));
  return external_atom("exists:" + path, "`" + shown + "` exists", "`" + shown + "` does not exist");
}

}  // namespace modgate::cmake
