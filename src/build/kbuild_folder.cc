// Commands in their order under the conditions around them; then the lists, objects and folders that came out.
#include "build/kbuild_folder.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/paths.h"
#include "build/folder_pattern.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// An open `ifeq` and its relatives.
struct Branch {
  FormulaId left{};  ///< no branch before was taken
  FormulaId here{};  ///< this one is
};

constexpr std::array<std::string_view, 4> kObjectLists = {"obj-y", "obj-m", "lib-y", "lib-m"};
constexpr std::array<std::string_view, 2> kFolderLists = {"subdir-y", "subdir-m"};
/// Lists of the root's makefile, which architectures add to. Their words are paths from the root.
constexpr std::array<std::string_view, 12> kRootLists = {"core-y", "core-m", "drivers-y", "drivers-m",
                                                         "libs-y", "libs-m", "init-y",    "init-m",
                                                         "net-y",  "net-m",  "virt-y",    "virt-m"};
constexpr std::array<std::string_view, 4> kUnfollowed = {"hostprogs", "hostprogs-y", "userprogs", "hostprogs-always-y"};

class FolderReader {
 public:
  FolderReader(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
               const Kconfig& kconfig, Formulas& formulas, const std::string& folder, std::size_t& commands)
      : files_(files),
        facts_(facts),
        excluded_(excluded),
        formulas_(formulas),
        folder_(folder),
        commands_(commands),
        variables_(formulas, kconfig, folder) {}

  KbuildFolder run() {
    const FileId first = kbuild_file(files_, folder_);
    if (first != kNoFile) read_file(first, formulas_.truth());
    const std::optional<FileId> top = folder_.empty() ? files_.find("Makefile") : std::nullopt;
    if (top && *top != first) read_file(*top, formulas_.truth());
    for (const std::string_view list : kObjectLists) take_objects(std::string(list), folder_);
    for (const std::string_view list : kFolderLists) take_folders(std::string(list));
    if (folder_.empty()) {
      for (const std::string_view list : kRootLists) take_objects(std::string(list), "");
    }
    for (const std::string_view list : kUnfollowed) {
      const MakeWords programs = variables_.words(std::string(list));
      if (!programs.empty()) trouble(programs.front().place, "programs that run while building are not followed");
    }
    return std::move(out_);
  }

 private:
  void trouble(const MakePlace& place, std::string reason) {
    if (place.command != nullptr) out_.troubles.push_back({place, std::move(reason)});
  }

  void read_file(FileId file, FormulaId when) {
    const FileFacts& facts = facts_[index(file)];
    if (facts.language != Language::make || excluded_[index(file)]) return;
    out_.files.push_back(file);
    open_.push_back(file);
    std::vector<Branch> outer = std::exchange(branches_, {{formulas_.falsehood(), when}});
    for (const BuildCommand& command : facts.commands) {
      if (++commands_ > limits::kBuildCommands) {
        trouble({file, &command, nullptr}, "more commands than are followed");
        break;
      }
      read_command(file, command);
    }
    branches_ = std::move(outer);
    open_.pop_back();
  }

  /// Under which the command runs. Each branch's condition holds those around it.
  FormulaId now() const { return branches_.back().here; }

  void read_command(FileId file, const BuildCommand& command) {
    if (command.name.starts_with("if") || command.name == "else" || command.name == "endif") {
      if (command.op.empty() && read_branch(command)) return;
    }
    if (now() == formulas_.falsehood()) return;
    if (command.op.empty()) {
      if (command.name == "include" || command.name == "-include") include(file, command);
    } else if (command.op.ends_with('=')) {
      variables_.assign(command, file, now());
      if (variables_.exhausted() && !std::exchange(exhausted_, true)) {
        trouble({file, &command, nullptr}, "more words than are expanded");
      }
    }
    note_paths(file, command);
  }

