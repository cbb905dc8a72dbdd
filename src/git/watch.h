// What of a repository is being read right now, and since when: objects in, the one that takes longest out. libgit2 1.5
// never comes back from a loose object that is cut off, and no call of it can be given a deadline.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <string_view>

#include "modgate/view.h"

namespace modgate::git {

/// One read in progress. What it names must outlive it.
class Watched {
 public:
  explicit Watched(const ObjectId& object);
  explicit Watched(std::string_view revision);
  ~Watched();
  Watched(const Watched&) = delete;
  Watched& operator=(const Watched&) = delete;

 private:
  friend std::size_t overdue(std::chrono::steady_clock::duration patience, std::span<char> name);

  explicit Watched(const ObjectId* object, std::string_view revision);

  const ObjectId* object_;
  std::string_view revision_;
  std::chrono::steady_clock::time_point since_;
  Watched* older_;
  Watched* newer_;
};

/// Writes the name of a read that takes longer than `patience` and gives the name's length; 0 when there is none.
/// Allocates nothing: what hangs may hold the allocator's lock.
std::size_t overdue(std::chrono::steady_clock::duration patience, std::span<char> name);

}  // namespace modgate::git
