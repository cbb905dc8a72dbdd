// A history that exists only in memory, for tests of what is judged by it. Files have versions, lines have commits by
// the text they hold; what was asked is counted. Nothing is read from disk.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "modgate/history.h"

namespace modgate::testing {

class MemoryHistory : public History {
 public:
  /// Newest first.
  std::map<std::string, FileVersions> files;
  /// The commit that added the line which holds the text; lines without an entry are not committed.
  std::vector<std::pair<std::string, Commit>> added;
  Gap gap;                             ///< if there is one, lines without an entry are unknown
  std::vector<std::string> questions;  ///< "versions PATH DAY", "origins PATH LINES"

  Result<FileVersions> versions(const std::string& path, std::optional<Date> back_to) override {
    questions.push_back("versions " + path + " " + (back_to ? std::to_string(back_to->year) : "ever"));
    const auto found = files.find(path);
    if (found == files.end()) return Failure{Failure::Kind::repository, "there is no `" + path + "`", "look elsewhere"};
    return found->second;
  }

  Result<LineOrigins> origins(const std::string& path, std::string_view bytes,
                              const std::vector<std::size_t>& lines) override {
    questions.push_back("origins " + path + " " + std::to_string(lines.size()));
    LineOrigins out;
    for (const std::size_t line : lines) {
      const std::string text = line_of(bytes, line);
      LineOrigin origin;
      origin.kind = gap.empty() ? LineOrigin::Kind::not_committed : LineOrigin::Kind::unknown;
      for (const auto& [part, commit] : added) {
        if (text.find(part) == text.npos) continue;
        origin = {LineOrigin::Kind::committed, out.commits.size()};
        out.commits.push_back(commit);
        break;
      }
      out.lines.push_back(origin);
    }
    out.gap = gap;
    return out;
  }

  Result<Gap> commits(const std::function<bool(const CommitChange&)>&) override { return gap; }

 private:
  static std::string line_of(std::string_view bytes, std::size_t line) {
    std::size_t begin = 0;
    while (--line > 0) begin = bytes.find('\n', begin) + 1;
    return std::string(bytes.substr(begin, bytes.find('\n', begin) - begin));
  }
};

}  // namespace modgate::testing
