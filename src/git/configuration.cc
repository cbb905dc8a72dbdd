// Single values and single files; a value that cannot be read counts as unset.
#include "git/configuration.h"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>

#include "base/text.h"
#include "git/descriptor.h"
#include "git/failure.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

}  // namespace

std::string config_text(git_config* config, const char* name) {
  git_buf value = GIT_BUF_INIT;
  std::string result;
  if (git_config_get_string_buf(&value, config, name) == 0) result.assign(value.ptr, value.size);
  git_buf_dispose(&value);
  return result;
}

std::vector<std::string> values_from_environment(std::string_view key) {
  constexpr unsigned kMost = 1000;
  const std::string digits = variable("GIT_CONFIG_COUNT");
  unsigned count = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), count);
  std::vector<std::string> values;
  if (error != std::errc() || end != digits.data() + digits.size()) return values;
  for (unsigned i = 0; i < std::min(count, kMost); ++i) {
    const char* value = std::getenv(("GIT_CONFIG_VALUE_" + std::to_string(i)).c_str());
    const bool named = text::equal_ignoring_case(variable(("GIT_CONFIG_KEY_" + std::to_string(i)).c_str()), key);
    if (named && value != nullptr) values.emplace_back(value);
  }
  return values;
}

bool config_flag(git_config* config, const char* name, bool fallback) {
  int value = 0;
  return git_config_get_bool(&value, config, name) == 0 ? value != 0 : fallback;
}

std::string user_file(git_config* config, const char* key, const std::string& name) {
  std::string result;
  git_buf path = GIT_BUF_INIT;
  if (git_config_get_path(&path, config, key) == 0) {
    result.assign(path.ptr, path.size);
  } else {
    const std::string folder = variable("XDG_CONFIG_HOME");
    result = (folder.empty() ? variable("HOME") + "/.config" : folder) + "/git/" + name;
  }
  git_buf_dispose(&path);
  return result;
}

std::optional<std::string> small_file(int folder, const std::string& name, bool follow) {
  const int flags = O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (follow ? 0 : O_NOFOLLOW);
  const Descriptor file(::openat(folder, name.c_str(), flags));
  struct stat status {};
  if (!file || ::fstat(file.get(), &status) != 0) {
    throw_if_machine_failed(errno, name);
    return std::nullopt;
  }
  if (!S_ISREG(status.st_mode)) return std::nullopt;
  if (static_cast<std::uint64_t>(status.st_size) > limits::kSourceBytes) return std::nullopt;
  std::string bytes(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t filled = 0;
  while (filled < bytes.size()) {
    const ssize_t got = ::read(file.get(), bytes.data() + filled, bytes.size() - filled);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) throw_if_machine_failed(errno, name);
    if (got <= 0) break;
    filled += static_cast<std::size_t>(got);
  }
  bytes.resize(filled);
  return bytes;
}

}  // namespace modgate::git
