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
/// Files of one view. Chromium has 450 000.
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
/// Troubles of one file that are listed; the last one says how many more there are. One is enough to look at a file.
inline constexpr std::size_t kTroubles = 100;
/// Comments of one file that may silence findings. Real files have a dozen; one more silences nothing.
inline constexpr std::size_t kSuppressions = 1000;
/// References of one file that could not be resolved and are reported one by one; the last one counts the rest.
inline constexpr std::size_t kUnresolved = 1000;
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
/// Nodes of all conditions of the build scripts that one thread reads: 24 MiB.
inline constexpr std::size_t kConditionNodes = 2'000'000;
/// Questions that build scripts leave open. Operations on conditions recurse once for each.
inline constexpr std::size_t kConditionAtoms = 8192;
/// Steps of operations on conditions for one root of list files. What is asked for beyond is undecided. LLVM's projects
/// that can be followed to their end need up to 350 000; the others are not at their end after four times this.
inline constexpr std::uint64_t kConditionWork = 2'000'000;
/// Steps of one operation on conditions: what needs more is maybe. Conditions that decide about sources are small;
/// large ones come from texts that grow case by case, as compiler flags do.
inline constexpr std::uint64_t kConditionStep = 1'000;
/// Commands that are evaluated from one root list file, each call and each turn of a loop counted.
inline constexpr std::uint64_t kBuildSteps = 500'000;
/// Blocks, calls and files within each other; evaluating them recurses. CMake itself stops at 1000 calls.
inline constexpr int kBuildDepth = 150;
/// Items that the commands of one root produce together.
inline constexpr std::uint64_t kBuildItems = 4'000'000;
/// Commands of one call of a function that only computes, and the items it makes; beyond, its results are unknown. The
/// largest that give sources, those of LLVM that look for headers next to them, take some hundreds.
inline constexpr std::uint64_t kBuildCallSteps = 4'000;
inline constexpr std::uint64_t kBuildCallItems = 200'000;
/// Roots that may exhaust their limits before those of all roots together are met.
inline constexpr std::uint64_t kBuildRoots = 4;
/// A root below which no module has a file may take this part of a root's limits, and all such roots together this part
/// of the limits of all. Clang's own, which is one to most modules of LLVM, needs a sixth of them.
inline constexpr std::uint64_t kFarRootShare = 4;
/// Bytes of one text that a list file puts together; generated code and licences are no names of files.
inline constexpr std::size_t kBuildTextBytes = 16 * 1024;
/// Different texts that one argument may have, by cases.
inline constexpr std::size_t kBuildCases = 24;
/// Bytes of a regular expression of a list file, and of the text it is matched against.
inline constexpr std::size_t kBuildRegexBytes = 1024;
/// Hops of a source from its place to its target that are kept.
inline constexpr std::size_t kBuildChain = 16;
/// Mentions of one module in one file that are listed of each kind; the rest is counted. A generated list may name a
/// folder on every line, and nobody reads more than the first of them.
inline constexpr std::size_t kMentions = 100;
/// Places of one kind that a finding shows before "and more".
inline constexpr std::size_t kRelatedPlaces = 5;
/// String templates within each other (`"${"${x}"}"`) of Kotlin and Scala: each remembers how its string goes on.
/// People stop at three.
inline constexpr std::size_t kTemplateDepth = 64;
/// Distinct qualified names of one Java, Kotlin or Scala file. The largest files of real projects have some thousands.
inline constexpr std::size_t kJvmNames = 20'000;
/// Namespace aliases that one name of C++ is looked up through, each name of an alias counted. People stop at three.
inline constexpr std::size_t kAliasSteps = 16;
/// Namespaces in which a name of C++ is looked up because using-directives lead there and hold its first component: each
/// multiplies the look-ups of the file's names.
inline constexpr std::size_t kSpacesOfDirectives = 8;
/// Wildcard imports of one Scala file under which a relative import is looked up: each multiplies the look-ups.
inline constexpr std::size_t kWildcardImports = 64;
/// Packages that one file may open. Scala's may stand within each other; generated files hold a dozen.
inline constexpr std::size_t kPackages = 1'000;
/// Brackets, templates and elements within each other in a script; minified bundles reach some hundreds.
inline constexpr std::size_t kScriptDepth = 10'000;

/// Conditions of kbuild and Kconfig within each other; looking at them recurses. Linux's deepest has some 60.
inline constexpr int kFormulaDepth = 400;
/// Distinct parts of such conditions. Linux has some 200 000.
inline constexpr std::size_t kFormulas = 4'000'000;
/// Kconfig files that source each other, and makefiles that include each other. Linux needs 8 and 4.
inline constexpr int kSourceDepth = 64;
/// Kconfig statements and makefile commands that are followed in one run, however often their files are sourced.
/// Linux has 200 000.
inline constexpr std::size_t kBuildCommands = 4'000'000;
/// Steps in search of one setting that builds a source. The way itself takes some hundreds in Linux.
inline constexpr std::size_t kSettingSteps = 10'000;
/// Searches, each in another order, before a source counts as undecided.
inline constexpr std::uint32_t kSettingAttempts = 12;
/// Options that follow from each other by their defaults; looking at them recurses.
inline constexpr int kDefaultDepth = 500;
/// Texts that one word of a makefile may become, by the options it names.
inline constexpr std::size_t kMakeAlternatives = 32;
/// References within each other while a makefile's word is expanded; expanding recurses.
inline constexpr int kMakeDepth = 32;
/// Variables in one path of a makefile or Kconfig that stand for every folder: each multiplies the matches.
inline constexpr std::size_t kPatternVariables = 2;
/// Files that one such path may stand for. Linux has 22 architectures.
inline constexpr std::size_t kPatternMatches = 1000;
/// Words of one makefile or Kconfig file as written, and as expanded. The largest of Linux give some thousands.
inline constexpr std::size_t kMakeWords = 200'000;
/// Components of one Rust path, groups of a `use` and inline modules within each other. Real ones have ten.
inline constexpr std::size_t kUseDepth = 64;
/// Components of a key and inline tables within each other in a Cargo.toml; reading tables recurses. Cargo knows 5.
inline constexpr std::size_t kTomlDepth = 32;
/// Unknown handles of one run that get the nearest known one as a hint; the others are reported without. Nobody
/// mistypes more, and each search compares with the whole roster.
inline constexpr std::size_t kHandleHints = 200;

