// Fields of policy.yaml.
#include "manifest/field_table.h"

namespace modgate {
namespace {

constexpr std::string_view kSchema[] = {"modgate/policy/v1"};
constexpr std::string_view kPresets[] = {"minimal", "tvm-2022-rfc", "tvm-2023", "asf-consensus"};
constexpr std::string_view kVotes[] = {"majority-of-roster", "lazy-two-thirds", "majority-of-cast", "consensus"};
constexpr std::string_view kBetweenS0[] = {"forbid", "declared"};
constexpr std::string_view kIntegration[] = {"allow", "forbid"};
constexpr std::string_view kLeniency[] = {"judge", "warn", "allow"};
constexpr std::string_view kSeverity[] = {"error", "warning", "info", "off"};

constexpr Field kRoster[] = {
    {.key = "contributors",
     .about = "A CONTRIBUTORS.md to read the roster from",
     .form = Form::rooted,
     .required = true,
     .example = "//CONTRIBUTORS.md"},
};

constexpr Field kGates[] = {
    {.key = "endorsers_min", .about = "PMC members who endorse a module", .form = Form::count, .high = 1000},
    {.key = "maintainers_min", .about = "Committers among a module's maintainers", .form = Form::count, .high = 1000},
    {.key = "vote", .about = "The rule that decides a vote", .form = Form::choice, .words = kVotes},
    {.key = "vote_hours_min", .about = "Hours that a vote stays open", .form = Form::count, .high = 10000},
    {.key = "s0_days_min", .about = "Days in S0 before S1", .form = Form::count, .high = 10000},
    {.key = "deprecation_days_min",
     .about = "Days of notice before something is replaced",
     .form = Form::count,
     .high = 10000},
    {.key = "waiver_days_max", .about = "Days that a waiver may last", .form = Form::count, .high = 10000},
    {.key = "s0_uses_s0", .about = "Whether one S0 module may use another", .form = Form::choice, .words = kBetweenS0},
    {.key = "integration_use",
     .about = "Whether an integration point may include or import the module",
     .form = Form::choice,
     .words = kIntegration},
    {.key = "guarded_use",
     .about = "How uses inside `#ifdef FLAG` are judged",
     .form = Form::choice,
     .words = kLeniency},
    {.key = "test_use", .about = "How uses from test code are judged", .form = Form::choice, .words = kLeniency},
    {.key = "unwaivable",
     .about = "Rules that no waiver may name",
     .form = Form::rule,
     .list = true,
     .example = "MG301"},
    {.key = "rfc_headings",
     .about = "Headings that an RFC document must have: `tvm`, `spip`, or a list",
     .form = Form::text,
     .list = true,
     .example = "tvm"},
};

constexpr Field kPolicy[] = {
    {.key = "schema", .about = "The format of this file", .form = Form::choice, .required = true, .words = kSchema},
    {.key = "preset",
     .about = "The rule book whose values apply where this file gives none",
     .form = Form::choice,
     .words = kPresets},
    {.key = "manifests",
     .about = "Where the manifests are, relative to this file's folder",
     .form = Form::glob,
     .list = true,
     .example = "modules/*.yaml"},
    {.key = "roster",
     .about = "The roster, relative to this file's folder",
     .form = Form::rooted,
     .fields = kRoster,
     .example = "people.yaml"},
    {.key = "include_roots",
     .about = "Folders that includes are searched in, in order",
     .form = Form::folder,
     .list = true,
     .example = "include/"},
    {.key = "compile_commands",
     .about = "A compilation database to take the include roots from",
     .form = Form::path,
     .example = "build/compile_commands.json"},
    {.key = "python_roots",
     .about = "Folders that hold top-level Python packages",
     .form = Form::folder,
     .list = true,
     .example = "python/"},
    {.key = "exclude",
     .about = "Files that are neither checked nor a target",
     .form = Form::glob,
     .list = true,
     .example = "3rdparty/"},
    {.key = "tests", .about = "Files that are tests", .form = Form::glob, .list = true, .example = "tests/"},
    {.key = "namespace_macros",
     .about = "Macros that open a namespace, and which",
     .form = Form::none,
     .entries = Form::cpp_name},
    {.key = "registry_calls",
     .about = "Functions and macros that look names up in a registry",
     .form = Form::word,
     .list = true,
     .example = "get_global_func"},
    {.key = "core_public_headers",
     .about = "Core headers that modules may include; switches MG308 on for core",
     .form = Form::glob,
     .list = true,
     .example = "include/"},
    {.key = "severity", .about = "Severities by rule", .form = Form::none, .words = kSeverity, .entries = Form::choice},
    {.key = "policy", .about = "The gates", .form = Form::none, .fields = kGates},
};

}  // namespace

std::span<const Field> policy_fields() { return kPolicy; }

}  // namespace modgate
