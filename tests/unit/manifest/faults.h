// Faults as test rows read them: "line:column kind message".
#pragma once

#include <fmt/core.h>

#include <string>
#include <string_view>
#include <vector>

#include "base/line_index.h"
#include "modgate/manifest.h"

namespace modgate::testing {

inline std::string_view kind_name(FaultKind kind) {
  constexpr std::string_view kNames[] = {"syntax",    "unknown",     "value",   "missing",
                                         "forbidden", "placeholder", "bad-path"};
  return kNames[static_cast<std::size_t>(kind)];
}

inline std::vector<std::string> rows(std::string_view text, const std::vector<Fault>& faults) {
  const LineIndex lines(text);
  std::vector<std::string> out;
  for (const Fault& fault : faults) {
    const Position at = lines.position(fault.at.begin);
    out.push_back(fmt::format("{}:{} {}{} {}", at.line, at.column, kind_name(fault.kind), fault.severe ? "!" : "",
                              fault.message));
  }
  return out;
}

}  // namespace modgate::testing
