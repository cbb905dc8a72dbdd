// A repository's history as modgate needs it: who added a line, what a file held on a day, what was committed.
// src/git walks it; everything else asks through this interface. What a shallow or partial clone leaves out is named.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/manifest.h"
#include "modgate/result.h"

namespace modgate {

/// A person as a commit names it; nothing is joined by the name.
struct Signature {
  std::string name, email;
};

/// `Key: value` in the last paragraph of a commit message.
struct Trailer {
  std::string key, value;
};

struct Commit {
  std::string id;  ///< hex
  Signature author;
  std::int64_t second = 0;  ///< committer's time since 1970-01-01T00:00Z
  Date day;                 ///< of `second`, in UTC
  std::vector<Trailer> trailers;
  std::string subject;
  bool merge = false;
};

/// Where history stops without having told all. Empty: it told all.
using Gap = std::string;  ///< one sentence with the command that helps

/// What a file held from a day on, along first parents.
struct FileVersion {
  Date from;          ///< the day of the commit that made it so
  std::string bytes;  ///< empty when the file was not there
  bool present = false;
};

struct FileVersions {
  std::vector<FileVersion> versions;  ///< newest first; the last one also counts before its day, unless there is a gap
  Gap gap;
};

/// The commit that added a line, as `git blame -M` would name it for one file.
struct LineOrigin {
  enum class Kind : std::uint8_t { committed, not_committed, unknown };
  Kind kind = Kind::unknown;
  std::size_t commit = 0;  ///< into LineOrigins::commits
};

struct LineOrigins {
  std::vector<Commit> commits;
  std::vector<LineOrigin> lines;  ///< as asked for
  Gap gap;                        ///< why some are unknown
};

/// One commit with the paths that it changed against its first parent (renames as their new path).
struct CommitChange {
  Commit commit;
  std::vector<std::string> paths;
};

/// History from one commit backwards. Belongs to one thread.
class History {
 public:
  virtual ~History() = default;
  /// Versions of the file along first parents, back to the one in force on `back_to`, or to the first one.
  virtual Result<FileVersions> versions(const std::string& path, std::optional<Date> back_to) = 0;
  /// For each of the 1-based `lines` of `bytes`, the present content of the file at `path`, who added it.
  virtual Result<LineOrigins> origins(const std::string& path, std::string_view bytes,
                                      const std::vector<std::size_t>& lines) = 0;
  /// All commits from newest to oldest until `visit` says false. Merges have no paths.
  virtual Result<Gap> commits(const std::function<bool(const CommitChange&)>& visit) = 0;
};

}  // namespace modgate
