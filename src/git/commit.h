// A commit object's bytes as values: parents, tree, time, people, message, trailers. What comes in is hostile: any
// byte may stand anywhere, and any time. Refused: what does not begin with a tree and parents.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "modgate/history.h"
#include "modgate/manifest.h"
#include "modgate/source.h"

namespace modgate::git {

/// What is looked at of one commit: a message may have a megabyte, and a question may keep thousands of commits.
/// Trailers stand at the end; the longest lists, of squashed branches, have some hundreds.
inline constexpr std::size_t kTrailerBytes = 64 * 1024;
inline constexpr std::size_t kCommitTrailers = 1'000;
inline constexpr std::size_t kSubjectBytes = 1'000;
/// An author's name and address; a longer one is nobody's.
inline constexpr std::size_t kPersonBytes = 4 * 1024;

/// Views point into the object's bytes.
struct CommitParts {
  ObjectId tree{};
  std::vector<ObjectId> parents;
  std::int64_t second = 0;  ///< committer's, between 1970 and 9999
  std::string_view author;  ///< `Name <mail> seconds zone`
  std::string_view message;
};

std::optional<CommitParts> parse_commit(std::string_view bytes);
Commit commit_of(const ObjectId& id, const CommitParts& parts);

/// Trailers of a commit message, as `git interpret-trailers --parse --no-divider` prints them; the first
/// kCommitTrailers of those within the last kTrailerBytes. A longer block of them is none.
std::vector<Trailer> trailers_of(std::string_view message);

/// A commit may claim any time. Beyond these bounds there is no calendar day with a four-digit year.
std::int64_t calendar_second(std::int64_t second);
/// In UTC.
Date day_of(std::int64_t second);

/// 40 hexadecimal digits.
std::optional<ObjectId> parse_id(std::string_view hex);

}  // namespace modgate::git
