// Diffs two buffers through libgit2, without context.
#include "git/line_diff.h"

#include <git2.h>

namespace modgate::git {
namespace {

int collect(const git_diff_delta*, const git_diff_hunk* found, void* payload) {
  Hunk hunk{static_cast<std::size_t>(found->old_start), static_cast<std::size_t>(found->old_lines),
            static_cast<std::size_t>(found->new_start), static_cast<std::size_t>(found->new_lines)};
  // A hunk's first line counts from 1, and an empty side names the line before it.
  if (hunk.old_lines > 0) --hunk.old_begin;
  if (hunk.new_lines > 0) --hunk.new_begin;
  static_cast<std::vector<Hunk>*>(payload)->push_back(hunk);
  return 0;
}

}  // namespace

std::optional<std::vector<Hunk>> line_hunks(std::string_view older, std::string_view newer) {
  git_diff_options options;
  if (git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION) < 0) return std::nullopt;
  options.flags = GIT_DIFF_FORCE_TEXT | GIT_DIFF_INDENT_HEURISTIC;
  options.context_lines = 0;
  options.interhunk_lines = 0;
  std::vector<Hunk> hunks;
  const int code = git_diff_buffers(older.data(), older.size(), nullptr, newer.data(), newer.size(), nullptr, &options,
                                    nullptr, nullptr, collect, nullptr, &hunks);
  if (code < 0) return std::nullopt;
  return hunks;
}

std::string without_carriage_returns(std::string_view bytes) {
  std::string result;
  result.reserve(bytes.size());
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != '\r' || i + 1 == bytes.size() || bytes[i + 1] != '\n') result += bytes[i];
  }
  return result;
}

}  // namespace modgate::git
