// Markers of generated sections: `<!-- modgate:begin NAME -->` and `<!-- modgate:end NAME -->` in Markdown, the same
// behind `#` in files of code owners. A marker counts alone on its line; in Markdown not in code.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/source.h"

namespace modgate {

struct Marker {
  Span at;                  ///< the marker itself
  std::uint32_t line = 0;   ///< where its line begins
  std::uint32_t after = 0;  ///< where the next line begins
  std::string word;         ///< "begin", "end", or what stands in their place
  std::string name;         ///< blanks normalised; may be empty
  bool nested = false;      ///< in a list or a quotation
};

struct MarkersRead {
  std::vector<Marker> markers;
  std::string trouble;  ///< why a document was not read whole; empty: it was
};

/// What every marker holds: a file without it is not looked at further.
inline constexpr std::string_view kMarkerWord = "modgate:";

MarkersRead markers_of_markdown(std::string_view text);
MarkersRead markers_of_owners(std::string_view text);

}  // namespace modgate
