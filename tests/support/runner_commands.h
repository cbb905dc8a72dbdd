// A double of the part of GitHub's runner that reads commands out of a log, after its documented rules: `::command::`
// at the start of a line but for blanks, `##[command]` anywhere in it, a stop of commands until a token comes again.
// It takes any name for a command, the runner only those it knows: what the double does not see, the runner does not.
#pragma once

#include <map>
#include <string>
#include <vector>

namespace modgate::testing {

struct RunnerCommand {
  std::string name;
  std::map<std::string, std::string> properties;
  std::string data;
  bool stopped = false;  ///< seen between a stop and its token: the runner would have let it pass
};

/// All that looks like a command, the stop and its token included.
std::vector<RunnerCommand> runner_commands(const std::string& log);

}  // namespace modgate::testing
