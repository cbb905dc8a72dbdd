#include "lint/baseline.h"

namespace modgate {

std::vector<BaselineEntry> read_baseline(Files&, const Policy&, RunTexts&, BlobReader&, const LintOptions&,
                                         LintReport&) {
  return {};
}

void apply_baseline(std::vector<Diagnostic>&, const Files&, std::vector<BaselineEntry>&, const Change*) {}

}  // namespace modgate
