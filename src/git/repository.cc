// Puts the parts of this folder together behind Repository.
#include "git/repository.h"

#include <cerrno>
#include <cstdlib>

#include "base/paths.h"
#include "git/base_revision.h"
#include "git/changes.h"
#include "git/commit_graph.h"
#include "git/discovery.h"
#include "git/environment.h"
#include "git/failure.h"
#include "git/history.h"
#include "git/hooks.h"
#include "git/index.h"
#include "git/objects.h"
#include "git/renames.h"
#include "git/revision.h"
#include "git/views.h"
#include "git/watch.h"

namespace modgate::git {
namespace {

Result<std::unique_ptr<View>> as_view(Result<std::unique_ptr<RepositoryView>> view) {
  if (!view) return view.error();
  return std::unique_ptr<View>(std::move(*view));
}

/// A clone that borrows its objects from a folder that was moved, or is not mounted in this container. git reads on as
/// long as it finds what it needs, and so does modgate.
std::optional<Failure> head_out_of_reach(git_repository* repository, const Objects& objects, const Layout& layout) {
  const std::string broken = broken_alternate(layout);
  git_oid head;
  if (broken.empty() || git_reference_name_to_id(&head, repository, "HEAD") < 0) return std::nullopt;
  if (objects.has(object_id(head))) return std::nullopt;
  return repository_failure("the repository borrows objects from " + quoted(broken) + ", which does not exist",
                            "bring that folder back, or correct " + shell_word(layout.objects + "/info/alternates"));
}

}  // namespace

/// A revision and a view, listed once, ready to be compared.
struct Sides {
  Listing base, head;
  std::unique_ptr<BlobReader> base_reader, head_reader;
};

namespace {

/// Whoever compares two views mostly looks at them next. What lies on disk may be another by then.
void keep_listing(const View& view, Listing listing) {
  const auto* own = dynamic_cast<const RepositoryView*>(&view);
  if (own != nullptr && own->kind() != ViewKind::worktree) own->keep(std::move(listing));
}

}  // namespace

struct Repository::Parts {
  RepositoryHandle repository;
  Layout layout;
  std::string prefix;

  Failure needs_work_tree(const std::string& what) const {
    return repository_failure(
        "the repository at " + quoted(without_slash(layout.git_directory)) + " is bare: it has no " + what,
        "modgate check --rev HEAD");
  }

