#include "removal/truth.h"

#include <gtest/gtest.h>

#include <string>

#include "modgate/limits.h"

namespace modgate {
namespace {

/// f the flag, o something else, ! & | ( ).
Truth truth(const std::string& text) {
  std::vector<ConditionToken> tokens;
  for (const char c : text) {
    const std::size_t at = std::string("fo!&|()").find(c);
    tokens.push_back(static_cast<ConditionToken>(at));
  }
  return truth_without_flag(tokens);
}

struct Row {
  const char* condition;
  Truth truth;
};

TEST(Truth, Conditions) {
  const Row rows[] = {
      {"f", Truth::no},        {"!f", Truth::yes},     {"!!f", Truth::no},        {"o", Truth::unknown},
      {"f&o", Truth::no},      {"o&f", Truth::no},     {"o&o&f", Truth::no},      {"!f&o", Truth::unknown},
      {"f|o", Truth::unknown}, {"!f|o", Truth::yes},   {"f|f", Truth::no},        {"o&(f|o)", Truth::unknown},
      {"(o|!f)", Truth::yes},  {"!(f&o)", Truth::yes}, {"f&o|o", Truth::unknown}, {"(f&o)|f", Truth::no},
      {"", Truth::unknown},    {"f&", Truth::unknown}, {"(f", Truth::unknown},    {"f)", Truth::unknown},
      {"fo", Truth::unknown},  {"&f", Truth::unknown},
  };
  for (const Row& row : rows) EXPECT_EQ(truth(row.condition), row.truth) << row.condition;
}

TEST(Truth, AgreesWithEveryValueOfTheOthers) {
  // What is decided must hold whatever `o` is.
  for (const char* condition : {"f&o", "!f|o", "!(f&o)", "(o|!f)", "o&(f|f)"}) {
    std::string with = condition;
    for (const char value : {'0', '1'}) {
      std::string closed;
      for (const char c : with)
        closed += c == 'o' ? (value == '1' ? std::string("!f") : std::string("f")) : std::string(1, c);
      EXPECT_EQ(truth(closed), truth(condition)) << condition << " with " << value;
    }
  }
}

TEST(Truth, DepthIsLimited) {
  const auto deep = [](std::size_t n) { return std::string(n, '(') + "f" + std::string(n, ')'); };
  EXPECT_EQ(truth(deep(10)), Truth::no);
  EXPECT_EQ(truth(deep(static_cast<std::size_t>(limits::kConditionDepth) + 2)), Truth::unknown);
  EXPECT_EQ(truth(deep(100'000)), Truth::unknown);
}

}  // namespace
}  // namespace modgate
