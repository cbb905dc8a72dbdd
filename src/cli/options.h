// The command line as data: what the user asked for, nothing done yet.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/manifest.h"
#include "modgate/result.h"
#include "report/render.h"

namespace modgate::cli {

enum class Command {
  none,
  check,
  validate,
  probe,
  rfc,
  explain,
  rules,
  modules,
  graph,
  remove,
  audit,
  who,
  baseline,
  schema,
  init,
  config,
  convert,
  completions,
  complete,
  reference
};
enum class Choice { automatic, always, never };

struct Options {
  Command command = Command::none;
  std::vector<std::string> words;  ///< the command's positional words: paths, a rule, a schema's name

  // Global: before or after the command.
  std::string directory;  ///< -C
  std::optional<std::string> config_file;
  bool quiet = false;
  bool verbose = false;
  Choice color = Choice::automatic;

  // What is read.
  bool staged = false;
  std::optional<std::string> revision;
  std::optional<std::string> against;
  bool all = false;
  bool allow_empty = false;
  std::optional<std::string> baseline_file;
  bool no_baseline = false;
  bool allow_growth = false;  ///< baseline update

  // Rules.
  std::vector<std::string> select, ignore;
  std::vector<std::pair<std::string, Severity>> severity;
  std::optional<Severity> fail_on = Severity::error;  ///< nothing: never

  // Output.
  std::string format = "auto";
  std::optional<std::string> output_file;
  std::vector<std::pair<Format, std::string>> reports;  ///< --report: format and file
  bool statistics = false;
  Choice hyperlinks = Choice::automatic;

  unsigned jobs = 0;  ///< 0: as many as there are processors
  bool prove_all = false;
  std::optional<Date> now;
  std::string as_stage = "S0";        ///< probe --as
  std::optional<std::string> module;  ///< rfc --module
  bool matrix = false;                ///< modules --matrix
  bool fix = false;                   ///< check --fix
  bool diff = false;                  ///< remove --diff, check --diff
  std::vector<std::string> why;       ///< graph --why: from, to
};

/// What parsing the command line gives: options, or a text that answers already (--help, --version).
struct Parsed {
  Options options;
  std::optional<std::string> answer;
};

/// A Failure is a usage error: message, and in `help` the nearest word or where to read on.
Result<Parsed> parse_command_line(int argc, const char* const* argv);

}  // namespace modgate::cli
