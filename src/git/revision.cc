// Looks up revisions with libgit2 and words what is missing.
#include "git/revision.h"

#include <algorithm>
#include <charconv>
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "git/commit.h"
#include "git/failure.h"
#include "git/index.h"
#include "git/objects.h"
#include "git/watch.h"

namespace modgate::git {
namespace {

/// The remotes that have a url. git_remote_list would do it by a regular expression and leak its matches.
std::vector<std::string> remotes(git_repository* repository) {
  constexpr std::string_view kSection = "remote.";
  constexpr std::string_view kKey = ".url";
  std::vector<std::string> names;
  ConfigHandle config;
  if (git_repository_config_snapshot(out(config), repository) < 0) return names;
  ConfigIteratorHandle iterator;
  if (git_config_iterator_new(out(iterator), config.get()) < 0) return names;
  git_config_entry* entry = nullptr;
  while (git_config_next(&entry, iterator.get()) == 0) {
    const std::string_view name = entry->name;
    if (!name.starts_with(kSection) || !name.ends_with(kKey) || name.size() <= kSection.size() + kKey.size()) continue;
    names.emplace_back(name.substr(kSection.size(), name.size() - kSection.size() - kKey.size()));
  }
  return names;
}

ObjectHandle look_up(git_repository* repository, const std::string& revision, int& code) {
  const Watched watched(revision);
  ObjectHandle object;
  code = git_revparse_single(out(object), repository, revision.c_str());
  return object;
}

/// `HEAD` of `HEAD~2^`: up to the first operator.
std::string_view without_operators(std::string_view revision) {
  std::size_t end = std::min(revision.find_first_of("^~:"), revision.find("@{"));
  return revision.substr(0, end);
}

/// The parents that `~2^2` goes to one after the other: first, first, second.
std::vector<unsigned> generations(std::string_view operators) {
  constexpr unsigned kMost = 100'000;
  std::vector<unsigned> parents;
  for (std::size_t i = 0; i < operators.size() && parents.size() < kMost; ++i) {
    if (operators[i] != '^' && operators[i] != '~') continue;
    unsigned number = 1;
    const char* digits = operators.data() + i + 1;
    std::from_chars(digits, operators.data() + operators.size(), number);
    if (operators[i] == '^') {
      if (number > 0) parents.push_back(number - 1);
    } else {
      parents.insert(parents.end(), std::min(number, kMost), 0);
    }
  }
  return parents;
}

/// The commit at which a shallow clone cuts this way back, and how many generations from it on are needed. A server
/// deepens only what it is asked for, and only this commit is surely its own: those after it may not be pushed.
std::optional<std::pair<std::string, std::size_t>> cut_on_the_way(git_object* from, std::string_view operators) {
  const Watched watched(operators);
  ObjectHandle peeled;
  if (git_object_peel(out(peeled), from, GIT_OBJECT_COMMIT) < 0) return std::nullopt;
  const std::vector<unsigned> parents = generations(operators);
  for (std::size_t i = 0; i < parents.size(); ++i) {
    const auto* commit = reinterpret_cast<const git_commit*>(peeled.get());
    const git_oid* parent = git_commit_parent_id(commit, parents[i]);
    if (parent == nullptr) return std::nullopt;
    ObjectHandle next;
    if (git_object_lookup(out(next), git_object_owner(peeled.get()), parent, GIT_OBJECT_COMMIT) < 0) {
      return std::pair(hex(object_id(*git_object_id(peeled.get()))), parents.size() - i);
    }
    peeled = std::move(next);
  }
  return std::nullopt;
}

bool is_full_id(std::string_view name) {
  constexpr std::size_t kHexDigits = 40;
  return name.size() == kHexDigits && name.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string main_remote(git_repository* repository) {
  const std::vector<std::string> known = remotes(repository);
  const bool has_origin = known.empty() || std::find(known.begin(), known.end(), "origin") != known.end();
  return has_origin ? "origin" : known.front();
}

/// 7 hexadecimal digits or more: most likely an id, which no server finds by its beginning.
bool is_short_id(std::string_view name) {
  constexpr std::size_t kLeast = 7;
  return name.size() >= kLeast && !is_full_id(name) &&
         name.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The command after which `name` resolves.
std::string fetch_line(git_repository* repository, const Layout& layout, const std::string& name) {
  const std::vector<std::string> known = remotes(repository);
  if (known.empty()) return "git branch --all && git tag --list";
  std::string remote = main_remote(repository);
  if (is_short_id(name)) return std::string("git fetch ") + (layout.shallow ? "--unshallow " : "") + shell_word(remote);
  std::string what = name;
  if (!is_full_id(name)) {
    what = name + ":" + name;
    for (const std::string& candidate : known) {
      if (!name.starts_with(candidate + "/")) continue;
      remote = candidate;
      what = "+refs/heads/" + name.substr(candidate.size() + 1) + ":refs/remotes/" + name;
    }
  }
  return std::string("git fetch ") + (layout.shallow ? "--depth=1 " : "") + shell_word(remote) + " " + shell_word(what);
}

bool is_unborn_head(git_repository* repository, std::string_view name) {
  return (name == "HEAD" || name == "@") && git_repository_head_unborn(repository) == 1;
}

Failure missing(git_repository* repository, const Layout& layout, const std::string& revision, const GitError& error) {
  const std::string name(without_operators(revision));
  const std::string_view operators = std::string_view(revision).substr(name.size());
  if (is_unborn_head(repository, name)) return repository_failure("HEAD has no commit yet", "git commit");
  if (error.code == GIT_EAMBIGUOUS) {
    return repository_failure("the revision " + quoted(revision) + " is ambiguous",
                              "git rev-parse --disambiguate=" + shell_word(name));
  }
  const bool nameable =
      !name.empty() && name.front() != '-' && git_reference_is_valid_name(("refs/heads/" + name).c_str());
  if (error.code != GIT_ENOTFOUND || !nameable) {
    return repository_failure(quoted(revision) + " is not a revision: " + error.text, "git help revisions");
  }
  int code = 0;
  if (const ObjectHandle start = operators.empty() ? ObjectHandle() : look_up(repository, name, code)) {
    const auto cut = layout.shallow ? cut_on_the_way(start.get(), operators) : std::nullopt;
    if (cut) {
      return repository_failure("the revision " + quoted(revision) + " is not in this shallow clone",
                                "git fetch --depth=" + std::to_string(cut->second + 1) + " " +
                                    shell_word(main_remote(repository)) + " " + cut->first);
    }
    return repository_failure("the revision " + quoted(revision) + " does not exist",
                              "git log --oneline " + shell_word(name));
  }
  return repository_failure("the revision " + quoted(revision) + " is not in this repository",
                            fetch_line(repository, layout, name));
}

Result<ObjectHandle> find_object(git_repository* repository, const Layout& layout, const std::string& revision) {
  int code = 0;
  ObjectHandle object = look_up(repository, revision, code);
  if (code < 0) return missing(repository, layout, revision, last_error(code));
  return object;
}

/// The object itself or what its tag points to.
Result<ObjectHandle> find_commit(git_repository* repository, const Layout& layout, const std::string& revision) {
  Result<ObjectHandle> object = find_object(repository, layout, revision);
  if (!object) return object;
  const Watched watched(revision);
  ObjectHandle commit;
  if (const int code = git_object_peel(out(commit), object->get(), GIT_OBJECT_COMMIT); code < 0) {
    const char* type = git_object_type2string(git_object_type(object->get()));
    return repository_failure("the revision " + quoted(revision) + " is a " + type + ", not a commit",
                              "git cat-file -p " + shell_word(revision));
  }
  return commit;
}

std::string id_of(const git_object* object) { return hex(object_id(*git_object_id(object))); }

}  // namespace

Result<std::string> resolve_commit(git_repository* repository, const Layout& layout, const std::string& revision) {
  const Result<ObjectHandle> commit = find_commit(repository, layout, revision);
  if (!commit) return commit.error();
  return id_of(commit->get());
}

Result<TreeOfRevision> resolve_tree(git_repository* repository, const Layout& layout, const std::string& revision) {
  const Result<ObjectHandle> object = find_object(repository, layout, revision);
  if (!object) return object.error();
  if (git_object_type(object->get()) == GIT_OBJECT_TREE) {
    return TreeOfRevision{object_id(*git_object_id(object->get())), id_of(object->get())};
  }
  const Result<ObjectHandle> commit = find_commit(repository, layout, revision);
  if (!commit) return commit.error();
  // The tree's id stands in the commit: whether the tree itself is here, its reader finds out.
  const git_oid* tree = git_commit_tree_id(reinterpret_cast<const git_commit*>(commit->get()));
  return TreeOfRevision{object_id(*tree), id_of(commit->get())};
}

Result<std::optional<Date>> committer_day(git_repository* repository, const Layout& layout,
                                          const std::string& revision) {
  if (is_unborn_head(repository, revision)) return std::optional<Date>();
  const Result<ObjectHandle> commit = find_commit(repository, layout, revision);
  if (!commit) return commit.error();
  return std::optional<Date>(day_of(git_commit_time(reinterpret_cast<const git_commit*>(commit->get()))));
}

}  // namespace modgate::git
