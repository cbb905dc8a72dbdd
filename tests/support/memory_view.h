// A view of files that exist only in memory, for tests that need a tree and no repository. Links have their target as
// content, as git has it. Nothing is read from disk.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>

#include "modgate/view.h"

namespace modgate::testing {

class MemoryView : public View {
 public:
  /// Adds an entry, or replaces the one with this path.
  void add(std::string path, std::string bytes, EntryKind kind = EntryKind::file);

  ViewKind kind() const override { return ViewKind::worktree; }
  std::string revision() const override { return {}; }
  Result<Listing> list() override;
  Result<std::unique_ptr<BlobReader>> reader() const override;

 private:
  struct Content {
    std::string bytes;
    EntryKind kind = EntryKind::file;
  };
  class Reader;
  std::map<std::string, Content, std::less<>> entries_;
};

}  // namespace modgate::testing
