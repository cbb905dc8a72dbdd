// What list files outside a module name of it: files, folders, targets, functions. Literal arguments and those that
// begin with a source folder's variable are resolved; what evaluation resolved is added. A pattern names nothing that
// could dangle.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

#include "base/paths.h"
#include "base/text.h"
#include "build/cmake_model.h"
#include "build/cmake_roots.h"
#include "build/cmake_text.h"
#include "build/sources.h"

namespace modgate::cmake {
namespace {

using Kind = BuildReference::Kind;

class ReferenceReader {
 public:
  ReferenceReader(const Roots& roots, const Files& files, const Registry& registry, const FactsTable& facts,
                  BuildModel& model)
      : roots_(roots), files_(files), registry_(registry), facts_(facts), model_(model) {}

  void run() {
    find_definitions();
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (facts_[i].language != Language::cmake || registry_.excluded[i]) continue;
      file_ = static_cast<FileId>(i);
      own_ = registry_.owner_of(file_);
      for (const BuildCommand& command : facts_[i].commands) read(command);
    }
    add_evaluated();
    for (BuildReference& reference : model_.references) reference.only = is_only(reference);
  }

 private:
  /// Functions, macros and targets that only one module's scripts define.
  void find_definitions() {
    std::map<std::string, std::set<ModuleId>> commands;
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      if (facts_[i].language != Language::cmake || registry_.excluded[i]) continue;
      for (const BuildCommand& command : facts_[i].commands) {
        if ((command.name != "function" && command.name != "macro") || command.arguments.empty()) continue;
        commands[text::lower(command.arguments.front().text)].insert(registry_.owner_of(static_cast<FileId>(i)));
      }
    }
    for (const auto& [name, owners] : commands) {
      if (owners.size() == 1 && *owners.begin() != kCore) commands_.emplace(name, *owners.begin());
    }
    std::map<std::string, std::set<ModuleId>> targets;
    for (const RootResult& result : roots_.results) {
      for (const auto& [target, scripts] : result.target_scripts) {
        auto& owners = targets[roots_.evaluator->texts[target]];
        for (const FileId script : scripts) owners.insert(registry_.owner_of(script));
      }
    }
    for (const auto& [name, owners] : targets) {
      if (owners.size() == 1 && *owners.begin() != kCore && !name.empty()) targets_.emplace(name, *owners.begin());
    }
  }

  void add(Kind kind, ModuleId module, const BuildCommand& command, Span at, std::uint32_t line, std::string spelled,
           std::string names) {
    if (!seen_.emplace(file_, at, module).second) return;
    model_.references.push_back(
        {kind, module, file_, line, at, command.at, false, std::move(spelled), std::move(names)});
    commands_of_.push_back(&command);
  }

  void read(const BuildCommand& command) {
    if (const auto found = commands_.find(command.name); found != commands_.end() && found->second != own_) {
      const Span name{command.at.begin, command.at.begin + static_cast<std::uint32_t>(command.name.size())};
      add(Kind::command, found->second, command, name, command.line, command.name, command.name);
    }
    const bool about_targets = command.name.starts_with("target_") || command.name == "add_dependencies" ||
                               command.name == "set_target_properties" || command.name == "install" ||
                               command.name == "get_target_property" || command.name == "set_property" ||
                               command.name == "export" || command.name == "add_library" ||
                               command.name == "add_executable";
    for (const BuildCommand::Argument& argument : command.arguments) {
      if (argument.text.empty() || argument.text.size() > 512) continue;
      if (about_targets && read_target(command, argument)) continue;
      if (!argument.bracket) read_path(command, argument);
    }
  }

  bool read_target(const BuildCommand& command, const BuildCommand::Argument& argument) {
    std::string name = argument.text;
    if (name.starts_with("$<TARGET_OBJECTS:") && name.ends_with('>')) name = name.substr(17, name.size() - 18);
    const auto found = targets_.find(name);
    if (found == targets_.end() || found->second == own_) return false;
    add(Kind::target, found->second, command, argument.at, argument.line, argument.text, name);
    return true;
  }

  /// The argument without a leading `${..SOURCE_DIR}/`, and the folder it counts from; nothing for other references.
  bool resolve(std::string_view text, std::vector<std::string>& candidates) const {
    const auto list = roots_.folders_of.find(static_cast<std::uint32_t>(file_));
    std::vector<std::string> folders;
    if (list != roots_.folders_of.end()) folders = list->second;
    if (folders.empty()) folders = {std::string(paths::parent(files_.path(file_)))};
    constexpr std::array<std::string_view, 3> kRoots = {"${CMAKE_SOURCE_DIR}", "${PROJECT_SOURCE_DIR}",
                                                        "${CMAKE_HOME_DIRECTORY}"};
    if (text.starts_with("${CMAKE_CURRENT_SOURCE_DIR}")) {
      text.remove_prefix(27);
    } else if (text.starts_with("${CMAKE_CURRENT_LIST_DIR}")) {
      text.remove_prefix(25);
      folders = {std::string(paths::parent(files_.path(file_)))};
    } else {
      for (const std::string_view root : kRoots) {
        if (!text.starts_with(root)) continue;
        text.remove_prefix(root.size());
        // The nearest folder above that starts a project is not known here: every one above is tried.
        std::vector<std::string> above;
        for (std::string_view up = folders.front();; up = paths::parent(up)) {
          above.emplace_back(up);
          if (up.empty()) break;
        }
        folders = std::move(above);
        break;
      }
    }
    while (text.starts_with('/')) text.remove_prefix(1);
    if (text.empty() || text.find_first_of("$*?[<>=;:\n") != std::string_view::npos) return false;
    for (const std::string& folder : folders) {
      if (const auto path = paths::normalise(paths::join(folder, text))) candidates.push_back(*path);
    }
    return true;
  }

