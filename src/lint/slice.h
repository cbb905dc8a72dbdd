// A change judged by the files it touches. Where the registry stays as it was and nothing that the change brings can
// make a difference elsewhere, base and view are looked at in the same few files, and what is new among those is what
// is new in the whole tree. Whatever speaks against that is a reason to look at everything.
#pragma once

#include <optional>

#include "lint/lint.h"
#include "modgate/result.h"
#include "modgate/view.h"

namespace modgate {

/// One side of a comparison.
struct Side {
  View& view;
  LintOptions options;
};

/// Judges the head against the base by what differs: `against.paths`. The run holds what is new, and what excuses it;
/// whether the base has a finding, too, is known of these alone. Nothing when the touched files do not suffice. `base`
/// is the run that `against.base` points to; it is overwritten.
Result<std::optional<LintRun>> judge_touched(Side before, Side after, const Comparison& against, LintRun& base);

}  // namespace modgate
