// Reads objects through libgit2's odb, header first.
#include "git/objects.h"

#include <fcntl.h>
#include <git2/sys/repository.h>
#include <unistd.h>

#include <algorithm>
#include <string_view>
#include <utility>

#include "base/paths.h"
#include "base/text.h"
#include "git/configuration.h"
#include "git/failure.h"
#include "git/index.h"
#include "git/library.h"
#include "git/watch.h"

namespace modgate::git {
namespace {

git_oid to_oid(const ObjectId& id) {
  git_oid oid;
  git_oid_fromraw(&oid, id.data());
  return oid;
}

class ObjectReader final : public BlobReader {
 public:
  ObjectReader(Layout layout, Objects objects) : layout_(std::move(layout)), objects_(std::move(objects)) {}

  ReadOutcome read(const Entry& entry, std::uint64_t limit, std::string& bytes) override {
    if (entry.kind == EntryKind::submodule) {
      bytes.clear();
      return {ReadOutcome::Kind::unreadable, 0, "a submodule"};
    }
    ReadOutcome outcome = objects_.read_blob(entry.id, limit, bytes);
    if (outcome.kind != ReadOutcome::Kind::missing_object || opened_again_) return outcome;
    // To libgit2 a folder of packs that it failed to look at is one without packs, for as long as it is open.
    opened_again_ = true;
    Result<Objects> again = Objects::open(layout_);
    if (!again) return outcome;
    objects_ = std::move(*again);
    return objects_.read_blob(entry.id, limit, bytes);
  }

 private:
  Layout layout_;
  Objects objects_;
  bool opened_again_ = false;
};

}  // namespace

Result<Objects> Objects::open(const Layout& layout) {
  Library::ready_thread();
  OdbHandle odb;
  if (const int code = git_odb_open(out(odb), layout.objects.c_str()); code < 0) {
    return repository_failure(
        "the object folder " + quoted(layout.objects) + " cannot be read: " + last_error(code).text,
        "git count-objects -v");
  }
  for (const std::string& alternate : layout.alternates) {
    if (const int code = git_odb_add_disk_alternate(odb.get(), alternate.c_str()); code < 0) {
      return repository_failure("the object folder " + quoted(alternate) + " cannot be read: " + last_error(code).text,
                                "unset GIT_ALTERNATE_OBJECT_DIRECTORIES");
    }
  }
  return Objects(std::move(odb), layout.partial);
}

ReadOutcome Objects::read_blob(const ObjectId& id, std::uint64_t limit, std::string& bytes) const {
  return read(id, GIT_OBJECT_BLOB, limit, bytes);
}

ReadOutcome Objects::read_tree(const ObjectId& id, std::uint64_t limit, std::string& bytes) const {
  return read(id, GIT_OBJECT_TREE, limit, bytes);
}

ReadOutcome Objects::read_commit(const ObjectId& id, std::uint64_t limit, std::string& bytes) const {
  return read(id, GIT_OBJECT_COMMIT, limit, bytes);
}

std::optional<std::uint64_t> Objects::blob_size(const ObjectId& id) const {
  const git_oid oid = to_oid(id);
  const Watched watched(id);
  std::size_t size = 0;
  git_object_t type = GIT_OBJECT_INVALID;
  if (git_odb_read_header(&size, &type, odb_.get(), &oid) < 0 || type != GIT_OBJECT_BLOB) return std::nullopt;
  return size;
}

ReadOutcome Objects::read(const ObjectId& id, git_object_t type, std::uint64_t limit, std::string& bytes) const {
  bytes.clear();
  const git_oid oid = to_oid(id);
  const auto missing = [&](int code) -> ReadOutcome {
    const GitError error = last_error(code);
    if (code != GIT_ENOTFOUND) {
      return {ReadOutcome::Kind::missing_object, 0, "object " + hex(id) + " is damaged: " + error.text};
    }
    const std::string why = partial_ ? " was left out of this partial clone" : " is not in the repository";
    return {ReadOutcome::Kind::missing_object, 0, "object " + hex(id) + why};
  };
  const Watched watched(id);
  std::size_t size = 0;
  git_object_t found = GIT_OBJECT_INVALID;
  if (const int code = git_odb_read_header(&size, &found, odb_.get(), &oid); code < 0) return missing(code);
  if (found != type) {
    return {ReadOutcome::Kind::missing_object, 0,
            "object " + hex(id) + " is a " + git_object_type2string(found) + ", not a " + git_object_type2string(type)};
  }
  if (size > limit) return {ReadOutcome::Kind::too_large, size, std::to_string(size) + " bytes"};
  OdbObjectHandle object;
  if (const int code = git_odb_read(out(object), odb_.get(), &oid); code < 0) return missing(code);
  bytes.assign(static_cast<const char*>(git_odb_object_data(object.get())), git_odb_object_size(object.get()));
  return {ReadOutcome::Kind::ok, bytes.size(), {}};
}

bool Objects::has(const ObjectId& id) const {
  const git_oid oid = to_oid(id);
  return git_odb_exists(odb_.get(), &oid) == 1;
}

void Objects::lend_to(git_repository* repository) const { git_repository_set_odb(repository, odb_.get()); }

Result<std::unique_ptr<BlobReader>> object_reader(const Layout& layout) {
  Result<Objects> objects = Objects::open(layout);
  if (!objects) return objects.error();
  return std::unique_ptr<BlobReader>(std::make_unique<ObjectReader>(layout, std::move(*objects)));
}

std::string missing_object_help(const Layout& layout) {
  if (!layout.partial) return "git fsck --connectivity-only";
  return "git fetch --refetch --no-filter " + (layout.promisor.empty() ? "origin" : shell_word(layout.promisor));
}

std::string broken_alternate(const Layout& layout) {
  const std::string bytes = small_file(AT_FDCWD, layout.objects + "/info/alternates", true).value_or("");
  for (const std::string_view line : text::split(bytes, "\n")) {
    if (line.empty() || line.front() == '#') continue;
    const std::string folder = line.front() == '/' ? std::string(line) : paths::join(layout.objects, line);
    if (::access(folder.c_str(), F_OK) != 0) return folder;
  }
  return {};
}

std::string hex(const ObjectId& id) {
  constexpr char kDigits[] = "0123456789abcdef";
  std::string result;
  for (const std::uint8_t byte : id) {
    result += kDigits[byte >> 4U];
    result += kDigits[byte & 0xFU];
  }
  return result;
}

std::string short_hex(const ObjectId& id) {
  constexpr std::size_t kShown = 12;
  return hex(id).substr(0, kShown);
}

ObjectId blob_id(const std::string& bytes) {
  git_oid oid;
  if (git_odb_hash(&oid, bytes.data(), bytes.size(), GIT_OBJECT_BLOB) < 0) return {};
  return object_id(oid);
}

}  // namespace modgate::git
