// Functions and macros: their definitions by cases, their calls with arguments that keep their places. A function that
// only computes has a budget a call: beyond it what it gives is unknown, and the rest of the tree is followed all the
// same. Such are the functions that sort out what to link with, on which no source depends.
#include <algorithm>

#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

/// A function that met its budget so often is not run again.
constexpr int kMostCuts = 3;

}  // namespace

void Evaluator::define(const Program& program, std::uint32_t at, bool macro) {
  const CommandForm& form = program.commands[at];
  Words words;
  expand(form, words);
  std::string name;
  if (words.empty() || !constant(words[0], name)) {
    outcome.unfollowed.push_back({&form, folder_, "the name of `" + form.source->name + "()` is not known"});
    return;
  }
  std::vector<Definition>& known = definitions_[text::lower(name)];
  for (Definition& earlier : known) earlier.when = conditions.without(earlier.when, path_);
  std::erase_if(known, [](const Definition& earlier) { return earlier.when == kNever; });
  for (Definition& earlier : known) {  // its file is included again
    if (earlier.head != &form) continue;
    earlier.when = conditions.either(earlier.when, path_);
    return;
  }
  known.push_back({path_, &program, at + 1, form.next, &form, macro, list_dir_});
  computing_.clear();
}

void Evaluator::command(const CommandForm& form) {
  const std::string& name = form.source->name;
  Words words;
  expand(form, words);
  Cond rest = path_;
  const auto found = definitions_.find(name);
  if (found != definitions_.end()) {
    const Cond saved = path_;
    const std::uint64_t exits = exits_;
    call(form, words, found->second);
    for (const Definition& definition : found->second) rest = conditions.without(rest, definition.when);
    if (rest == kNever) return;
    const Cond called = exits == exits_ ? conditions.without(saved, rest) : conditions.without(path_, rest);
    path_ = rest;
    const auto built_in = handlers().find(name);
    const Handler handler = built_in == handlers().end() ? &Evaluator::do_unknown : built_in->second;
    (this->*handler)(form, words);
    path_ = exits == exits_ ? saved : conditions.either(called, path_);
    return;
  }
  const auto built_in = handlers().find(name);
  const Handler handler = built_in == handlers().end() ? &Evaluator::do_unknown : built_in->second;
  (this->*handler)(form, words);
}

void Evaluator::call(const CommandForm& form, Words& words, std::vector<Definition> definitions) {
  const Cond saved = path_;
  const std::uint64_t exits = exits_;
  Cond out = kNever;
  Cond rest = saved;
  for (const Definition& definition : definitions) {
    const Cond here = conditions.both(saved, definition.when);
    if (here == kNever) continue;
    path_ = here;
    rest = conditions.without(rest, here);
    const std::size_t positional = definition.head->arguments.size();
    const bool arranged =
        arrangements(words, positional, [&](const std::vector<const Word*>& way) { call_with(form, definition, way); });
    if (!arranged) {
      outcome.unfollowed.push_back(
          {&form, folder_, "the arguments of `" + form.source->name + "()` have too many cases"});
    }
    out = conditions.either(out, path_);
  }
  path_ = exits == exits_ ? saved : conditions.either(out, rest);
}

void Evaluator::call_with(const CommandForm& form, const Definition& definition,
                          const std::vector<const Word*>& words) {
  std::vector<std::pair<std::string, Items>> given;
  Items all;
  Items extra;
  const std::size_t parameters = definition.head->arguments.size() - 1;
  bool counted = true;
  for (std::size_t i = 0; i < words.size(); ++i) {
    Items items = words[i]->items;
    counted = counted && (words[i]->quoted || conditions.implies(path_, items.front().when));
    moved(items, form);
    if (i < parameters) {
      given.emplace_back(definition.head->source->arguments[i + 1].text, items);
    } else {
      extra.insert(extra.end(), items.begin(), items.end());
    }
    given.emplace_back("ARGV" + std::to_string(i), items);
    all.insert(all.end(), items.begin(), items.end());
  }
  for (std::size_t i = words.size(); i < parameters; ++i)
    given.emplace_back(definition.head->source->arguments[i + 1].text, Items{});
  given.emplace_back("ARGC", Items{counted ? Item{texts(std::to_string(words.size()))}
                                           : Item{texts("`${ARGC}`"), kAlways, 0, 0, make_unknown(true, "`${ARGC}`")}});
  given.emplace_back("ARGV", std::move(all));
  given.emplace_back("ARGN", std::move(extra));
  if (definition.macro) {
    MacroArguments arguments;
    for (auto& [name, items] : given) arguments.insert_or_assign(std::move(name), std::move(items));
    const MacroArguments* const outer = std::exchange(macro_, &arguments);
    execute(*definition.program, definition.begin, definition.end);
    macro_ = outer;
    return;
  }
  const Cond saved = path_;
  Scope scope;
  scope.parent = scope_;
  scope.entry = path_;
  for (auto& [name, items] : given) {
    scope.variables[texts(name)] = {std::make_shared<Items>(std::move(items)), kAlways, kNever};
  }
  scope_ = &scope;
  const MacroArguments* const outer = std::exchange(macro_, nullptr);
  Loop* const outer_loop = std::exchange(loop_, nullptr);
  const std::string outer_dir = std::exchange(function_list_dir_, definition.list_dir);
  const std::uint64_t exits = exits_;
  const bool measured = !budget_ && only_computes(definition);
  const std::size_t troubles = outcome.unfollowed.size();
  int& cuts = cuts_[definition.head];
  if (measured) budget_ = {steps_ + limits::kBuildCallSteps, made_items_ + limits::kBuildCallItems};
  if (!measured || cuts < kMostCuts) execute(*definition.program, definition.begin, definition.end);
  if (measured) {
    budget_.reset();
    if (cuts >= kMostCuts || std::exchange(cut_, false)) {
      cuts = std::min(cuts + 1, kMostCuts);
      outcome.unfollowed.resize(troubles);
      path_ = saved;
      forget_results(definition);
    }
  }
  exits_ = exits;  // a return ends the function, not its caller
  function_list_dir_ = outer_dir;
  loop_ = outer_loop;
  macro_ = outer;
  scope_ = scope.parent;
  path_ = saved;
}

