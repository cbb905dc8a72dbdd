// The base of `--against`, brought into the run of the view: the Change that rules look at, and the base's gates.
#pragma once

#include <memory>

#include "lint/lint.h"
#include "lint/load.h"
#include "lint/texts.h"
#include "modgate/change.h"

namespace modgate {

/// Policy and roster as the view writes them.
struct Written {
  Policy policy;
  Roster roster;
};

/// The change as rules see it; `files` get the base's manifests, and what it ruled by and the view lacks, as files from
/// outside the view, with their texts.
std::unique_ptr<Change> make_change(const Comparison& against, Files& files, RunTexts& texts, Written written);

/// Puts the base's gates and roster in the place of the view's; what describes the tree stays the view's. A base
/// without a policy, or without a roster, judges nothing: the view's counts, which MG908 announces. Gives what was
/// there.
Written judge_by_base(const Comparison& against, Policy& policy, Roster& roster);

}  // namespace modgate
