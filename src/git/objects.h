// The object database for one thread: raw bytes of blobs, trees and commits, the size looked at before anything is
// read. No filter, no conversion. An object that is absent, damaged or of another type is told apart from one too
// large.
#pragma once

#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <string>

#include "git/handle.h"
#include "git/layout.h"
#include "modgate/result.h"
#include "modgate/view.h"

namespace modgate::git {

class Objects {
 public:
  static Result<Objects> open(const Layout& layout);
  ReadOutcome read_blob(const ObjectId& id, std::uint64_t limit, std::string& bytes) const;
  ReadOutcome read_tree(const ObjectId& id, std::uint64_t limit, std::string& bytes) const;
  ReadOutcome read_commit(const ObjectId& id, std::uint64_t limit, std::string& bytes) const;
  bool has(const ObjectId& id) const;
  /// Of a blob, without reading it; nothing when it is not here.
  std::optional<std::uint64_t> blob_size(const ObjectId& id) const;
  /// Replaces `repository`'s own object database, so that revisions are looked up in the same place.
  void lend_to(git_repository* repository) const;

 private:
  Objects(OdbHandle odb, bool partial) : odb_(std::move(odb)), partial_(partial) {}
  ReadOutcome read(const ObjectId& id, git_object_t type, std::uint64_t limit, std::string& bytes) const;

  OdbHandle odb_;
  bool partial_;
};

/// Reads entries by their blob id: for index and tree views.
Result<std::unique_ptr<BlobReader>> object_reader(const Layout& layout);

/// The command that brings objects that a partial clone left out; else the one that shows what is wrong.
std::string missing_object_help(const Layout& layout);

/// The first folder that `info/alternates` borrows objects from and that is not there; "" when all are.
std::string broken_alternate(const Layout& layout);

std::string hex(const ObjectId& id);
/// The first digits, for messages.
std::string short_hex(const ObjectId& id);
/// Ids are hashes already.
struct HashId {
  std::size_t operator()(const ObjectId& id) const {
    std::size_t value = 0;
    std::memcpy(&value, id.data(), sizeof value);
    return value;
  }
};

/// The id that git would give a blob with these bytes.
ObjectId blob_id(const std::string& bytes);

}  // namespace modgate::git
