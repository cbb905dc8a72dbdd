// What a comparison of one input says, how it comes out of a child process, and the sums over all inputs.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace modgate::differential {

struct Verdict {
  std::size_t compared = 0;              ///< what the judge found in the input: includes, or documents
  std::vector<std::string> classes;      ///< of each difference that is one of intent
  std::vector<std::string> differences;  ///< each of the others, a line
};

struct Tally {
  std::size_t inputs = 0;
  std::size_t agreeing = 0;  ///< inputs without any difference, explained or not
  std::size_t compared = 0;
  std::size_t differences = 0;
  std::size_t ended = 0;  ///< inputs on which a reader crashed or ran out of time
  std::map<std::string, std::size_t> classes;

  /// One line of sums, then one a class. True when nothing is left to explain and something was compared.
  bool print(const std::string& what) const;
};

/// Compares the inputs 0 ... count-1 in child processes, so that no input ends the run: a child that dies or is silent
/// for kPatience is replaced behind the input it had begun. Prints differences as they come, `name` before them.
/// `compare` runs in the child only. A `count` of 0 goes on until `seconds` are over.
Tally compare_all(std::size_t count, unsigned seconds, const std::function<Verdict(std::size_t)>& compare,
                  const std::function<std::string(std::size_t)>& name);

}  // namespace modgate::differential
