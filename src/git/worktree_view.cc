// The work tree as a view: index and disk together. The index is read once, when the view is made.
#include <sys/stat.h>

#include <utility>

#include "git/index.h"
#include "git/views.h"
#include "git/worktree.h"

namespace modgate::git {
namespace {

class WorktreeView final : public RepositoryView {
 public:
  WorktreeView(Layout layout, git_repository* repository, IndexHandle index, IndexTime time)
      : layout_(std::move(layout)), repository_(repository), index_(std::move(index)), time_(time) {}

  ViewKind kind() const override { return ViewKind::worktree; }
  std::string revision() const override { return {}; }
  Result<std::unique_ptr<BlobReader>> reader() const override { return worktree_reader(layout_); }
  Result<Listing> build() const override { return walk_worktree(layout_, repository_, index_.get(), time_); }

 private:
  Layout layout_;
  git_repository* repository_;
  IndexHandle index_;
  IndexTime time_;
};

}  // namespace

Result<std::unique_ptr<RepositoryView>> worktree_view(const Layout& layout, git_repository* repository) {
  IndexTime time;
  // Before the index is read: should git replace it in between, the older time only makes fewer ids known.
  if (struct stat status{}; ::stat(layout.index_file.c_str(), &status) == 0) {
    time = {status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
  }
  Result<IndexHandle> index = open_index(layout);
  if (!index) return index.error();
  return std::unique_ptr<RepositoryView>(std::make_unique<WorktreeView>(layout, repository, std::move(*index), time));
}

}  // namespace modgate::git
