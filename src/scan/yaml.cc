// Comments of a YAML file, for suppressions beside the claims of a manifest. A `#` starts one at the line's start or
// behind a blank, outside quotes of that line; block scalars are not followed, so a line of theirs that looks like a
// suppression is taken for one (and reported as unused).
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

#include "base/line_index.h"
#include "scan/scan.h"
#include "scan/suppression.h"

namespace modgate {
namespace {

/// Offset of the comment in the line, npos without one.
std::size_t comment_in(std::string_view line) {
  char quote = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    if (quote == '"' && c == '\\') {
      ++i;
    } else if (quote != 0) {
      if (c == quote) quote = 0;
    } else if (c == '#' && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '\t')) {
      return i;
    } else if ((c == '"' || c == '\'') && (i == 0 || line[i - 1] == ' ' || line[i - 1] == '[' || line[i - 1] == '{')) {
      quote = c;
    }
  }
  return std::string_view::npos;
}

}  // namespace

FileFacts scan_yaml(std::string_view bytes) {
  FileFacts facts;
  SuppressionList suppressions;
  const LineIndex lines(bytes);
  for (std::uint32_t number = 1; number <= lines.lines(); ++number) {
    const std::string_view line = lines.line(number);
    const std::size_t at = comment_in(line);
    const bool code = line.substr(0, at).find_first_not_of(" \t") != std::string_view::npos;
    if (code) suppressions.code(number);
    if (at != std::string_view::npos) {
      suppressions.comment(line.substr(at), lines.start(number) + static_cast<std::uint32_t>(at), number, code);
    }
  }
  facts.suppressions = suppressions.finish();
  return facts;
}

}  // namespace modgate
