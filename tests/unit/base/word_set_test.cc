// The word set against the plainest search there is, on random texts over a small alphabet.
#include "base/word_set.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/text.h"

namespace modgate {
namespace {

bool plainly_found(const std::vector<std::string>& words, std::string_view text) {
  for (const std::string& word : words) {
    for (std::size_t at = 0; !word.empty() && at + word.size() <= text.size(); ++at) {
      if (text.substr(at, word.size()) != word) continue;
      const std::size_t after = at + word.size();
      const bool joined_before = at > 0 && text::is_identifier(text[at - 1]) && text::is_identifier(word.front());
      const bool joined_after =
          after < text.size() && text::is_identifier(text[after]) && text::is_identifier(word.back());
      if (!joined_before && !joined_after) return true;
    }
  }
  return false;
}

TEST(WordSet, Rows) {
  const WordSet words({"relax", "meta_schedule", "modgate:"});
  EXPECT_TRUE(words.found_in("tvm::relax::X"));
  EXPECT_TRUE(words.found_in("relax"));
  EXPECT_FALSE(words.found_in("relaxed relax_ prerelax"));
  EXPECT_TRUE(words.found_in("// modgate:allow"));
  EXPECT_FALSE(words.found_in(""));
  EXPECT_FALSE(WordSet({}).found_in("relax"));
}

/// Words and texts over few letters, so that words begin alike, join and overlap: of all lengths that the filter tells
/// apart, in texts shorter and longer than its blocks.
class Random {
 public:
  explicit Random(unsigned seed) : random_(seed) {}
  std::size_t below(std::size_t end) { return random_() % end; }
  std::string text(std::size_t longest) {
    static const std::string kLetters = "aab_: -\xC3";
    std::string made;
    for (std::size_t n = below(longest + 1); n > 0; --n) made += kLetters[below(kLetters.size())];
    return made;
  }
  std::vector<std::string> words(std::size_t most) {
    std::vector<std::string> made;
    for (std::size_t n = below(most + 1); n > 0; --n) made.push_back(text(below(4) == 0 ? 12 : 6));
    return made;
  }

 private:
  std::mt19937 random_;
};

TEST(WordSet, AgreesWithThePlainSearch) {
  Random random(11);
  std::size_t found = 0;
  for (int round = 0; round < 600; ++round) {
    const std::vector<std::string> words = random.words(round % 10 == 0 ? 40 : 3);
    const WordSet set(words);
    const WordSet portable(words, WordFilter::Means::portable);
    for (int i = 0; i < 60; ++i) {
      const std::string text = random.text(i % 2 == 0 ? 24 : 100);
      const bool expected = plainly_found(words, text);
      found += expected ? 1 : 0;
      ASSERT_EQ(set.found_in(text), expected) << text::join(words, "|") << " in " << text;
      ASSERT_EQ(portable.found_in(text), expected) << text::join(words, "|") << " in " << text;
    }
  }
  EXPECT_GT(found, 5'000U) << "the generator must make hits";
}

using Places = std::vector<std::pair<std::size_t, std::string>>;

Places listed(const WordSet& set, std::string_view text) {
  Places places;
  set.for_each(text, [&](std::size_t at, std::size_t word) { places.emplace_back(at, set.words()[word]); });
  return places;
}

Places plainly_listed(const std::vector<std::string>& words, std::string_view text) {
  Places places;
  for (std::size_t at = 0; at < text.size(); ++at) {
    for (std::size_t length = text.size() - at; length > 0; --length) {
      const std::string word(text.substr(at, length));
      if (!std::binary_search(words.begin(), words.end(), word)) continue;
      const bool before = at > 0 && text::is_identifier(text[at - 1]) && text::is_identifier(word.front());
      const std::size_t end = at + length;
      const bool after = end < text.size() && text::is_identifier(text[end]) && text::is_identifier(word.back());
      if (!before && !after) places.emplace_back(at, word);
    }
  }
  return places;
}

TEST(WordSet, ListsEveryOccurrenceTheLongestFirst) {
  Random random(7);
  std::size_t found = 0;
  for (int round = 0; round < 300; ++round) {
    const std::vector<std::string> words = random.words(round % 10 == 0 ? 40 : 6);
    const WordSet set(words);
    const WordSet portable(words, WordFilter::Means::portable);
    for (int i = 0; i < 10; ++i) {
      const std::string text = random.text(90);
      const Places expected = plainly_listed(set.words(), text);
      found += expected.size();
      ASSERT_EQ(listed(set, text), expected) << text::join(words, "|") << " in " << text;
      ASSERT_EQ(listed(portable, text), expected) << text::join(words, "|") << " in " << text;
    }
  }
  EXPECT_GT(found, 2'000U) << "the generator must make hits";
}

TEST(WordSet, FindsEachOfThousandsOfWords) {
  std::vector<std::string> words;
  for (int i = 0; i < 3'000; ++i) words.push_back("llvm/lib/Target" + std::to_string(i) + (i % 3 == 0 ? "/" : ""));
  for (int i = 0; i < 500; ++i) words.push_back("m" + std::to_string(i));
  const WordSet set(words);
  const std::string around(50, ' ');
  for (const std::string& word : words) {
    const std::string text = around + word + around;
    ASSERT_EQ(listed(set, text), (Places{{around.size(), word}}));
    ASSERT_FALSE(set.found_in(around + "x" + word + "_" + around));
  }
}

}  // namespace
}  // namespace modgate
