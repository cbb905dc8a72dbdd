// Lists the work tree: one pass over the folders on disk, matched with the sorted index. A tracked file that is gone is
// left out; one that a sparse checkout leaves out is listed with its blob; a submodule is one entry; ignored folders
// are entered only for tracked files below them; other repositories inside are left alone. Folders are independent, so
// several threads take them from one stack. Symbolic links are entries, never ways. Refused: folders nested deeper than
// limits::kTreeDepth, unreadable folders with tracked files.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <exception>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>
#include <thread>
#include <utility>
#include <vector>

#include "git/attributes.h"
#include "git/configuration.h"
#include "git/descriptor.h"
#include "git/failure.h"
#include "git/index.h"
#include "git/tracked_state.h"
#include "git/worktree.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

struct Tracked {
  std::string_view path;
  const git_index_entry* entry = nullptr;
  bool unmerged = false;
  bool seen = false;
  bool proven = false;  ///< the file on disk has the bytes of the entry's blob
  EntryKind kind = EntryKind::file;
};

/// The index's paths in byte order, each once whatever its stages.
std::vector<Tracked> tracked_files(git_index* index) {
  std::vector<Tracked> files;
  const std::size_t count = git_index_entrycount(index);
  files.reserve(count);
  for (std::size_t i = 0; i < count; ++i) {
    const git_index_entry* entry = git_index_get_byindex(index, i);
    const std::string_view path = entry->path;
    if (!files.empty() && files.back().path == path) continue;
    files.push_back({path, entry, git_index_entry_stage(entry) != 0});
  }
  const auto by_path = [](const Tracked& a, const Tracked& b) { return a.path < b.path; };
  if (!std::is_sorted(files.begin(), files.end(), by_path)) std::sort(files.begin(), files.end(), by_path);
  return files;
}

class WorktreeWalk {
 public:
  WorktreeWalk(const Layout& layout, const WorktreeSetup& setup, git_index* index)
      : layout_(layout), setup_(setup), tracked_(tracked_files(index)) {}

