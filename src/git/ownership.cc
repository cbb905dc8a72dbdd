// Whose repository is it: stat's owner against the user (or the one behind sudo), then `safe.directory`.
#include "git/ownership.h"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <string_view>
#include <utility>

#include "git/configuration.h"
#include "git/failure.h"
#include "git/handle.h"

namespace modgate::git {
namespace {

template <class Number>
std::optional<Number> number(const char* text) {
  if (text == nullptr) return std::nullopt;
  const std::string_view digits = text;
  Number value{};
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return value;
}

bool owned_by_user(const std::string& path) {
  struct stat status {};
  if (::lstat(path.c_str(), &status) != 0) return false;
  const uid_t user = ::geteuid();
  if (status.st_uid == user) return true;
  return user == 0 && number<uid_t>(std::getenv("SUDO_UID")) == status.st_uid;
}

/// The values of safe.directory in the order in which git reads them: system, user, then the command's environment.
/// The repository's own configuration has no say.
std::vector<std::string> safe_directories() {
  std::vector<std::pair<int, std::string>> leveled;
  ConfigHandle config;
  int code = git_config_open_default(out(config));
  ConfigIteratorHandle iterator;
  if (code == 0) {
    code = git_config_multivar_iterator_new(out(iterator), config.get(), "safe.directory", nullptr);
  }
  if (code == 0) {
    git_config_entry* entry = nullptr;
    while (git_config_next(&entry, iterator.get()) == 0) leveled.emplace_back(entry->level, entry->value);
  }
  std::stable_sort(leveled.begin(), leveled.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<std::string> values;
  for (auto& [level, value] : leveled) values.push_back(std::move(value));
  for (std::string& value : values_from_environment("safe.directory")) values.push_back(std::move(value));
  return values;
}

bool names(std::string value, std::string_view path) {
  if (value == "*") return true;
  const char* home = std::getenv("HOME");
  if (value.starts_with("~/") && home != nullptr) value.replace(0, 1, home);
  if (value.ends_with("/*")) return path.starts_with(std::string_view(value).substr(0, value.size() - 1));
  return without_slash(value) == path;
}

}  // namespace

std::optional<Failure> ownership_failure(const std::vector<std::string>& owned, const std::string& trusted) {
  if (std::all_of(owned.begin(), owned.end(), owned_by_user)) return std::nullopt;
  bool safe = false;
  for (const std::string& value : safe_directories()) {
    safe = !value.empty() && (safe || names(value, trusted));  // an empty value clears those before it
  }
  if (safe) return std::nullopt;
  return repository_failure(
      "the repository at " + quoted(trusted) + " belongs to another user, and git has not been told to trust it",
      "git config --global --add safe.directory " + shell_word(trusted));
}

}  // namespace modgate::git