  Result<Sides> sides(const View& before, const View& after) const {
    const auto* base_view = dynamic_cast<const RepositoryView*>(&before);
    const auto* head_view = dynamic_cast<const RepositoryView*>(&after);
    if (base_view == nullptr || head_view == nullptr) {
      return Failure{Failure::Kind::internal, "a change needs views of the repository", {}};
    }
    Result<Listing> base = base_view->build();
    if (!base) return base.error();
    Result<Listing> now = head_view->build_stored();
    if (!now) return now.error();
    Result<std::unique_ptr<BlobReader>> base_reader = base_view->reader();
    if (!base_reader) return base_reader.error();
    Result<std::unique_ptr<BlobReader>> head_reader = head_view->reader();
    if (!head_reader) return head_reader.error();
    return Sides{std::move(*base), std::move(*now), std::move(*base_reader), std::move(*head_reader)};
  }
};

Repository::Repository(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
Repository::~Repository() = default;

Result<std::unique_ptr<Repository>> Repository::open(const std::string& directory) {
  const Result<Environment> environment = read_environment();
  if (!environment) return environment.error();
  char* resolved = ::realpath(directory.c_str(), nullptr);
  if (resolved == nullptr) {
    return Failure{Failure::Kind::io, "the folder " + quoted(directory) + " cannot be opened: " + system_error(errno),
                   "ls -ld " + shell_word(directory)};
  }
  const std::string start = resolved;
  std::free(resolved);
  const Watched watched(start);
  Result<Opened> opened = open_repository(start, *environment);
  if (!opened) return opened.error();
  auto parts = std::make_unique<Parts>();
  parts->repository = std::move(opened->repository);
  parts->layout = std::move(opened->layout);
  const Layout& layout = parts->layout;
  Result<Objects> objects = Objects::open(layout);
  if (!objects) return objects.error();
  objects->lend_to(parts->repository.get());
  if (auto failure = head_out_of_reach(parts->repository.get(), *objects, layout)) return *std::move(failure);
  const std::string_view root = without_slash(layout.work_tree);
  if (!root.empty() && start.size() > layout.work_tree.size() && paths::is_below(start, root)) {
    parts->prefix = start.substr(layout.work_tree.size());
  }
  return std::unique_ptr<Repository>(new Repository(std::move(parts)));
}

const std::string& Repository::workdir() const { return parts_->layout.work_tree; }
bool Repository::bare() const { return parts_->layout.work_tree.empty(); }
bool Repository::shallow() const { return parts_->layout.shallow; }
bool Repository::unborn() const {
  const Watched watched("HEAD");
  return git_repository_head_unborn(parts_->repository.get()) == 1;
}
HooksFolder Repository::hooks_folder() const { return git::hooks_folder(parts_->repository.get(), parts_->layout); }
const std::string& Repository::prefix() const { return parts_->prefix; }

Result<std::unique_ptr<View>> Repository::worktree() const {
  if (bare()) return parts_->needs_work_tree("work tree");
  return as_view(worktree_view(parts_->layout, parts_->repository.get()));
}

Result<std::unique_ptr<View>> Repository::staged() const {
  if (bare()) return parts_->needs_work_tree("index");
  return as_view(index_view(parts_->layout));
}

Result<std::unique_ptr<View>> Repository::tree(const std::string& revision) const {
  Result<TreeOfRevision> found = resolve_tree(parts_->repository.get(), parts_->layout, revision);
  if (!found) return found.error();
  return std::unique_ptr<View>(tree_view(parts_->layout, found->tree, found->id));
}

Result<std::string> Repository::resolve(const std::string& revision) const {
  return resolve_commit(parts_->repository.get(), parts_->layout, revision);
}

Result<std::optional<Date>> Repository::committer_date(const std::string& revision) const {
  return committer_day(parts_->repository.get(), parts_->layout, revision);
}

Result<std::vector<PathChange>> Repository::changes(const std::string& base_revision, const View& head,
                                                    std::string* note) const {
  auto base = tree(base_revision);
  if (!base) return base.error();
  return changes(**base, head, note);
}

Result<std::vector<PathChange>> Repository::changes(const View& before, const View& head, std::string* note) const {
  Result<Sides> sides = parts_->sides(before, head);
  if (!sides) return sides.error();
  const Result<Objects> objects = Objects::open(parts_->layout);
  if (!objects) return objects.error();
  identify(sides->base, sides->head, *sides->head_reader);
  const Side base{sides->base, *sides->base_reader};
  const Side now{sides->head, *sides->head_reader};
  std::string uncompared;
  Result<Renames> renamed = find_renames(base, now, missing_object_help(parts_->layout), &uncompared);
  if (!renamed) return renamed.error();
  const Renames renames = without_small_ones(base, now, std::move(*renamed));
  std::vector<const Entry*> come = added_entries(sides->base, sides->head, renames);
  for (const Entry* entry : rewritten_entries(base, now)) come.push_back(entry);
  const FoundCopies copies = find_copies(base, *objects, now.reader, come);
  if (note != nullptr) *note = uncompared + (uncompared.empty() || copies.note.empty() ? "" : "; ") + copies.note;
  std::vector<PathChange> paths = changes_of(sides->base, sides->head, renames, copies.copies);
  keep_listing(before, std::move(sides->base));
  keep_listing(head, std::move(sides->head));
  return paths;
}

Result<std::string> Repository::base_of(const std::string& against, bool staged,
                                        const std::optional<std::string>& head) const {
  return base_commit(parts_->repository.get(), parts_->layout, against, staged, head);
}

Result<std::vector<Trailer>> Repository::trailers(const std::string& base, const std::string& head) const {
  const Result<std::string> without = resolve(base);
  if (!without) return without.error();
  const Result<std::string> of = resolve(head);
  if (!of) return of.error();
  Result<CommitGraph> graph = CommitGraph::open(parts_->layout);
  if (!graph) return graph.error();
  return trailers_between(*graph, *without, *of);
}

Result<std::unique_ptr<History>> Repository::history(const std::string& revision) const {
  const Result<std::string> commit = resolve(revision);
  if (!commit) return commit.error();
  return open_history(parts_->layout, *commit);
}

Result<std::vector<std::pair<std::string, std::string>>> Repository::renames(const std::string& base_revision,
                                                                             const View& head) const {
  const auto base = tree(base_revision);
  if (!base) return base.error();
  const Result<Sides> sides = parts_->sides(**base, head);
  if (!sides) return sides.error();
  return find_renames({sides->base, *sides->base_reader}, {sides->head, *sides->head_reader},
                      missing_object_help(parts_->layout));
}

}  // namespace modgate::git
