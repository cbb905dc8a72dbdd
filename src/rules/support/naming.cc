// Grouping of mentions, and what rules say about the rest of a group; see naming.h.
#include "rules/support/naming.h"

#include <algorithm>
#include <map>
#include <utility>

#include "modgate/limits.h"
#include "rules/support/judgement.h"
#include "rules/support/phrases.h"

namespace modgate::naming {

void for_each_file(const Mentions& mentions, const std::function<bool(const Mention&)>& kept,
                   const std::function<void(const Names&)>& report) {
  std::map<std::pair<FileId, ModuleId>, std::pair<Names, std::uint32_t>> groups;
  for (const Mention& mention : mentions) {
    if (!kept(mention)) continue;
    auto& [names, last_line] = groups[{mention.from, mention.module}];
    names.more += mention.more;
    if (mention.line == std::exchange(last_line, mention.line)) continue;
    if (names.first == nullptr) {
      names.first = &mention;
    } else if (names.others.size() < limits::kRelatedPlaces) {
      names.others.push_back(&mention);
    } else {
      ++names.more;
    }
  }
  for (const auto& [key, group] : groups) report(group.first);
}

std::string_view kind_of(Mention::What what) {
  switch (what) {
    case Mention::What::path:
      return "path";
    case Mention::What::name_space:
      return "namespace";
    case Mention::What::package:
      return "package";
    case Mention::What::flag:
      return "flag";
  }
  return "";
}

void add_places(FileId file, const std::vector<Span>& others, std::size_t more, std::string_view words,
                Diagnostic& finding) {
  for (const Span& place : others) finding.related.push_back({{file, place}, std::string(words)});
  if (more > 0) finding.notes.push_back(fmt::format("and in {} of this file", phrases::counted(more, "more place")));
}

void add_places(const Names& names, Diagnostic& finding) {
  for (const Mention* other : names.others) {
    finding.related.push_back({{other->from, other->at}, fmt::format("`{}` is named here, too", other->text)});
  }
  if (names.more > 0) {
    finding.notes.push_back(
        fmt::format("`{}` is named in {} of this file", finding.module, phrases::counted(names.more, "more place")));
  }
}

bool asks_for(const Flag& flag, const FlagTest& test, Language language) {
  const std::string name = language == Language::kconfig ? "CONFIG_" + test.name : test.name;
  const std::vector<std::string> names = flag_names(flag);
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_flags_own_file(const RuleContext& context, const Module& module, FileId file) {
  const std::string_view path = context.files.path(file);
  const Flag& flag = module.manifest.flag;
  return (flag.declared_in.set && flag.declared_in.value == path) || (flag.gate.set && flag.gate.value == path);
}

bool is_forgiven_test(const RuleContext& context, FileId file) {
  const Registry& registry = context.registry;
  return registry.test[index(file)] && leniency(registry.policy, false, true) == Leniency::allow;
}

}  // namespace modgate::naming
