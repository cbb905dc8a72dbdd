// A literate case as a run: its files as a view in memory and, where some belong to one side alone, as base and view.
#pragma once

#include <memory>
#include <vector>

#include "lint/lint.h"
#include "markdown_case.h"
#include "memory_view.h"

namespace modgate::testing {

class CaseRun {
 public:
  explicit CaseRun(const MarkdownCase& one);
  /// The run over the view; compared with the base where the case has one. Good as long as this object. What the case
  /// says of itself goes before the options.
  Result<LintRun> lint(LintOptions options = {});
  /// The view, looked at as if each module had moved to this stage; the modules' moves there, one run a module.
  Result<std::vector<LintRun>> tried(Stage stage);
  View& view() { return head_; }

 private:
  LintOptions as_the_case_says(LintOptions options);

  const MarkdownCase& case_;
  MemoryView base_, head_;
  bool compared_ = false;
  std::unique_ptr<LintRun> base_run_;
  Comparison comparison_;
  std::unique_ptr<History> history_;
  std::unique_ptr<LintRun> untried_;
  std::unique_ptr<Comparison> same_;
};

}  // namespace modgate::testing
