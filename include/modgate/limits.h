// Every numeric limit, with its reason. A limit that is met is a finding (MG101, MG906), never a silent skip.
#pragma once

#include <cstddef>
#include <cstdint>

namespace modgate::limits {

/// A manifest, policy or roster is written by people; what is larger is generated or hostile.
inline constexpr std::uint64_t kManifestBytes = 256 * 1024;
/// Mappings and lists within each other. The deepest field of a manifest sits at 5; libraries recurse.
inline constexpr int kManifestDepth = 16;
/// Nodes of one YAML document: 256 KiB of `- a` would be 87 000, and no registry needs a tenth of it.
inline constexpr int kManifestNodes = 20'000;
/// Bytes of one key, quotes included: the longest field has 16, a macro's name may be a key, too.
inline constexpr int kManifestKeyBytes = 256;
/// Faults of one file that are listed before "and more": a garbage file must not print a novel.
inline constexpr int kManifestFaults = 200;
/// Source files: generated tables reach a few MiB; beyond this, reading costs more than a use could matter.
inline constexpr std::uint64_t kSourceBytes = 8 * 1024 * 1024;
/// Hops when a symbolic link names another one.
inline constexpr int kSymlinkHops = 8;
/// Directories within each other in a tree object.
inline constexpr int kTreeDepth = 256;
/// Entries of one view. Chromium has 450 000.
inline constexpr std::uint32_t kViewEntries = 2'000'000;
/// Bytes of one path, as on Linux.
inline constexpr std::size_t kPathBytes = 4096;
/// Bytes of one source line that a report quotes.
inline constexpr std::size_t kQuotedBytes = 200;
/// Bytes of a dotted Python path that are kept; longer ones are cut between components. A module is named in front, and
/// no package nests deeper.
inline constexpr std::size_t kDottedPathBytes = 512;
/// Distinct attribute chains of one Python file. The largest files of real projects have some hundreds.
inline constexpr std::size_t kPythonChains = 20'000;
/// Macros that are listed as implied by the conditions around one use. More conditions than this hide each other.
inline constexpr std::size_t kGuards = 16;
/// Parentheses within each other in an `#if`; reading them recurses.
inline constexpr int kConditionDepth = 64;
/// `#if`s within each other whose branches are told apart.
inline constexpr std::size_t kConditionals = 1000;
/// Namespaces within each other; clang stops at 256 braces.
inline constexpr std::size_t kNamespaceDepth = 256;
/// Bytes of a fully qualified namespace: each name in it carries it as its scope.
inline constexpr std::size_t kNamespaceBytes = 512;
/// Facts of one kind that are kept of one file: the largest generated files of LLVM have a tenth of this.
inline constexpr std::size_t kFacts = 100'000;

}  // namespace modgate::limits
