// RFC documents of a run: those that manifests name, read and judged; and one document judged alone, where there may be
// neither policy nor repository.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "lint/lint.h"
#include "lint/validate.h"
#include "modgate/rfc.h"

namespace modgate {

/// Judges every document that a manifest's `rfc.path` names. Paths of objects that the repository lacks are added to
/// `missing`. Headings are asked for by `rfc_headings` and by every preset but `minimal`; one that is not there is an
/// error where the stage needs an accepted RFC, else a warning.
std::vector<RfcDocument> judge_rfcs(const Files& files, const Registry& registry, BlobReader& reader,
                                    std::vector<std::string>& missing);

/// What `modgate rfc` is asked.
struct RfcRequest {
  LooseFile document;
  std::string path;                        ///< from the repository's root, by which manifests name it; may be empty
  std::optional<std::string> module;       ///< whose manifest it must agree with; else the one that names the path
  std::optional<std::string> policy_file;  ///< on disk; its manifests and roster lie beside it
  std::string root_folder;                 ///< what `//` in that policy means
};

/// Judges one document. A Failure: the policy has faults, or no manifest is of the module asked for.
Result<LintRun> lint_rfc(const RfcRequest& request, const LintOptions& options);

}  // namespace modgate