/// An RFC document. The longest of Apache TVM's has some 50 KB; looking for code spans costs more than its length.
inline constexpr std::size_t kRfcBytes = 512 * 1024;
/// Lists and quotations of a Markdown document within each other. Each is looked at on each line.
inline constexpr std::size_t kRfcDepth = 100;
/// Bytes of a heading that are compared; nobody's is longer.
inline constexpr std::size_t kRfcHeadingBytes = 500;
/// Bytes of one HTML tag within a line of text: looking for its end starts anew at each `<`.
inline constexpr std::size_t kRfcTagBytes = 1000;
/// Findings of one kind in one RFC document; the last one says how many more there are.
inline constexpr std::size_t kRfcFindings = 50;

/// Waivers of one module and their paths together: each may be compared with each finding of its rule.
inline constexpr std::size_t kWaiverPaths = 1000;
/// A baseline, some 30 000 entries: as much as a report reads of a file that it quotes.
inline constexpr std::uint64_t kBaselineBytes = kSourceBytes;
/// Broken lines of a baseline that are listed; one is enough to stop a run.
inline constexpr std::size_t kBaselineFaults = 50;
/// Versions of a roster's file that are read for what it said on a day. Apache TVM's had some 220 in nine years.
inline constexpr std::size_t kRosterVersions = 2000;
/// Persons or places that one line of a report names before the rest is a number.
inline constexpr std::size_t kNamedPersons = 20;
/// Owners' patterns of one file that are compared with the files of the view, and the comparisons of one run: a pattern
/// without a folder in front is compared with every path. The largest CODEOWNERS of real projects have some 1 000
/// lines.
inline constexpr std::size_t kOwnerLines = 5000;
inline constexpr std::uint64_t kOwnerComparisons = 50'000'000;

/// Commits that one question about history looks at. Apache TVM has 14 000, LLVM 500 000 since 2001.
inline constexpr std::size_t kHistoryCommits = 200'000;
/// One commit object: people write some KB, a signature or a list of merged tags adds some more.
inline constexpr std::uint64_t kCommitBytes = 1024 * 1024;
/// Answers about trees that are remembered; each takes some 70 bytes.
inline constexpr std::size_t kTreeAnswers = 2'000'000;
/// Paths that one commit may change and still be listed whole. Imports of whole projects reach it.
inline constexpr std::size_t kCommitPaths = 100'000;
/// Bytes of old versions that one question about a file may compare or keep.
inline constexpr std::uint64_t kHistoryBytes = 512 * 1024 * 1024;
/// Added files times files of the base that are compared when copies are looked for, and sizes that are looked at.
inline constexpr std::size_t kCopyPairs = 20'000;
/// Bytes of a file on disk that are hashed to see whether it changed; a larger one that was touched counts as changed.
inline constexpr std::uint64_t kHashedBytes = 64 * 1024 * 1024;

/// Bytes of a Markdown report: GitHub refuses a job's summary past 1 MiB.
inline constexpr std::size_t kMarkdownBytes = 900 * 1024;

/// Bytes of a saved report that `convert` reads: parsed it takes several times as much memory.
inline constexpr std::size_t kReportBytes = 128 * 1024 * 1024;
/// Levels of objects and lists in it; a report has 6.
inline constexpr int kReportDepth = 16;

/// Bytes of generated sections that one run keeps for fixes: each of many documents may hold the table of all modules.
inline constexpr std::size_t kGeneratedBytes = 64 * 1024 * 1024;
/// Wrong markers of generated sections in one file that are listed; the last one says how many more there are.
inline constexpr std::size_t kMarkerFaults = 50;
/// Runs by which fixes are found: configuration comes before what it governs, and an edit that overlaps another waits.
/// Two suffice but for lists of overlapping edits; what is left after these is reported, not fixed.
inline constexpr int kFixPasses = 5;

/// Annotations of one severity that a step of a job may make on GitHub, and bytes of a message. The runner silently
/// drops and cuts what is more.
inline constexpr std::size_t kAnnotations = 10;
inline constexpr std::size_t kAnnotationBytes = 4096;

/// Results of a SARIF log, and related places of one of them: GitHub refuses a whole file that has more.
inline constexpr std::size_t kSarifResults = 25'000;
inline constexpr std::size_t kSarifRelated = 1'000;

}  // namespace modgate::limits
