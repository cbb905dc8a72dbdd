// The three views inside this folder: each can build its listing any number of times, which changes.h needs.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>

#include "git/handle.h"
#include "git/layout.h"
#include "modgate/view.h"

namespace modgate::git {

class RepositoryView : public View {
 public:
  Result<Listing> list() final {
    if (kept_) return *std::exchange(kept_, std::nullopt);
    Result<Listing> listing = build();
    release();
    return listing;
  }
  /// Lets the next list() give what build() gave before; only for a view that cannot change.
  void keep(Listing listing) const { kept_ = std::move(listing); }
  virtual Result<Listing> build() const = 0;
  /// The same with the ids that git has stored for unchanged files, where line ends or filters make their bytes others.
  virtual Result<Listing> build_stored() const { return build(); }

  /// Lets go of what only build() needs: most runs list once, and what lies between is their peak of memory.
  virtual void release() const {}

 private:
  mutable std::optional<Listing> kept_;
};

/// `revision`: what View::revision() answers.
std::unique_ptr<RepositoryView> tree_view(const Layout& layout, const ObjectId& tree, std::string revision);
/// Fails on unmerged entries: they have no content that could be committed.
Result<std::unique_ptr<RepositoryView>> index_view(const Layout& layout);
/// `repository`: whose configuration counts.
Result<std::unique_ptr<RepositoryView>> worktree_view(const Layout& layout, git_repository* repository);

}  // namespace modgate::git
