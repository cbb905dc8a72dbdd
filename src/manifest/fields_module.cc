// Fields of a module's manifest, in the order of the documentation.
#include "manifest/field_table.h"

namespace modgate {
namespace {

using F = Form;

constexpr std::string_view kSchema[] = {"modgate/module/v1"};
constexpr std::string_view kKinds[] = {"ir-dialect",    "backend", "frontend", "runtime",
                                       "vertical-flow", "tool",    "driver",   "other"};
constexpr std::string_view kStages[] = {"proposed", "S0", "S1", "S2", "deprecated", "removed"};
constexpr std::string_view kFlagKinds[] = {"cmake", "macro",  "kconfig", "bazel",   "gn",
                                           "maven", "python", "env",     "computed"};
constexpr std::string_view kRfcStates[] = {"draft", "accepted"};
constexpr std::string_view kVotes[] = {"majority-of-roster", "lazy-two-thirds", "majority-of-cast", "consensus"};
constexpr std::string_view kRelations[] = {"reuses", "overlaps", "complements", "replaces", "evolves"};
constexpr std::string_view kOnBreak[] = {"disable", "owner-fixes", "block"};
constexpr std::string_view kRelease[] = {"none", "experimental", "full"};
constexpr std::string_view kReasons[] = {"inactive", "superseded", "vote", "withdrawn"};

constexpr Field kAdopted[] = {
    {.key = "date", .about = "When the manifest was written", .form = F::date, .required = true},
    {.key = "reason", .about = "Why the module is older than its manifest", .required = true},
};
constexpr Field kNamespace[] = {
    {.key = "cpp", .about = "C++ namespaces", .form = F::cpp_name, .list = true, .example = "acme::relax"},
    {.key = "c", .about = "Prefixes of external C names", .form = F::identifier, .list = true, .example = "relax_"},
    {.key = "python", .about = "Python packages", .form = F::dotted, .list = true, .example = "acme.relax"},
    {.key = "jvm", .about = "JVM packages", .form = F::dotted, .list = true, .example = "org.acme.relax"},
    {.key = "go", .about = "Go packages", .form = F::word, .list = true},
    {.key = "rust", .about = "Rust crates and modules", .form = F::cpp_name, .list = true},
    {.key = "js", .about = "JavaScript packages", .form = F::word, .list = true},
    {.key = "proto", .about = "Protobuf packages", .form = F::dotted, .list = true, .example = "acme.relax.v1"},
    {.key = "macros", .about = "Prefixes of its macros", .form = F::identifier, .list = true, .example = "RELAX_"},
    {.key = "registry",
     .about = "Prefixes of names that are registered as strings",
     .form = F::word,
     .list = true,
     .example = "relax."},
    {.key = "allow",
     .about = "Namespaces that it may add to, and what lies below them",
     .form = F::cpp_name,
     .list = true,
     .example = "std"},
};
constexpr Field kIntegration[] = {
    {.key = "path", .about = "The foreign file", .form = F::path, .required = true, .example = "CMakeLists.txt"},
    {.key = "why", .about = "Why it must name the module", .required = true, .example = "the option"},
    {.key = "max_lines",
     .about = "Lines in which it may name the module; 5 if absent",
     .form = F::count,
     .low = 1,
     .high = 10000},
    {.key = "use", .about = "Whether it may include or import the module", .form = F::boolean},
    {.key = "owned", .about = "Whether it goes when the module goes", .form = F::boolean},
};
constexpr Field kFlag[] = {
    {.key = "name", .about = "The option's name", .form = F::flag, .required = true, .example = "USE_RELAX"},
    {.key = "kind", .about = "The build system or language it belongs to", .form = F::choice, .words = kFlagKinds},
    {.key = "declared_in", .about = "The file that declares it", .form = F::path, .example = "CMakeLists.txt"},
    {.key = "gate", .about = "The build file that tests it", .form = F::path, .example = "cmake/Relax.cmake"},
    {.key = "macro",
     .about = "The macro that is defined when it is on",
     .form = F::identifier,
     .example = "ACME_USE_RELAX"},
    {.key = "default", .about = "Its default, quoted", .form = F::text, .example = "OFF"},
};
constexpr Field kMaintainer[] = {
    {.key = "person", .about = "The handle", .form = F::handle, .required = true, .example = "ada"},
    {.key = "since", .about = "First day in this seat", .form = F::date},
    {.key = "until", .about = "Last day in this seat", .form = F::date},
    {.key = "role", .about = "What they look after"},
};
constexpr Field kEndorser[] = {
    {.key = "person", .about = "The handle", .form = F::handle, .required = true, .example = "linus"},
    {.key = "date", .about = "The day of the endorsement", .form = F::date},
    {.key = "evidence", .about = "Where it was given", .form = F::url},
};
constexpr Field kRfc[] = {
    {.key = "ref", .about = "Its name or number", .example = "acme/rfcs#12"},
    {.key = "url", .about = "Where it is", .form = F::url},
    {.key = "path", .about = "Its document in this repository", .form = F::path, .example = "rfcs/0012-relax.md"},
    {.key = "state", .about = "Whether it was accepted", .form = F::choice, .words = kRfcStates},
    {.key = "date", .about = "When it was accepted", .form = F::date},
};
constexpr Field kBallot[] = {
    {.key = "person", .about = "The handle", .form = F::handle, .required = true, .example = "linus"},
    {.key = "vote", .about = "+1, +0, 0, -0, -1, or a fraction", .form = F::ballot, .required = true},
    {.key = "date", .about = "The day of the ballot", .form = F::date},
};
constexpr Field kClaimed[] = {
    {.key = "for", .about = "Binding votes in favour", .form = F::count, .high = 10000},
    {.key = "against", .about = "Binding votes against", .form = F::count, .high = 10000},
};
constexpr Field kVote[] = {
    {.key = "opened", .about = "When it opened", .form = F::moment},
    {.key = "closed", .about = "When it closed", .form = F::moment},
    {.key = "thread", .about = "Where it was held", .form = F::url},
    {.key = "rule", .about = "The rule it claims to follow; the policy's decides", .form = F::choice, .words = kVotes},
    {.key = "ballots", .about = "One a person", .form = F::none, .list = true, .fields = kBallot},
    {.key = "claimed", .about = "The result as it was announced", .form = F::text, .fields = kClaimed},
};
constexpr Field kUser[] = {
    {.key = "who", .about = "The user", .required = true},
    {.key = "kind", .about = "Product, paper, issue, ..."},
    {.key = "evidence", .about = "Where the use or the need can be seen", .form = F::url},
    {.key = "date", .about = "As of when", .form = F::date},
};
constexpr Field kRelation[] = {
    {.key = "module", .about = "The other module", .form = F::id, .required = true, .example = "relay"},
    {.key = "kind",
     .about = "How they relate; overlap is discussed, never forbidden",
     .form = F::choice,
     .required = true,
     .words = kRelations},
    {.key = "note", .about = "What that means"},
    {.key = "why_not_extend", .about = "Why the other module was not extended instead"},
};
constexpr Field kMilestone[] = {
    {.key = "title", .about = "What will be there", .required = true},
    {.key = "target", .about = "A date, or a time such as 2027-Q2"},
    {.key = "exam", .about = "How anybody can see that it is there"},
    {.key = "done", .about = "Whether it is there", .form = F::boolean},
};
constexpr Field kRoadmap[] = {
    {.key = "fit", .about = "Why this belongs to the project"},
    {.key = "outlook", .about = "The way to S1 and S2"},
    {.key = "non_goals", .about = "What it will not do", .list = true},
    {.key = "risks", .about = "What may go wrong", .list = true},
    {.key = "alternatives", .about = "What else was considered", .list = true},
    {.key = "milestones", .about = "Steps", .form = F::none, .list = true, .fields = kMilestone},
    {.key = "review_by", .about = "When to look again", .form = F::date},
    {.key = "exit_plan", .about = "What happens if it does not work out"},
};
constexpr Field kCi[] = {
    {.key = "job", .about = "The job that builds and tests it"},
    {.key = "budget_minutes", .about = "Minutes that the job may take", .form = F::count, .low = 1, .high = 10080},
    {.key = "on_break", .about = "What a core developer may do when it breaks", .form = F::choice, .words = kOnBreak},
};
constexpr Field kComposition[] = {
    {.key = "with", .about = "The consumer", .required = true},
    {.key = "paths",
     .about = "Files that may use the module",
     .form = F::glob,
     .list = true,
     .required = true,
     .example = "src/driver/"},
    {.key = "rfc", .about = "Its own RFC", .form = F::url, .required = true, .fields = kRfc},
};
constexpr Field kMirror[] = {
    {.key = "ours", .about = "A file of the module", .form = F::path, .required = true},
    {.key = "theirs", .about = "The copy that must change together with it", .form = F::path, .required = true},
};
constexpr Field kDeprecation[] = {
    {.key = "announced", .about = "When", .form = F::date},
    {.key = "reason", .about = "Why", .form = F::choice, .words = kReasons},
    {.key = "replacement", .about = "What to use instead, or none"},
    {.key = "migration", .about = "How to move"},
    {.key = "remove_after", .about = "The first day on which it may be removed", .form = F::date},
    {.key = "decision", .about = "The vote or RFC that decided"},
};
constexpr Field kAttest[] = {
    {.key = "person", .about = "The handle", .form = F::handle, .required = true, .example = "ada"},
    {.key = "date", .about = "The day", .form = F::date, .required = true},
};
constexpr Field kWaiver[] = {
    {.key = "rule", .about = "The rule's id or name", .form = F::rule, .required = true, .example = "MG307"},
    {.key = "paths", .about = "Files that it covers; all, if absent", .form = F::glob, .list = true},
    {.key = "until", .about = "The last day", .form = F::date},
    {.key = "reason", .about = "Why"},
    {.key = "approved_by", .about = "Who approved it, not a maintainer of the module", .form = F::handle},
};

constexpr Field kModule[] = {
    {.key = "schema", .about = "The format of this file", .form = F::choice, .required = true, .words = kSchema},
    {.key = "module", .about = "The module's id, unique for ever", .form = F::id, .required = true, .example = "relax"},
    {.key = "summary", .about = "One sentence of at most 160 characters", .form = F::sentence, .required = true},
    {.key = "kind", .about = "What it is", .form = F::choice, .words = kKinds},
    {.key = "stage", .about = "Where it stands", .form = F::choice, .required = true, .words = kStages},
    {.key = "since", .about = "First day of the current stage", .form = F::date},
    {.key = "adopted",
     .about = "The module is older than its manifest: missing history is pending",
     .form = F::none,
     .fields = kAdopted},
    {.key = "paths",
     .about = "Its files and directories; a directory ends in a slash",
     .form = F::glob,
     .list = true,
     .example = "src/relax/"},
    {.key = "public_headers",
     .about = "What others may include from S1 on; all, if absent",
     .form = F::glob,
     .list = true,
     .example = "include/acme/relax/*.h"},
    {.key = "namespace", .about = "What it may declare", .form = F::none, .none = true, .fields = kNamespace},
    {.key = "tests", .about = "Its tests", .form = F::glob, .list = true, .example = "tests/relax/"},
    {.key = "docs", .about = "Its documentation", .form = F::glob, .list = true, .example = "docs/relax.md"},
    {.key = "integration",
     .about = "The only foreign files that may name the module",
     .form = F::none,
     .list = true,
     .fields = kIntegration},
    {.key = "feature_flag",
     .about = "The option that switches it off",
     .form = F::flag,
     .fields = kFlag,
     .example = "USE_RELAX"},
    {.key = "maintainers",
     .about = "Who looks after it; committers count towards the minimum",
     .form = F::handle,
     .list = true,
     .fields = kMaintainer,
     .example = "ada"},
    {.key = "emeritus",
     .about = "Who looked after it",
     .form = F::handle,
     .list = true,
     .fields = kMaintainer,
     .example = "ada"},
    {.key = "seeking", .about = "Whether it looks for maintainers", .form = F::boolean},
    {.key = "champion",
     .about = "The PMC member who guides it",
     .form = F::handle,
     .fields = kMaintainer,
     .example = "linus"},
    {.key = "decision_summary", .about = "The champion's summary of pros, cons and path", .form = F::url},
    {.key = "endorsers",
     .about = "PMC members who endorse it",
     .form = F::handle,
     .list = true,
     .fields = kEndorser,
     .example = "linus"},
    {.key = "rfc", .about = "The RFC that proposes it", .form = F::url, .fields = kRfc},
    {.key = "discussion", .about = "Where it is discussed", .form = F::url},
    {.key = "vote", .about = "The vote on the current stage", .form = F::none, .fields = kVote},
    {.key = "users", .about = "Who uses or needs it", .form = F::none, .list = true, .fields = kUser},
    {.key = "relations",
     .about = "How it relates to other modules",
     .form = F::none,
     .list = true,
     .none = true,
     .fields = kRelation},
    {.key = "depends_on", .about = "Modules that it uses", .form = F::id, .list = true, .example = "arith"},
    {.key = "requires",
     .about = "Modules and flags that must be on with it",
     .form = F::name,
     .list = true,
     .example = "USE_LLVM"},
    {.key = "conflicts", .about = "Modules and flags that must be off with it", .form = F::name, .list = true},
    {.key = "roadmap", .about = "Where it goes", .form = F::none, .fields = kRoadmap},
    {.key = "ci", .about = "How it is tested", .form = F::none, .fields = kCi},
    {.key = "release", .about = "Whether releases carry it", .form = F::choice, .words = kRelease},
    {.key = "known_limitations", .about = "What does not work"},
    {.key = "support", .about = "What help users can expect"},
    {.key = "compositions",
     .about = "S1 on: consumers, each with its own RFC",
     .form = F::none,
     .list = true,
     .fields = kComposition},
    {.key = "mirrors", .about = "Copies that must change together", .form = F::none, .list = true, .fields = kMirror},
    {.key = "deprecation", .about = "Why it goes, and when", .form = F::none, .fields = kDeprecation},
    {.key = "attest",
     .about = "Maintainers who are still here without a commit",
     .form = F::none,
     .list = true,
     .fields = kAttest},
    {.key = "waivers",
     .about = "Findings that were accepted for a while",
     .form = F::none,
     .list = true,
     .fields = kWaiver},
};

}  // namespace

std::span<const Field> module_fields() { return kModule; }

}  // namespace modgate
