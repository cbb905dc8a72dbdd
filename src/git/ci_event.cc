// Reads GitHub's event file and checks names.
#include "git/ci_event.h"

#include <fcntl.h>
#include <git2.h>

#include <algorithm>
#include <cstdlib>
#include <nlohmann/json.hpp>

#include "git/configuration.h"

namespace modgate::git {
namespace {

/// A text within objects within each other; "" when any of it is something else.
std::string text_at(const nlohmann::json& document, std::initializer_list<const char*> keys) {
  const nlohmann::json* at = &document;
  for (const char* key : keys) {
    if (!at->is_object()) return {};
    const auto found = at->find(key);
    if (found == at->end()) return {};
    at = &*found;
  }
  return at->is_string() ? at->get<std::string>() : std::string();
}

std::string id_at(const nlohmann::json& document, std::initializer_list<const char*> keys) {
  std::string text = text_at(document, keys);
  return is_commit_id(text) ? text : std::string();
}

/// The parser recurses: brackets within each other are counted first. GitHub's events stay below ten.
bool is_shallow_json(std::string_view bytes) {
  constexpr int kDepth = 200;
  int depth = 0;
  for (const char c : bytes) {
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kDepth) return false;
  }
  return true;
}

}  // namespace

std::string variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? std::string() : std::string(value);
}

bool is_commit_id(std::string_view text) {
  constexpr std::size_t kDigits = 40;
  return text.size() == kDigits && text.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos &&
         text.find_first_not_of('0') != std::string_view::npos;
}

bool is_branch_name(const std::string& text) {
  constexpr std::size_t kMost = 255;
  return !text.empty() && text.size() <= kMost && text.front() != '-' && text.find('\0') == std::string::npos &&
         git_reference_is_valid_name(("refs/heads/" + text).c_str()) == 1;
}

bool is_plain_revision(const std::string& text) {
  const std::size_t end = std::min(text.find_first_of("^~"), text.size());
  return is_branch_name(text.substr(0, end)) && text.find_first_not_of("^~0123456789", end) == std::string::npos;
}

CiEvent read_event() {
  CiEvent event;
  const std::string path = variable("GITHUB_EVENT_PATH");
  if (path.empty()) return event;
  const auto bytes = small_file(AT_FDCWD, path, true);
  if (!bytes || !is_shallow_json(*bytes)) return event;
  const nlohmann::json document = nlohmann::json::parse(*bytes, nullptr, false);
  if (document.is_discarded()) return event;
  event.readable = true;
  event.pull_request_head = id_at(document, {"pull_request", "head", "sha"});
  event.merge_group_base = id_at(document, {"merge_group", "base_sha"});
  event.before = id_at(document, {"before"});
  event.default_branch = text_at(document, {"repository", "default_branch"});
  if (!is_branch_name(event.default_branch)) event.default_branch.clear();
  return event;
}

}  // namespace modgate::git
