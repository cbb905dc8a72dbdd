// One cause, one finding: a line yields at most one finding a module among the rules that have a line rank, and names
// that a stronger finding of the same file and module explains are its related places.
#pragma once

#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/source.h"

namespace modgate {

/// Of ranked findings about the same line and module only those of the smallest rank stay. A finding that loses its own
/// place moves to the first of its related places in the same file that is free; it goes when none is. What is left of
/// the weakest rank, residue, then joins the first of the strongest findings about the same file and module, if there
/// is a stronger one: its places become related ones.
void keep_one_cause(std::vector<Diagnostic>& findings, SourceTexts& texts);

}  // namespace modgate