  bool read_branch(const BuildCommand& command) {
    if (command.name == "endif") {
      if (branches_.size() > 1) branches_.pop_back();
      return true;
    }
    if (command.name == "else") {
      if (branches_.size() == 1) return true;
      Branch& branch = branches_.back();
      const bool tests = !command.arguments.empty();
      const FormulaId test = tests ? condition(command.arguments.front().text, command, 1) : formulas_.truth();
      branch.here = formulas_.both(branch.left, test);
      branch.left = formulas_.both(branch.left, formulas_.negate(test));
      return true;
    }
    if (command.name != "ifeq" && command.name != "ifneq" && command.name != "ifdef" && command.name != "ifndef") {
      return false;
    }
    const FormulaId test = condition(command.name, command, 0);
    const FormulaId around = now();
    branches_.push_back({formulas_.both(around, formulas_.negate(test)), formulas_.both(around, test)});
    return true;
  }

  FormulaId condition(std::string_view keyword, const BuildCommand& command, std::size_t first) {
    const std::size_t sides = command.arguments.size() - first;
    FormulaId test = formulas_.opaque("a condition that cannot be read");
    if ((keyword == "ifeq" || keyword == "ifneq") && sides == 2) {
      test = variables_.equal(command.arguments[first].text, command.arguments[first + 1].text);
    } else if ((keyword == "ifdef" || keyword == "ifndef") && sides == 1) {
      test = variables_.defined(command.arguments[first].text);
    }
    return keyword.starts_with("ifn") ? formulas_.negate(test) : test;
  }

  void include(FileId file, const BuildCommand& command) {
    for (const BuildCommand::Argument& argument : command.arguments) {
      const MakePlace place{file, &command, &argument};
      for (const MakeWord& word : variables_.expand(argument, place)) {
        const std::vector<FolderMatch> found = included(word.text);
        if (found.empty() && word.text.find('$') != std::string::npos)
          trouble(place, "`" + word.text + "` is not known");
        for (const FolderMatch& match : found) {
          out_.includes.push_back({place, match.file});
          if (std::find(open_.begin(), open_.end(), match.file) != open_.end() ||
              open_.size() > static_cast<std::size_t>(limits::kSourceDepth)) {
            trouble(place, "`" + std::string(files_.path(match.file)) + "` includes itself");
            continue;
          }
          FormulaId when = formulas_.both(now(), word.when);
          for (const auto& [name, value] : match.values) when = formulas_.both(when, formulas_.variable(name, value));
          if (when != formulas_.falsehood()) read_file(match.file, when);
        }
      }
    }
  }

  /// Paths count from the root, where kbuild runs; a makefile that runs in its own folder includes from there.
  std::vector<FolderMatch> included(const std::string& path) const {
    for (const std::string& base : {std::string(), folder_}) {
      const std::optional<std::string> normal = path_of(path, base);
      if (!normal) continue;
      std::vector<FolderMatch> found = match_folders(files_, *normal);
      if (!found.empty()) return found;
    }
    return {};
  }

  /// A word as a path from the root: `/x` came from `$(srctree)/x` or `$(src)/x`.
  static std::optional<std::string> path_of(std::string_view word, std::string_view base) {
    if (word.starts_with('/')) return paths::normalise(word.substr(std::min(word.find_first_not_of('/'), word.size())));
    return paths::normalise(paths::join(base, word));
  }

  void note_paths(FileId file, const BuildCommand& command) {
    if (command.name == "include" || command.name == "-include") return;
    for (const BuildCommand::Argument& argument : command.arguments) {
      if (argument.text.find('/') == std::string::npos) continue;
      const MakePlace place{file, &command, &argument};
      for (const MakeWord& word : variables_.expand(argument, place)) {
        std::string_view text = word.text;
        if (text.starts_with("-I")) text.remove_prefix(2);
        if (text.starts_with('-') || text.find('$') != std::string_view::npos) continue;
        const bool flag = text.size() != word.text.size() || text.starts_with('/');
        const std::optional<std::string> path = path_of(text, flag ? "" : folder_);
        if (path && !path->empty()) out_.paths.emplace_back(*path, place);
      }
    }
  }

