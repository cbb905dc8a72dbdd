// A tree object's bytes as entries. What comes in is hostile: names may be anything, in any order.
#pragma once

#include <optional>
#include <string_view>

#include "modgate/source.h"

namespace modgate::git {

/// One tree object: a million names. What is larger was made to be large.
inline constexpr std::uint64_t kTreeBytes = 64 * 1024 * 1024;

/// Folders of one commit's tree. Each costs a look into the repository, and a dozen objects can name 10^10 of them; the
/// 450 000 files of Chromium lie in some 50 000.
inline constexpr std::uint32_t kTreeFolders = 500'000;

struct TreeEntry {
  unsigned mode = 0;
  std::string_view name;  ///< points into the object's bytes
  ObjectId id{};

  bool is_tree() const { return mode == 0040000; }
  bool is_regular() const { return mode == 0100644 || mode == 0100755 || mode == 0100664; }
};

/// Takes one entry off the front of a tree object's bytes; nothing when they are damaged.
std::optional<TreeEntry> take_entry(std::string_view& bytes);

}  // namespace modgate::git
