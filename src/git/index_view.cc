// The index as a view: what the next commit would hold. The file is read once, when the view is made, so that an editor
// or a second git command during the run changes nothing. Entries that only announce a file (`git add -N`) have no
// content yet and are left out. Refused: unmerged entries.
#include <string_view>
#include <utility>
#include <vector>

#include "base/text.h"
#include "git/failure.h"
#include "git/index.h"
#include "git/objects.h"
#include "git/views.h"

namespace modgate::git {
namespace {

class IndexView final : public RepositoryView {
 public:
  IndexView(Layout layout, IndexHandle index) : layout_(std::move(layout)), index_(std::move(index)) {}

  ViewKind kind() const override { return ViewKind::index; }
  std::string revision() const override { return {}; }
  Result<std::unique_ptr<BlobReader>> reader() const override { return object_reader(layout_); }

  Result<Listing> build() const override {
    Listing listing;
    const std::size_t count = git_index_entrycount(index_.get());
    listing.entries.reserve(count);
    for (std::size_t i = 0; i < count; ++i) {
      const git_index_entry& entry = *git_index_get_byindex(index_.get(), i);
      if ((entry.flags_extended & GIT_INDEX_ENTRY_INTENT_TO_ADD) != 0) continue;
      listing.add(entry.path, *kind_of_mode(entry.mode), object_id(entry.id));
    }
    listing.sort();
    return listing;
  }

 private:
  Layout layout_;
  IndexHandle index_;
};

}  // namespace

Result<std::unique_ptr<RepositoryView>> index_view(const Layout& layout) {
  Result<IndexHandle> index = open_index(layout);
  if (!index) return index.error();
  constexpr std::size_t kNamed = 5;
  std::vector<std::string> unmerged;
  std::string_view last;
  std::size_t count = 0;
  for (std::size_t i = 0; i < git_index_entrycount(index->get()); ++i) {
    const git_index_entry& entry = *git_index_get_byindex(index->get(), i);
    if (git_index_entry_stage(&entry) == 0 || last == entry.path) continue;
    last = entry.path;
    if (++count <= kNamed) unmerged.push_back(quoted(last));
  }
  if (count > kNamed) unmerged.push_back(std::to_string(count - kNamed) + " more");
  if (count > 0) {
    return repository_failure("the index has unmerged files: " + text::listing(unmerged),
                              "resolve the conflicts, then `git add` the files");
  }
  return std::unique_ptr<RepositoryView>(std::make_unique<IndexView>(layout, std::move(*index)));
}

}  // namespace modgate::git
