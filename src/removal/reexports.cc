#include "removal/reexports.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "base/paths.h"
#include "base/text.h"

namespace modgate {
namespace {

class Follower {
 public:
  Follower(const RemovalInput& in, ModuleId module) : in_(in), module_(module) {
    std::set<std::tuple<FileId, FileId, Span>> once;  // several names of a statement may lead to one file
    for (const Edge& edge : in.resolution.edges) {
      if (edge.kind != Use::Kind::import || !is_python(edge.from) || !is_python(edge.target)) continue;
      if (!once.emplace(edge.from, edge.target, edge.at).second) continue;
      each_name(edge.from, edge.at, [&](const Reference& statement, const Reference::Name& name) {
        importers_[edge.target][name.name].push_back({edge.from, &statement, &name});
      });
    }
  }

  std::vector<LostName> run() {
    if (importers_.empty()) return {};
    for (const Use& use : in_.resolution.uses) {
      if (use.module != module_ || use.kind != Use::Kind::import || !is_python(use.from)) continue;
      each_name(use.from, use.at, [&](const Reference&, const Reference::Name& name) { bind(use.from, name); });
    }
    // Each name of a file is followed once, so that files that import from each other come to an end.
    for (std::size_t next = 0; next < bound_.size(); ++next) {
      const auto [file, name] = bound_[next];
      follow(file, name);
    }
    std::sort(found_.begin(), found_.end(), [](const LostName& a, const LostName& b) {
      return std::tuple(index(a.from), a.at) < std::tuple(index(b.from), b.at);
    });
    return std::move(found_);
  }

 private:
  /// One name of a `from ... import` statement.
  struct Import {
    FileId from = kNoFile;
    const Reference* statement = nullptr;
    const Reference::Name* name = nullptr;
  };

  bool is_python(FileId file) const {
    return index(file) < in_.facts.size() && in_.facts[index(file)].language == Language::python;
  }

  /// All names of the statement whose base stands at `at`, or the one name that stands there.
  template <class Visit>
  void each_name(FileId file, Span at, const Visit& visit) const {
    const std::vector<Reference>& references = in_.facts[index(file)].references;
    const auto after =
        std::upper_bound(references.begin(), references.end(), at.begin,
                         [](std::uint32_t begin, const Reference& each) { return begin < each.at.begin; });
    if (after == references.begin()) return;
    const Reference& statement = *(after - 1);
    const std::vector<Reference::Name>& names = statement.names;
    const auto visit_named = [&](const Reference::Name& name) {
      if (name.name != "*") visit(statement, name);
    };
    if (at == statement.at) {
      std::for_each(names.begin(), names.end(), visit_named);
      return;
    }
    const auto name =
        std::lower_bound(names.begin(), names.end(), at.begin,
                         [](const Reference::Name& each, std::uint32_t begin) { return each.at.begin < begin; });
    if (name != names.end() && name->at == at) visit_named(*name);
  }

  void bind(FileId file, const Reference::Name& name) {
    std::string known = alias_of(file, name);
    if (names_[file].insert(known).second) bound_.emplace_back(file, std::move(known));
  }

  /// The name that the statement binds: what follows `as`, else the name.
  std::string alias_of(FileId file, const Reference::Name& name) const {
    const std::string_view text = in_.texts.text(file);
    std::string_view rest = text.substr(std::min<std::size_t>(name.at.end, text.size()));
    rest = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t"), rest.size()));
    if (!rest.starts_with("as ")) return name.name;
    rest = text::trim(rest.substr(3));
    std::size_t end = 0;
    while (end < rest.size() && text::is_identifier(rest[end])) ++end;
    return std::string(rest.substr(0, end));
  }

  void follow(FileId file, const std::string& lost) {
    const auto importers = importers_.find(file);
    if (importers == importers_.end() || is_submodule(file, lost)) return;
    const auto imports = importers->second.find(lost);
    if (imports == importers->second.end()) return;
    for (const Import& import : imports->second) {
      if (in_.registry.owner_of(import.from) == module_ || in_.registry.excluded[index(import.from)]) continue;
      if (!seen_.emplace(import.from, import.name->at).second) continue;
      found_.push_back({import.from, import.statement->line, import.name->at, import.name->name});
      bind(import.from, *import.name);
    }
  }

  /// `from a import b` may mean the file a/b.py or the folder a/b, and then no name in it.
  bool is_submodule(FileId file, std::string_view name) const {
    std::string_view path = in_.files.path(file);
    if (paths::base_name(path) == "__init__.py") path = paths::parent(path);
    std::string_view base = paths::base_name(path);
    if (base.ends_with(".py")) base.remove_suffix(3);
    return base == name;
  }

  const RemovalInput& in_;
  ModuleId module_;
  std::map<FileId, std::unordered_map<std::string_view, std::vector<Import>>> importers_;  ///< by target, then name
  std::map<FileId, std::set<std::string>> names_;
  std::vector<std::pair<FileId, std::string>> bound_;  ///< in order of discovery
  std::set<std::pair<FileId, Span>> seen_;
  std::vector<LostName> found_;
};

}  // namespace

std::vector<LostName> lost_names(const RemovalInput& input, ModuleId module) { return Follower(input, module).run(); }

}  // namespace modgate
