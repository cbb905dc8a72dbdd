// The generated sections of a view: read, paired, and compared with what the registry says.
#pragma once

#include <string>
#include <vector>

#include "lint/lint.h"
#include "modgate/generated.h"
#include "modgate/mentions.h"
#include "modgate/registry.h"
#include "modgate/report.h"
#include "modgate/view.h"

namespace modgate {

/// Whether a reader met something in policy, roster or a manifest that it had to leave out: what depends on it cannot
/// be written anew before that is corrected.
bool has_unread_configuration(const Registry& registry);

/// Looks through Markdown files and files of code owners, excluded ones and links not. Markers are judged in any case;
/// sections are compared unless configuration was not read, which the report then says. Paths of objects that the
/// repository lacks are added to `missing`.
std::vector<GeneratedSection> find_generated(const Files& files, const Registry& registry, BlobReader& reader,
                                             const Slice* slice, LintReport& report, std::vector<std::string>& missing);

/// Takes out what sections name that are up to date: they go with the module, by the next run that fixes. Sections are
/// in order of files and places.
void forget_generated(Mentions& mentions, const std::vector<GeneratedSection>& sections);

}  // namespace modgate
