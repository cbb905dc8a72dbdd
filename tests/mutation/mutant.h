// What rewritten sources call where a mutant may act. In the folder MODGATE_MUTANT_FOLDER, which they define, the file
// `chosen` holds the number of the one mutant that acts; 0 is none, and then a run adds at its end to the file `seen`,
// one byte a mutant, whether it would have changed a value. Files, not variables of the environment: programs that the
// tests start with an environment of their own take part. A number comes from sites.py.
#pragma once

#include <cstddef>
#include <fstream>
#include <utility>
#include <vector>

namespace modgate_mutant {

constexpr std::size_t kMost = 1 << 16;

class Choice {
 public:
  Choice() : seen_(kMost) { std::ifstream(MODGATE_MUTANT_FOLDER "/chosen") >> chosen_; }
  Choice(const Choice&) = delete;
  Choice& operator=(const Choice&) = delete;
  ~Choice() {
    if (chosen_ != 0) return;
    std::vector<char> before(kMost);
    std::ifstream(MODGATE_MUTANT_FOLDER "/seen", std::ios::binary).read(before.data(), kMost);
    for (std::size_t i = 0; i < kMost; ++i) before[i] |= seen_[i];
    std::ofstream(MODGATE_MUTANT_FOLDER "/seen", std::ios::binary).write(before.data(), kMost);
  }
  /// Whether the mutant acts; called only where it would change something.
  bool acts(int mutant) {
    seen_[static_cast<std::size_t>(mutant)] = 1;  // threads race to store the same byte
    return mutant == chosen_;
  }

 private:
  int chosen_ = 0;
  std::vector<char> seen_;
};

inline bool acts(int mutant) {
  static Choice choice;
  return choice.acts(mutant);
}

/// A condition that one mutant makes true, another false; 0 is no mutant.
template <class Value>
bool decide(int always, int never, Value&& value) {
  const bool holds = static_cast<bool>(std::forward<Value>(value));
  const int mutant = holds ? never : always;
  return mutant != 0 && acts(mutant) ? !holds : holds;
}

/// `<` becomes `<=`, `<=` becomes `<`, and so on: they differ where both sides are equal.
template <class Result>
Result at_boundary(int mutant, Result holds, bool equal) {
  return equal && acts(mutant) ? !holds : holds;
}
template <class Left, class Right>
bool less(int mutant, const Left& left, const Right& right) {
  const bool holds = left < right;
  return at_boundary(mutant, holds, !holds && !(right < left));
}
template <class Left, class Right>
bool greater(int mutant, const Left& left, const Right& right) {
  return less(mutant, right, left);
}
template <class Left, class Right>
bool at_most(int mutant, const Left& left, const Right& right) {
  const bool holds = left <= right;
  return at_boundary(mutant, holds, holds && right <= left);
}
template <class Left, class Right>
bool at_least(int mutant, const Left& left, const Right& right) {
  return at_most(mutant, right, left);
}

/// A sum that becomes a difference, and the other way round.
template <class Left, class Right>
auto sum(int mutant, Left left, Right right) -> decltype(left + right) {
  return right != Right{} && acts(mutant) ? left - right : left + right;
}
template <class Left, class Right>
auto difference(int mutant, Left left, Right right) -> decltype(left - right) {
  return right != Right{} && acts(mutant) ? left + right : left - right;
}

/// A constant that grows by one.
template <class Number>
Number number(int mutant, Number value) {
  return acts(mutant) ? static_cast<Number>(value + 1) : value;
}

/// A statement that is left out.
inline bool keep(int mutant) { return !acts(mutant); }

}  // namespace modgate_mutant
