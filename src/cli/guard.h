// What the process does when it is stopped from outside or breaks: a half-written file is taken away, the terminal gets
// its colour back, one line says what happened, and the status is no pass.
#pragma once

#include <sys/types.h>

#include <string>
#include <string_view>

namespace modgate::cli {

/// Once, first thing in `main`. SIGINT, SIGTERM and SIGHUP end the run with their usual status; a crash, and the end of
/// the allowed processor time, with exit code 3. A signal that the caller has turned off stays off. Descriptors 0 to 2
/// that the caller closed are taken, so that no file gets the number of stdout.
void install_guard();

/// Says on stderr that memory ran out, without needing any.
void say_out_of_memory();

/// From any thread: removes the unfinished file, writes the text to stderr and ends the process with exit code 3. What
/// other threads hold stays as it is.
[[noreturn]] void end_at_once(std::string_view text);

/// A file that is being written and must not be left behind half: from `create` to the end of this object a signal or
/// a crash removes it. One at a time.
class Unfinished {
 public:
  Unfinished() = default;
  ~Unfinished();
  Unfinished(const Unfinished&) = delete;
  Unfinished& operator=(const Unfinished&) = delete;

  /// openat for a new file to write: O_CREAT, O_EXCL and O_CLOEXEC are added to `flags`.
  int create(int folder, const std::string& name, int flags, mode_t mode);
  /// The same under a name of its own, `STEM.PID.tmp` or one like it, which goes to `name`. Numbers of processes come
  /// again, in a container at once: what a killed run left there is passed over, and removed when it is an hour older.
  int create_temporary(int folder, const std::string& stem, std::string& name, mode_t mode);
};

/// While it lives, colour may be on the terminal's screen that only a later byte turns off.
class Colored {
 public:
  explicit Colored(bool on);
  ~Colored();
  Colored(const Colored&) = delete;
  Colored& operator=(const Colored&) = delete;
};

}  // namespace modgate::cli
