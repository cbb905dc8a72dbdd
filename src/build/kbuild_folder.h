// One folder as kbuild reads it: its Kbuild or Makefile with what that includes, evaluated under conditions. Out: the
// objects it builds, the folders it goes on to, and the files it reads. Rules, recipes and host programs are not
// followed; what the lists hold and cannot be expanded is named.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "build/kbuild_expand.h"
#include "build/kconfig.h"
#include "build/kconfig_formula.h"
#include "modgate/build.h"
#include "modgate/facts.h"
#include "modgate/source.h"

namespace modgate {

/// An object file, by the path of its source without ending.
struct KbuildObject {
  std::string path;
  FormulaId when{};
  MakePlace place;   ///< where its name stands
  MakePlace parent;  ///< where the object it is a part of is listed; no command: it is none
  std::string target;
};

/// A folder that is entered.
struct KbuildEntry {
  std::string folder;
  FormulaId when{};
  MakePlace place;
};

/// `include` of a makefile of the view.
struct KbuildInclude {
  MakePlace place;
  FileId target = kNoFile;
};

struct KbuildTrouble {
  MakePlace place;
  std::string reason;
};

struct KbuildFolder {
  std::vector<FileId> files;  ///< read, in order
  std::vector<KbuildObject> objects;
  std::vector<KbuildEntry> entries;
  std::vector<KbuildInclude> includes;
  std::vector<KbuildTrouble> troubles;
  /// Paths from the root that any arguments name: folders of includes, prerequisites.
  std::vector<std::pair<std::string, MakePlace>> paths;
};

/// The makefile kbuild reads in a folder of the view, "" being the root: Kbuild before Makefile; kNoFile: none.
FileId kbuild_file(const Files& files, std::string_view folder);

/// `commands` counts what was followed in the whole run; beyond limits::kBuildCommands the rest is a trouble.
KbuildFolder read_folder(const Files& files, const FactsTable& facts, const std::vector<bool>& excluded,
                         const Kconfig& kconfig, Formulas& formulas, const std::string& folder, std::size_t& commands);

}  // namespace modgate
