// The program: one command line, one command, one exit code.
#include <exception>
#include <new>
#include <optional>
#include <string>

#include "cli/commands.h"
#include "cli/guard.h"
#include "cli/watchdog.h"
#include "git/failure.h"
#include "git/library.h"

namespace modgate::cli {
namespace {

Exit run(const Options& options) {
  switch (options.command) {
    case Command::check:
      return run_check(options);
    case Command::validate:
      return run_validate(options);
    case Command::probe:
      return run_probe(options);
    case Command::rfc:
      return run_rfc(options);
    case Command::explain:
      return run_explain(options);
    case Command::rules:
      return run_rules(options);
    case Command::modules:
      return run_modules(options);
    case Command::graph:
      return run_graph(options);
    case Command::remove:
      return run_remove(options);
    case Command::audit:
      return run_audit(options);
    case Command::who:
      return run_who(options);
    case Command::baseline:
      return run_baseline(options);
    case Command::schema:
      return run_schema(options);
    case Command::init:
      return run_init(options);
    case Command::config:
      return run_config(options);
    case Command::convert:
      return run_convert(options);
    case Command::completions:
      return run_completions(options);
    case Command::complete:
      return run_complete(options);
    case Command::reference:
      return run_reference(options);
    case Command::none:
      break;
  }
  return Exit::usage;
}

/// Starting libgit2 loads a machine's certificates, which takes longer than validating a manifest.
bool reads_repository(Command command) {
  return command == Command::check || command == Command::probe || command == Command::modules ||
         command == Command::graph || command == Command::remove || command == Command::audit ||
         command == Command::who || command == Command::baseline || command == Command::init ||
         command == Command::config || command == Command::complete;
}

Exit guarded_main(int argc, const char* const* argv) {
  auto parsed = parse_command_line(argc, argv);
  if (!parsed) return fail(parsed.error());
  if (parsed->answer) {
    auto written = write_stdout(*parsed->answer);
    return written ? Exit::ok : fail(written.error());
  }
  std::optional<git::Library> library;
  std::optional<Watchdog> watchdog;
  const bool asks_of_module = parsed->options.command == Command::explain && parsed->options.module;
  if (asks_of_module || reads_repository(parsed->options.command)) {
    library.emplace();
    watchdog.emplace(kObjectPatience);
  }
  return run(parsed->options);
}

}  // namespace
}  // namespace modgate::cli

int main(int argc, char** argv) {
  using namespace modgate::cli;
  install_guard();
  try {
    return static_cast<int>(guarded_main(argc, argv));
  } catch (const std::bad_alloc&) {
    say_out_of_memory();
    return static_cast<int>(Exit::incomplete);
  } catch (const modgate::git::MachineTrouble& trouble) {
    return static_cast<int>(fail({modgate::Failure::Kind::io, trouble.what(), ""}));
  } catch (const std::exception& error) {
    return static_cast<int>(fail({modgate::Failure::Kind::internal, std::string("an internal error: ") + error.what(),
                                  "please report this with the command that led here"}));
  }
}
