// Commands that set variables and options, and what is done with a command that no one defines.
#include <algorithm>

#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "modgate/limits.h"

namespace modgate::cmake {

std::uint32_t Evaluator::nowhere(const CommandForm& form, bool opaque) {
  const std::string& name = form.source->name;
  const bool known = handlers().contains(name) || form.next != 0;
  return make_unknown(opaque, known ? "what `" + name + "()` gives"
                                    : "what `" + name + "()` gives, which is defined by nothing that is read before");
}

void Evaluator::do_set(const CommandForm& form, Words& words) {
  if (words.empty()) return;
  std::size_t end = words.size();
  std::string last;
  const auto is_word = [&](std::size_t i, std::string_view wanted) {
    return i < words.size() && !words[i].quoted && constant(words[i], last) && last == wanted;
  };
  const bool parent = end > 1 && is_word(end - 1, "PARENT_SCOPE");
  if (parent) --end;
  bool force = end > 1 && is_word(end - 1, "FORCE");
  const std::size_t cache = force ? end - 4 : end - 3;
  const bool cached = end > 4 - (force ? 0 : 1) && is_word(cache, "CACHE");
  std::string type;
  if (cached) {
    if (constant(words[cache + 1], type) && type == "INTERNAL") force = true;
    end = cache;
  } else {
    force = false;
  }
  const Words values(words.begin() + 1, words.begin() + static_cast<std::ptrdiff_t>(std::max<std::size_t>(end, 1)));
  Items items = items_from(values, 0);
  moved(items, form);
  const bool quoted = std::any_of(values.begin(), values.end(), [](const Word& word) { return word.quoted; });
  Cond given = quoted ? kAlways : kNever;
  for (const Item& item : items) given = conditions.either(given, quoted ? kNever : item.when);
  each_text(
      words[0],
      [&](const std::string& text) {
        if (text.starts_with("ENV{")) return;
        const TextId name = texts(text);
        if (cached) {
          if (minimum_.empty() || compare_versions(minimum_, "3.21") < 0) {
            if (find(name) != nullptr) unset(*scope_, name, path_);
          }
          if (!force) return declare(form, name, items, type != "BOOL");
          return assign_cache(name, items, path_, path_, true);
        }
        std::string value;
        if (flag_names_.contains(text) && !user_names_.contains(text) && !parent && path_ == scope_->entry &&
            find(name) == nullptr && values.size() == 1 && constant(values[0], value) && constant_truth(value)) {
          return declare(form, name, items, false);  // the user edits this line to choose
        }
        Scope* scope = scope_;
        if (parent) {
          own(*scope_, name);  // what the function sees does not change
          scope = scope_->parent;
          if (scope == nullptr) return;
        }
        if (given != kNever) assign(*scope, name, items, path_);
        const Cond absent = conditions.without(path_, given);
        if (absent != kNever) unset(*scope, name, absent);
      },
      [&](std::uint32_t unknown) {
        if (!unknowns_[unknown].opaque) return;
        outcome.unfollowed.push_back(
            {&form, folder_,
             "which variable `" + form.source->name + "()` sets depends on " + unknowns_[unknown].shown});
      });
}

void Evaluator::do_unset(const CommandForm&, Words& words) {
  if (words.empty()) return;
  std::string how;
  if (words.size() > 1) constant(words[1], how);
  each_text(words[0], [&](const std::string& text) {
    if (text.starts_with("ENV{")) return;
    const TextId name = texts(text);
    if (how == "CACHE") {
      if (const auto cached = cache_.find(name); cached != cache_.end()) {
        const Cond other = conditions.negate(path_);
        cached->second.items = std::make_shared<Items>(with(*cached->second.items, other));
        cached->second.defined = conditions.both(cached->second.defined, other);
      }
      // The user's own entry goes, too.
      if (find(name) == nullptr) unset(*scope_, name, path_);
      return;
    }
    Scope* scope = how == "PARENT_SCOPE" ? scope_->parent : scope_;
    if (scope != nullptr) unset(*scope, name, path_);
  });
}

void Evaluator::declare(const CommandForm& form, TextId name, const Items& fallback, bool other_values) {
  const std::string& text = texts[name];
  const Outside given = outside(name);
  bool maybe = false;
  const auto own_atoms = conditions.support(given.defined, maybe);
  const Cond user = conditions.exists(
      path_, [&](Conditions::AtomId id) { return std::binary_search(own_atoms.begin(), own_atoms.end(), id); });
  const Cond path = path_;
  path_ = user;
  const Cases cases = cases_of(fallback, user);
  path_ = path;
  const bool single = cases.size() == 1 && cases.front().unknown == 0;
  // A default that is no constant, as a path, counts as on.
  const bool by_default = single && constant_truth(cases.front().text).value_or(true);
  if (!outcome.declared.contains(text)) {
    Declared made;
    if (single) made.constant = cases.front().text;
    made.command = &form;
    made.origin = fallback.size() == 1 ? fallback.front().origin : 0;
    if (!fallback.empty()) made.written = texts[fallback.front().text];
    outcome.declared.emplace(text, std::move(made));
  }
  Items items;
  const bool boolean = std::all_of(cases.begin(), cases.end(), [](const Case& one) {
    return one.unknown == 0 && constant_truth(one.text) && (!one.text.empty());
  });
  Item item;
  item.unknown = given.unknown;
  item.text = texts(unknowns_[given.unknown].shown);
  if (boolean || flag_names_.contains(text)) {
    const Cond on = user_choice(name, by_default, true);
    Conditions::AtomId id = 0;
    if (!single && conditions.known(user_key(text), id)) conditions[id].open = true;
    unknowns_[given.unknown].truth = on;
    if (boolean) {
      const TextId on_text = single && by_default ? texts(cases.front().text) : texts("ON");
      const TextId off_text = single && !by_default ? texts(cases.front().text) : texts("OFF");
      const Cond other = other_values ? external_atom("other:" + text, "`" + text + "` is neither `ON` nor `OFF`",
                                                      "`" + text + "` is `ON` or `OFF`")
                                      : kNever;
      items.push_back({on_text, conditions.without(on, other)});
      items.push_back({off_text, conditions.negate(on)});
      item.when = conditions.both(on, other);
    }
    if (item.when != kNever) items.push_back(item);
  } else {
    // Its default is a text: the user leaves it, or gives another.
    const Cond other = external_atom("given:" + text, "`" + text + "` is set", "`" + text + "` is not set");
    items = with(fallback, conditions.negate(other));
    item.when = other;
    items.push_back(item);
  }
  assign_cache(name, items, path_, user, false);
}

void Evaluator::do_option(const CommandForm& form, Words& words) {
  if (words.empty()) return;
  Items fallback = words.size() > 2 ? items_from(words, 2) : Items{};
  if (fallback.empty()) fallback = {Item{texts("OFF")}};
  each_text(words[0], [&](const std::string& text) {
    const TextId name = texts(text);
    if (compare_versions(minimum_, "3.13") < 0 && find(name) != nullptr) unset(*scope_, name, path_);
    declare(form, name, fallback, false);
  });
}

void Evaluator::do_dependent_option(const CommandForm& form, Words& words) {
  if (words.size() < 5) return;
  Cond available = path_;
  for (const Item& item : words[3].items) {
    if (item.unknown != 0) {
      available = conditions.both(available, truth_of_unknown(item.unknown));
      continue;
    }
    Words parts;
    std::string spaced;
    for (const char c : texts[item.text]) {
      if (c == '(' || c == ')') {
        ((spaced += ' ') += c) += ' ';
      } else {
        spaced += c;
      }
    }
    for (const std::string_view part : text::split(spaced, " ")) {
      if (part.empty()) continue;
      parts.push_back({{Item{texts(part)}}, false, nullptr});
    }
    available = conditions.both(available, condition(form, parts));
  }
  const Cond saved = path_;
  const Items forced = items_from(words, 4);
  std::string text;
  if (constant(words[0], text)) {
    path_ = available;
    if (path_ != kNever) declare(form, texts(text), words[2].items, false);
    path_ = conditions.without(saved, available);
    if (path_ != kNever) assign_items(texts(text), forced);
  }
  path_ = saved;
}

void Evaluator::do_message(const CommandForm&, Words& words) {
  std::string mode;
  if (words.empty() || !constant(words[0], mode) || (mode != "FATAL_ERROR" && mode != "SEND_ERROR")) return;
  constexpr std::size_t kSmall = 64;
  constexpr std::size_t kAll = 256;
  bool maybe = false;
  for (const Conditions::AtomId id : conditions.support(path_, maybe))
    maybe = maybe || conditions[id].kind == Atom::Kind::opaque;
  // Only plain conditions are kept: the rest would make every later condition large, and saves little.
  if (maybe || conditions.size(path_, kSmall) >= kSmall || conditions.size(impossible, kAll) >= kAll) return;
  const Cond more = conditions.either(impossible, path_);
  if (more != kMaybe) impossible = more;
}

void Evaluator::do_math(const CommandForm& form, Words& words) {
  std::string output;
  if (words.size() < 3 || !constant(words[1], output)) return;
  map_texts(
      texts(output), {&words[2]},
      [](const std::vector<std::string>& in) -> std::optional<std::string> {
        const auto value = evaluate(in[0]);
        return value ? std::optional(std::to_string(*value)) : std::nullopt;
      },
      form);
}

void Evaluator::map_texts(TextId output, const std::vector<const Word*>& inputs,
                          const std::function<std::optional<std::string>(const std::vector<std::string>&)>& function,
                          const CommandForm& form) {
  struct Row {
    std::vector<std::string> texts;
    Cond when;
    std::uint32_t unknown;
  };
  std::vector<Row> rows = {{{}, path_, 0}};
  const Item* from = nullptr;
  for (const Word* word : inputs) {
    if (from == nullptr && word->items.size() == 1 && word->items[0].origin != 0 &&
        origins[word->items[0].origin].command != &form) {
      from = &word->items[0];
    }
    std::vector<Row> next;
    for (const Row& row : rows) {
      for (const Case& one : cases_of(word->items, row.when)) {
        Row& made = next.emplace_back(row);
        made.when = one.when;
        made.texts.push_back(one.text);
        if (one.unknown != 0 && (made.unknown == 0 || unknowns_[one.unknown].opaque)) made.unknown = one.unknown;
      }
    }
    rows = std::move(next);
    if (rows.size() > limits::kBuildCases)
      rows = {{std::vector<std::string>(inputs.size()), path_, nowhere(form, true)}};
  }
  Cases cases;
  for (Row& row : rows) {
    Case made{{}, row.when == path_ ? kAlways : row.when, 0};
    const auto result = row.unknown == 0 ? function(row.texts) : std::nullopt;
    if (result) {
      made.text = *result;
    } else {
      const bool opaque = row.unknown == 0 || unknowns_[row.unknown].opaque;
      made.unknown = make_unknown(
          opaque, row.unknown != 0 ? unknowns_[row.unknown].shown : "what `" + form.source->name + "()` gives");
    }
    cases.push_back(std::move(made));
  }
  Items items = items_of(cases, 0, true);
  for (Item& item : items) {
    if (from == nullptr) continue;
    item.origin = from->origin;
    item.hop = from->hop;
    item.pattern = from->pattern;
  }
  moved(items, form);
  assign_items(output, std::move(items));
}

void Evaluator::do_project(const CommandForm&, Words& words) {
  std::string name;
  if (words.empty() || !constant(words[0], name)) return;
  ++epoch_;
  if (find(texts("PROJECT_NAME")) == nullptr) {
    started_ = epoch_;
    assign("CMAKE_PROJECT_NAME", name);
  }
  const std::string source = full(folder_);
  const std::string build = folder_ == root_folder_ ? "/.build" : "/.build/" + folder_;
  assign("PROJECT_NAME", name);
  assign("PROJECT_SOURCE_DIR", source);
  assign("PROJECT_BINARY_DIR", build);
  assign(name + "_SOURCE_DIR", source);
  assign(name + "_BINARY_DIR", build);
  std::string version;
  for (std::size_t i = 1; i + 1 < words.size(); ++i) {
    std::string key;
    if (!constant(words[i], key) || key != "VERSION") continue;
    for (const std::string& prefix : {std::string("PROJECT"), name}) {
      assign_items(texts(prefix + "_VERSION"), words[i + 1].items);
      if (!constant(words[i + 1], version)) continue;
      const auto parts = text::split(version, ".");
      const std::string_view kParts[] = {"_MAJOR", "_MINOR", "_PATCH", "_TWEAK"};
      for (std::size_t n = 0; n < 4; ++n) {
        assign(prefix + "_VERSION" + std::string(kParts[n]), n < parts.size() ? parts[n] : std::string_view());
      }
    }
  }
}

void Evaluator::do_minimum(const CommandForm&, Words& words) {
  std::string version;
  if (words.size() < 2 || !constant(words[1], version)) return;
  // `3.5...3.20` asks for the newer policies where they are known.
  const std::size_t range = version.find("...");
  minimum_ = range == std::string::npos ? version : version.substr(range + 3);
}

void Evaluator::do_parse_arguments(const CommandForm& form, Words& words) {
  // cmake_parse_arguments(prefix options one multi args...) or (PARSE_ARGV n prefix options one multi).
  std::string prefix;
  std::string first;
  std::size_t at = 0;
  Items arguments;
  if (!words.empty() && constant(words[0], first) && first == "PARSE_ARGV" && words.size() >= 6) {
    std::string skip;
    constant(words[1], skip);
    const std::size_t from = number(skip) ? static_cast<std::size_t>(*number(skip)) : 0;
    const Items all = *read(texts("ARGV")).items;
    arguments.assign(all.begin() + static_cast<std::ptrdiff_t>(std::min(from, all.size())), all.end());
    at = 2;
  } else if (words.size() >= 4) {
    arguments = items_from(words, 4);
  }
  if (words.size() < at + 4 || !constant(words[at], prefix)) return;
  enum class Kind : std::uint8_t { option, one, many };
  std::unordered_map<TextId, Kind> keywords;
  const Kind kKinds[] = {Kind::option, Kind::one, Kind::many};
  for (std::size_t kind = 0; kind < 3; ++kind) {
    for (const Item& item : words[at + 1 + kind].items) keywords.emplace(item.text, kKinds[kind]);
  }
  std::unordered_map<TextId, Items> found;
  std::unordered_map<TextId, Cond> options;
  Items rest;
  TextId current = 0;
  Kind mode = Kind::option;
  for (const Item& item : arguments) {
    const auto keyword = item.unknown == 0 ? keywords.find(item.text) : keywords.end();
    if (keyword != keywords.end()) {
      mode = keyword->second;
      current = item.text;
      if (mode == Kind::option) {
        options.emplace(current, kNever).first->second = conditions.either(options[current], item.when);
      } else {
        found[current];
      }
    } else if (mode == Kind::option) {
      rest.push_back(item);
    } else {
      found[current].push_back(item);
      if (mode == Kind::one) mode = Kind::option;
    }
  }
  for (const auto& [name, kind] : keywords) {
    const TextId variable = texts(prefix + "_" + texts[name]);
    if (kind == Kind::option) {
      const auto given = options.find(name);
      const Cond when = given == options.end() ? kNever : given->second;
      Items value;
      if (when != kNever) value.push_back({texts("TRUE"), when});
      if (when != kAlways) value.push_back({texts("FALSE"), conditions.negate(when)});
      assign_items(variable, std::move(value));
    } else if (const auto values = found.find(name); values != found.end() && !values->second.empty()) {
      moved(values->second, form);
      assign_items(variable, std::move(values->second));
    } else {
      unset(*scope_, variable, path_);
    }
  }
  const TextId unparsed = texts(prefix + "_UNPARSED_ARGUMENTS");
  if (rest.empty()) {
    unset(*scope_, unparsed, path_);
  } else {
    assign_items(unparsed, std::move(rest));
  }
}

/// find_*, check_*, try_*: what stands in their output variables comes from the machine.
void Evaluator::do_found(const CommandForm& form, Words& words) {
  for (const Word& word : words) {
    std::string text;
    if (word.quoted || !constant(word, text) || !is_plain_name(text)) continue;
    const std::uint32_t unknown = make_unknown(false, "`${" + text + "}`");
    unknowns_[unknown].truth =
        external_atom("found:" + unknowns_[unknown].key, "`" + text + "` is set", "`" + text + "` is not set", true);
    unknowns_[unknown].has_truth = true;
    assign_unknown(texts(text), unknown);
    if (form.source->name.starts_with("find_")) break;
  }
}

/// May set variables of any name, define targets and commands.
void Evaluator::do_package(const CommandForm& form, Words& words) {
  ++epoch_;
  if (form.source->name == "pkg_get_variable" || form.source->name == "fetchcontent_getproperties")
    do_found(form, words);
}

/// cmake_language(CALL|EVAL|DEFER ...): a command that is not followed, and what it may set.
void Evaluator::do_language(const CommandForm& form, Words& words) {
  std::string op;
  if (words.empty() || !constant(words[0], op) || op == "GET_MESSAGE_LOG_LEVEL" || op == "SET_DEPENDENCY_PROVIDER")
    return;
  ++epoch_;
  const std::string what = "the command that `cmake_language(" + op + ")` runs";
  outcome.unfollowed.push_back({&form, folder_, what + " is not followed"});
  for (std::size_t i = 1; i < words.size(); ++i) {
    for (const Item& item : words[i].items) {
      if (item.unknown != 0) continue;
      if (const TextId name = item.text; is_plain_name(texts[name]) && find(name) != nullptr) {
        assign_unknown(name, nowhere(form, true));
      } else {
        compile(form, 0, item, opaque_atom("command:cmake_language", what));
      }
    }
  }
}

void Evaluator::do_unknown(const CommandForm& form, Words& words) {
  const std::string& name = form.source->name;
  if (name.starts_with("check_") || name.starts_with("find_") || name.starts_with("try_") || name.starts_with("pkg_") ||
      name.starts_with("test_")) {
    do_found(form, words);
    if (name.starts_with("pkg_")) ++epoch_;
    return;
  }
  ++epoch_;
  const std::string why = "`" + name + "()` is defined by nothing that is read before";
  for (const Word& word : words) {
    std::string text;
    if (!word.quoted && constant(word, text) && is_plain_name(text) && find(texts(text)) != nullptr) {
      assign_unknown(texts(text), nowhere(form, true));
      continue;
    }
    for (const Item& item : word.items) {
      if (item.unknown == 0) compile(form, 0, item, opaque_atom("command:" + name, why));
    }
  }
}

}  // namespace modgate::cmake
