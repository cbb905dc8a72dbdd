// How much of one file is in another, measured as git does for `-M`: by the bytes of equal lines.
#pragma once

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

namespace modgate::git {

/// A file's lines (cut after 64 bytes) as hashes, with the bytes that each accounts for, in order of the hashes.
struct Fingerprint {
  std::uint64_t size = 0;
  std::vector<std::pair<std::uint64_t, std::uint64_t>> pieces;
};
Fingerprint fingerprint(std::string_view bytes);

/// 60 000 is all, as in git; 0 when the sizes alone rule out `least`.
inline constexpr std::uint64_t kWholeScore = 60'000;
/// Whether files of these sizes may be that similar: told before their lines are read.
bool may_reach(std::uint64_t one, std::uint64_t other, std::uint64_t least);
std::uint64_t similarity(const Fingerprint& source, const Fingerprint& target, std::uint64_t least);

}  // namespace modgate::git
