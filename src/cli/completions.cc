// `modgate completions SHELL`: the script for one shell on stdout.
#include <fmt/core.h>

#include "cli/commands.h"
#include "cli/description.h"

namespace modgate::cli {

Exit run_completions(const Options& options) {
  if (auto failure = surplus_words(options, "completions", 1)) return fail(*failure);
  const std::string& shell = options.words.front();
  const Description description = describe_command_line();
  std::string script;
  if (shell == "bash")
    script = bash_completions(description);
  else if (shell == "zsh")
    script = zsh_completions(description);
  else if (shell == "fish")
    script = fish_completions(description);
  else
    return fail(
        {Failure::Kind::usage, fmt::format("there are no completions for `{}`", shell), "use bash, zsh or fish"});
  auto written = write_stdout(script);
  return written ? Exit::ok : fail(written.error());
}

}  // namespace modgate::cli
