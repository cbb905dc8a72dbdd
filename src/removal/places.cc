#include "removal/places.h"

#include <fmt/core.h>

#include <algorithm>
#include <set>
#include <string>
#include <string_view>
#include <tuple>

#include "base/line_index.h"
#include "base/paths.h"
#include "base/text.h"
#include "removal/reexports.h"

namespace modgate {
namespace {

using Kind = RemovalPlace::Kind;
using Role = RemovalPlace::Role;

bool same_file(const Text& path, std::string_view file) { return path.set && path.value == file; }

/// A call that makes a name known; any other registry call looks one up.
bool registers(std::string_view call) {
  const std::string name = text::lower(call);
  return name.find("regist") != std::string::npos || name.ends_with("def");
}

/// A look-up outside of a name under one of the module's prefixes that nothing outside registers.
struct LookUp {
  FileId from = kNoFile;
  const RegistryString* string = nullptr;
  bool decided = false;  ///< the module registers the name, literally
};

bool below_prefix(std::string_view name, const std::vector<Text>& prefixes) {
  return std::any_of(prefixes.begin(), prefixes.end(),
                     [&](const Text& prefix) { return name.starts_with(prefix.value); });
}

std::vector<LookUp> look_ups(const RemovalInput& in, ModuleId module) {
  const std::vector<Text>& prefixes = in.registry[module].manifest.namespaces.registry;
  std::vector<LookUp> found;
  if (prefixes.empty()) return found;
  std::set<std::string_view> inside;
  std::set<std::string_view> outside;
  for (std::size_t i = 0; i < in.facts.size(); ++i) {
    const bool own = in.registry.owner_of(static_cast<FileId>(i)) == module;
    for (const RegistryString& string : in.facts[i].strings) {
      if (registers(string.call)) (own ? inside : outside).insert(string.text);
    }
  }
  for (std::size_t i = 0; i < in.facts.size(); ++i) {
    const FileId file = static_cast<FileId>(i);
    if (in.registry.owner_of(file) == module || in.registry.excluded[i]) continue;
    for (const RegistryString& string : in.facts[i].strings) {
      if (string.log || registers(string.call) || outside.contains(string.text)) continue;
      const bool decided = inside.contains(string.text);
      // A text that only looks like a name is none; a call asks for one.
      if (decided || (!string.call.empty() && below_prefix(string.text, prefixes))) {
        found.push_back({file, &string, decided});
      }
    }
  }
  return found;
}

class Collector {
 public:
  Collector(const RemovalInput& in, ModuleId module)
      : in_(in), id_(module), module_(in.registry[module]), flags_(removed_flag_names(in.registry, module)) {}

  std::vector<RemovalPlace> run() {
    uses();
    reexports();
    names();
    builds();
    strings();
    links();
    manifests();
    mentions();
    flag_tests();
    return settled();
  }

 private:
  bool is_outside(FileId file) const {
    return index(file) < in_.files.view_size() && in_.registry.owner_of(file) != id_ &&
           !in_.registry.excluded[index(file)];
  }

  bool is_integration(FileId file) const { return in_.registry.integration(id_, file) != nullptr; }
  bool is_gate(FileId file) const { return same_file(module_.manifest.flag.gate, in_.files.path(file)); }
  /// A build script in which the manifest says that the flag is declared, or that it decides what is built.
  bool is_flag_file(FileId file) const {
    return is_gate(file) || same_file(module_.manifest.flag.declared_in, in_.files.path(file));
  }
  /// Where the flag is declared its gate may be read, but no source may be listed.
  bool may_build(FileId from, bool reads_gate) const {
    return is_integration(from) || is_gate(from) || (reads_gate && is_flag_file(from));
  }

  RemovalPlace& add(Kind kind, Role role, FileId from, std::uint32_t line, Span at, std::string spelled) {
    RemovalPlace place;
    place.kind = kind;
    place.role = role;
    place.from = from;
    place.line = line;
    place.at = at;
    place.spelled = std::move(spelled);
    return places_.emplace_back(std::move(place));
  }

  void uses() {
    for (const Use& use : in_.resolution.uses) {
      if (use.module != id_ || !is_outside(use.from)) continue;
      const Role role = use.integration ? Role::declared : use.guarded ? Role::leftover : Role::dangles;
      const Kind kind = use.kind == Use::Kind::include ? Kind::include : Kind::import;
      std::string spelled = use.spelled;
      // Of `from . import relax` the dot alone would tell nobody what is imported.
      if (!spelled.empty() && spelled.find_first_not_of('.') == std::string::npos) {
        const std::string_view text = in_.texts.text(use.from);  // empty when the file is gone by now
        if (use.at.end <= text.size()) spelled += text.substr(use.at.begin, use.at.end - use.at.begin);
      }
      add(kind, role, use.from, use.line, use.at, std::move(spelled));
    }
  }

  void reexports() {
    for (const LostName& lost : lost_names(in_, id_)) {
      const Role role = is_integration(lost.from) ? Role::declared : Role::dangles;
      add(Kind::import, role, lost.from, lost.line, lost.at, lost.name);
    }
  }

