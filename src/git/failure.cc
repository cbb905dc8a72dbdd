// Error texts: libgit2's and the system's in, Failures and printable words out.
#include "git/failure.h"

#include <git2.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"

namespace modgate::git {

GitError last_error(int code) {
  GitError error{code, 0, "no reason given"};
  if (const git_error* last = git_error_last(); last != nullptr && last->message != nullptr) {
    error.category = last->klass;
    error.text = utf8::visible(last->message);
  }
  return error;
}

std::string system_error(int number) { return std::generic_category().message(number); }

void throw_if_machine_failed(int error, std::string_view name) {
  constexpr std::array kStates = {ENOENT, ENOTDIR, ELOOP,  EACCES,       EPERM, EISDIR,
                                  ENXIO,  ENODEV,  EINVAL, ENAMETOOLONG, EAGAIN};
  if (std::find(kStates.begin(), kStates.end(), error) != kStates.end()) return;
  throw MachineTrouble(quoted(name) + " cannot be read: " + system_error(error));
}

Failure repository_failure(std::string message, std::string help) {
  return {Failure::Kind::repository, std::move(message), std::move(help)};
}

std::string shell_word(std::string_view word) {
  constexpr std::string_view kPlain = "/._-+:@%=,^~";
  const auto plain = [&](char c) { return text::is_identifier(c) || kPlain.find(c) != std::string_view::npos; };
  bool quote = word.empty() || word.front() == '~';
  for (const char c : word) quote = quote || !plain(c);
  const std::string shown = utf8::visible(word);
  if (!quote) return shown;
  std::string result = "'";
  for (const char c : shown) {
    if (c == '\'') {
      result += "'\\''";
    } else {
      result += c;
    }
  }
  return result + "'";
}

std::string quoted(std::string_view name) { return "`" + utf8::visible(name) + "`"; }

std::string_view without_slash(std::string_view path) {
  while (path.size() > 1 && path.back() == '/') path.remove_suffix(1);
  return path;
}

}  // namespace modgate::git