  void read_path(const BuildCommand& command, const BuildCommand::Argument& argument) {
    const bool takes_path = command.name == "include" || command.name == "add_subdirectory";
    // A bare word is rather a name than a path, unless it has an ending.
    if (!takes_path && argument.text.find_first_of("/.") == std::string::npos) return;
    std::vector<std::string> candidates;
    if (!resolve(argument.text, candidates)) return;
    for (const std::string& path : candidates) {
      const ModuleId module = owner_of(path);
      if (module == kCore || module == own_) continue;
      Kind kind = Kind::path;
      if (command.name == "include") {
        kind = Kind::script;
      } else if (command.name == "add_subdirectory") {
        kind = Kind::subdirectory;
      } else if (is_compiled(path)) {
        kind = Kind::source;
      }
      add(kind, module, command, argument.at, argument.line, argument.text, path);
      return;
    }
  }

  /// Of a file: its owner. Of a folder: the module that owns all below it.
  ModuleId owner_of(const std::string& path) {
    if (const auto file = files_.find(path)) return registry_.owner_of(*file);
    if (path.empty() || !files_.is_directory(path)) return kCore;
    const auto [known, fresh] = folders_.emplace(path, kCore);
    if (!fresh) return known->second;
    const std::string prefix = path + "/";
    std::optional<ModuleId> owner;
    for (std::size_t i = files_.first_from(prefix); i < files_.view_size(); ++i) {
      const auto file = static_cast<FileId>(i);
      if (!files_.path(file).starts_with(prefix)) break;
      if (!owner) owner = registry_.owner_of(file);
      if (*owner != registry_.owner_of(file) || *owner == kCore) return kCore;
    }
    return known->second = owner.value_or(kCore);
  }

  void add_evaluated() {
    for (const RootResult& result : roots_.results) add_named(result);
    for (const RootResult& result : roots_.results) add_compiled(result);
  }

  void add_named(const RootResult& result) {
    for (const Named& named : result.named) {
      file_ = named.command->file;
      own_ = registry_.owner_of(file_);
      const ModuleId module = owner_of(named.path);
      if (module == kCore || module == own_ || named.command->source->arguments.empty()) continue;
      const BuildCommand::Argument& argument = named.command->source->arguments.front();
      add(named.how == Named::How::script ? Kind::script : Kind::subdirectory, module, *named.command->source,
          argument.at, argument.line, argument.text, named.path);
    }
  }

  void add_compiled(const RootResult& result) {
    for (const Compiled& source : result.compiled) {
      const Origin& origin = roots_.evaluator->origins[source.origin];
      if (origin.command == nullptr || source.pattern) continue;
      file_ = origin.command->file;
      own_ = registry_.owner_of(file_);
      const ModuleId module = registry_.owner_of(source.source);
      if (module == own_) continue;
      const BuildCommand::Argument& argument = origin.command->source->arguments[origin.argument];
      add(Kind::source, module, *origin.command->source, argument.at, argument.line, argument.text,
          std::string(files_.path(source.source)));
    }
  }

  /// Whether everything that the command is about goes with its module.
  bool is_only(const BuildReference& reference) const {
    if (reference.kind == Kind::script || reference.kind == Kind::subdirectory || reference.kind == Kind::command)
      return true;
    const BuildCommand& command =
        *commands_of_[static_cast<std::size_t>(&reference - model_.references.data()) - first_];
    constexpr std::array<std::string_view, 12> kWords = {"STATIC",    "SHARED",           "MODULE",       "OBJECT",
                                                         "INTERFACE", "EXCLUDE_FROM_ALL", "PUBLIC",       "PRIVATE",
                                                         "FILES",     "DESTINATION",      "PARENT_SCOPE", "WIN32"};
    std::size_t names = 0;
    if (command.name == "list" || command.name == "file") names = 2;
    if (command.name == "set" || command.name.starts_with("add_") || command.name.starts_with("target_")) names = 1;
    for (std::size_t i = names; i < command.arguments.size(); ++i) {
      const BuildCommand::Argument& argument = command.arguments[i];
      if (std::find(kWords.begin(), kWords.end(), argument.text) != kWords.end()) continue;
      if (!seen_.contains({reference.from, argument.at, reference.module})) return false;
    }
    return true;
  }

  const Roots& roots_;
  const Files& files_;
  const Registry& registry_;
  const FactsTable& facts_;
  BuildModel& model_;
  const std::size_t first_ = model_.references.size();
  FileId file_ = kNoFile;
  ModuleId own_ = kCore;
  std::map<std::string, ModuleId> commands_, targets_;
  std::map<std::string, ModuleId> folders_;
  std::set<std::tuple<FileId, Span, ModuleId>> seen_;
  std::vector<const BuildCommand*> commands_of_;  ///< per reference, in the order they were added
};

}  // namespace

void read_references(const Roots& roots, const Files& files, const Registry& registry, const FactsTable& facts,
                     BuildModel& model) {
  ReferenceReader(roots, files, registry, facts, model).run();
}

}  // namespace modgate::cmake
