#include "git/changes.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace modgate::git {

std::vector<PathChange> changes_of(const Listing& base, const Listing& head,
                                   const std::vector<std::pair<std::string, std::string>>& renames) {
  std::vector<PathChange> out;
  std::set<std::string_view> gone;
  std::set<std::string_view> come;
  for (const auto& [before, after] : renames) {
    out.push_back({before, after, false, true});
    gone.insert(before);
    come.insert(after);
  }
  auto now = head.entries.begin();
  const auto added = [&] {
    if (!come.contains(now->path)) out.push_back({"", std::string(now->path), false, true});
    ++now;
  };
  for (const Entry& entry : base.entries) {
    while (now != head.entries.end() && now->path < entry.path) added();
    if (now != head.entries.end() && now->path == entry.path) {
      if (now->id != entry.id || now->kind != entry.kind) {
        out.push_back({std::string(entry.path), std::string(entry.path), false, true});
      }
      ++now;
    } else if (!gone.contains(entry.path)) {
      out.push_back({std::string(entry.path), "", false, true});
    }
  }
  while (now != head.entries.end()) added();
  std::sort(out.begin(), out.end(), [](const PathChange& a, const PathChange& b) {
    return std::tie(a.after, a.before) < std::tie(b.after, b.before);
  });
  return out;
}

}  // namespace modgate::git
