// What CIs and pre-commit say in their variables, checked: nothing else of them is believed.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modgate::git {

/// GitHub's event file (GITHUB_EVENT_PATH). What is no 40 digits, or is all zero, is empty.
struct CiEvent {
  bool readable = false;
  std::string pull_request_head;  ///< `pull_request.head.sha`
  std::string merge_group_base;   ///< `merge_group.base_sha`
  std::string before;             ///< what a push moved the branch from
  std::string default_branch;     ///< of the repository; a plain name
};
/// All empty when there is no such file, or it is no JSON or over limits::kSourceBytes.
CiEvent read_event();

/// A variable's value; "" when unset.
std::string variable(const char* name);
/// 40 hexadecimal digits, not all zero.
bool is_commit_id(std::string_view text);
/// What may follow `refs/heads/`.
bool is_branch_name(const std::string& text);
/// A name or an id, followed by nothing but `^`, `~` and digits.
bool is_plain_revision(const std::string& text);

}  // namespace modgate::git
