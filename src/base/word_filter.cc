// The half bytes are looked up as in Teddy, the search of the Hyperscan project: one instruction looks up thirty-two.
#include "base/word_filter.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "base/text.h"

#if defined(__x86_64__)
#include <immintrin.h>
#endif

namespace modgate {
namespace {

constexpr std::size_t kLong = 8;
constexpr std::size_t kMiddling = 4;
constexpr std::size_t kGroups = 8;

/// Up to eight bytes of the text as a number, zeros behind its end.
std::uint64_t bytes_at(std::string_view text, std::size_t begin) {
  std::uint64_t value = 0;
  std::memcpy(&value, text.data() + begin, std::min(sizeof value, text.size() - begin));
  return value;
}

/// The first four of those bytes, marked as such.
std::uint64_t middling(std::uint64_t bytes) {
  std::uint32_t value = 0;
  std::memcpy(&value, &bytes, sizeof value);
  return value | std::uint64_t{0x9e3779b9} << 32U;
}

std::size_t pair_at(std::uint64_t bytes) {
  std::uint16_t value = 0;
  std::memcpy(&value, &bytes, sizeof value);
  return value;
}

/// A word that begins with an identifier's character begins only where none stands before.
bool may_begin(std::string_view text, std::size_t at) {
  return at == 0 || !text::is_identifier(text[at - 1]) || !text::is_identifier(text[at]);
}

std::uint64_t mixed(std::uint64_t gram) {
  const std::uint64_t product = gram * 0x9e3779b97f4a7c15U;
  return product ^ product >> 32U;
}

std::uint64_t two_bits(std::uint64_t hash) {
  return std::uint64_t{1} << (hash >> 52U & 63U) | std::uint64_t{1} << (hash >> 58U);
}

}  // namespace

WordFilter::WordFilter(const std::vector<std::string>& words, Means means) {
  // As many elements as words keep two of a thousand places by chance; a small table stays in the nearest cache.
  constexpr std::size_t kLeast = 256;
  grams_.assign(std::bit_ceil(std::max(kLeast, words.size())), 0);
  for (const std::string& word : words) note(word);
  judge(words);
#if defined(__x86_64__)
  vectors_ = means == Means::best && __builtin_cpu_supports("avx2") != 0;
#else
  static_cast<void>(means);
#endif
}

void WordFilter::note(std::string_view word) {
  const std::uint64_t bytes = bytes_at(word, 0);
  first_[static_cast<unsigned char>(word.front())] = true;
  if (word.size() < kMiddling) {
    pairs_.resize(65536 / 64);
    const auto set = [&](std::size_t pair) { pairs_[pair / 64] |= std::uint64_t{1} << pair % 64; };
    if (word.size() > 1) return set(pair_at(bytes));
    for (unsigned second = 0; second < 256; ++second) {
      const char pair[8] = {word.front(), static_cast<char>(second)};
      set(pair_at(bytes_at({pair, sizeof pair}, 0)));
    }
    return;
  }
  (word.size() < kLong ? middling_ : long_) = true;
  const std::uint64_t hash = mixed(word.size() < kLong ? middling(bytes) : bytes);
  grams_[hash & (grams_.size() - 1)] |= two_bits(hash);
}

/// Neighbours in order share beginnings, so they share a group.
void WordFilter::judge(const std::vector<std::string>& words) {
  for (std::size_t i = 0; i < words.size(); ++i) {
    const auto group = static_cast<std::uint8_t>(1U << (i * kGroups / words.size()));
    for (std::size_t k = 0; k < kJudged; ++k) {
      HalfBytes& judged = judged_[k];
      if (k >= words[i].size()) {
        for (std::uint8_t& groups : judged.low) groups |= group;
        for (std::uint8_t& groups : judged.high) groups |= group;
        continue;
      }
      const auto byte = static_cast<unsigned char>(words[i][k]);
      judged.low[byte & 15U] |= group;
      judged.high[byte >> 4U] |= group;
    }
  }
}

bool WordFilter::holds(std::uint64_t gram) const {
  const std::uint64_t hash = mixed(gram);
  const std::uint64_t bits = two_bits(hash);
  return (grams_[hash & (grams_.size() - 1)] & bits) == bits;
}

bool WordFilter::known(std::string_view text, std::size_t begin) const {
  const std::uint64_t bytes = bytes_at(text, begin);
  if (long_ && holds(bytes)) return true;
  if (middling_ && holds(middling(bytes))) return true;
  return !pairs_.empty() && (pairs_[pair_at(bytes) / 64] >> pair_at(bytes) % 64 & 1U) != 0;
}

std::uint32_t WordFilter::known(std::string_view text, std::size_t begin, std::uint32_t places) const {
  for (std::uint32_t rest = places; rest != 0; rest &= rest - 1) {
    const auto at = static_cast<unsigned>(std::countr_zero(rest));
    if (!known(text, begin + at)) places &= ~(1U << at);
  }
  return places;
}

WordFilter::Block WordFilter::next(std::string_view text, std::size_t begin) const {
#if defined(__x86_64__)
  if (vectors_) return next_by_vectors(text, begin);
#endif
  return next_by_bytes(text, begin);
}

WordFilter::Block WordFilter::next_by_bytes(std::string_view text, std::size_t begin) const {
  for (; begin < text.size(); begin += kBlock) {
    std::uint32_t places = 0;
    const std::size_t count = std::min(kBlock, text.size() - begin);
    for (std::size_t i = 0; i < count; ++i) {
      if (!first_[static_cast<unsigned char>(text[begin + i])] || !may_begin(text, begin + i)) continue;
      if (known(text, begin + i)) places |= 1U << i;
    }
    if (places != 0) return {begin, places};
  }
  return {};
}

#if defined(__x86_64__)
namespace {

// Signed comparison is the only one there is, so the range is moved to the lowest numbers.
__attribute__((target("avx2"))) inline __m256i in_range(__m256i bytes, int from, int count) {
  const __m256i moved = _mm256_add_epi8(bytes, _mm256_set1_epi8(static_cast<char>(-128 - from)));
  return _mm256_cmpgt_epi8(_mm256_set1_epi8(static_cast<char>(-128 + count)), moved);
}

// Bytes from 0x80 on, letters, digits and the underscore: bit i of the result for byte i.
__attribute__((target("avx2"))) inline std::uint32_t identifiers(__m256i bytes) {
  const __m256i letters = in_range(_mm256_or_si256(bytes, _mm256_set1_epi8(0x20)), 'a', 26);
  const __m256i digits = in_range(bytes, '0', 10);
  const __m256i underscores = _mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('_'));
  const __m256i all = _mm256_or_si256(_mm256_or_si256(letters, digits), _mm256_or_si256(underscores, bytes));
  return static_cast<std::uint32_t>(_mm256_movemask_epi8(all));
}

__attribute__((target("avx2"))) inline __m256i load(const char* bytes) {
  return _mm256_loadu_si256(reinterpret_cast<const __m256i*>(bytes));
}

__attribute__((target("avx2"))) inline __m256i twice(const std::array<std::uint8_t, 16>& table) {
  return _mm256_broadcastsi128_si256(_mm_load_si128(reinterpret_cast<const __m128i*>(table.data())));
}

/// The groups that have each of the bytes.
__attribute__((target("avx2"))) inline __m256i groups_of(__m256i bytes, __m256i low, __m256i high) {
  const __m256i half = _mm256_set1_epi8(0x0f);
  return _mm256_and_si256(_mm256_shuffle_epi8(low, _mm256_and_si256(bytes, half)),
                          _mm256_shuffle_epi8(high, _mm256_and_si256(_mm256_srli_epi16(bytes, 4), half)));
}

}  // namespace

