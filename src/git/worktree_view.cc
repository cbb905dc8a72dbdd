// The work tree as a view: index and disk together. The index is read when the view is made, and again for a listing
// after the first: fixes list anew in every pass, and then see what was staged in between, as they see the files.
#include <fcntl.h>
#include <sys/stat.h>

#include <cerrno>
#include <utility>

#include "git/attributes.h"
#include "git/configuration.h"
#include "git/failure.h"
#include "git/index.h"
#include "git/views.h"
#include "git/worktree.h"

namespace modgate::git {
namespace {

class WorktreeView final : public RepositoryView {
 public:
  WorktreeView(Layout layout, WorktreeSetup setup, IndexHandle index)
      : layout_(std::move(layout)), setup_(std::move(setup)), index_(std::move(index)) {}

  ViewKind kind() const override { return ViewKind::worktree; }
  std::string revision() const override { return {}; }
  Result<std::unique_ptr<BlobReader>> reader() const override { return worktree_reader(layout_); }
  Result<Listing> build() const override { return walk(setup_); }
  Result<Listing> build_stored() const override {
    WorktreeSetup setup = setup_;
    setup.stored = true;
    return walk(setup);
  }
  void release() const override { index_.reset(); }

 private:
  /// The time of the setup may be older than the index: that only makes fewer ids known.
  Result<Listing> walk(const WorktreeSetup& setup) const {
    if (!index_) {
      Result<IndexHandle> again = open_index(layout_);
      if (!again) return again.error();
      index_ = std::move(*again);
    }
    return walk_worktree(layout_, setup, index_.get());
  }

  Layout layout_;
  WorktreeSetup setup_;
  mutable IndexHandle index_;
};

}  // namespace

Result<std::unique_ptr<RepositoryView>> worktree_view(const Layout& layout, git_repository* repository) {
  WorktreeSetup setup;
  // Before the index is read: should git replace it in between, the older time only makes fewer ids known.
  if (struct stat status{}; ::stat(layout.index_file.c_str(), &status) == 0) {
    setup.index_time = {status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
  } else {
    throw_if_machine_failed(errno, layout.index_file);
  }
  ConfigHandle config;
  if (const int code = git_repository_config_snapshot(out(config), repository); code < 0) {
    return repository_failure("git's configuration cannot be read: " + last_error(code).text,
                              "git config --list --show-origin");
  }
  setup.converts = converts_everywhere(config.get(), layout);
  setup.repository_rules =
      IgnoreRules(small_file(AT_FDCWD, layout.common_directory + "info/exclude", true).value_or(""));
  setup.user_rules =
      IgnoreRules(small_file(AT_FDCWD, user_file(config.get(), "core.excludesfile", "ignore"), true).value_or(""));
  Result<IndexHandle> index = open_index(layout);
  if (!index) return index.error();
  return std::unique_ptr<RepositoryView>(std::make_unique<WorktreeView>(layout, std::move(setup), std::move(*index)));
}

}  // namespace modgate::git
