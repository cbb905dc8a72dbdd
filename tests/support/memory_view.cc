// Files in memory behind the view's interface; see memory_view.h.
#include "memory_view.h"

#include <cstdint>
#include <utility>

namespace modgate::testing {

class MemoryView::Reader : public BlobReader {
 public:
  explicit Reader(const MemoryView& view) : view_(view) {}

  ReadOutcome read(const Entry& entry, std::uint64_t limit, std::string& out) override {
    out.clear();
    const auto found = view_.entries_.find(entry.path);
    if (found == view_.entries_.end()) return {ReadOutcome::Kind::vanished, 0, "no such entry"};
    const std::string& bytes = found->second.bytes;
    if (bytes.size() > limit) return {ReadOutcome::Kind::too_large, bytes.size(), "larger than the limit"};
    out = bytes;
    return {ReadOutcome::Kind::ok, bytes.size(), {}};
  }

 private:
  const MemoryView& view_;
};

void MemoryView::add(std::string path, std::string bytes, EntryKind kind) {
  entries_.insert_or_assign(std::move(path), Content{std::move(bytes), kind});
}

Result<Listing> MemoryView::list() {
  Listing listing;
  for (const auto& [path, content] : entries_) listing.add(path, content.kind);
  listing.sort();
  return listing;
}

Result<std::unique_ptr<BlobReader>> MemoryView::reader() const {
  return std::unique_ptr<BlobReader>(std::make_unique<Reader>(*this));
}

}  // namespace modgate::testing
