// Reads the view's files in parallel, searches source files for suspects and scans those, and searches all text for the
// names of modules. Slot i belongs to file i.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "modgate/facts.h"
#include "modgate/mentions.h"
#include "modgate/registry.h"
#include "modgate/result.h"
#include "modgate/rule.h"
#include "modgate/view.h"
#include "resolve/resolve.h"

namespace modgate {

struct ScanOutcome {
  FactsTable facts;              ///< per file of the view
  Mentions mentions;             ///< of modules, in all files that are text
  std::vector<Skipped> skipped;  ///< in order of files
  std::vector<std::string> missing_objects;
  std::vector<FileId> beside;  ///< what the files of a slice include by name, in order
  std::vector<FileId> huge;    ///< of no language and too large to be searched for mentions
  std::uint64_t scanned = 0;   ///< source files that were read and searched
  std::uint64_t proved = 0;    ///< lexed
  std::uint64_t external = 0;  ///< plain includes in files that needed no lexing and that name no file of the view
};

struct ScanRequest {
  unsigned jobs = 1;
  bool prove_all = false;
  const Slice* slice = nullptr;  ///< these files, those that they include by name, and build scripts if it says so
};

/// A Failure: a reader could not be opened.
Result<ScanOutcome> scan_files(const View& view, const Files& files, const Registry& registry,
                               const TreeDescription& tree, const ScanRequest& request);

/// Fills Module::integration_lines: the lines of each integration point that name the module.
void count_integration_lines(const Files& files, Registry& registry, BlobReader& reader);

}  // namespace modgate
