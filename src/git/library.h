// The libgit2 library's life time: one Library stands in main (or in a test) before the first Repository is opened.
// It also sets what holds for the whole process: which repository extensions are understood, and that ownership is
// checked by modgate itself (ownership.h), because libgit2 1.5 knows neither `safe.directory = *` nor a clear error.
#pragma once

namespace modgate::git {

class Library {
 public:
  Library();
  ~Library();
  Library(const Library&) = delete;
  Library& operator=(const Library&) = delete;

  /// To be called in a thread before it calls libgit2: that keeps the last error of each thread in memory that it asks
  /// for at the first one, and 1.5.1 calls itself without end when there is none. Throws std::bad_alloc instead.
  static void ready_thread();
};

}  // namespace modgate::git
