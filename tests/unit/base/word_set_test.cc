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

TEST(WordSet, AgreesWithThePlainSearch) {
  std::mt19937 random(11);
  const std::string letters = "ab_: ";
  const auto make = [&](std::size_t longest) {
    std::string text;
    for (std::size_t n = random() % (longest + 1); n > 0; --n) text += letters[random() % letters.size()];
    return text;
  };
  std::size_t found = 0;
  for (int round = 0; round < 1'000; ++round) {
    std::vector<std::string> words;
    for (unsigned n = random() % 4; n > 0; --n) words.push_back(make(6));
    const WordSet set(words);
    for (int i = 0; i < 100; ++i) {
      const std::string text = make(24);
      const bool expected = plainly_found(words, text);
      found += expected ? 1 : 0;
      ASSERT_EQ(set.found_in(text), expected) << text::join(words, "|") << " in " << text;
    }
  }
  EXPECT_GT(found, 10'000U) << "the generator must make hits";
}

TEST(WordSet, ListsEveryOccurrenceTheLongestFirst) {
  std::mt19937 random(7);
  const std::string letters = "ab_: ";
  const auto make = [&](std::size_t shortest, std::size_t longest) {
    std::string text;
    for (std::size_t n = shortest + random() % (longest + 1 - shortest); n > 0; --n) {
      text += letters[random() % letters.size()];
    }
    return text;
  };
  std::size_t found = 0;
  for (int round = 0; round < 400; ++round) {
    std::vector<std::string> words;
    for (std::size_t n = 1 + random() % 6; n > 0; --n) words.push_back(make(2, 5));
    const WordSet set(words);
    for (int i = 0; i < 20; ++i) {
      const std::string text = make(0, 40);
      std::vector<std::pair<std::size_t, std::string>> expected;
      for (std::size_t at = 0; at < text.size(); ++at) {
        for (std::size_t length = text.size() - at; length >= 2; --length) {
          const std::string word = text.substr(at, length);
          if (std::find(set.words().begin(), set.words().end(), word) == set.words().end()) continue;
          const bool before = at > 0 && text::is_identifier(text[at - 1]) && text::is_identifier(word.front());
          const std::size_t end = at + length;
          const bool after = end < text.size() && text::is_identifier(text[end]) && text::is_identifier(word.back());
          if (!before && !after) expected.emplace_back(at, word);
        }
      }
      std::vector<std::pair<std::size_t, std::string>> listed;
      set.for_each(text, [&](std::size_t at, std::size_t word) { listed.emplace_back(at, set.words()[word]); });
      ASSERT_EQ(listed, expected) << text::join(words, "|") << " in " << text;
      found += listed.size();
    }
  }
  EXPECT_GT(found, 2'000U) << "the generator must make hits";
}

}  // namespace
}  // namespace modgate
