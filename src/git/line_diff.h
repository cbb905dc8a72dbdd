// Which lines of a text stand in an older one as well, as git's own diff pairs them.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace modgate::git {

/// Lines of the older text that became lines of the newer one. Lines count from 0.
struct Hunk {
  std::size_t old_begin = 0, old_lines = 0, new_begin = 0, new_lines = 0;
};

/// In order. Nothing when libgit2 cannot compare them.
std::optional<std::vector<Hunk>> line_hunks(std::string_view older, std::string_view newer);

/// The bytes as git stores them where a work tree's lines end in CR LF.
std::string without_carriage_returns(std::string_view bytes);

}  // namespace modgate::git
