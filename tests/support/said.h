// All that a run says, as text: what golden files hold of the literate cases beyond places and messages, so that no
// help, note or second place changes or goes missing unseen.
#pragma once

#include <string>

#include "lint/lint.h"

namespace modgate::testing {

/// Every finding with its parts, then every move with its evidence; only those of the rule, and no moves, where
/// `only_rule` is not empty.
std::string said(const LintRun& run, const std::string& only_rule);
std::string said_of_moves(const LintRun& run);

}  // namespace modgate::testing
