#include "cli/output.h"

#include <fcntl.h>
#include <fmt/core.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <system_error>

#include "base/utf8.h"
#include "cli/guard.h"

namespace modgate::cli {
namespace {

constexpr int kUsualWidth = 80;

bool is_set(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

bool wants_color(Choice choice) {
  if (choice != Choice::automatic) return choice == Choice::always;
  if (is_set("NO_COLOR")) return false;
  const char* force = std::getenv("CLICOLOR_FORCE");
  if (force != nullptr && *force != '\0' && std::string_view(force) != "0") return true;
  const char* terminal = std::getenv("TERM");
  if (terminal != nullptr && std::string_view(terminal) == "dumb") return false;
  return isatty(STDOUT_FILENO) == 1;
}

/// A terminal that says nothing of its width, as under a commit hook, counts as 80 columns.
int terminal_width() {
  winsize size{};
  if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  const char* columns = std::getenv("COLUMNS");
  const int width = columns != nullptr ? std::atoi(columns) : 0;
  return width >= 20 && width <= 1000 ? width : kUsualWidth;
}

Failure cannot_write(const std::string& where) {
  return Failure{Failure::Kind::io, fmt::format("cannot write {}: {}", where, std::strerror(errno)), ""};
}

/// Whether the file is what stdout goes to, as /dev/stdout is: opened once more, it would be cut off under what already
/// stands there.
bool is_stdout(const std::string& path) {
  struct stat named {};
  struct stat open {};
  return ::stat(path.c_str(), &named) == 0 && ::fstat(STDOUT_FILENO, &open) == 0 && named.st_dev == open.st_dev &&
         named.st_ino == open.st_ino;
}

/// False with errno.
bool write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const ssize_t written = ::write(file, text.data(), text.size());
    if (written < 0 && errno != EINTR) return false;
    if (written > 0) text.remove_prefix(static_cast<std::size_t>(written));
  }
  return true;
}

/// False with errno of what failed first.
bool write_and_close(int file, std::string_view text) {
  const bool good = write_all(file, text);
  const int reason = errno;
  const bool closed = ::close(file) == 0;
  if (!good) errno = reason;
  return good && closed;
}

/// Fills the new file; false with errno, and then there is no such file any more.
bool fill_new_file(int file, const std::string& path, std::string_view text) {
  if (file < 0) return false;
  if (write_and_close(file, text)) return true;
  const int reason = errno;
  ::unlink(path.c_str());
  errno = reason;
  return false;
}

}  // namespace

RenderOptions render_options(const Options& options) {
  RenderOptions render;
  const bool file = options.output_file.has_value();
  render.color = file ? options.color == Choice::always : wants_color(options.color);
  render.hyperlinks = options.hyperlinks == Choice::always ||
                      (options.hyperlinks == Choice::automatic && render.color && isatty(STDOUT_FILENO) == 1);
  render.width = terminal_width();
  // Only who waits for it cares; what is kept and compared is the same for every run.
  render.time = !file && isatty(STDOUT_FILENO) == 1;
  render.quiet = options.quiet;
  render.statistics = options.statistics;
  return render;
}

Result<bool> write_stdout(std::string_view text) {
  const Colored colored(text.find('\x1b') != std::string_view::npos && isatty(STDOUT_FILENO) == 1);
  // What was printed piece by piece comes first. Not through the stream: one signal in a long write would end it.
  if (std::fflush(stdout) != 0 || !write_all(STDOUT_FILENO, text)) return cannot_write("the report to stdout");
  return true;
}

bool create_file(const std::string& path, std::string_view text, bool executable) {
  Unfinished unfinished;
  return fill_new_file(unfinished.create(AT_FDCWD, path, O_WRONLY, executable ? 0777 : 0666), path, text);
}

Result<bool> append_file(const std::string& path, std::string_view text) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  if (file < 0 || !write_and_close(file, text)) return cannot_write(fmt::format("`{}`", path));
  return true;
}

Result<bool> write_report(const Options& options, std::string_view text) {
  return options.output_file ? write_file(*options.output_file, text) : write_stdout(text);
}

Result<bool> write_file(const std::string& target, std::string_view text) {
  if (is_stdout(target)) return write_stdout(text);
  const std::string shown = fmt::format("`{}`", target);
  std::error_code error;
  const auto status = std::filesystem::symlink_status(target, error);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    // A pipe, a device or a link stays what it is.
    const int file = ::open(target.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (file < 0 || !write_and_close(file, text)) return cannot_write(shown);
    return true;
  }
  Unfinished unfinished;
  std::string temporary;
  const int file = unfinished.create_temporary(AT_FDCWD, target, temporary, 0666);
  if (!fill_new_file(file, temporary, text)) return cannot_write(shown);
  if (std::rename(temporary.c_str(), target.c_str()) == 0) return true;
  const Failure failure = cannot_write(shown);
  ::unlink(temporary.c_str());
  return failure;
}

Exit fail(const Failure& failure) {
  std::string text = fmt::format("error: {}\n", utf8::visible(failure.message));
  if (!failure.help.empty()) text += fmt::format("  help: {}\n", utf8::visible(failure.help));
  std::fwrite(text.data(), 1, text.size(), stderr);
  const bool user = failure.kind == Failure::Kind::usage || failure.kind == Failure::Kind::config;
  return user ? Exit::usage : Exit::incomplete;
}

}  // namespace modgate::cli
