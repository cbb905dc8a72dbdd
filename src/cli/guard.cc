// Handlers call nothing but what POSIX lists as safe in them, and read nothing but the fixed memory below.
#include "cli/guard.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cerrno>
#include <climits>
#include <csignal>
#include <cstddef>
#include <string_view>
#include <vector>

#include "cli/output.h"

namespace modgate::cli {
namespace {

/// The file to remove. The name is complete before the folder says that there is one.
constexpr int kNoFolder = -1;
std::atomic<int> unfinished_folder{kNoFolder};
std::array<char, PATH_MAX> unfinished_name;
std::atomic<bool> colored{false};
static_assert(std::atomic<int>::is_always_lock_free && std::atomic<bool>::is_always_lock_free);

constexpr std::array kStops = {SIGINT, SIGTERM, SIGHUP, SIGXCPU};
constexpr std::array kCrashes = {SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT};

void write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void clean_up() {
  const int folder = unfinished_folder.exchange(kNoFolder);
  if (folder != kNoFolder) ::unlinkat(folder, unfinished_name.data(), 0);
  if (colored.exchange(false)) write_all(STDOUT_FILENO, "\x1b[0m\n");
}

/// The handler is gone by now (SA_RESETHAND), so that the signal ends the process as if nobody had looked at it.
void on_stop(int number) {
  clean_up();
  if (number == SIGXCPU) {
    end_at_once("error: the limit on processor time ended this run\n  help: raise it with `ulimit -t`\n");
  }
  ::raise(number);
}

void on_crash(int number) {
  end_at_once(number == SIGBUS ? "error: a file became shorter while it was read, or its disk failed\n"
                                 "  help: run it again when nothing rewrites the repository\n"
                               : "error: an internal error ended this run\n"
                                 "  help: please report this with the command that led here\n");
}

/// Sanitizers, and callers that started this program under `nohup`, came first and are left alone.
void handle(int number, void (*handler)(int), int flags) {
  struct sigaction before {};
  if (::sigaction(number, nullptr, &before) != 0 || before.sa_handler != SIG_DFL) return;
  struct sigaction action {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  ::sigemptyset(&action.sa_mask);
  ::sigaction(number, &action, nullptr);
}

/// What keeps stops away while a file and its name in this file come to agree.
class StopsHeld {
 public:
  StopsHeld() {
    sigset_t stops;
    ::sigemptyset(&stops);
    for (const int number : kStops) ::sigaddset(&stops, number);
    ::pthread_sigmask(SIG_BLOCK, &stops, &before_);
  }
  ~StopsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  StopsHeld(const StopsHeld&) = delete;
  StopsHeld& operator=(const StopsHeld&) = delete;

 private:
  sigset_t before_{};
};

/// The root folder can be opened everywhere, and what writes to it or reads from it fails, as on a closed descriptor.
void take_standard_descriptors() {
  for (const int number : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(number, F_GETFD) == -1 && errno == EBADF) ::open("/", O_RDONLY | O_DIRECTORY);
  }
}

}  // namespace

void install_guard() {
  take_standard_descriptors();
  // A reader that goes away (`modgate check | head`) is a failed write, not a death without an exit code. So is a file
  // that has reached the largest size that is allowed.
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);
  // Deep recursion ends where the stack does; its handler needs another one.
  static std::array<std::byte, 64 * 1024> stack;
  stack_t other{};
  other.ss_sp = stack.data();
  other.ss_size = stack.size();
  ::sigaltstack(&other, nullptr);
  for (const int number : kStops) handle(number, on_stop, static_cast<int>(SA_RESETHAND) | SA_NODEFER);
  for (const int number : kCrashes) handle(number, on_crash, static_cast<int>(SA_RESETHAND) | SA_ONSTACK);
}

void end_at_once(std::string_view text) {
  clean_up();
  write_all(STDERR_FILENO, text);
  ::_exit(static_cast<int>(Exit::incomplete));
}

void say_out_of_memory() {
  write_all(STDERR_FILENO,
            "error: there is not enough memory for this run\n  help: raise the limit with `ulimit -v`\n");
}

int Unfinished::create(int folder, const std::string& name, int flags, mode_t mode) {
  if (name.size() >= unfinished_name.size()) {
    errno = ENAMETOOLONG;
    return -1;
  }
  const StopsHeld held;
  const int file = ::openat(folder, name.c_str(), flags | O_CREAT | O_EXCL | O_CLOEXEC, mode);
  if (file < 0) return file;
  *std::copy(name.begin(), name.end(), unfinished_name.begin()) = '\0';
  unfinished_folder = folder;
  return file;
}

int Unfinished::create_temporary(int folder, const std::string& stem, std::string& name, mode_t mode) {
  constexpr int kAttempts = 100;
  std::vector<std::string> left;
  int file = -1;
  for (int attempt = 0; file < 0 && attempt < kAttempts; ++attempt) {
    name = stem + "." + std::to_string(::getpid()) + (attempt == 0 ? "" : "-" + std::to_string(attempt)) + ".tmp";
    file = create(folder, name, O_WRONLY | O_NOFOLLOW, mode);
    if (file < 0 && errno != EEXIST) break;
    if (file < 0) left.push_back(name);
  }
  struct stat made {};
  if (file < 0 || ::fstat(file, &made) != 0) return file;
  constexpr time_t kHour = 3600;
  for (const std::string& old : left) {
    // A younger one may be another container's, where the same number is alive.
    struct stat status {};
    const bool known = ::fstatat(folder, old.c_str(), &status, AT_SYMLINK_NOFOLLOW) == 0;
    if (known && S_ISREG(status.st_mode) && made.st_mtime - status.st_mtime > kHour) ::unlinkat(folder, old.c_str(), 0);
  }
  return file;
}

Unfinished::~Unfinished() { unfinished_folder = kNoFolder; }

Colored::Colored(bool on) { colored = on; }
Colored::~Colored() { colored = false; }

}  // namespace modgate::cli