  Result<Listing> run() {
    auto root = std::make_shared<Folder>();
    root->end = tracked_.size();
    root->converts = setup_.converts;
    root->ignored = Ignored::no;
    const Descriptor descriptor(::open(layout_.work_tree.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor) return unreadable(layout_.work_tree, errno);
    enter(root, descriptor.get(), ".");
    // Each thread may hold a descriptor for every level, and 1024 is what a process usually gets.
    constexpr unsigned kMostJobs = 3;
    std::vector<std::jthread> threads;
    try {
      for (unsigned i = 1; i < std::min(kMostJobs, std::thread::hardware_concurrency()); ++i) {
        threads.emplace_back([this] { work(); });
      }
    } catch (const std::system_error&) {
      // The threads that there are do the same work.
    }
    work();
    threads.clear();
    if (trouble_) std::rethrow_exception(trouble_);
    if (failure_) return *std::move(failure_);
    Listing result = listing();
    if (result.entries.size() > limits::kViewEntries) {
      return repository_failure("the work tree has over 2 000 000 files", "git status --untracked-files=all");
    }
    return result;
  }

 private:
  enum class Ignored : std::uint8_t { not_asked, no, yes };
  struct Folder {
    std::string path;                      ///< "" or ending in `/`
    std::shared_ptr<const Folder> parent;  ///< empty for the root
    std::size_t begin = 0;                 ///< the tracked files below it: [begin, end)
    std::size_t end = 0;
    bool converts = false;  ///< an attribute file here or above may convert bytes
    IgnoreRules rules;      ///< of its .gitignore
    DirectoryStream stream;
    mutable std::atomic<Ignored> ignored = Ignored::not_asked;  ///< whoever asks first finds the same as anybody
  };
  struct Subfolder {
    std::shared_ptr<const Folder> parent;
    std::string name;
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  struct Untracked {
    std::string path;
    EntryKind kind = EntryKind::file;
  };
  /// What one folder gives.
  struct Yield {
    std::vector<Subfolder> subfolders;
    std::vector<Untracked> untracked;
  };

  /// Takes folders until there are none, and nobody who may find more.
  void work() {
    std::unique_lock lock(mutex_);
    while (true) {
      wake_.wait(lock, [this] { return trouble_ || !todo_.empty() || active_ == 0; });
      if (trouble_ || todo_.empty()) break;
      const Subfolder next = std::move(todo_.back());
      todo_.pop_back();
      ++active_;
      lock.unlock();
      std::exception_ptr trouble;
      try {
        auto folder = std::make_shared<Folder>();
        folder->path = next.parent->path + next.name + "/";
        folder->parent = next.parent;
        folder->begin = next.begin;
        folder->end = next.end;
        folder->converts = next.parent->converts;
        enter(folder, ::dirfd(next.parent->stream.get()), next.name.c_str());
      } catch (...) {
        trouble = std::current_exception();
      }
      lock.lock();
      --active_;
      if (trouble && !trouble_) trouble_ = trouble;
    }
    wake_.notify_all();
  }

  /// Of several failures the one of the least path is told, whoever met it first.
  void fail(const std::string& path, Failure failure) {
    const std::scoped_lock lock(mutex_);
    if (failure_ && failed_path_ < path) return;
    failure_ = std::move(failure);
    failed_path_ = path;
  }

  static Failure unreadable(std::string_view path, int error) {
    return {Failure::Kind::io, "the folder " + quoted(path) + " cannot be read: " + system_error(error),
            "ls -ld " + shell_word(path)};
  }

  /// Opens the folder, lists its files and leaves its subfolders for later.
  void enter(const std::shared_ptr<Folder>& entered, int parent, const char* name) {
    Folder& folder = *entered;
    if (std::count(folder.path.begin(), folder.path.end(), '/') > limits::kTreeDepth) {
      const Failure deep =
          repository_failure("the folder " + quoted(folder.path) + " lies deeper than 256 folders", "git clean -nd");
      return fail(folder.path, deep);
    }
    Descriptor descriptor(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!descriptor) return skip(folder, errno);
    DirectoryStream stream(::fdopendir(descriptor.get()));
    if (stream == nullptr) return skip(folder, errno);
    descriptor.release();
    struct Child {
      std::string name;
      unsigned char type;
    };
    std::vector<Child> children;
    bool attributes = false;
    bool ignores = false;
    for (errno = 0; const dirent* child = ::readdir(stream.get()); errno = 0) {
      const std::string_view child_name = child->d_name;
      if (child_name == "." || child_name == ".." || child_name == ".git") continue;
      attributes = attributes || child_name == ".gitattributes";
      ignores = ignores || child_name == ".gitignore";
      children.push_back({std::string(child_name), child->d_type});
    }
    if (errno != 0) return skip(folder, errno);
    folder.stream = std::move(stream);
    const int number = ::dirfd(folder.stream.get());
    if (attributes && !folder.converts) folder.converts = attributes_convert(number);
    // git does not follow a symbolic link here either.
    if (ignores) folder.rules = IgnoreRules(small_file(number, ".gitignore", false).value_or(""));
    Yield yield;
    std::string path;  // reused, so that a file costs no allocation
    for (const Child& child : children) visit(entered, child.name, child.type, path, yield);
    if (yield.subfolders.empty() && yield.untracked.empty()) return;
    const std::scoped_lock lock(mutex_);
    std::move(yield.subfolders.begin(), yield.subfolders.end(), std::back_inserter(todo_));
    std::move(yield.untracked.begin(), yield.untracked.end(), std::back_inserter(untracked_));
    wake_.notify_all();
  }

  /// A folder that cannot be read, or is gone again: a failure only if it was to hold tracked files.
  void skip(const Folder& folder, int error) {
    const bool gone = error == ENOENT || error == ENOTDIR || error == ELOOP;
    throw_if_machine_failed(error, folder.path);
    if (!gone && folder.begin != folder.end) fail(folder.path, unreadable(folder.path, error));
  }

  static bool attributes_convert(int folder) {
    const auto bytes = small_file(folder, ".gitattributes", false);
    return !bytes || sets_conversion(*bytes);
  }

  /// The first tracked file of the folder that is not before `path`.
  std::size_t lower_bound(const Folder& folder, std::string_view path) const {
    const auto at = [&](std::size_t i) { return tracked_.begin() + static_cast<std::ptrdiff_t>(i); };
    const auto found = std::lower_bound(at(folder.begin), at(folder.end), path,
                                        [](const Tracked& file, std::string_view key) { return file.path < key; });
    return static_cast<std::size_t>(found - tracked_.begin());
  }

  void visit(const std::shared_ptr<const Folder>& at_hand, const std::string& name, unsigned char type,
             std::string& path, Yield& yield) {
    const Folder& folder = *at_hand;
    path = folder.path;
    path += name;
    if (type == DT_UNKNOWN) type = static_cast<unsigned char>(IFTODT(mode_of(folder, name)));
    const std::size_t at = lower_bound(folder, path);
    Tracked* tracked = at < folder.end && tracked_[at].path == path ? &tracked_[at] : nullptr;
    if (type == DT_DIR) {
      if (tracked != nullptr && kind_of_mode(tracked->entry->mode) == EntryKind::submodule) {
        *tracked = {tracked->path, tracked->entry, tracked->unmerged, true, true, EntryKind::submodule};
      } else {
        leave_for_later(at_hand, name, path, yield);
      }
    } else if (tracked != nullptr) {
      const int number = ::dirfd(folder.stream.get());
      const DiskState state = state_on_disk(number, name, *tracked->entry, layout_.file_mode, setup_.index_time);
      const bool provable = (setup_.stored || !folder.converts) && !tracked->unmerged;
      tracked->seen = true;
      tracked->proven = state.unchanged && provable;
      tracked->kind = state.kind;
    } else if ((type == DT_REG || type == DT_LNK) && !ignored(folder, path, false)) {
      const bool executable = type == DT_REG && layout_.file_mode && (mode_of(folder, name) & S_IXUSR) != 0;
      const EntryKind kind = executable ? EntryKind::executable : EntryKind::file;
      yield.untracked.push_back({path, type == DT_LNK ? EntryKind::symlink : kind});
    }
  }

  /// 0 when it is gone.
  static mode_t mode_of(const Folder& folder, const std::string& name) {
    struct stat status {};
    const int code = ::fstatat(::dirfd(folder.stream.get()), name.c_str(), &status, AT_SYMLINK_NOFOLLOW);
    if (code != 0) throw_if_machine_failed(errno, folder.path + name);
    return code == 0 ? status.st_mode : 0;
  }

  /// `path` is a folder directly in the one at hand: is there a reason to enter it?
  void leave_for_later(const std::shared_ptr<const Folder>& at_hand, const std::string& name, std::string& path,
                       Yield& yield) const {
    path += '/';
    Subfolder subfolder{at_hand, name, lower_bound(*at_hand, path), 0};
    path.back() = '/' + 1;  // just behind everything that starts with the path and a slash
    subfolder.end = lower_bound(*at_hand, path);
    path.pop_back();
    const bool holds_tracked = subfolder.begin != subfolder.end;
    if (!holds_tracked && (is_repository(::dirfd(at_hand->stream.get()), name) || ignored(*at_hand, path, true))) {
      return;
    }
    yield.subfolders.push_back(std::move(subfolder));
  }

  /// Whether the folder is another repository's work tree: a `.git` file, or a `.git` folder with a HEAD.
  static bool is_repository(int parent, const std::string& name) {
    struct stat status {};
    const auto is_there = [&](const std::string& path) {
      if (::fstatat(parent, path.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0) return true;
      throw_if_machine_failed(errno, path);
      return false;
    };
    return is_there(name + "/.git") && (S_ISREG(status.st_mode) || is_there(name + "/.git/HEAD"));
  }

  /// Whether `path`, directly in `folder`, is ignored. What lies in an ignored folder cannot be taken back by a
  /// pattern further down, so the folders come first, from the root on.
  bool ignored(const Folder& folder, std::string_view path, bool is_folder) const {
    return folder_ignored(folder) || judge(path, is_folder, &folder);
  }

  /// Calls itself for the folders above, at most limits::kTreeDepth of them.
  bool folder_ignored(const Folder& folder) const {
    if (folder.ignored == Ignored::not_asked) {
      const Folder* const above = folder.parent.get();
      const bool yes = folder_ignored(*above) || judge(without_slash(folder.path), true, above);
      folder.ignored = yes ? Ignored::yes : Ignored::no;
    }
    return folder.ignored == Ignored::yes;
  }

  /// The nearest .gitignore with an opinion decides, then info/exclude, then core.excludesFile.
  bool judge(std::string_view path, bool is_folder, const Folder* folder) const {
    std::optional<bool> verdict;
    for (; !verdict && folder != nullptr; folder = folder->parent.get()) {
      if (!folder->rules.empty()) verdict = folder->rules.judge(path.substr(folder->path.size()), is_folder);
    }
    if (!verdict) verdict = setup_.repository_rules.judge(path, is_folder);
    if (!verdict) verdict = setup_.user_rules.judge(path, is_folder);
    return verdict.value_or(false);
  }

  /// Tracked files are in order already. What a sparse checkout left out is tracked content, not a deletion.
  Listing listing() {
    Listing listing;
    const auto by_path = [](const Untracked& a, const Untracked& b) { return a.path < b.path; };
    std::sort(untracked_.begin(), untracked_.end(), by_path);
    listing.entries.reserve(tracked_.size() + untracked_.size());
    auto next = untracked_.begin();
    for (const Tracked& file : tracked_) {
      for (; next != untracked_.end() && next->path < file.path; ++next) listing.add(next->path, next->kind);
      if (file.seen) {
        listing.add(file.path, file.kind, file.proven ? object_id(file.entry->id) : ObjectId{});
      } else if ((file.entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) != 0) {
        listing.add(file.path, *kind_of_mode(file.entry->mode), object_id(file.entry->id));
      }
    }
    for (; next != untracked_.end(); ++next) listing.add(next->path, next->kind);
    return listing;
  }

  const Layout& layout_;
  const WorktreeSetup& setup_;
  std::vector<Tracked> tracked_;  ///< each belongs to the thread that visits its folder

  std::mutex mutex_;  ///< for all that follows
  std::condition_variable wake_;
  std::vector<Subfolder> todo_;
  unsigned active_ = 0;  ///< threads that are in a folder
  std::vector<Untracked> untracked_;
  std::exception_ptr trouble_;
  std::optional<Failure> failure_;
  std::string failed_path_;
};

}  // namespace

Result<Listing> walk_worktree(const Layout& layout, const WorktreeSetup& setup, git_index* index) {
  return WorktreeWalk(layout, setup, index).run();
}

}  // namespace modgate::git
