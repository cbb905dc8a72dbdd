// A tree of build scripts in memory, what modgate reads from it, and the same tree on disk for the programs it is
// compared with. The module owns everything in `mod/`; its flag is `F`.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "modgate/build.h"

namespace modgate::testing {

using Tree = std::map<std::string, std::string>;  ///< path, text

/// What modgate says of one source, over all places that list it.
struct Verdict {
  bool undecided_on = false, undecided_off = false;
  Built on = Built::never, off = Built::never;
  Built default_on = Built::never, default_off = Built::never;
};

/// By source path. A source that two places list is built when either builds it: `sometimes` then, at least.
std::map<std::string, Verdict> verdicts_of(const Tree& tree);

void write_tree(const Tree& tree, const std::filesystem::path& folder);
/// The lines that a command prints; none when it fails.
std::vector<std::string> lines_of_command(const std::string& command);
/// Skips the test, or fails it where oracles are required, unless the command succeeds. True: it may go on.
bool oracle_is_there(const std::string& probe);

}  // namespace modgate::testing
