// Conditions become verdicts here: one judge a module, one group a (source, place). A root is a project of its own;
// what is built in one and not in another is built sometimes.
#include "build/cmake_model.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_roots.h"
#include "build/cmake_text.h"
#include "build/sources.h"
#include "build/verdict.h"

namespace modgate::cmake {
namespace {

bool by_cmake(const Flag& flag) { return flag.name.set && (!flag.kind.set || flag.kind.value == "cmake"); }

/// "list(APPEND SRCS ...)".
std::string in_short(const BuildCommand& command) {
  constexpr std::size_t kShown = 2;
  std::string out = command.name + "(";
  for (std::size_t i = 0; i < command.arguments.size() && i < kShown; ++i) {
    if (i > 0) out += ' ';
    out += command.arguments[i].text.substr(0, 60);
  }
  if (command.arguments.size() > kShown) out += " ...";
  return utf8::visible(out + ")");
}

std::vector<BuildStep> chain_of(const Evaluator& evaluator, std::uint32_t hop) {
  std::vector<BuildStep> chain;
  for (; hop != 0; hop = evaluator.hops[hop].before) {
    const CommandForm& form = *evaluator.hops[hop].command;
    chain.push_back({form.file, form.source->line, form.source->at, in_short(*form.source)});
  }
  std::reverse(chain.begin(), chain.end());
  return chain;
}

/// Where a source's name or pattern stands; for a text that several arguments made, the command that took it.
struct Place {
  const CommandForm* command = nullptr;
  const BuildCommand::Argument* argument = nullptr;
};

Place place_of(const Evaluator& evaluator, const Compiled& source) {
  const Origin& origin = evaluator.origins[source.origin];
  if (origin.command != nullptr) return {origin.command, &origin.command->source->arguments[origin.argument]};
  return {evaluator.hops[source.hop].command, nullptr};
}

/// What becomes of one (source, place) in a root.
struct Group {
  const Compiled* first = nullptr;
  Place place;
  Cond when = kNever;
};

BuildUse use_of(const Evaluator& evaluator, const Files& files, const Registry& registry, const Group& group,
                const Verdict& verdict) {
  BuildUse use;
  use.source = group.first->source;
  use.module = registry.owner_of(use.source);
  const BuildCommand& command = *group.place.command->source;
  use.from = group.place.command->file;
  use.line = group.place.argument == nullptr ? command.line : group.place.argument->line;
  use.at = group.place.argument == nullptr ? command.at : group.place.argument->at;
  use.command = command.at;
  use.spelled = group.place.argument == nullptr ? std::string(files.path(use.source)) : group.place.argument->text;
  use.pattern = group.first->pattern;
  use.chain = chain_of(evaluator, group.first->hop);
  if (group.first->target != 0) use.target = utf8::visible(evaluator.texts[group.first->target]);
  use.tested = verdict.tested;
  use.on = verdict.on;
  use.off = verdict.off;
  use.default_on = verdict.default_on;
  use.default_off = verdict.default_off;
  use.when = verdict.when;
  use.because = verdict.because;
  return use;
}

/// What one root builds and another one does not is built sometimes.
Built in_either_root(Built a, Built b) {
  if (a == b) return a;
  const Built most = stronger(a, b);
  return most == Built::always ? Built::sometimes : most;
}

void join(BuildUse& known, const BuildUse& other) {
  known.tested = known.tested || other.tested;
  known.on = in_either_root(known.on, other.on);
  known.off = in_either_root(known.off, other.off);
  known.default_on = in_either_root(known.default_on, other.default_on);
  known.default_off = in_either_root(known.default_off, other.default_off);
  if (known.when.empty()) known.when = other.when;
  if (known.because.empty()) known.because = other.because;
  if (known.target.empty()) {
    known.target = other.target;
    known.chain = other.chain;
  }
}

}  // namespace

void read_uses(Evaluator& evaluator, const Files& files, const Registry& registry) {
  std::map<std::tuple<FileId, Span, FileId>, Group> groups;
  for (const Compiled& source : evaluator.outcome.compiled) {
    const Place place = place_of(evaluator, source);
    if (place.command == nullptr) continue;
    const Span at = place.argument == nullptr ? place.command->source->at : place.argument->at;
    Group& group = groups[{place.command->file, at, source.source}];
    if (group.first == nullptr || (group.first->target == 0 && source.target != 0)) group.first = &source;
    group.place = place;
    group.when = evaluator.conditions.either(group.when, source.when);
  }
  std::map<ModuleId, Judge> judges;
  for (const auto& [key, group] : groups) {
    const ModuleId module = registry.owner_of(group.first->source);
    Conditions::AtomId id = 0;
    const Flag& flag = registry.modules[index(module)].manifest.flag;
    const bool known = by_cmake(flag) && evaluator.conditions.known(Evaluator::user_key(flag.name.value), id);
    Judge& judge =
        judges.try_emplace(module, evaluator.conditions, known ? std::optional(id) : std::nullopt).first->second;
    Verdict verdict;
    if (evaluator.outcome.exhausted) {
      verdict.because = {std::string(kExhausted)};
    } else {
      verdict = judge.judge(group.when, evaluator.impossible);
    }
    evaluator.outcome.uses.emplace(key, use_of(evaluator, files, registry, group, verdict));
  }
}

void join_uses(Roots& roots, BuildModel& model) {
  decltype(RootResult::uses) uses;
  for (RootResult& result : roots.results) {
    for (auto& [key, use] : result.uses) {
      const auto [found, fresh] = uses.try_emplace(key, std::move(use));
      if (!fresh) join(found->second, use);
    }
    result.uses.clear();
  }
  for (auto& [key, use] : uses) {
    if (use.off != Built::sometimes) use.when.clear();
    model.uses.push_back(std::move(use));
  }
}

void read_undecided(const Roots& roots, const Files& files, const Registry& registry, BuildModel& model) {
  // Per folder: the modules that have sources right there.
  std::map<std::string, std::vector<ModuleId>, std::less<>> there;
  for (std::size_t m = 0; m < registry.modules.size(); ++m) {
    for (const FileId file : registry.modules[m].files) {
      if (!is_compiled(files.path(file))) continue;
      auto& modules = there[std::string(paths::parent(files.path(file)))];
      if (modules.empty() || modules.back() != static_cast<ModuleId>(m)) modules.push_back(static_cast<ModuleId>(m));
    }
  }
  const auto add = [&](ModuleId module, const CommandForm& form, const std::string& reason) {
    model.undecided.push_back({module, form.file, form.source->line, form.source->at, utf8::visible(reason)});
  };
  for (const RootResult& result : roots.results) {
    for (const Unfollowed& what : result.unfollowed) {
      const ModuleId owner = registry.owner_of(what.command->file);
      if (owner != kCore) add(owner, *what.command, what.reason);
      const auto found = there.find(what.folder);
      if (found == there.end()) continue;
      for (const ModuleId module : found->second) {
        if (module != owner) add(module, *what.command, what.reason);
      }
    }
  }
}

void read_flags(const Roots& roots, const Registry& registry, const FactsTable& facts, BuildModel& model) {
  for (std::size_t m = 0; m < registry.modules.size(); ++m) {
    const Flag& flag = registry.modules[m].manifest.flag;
    if (!by_cmake(flag)) continue;
    FlagState& state = model.flags[m];
    const auto judge = [&](const std::string& text) {
      const auto truth = constant_truth(text);
      state.written = text;
      state.value = !truth ? FlagState::Default::expression : *truth ? FlagState::Default::on : FlagState::Default::off;
    };
    const auto declares = [&](const RootResult& result) { return result.declared.contains(flag.name.value); };
    if (const auto first = std::find_if(roots.results.begin(), roots.results.end(), declares);
        first != roots.results.end()) {
      const Declared& made = first->declared.at(flag.name.value);
      state.value = FlagState::Default::expression;
      state.written = made.written;
      if (made.constant) judge(*made.constant);
      const Origin& origin = roots.evaluator->origins[made.origin];
      const CommandForm& form = origin.command == nullptr ? *made.command : *origin.command;
      const auto& arguments = form.source->arguments;
      state.at = {form.file, origin.command != nullptr ? arguments[origin.argument].at
                             : arguments.empty()       ? form.source->at
                                                       : arguments.front().at};
      continue;
    }
    for (std::size_t i = 0; i < facts.size() && state.at.file == kNoFile; ++i) {
      if (facts[i].language != Language::cmake) continue;
      for (const FlagDeclaration& declaration : facts[i].flags) {
        if (declaration.name != flag.name.value) continue;
        state.at = {static_cast<FileId>(i), declaration.at};
        if (!declaration.fallback.empty()) judge(declaration.fallback);
        if (declaration.fallback.empty() && declaration.form == "option()") judge("OFF");
        break;
      }
    }
  }
}

}  // namespace modgate::cmake
