// Byte spans to lines and columns: see location.h. A span that ends before it begins counts as empty.
#include "report/location.h"

#include <algorithm>

namespace modgate {

std::string_view Sources::path(FileId file) const { return known(file) ? files_.path(file) : std::string_view(); }

Place Sources::place(const Location& at) {
  const Span span{at.span.begin, std::max(at.span.begin, at.span.end)};
  const LineIndex& index = lines(at.file);
  return {path(at.file), index.position(span.begin), index.position(span.end), span};
}

const Sources::Source& Sources::load(FileId file) {
  if (const auto found = loaded_.find(file); found != loaded_.end()) return found->second;
  const std::string_view text = known(file) ? texts_.text(file) : std::string_view();
  return loaded_.emplace(file, Source{text, LineIndex(text)}).first->second;
}

}  // namespace modgate
