#include "lint/one_cause.h"

namespace modgate {

void keep_one_cause(std::vector<Diagnostic>& findings, SourceTexts& texts) {
  static_cast<void>(findings);
  static_cast<void>(texts);
}

}  // namespace modgate
