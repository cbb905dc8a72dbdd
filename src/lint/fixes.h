// The fixes of findings, as texts: which can be applied together, what the files say afterwards, and a view that shows
// that before anything is written.
#pragma once

#include <cstddef>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "modgate/report.h"
#include "modgate/view.h"

namespace modgate {

/// Findings keep no fix that nobody could apply: of a file from outside the view, or one that is no regular file.
void drop_fixes_outside(std::vector<Diagnostic>& findings, const Files& files);

/// Texts by their paths.
using FixedTexts = std::map<std::string, std::string>;

struct FixStep {
  FixedTexts texts;          ///< of the files that change, as they are afterwards
  FixedTexts before;         ///< of the same files, as they were judged
  std::size_t findings = 0;  ///< corrected by that
};

/// Applies the first fix of each finding that counts: new ones, and existing ones with `all`. Of fixes that overlap the
/// first in the report's order is applied; the others are for the next run.
FixStep apply_fixes(const LintReport& report, const Files& files, SourceTexts& texts, bool all);

/// A view with other texts in some of its files. Refers to both.
std::unique_ptr<View> overlay(View& below, const FixedTexts& texts);

}  // namespace modgate
