// Control flow: blocks, loops, calls, files. The path is the condition under which control is where it is; after a
// block it is the union of the ways out of it.
#include <algorithm>

#include "base/paths.h"
#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "modgate/limits.h"

namespace modgate::cmake {

bool Evaluator::step() {
  ++steps_;
  if (budget_ && (cut_ || steps_ > budget_->steps || made_items_ > budget_->items)) {
    cut_ = true;
    return false;
  }
  if (!conditions.exhausted() && steps_ < outcome.given.steps && made_items_ < outcome.given.items) return true;
  outcome.exhausted = true;
  return false;
}

bool Evaluator::enter() {
  if (depth_ < limits::kBuildDepth) {
    ++depth_;
    return true;
  }
  outcome.exhausted = true;
  return false;
}

const Program& Evaluator::program_of(FileId file) {
  const auto key = static_cast<std::uint32_t>(file);
  const auto found = programs_.find(key);
  if (found != programs_.end()) return found->second;
  return programs_.emplace(key, prepare(file, facts_[index(file)].commands)).first->second;
}

void Evaluator::execute(const Program& program, std::uint32_t begin, std::uint32_t end) {
  if (!enter()) return;
  for (std::uint32_t i = begin; i < end && path_ != kNever && step(); ++i) {
    const CommandForm& form = program.commands[i];
    const std::string& name = form.source->name;
    if (form.next == 0) {
      command(form);
    } else if (name == "if") {
      i = run_if(program, i);
    } else if (name == "foreach") {
      i = run_foreach(program, i);
    } else if (name == "while") {
      i = run_while(program, i);
    } else if (name == "block") {
      i = run_block(program, i);
    } else {
      define(program, i, name == "macro");
      i = form.next;
    }
  }
  --depth_;
}

std::uint32_t Evaluator::run_if(const Program& program, std::uint32_t at) {
  const Cond saved = path_;
  const std::uint64_t exits = exits_;
  Cond rest = saved;  // no branch so far was taken
  Cond out = kNever;
  const auto& commands = program.commands;
  while (commands[at].source->name != "endif") {
    const CommandForm& branch = commands[at];
    Cond taken = rest;
    if (branch.source->name != "else" && rest != kNever) {
      path_ = rest;
      Words words;
      expand(branch, words);
      taken = conditions.both(rest, condition(branch, words));
    }
    if (taken != kNever) {
      path_ = taken;
      execute(program, at + 1, branch.next);
      out = conditions.either(out, path_);
      rest = conditions.without(rest, taken);
    }
    at = branch.next;
  }
  path_ = exits == exits_ ? saved : conditions.either(out, rest);
  return at;
}

void Evaluator::run_foreach_items(const Program& program, std::uint32_t at, TextId variable, const Items& items) {
  const std::uint32_t end = program.commands[at].next;
  const auto mine = scope_->variables.find(variable);
  const bool was_set = mine != scope_->variables.end();
  const Value before = was_set ? mine->second : Value{};
  const Cond saved = path_;
  Loop loop;
  Loop* const outer = std::exchange(loop_, &loop);
  const std::uint64_t exits = exits_;
  for (Item item : items) {
    const Cond here = conditions.both(path_, item.when);
    if (here == kNever) continue;
    if (!step()) break;
    const Cond around = path_;
    path_ = here;
    item.when = kAlways;
    assign(*scope_, variable, {item}, here);
    loop.continued = kNever;
    execute(program, at + 1, end);
    if (exits == exits_) {
      path_ = around;
      continue;
    }
    path_ = conditions.either(conditions.either(path_, loop.continued), conditions.without(around, here));
  }
  loop_ = outer;
  path_ = exits == exits_ ? saved : conditions.either(path_, loop.broken);
  if (was_set) {
    scope_->variables[variable] = before;
  } else {
    scope_->variables.erase(variable);
  }
}

std::uint32_t Evaluator::run_foreach(const Program& program, std::uint32_t at) {
  const CommandForm& form = program.commands[at];
  Words words;
  expand(form, words);
  std::string name;
  if (words.empty() || !constant(words[0], name)) {
    outcome.unfollowed.push_back({&form, folder_, "the variable of `foreach()` is not known"});
    return form.next;
  }
  std::string second;
  std::string third;
  if (words.size() > 1 && !words[1].quoted) constant(words[1], second);
  Items items;
  if (second == "IN") {
    bool lists = false;
    for (std::size_t i = 2; i < words.size(); ++i) {
      std::string word;
      const bool known = constant(words[i], word);
      if (known && !words[i].quoted && (word == "LISTS" || word == "ITEMS" || word == "ZIP_LISTS")) {
        lists = word == "LISTS";
        if (word == "ZIP_LISTS") {
          items = {Item{texts("?"), kAlways, 0, 0, nowhere(form, true)}};
          break;
        }
        continue;
      }
      if (!lists) {
        items.insert(items.end(), words[i].items.begin(), words[i].items.end());
        continue;
      }
      each_text(
          words[i],
          [&](const std::string& list) {
            const Items some = with(*read(texts(list)).items, path_);
            items.insert(items.end(), some.begin(), some.end());
          },
          [&](std::uint32_t unknown) {
            items.push_back({texts("?"), path_, 0, 0, unknown});
          });
    }
  } else if (second == "RANGE") {
    std::vector<long long> numbers;
    for (std::size_t i = 2; i < words.size(); ++i) {
      std::string text;
      if (constant(words[i], text) && number(text)) numbers.push_back(static_cast<long long>(*number(text)));
    }
    const long long first = numbers.size() > 1 ? numbers[0] : 0;
    const long long last = numbers.empty() ? 0 : numbers.size() > 1 ? numbers[1] : numbers[0];
    const long long stride = numbers.size() > 2 && numbers[2] > 0 ? numbers[2] : 1;
    if (numbers.size() + 2 != words.size() || numbers.empty() || last - first > 100'000 || last < first) {
      items = {Item{texts("?"), kAlways, 0, 0, nowhere(form, true)}};
    } else {
      for (long long i = first; i <= last; i += stride) items.push_back({texts(std::to_string(i))});
    }
  } else {
    items = items_from(words, 1);
  }
  run_foreach_items(program, at, texts(name), items);
  return form.next;
}

std::uint32_t Evaluator::run_while(const Program& program, std::uint32_t at) {
  const CommandForm& form = program.commands[at];
  // How often it runs is not known: its body is run once, from and to a state in which all that it sets is unknown.
  const auto forget = [&] {
    for (std::uint32_t i = at + 1; i < form.next; ++i) {
      for (const ArgumentForm& argument : program.commands[i].arguments) {
        if (argument.pieces.size() != 1 || argument.pieces[0].kind != Piece::Kind::literal) continue;
        const TextId name = texts(argument.pieces[0].text);
        if (program.commands[i].source->name == "if" || find(name) == nullptr) {
          if (program.commands[i].source->name != "set" && program.commands[i].source->name != "list") continue;
          if (&argument != &program.commands[i].arguments[program.commands[i].source->name == "list" ? 1 : 0]) continue;
        }
        assign_unknown(name, nowhere(form, true));
      }
    }
  };
  const Cond saved = path_;
  Loop loop;
  Loop* const outer = std::exchange(loop_, &loop);
  forget();
  path_ = conditions.both(path_, opaque_atom("while:" + std::to_string(++counter_), "the turns of `while()`"));
  execute(program, at + 1, form.next);
  path_ = saved;
  forget();
  loop_ = outer;
  return form.next;
}

std::uint32_t Evaluator::run_block(const Program& program, std::uint32_t at) {
  const CommandForm& form = program.commands[at];
  Words words;
  expand(form, words);
  std::vector<TextId> out;
  bool propagating = false;
  for (const Word& word : words) {
    std::string text;
    if (!constant(word, text)) continue;
    if (propagating) out.push_back(texts(text));
    propagating = propagating || text == "PROPAGATE";
  }
  Scope scope;
  scope.parent = scope_;
  scope.entry = path_;
  scope_ = &scope;
  execute(program, at + 1, form.next);
  scope_ = scope.parent;
  for (const TextId name : out) {
    const auto found = scope.variables.find(name);
    if (found != scope.variables.end() && found->second.items) assign_items(name, *found->second.items);
  }
  return form.next;
}

void Evaluator::do_return(const CommandForm&, Words&) {
  ++exits_;
  path_ = kNever;
}

void Evaluator::do_break(const CommandForm&, Words&) {
  if (loop_ == nullptr) return;
  ++exits_;
  loop_->broken = conditions.either(loop_->broken, path_);
  path_ = kNever;
}

void Evaluator::do_continue(const CommandForm&, Words&) {
  if (loop_ == nullptr) return;
  ++exits_;
  loop_->continued = conditions.either(loop_->continued, path_);
  path_ = kNever;
}

void remember_folder(std::vector<std::string>& folders, const std::string& folder) {
  constexpr std::size_t kMost = 4;
  if (folders.size() < kMost && std::find(folders.begin(), folders.end(), folder) == folders.end())
    folders.push_back(folder);
}

void Evaluator::run_list(FileId list) {
  const Program& program = program_of(list);
  remember_folder(outcome.folders_of[static_cast<std::uint32_t>(list)], folder_);
  if (program.broken) {
    if (!program.commands.empty())
      outcome.unfollowed.push_back({&program.commands.front(), folder_, "its blocks do not match"});
    return;
  }
  const Cond saved = path_;
  const FileId outer_file = std::exchange(list_file_, list);
  const std::string outer_dir = std::exchange(list_dir_, full(paths::parent(files_.path(list))));
  const MacroArguments* const outer = std::exchange(macro_, nullptr);
  Loop* const outer_loop = std::exchange(loop_, nullptr);
  const std::uint64_t exits = exits_;
  execute(program, 0, static_cast<std::uint32_t>(program.commands.size()));
  exits_ = exits;  // a return ends the file, not what includes it
  loop_ = outer_loop;
  macro_ = outer;
  list_dir_ = outer_dir;
  list_file_ = outer_file;
  path_ = saved;
}

void Evaluator::begin_root(FileId list, Effort effort) {
  folder_ = std::string(paths::parent(files_.path(list)));
  root_folder_ = folder_;
  cache_.clear();
  definitions_.clear();
  targets_.clear();
  included_once_.clear();
  added_.clear();
  computing_.clear();
  cuts_.clear();
  running_ = {folder_};
  properties_ = {};
  outside_.clear();
  ++epoch_;
  started_ = epoch_;
  subtree_excluded_ = kNever;
  minimum_ = "3.25";
  steps_ = 0;
  made_items_ = 0;
  conditions.clear(effort.work);
  work_before_ = conditions.work_done();
  unknowns_.resize(1);
  unknown_by_key_.clear();
  impossible = kNever;
  outcome = {};
  outcome.root = list;
  outcome.given = effort;
}

void Evaluator::run_root(FileId list, bool project, Effort effort) {
  begin_root(list, effort);
  const std::string path(files_.path(list));
  const Cond when = project ? kAlways : opaque_atom("added:" + path, "`" + path + "` is added");
  Scope scope;
  scope.entry = when;
  scope_ = &scope;
  path_ = when;
  const std::string source = full(folder_);
  for (const std::string_view name : {"CMAKE_SOURCE_DIR", "CMAKE_HOME_DIRECTORY", "CMAKE_CURRENT_SOURCE_DIR"})
    assign(name, source);
  for (const std::string_view name : {"CMAKE_BINARY_DIR", "CMAKE_CURRENT_BINARY_DIR"}) assign(name, "/.build");
  assign("CMAKE_VERSION", "3.25.1");
  assign("CMAKE_MAJOR_VERSION", "3");
  assign("CMAKE_MINOR_VERSION", "25");
  assign("CMAKE_PATCH_VERSION", "1");
  assign("CMAKE_COMMAND", "/.cmake/bin/cmake");
  assign("CMAKE_ROOT", "/.cmake/share");
  assign("CMAKE_FILES_DIRECTORY", "/CMakeFiles");
  unset(scope, texts("CMAKE_MODULE_PATH"), when);
  run_list(list);
  scope_ = nullptr;
  settle_targets();
}

RootResult Evaluator::take_result() {
  outcome.taken = {steps_, made_items_, conditions.work_done() - work_before_};
  return std::exchange(outcome, {});
}

}  // namespace modgate::cmake
