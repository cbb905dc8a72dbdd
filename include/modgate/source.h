// Files and places in them. A place is a file id and a byte span; lines and columns exist only in reports.
#pragma once

#include <array>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/name_table.h"

namespace modgate {

/// Dense index into Files. Ids of a view's entries are in byte order of their paths.
enum class FileId : std::uint32_t {};
inline constexpr FileId kNoFile{0xffffffffU};
constexpr std::size_t index(FileId id) { return static_cast<std::size_t>(id); }

/// Half-open range of byte offsets in one file, counted from the file's first byte (a BOM counts).
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  auto operator<=>(const Span&) const = default;
};

struct Location {
  FileId file = kNoFile;
  Span span;
  auto operator<=>(const Location&) const = default;
};

/// A git object id (SHA-1, 20 bytes). All zero: not known, as for a file read from disk.
using ObjectId = std::array<std::uint8_t, 20>;

enum class EntryKind : std::uint8_t { file, executable, symlink, submodule };

/// One path of a view. Paths are git's bytes, relative to the repository's root, with `/`.
struct Entry {
  std::string_view path;  ///< points into the listing that owns the entry
  ObjectId id{};
  EntryKind kind = EntryKind::file;
};

/// The entries of a view in byte order of their paths, and the storage of those paths.
struct Listing {
  std::vector<Entry> entries;
  std::deque<std::string> storage;

  Listing() = default;
  Listing(Listing&&) = default;  // entries point into storage: moving keeps them good, copying would not
  Listing& operator=(Listing&&) = default;

  /// Appends an entry and keeps its path alive. Call sort() when all are in.
  void add(std::string_view path, EntryKind kind, const ObjectId& id = {});
  /// Byte order of paths, whatever the source's order was.
  void sort();
};

/// Every file a run may point at: first the view's entries (ids 0..view_size()-1, sorted), then files read from
/// elsewhere (a policy given by --config, a manifest given to `validate`), which carry a display path such as
/// `config:policy.yaml` and are never matched against patterns.
class Files {
 public:
  Files() = default;
  explicit Files(Listing listing);

  std::size_t size() const { return listing_.entries.size(); }
  std::size_t view_size() const { return view_size_; }
  const Entry& operator[](FileId id) const { return listing_.entries[index(id)]; }
  std::string_view path(FileId id) const { return listing_.entries[index(id)].path; }

  /// The view's entry with exactly this path.
  std::optional<FileId> find(std::string_view path) const;
  /// The view's first entry with this base name, and the next one with the same, in order; kNoFile when there is none.
  FileId first_named(std::string_view base_name) const;
  FileId next_named(FileId id) const { return FileId{by_name_.next(static_cast<std::uint32_t>(id))}; }
  /// Whether some entry of the view lies below this path (no trailing slash; "" is the root).
  bool is_directory(std::string_view path) const;
  /// The directories of the view without trailing slash, in byte order; the root is not listed.
  const std::vector<std::string_view>& directories() const { return directories_; }
  /// The same for directories, by their index in directories(); NameTable::kNone when there is none.
  std::uint32_t first_directory_named(std::string_view base_name) const;
  std::uint32_t next_directory_named(std::uint32_t directory) const { return directories_by_name_.next(directory); }
  /// How many entries of the view have a path before `path`: the place to look for what lies below a folder.
  std::size_t first_from(std::string_view path) const;
  /// Adds a file from outside the view and gives its id.
  FileId add_outside(std::string display_path);

 private:
  Listing listing_;
  std::size_t view_size_ = 0;
  std::vector<std::string_view> directories_;
  NameTable by_path_;
  NameTable by_name_;
  NameTable directories_by_path_;
  NameTable directories_by_name_;
};

/// Bytes of files, for renderers that quote. Empty when a file cannot be read any more. Good as long as this object.
class SourceTexts {
 public:
  virtual ~SourceTexts() = default;
  virtual std::string_view text(FileId file) = 0;
};

}  // namespace modgate