  void names() {
    for (const NameUse& use : in_.resolution.name_uses) {
      if (use.module != id_ || !is_outside(use.from)) continue;
      const Role role = is_integration(use.from) ? Role::declared : use.guarded ? Role::leftover : Role::dangles;
      add(Kind::name, role, use.from, use.line, use.at, use.spelled);
      if (use.others.empty()) continue;
      const LineIndex lines(in_.texts.text(use.from));
      for (const Span& other : use.others) {
        add(Kind::name, role, use.from, lines.position(other.begin).line, other, use.spelled);
      }
    }
  }

  void builds() {
    for (const BuildReference& reference : in_.build.references) {
      if (reference.module != id_ || !is_outside(reference.from)) continue;
      using Named = BuildReference::Kind;
      const bool reads_gate = reference.kind == Named::script || reference.kind == Named::subdirectory;
      const bool declared = may_build(reference.from, reads_gate);
      RemovalPlace& place = add(Kind::build, declared ? Role::declared : Role::dangles, reference.from, reference.line,
                                reference.at, reference.spelled);
      if (reference.only) place.command = reference.command;
    }
  }

  void strings() {
    for (const LookUp& look_up : look_ups(in_, id_)) {
      if (!look_up.decided) continue;
      const RegistryString& string = *look_up.string;
      const Role role = is_integration(look_up.from) ? Role::declared : Role::dangles;
      add(Kind::string, role, look_up.from, string.line, string.at, string.text);
    }
  }

  void links() {
    for (std::size_t i = 0; i < in_.files.view_size(); ++i) {
      const FileId file = static_cast<FileId>(i);
      if (in_.files[file].kind != EntryKind::symlink || !is_outside(file)) continue;
      const std::string target(in_.texts.text(file));
      const auto path = paths::normalise(paths::join(paths::parent(in_.files.path(file)), target));
      if (!path || path->empty() || target.starts_with('/')) continue;
      const auto found = in_.files.find(*path);
      const bool owned = found ? in_.registry.owner_of(*found) == id_ : is_folder_of_module(*path);
      if (owned) add(Kind::link, Role::dangles, file, 1, {0, static_cast<std::uint32_t>(target.size())}, target);
    }
  }

  /// A folder in which every file is the module's.
  bool is_folder_of_module(const std::string& path) const {
    if (!in_.files.is_directory(path)) return false;
    for (std::size_t i = in_.files.first_from(path + '/'); i < in_.files.view_size(); ++i) {
      if (!paths::is_below(in_.files.path(static_cast<FileId>(i)), path)) break;
      if (in_.registry.owner_of(static_cast<FileId>(i)) != id_) return false;
    }
    return true;
  }

  void manifests() {
    for (const Module& other : in_.registry.modules) {
      if (&other == &module_ || index(other.manifest.file) >= in_.files.view_size()) continue;
      for (const auto* texts : {&other.manifest.depends_on, &other.manifest.requires_}) {
        for (const Text& text : *texts) {
          if (text.value != module_.name) continue;
          const std::uint32_t line = LineIndex(in_.texts.text(other.manifest.file)).position(text.at.begin).line;
          add(Kind::manifest, Role::leftover, other.manifest.file, line, text.at, text.value);
        }
      }
    }
  }

  void mentions() {
    for (const Mention& mention : in_.mentions) {
      if (mention.module != id_ || !is_outside(mention.from)) continue;
      const FileId from = mention.from;
      if (mention.what == Mention::What::flag) {
        if (!flags_.empty()) add_flag(from, mention.line, mention.at, mention.text);
        continue;
      }
      const Kind kind = mention.what == Mention::What::path      ? Kind::path
                        : mention.what == Mention::What::package ? Kind::package
                                                                 : Kind::name_space;
      Role role = Role::dangles;
      if (may_build(from, same_file(module_.manifest.flag.gate, mention.text))) {
        role = Role::declared;
      } else if (is_remark(mention)) {
        role = Role::leftover;
      }
      add(kind, role, from, mention.line, mention.at, mention.text);
    }
  }

  /// In a comment, or an opening of the module's namespace: nothing breaks when the module is gone.
  bool is_remark(const Mention& mention) const {
    const FileFacts& facts = in_.facts[index(mention.from)];
    if (facts.language == Language::none) return false;
    const auto block =
        std::lower_bound(facts.blocks.begin(), facts.blocks.end(), mention.line,
                         [](const NamespaceBlock& each, std::uint32_t line) { return each.line < line; });
    if (block != facts.blocks.end() && block->line == mention.line && !block->name.empty()) return true;
    const std::string_view text = in_.texts.text(mention.from);
    if (mention.at.begin > text.size()) return false;
    const std::size_t start = mention.at.begin == 0 ? 0 : text.rfind('\n', mention.at.begin - 1) + 1;
    const std::string_view before = text::trim(text.substr(start, mention.at.begin - start));
    const bool c_family = facts.language == Language::c || facts.language == Language::cxx;
    for (const std::string_view mark : {"//", "/*", "* ", "#"}) {
      const bool directive = mark == "#" && c_family;
      if (!directive && (before.starts_with(mark) || before == text::trim(mark))) return true;
    }
    return is_behind_code(before, c_family ? " //" : " #");
  }

