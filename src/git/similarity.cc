// Cuts a file into lines, hashes them, compares two such lists.
#include "git/similarity.h"

#include <algorithm>

namespace modgate::git {
namespace {

bool is_binary(std::string_view bytes) {
  constexpr std::size_t kLooked = 8000;  // as far as git looks for a zero byte
  return bytes.substr(0, kLooked).find('\0') != std::string_view::npos;
}

}  // namespace

Fingerprint fingerprint(std::string_view bytes) {
  constexpr std::size_t kPieceBytes = 64;
  constexpr std::uint64_t kSeed = 0xcbf29ce484222325U;  // FNV-1a
  constexpr std::uint64_t kPrime = 0x100000001b3U;
  Fingerprint result{bytes.size(), {}};
  const bool binary = is_binary(bytes);
  std::uint64_t hash = kSeed;
  std::uint64_t length = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const char c = bytes[i];
    if (!binary && c == '\r' && i + 1 < bytes.size() && bytes[i + 1] == '\n') continue;
    hash = (hash ^ static_cast<unsigned char>(c)) * kPrime;
    if (++length < kPieceBytes && c != '\n') continue;
    result.pieces.emplace_back(hash, length);
    hash = kSeed;
    length = 0;
  }
  if (length > 0) result.pieces.emplace_back(hash, length);
  std::sort(result.pieces.begin(), result.pieces.end());
  std::size_t kept = 0;
  for (std::size_t i = 1; i < result.pieces.size(); ++i) {
    if (result.pieces[i].first == result.pieces[kept].first) {
      result.pieces[kept].second += result.pieces[i].second;
    } else {
      result.pieces[++kept] = result.pieces[i];
    }
  }
  if (!result.pieces.empty()) result.pieces.resize(kept + 1);
  result.pieces.shrink_to_fit();  // many are kept at once, and a file of empty lines grew one by the byte
  return result;
}

bool may_reach(std::uint64_t one, std::uint64_t other, std::uint64_t least) {
  const std::uint64_t larger = std::max(one, other);
  return larger > 0 && larger * (kWholeScore - least) >= (larger - std::min(one, other)) * kWholeScore;
}

std::uint64_t similarity(const Fingerprint& source, const Fingerprint& target, std::uint64_t least) {
  if (!may_reach(source.size, target.size, least)) return 0;
  const std::uint64_t larger = std::max(source.size, target.size);
  std::uint64_t common = 0;
  auto a = source.pieces.begin();
  auto b = target.pieces.begin();
  while (a != source.pieces.end() && b != target.pieces.end()) {
    if (a->first < b->first) {
      ++a;
    } else if (b->first < a->first) {
      ++b;
    } else {
      common += std::min(a->second, b->second);
      ++a;
      ++b;
    }
  }
  return common * kWholeScore / larger;
}

}  // namespace modgate::git
