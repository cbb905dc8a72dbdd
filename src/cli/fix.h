// `check --fix` and `check --diff`: the fixes of a run, found by running again over what they make of the files until
// nothing is left to fix, then written or printed.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "cli/options.h"
#include "cli/output.h"
#include "lint/lint.h"
#include "modgate/result.h"
#include "modgate/view.h"

namespace modgate::cli {

/// A run over a view, compared with the base where there is one.
using Judge = std::function<Result<LintRun>(View&)>;

struct Fixed {
  struct Text {
    std::string before, after;
  };
  std::map<std::string, Text> files;  ///< by path
  std::size_t findings = 0;           ///< corrected
};

/// Of a work tree: findings keep no fix of a file that is not on disk, because a sparse checkout leaves it out. Neither
/// `--fix` nor `git apply` could write there, and one such file would keep all others back.
void drop_fixes_not_on_disk(LintRun& run, const View& view, const std::string& workdir);

/// What all fixes together make of the files. Nothing comes of a run that is not complete: what it could not look at
/// might be what keeps a line in use.
Result<Fixed> find_fixes(View& view, const Judge& judge, const LintRun& run, bool all);

/// Writes them into the work tree and says so on stderr.
Result<bool> write_fixes(const Options& options, const std::string& workdir, const Fixed& fixed);

/// Writes them as one patch for `git apply`, to stdout or the file of `-o`.
Result<bool> print_fixes(const Options& options, const Fixed& fixed);

}  // namespace modgate::cli
