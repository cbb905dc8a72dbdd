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
};

}  // namespace modgate::git
