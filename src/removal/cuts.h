// A set of byte ranges to cut, merged as they come, so that asking stays fast however many there are.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <map>
#include <vector>

#include "modgate/source.h"

namespace modgate {

class Cuts {
 public:
  void add(Span cut) {
    if (cut.begin >= cut.end) return;
    auto after = ends_.upper_bound(cut.begin);
    if (after != ends_.begin() && std::prev(after)->second >= cut.begin) --after;
    while (after != ends_.end() && after->first <= cut.end) {
      cut.begin = std::min(cut.begin, after->first);
      cut.end = std::max(cut.end, after->second);
      after = ends_.erase(after);
    }
    ends_.emplace(cut.begin, cut.end);
  }
  /// Whether one range holds the whole span.
  bool hold(Span span) const {
    const auto after = ends_.upper_bound(span.begin);
    return after != ends_.begin() && span.end <= std::prev(after)->second;
  }
  /// In order, disjoint, not touching.
  std::vector<Span> all() const {
    std::vector<Span> spans;
    for (const auto& [begin, end] : ends_) spans.push_back({begin, end});
    return spans;
  }

 private:
  std::map<std::uint32_t, std::uint32_t> ends_;  ///< end by begin
};

}  // namespace modgate
