// What removing a module means: the files that go, the lines outside that go with them, and what would dangle. Made
// from what a run knows already; nothing is read again but the files that are quoted or edited.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/mentions.h"
#include "modgate/registry.h"
#include "modgate/resolution.h"
#include "modgate/source.h"

namespace modgate {

/// A line outside a module that uses or names it.
struct RemovalPlace {
  enum class Kind : std::uint8_t {
    include,
    import,
    name,        ///< a qualified name of its namespace or package
    build,       ///< a build script that names its file, folder, target or function
    string,      ///< a look-up of a name that it registers
    link,        ///< a symbolic link to one of its files
    manifest,    ///< another module's manifest that builds on it
    path,        ///< its path in a document, a script or a comment
    name_space,  ///< likewise its namespace
    package,     ///< likewise its package
    flag,
  };
  enum class Role : std::uint8_t {
    declared,  ///< in a declared integration point, or where the manifest says that its flag is declared or tested
    leftover,  ///< harmless once the module is gone, and dead: its flag, code that its flag guards, comments
    dangles,   ///< it breaks, or points to nothing
  };
  Kind kind = Kind::path;
  Role role = Role::dangles;
  FileId from = kNoFile;
  std::uint32_t line = 0;
  Span at;
  std::string spelled;  ///< as written, or what of the module is named
  Span command;         ///< of a build line: the whole command, where nothing of it is left without this; else empty
  bool edited = false;  ///< the patch takes it away
  std::string by_hand;  ///< why the patch leaves it; empty when edited
};

/// What could not be decided and may be a use of the module.
struct RemovalDoubt {
  FileId from = kNoFile;
  std::uint32_t line = 0;
  std::string spelled;
  std::string reason;
};

/// Bytes that the patch takes out of a file that stays.
struct TextCut {
  FileId file = kNoFile;
  Span at;
};

enum class RemovalVerdict : std::uint8_t { clean, breaks, undecided };

struct Removal {
  ModuleId module = kCore;
  std::vector<FileId> deletes;       ///< all that it owns but its manifest, sorted
  std::vector<RemovalPlace> places;  ///< by file, then line; the most telling one of each line
  std::vector<RemovalDoubt> doubts;  ///< by file, then line
  std::vector<TextCut> cuts;         ///< by file, then place; disjoint
  std::uint64_t computed = 0;        ///< includes and imports of the tree that are computed: they could load anything
  std::uint64_t module_lines = 0;    ///< lines of the deleted files that are text
  std::uint64_t unread = 0;          ///< deleted files whose lines could not be counted
  std::uint64_t outside_files = 0;   ///< files that stay and have at least one place
  std::uint64_t outside_lines = 0;   ///< their places
  RemovalVerdict verdict = RemovalVerdict::clean;

  std::uint64_t count(RemovalPlace::Role role) const;
};

/// What a run knows, for plan_removal.
struct RemovalInput {
  const Files& files;
  const Registry& registry;
  const FactsTable& facts;  ///< of all files, lexed
  const Resolution& resolution;
  const BuildModel& build;
  const Mentions& mentions;
  SourceTexts& texts;
};

Removal plan_removal(const RemovalInput& input, ModuleId module);

}  // namespace modgate
