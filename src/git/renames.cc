// Rename detection over two listings.
#include "git/renames.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string_view>
#include <tuple>

#include "base/paths.h"
#include "base/text.h"
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
  std::optional<std::uint64_t> size;  ///< read when first needed
  std::optional<Fingerprint> lines;   ///< the same
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
    result.push_back({entry, paths::base_name(entry.path), std::nullopt, std::nullopt});
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

  Result<std::vector<std::pair<std::string, std::string>>> run(const std::string& missing_help, std::string* note) {
    if (!sources_.empty() && !targets_.empty()) {
      name_contents();
      match_equal();
      match_names();
      match_best();
    }
    if (!missing_.empty()) {
      return repository_failure("renames cannot be told: " + missing_, missing_help);
    }
    if (note != nullptr) *note = std::move(note_);
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

  /// Sources with the same content, in order; thousands of empty files are no rarity.
  struct Equals {
    std::vector<std::size_t> sources;
    std::size_t next = 0;
  };

  std::size_t first_open(Equals& equals) const {
    while (equals.next < equals.sources.size() && !sources_[equals.sources[equals.next]].open()) ++equals.next;
    return equals.next == equals.sources.size() ? kNone : equals.sources[equals.next];
  }

  void match_equal() {
    using Content = std::pair<ObjectId, EntryKind>;
    const auto content = [](const File& file) {
      return Content{file.entry.id, file.regular() ? EntryKind::file : file.entry.kind};
    };
    std::map<Content, Equals> by_content;
    std::map<std::pair<Content, std::string_view>, Equals> by_name;
    for (std::size_t i = 0; i < sources_.size(); ++i) {
      by_content[content(sources_[i])].sources.push_back(i);
      by_name[{content(sources_[i]), sources_[i].name}].sources.push_back(i);
    }
    for (std::size_t t = 0; t < targets_.size(); ++t) {
      const File& target = targets_[t];
      const auto equal = by_content.find(content(target));
      if (!target.readable || equal == by_content.end()) continue;
      const auto named = by_name.find({content(target), target.name});
      std::size_t best = named == by_name.end() ? kNone : first_open(named->second);
      if (best == kNone) best = first_open(equal->second);
      if (best != kNone) pair(best, t);
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
    if (open_sources == 0) return;
    if (open_targets > kMostPairs / open_sources) {
      note_ = text::counted(open_sources, "file") + " that are gone and " + std::to_string(open_targets) +
              " that are new are too many to compare: of what was moved and edited, only files that kept a name of "
              "their own are known";
      return;
    }
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
    const auto old_size = size(base_, sources_[source]);
    const auto new_size = old_size ? size(head_, targets_[target]) : std::nullopt;
    if (!new_size || !may_reach(*old_size, *new_size, least)) return 0;
    const Fingerprint* from = lines(base_, sources_[source]);
    const Fingerprint* to = from == nullptr ? nullptr : lines(head_, targets_[target]);
    return to == nullptr ? 0 : similarity(*from, *to, least);
  }

  /// Lines of small files are kept at once; those of large ones only when another file has about their size: thousands
  /// of large new files must not fill the memory.
  std::optional<std::uint64_t> size(const Side& side, File& file) {
    constexpr std::size_t kSmall = 64 * 1024;
    if (!file.regular() || !file.readable) return std::nullopt;
    if (!file.size) {
      std::string bytes;
      file.readable = read(side, file, bytes);
      if (!file.readable) return std::nullopt;
      file.size = bytes.size();
      if (bytes.size() <= kSmall) file.lines = fingerprint(bytes);
    }
    return file.size;
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
  std::string note_;
  std::string missing_;  ///< the first object that was needed and not there
};

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> find_renames(const Side& base, const Side& head,
                                                                      const std::string& missing_help,
                                                                      std::string* note) {
  return RenameSearch(base, head).run(missing_help, note);
}

}  // namespace modgate::git
