// Rename detection over two listings.
#include "git/renames.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

#include "base/paths.h"
#include "git/failure.h"
#include "git/objects.h"
#include "git/similarity.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

constexpr std::uint64_t kLeastScore = kWholeScore / 2;
/// Two files that alone have a name need no further rival, but must be nearer.
constexpr std::uint64_t kLeastNamedScore = kWholeScore * 3 / 4;
constexpr std::size_t kMostPairs = 1'000'000;
constexpr std::size_t kNone = static_cast<std::size_t>(-1);

struct File {
  Entry entry;
  std::string_view name;
  std::optional<Fingerprint> lines;  ///< read when first needed
  bool readable = true;
  std::size_t partner = kNone;

  bool open() const { return partner == kNone; }
  bool regular() const { return entry.kind == EntryKind::file || entry.kind == EntryKind::executable; }
};

/// The entries of `listing` whose path is not in `other`; both are sorted.
std::vector<File> only_in(const Listing& listing, const Listing& other) {
  std::vector<File> result;
  auto at = other.entries.begin();
  for (const Entry& entry : listing.entries) {
    while (at != other.entries.end() && at->path < entry.path) ++at;
    if (at != other.entries.end() && at->path == entry.path) continue;
    result.push_back({entry, paths::base_name(entry.path), std::nullopt});
  }
  return result;
}

class RenameSearch {
 public:
  RenameSearch(const Side& base, const Side& head)
      : base_(base),
        head_(head),
        sources_(only_in(base.listing, head.listing)),
        targets_(only_in(head.listing, base.listing)) {}

  Result<std::vector<std::pair<std::string, std::string>>> run(const std::string& missing_help) {
    if (!sources_.empty() && !targets_.empty()) {
      name_contents();
      match_equal();
      match_names();
      match_best();
    }
    if (!missing_.empty()) {
      return repository_failure("renames cannot be told: " + missing_, missing_help);
    }
    std::vector<std::pair<std::string, std::string>> renames;
    for (const File& target : targets_) {
      if (!target.open()) renames.emplace_back(sources_[target.partner].entry.path, target.entry.path);
    }
    return renames;
  }

 private:
  /// Files read from disk have no id yet.
  void name_contents() {
    std::string bytes;
    for (File& target : targets_) {
      if (target.entry.id != ObjectId{}) continue;
      target.readable = read(head_, target, bytes);
      if (target.readable) target.entry.id = blob_id(bytes);
    }
  }

  bool read(const Side& side, const File& file, std::string& bytes) {
    const ReadOutcome outcome = side.reader.read(file.entry, limits::kSourceBytes, bytes);
    if (outcome.kind == ReadOutcome::Kind::missing_object && missing_.empty()) missing_ = outcome.detail;
    return static_cast<bool>(outcome);
  }

  void pair(std::size_t source, std::size_t target) {
    sources_[source].partner = target;
    targets_[target].partner = source;
  }

  void match_equal() {
    std::map<ObjectId, std::vector<std::size_t>> by_id;
    for (std::size_t i = 0; i < sources_.size(); ++i) by_id[sources_[i].entry.id].push_back(i);
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      const File& target = targets_[t];
      const auto found = by_id.find(target.entry.id);
      if (!target.readable || found == by_id.end()) continue;
      std::vector<std::size_t>& candidates = found->second;
      auto best = candidates.end();
      for (auto candidate = candidates.begin(); candidate != candidates.end(); ++candidate) {
        const File& source = sources_[*candidate];
        if (source.entry.kind != target.entry.kind && !(source.regular() && target.regular())) continue;
        if (best == candidates.end()) best = candidate;
        if (source.name != target.name) continue;
        best = candidate;
        break;
      }
      if (best == candidates.end()) continue;
      pair(*best, t);
      candidates.erase(best);
    }
  }

  /// Names that one open file has on each side.
  void match_names() {
    struct Holders {
      std::size_t source = kNone, target = kNone;
      bool several = false;
    };
    std::map<std::string_view, Holders> by_name;
    const auto note = [&](const std::vector<File>& files, std::size_t Holders::*side) {
      for (std::size_t i = 0; i < files.size(); ++i) {
        if (!files[i].open()) continue;
        Holders& holders = by_name[files[i].name];
        holders.several = holders.several || holders.*side != kNone;
        holders.*side = i;
      }
    };
    note(sources_, &Holders::source);
    note(targets_, &Holders::target);
    for (const auto& [name, holders] : by_name) {
      if (holders.several || holders.source == kNone || holders.target == kNone) continue;
      if (score(holders.source, holders.target, kLeastNamedScore) >= kLeastNamedScore) {
        pair(holders.source, holders.target);
      }
    }
  }

  struct Match {
    std::uint64_t score = 0;
    bool same_name = false;
    std::size_t source = 0, target = 0;
    bool better_than(const Match& other) const {
      return std::tuple(score, same_name) > std::tuple(other.score, other.same_name);
    }
  };

  void match_best() {
    const auto is_open = [](const File& file) { return file.open(); };
    const auto open_sources = static_cast<std::size_t>(std::count_if(sources_.begin(), sources_.end(), is_open));
    const auto open_targets = static_cast<std::size_t>(std::count_if(targets_.begin(), targets_.end(), is_open));
    if (open_sources == 0 || open_targets > kMostPairs / open_sources) return;
    constexpr std::size_t kRivals = 4;
    std::vector<Match> matches;
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      if (!targets_[t].open()) continue;
      std::vector<Match> rivals;
      for (std::size_t s = 0; s < sources_.size(); ++s) {
        if (!sources_[s].open()) continue;
        const Match match{score(s, t, kLeastScore), sources_[s].name == targets_[t].name, s, t};
        if (match.score < kLeastScore) continue;
        const auto place =
            std::find_if(rivals.begin(), rivals.end(), [&](const Match& rival) { return match.better_than(rival); });
        rivals.insert(place, match);
        if (rivals.size() > kRivals) rivals.pop_back();
      }
      matches.insert(matches.end(), rivals.begin(), rivals.end());
    }
    std::stable_sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) { return a.better_than(b); });
    for (const Match& match : matches) {
      if (sources_[match.source].open() && targets_[match.target].open()) pair(match.source, match.target);
    }
  }

  std::uint64_t score(std::size_t source, std::size_t target, std::uint64_t least) {
    const Fingerprint* from = lines(base_, sources_[source]);
    const Fingerprint* to = from == nullptr ? nullptr : lines(head_, targets_[target]);
    return to == nullptr ? 0 : similarity(*from, *to, least);
  }

  /// Nothing for what has no lines to compare: links, submodules, unreadable and huge files.
  const Fingerprint* lines(const Side& side, File& file) {
    if (!file.regular() || !file.readable) return nullptr;
    if (!file.lines) {
      std::string bytes;
      file.readable = read(side, file, bytes);
      if (!file.readable) return nullptr;
      file.lines = fingerprint(bytes);
    }
    return &*file.lines;
  }

  const Side& base_;
  const Side& head_;
  std::vector<File> sources_;
  std::vector<File> targets_;
  std::string missing_;  ///< the first object that was needed and not there
};

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> find_renames(const Side& base, const Side& head,
                                                                      const std::string& missing_help) {
  return RenameSearch(base, head).run(missing_help);
}

}  // namespace modgate::git
