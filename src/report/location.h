// Byte spans become lines and columns here and nowhere else. A file id and a span come in, both ends as 1-based line
// and column (UTF-8 bytes) go out. Files that cannot be read any more keep their path and lose their lines.
#pragma once

#include <string_view>
#include <unordered_map>

#include "base/line_index.h"
#include "modgate/source.h"

namespace modgate {

/// A place as reports print it. `end` is exclusive.
struct Place {
  std::string_view path;  ///< the file's bytes of a path; "" for a finding without a file
  Position begin;
  Position end;
  Span span;
};

/// The files that a report points at. Each is read and cut into lines once, however many findings it has.
class Sources {
 public:
  Sources(const Files& files, SourceTexts& texts) : files_(files), texts_(texts) {}

  std::string_view path(FileId file) const;
  /// Where the location is. Offsets past the file's end give its end.
  Place place(const Location& at);
  /// The file's bytes; empty when there are none.
  std::string_view text(FileId file) { return load(file).text; }
  const LineIndex& lines(FileId file) { return load(file).lines; }

 private:
  struct Source {
    std::string_view text;
    LineIndex lines;
  };
  const Source& load(FileId file);
  bool known(FileId file) const { return index(file) < files_.size(); }

  const Files& files_;
  SourceTexts& texts_;
  std::unordered_map<FileId, Source> loaded_;
};

}  // namespace modgate
