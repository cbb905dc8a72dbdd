#include "cli/output.h"

#include <fmt/core.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/utf8.h"

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

}  // namespace

RenderOptions render_options(const Options& options) {
  RenderOptions render;
  const bool file = options.output_file.has_value();
  render.color = file ? options.color == Choice::always : wants_color(options.color);
  render.hyperlinks = options.hyperlinks == Choice::always ||
                      (options.hyperlinks == Choice::automatic && render.color && isatty(STDOUT_FILENO) == 1);
  render.width = terminal_width();
  render.quiet = options.quiet;
  render.statistics = options.statistics;
  return render;
}

Result<bool> write_stdout(std::string_view text) {
  errno = 0;
  const bool written = std::fwrite(text.data(), 1, text.size(), stdout) == text.size();
  if (!written || std::fflush(stdout) != 0) return cannot_write("the report to stdout");
  return true;
}

Result<bool> write_report(const Options& options, std::string_view text) {
  if (!options.output_file) return write_stdout(text);
  const std::string temporary = fmt::format("{}.{}.tmp", *options.output_file, getpid());
  errno = 0;
  {
    std::ofstream stream(temporary, std::ios::binary);
    stream.write(text.data(), static_cast<std::streamsize>(text.size()));
    stream.flush();
    if (!stream) {
      const Failure failure = cannot_write(fmt::format("`{}`", *options.output_file));
      std::error_code ignored;
      std::filesystem::remove(temporary, ignored);
      return failure;
    }
  }
  std::error_code error;
  std::filesystem::rename(temporary, *options.output_file, error);
  if (!error) return true;
  const Failure failure{Failure::Kind::io, fmt::format("cannot write `{}`: {}", *options.output_file, error.message()),
                        ""};
  std::filesystem::remove(temporary, error);
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