__attribute__((target("avx2"))) WordFilter::Block WordFilter::next_by_vectors(std::string_view text,
                                                                              std::size_t begin) const {
  const __m256i low0 = twice(judged_[0].low), high0 = twice(judged_[0].high);
  const __m256i low1 = twice(judged_[1].low), high1 = twice(judged_[1].high);
  const __m256i low2 = twice(judged_[2].low), high2 = twice(judged_[2].high);
  for (; begin + kBlock + kJudged - 1 <= text.size(); begin += kBlock) {
    const char* const at = text.data() + begin;
    const __m256i bytes = load(at);
    const __m256i groups =
        _mm256_and_si256(groups_of(bytes, low0, high0),
                         _mm256_and_si256(groups_of(load(at + 1), low1, high1), groups_of(load(at + 2), low2, high2)));
    auto places = ~static_cast<std::uint32_t>(_mm256_movemask_epi8(_mm256_cmpeq_epi8(groups, _mm256_setzero_si256())));
    if (places == 0) continue;
    const std::uint32_t inside = identifiers(bytes);
    const std::uint32_t before = begin > 0 && text::is_identifier(at[-1]) ? 1U : 0U;
    places &= ~(inside & (inside << 1U | before));
    if (places == 0) continue;
    places = known(text, begin, places);
    if (places != 0) return {begin, places};
  }
  return next_by_bytes(text, begin);
}
#endif

}  // namespace modgate
