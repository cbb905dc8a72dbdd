// Files and uses of the view against those of the base; see changes.h.
#include "rules/support/changes.h"

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace modgate::changes {
namespace {

/// A use as the view would have it: its file, what it uses, how, and the spelling where there is no file to name.
using UseKey = std::tuple<FileId, FileId, Use::Kind, std::string, std::string>;
/// A file and the name of a module that it uses or names.
using FileAndModule = std::pair<FileId, std::string>;

FileId followed(const Change& change, FileId file) {
  return index(file) < change.after.size() ? change.after[index(file)] : kNoFile;
}

UseKey key_of(FileId from, FileId target, const Use& use, const std::string& module) {
  return {from, target, use.kind, target == kNoFile ? use.spelled : std::string(), module};
}

/// The uses of the base, each to be matched by one of the view.
class BaseUses {
 public:
  explicit BaseUses(const Change& change) {
    for (const Use& use : change.resolution.uses) {
      const FileId from = followed(change, use.from);
      if (from == kNoFile || use.module == kCore) continue;
      const std::string& module = change.registry[use.module].name;
      const FileId target = followed(change, use.target);
      if (use.target != kNoFile && target == kNoFile) {
        ++loose_[{from, module}];
      } else {
        ++known_[key_of(from, target, use, module)];
      }
    }
  }

  bool take(const Use& use, const std::string& module) {
    return take(known_, key_of(use.from, use.target, use, module));
  }
  bool take_loose(const Use& use, const std::string& module) { return take(loose_, {use.from, module}); }

 private:
  template <class Key>
  static bool take(std::map<Key, std::size_t>& counts, const Key& key) {
    const auto found = counts.find(key);
    if (found == counts.end() || found->second == 0) return false;
    --found->second;
    return true;
  }

  std::map<UseKey, std::size_t> known_;
  std::map<FileAndModule, std::size_t> loose_;  ///< uses of files that went away
};

}  // namespace

std::vector<Touch> touches(const RuleContext& context) {
  std::vector<Touch> out(context.files.view_size(), Touch::none);
  for (const PathChange& path : context.change->paths) {
    const auto file = context.files.find(path.after);
    if (path.after.empty() || !file) continue;
    // A copy that was laid over a file of the base is an edit of that file as well, and listed as one.
    if (path.copied && context.change->files.find(path.after)) continue;
    if (path.before.empty() || path.copied) {
      out[index(*file)] = Touch::added;
    } else {
      out[index(*file)] = path.edited ? Touch::edited : Touch::moved;
    }
  }
  return out;
}

std::vector<FileId> befores(const RuleContext& context) {
  std::vector<FileId> out(context.files.view_size(), kNoFile);
  const std::vector<FileId>& after = context.change->after;
  for (std::size_t i = 0; i < after.size(); ++i) {
    if (index(after[i]) < out.size()) out[index(after[i])] = static_cast<FileId>(i);
  }
  return out;
}

std::vector<bool> new_uses(const RuleContext& context) {
  const std::vector<Use>& uses = context.resolution.uses;
  BaseUses base(*context.change);
  std::vector<bool> fresh(uses.size(), false);
  const auto name = [&](const Use& use) { return context.registry[use.module].name; };
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (uses[i].module != kCore) fresh[i] = !base.take(uses[i], name(uses[i]));
  }
  // Only what is left may stand for the uses of files that went away.
  for (std::size_t i = 0; i < uses.size(); ++i) {
    if (fresh[i] && base.take_loose(uses[i], name(uses[i]))) fresh[i] = false;
  }
  return fresh;
}

std::vector<bool> new_name_uses(const RuleContext& context) {
  const Change& change = *context.change;
  std::set<FileAndModule> known;
  const auto note = [&](FileId from, ModuleId module) {
    if (module != kCore) known.emplace(followed(change, from), change.registry[module].name);
  };
  for (const Use& use : change.resolution.uses) note(use.from, use.module);
  for (const NameUse& use : change.resolution.name_uses) note(use.from, use.module);
  std::vector<bool> fresh;
  for (const NameUse& use : context.resolution.name_uses) {
    fresh.push_back(use.module != kCore && !known.contains({use.from, context.registry[use.module].name}));
  }
  return fresh;
}

bool CoreContents::have(FileId before) {
  // Git's name of a file without a byte: nobody can be robbed of that.
  constexpr ObjectId kEmpty = {0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b,
                               0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91};
  if (!looked_) {
    looked_ = true;
    for (std::size_t i = 0; i < change_.files.view_size(); ++i) {
      const auto file = static_cast<FileId>(i);
      if (change_.registry.owner_of(file) == kCore) ids_.insert(change_.files[file].id);
    }
    ids_.erase(ObjectId{});
    ids_.insert(kEmpty);
  }
  return ids_.contains(change_.files[before].id);
}

ModuleId module_named(const Registry& registry, std::string_view name) {
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    if (registry.modules[i].name == name) return static_cast<ModuleId>(i);
  }
  return kCore;
}

}  // namespace modgate::changes
