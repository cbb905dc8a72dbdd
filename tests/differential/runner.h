// What the two programs have in common: their arguments, and which inputs those choose.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "verdict.h"

namespace modgate::differential {

struct Subject {
  std::string compared;  ///< what is counted, for the line of sums
  const std::vector<std::string_view>& tokens;
  std::function<bool(const std::string& path)> reads;
  std::function<Verdict(const std::string& text, const std::string& path)> compare;
};

/// The program's exit status: 0, 1 with a difference that has no reason, 2 for wrong arguments or no files.
///   (none)                  the files of the list on standard input, one path a line
///   mutated SEED SECONDS    the same files, changed by the seed
///   one SEED N              prints the changed input number N
int run(const std::vector<std::string>& arguments, const Subject& subject);

}  // namespace modgate::differential
