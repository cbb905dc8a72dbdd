// Folders and formulas in, BuildModel out: one use a place where a source of a module is listed, what dangles when a
// module goes, and what could not be followed where a module's files are.
#include "build/kbuild.h"

#include <fmt/core.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/paths.h"
#include "build/kbuild_flags.h"
#include "build/kbuild_tree.h"
#include "build/kconfig_verdict.h"

namespace modgate {
namespace {

constexpr std::string_view kSourceEndings[] = {".c", ".S", ".rs", ".cc", ".cpp"};

/// A module's verdicts with its flag on and off.
struct Judges {
  std::unique_ptr<KconfigJudge> on, off;
};

class Output {
 public:
  Output(const Files& files, const Registry& registry, const KbuildTree& tree, const Kconfig& kconfig,
         Formulas& formulas, BuildModel& model)
      : files_(files),
        registry_(registry),
        tree_(tree),
        kconfig_(kconfig),
        formulas_(formulas),
        model_(model),
        judges_(registry.modules.size()) {}

  void run() {
    for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
      for (const KbuildObject& object : tree_.nodes[i].folder.objects) add_object(i, object);
      add_references(tree_.nodes[i].folder);
      add_troubles(tree_.nodes[i]);
    }
    for (const KconfigSource& source : kconfig_.sources) {
      const BuildCommand& command = *source.command;
      const MakePlace place{source.file, &command, command.arguments.data()};
      refer(BuildReference::Kind::script, registry_.owner_of(source.target), place,
            std::string(files_.path(source.target)));
    }
    for (const KconfigTrouble& trouble : kconfig_.troubles)
      undecided({trouble.file, trouble.command, nullptr}, trouble.reason);
  }

 private:
  void add_object(std::size_t node, const KbuildObject& object) {
    for (const std::string_view ending : kSourceEndings) {
      const std::optional<FileId> source = files_.find(object.path + std::string(ending));
      if (!source) continue;
      const ModuleId module = registry_.owner_of(*source);
      if (module != kCore && !registry_.excluded[index(*source)]) add_use(node, object, *source, module);
      return;
    }
  }

  void add_use(std::size_t node, const KbuildObject& object, FileId source, ModuleId module) {
    BuildUse use;
    use.source = source;
    use.module = module;
    use.from = object.place.file;
    use.line = object.place.argument->line;
    use.at = object.place.argument->at;
    use.command = object.place.command->at;
    use.spelled = object.place.argument->text;
    use.target = object.target;
    use.chain = chain_of(node, object);
    decide(formulas_.both(tree_.nodes[node].when, object.when), module, use);
    if (registry_.owner_of(use.from) != module) {
      refer(BuildReference::Kind::source, module, object.place, std::string(files_.path(source)));
    }
    model_.uses.push_back(std::move(use));
  }

  void decide(FormulaId when, ModuleId module, BuildUse& use) {
    Judges& judges = judges_of(module);
    KconfigVerdict on = judges.on->judge(when);
    use.on = on.built;
    use.default_on = judges.on->by_default(when);
    if (judges.off == nullptr) {
      use.off = use.on;
      use.default_off = use.default_on;
      use.when = std::move(on.when);
      use.because = std::move(on.because);
      return;
    }
    KconfigVerdict off = judges.off->judge(when);
    use.off = off.built;
    use.default_off = judges.off->by_default(when);
    use.when = std::move(off.when);
    use.because = std::move(off.because.empty() ? on.because : off.because);
    use.tested = use.on != use.off || names_symbol(formulas_, when, *flag_symbol(module));
  }

  std::optional<SymbolId> flag_symbol(ModuleId module) {
    const std::optional<std::string> name = kconfig_flag(registry_[module].manifest);
    if (!name) return std::nullopt;
    return formulas_.intern(*name);
  }

  Judges& judges_of(ModuleId module) {
    Judges& judges = judges_[index(module)];
    if (judges.on != nullptr) return judges;
    const std::optional<SymbolId> flag = flag_symbol(module);
    const auto judge = [&](bool on) {
      const std::optional<FlagSetting> setting = flag ? std::optional(FlagSetting{*flag, on}) : std::nullopt;
      return std::make_unique<KconfigJudge>(formulas_, kconfig_, files_, setting);
    };
    judges.on = judge(true);
    if (flag) judges.off = judge(false);
    return judges;
  }

  BuildStep step(const MakePlace& place) const {
    const BuildCommand& command = *place.command;
    std::string text = command.name + " " + command.op;
    if (place.argument != nullptr) text += " " + place.argument->text;
    if (command.arguments.size() > 1) text += " ...";
    return {place.file, command.line, command.at, std::move(text)};
  }

