#include "lint/propose.h"

#include <fmt/core.h>

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <string_view>

#include "base/glob.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "manifest/forms.h"

namespace modgate {
namespace {

constexpr std::string_view kProvisionalId = "probed-folders";
constexpr std::size_t kListed = 12;

std::string_view without_slash(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

/// "meta_schedule", "Meta-Schedule" and "metaSchedule" are the same word.
std::string bare(std::string_view word) {
  std::string letters;
  for (const char c : text::lower(word)) {
    if (c != '_' && c != '-' && c != '.') letters += c;
  }
  return letters;
}

/// The last folder's name that most paths share, as an id.
std::string id_of(const std::vector<std::string>& paths) {
  std::map<std::string, std::size_t> votes;
  std::string best;
  for (const std::string& path : paths) {
    std::string_view name = paths::base_name(without_slash(path));
    if (const std::size_t dot = name.find('.'); dot != std::string_view::npos && dot > 0) name = name.substr(0, dot);
    std::string id;
    for (const char c : text::lower(name)) {
      const bool good = text::is_digit(c) || (c >= 'a' && c <= 'z') || c == '-' || c == '_';
      id += good ? c : '_';
    }
    while (!id.empty() && !(id.front() >= 'a' && id.front() <= 'z')) id.erase(0, 1);
    if (id.size() < 2) id = "module";
    if (++votes[id] > votes[best] || best.empty()) best = id;
  }
  return best.substr(0, 48);
}

bool is_below_name(std::string_view name, std::string_view above) {
  return name.starts_with(above) && name.substr(above.size()).starts_with("::");
}

/// Names without those that lie below another one of the list.
std::vector<std::string> topmost(const std::set<std::string>& names) {
  std::vector<std::string> top;
  for (const std::string& name : names) {
    if (std::none_of(names.begin(), names.end(), [&](const auto& other) { return is_below_name(name, other); })) {
      top.push_back(name);
    }
  }
  return top;
}

void propose_namespaces(const LintRun& run, ModuleId module, Proposal& proposal) {
  std::set<std::string> inside;
  std::set<std::string> outside;
  for (std::size_t i = 0; i < run.facts.size(); ++i) {
    const bool own = run.registry.owner[i] == module;
    if (run.registry.excluded[i] || (own && run.registry.test[i])) continue;
    std::set<std::uint32_t> declaring;
    for (const Declaration& declaration : run.facts[i].declarations) declaring.insert(declaration.block);
    for (std::uint32_t b = 0; b < run.facts[i].blocks.size(); ++b) {
      const std::string& name = run.facts[i].blocks[b].lookup;
      if (name.empty() || name.find('(') != std::string::npos) continue;
      if (!own) outside.insert(name);
      if (own && declaring.contains(b)) inside.insert(name);
    }
  }
  std::set<std::string> exclusive;
  std::set<std::string> shared;
  for (const std::string& name : inside) {
    const std::size_t last = name.rfind("::");
    const std::string word = bare(last == std::string::npos ? name : name.substr(last + 2));
    const bool named_like_it = word == bare(proposal.id);
    (named_like_it || !outside.contains(name) ? exclusive : shared).insert(name);
  }
  proposal.cpp = topmost(exclusive);
  for (const std::string& name : shared) {
    if (std::none_of(exclusive.begin(), exclusive.end(), [&](const auto& own) { return is_below_name(name, own); })) {
      proposal.shared_cpp.push_back(name);
    }
  }
}

/// The dotted package of a folder: up while there is an `__init__.py`.
std::string package_of(const Files& files, std::string_view folder) {
  std::string package;
  while (!folder.empty() && files.find(paths::join(folder, "__init__.py"))) {
    package = package.empty() ? std::string(paths::base_name(folder))
                              : fmt::format("{}.{}", paths::base_name(folder), package);
    folder = paths::parent(folder);
  }
  return package;
}

void propose_packages(const LintRun& run, ModuleId module, Proposal& proposal) {
  std::set<std::string> packages;
  for (const FileId file : run.registry[module].files) {
    const std::string_view path = run.files->path(file);
    if (!path.ends_with(".py") || run.registry.test[index(file)]) continue;
    std::string package = package_of(*run.files, paths::parent(path));
    if (!package.empty() && !unnameable(package)) packages.insert(std::move(package));
  }
  for (const std::string& name : packages) {
    const bool below = std::any_of(packages.begin(), packages.end(), [&](const std::string& other) {
      return name.size() > other.size() && name.starts_with(other) && name[other.size()] == '.';
    });
    if (!below) proposal.python.push_back(name);
  }
}

/// Where the package that a file declares stands in a manifest, and how: nothing for languages without declared ones.
std::optional<std::pair<std::string_view, std::string>> declared_as(Language language, std::string name) {
  switch (language) {
    case Language::java:
    case Language::kotlin:
    case Language::scala:
      return std::pair("jvm", std::move(name));
    case Language::npm:
      return std::pair("js", std::move(name));
    case Language::cargo:
      std::replace(name.begin(), name.end(), '-', '_');
      return std::pair("rust", std::move(name));
    case Language::go_mod:
      return std::pair("go", std::move(name));
    case Language::protobuf:
      return std::pair("proto", std::move(name));
    default:
      return std::nullopt;
  }
}

/// What a folder of Go is imported as: by the nearest go.mod above it.
std::string go_path(const LintRun& run, std::string_view folder) {
  for (std::string_view above = folder;; above = paths::parent(above)) {
    if (const auto file = run.files->find(paths::join(above, "go.mod"))) {
      const auto& packages = run.facts[index(*file)].packages;
      const std::string_view rest = folder.substr(std::min(folder.size(), above.empty() ? 0 : above.size() + 1));
      return packages.empty() ? std::string() : paths::join(packages.front().name, rest);
    }
    if (above.empty()) return {};
  }
}

/// Packages of other languages: those that only the module's files declare, without those below another one.
void propose_declared(const LintRun& run, ModuleId module, Proposal& proposal) {
  std::map<std::string, std::set<std::string>> inside;
  std::map<std::string, std::set<std::string>> outside;
  for (std::size_t i = 0; i < run.facts.size(); ++i) {
    const FileFacts& facts = run.facts[i];
    const bool own = run.registry.owner[i] == module;
    if (run.registry.excluded[i] || (own && run.registry.test[i])) continue;
    auto& side = own ? inside : outside;
    for (const PackageDeclaration& package : facts.packages) {
      const auto key = declared_as(facts.language, package.name);
      if (key && !package.outer) side[std::string(key->first)].insert(key->second);
    }
    if (facts.language != Language::go) continue;
    std::string path = go_path(run, paths::parent(run.files->path(static_cast<FileId>(i))));
    if (!path.empty()) side["go"].insert(std::move(path));
  }
  for (const auto& [key, names] : inside) {
    const char separator = key == "js" || key == "go" ? '/' : '.';
    std::vector<std::string> kept;
    for (const std::string& name : names) {
      // Sorted, but a name's parts may stand apart from it: `a`, `a-b`, `a/b`.
      const bool below = std::any_of(kept.begin(), kept.end(), [&](const std::string& other) {
        return name.size() > other.size() && name.starts_with(other) && name[other.size()] == separator;
      });
      if (!below && !outside[key].contains(name) && !unnameable(name)) kept.push_back(name);
    }
    if (!kept.empty()) proposal.packages.emplace_back(key, std::move(kept));
  }
}

/// The option whose name ends in the id's word is the flag; one that only holds it is a weaker hint.
void propose_flag(const LintRun& run, Proposal& proposal) {
  const std::string wanted = bare(proposal.id);
  int best = 0;
  for (std::size_t i = 0; i < run.facts.size(); ++i) {
    for (const FlagDeclaration& flag : run.facts[i].flags) {
      const std::string name = bare(flag.name);
      const int score = name.ends_with(wanted) ? 2 : name.find(wanted) != std::string::npos ? 1 : 0;
      if (score <= best) continue;
      best = score;
      proposal.flag = flag.name;
      proposal.flag_place = run.files->path(static_cast<FileId>(i));
    }
  }
  if (best == 0) {
    proposal.flag = "USE_" + text::upper(proposal.id);
    std::replace(proposal.flag.begin(), proposal.flag.end(), '-', '_');
  }
}

/// Folders and files elsewhere that carry the module's name: tests where tests lie, documents where they are text.
void propose_tests_and_docs(const LintRun& run, ModuleId module, Proposal& proposal) {
  const std::string wanted = bare(proposal.id);
  const Files& files = *run.files;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const auto file = static_cast<FileId>(i);
    if (run.registry.owner[i] == module || run.registry.excluded[i]) continue;
    const std::string_view path = files.path(file);
    const bool doc = path.ends_with(".md") || path.ends_with(".rst");
    if (!doc && !run.registry.test[i]) continue;
    std::string found;
    for (std::size_t end = path.find('/'); end != std::string_view::npos && found.empty();
         end = path.find('/', end + 1)) {
      if (bare(paths::base_name(path.substr(0, end))).ends_with(wanted)) found = path.substr(0, end + 1);
    }
    const std::string_view name = paths::base_name(path);
    if (found.empty() && bare(name.substr(0, name.find('.'))).find(wanted) != std::string::npos) found = path;
    std::vector<std::string>& list = doc ? proposal.docs : proposal.tests;
    if (found.empty() || unnameable(found) || list.size() >= kListed ||
        std::find(list.begin(), list.end(), found) != list.end())
      continue;
    list.push_back(std::move(found));
  }
}

/// A path as a pattern that matches it alone. Manifests know no backslash: a class of one takes its place.
std::string as_pattern(std::string_view path) {
  std::string pattern;
  for (const char c : path) {
    const bool special = c == '*' || c == '?' || c == '[';
    pattern += special ? fmt::format("[{}]", c) : std::string(1, c);
  }
  return pattern;
}

std::vector<std::string> as_patterns(const std::vector<std::string>& paths) {
  std::vector<std::string> patterns;
  for (const std::string& path : paths) patterns.push_back(as_pattern(path));
  return patterns;
}

std::string quoted_list(const std::vector<std::string>& items) {
  std::string list;
  for (const std::string& item : items) {
    if (!list.empty()) list += ", ";
    list += '"';
    for (const char c : item) {
      if (c == '"' || c == '\\') list += '\\';
      list += c;
    }
    list += '"';
  }
  return "[" + list + "]";
}

/// Words that YAML readers take for a truth or for nothing must be quoted to be an id.
std::string id_as_text(const std::string& id) {
  constexpr std::string_view kWords[] = {"true", "false", "yes", "no", "on", "off", "null"};
  const bool taken = std::find(std::begin(kWords), std::end(kWords), id) != std::end(kWords);
  return taken ? "\"" + id + "\"" : id;
}

}  // namespace

std::optional<std::string> unnameable(std::string_view path) {
  for (std::size_t at = 0; at < path.size();) {
    const auto decoded = utf8::decode(path, at);
    if (!decoded) return "is not UTF-8";
    if (utf8::is_hidden(decoded->point)) return "has a control or invisible character";
    at += decoded->bytes;
  }
  return refuse_path(as_pattern(path), Form::glob);
}

std::vector<ModuleId> overlapping_modules(const LintRun& run) {
  std::set<ModuleId> others;
  for (const Overlap& overlap : run.registry.overlaps) {
    if (run.registry[overlap.first].name == kProvisionalId) others.insert(overlap.second);
    if (run.registry[overlap.second].name == kProvisionalId) others.insert(overlap.first);
  }
  return {others.begin(), others.end()};
}

std::string provisional_manifest(const std::vector<std::string>& paths) {
  return fmt::format(
      "schema: modgate/module/v1\nmodule: {}\nsummary: Folders to look at.\nstage: proposed\npaths: {}\n",
      kProvisionalId, quoted_list(as_patterns(paths)));
}

Proposal propose(const LintRun& run, const std::vector<std::string>& paths) {
  Proposal proposal;
  proposal.id = id_of(paths);
  proposal.paths = paths;
  for (std::size_t i = 0; i < run.registry.modules.size(); ++i) {
    const auto module = static_cast<ModuleId>(i);
    if (run.registry[module].name != kProvisionalId) continue;
    for (const FileId file : run.registry[module].files) {
      proposal.source_files += run.facts[index(file)].language != Language::none ? 1 : 0;
    }
    propose_namespaces(run, module, proposal);
    propose_packages(run, module, proposal);
    propose_declared(run, module, proposal);
    propose_flag(run, proposal);
    propose_tests_and_docs(run, module, proposal);
  }
  return proposal;
}

std::string manifest_text(const Proposal& proposal, const std::string& stage) {
  std::string text = fmt::format("schema: modgate/module/v1\nmodule: {}\nsummary: The folders of {}.\nstage: {}\n",
                                 id_as_text(proposal.id), proposal.id, stage);
  std::string spaces;
  if (!proposal.cpp.empty()) spaces += "cpp: " + quoted_list(proposal.cpp);
  if (!proposal.python.empty()) spaces += (spaces.empty() ? "python: " : ", python: ") + quoted_list(proposal.python);
  for (const auto& [key, names] : proposal.packages) {
    spaces += fmt::format("{}{}: {}", spaces.empty() ? "" : ", ", key, quoted_list(names));
  }
  text += spaces.empty() ? "namespace: none\n" : fmt::format("namespace: {{{}}}\n", spaces);
  text += fmt::format("paths: {}\n", quoted_list(as_patterns(proposal.paths)));
  if (!proposal.tests.empty()) text += fmt::format("tests: {}\n", quoted_list(as_patterns(proposal.tests)));
  if (!proposal.docs.empty()) text += fmt::format("docs: {}\n", quoted_list(as_patterns(proposal.docs)));
  text += fmt::format("feature_flag: {}\n", proposal.flag);
  return text;
}

}  // namespace modgate
