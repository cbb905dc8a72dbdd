// libgit2's errors and the system's, read at once on the thread that met them, and failures in modgate's own words.
// What comes out is safe to print: names from the repository are in visible form, and a help line can be pasted.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "modgate/result.h"

namespace modgate::git {

/// What libgit2 said last on this thread.
struct GitError {
  int code = 0;      ///< the return code, e.g. GIT_ENOTFOUND
  int category = 0;  ///< git_error_t
  std::string text;  ///< in visible form; never empty
};
GitError last_error(int code);

/// The system's words for an errno value: "Permission denied".
std::string system_error(int number);

/// The machine fails, not the repository: no descriptors, no memory, a broken disk. No caller could go on with less
/// than it asked for and still call the run complete, so this passes them all by; `main` makes a Failure of kind `io`
/// of it.
class MachineTrouble : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Throws MachineTrouble, unless the error says how the repository is: a path that is gone, closed to this user, or
/// something else than a file. `name` is what was to be read.
void throw_if_machine_failed(int error, std::string_view name);

/// A Failure of kind `repository`.
Failure repository_failure(std::string message, std::string help = {});

/// The word as a POSIX shell reads it back, quoted only where it must be, in visible form.
std::string shell_word(std::string_view word);

/// In backticks and visible form, for messages.
std::string quoted(std::string_view name);

/// Without the slashes at its end, for messages and commands; the root stays `/`.
std::string_view without_slash(std::string_view path);

}  // namespace modgate::git
