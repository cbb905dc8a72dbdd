// A change: the view against its base. What the rules that need `--against` look at.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/facts.h"
#include "modgate/history.h"
#include "modgate/policy.h"
#include "modgate/registry.h"
#include "modgate/resolution.h"
#include "modgate/roster.h"
#include "modgate/source.h"

namespace modgate {

/// A path of the base and a path of the view. `before` empty: new; `after` empty: deleted; both the same: modified;
/// different: renamed, or copied where `before` is still there. What is not listed did not change.
struct PathChange {
  std::string before, after;
  bool copied = false;
  bool edited = true;  ///< false: renamed or copied with equal content
};

/// A change of a file that modgate itself is ruled by.
struct RulingChange {
  enum class What : std::uint8_t { policy, roster, baseline, mailmap };
  enum class How : std::uint8_t { added, edited, removed, linked };  ///< removed: deleted or renamed away
  What what = What::policy;
  How how = How::edited;
  FileId at = kNoFile;  ///< the file in the view; of a removed one the base's, shown as `base:PATH`
};

/// The base as a run of its own knew it, and what differs. `before` ids count in `files`, `after` ids in the view.
struct Change {
  std::string revision;  ///< the base's commit in hex
  const Files& files;
  const Registry& registry;  ///< of the base, judged by the base's policy
  const Resolution& resolution;
  const FactsTable& facts;  ///< per file of the base
  std::vector<PathChange> paths;        ///< by `after`, then `before`
  /// Per file of the base: where it is in the view (renames followed, copies not); kNoFile when it is gone.
  std::vector<FileId> after;
  /// Per module of the base: its manifest as a file of the view's Files, shown as `base:PATH`, for places in it.
  std::vector<FileId> manifests;
  /// Policy and roster as the view writes them: the view's Registry has the base's gates and the base's roster.
  Policy policy;
  Roster roster;
  /// The base's policy and manifests over the files of the view: what the base itself would own and allow here. Its
  /// modules are those of `registry`, in the same order.
  Registry by_base;
  std::vector<RulingChange> rulings;
  std::vector<Trailer> trailers;  ///< of the commits between base and view
  bool adopts = false;            ///< the base has no policy, no roster and no manifest: modgate comes with this change

  /// The module of the base with this name, or kCore.
  ModuleId module(std::string_view name) const;
  /// A place in the manifest of a module of the base.
  Location in_manifest(ModuleId module, Span at) const { return {manifests[index(module)], at}; }
};

}  // namespace modgate