  std::vector<BuildStep> chain_of(std::size_t node, const KbuildObject& object) const {
    std::vector<BuildStep> out = {step(object.place)};
    if (object.parent.command != nullptr) out.push_back(step(object.parent));
    for (; tree_.nodes[node].parent != KbuildTree::kTop; node = tree_.nodes[node].parent) {
      out.push_back(step(tree_.nodes[node].entered));
    }
    return out;
  }

  void refer(BuildReference::Kind kind, ModuleId module, const MakePlace& place, std::string names) {
    if (module == kCore || place.argument == nullptr || registry_.owner_of(place.file) == module) return;
    // A name that stands in a shared variable, or in a file that several others read, is one reference.
    if (!referred_.emplace(index(place.file), place.argument->at.begin, names).second) return;
    BuildReference reference;
    reference.kind = kind;
    reference.module = module;
    reference.from = place.file;
    reference.line = place.argument->line;
    reference.at = place.argument->at;
    reference.command = place.command->at;
    reference.only = place.command->arguments.size() == 1;
    reference.spelled = place.argument->text;
    reference.names = std::move(names);
    model_.references.push_back(std::move(reference));
  }

  void add_references(const KbuildFolder& folder) {
    for (const KbuildEntry& entry : folder.entries) {
      refer(BuildReference::Kind::subdirectory, owner_of_folder(entry.folder), entry.place, entry.folder + "/");
    }
    for (const KbuildInclude& include : folder.includes) {
      refer(BuildReference::Kind::script, registry_.owner_of(include.target), include.place,
            std::string(files_.path(include.target)));
    }
    for (const auto& [path, place] : folder.paths) {
      if (const std::optional<FileId> file = files_.find(path)) {
        refer(BuildReference::Kind::path, registry_.owner_of(*file), place, path);
      } else if (files_.is_directory(path)) {
        refer(BuildReference::Kind::path, owner_of_folder(path), place, path + "/");
      }
    }
  }

  /// The module that owns all files below; kCore: none does.
  ModuleId owner_of_folder(const std::string& folder) {
    const auto [found, added] = folder_owners_.try_emplace(folder, kCore);
    if (!added || folder.empty()) return found->second;
    const std::size_t begin = files_.first_from(folder + "/");
    const std::size_t end = files_.first_from(folder + "0");
    if (begin == end) return kCore;
    const ModuleId owner = registry_.owner[begin];
    const auto at = [&](std::size_t i) { return registry_.owner.begin() + static_cast<std::ptrdiff_t>(i); };
    const bool all = std::all_of(at(begin), at(end), [&](ModuleId module) { return module == owner; });
    if (all) found->second = owner;
    return found->second;
  }

  void add_troubles(const KbuildTree::Node& node) {
    for (const KbuildTrouble& trouble : node.folder.troubles) undecided(trouble.place, trouble.reason);
  }

  /// Only where a module's own files are: elsewhere nothing says that it is about a module.
  void undecided(const MakePlace& place, const std::string& reason) {
    const ModuleId module = registry_.owner_of(place.file);
    if (module == kCore) return;
    const bool word = place.argument != nullptr;
    const std::uint32_t line = word ? place.argument->line : place.command->line;
    model_.undecided.push_back({module, place.file, line, word ? place.argument->at : place.command->at, reason});
  }

  const Files& files_;
  const Registry& registry_;
  const KbuildTree& tree_;
  const Kconfig& kconfig_;
  Formulas& formulas_;
  BuildModel& model_;
  std::vector<Judges> judges_;
  std::unordered_map<std::string, ModuleId> folder_owners_;
  std::set<std::tuple<std::size_t, std::uint32_t, std::string>> referred_;
};

}  // namespace

void read_kbuild(const Files& files, const Registry& registry, const FactsTable& facts, BuildModel& model) {
  const bool scripts = std::any_of(facts.begin(), facts.end(), [](const FileFacts& file) {
    return file.language == Language::make || file.language == Language::kconfig;
  });
  if (!scripts || registry.modules.empty()) return;
  model.flags.resize(registry.modules.size());
  read_kconfig_flags(registry, facts, model);
  Formulas formulas;
  const Kconfig kconfig = read_kconfig(files, facts, registry.excluded, formulas);
  const KbuildTree tree = read_kbuild_tree(files, facts, registry.excluded, kconfig, formulas);
  Output(files, registry, tree, kconfig, formulas, model).run();
}

}  // namespace modgate
