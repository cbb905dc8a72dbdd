// Files that name people, read for `modgate audit`; each pattern of owners is compared with the view until one file
// matches. Links are not followed.
#include "lint/owners.h"

#include <fmt/core.h>

#include <array>
#include <string>
#include <string_view>
#include <utility>

#include "base/glob.h"
#include "base/text.h"
#include "base/utf8.h"
#include "manifest/parse.h"
#include "modgate/limits.h"
#include "modgate/view.h"

namespace modgate {
namespace {

/// Where GitHub looks; Apache TVM keeps its own under another name, so that nobody is asked for reviews by it.
constexpr std::array<std::string_view, 4> kOwnersPaths{".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS",
                                                       ".github/CODEOWNERSHIP"};

class Reader {
 public:
  Reader(const Files& files, BlobReader& reader, LintReport& report)
      : files_(files), reader_(reader), report_(report) {}

  std::optional<std::pair<FileId, std::string>> read(std::string_view path) {
    const auto file = files_.find(path);
    if (!file) return std::nullopt;
    const Entry& entry = files_[*file];
    if (entry.kind == EntryKind::symlink || entry.kind == EntryKind::submodule) {
      undecided(path, "it is a link");
      return std::nullopt;
    }
    std::string text;
    const ReadOutcome outcome = reader_.read(entry, limits::kManifestBytes, text);
    if (!outcome) {
      const bool large = outcome.kind == ReadOutcome::Kind::too_large;
      undecided(path,
                large ? fmt::format("it has {} bytes, and at most {} are read", outcome.size, limits::kManifestBytes)
                      : outcome.detail);
      return std::nullopt;
    }
    return std::pair(*file, std::move(text));
  }

 private:
  void undecided(std::string_view path, std::string_view why) {
    report_.undecided.push_back(
        fmt::format("whether `{}` agrees with the roster: {}", utf8::visible(path), utf8::visible(why)));
  }

  const Files& files_;
  BlobReader& reader_;
  LintReport& report_;
};

/// A pattern without a slash but at its end floats; a leading one anchors.
Glob glob_of(std::string_view pattern) {
  const bool leading = pattern.starts_with('/');
  if (leading) pattern.remove_prefix(1);
  const bool anchored = leading || pattern.substr(0, pattern.size() - 1).find('/') != std::string_view::npos;
  return Glob(anchored ? std::string(pattern) : "**/" + std::string(pattern));
}

/// What lies in a submodule is not in the view, and may match.
bool lies_in_submodule(const Files& files, std::string_view path) {
  for (std::size_t slash = path.find('/');; slash = path.find('/', slash + 1)) {
    const auto entry = files.find(path.substr(0, slash));
    if (entry && files[*entry].kind == EntryKind::submodule) return true;
    if (slash == std::string_view::npos) return false;
  }
}

class Matcher {
 public:
  explicit Matcher(const Files& files) : files_(files) {}

  OwnersLine::Matches matches(std::string_view pattern) {
    using Matches = OwnersLine::Matches;
    if (pattern.find_first_not_of('/') == std::string_view::npos) return Matches::some;  // the root
    const Glob glob = glob_of(pattern);
    const std::string_view prefix = glob.fixed_prefix();
    if (lies_in_submodule(files_, prefix)) return Matches::unknown;
    for (std::size_t i = files_.first_from(prefix); i < files_.view_size(); ++i) {
      if (++compared_ > limits::kOwnerComparisons) return Matches::unknown;
      const std::string_view path = files_.path(static_cast<FileId>(i));
      if (!path.starts_with(prefix)) break;
      if (glob.matches(path)) return Matches::some;
    }
    return Matches::none;
  }
  bool exhausted() const { return compared_ > limits::kOwnerComparisons; }

 private:
  const Files& files_;
  std::uint64_t compared_ = 0;
};

}  // namespace

RosterSources read_roster_sources(const Files& files, const Registry& registry, BlobReader& reader,
                                  LintReport& report) {
  RosterSources out;
  Reader texts(files, reader, report);
  Matcher matcher(files);
  for (const std::string_view path : kOwnersPaths) {
    const auto read = texts.read(path);
    if (!read) continue;
    OwnersFile owners = parse_owners(read->second, read->first);
    std::size_t judged = 0;
    for (OwnersLine& line : owners.lines) {
      if (judged == limits::kOwnerLines || matcher.exhausted()) break;
      line.matches = matcher.matches(line.pattern.value);
      ++judged;
    }
    if (judged < owners.lines.size() || matcher.exhausted()) {
      report.undecided.push_back(fmt::format("which patterns of `{}` match a file: it has {}, more than are compared",
                                             path, text::counted(owners.lines.size(), "pattern")));
    }
    out.owners.push_back(std::move(owners));
  }
  const bool imported = registry.policy.contributors.set;
  if (imported && registry.policy.outside) return out;
  const std::string path = imported ? registry.policy.folder + "people.yaml" : "CONTRIBUTORS.md";
  if (const auto read = texts.read(path); read && read->first != registry.roster.file) {
    Roster other = imported ? parse_people(read->second, read->first) : parse_contributors(read->second, read->first);
    // A list in a form of its own says nothing that could be compared.
    if (other.usable()) out.other = std::move(other);
  }
  return out;
}

}  // namespace modgate
