// Which findings of two trees are the same: by fingerprint after git's renames; where a file or what it uses was
// renamed, its spelling may have changed with that and is not compared. Each finding answers for one other.
#pragma once

#include <cstddef>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "lint/fingerprint.h"
#include "modgate/change.h"

namespace modgate {

/// Old names to new ones; copies are no renames.
class Renames {
 public:
  Renames() = default;
  explicit Renames(const std::vector<PathChange>& paths);
  std::string operator()(std::string_view path) const;
  std::string before(std::string_view path) const;  ///< the other way
  /// The key under the new names.
  FindingKey of(FindingKey key) const;

 private:
  std::unordered_map<std::string, std::string> after_, before_;
};

/// Known findings, and which of them occur among others.
class SameFindings {
 public:
  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  struct Match {
    std::size_t id = kNone;
    bool moved = false;
  };

  /// One finding may be added under several keys. `moved`: the key holds by renames alone.
  void add(std::size_t id, const FindingKey& key, bool moved);
  /// For each key the known finding that it is, if any. All that are exactly known come before those that moved.
  std::vector<Match> match(const std::vector<FindingKey>& keys);

 private:
  std::unordered_map<std::string, std::vector<Match>> exact_;
  std::unordered_map<std::string, std::deque<std::size_t>> without_spelling_;
  std::unordered_set<std::size_t> taken_;
};

}  // namespace modgate
