// What must hold of every place that a reader gives back: it lies in the file, begins before it ends, and stands on the
// line that is told with it.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "base/line_index.h"
#include "modgate/manifest.h"
#include "target.h"

namespace modgate::fuzz {

class Spans {
 public:
  explicit Spans(std::string_view bytes) : size_(bytes.size()), lines_(bytes) {}

  void inside(Span at, std::string_view what) const {
    demand(at.begin <= at.end, "a span that ends before it begins", what);
    demand(at.end <= size_, "a span beyond the file", what);
  }
  /// `line` is the one that holds the first byte.
  void on_line(Span at, std::uint32_t line, std::string_view what) const {
    inside(at, what);
    demand(line == lines_.position(at.begin).line, "another line than the span's", what);
  }
  void within(Span at, Span around, std::string_view what) const {
    inside(at, what);
    demand(around.begin <= at.begin && at.end <= around.end, "a span that leaves its parent", what);
  }
  void faults(const std::vector<Fault>& faults) const {
    for (const Fault& fault : faults) {
      inside(fault.at, fault.message);
      inside(fault.word, fault.message);
      demand(!fault.message.empty(), "a fault without a message");
    }
  }
  std::uint32_t lines() const { return lines_.lines(); }

 private:
  std::size_t size_;
  LineIndex lines_;
};

}  // namespace modgate::fuzz