bool Evaluator::only_computes(const Definition& definition) {
  const auto [known, fresh] = computing_.emplace(definition.head, false);  // one that calls itself is not asked again
  if (!fresh) return known->second;
  bool good = true;
  for (std::uint32_t i = definition.begin; good && i < definition.end; ++i) {
    good = only_computes(definition, definition.program->commands[i]);
  }
  return computing_[definition.head] = good;
}

/// A command without effect but on variables of its scope, or on those of the caller under names that are plain from
/// the start.
bool Evaluator::only_computes(const Definition& definition, const CommandForm& form) {
  const std::string& name = form.source->name;
  const auto& arguments = form.source->arguments;
  const auto says = [&](std::string_view word) {
    return std::any_of(arguments.begin(), arguments.end(), [&](const auto& argument) { return argument.text == word; });
  };
  if (says("CACHE")) return false;
  if (says("PARENT_SCOPE")) {
    if (definition.macro || form.arguments.empty()) return false;
    const auto& parameters = definition.head->source->arguments;
    for (const Piece& piece : form.arguments.front().pieces) {
      if (piece.kind == Piece::Kind::literal) continue;
      const bool given = piece.name.empty() && std::any_of(parameters.begin() + 1, parameters.end(),
                                                           [&](const auto& one) { return one.text == piece.text; });
      if (!given) return false;
      for (std::uint32_t i = definition.begin; i < definition.end; ++i) {  // and stays what was given
        for (const auto& argument : definition.program->commands[i].source->arguments) {
          if (argument.text == piece.text) return false;
        }
      }
    }
  }
  constexpr std::string_view kComputing[] = {"set",
                                             "unset",
                                             "list",
                                             "string",
                                             "math",
                                             "if",
                                             "elseif",
                                             "else",
                                             "endif",
                                             "foreach",
                                             "endforeach",
                                             "while",
                                             "endwhile",
                                             "break",
                                             "continue",
                                             "message",
                                             "get_property",
                                             "file",
                                             "get_target_property",
                                             "get_filename_component",
                                             "cmake_path",
                                             "source_group",
                                             "execute_process",
                                             "separate_arguments",
                                             "cmake_parse_arguments",
                                             "get_directory_property",
                                             "get_source_file_property",
                                             "mark_as_advanced"};
  if (name == "return") return arguments.empty();
  if (const auto found = definitions_.find(name); found != definitions_.end()) {
    const std::vector<Definition> called = found->second;
    return std::all_of(called.begin(), called.end(), [&](const Definition& one) { return only_computes(one); });
  }
  return std::find(std::begin(kComputing), std::end(kComputing), name) != std::end(kComputing);
}

void Evaluator::forget_results(const Definition& definition) {
  const std::string why = "what `" + definition.head->source->arguments.front().text +
                          "()` gives, which takes more steps than are followed";
  for (std::uint32_t i = definition.begin; i < definition.end; ++i) {
    const CommandForm& form = definition.program->commands[i];
    const auto& arguments = form.source->arguments;
    if ((form.source->name != "set" && form.source->name != "unset") || arguments.size() < 2 ||
        arguments.back().text != "PARENT_SCOPE") {
      continue;
    }
    Words words;
    expand(form, 0, words);
    if (words.empty()) continue;
    each_text(words[0], [&](const std::string& text) {
      Item item;
      item.unknown = make_unknown(true, why);
      item.text = texts(why);
      assign(*scope_->parent, texts(text), {item}, path_);
    });
  }
}

}  // namespace modgate::cmake