  /// Whether a comment begins in the text before, and no string that only looks like one.
  static bool is_behind_code(std::string_view before, std::string_view mark) {
    const std::size_t at = before.find(mark);
    if (at == std::string_view::npos) return false;
    const std::string_view code = before.substr(0, at);
    return code.find_first_of("\"'`") == std::string_view::npos;
  }

  void flag_tests() {
    for (std::size_t i = 0; i < in_.facts.size(); ++i) {
      for (const FlagTest& test : in_.facts[i].flag_tests) {
        if (!is_outside(static_cast<FileId>(i))) break;
        if (std::find(flags_.begin(), flags_.end(), test.name) == flags_.end()) continue;
        add_flag(static_cast<FileId>(i), test.line, test.at, test.name);
      }
      for (const FlagDeclaration& declaration : in_.facts[i].flags) {
        if (!is_outside(static_cast<FileId>(i))) break;
        if (std::find(flags_.begin(), flags_.end(), declaration.name) == flags_.end()) continue;
        add_flag(static_cast<FileId>(i), declaration.line, declaration.at, declaration.name);
      }
    }
  }

  void add_flag(FileId from, std::uint32_t line, Span at, const std::string& name) {
    const bool declared = is_integration(from) || is_flag_file(from);
    add(Kind::flag, declared ? Role::declared : Role::leftover, from, line, at, name);
  }

  /// One place a line: build lines keep each argument, since each is an edit of its own.
  std::vector<RemovalPlace> settled() {
    const auto order = [](const RemovalPlace& place) {
      return std::tuple(index(place.from), place.line, place.kind, place.at);
    };
    std::stable_sort(places_.begin(), places_.end(),
                     [&](const RemovalPlace& a, const RemovalPlace& b) { return order(a) < order(b); });
    std::vector<RemovalPlace> kept;
    for (RemovalPlace& place : places_) {
      if (!kept.empty() && kept.back().from == place.from && kept.back().line == place.line) {
        const bool other_argument =
            kept.back().kind == Kind::build && place.kind == Kind::build && kept.back().at.end <= place.at.begin;
        if (!other_argument) continue;
      }
      kept.push_back(std::move(place));
    }
    return kept;
  }

  const RemovalInput& in_;
  ModuleId id_;
  const Module& module_;
  std::vector<std::string> flags_;
  std::vector<RemovalPlace> places_;
};

}  // namespace

std::vector<std::string> removed_flag_names(const Registry& registry, ModuleId module) {
  const Flag& flag = registry[module].manifest.flag;
  std::vector<std::string> names = flag_names(flag);
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    if (static_cast<ModuleId>(i) == module || registry.modules[i].manifest.stage == Stage::removed) continue;
    const std::vector<std::string> others = flag_names(registry.modules[i].manifest.flag);
    const bool shared = std::find_first_of(names.begin(), names.end(), others.begin(), others.end()) != names.end();
    if (shared) return {};
  }
  if (flag.kind.value == "kconfig" && flag.name.set) names.push_back(flag.name.value);
  return names;
}

std::vector<RemovalPlace> removal_places(const RemovalInput& input, ModuleId module) {
  return Collector(input, module).run();
}

std::vector<RemovalDoubt> removal_doubts(const RemovalInput& input, ModuleId module) {
  std::vector<RemovalDoubt> doubts;
  for (const Unresolved& unresolved : input.resolution.unresolved) {
    if (unresolved.module != module || input.registry.owner_of(unresolved.from) == module) continue;
    doubts.push_back({unresolved.from, unresolved.line, unresolved.spelled, unresolved.reason});
  }
  for (const BuildUndecided& undecided : input.build.undecided) {
    if (undecided.module != module || input.registry.owner_of(undecided.from) == module) continue;
    doubts.push_back({undecided.from, undecided.line, {}, undecided.reason});
  }
  for (const Mention& mention : input.mentions) {
    if (mention.module != module || mention.more == 0 || input.registry.owner_of(mention.from) == module) continue;
    doubts.push_back(
        {mention.from, mention.line, mention.text,
         fmt::format("{} further on name the module and are not listed", text::counted(mention.more, "place"))});
  }
  for (const LookUp& look_up : look_ups(input, module)) {
    if (look_up.decided) continue;
    doubts.push_back({look_up.from, look_up.string->line, look_up.string->text,
                      "no file registers this name literally; the module may do it under a computed one"});
  }
  std::stable_sort(doubts.begin(), doubts.end(), [](const RemovalDoubt& a, const RemovalDoubt& b) {
    return std::tuple(index(a.from), a.line) < std::tuple(index(b.from), b.line);
  });
  return doubts;
}

}  // namespace modgate
