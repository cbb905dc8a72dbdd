// From bytes of manifest, policy, roster and .mailmap to typed records. All functions are total: whatever is wrong is
// in the record's faults, in the file's order, and what is right can be used.
#pragma once

#include <string_view>

#include "modgate/manifest.h"
#include "modgate/owners.h"
#include "modgate/policy.h"
#include "modgate/roster.h"
#include "modgate/source.h"

namespace modgate {

/// Paths with a fault are left out; an unknown stage is S0. What the stage requires is not judged here (stage_table.h).
Manifest parse_manifest(std::string_view bytes, FileId file);

/// `folder`: repository-relative folder of the file, "" or ending in `/`. Values that the file does not give are the
/// preset's. The root as include or Python root is the empty text.
Policy parse_policy(std::string_view bytes, FileId file, std::string_view folder);
/// The policy of a repository without one: preset minimal.
Policy default_policy();

/// people.yaml. A file that cannot be read, or that names nobody, is unusable.
Roster parse_people(std::string_view bytes, FileId file);
/// A CONTRIBUTORS.md with list entries `- [Name](url) (PMC): @handle - areas` below headings that name the role.
Roster parse_contributors(std::string_view bytes, FileId file);
/// A CODEOWNERS file; which files its patterns match is not known yet.
OwnersFile parse_owners(std::string_view bytes, FileId file);
/// Adds addresses and handles of a .mailmap to persons who are known by an address or a handle, never by name.
void join_mailmap(Roster& roster, std::string_view bytes);

}  // namespace modgate
