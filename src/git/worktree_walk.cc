// Lists the work tree: one pass over the folders on disk, matched with the sorted index. A tracked file that is gone is
// left out; one that a sparse checkout leaves out is listed with its blob; a submodule is one entry; ignored folders
// are entered only for tracked files below them; other repositories inside are left alone. Symbolic links are entries,
// never ways. Refused: folders nested deeper than limits::kTreeDepth, unreadable folders with tracked files.
#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <utility>
#include <vector>

#include "base/parallel_for.h"
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
    files.push_back({path, entry, git_index_entry_stage(entry) != 0, false});
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
    Folder root;
    root.end = tracked_.size();
    root.converts = setup_.converts;
    const Descriptor descriptor(::open(layout_.work_tree.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!descriptor) return unreadable(layout_.work_tree, errno);
    if (auto failure = enter(std::move(root), descriptor.get(), ".")) return *std::move(failure);
    while (!open_.empty()) {
      if (open_.back().subfolders.empty()) {
        open_.pop_back();
        continue;
      }
      Subfolder next = std::move(open_.back().subfolders.back());
      open_.back().subfolders.pop_back();
      Folder folder;
      folder.path = open_.back().path + next.name + "/";
      folder.begin = next.begin;
      folder.end = next.end;
      folder.converts = open_.back().converts;
      if (auto failure = enter(std::move(folder), ::dirfd(open_.back().stream.get()), next.name.c_str())) {
        return *std::move(failure);
      }
    }
    settle(descriptor.get());
    add_left_out();
    listing_.sort();
    return std::move(listing_);
  }

 private:
  struct Subfolder {
    std::string name;
    std::size_t begin = 0;  ///< the tracked files below it: [begin, end)
    std::size_t end = 0;
  };
  struct Folder {
    std::string path;  ///< "" or ending in `/`
    std::size_t begin = 0;
    std::size_t end = 0;
    bool converts = false;        ///< an attribute file here or above may convert bytes
    IgnoreRules rules;            ///< of its .gitignore
    std::optional<bool> ignored;  ///< asked for when the first untracked file is met
    DirectoryStream stream;
    std::vector<Subfolder> subfolders;
  };

  /// A tracked file that was seen on disk and has its place in the listing, but no kind and id yet.
  struct Unsettled {
    std::size_t slot = 0;
    const git_index_entry* entry = nullptr;
    bool provable = false;  ///< equal stat data would prove equal bytes
  };

  static Failure unreadable(std::string_view path, int error) {
    return {Failure::Kind::io, "the folder " + quoted(path) + " cannot be read: " + system_error(error),
            "ls -ld " + shell_word(path)};
  }

  /// Opens the folder, lists its files and leaves its subfolders for later.
  std::optional<Failure> enter(Folder folder, int parent, const char* name) {
    if (open_.size() > static_cast<std::size_t>(limits::kTreeDepth)) {
      return repository_failure("the folder " + quoted(folder.path) + " lies deeper than 256 folders", "git clean -nd");
    }
    Descriptor descriptor(::openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC));
    if (!descriptor) return skipped(folder, errno);
    DirectoryStream stream(::fdopendir(descriptor.get()));
    if (stream == nullptr) return skipped(folder, errno);
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
    if (errno != 0) return skipped(folder, errno);
    folder.stream = std::move(stream);
    const int number = ::dirfd(folder.stream.get());
    if (attributes && !folder.converts) folder.converts = attributes_convert(number);
    // git does not follow a symbolic link here either.
    if (ignores) folder.rules = IgnoreRules(small_file(number, ".gitignore", false).value_or(""));
    for (const Child& child : children) visit(folder, child.name, child.type);
    open_.push_back(std::move(folder));
    return std::nullopt;
  }

  /// A folder that cannot be read, or is gone again: a failure only if it was to hold tracked files.
  static std::optional<Failure> skipped(const Folder& folder, int error) {
    const bool gone = error == ENOENT || error == ENOTDIR || error == ELOOP;
    if (gone || folder.begin == folder.end) return std::nullopt;
    return unreadable(folder.path, error);
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

  void visit(Folder& folder, const std::string& name, unsigned char type) {
    path_ = folder.path;
    path_ += name;
    if (type == DT_UNKNOWN) type = static_cast<unsigned char>(IFTODT(mode_of(folder, name)));
    const std::size_t at = lower_bound(folder, path_);
    Tracked* tracked = at < folder.end && tracked_[at].path == path_ ? &tracked_[at] : nullptr;
    if (type == DT_DIR) {
      const bool submodule = tracked != nullptr && kind_of_mode(tracked->entry->mode) == EntryKind::submodule;
      if (submodule) {
        tracked->seen = true;
        listing_.add(tracked->path, EntryKind::submodule, object_id(tracked->entry->id));
      } else {
        leave_for_later(folder, name);
      }
    } else if (tracked != nullptr) {
      tracked->seen = true;
      const bool provable = setup_.stored || !folder.converts;
      unsettled_.push_back({listing_.entries.size(), tracked->entry, provable && !tracked->unmerged});
      listing_.add(tracked->path, EntryKind::file);
    } else if ((type == DT_REG || type == DT_LNK) && !ignored(folder, false)) {
      const bool executable = type == DT_REG && layout_.file_mode && (mode_of(folder, name) & S_IXUSR) != 0;
      listing_.add(path_, type == DT_LNK ? EntryKind::symlink : executable ? EntryKind::executable : EntryKind::file);
    }
  }

  /// 0 when it is gone.
  static mode_t mode_of(const Folder& folder, const std::string& name) {
    struct stat status {};
    const int code = ::fstatat(::dirfd(folder.stream.get()), name.c_str(), &status, AT_SYMLINK_NOFOLLOW);
    return code == 0 ? status.st_mode : 0;
  }

  /// `path_` is a folder below `folder`: is there a reason to enter it?
  void leave_for_later(Folder& folder, const std::string& name) {
    path_ += '/';
    Subfolder subfolder{name, lower_bound(folder, path_), 0};
    path_.back() = '/' + 1;  // just behind everything that starts with the path and a slash
    subfolder.end = lower_bound(folder, path_);
    path_.pop_back();
    const bool holds_tracked = subfolder.begin != subfolder.end;
    if (!holds_tracked && (is_repository(::dirfd(folder.stream.get()), name) || ignored(folder, true))) return;
    folder.subfolders.push_back(std::move(subfolder));
  }

  /// Whether the folder is another repository's work tree: a `.git` file, or a `.git` folder with a HEAD.
  static bool is_repository(int parent, const std::string& name) {
    struct stat status {};
    if (::fstatat(parent, (name + "/.git").c_str(), &status, AT_SYMLINK_NOFOLLOW) != 0) return false;
    return S_ISREG(status.st_mode) ||
           ::fstatat(parent, (name + "/.git/HEAD").c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
  }

  /// Whether `path_`, directly in `folder`, is ignored. What lies in an ignored folder cannot be taken back by a
  /// pattern further down, so the folders come first.
  bool ignored(Folder& folder, bool is_folder) {
    bool above = false;
    for (std::size_t depth = 0; depth < open_.size(); ++depth) above = folder_ignored(open_[depth], depth, above);
    return folder_ignored(folder, open_.size(), above) || judge(path_, is_folder, &folder, open_.size());
  }

  /// `depth`: how many of the open folders lie above it.
  bool folder_ignored(Folder& folder, std::size_t depth, bool above) const {
    if (!folder.ignored) {
      folder.ignored = above || (depth > 0 && judge(without_slash(folder.path), true, nullptr, depth));
    }
    return *folder.ignored;
  }

  /// The nearest .gitignore with an opinion decides, then info/exclude, then core.excludesFile.
  bool judge(std::string_view path, bool is_folder, const Folder* folder, std::size_t depth) const {
    std::optional<bool> verdict;
    if (folder != nullptr) verdict = folder->rules.judge(path.substr(folder->path.size()), is_folder);
    while (!verdict && depth > 0) {
      const Folder& open = open_[--depth];
      if (!open.rules.empty()) verdict = open.rules.judge(path.substr(open.path.size()), is_folder);
    }
    if (!verdict) verdict = setup_.repository_rules.judge(path, is_folder);
    if (!verdict) verdict = setup_.user_rules.judge(path, is_folder);
    return verdict.value_or(false);
  }

  /// Kinds and ids of the tracked files. To ask for each file's state is most of the walk's time, and the only part
  /// where the files do not depend on each other.
  void settle(int root) {
    constexpr unsigned kMostJobs = 4;
    parallel_for(unsettled_.size(), std::min(kMostJobs, std::thread::hardware_concurrency()), [&] {
      return [&](std::size_t i) {
        const Unsettled& file = unsettled_[i];
        const DiskState state = state_on_disk(root, *file.entry, layout_.file_mode, setup_.index_time);
        Entry& entry = listing_.entries[file.slot];
        entry.kind = state.kind;
        if (state.unchanged && file.provable) entry.id = object_id(file.entry->id);
      };
    });
  }

  /// What a sparse checkout left out is tracked content, not a deletion.
  void add_left_out() {
    for (const Tracked& file : tracked_) {
      if (file.seen || (file.entry->flags_extended & GIT_INDEX_ENTRY_SKIP_WORKTREE) == 0) continue;
      listing_.add(file.path, *kind_of_mode(file.entry->mode), object_id(file.entry->id));
    }
  }

  const Layout& layout_;
  const WorktreeSetup& setup_;
  std::vector<Tracked> tracked_;
  std::vector<Folder> open_;  ///< from the root down to the folder at hand
  Listing listing_;
  std::vector<Unsettled> unsettled_;
  std::string path_;  ///< reused, so that a file costs no allocation
};

}  // namespace

Result<Listing> walk_worktree(const Layout& layout, const WorktreeSetup& setup, git_index* index) {
  return WorktreeWalk(layout, setup, index).run();
}

}  // namespace modgate::git