  void take_folders(const std::string& list) {
    for (const MakeWord& word : variables_.words(list)) enter(word, folder_);
  }

  void enter(const MakeWord& word, const std::string& base) {
    const std::optional<std::string> path = path_of(word.text, base);
    if (!path) return;
    bool entered = false;
    for (const std::string_view name : {"Kbuild", "Makefile"}) {
      for (const FolderMatch& match : match_folders(files_, paths::join(*path, name))) {
        const std::string folder(paths::parent(files_.path(match.file)));
        if (kbuild_file(files_, folder) != match.file) continue;
        FormulaId when = word.when;
        for (const auto& [variable, value] : match.values) {
          when = formulas_.both(when, formulas_.variable(variable, value));
        }
        out_.entries.push_back({folder, when, word.place});
        entered = true;
      }
    }
    if (!entered && word.text.find('$') != std::string::npos) trouble(word.place, "`" + word.text + "` is not known");
  }

  void take_objects(const std::string& list, const std::string& base) {
    for (const MakeWord& word : variables_.words(list)) {
      if (word.when == formulas_.falsehood()) continue;
      if (word.text.ends_with('/')) {
        enter(word, base);
      } else if (word.text.find('$') != std::string::npos) {
        trouble(word.place, "`" + word.text + "` is not known");
      } else if (word.text.ends_with(".o")) {
        take_object(word, base);
      }
    }
  }

  /// A composite object is one for which a list of parts is set; kbuild does not look further than that.
  void take_object(const MakeWord& word, const std::string& base) {
    if (variables_.exhausted()) return;
    const std::string stem = word.text.substr(0, word.text.size() - 2);
    const std::optional<std::string> target = path_of(word.text, base);
    if (!target) return;
    FormulaId composite = formulas_.falsehood();
    for (const std::string_view ending : {"-objs", "-y", "-m", "-"}) {
      const std::string name = stem + std::string(ending);
      composite = formulas_.either(composite, variables_.is_set(name));
      if (ending == "-") continue;
      for (const MakeWord& part : variables_.words(name)) take_part(part, word, *target, base);
    }
    const FormulaId alone = formulas_.both(word.when, formulas_.negate(composite));
    if (alone == formulas_.falsehood()) return;
    out_.objects.push_back({target->substr(0, target->size() - 2), alone, word.place, {}, *target});
  }

  void take_part(const MakeWord& part, const MakeWord& whole, const std::string& target, const std::string& base) {
    if (part.text.find('$') != std::string::npos) {
      trouble(part.place, "`" + part.text + "` is not known");
      return;
    }
    const std::optional<std::string> path = path_of(part.text, base);
    const FormulaId when = formulas_.both(whole.when, part.when);
    if (!path || !path->ends_with(".o") || when == formulas_.falsehood()) return;
    out_.objects.push_back({path->substr(0, path->size() - 2), when, part.place, whole.place, target});
  }

  const Files& files_;
  const FactsTable& facts_;
  const std::vector<bool>& excluded_;
  Formulas& formulas_;
  const std::string folder_;
  std::size_t& commands_;
  MakeVariables variables_;
  KbuildFolder out_;
  std::vector<Branch> branches_;
  std::vector<FileId> open_;  ///< files that are being read, outermost first
  bool exhausted_ = false;    ///< and said so
};

}  // namespace

FileId kbuild_file(const Files& files, std::string_view folder) {
  for (const std::string_view name : {"Kbuild", "Makefile"}) {
    if (const std::optional<FileId> file = files.find(paths::join(folder, name))) return *file;
  }
  return kNoFile;
}

KbuildFolder read_folder(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
                         const Kconfig& kconfig, Formulas& formulas, const std::string& folder, std::size_t& commands) {
  return FolderReader(files, facts, excluded, kconfig, formulas, folder, commands).run();
}

}  // namespace modgate
