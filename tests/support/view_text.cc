// Listings and contents as text.
#include "view_text.h"

#include <fmt/core.h>

#include <utility>

#include "base/utf8.h"

namespace modgate::testing {

std::string listing_text(Result<std::unique_ptr<View>> view) {
  if (!view) return "failure: " + view.error().message;
  const Result<Listing> listing = (*view)->list();
  if (!listing) return "failure: " + listing.error().message;
  std::string text;
  for (const Entry& entry : listing->entries) {
    const char* kind = "file";
    if (entry.kind == EntryKind::executable) kind = "exec";
    if (entry.kind == EntryKind::symlink) kind = "link";
    if (entry.kind == EntryKind::submodule) kind = "sub";
    text += fmt::format("{} {}\n", kind, utf8::visible(entry.path));
  }
  return text;
}

std::string content_of(Result<std::unique_ptr<View>> view, const std::string& path, std::uint64_t limit) {
  if (!view) return "!failure: " + view.error().message;
  const Result<Listing> listing = (*view)->list();
  if (!listing) return "!failure: " + listing.error().message;
  const Result<std::unique_ptr<BlobReader>> reader = (*view)->reader();
  if (!reader) return "!failure: " + reader.error().message;
  for (const Entry& entry : listing->entries) {
    if (entry.path != path) continue;
    std::string bytes;
    switch ((*reader)->read(entry, limit, bytes).kind) {
      case ReadOutcome::Kind::ok:
        return bytes;
      case ReadOutcome::Kind::too_large:
        return "!too large";
      case ReadOutcome::Kind::vanished:
        return "!vanished";
      case ReadOutcome::Kind::unreadable:
        return "!unreadable";
      case ReadOutcome::Kind::missing_object:
        return "!missing object";
    }
  }
  return "!not listed";
}

std::string hex(const ObjectId& id) {
  std::string text;
  for (const std::uint8_t byte : id) text += fmt::format("{:02x}", byte);
  return text;
}

std::string mode_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::executable:
      return "100755";
    case EntryKind::symlink:
      return "120000";
    case EntryKind::submodule:
      return "160000";
    case EntryKind::file:
      break;
  }
  return "100644";
}

}  // namespace modgate::testing
