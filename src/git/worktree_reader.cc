// Reads entries of a work tree. A path is opened so that no symbolic link on the way is followed, even one that
// appeared after the listing: component by component where the system cannot do it at once. Only regular files and
// links give bytes; nothing blocks.
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/paths.h"
#include "git/descriptor.h"
#include "git/failure.h"
#include "git/objects.h"
#include "git/worktree.h"

namespace modgate::git {
namespace {

class WorktreeReader final : public BlobReader {
 public:
  WorktreeReader(Layout layout, Descriptor root) : layout_(std::move(layout)), root_(std::move(root)) {}

  ReadOutcome read(const Entry& entry, std::uint64_t limit, std::string& bytes) override {
    bytes.clear();
    if (entry.kind == EntryKind::submodule) return {ReadOutcome::Kind::unreadable, 0, "a submodule"};
    const int folder = folder_of(entry.path);
    const int error = errno;
    ReadOutcome outcome = folder < 0 ? refused(error, entry.path) : read_from(folder, entry, limit, bytes);
    if (!outcome) bytes.clear();
    if (outcome.kind == ReadOutcome::Kind::vanished && entry.id != ObjectId{}) {
      return read_object(entry.id, limit, bytes);
    }
    return outcome;
  }

 private:
  /// The open folder that holds the path, or -1 with errno set. Kept for the next file, which mostly lies in it, too.
  int folder_of(std::string_view path) {
    const std::string_view folder = paths::parent(path);
    if (folder.empty()) return root_.get();
    if (folder_ && folder == folder_path_) return folder_.get();
    folder_path_.clear();
    folder_ = Descriptor();
    folder_ = open_folder(folder);
    if (folder_) folder_path_ = folder;
    return folder_.get();
  }

  Descriptor open_folder(std::string_view folder) {
    if (whole_ways_) {
      struct open_how how {};
      how.flags = O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
      how.resolve = RESOLVE_NO_SYMLINKS;
      const std::string path(folder);
      const long number = ::syscall(SYS_openat2, root_.get(), path.c_str(), &how, sizeof how);
      if (number >= 0) return Descriptor(static_cast<int>(number));
      whole_ways_ = errno != ENOSYS && errno != EPERM;
    }
    Descriptor current;
    int parent = root_.get();
    for (std::size_t begin = 0; begin < folder.size();) {
      const std::size_t end = std::min(folder.find('/', begin), folder.size());
      const std::string name(folder.substr(begin, end - begin));
      Descriptor next(::openat(parent, name.c_str(), O_PATH | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
      if (!next) return next;
      current = std::move(next);
      parent = current.get();
      begin = end + 1;
    }
    return current;
  }

  static ReadOutcome refused(int error, std::string_view path) {
    throw_if_machine_failed(error, path);
    const bool gone = error == ENOENT || error == ENOTDIR;
    return {gone ? ReadOutcome::Kind::vanished : ReadOutcome::Kind::unreadable, 0, system_error(error)};
  }

  static ReadOutcome read_from(int folder, const Entry& entry, std::uint64_t limit, std::string& bytes) {
    const std::string name(paths::base_name(entry.path));
    if (entry.kind == EntryKind::symlink) return read_link(folder, entry.path, limit, bytes);
    const Descriptor file(::openat(folder, name.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (!file) return refused(errno, entry.path);
    struct stat status {};
    if (::fstat(file.get(), &status) != 0) return refused(errno, entry.path);
    if (!S_ISREG(status.st_mode)) return {ReadOutcome::Kind::unreadable, 0, "not a regular file"};
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size > limit) return {ReadOutcome::Kind::too_large, size, std::to_string(size) + " bytes"};
    // One byte more than the size shows the end of the file without a second look, or that it grew.
    bytes.resize(static_cast<std::size_t>(size) + 1);
    std::size_t filled = 0;
    while (true) {
      const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
      if (got < 0 && errno == EINTR) continue;
      if (got < 0) return refused(errno, entry.path);
      if (got == 0) break;
      filled += static_cast<std::size_t>(got);
      if (filled == size) break;  // there was room for more
      if (filled > limit) {
        return {ReadOutcome::Kind::too_large, filled, "grew past the limit while it was read"};
      }
      if (filled == bytes.size())
        bytes.resize(static_cast<std::size_t>(std::min<std::uint64_t>(2 * filled, limit + 1)));
    }
    bytes.resize(filled);
    return {ReadOutcome::Kind::ok, filled, {}};
  }

  static ReadOutcome read_link(int folder, std::string_view path, std::uint64_t limit, std::string& bytes) {
    // Linux allows no longer target than this; one more byte shows that it was cut.
    constexpr std::size_t kTargetBytes = 4097;
    bytes.resize(kTargetBytes);
    const ssize_t size = ::readlinkat(folder, std::string(paths::base_name(path)).c_str(), bytes.data(), bytes.size());
    const int error = errno;
    bytes.resize(size < 0 ? 0 : static_cast<std::size_t>(size));
    if (size < 0 && error == EINVAL) return {ReadOutcome::Kind::unreadable, 0, "no longer a symbolic link"};
    if (size < 0) return refused(error, path);
    if (bytes.size() > limit) {
      return {ReadOutcome::Kind::too_large, static_cast<std::uint64_t>(size), std::to_string(size) + " bytes"};
    }
    return {ReadOutcome::Kind::ok, bytes.size(), {}};
  }

  ReadOutcome read_object(const ObjectId& id, std::uint64_t limit, std::string& bytes) {
    if (!objects_) {
      Result<Objects> opened = Objects::open(layout_);
      if (!opened) return {ReadOutcome::Kind::missing_object, 0, opened.error().message};
      objects_ = std::move(*opened);
    }
    return objects_->read_blob(id, limit, bytes);
  }

  Layout layout_;
  Descriptor root_;
  Descriptor folder_;
  std::string folder_path_;
  bool whole_ways_ = true;  ///< openat2 opens a folder at once: Linux 5.6, if no filter of a container forbids it
  std::optional<Objects> objects_;  ///< opened when a left-out file is met
};

}  // namespace

Result<std::unique_ptr<BlobReader>> worktree_reader(const Layout& layout) {
  Descriptor root(::open(layout.work_tree.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC));
  if (!root) {
    return Failure{Failure::Kind::io,
                   "the folder " + quoted(layout.work_tree) + " cannot be read: " + system_error(errno),
                   "ls -ld " + shell_word(layout.work_tree)};
  }
  return std::unique_ptr<BlobReader>(std::make_unique<WorktreeReader>(layout, std::move(root)));
}

}  // namespace modgate::git
