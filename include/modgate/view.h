// A view: one consistent state of a repository's files (worktree, index, or a commit's tree).
// src/git makes views; everything else reads them through these two interfaces.
#pragma once

#include <memory>
#include <string>

#include "modgate/result.h"
#include "modgate/source.h"

namespace modgate {

enum class ViewKind : std::uint8_t { worktree, index, tree };

/// Why an entry gave no bytes.
struct ReadOutcome {
  enum class Kind : std::uint8_t {
    ok,
    too_large,       ///< larger than the limit; `size` says how large
    vanished,        ///< listed, but no longer there (a file removed during the run)
    unreadable,      ///< permission, not a regular file, I/O error
    missing_object,  ///< the object is not in the repository (partial clone, corruption): the run is incomplete
  };
  Kind kind = Kind::ok;
  std::uint64_t size = 0;
  std::string detail;  ///< empty when ok; else a short reason for a person
  explicit operator bool() const { return kind == Kind::ok; }
};

/// Hands out bytes of a view's entries. One reader belongs to one thread.
class BlobReader {
 public:
  virtual ~BlobReader() = default;
  /// Replaces `out` with the entry's bytes (a symlink's bytes are its target). Never reads more than `limit` bytes.
  virtual ReadOutcome read(const Entry& entry, std::uint64_t limit, std::string& out) = 0;
};

class View {
 public:
  virtual ~View() = default;
  virtual ViewKind kind() const = 0;
  /// The commit's id in hex for a tree; empty for worktree and index.
  virtual std::string revision() const = 0;
  /// All entries in byte order. Taken once by the caller.
  virtual Result<Listing> list() = 0;
  /// A reader for the calling thread.
  virtual Result<std::unique_ptr<BlobReader>> reader() const = 0;
};

}  // namespace modgate
