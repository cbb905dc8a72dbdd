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
  ObjectHandle object;
  code = git_revparse_single(out(object), repository, revision.c_str());
  return object;
}

/// `HEAD` of `HEAD~2^`: up to the first operator.
std::string_view without_operators(std::string_view revision) {
  std::size_t end = std::min(revision.find_first_of("^~:"), revision.find("@{"));
  return revision.substr(0, end);
}

/// How many generations `~2^` goes back.
unsigned generations(std::string_view operators) {
  unsigned total = 0;
  for (std::size_t i = 0; i < operators.size(); ++i) {
    if (operators[i] != '^' && operators[i] != '~') continue;
    unsigned steps = 1;
    const char* digits = operators.data() + i + 1;
    std::from_chars(digits, operators.data() + operators.size(), steps);
    constexpr unsigned kMost = 1'000'000;
    total = std::min(kMost, total + (operators[i] == '~' ? std::min(steps, kMost) : 1));
  }
  return total;
}

bool is_full_id(std::string_view name) {
  constexpr std::size_t kHexDigits = 40;
  return name.size() == kHexDigits && name.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

/// The command after which `name` resolves.
std::string fetch_line(git_repository* repository, const Layout& layout, const std::string& name) {
  const std::vector<std::string> known = remotes(repository);
  if (known.empty()) return "git branch --all && git tag --list";
  const bool has_origin = std::find(known.begin(), known.end(), "origin") != known.end();
  std::string remote = has_origin ? "origin" : known.front();
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
  if (!operators.empty() && look_up(repository, name, code)) {
    const unsigned back = generations(operators);
    if (layout.shallow && back > 0) {
      const std::vector<std::string> known = remotes(repository);
      const bool has_origin = known.empty() || std::find(known.begin(), known.end(), "origin") != known.end();
      return repository_failure(
          "the revision " + quoted(revision) + " is not in this shallow clone",
          "git fetch --deepen=" + std::to_string(back) + " " + shell_word(has_origin ? "origin" : known.front()));
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
