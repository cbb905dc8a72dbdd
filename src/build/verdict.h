// A condition of CMake list files and a module's flag in; what is built under which setting of the flag out.
#pragma once

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "build/condition.h"
#include "modgate/build.h"

namespace modgate {

struct Verdict {
  bool tested = false;
  Built on = Built::undecided, off = Built::undecided;
  Built default_on = Built::undecided, default_off = Built::undecided;
  std::vector<std::string> when, because;
};

/// Judges conditions for one flag. `impossible` of each call: settings under which configuring ends with an error.
class Judge {
 public:
  Judge(Conditions& conditions, std::optional<Conditions::AtomId> flag) : conditions_(conditions), flag_(flag) {}
  Verdict judge(Cond when, Cond impossible);

 private:
  Built over_all(Cond when, Cond among);
  Built by_default(Cond when, bool on);
  Cond setting(bool on);

  Conditions& conditions_;
  std::optional<Conditions::AtomId> flag_;
  std::unordered_map<std::uint64_t, Verdict> known_;
};

/// The stronger claim that something is built: always, then sometimes, then undecided, then never.
Built stronger(Built a, Built b);

}  // namespace modgate
