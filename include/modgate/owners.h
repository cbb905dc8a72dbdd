// Who a repository says its people are besides the roster: the files that GitHub takes owners from, and a second list
// of contributors. Read by `modgate audit` alone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "modgate/manifest.h"
#include "modgate/roster.h"

namespace modgate {

/// `PATTERN OWNER...`; owners are `@account`, `@org/team` or an address, as written.
struct OwnersLine {
  enum class Matches : std::uint8_t { some, none, unknown };
  Text pattern;
  std::vector<Text> owners;
  Matches matches = Matches::unknown;  ///< whether files of the view match the pattern
};

struct OwnersFile {
  FileId file = kNoFile;
  std::vector<OwnersLine> lines;
};

struct RosterSources {
  std::vector<OwnersFile> owners;
  std::optional<Roster> other;  ///< people.yaml or CONTRIBUTORS.md, whichever is not the roster
};

}  // namespace modgate
