// Where text goes: stdout with colour or without, or a file that appears whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "cli/options.h"
#include "modgate/result.h"
#include "report/render.h"

namespace modgate::cli {

/// Exit codes of PRODUCT: what a caller can rely on.
enum class Exit { ok = 0, findings = 1, usage = 2, incomplete = 3 };

/// Colour, links and width for a stream, from options, environment and terminal. Order for colour: --color, NO_COLOR,
/// CLICOLOR_FORCE, TERM=dumb, then whether it is a terminal.
RenderOptions render_options(const Options& options);

/// Writes to the file of `-o`, or to stdout. A Failure: it could not be written.
Result<bool> write_report(const Options& options, std::string_view text);
/// Writes a file by a temporary one that is renamed, or through a pipe, a device or a link that is there already.
Result<bool> write_file(const std::string& path, std::string_view text);
/// Adds to the end of a file.
Result<bool> append_file(const std::string& path, std::string_view text);
Result<bool> write_stdout(std::string_view text);

/// Makes a new file that holds the text, or leaves none: false with errno, EEXIST when there is anything at that path.
bool create_file(const std::string& path, std::string_view text, bool executable = false);

/// Prints `error: message` and `help: ...` on stderr and gives the exit code that belongs to the failure's kind.
Exit fail(const Failure& failure);

}  // namespace modgate::cli
