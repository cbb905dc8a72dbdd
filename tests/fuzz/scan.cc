// Every scanner over any bytes, and the search for suspects against what the scanner then shows. The first byte of an
// input sets the scan options.
#include "scan/scan.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "base/paths.h"
#include "base/text.h"
#include "input.h"
#include "modgate/limits.h"
#include "scan/suspect.h"
#include "spans.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

constexpr unsigned kMacros = 1, kStrings = 2, kFlags = 4, kClasses = 8, kAgain = 16;

ScanOptions options_of(unsigned bits) {
  ScanOptions options;
  if ((bits & kMacros) != 0) options.namespace_macros = {{"ACME_BEGIN", "acme::relax"}, {"NS_OPEN", "acme"}};
  if ((bits & kStrings) != 0) {
    options.registry_calls = {"REGISTER", "get_global_func"};
    options.registry_prefixes = {"relax.", "tune."};
  }
  if ((bits & kFlags) != 0) options.flags = {"CONFIG_RELAX", "USE_RELAX"};
  if ((bits & kClasses) != 0) options.jvm_classes = {"Relax"};
  return options;
}

void check_counts(const FileFacts& facts) {
  for (const std::size_t size : {facts.references.size(), facts.blocks.size(), facts.declarations.size(),
                                 facts.names.size(), facts.macros.size(), facts.strings.size(), facts.flag_tests.size(),
                                 facts.flags.size(), facts.suppressions.size()}) {
    demand(size <= limits::kFacts, "more facts than the limit");
  }
  demand(facts.packages.size() <= limits::kPackages, "more packages than the limit");
}

void check_references(const FileFacts& facts, const Spans& spans) {
  for (const Reference& one : facts.references) {
    spans.on_line(one.at, one.line, "reference");
    for (const Reference::Name& name : one.names) spans.inside(name.at, "imported name");
    demand(one.guards.size() <= limits::kGuards, "more guards than the limit");
  }
  for (const QualifiedName& one : facts.names) {
    spans.on_line(one.at, one.line, "qualified name");
    demand(one.guards.size() <= limits::kGuards, "more guards than the limit");
  }
  for (const RegistryString& one : facts.strings) spans.on_line(one.at, one.line, "registry string");
}

void check_places(const FileFacts& facts, const Spans& spans) {
  for (const NamespaceBlock& one : facts.blocks) {
    spans.inside(one.at, "namespace");
    demand(one.name.size() <= limits::kNamespaceBytes, "a namespace longer than the limit");
  }
  for (const Declaration& one : facts.declarations) {
    spans.on_line(one.at, one.line, "declaration");
    demand(one.block < facts.blocks.size(), "a declaration outside every block");
  }
  for (const MacroDefinition& one : facts.macros) spans.on_line(one.at, one.line, "macro");
  for (const PackageDeclaration& one : facts.packages) spans.on_line(one.at, one.line, "package");
  for (const FlagTest& one : facts.flag_tests) spans.on_line(one.at, one.line, "flag test");
  for (const FlagDeclaration& one : facts.flags) spans.on_line(one.at, one.line, "flag");
  for (const ScanTrouble& one : facts.troubles) spans.on_line(one.at, one.line, one.what);
  for (const Suppression& one : facts.suppressions) {
    spans.on_line(one.at, one.line, "suppression");
    demand(one.applies_to <= spans.lines() + 1, "a suppression of a line beyond the file");
    for (const Suppression::Item& item : one.rules) spans.within(item.at, one.at, "suppressed rule");
  }
  for (const BuildCommand& one : facts.commands) {
    spans.on_line(one.at, one.line, "command");
    demand(one.line <= one.last_line && one.last_line <= spans.lines(), "a command that ends where it cannot");
    for (const BuildCommand::Argument& argument : one.arguments) spans.inside(argument.at, "argument");
  }
}

/// All that could differ between two scans of the same bytes, as one text.
std::string outline_of(const FileFacts& facts) {
  std::string out;
  const auto add = [&](std::string_view name, Span at) {
    out.append(name).append(" ").append(std::to_string(at.begin)).append("-").append(std::to_string(at.end)) += '\n';
  };
  for (const auto& one : facts.references) add(one.spelled, one.at);
  for (const auto& one : facts.blocks) add(one.name, one.at);
  for (const auto& one : facts.declarations) add(one.name, one.at);
  for (const auto& one : facts.names) add(one.name, one.at);
  for (const auto& one : facts.macros) add(one.name, one.at);
  for (const auto& one : facts.packages) add(one.name, one.at);
  for (const auto& one : facts.strings) add(one.text, one.at);
  for (const auto& one : facts.flag_tests) add(one.name, one.at);
  for (const auto& one : facts.flags) add(one.name, one.at);
  for (const auto& one : facts.commands) add(one.name, one.at);
  for (const auto& one : facts.suppressions) add(one.reason, one.at);
  for (const auto& one : facts.troubles) add(one.what, one.at);
  return out;
}

/// As a run makes it of a module `relax` with a flag and registered names. Languages whose imports are told by packages
/// are read whole then, so that nothing is to be missed in them.
const Suspicion& suspicion() {
  static const Suspicion made{WordSet({"modgate:", "relax", "ACME_BEGIN", "CONFIG_RELAX", "-DCONFIG_RELAX", "USE_RELAX",
                                       "-DUSE_RELAX", "\"relax.", "'relax.", "(relax.", "\"tune.", "'tune.", "(tune."}),
                              {"relax.h"},
                              {"relax.h", "core.h"},
                              {Language::java, Language::kotlin, Language::scala, Language::go, Language::protobuf,
                               Language::javascript, Language::typescript, Language::rust, Language::cython}};
  return made;
}

bool has_component(std::string_view name, std::string_view separator) {
  const auto parts = text::split(name, separator);
  return std::find(parts.begin(), parts.end(), "relax") != parts.end();
}

/// Whether a file that the reference stands in must be lexed.
bool matters(const Reference& one) {
  using Kind = Reference::Kind;
  switch (one.kind) {
    case Kind::include_quoted:
    case Kind::include_angled:
      return suspicion().guarded_names.contains(std::string(paths::base_name(one.spelled)));
    case Kind::include_computed:
    case Kind::import_dynamic:
    case Kind::import_computed:
      return true;
    case Kind::import:
    case Kind::import_from:
      break;
  }
  const auto named = [](const Reference::Name& name) { return name.name == "relax"; };
  return has_component(one.spelled, ".") || std::any_of(one.names.begin(), one.names.end(), named);
}

bool counts_as_external(const Reference& one) {
  return !suspicion().known_names.contains(std::string(paths::base_name(one.spelled)));
}

/// What the search calls innocent holds nothing that could matter, and the includes that it counts are those there are.
void check_search(Language language, std::string_view bytes, const FileFacts& facts) {
  const SearchOutcome outcome = search(language, bytes, suspicion());
  if (outcome.suspect) return;
  demand(facts.suppressions.empty(), "an innocent file with a suppression");
  const bool c_like = is_c_family(language) || language == Language::tablegen;
  if (!c_like && language != Language::python) return;
  demand(facts.strings.empty(), "an innocent file with a registered name");
  demand(facts.flag_tests.empty(), "an innocent file that tests a flag");
  for (const Reference& one : facts.references) demand(!matters(one), "an innocent file that may use", one.spelled);
  for (const QualifiedName& one : facts.names) {
    demand(!has_component(one.name, c_like ? "::" : "."), "an innocent file that names", one.name);
  }
  for (const NamespaceBlock& one : facts.blocks) {
    demand(!has_component(one.name, "::"), "an innocent file that opens", one.name);
  }
  // A scanner reads broken directives in its own way, and its troubles do not count in an innocent file.
  if (!c_like || !facts.troubles.empty()) return;
  const auto external = std::count_if(facts.references.begin(), facts.references.end(), counts_as_external);
  demand(outcome.external == static_cast<std::uint64_t>(external), "another number of external includes");
}

template <Language language>
void scan_as(std::string_view bytes) {
  Input input(bytes);
  const unsigned bits = input.byte();
  const std::string_view text = input.rest();
  const ScanOptions options = options_of(bits);
  const FileFacts facts = scan(language, text, options);
  demand(facts.language == language, "facts of another language");
  const Spans spans(text);
  check_counts(facts);
  check_references(facts, spans);
  check_places(facts, spans);
  check_search(language, text, facts);
  if ((bits & kAgain) == 0) return;
  demand(outline_of(facts) == outline_of(scan(language, text, options)), "two scans that differ");
}

void name_of_file(std::string_view path) {
  const Language language = language_of(path);
  if (is_header(path)) demand(is_c_family(language), "a header of no language of the C family");
}

constexpr std::array kEntries{
    Entry{"c", scan_as<Language::c>},
    Entry{"cxx", scan_as<Language::cxx>},
    Entry{"tablegen", scan_as<Language::tablegen>},
    Entry{"python", scan_as<Language::python>},
    Entry{"cython", scan_as<Language::cython>},
    Entry{"java", scan_as<Language::java>},
    Entry{"kotlin", scan_as<Language::kotlin>},
    Entry{"scala", scan_as<Language::scala>},
    Entry{"javascript", scan_as<Language::javascript>},
    Entry{"typescript", scan_as<Language::typescript>},
    Entry{"rust", scan_as<Language::rust>},
    Entry{"go", scan_as<Language::go>},
    Entry{"protobuf", scan_as<Language::protobuf>},
    Entry{"cmake", scan_as<Language::cmake>},
    Entry{"kconfig", scan_as<Language::kconfig>},
    Entry{"make", scan_as<Language::make>},
    Entry{"npm", scan_as<Language::npm>},
    Entry{"cargo", scan_as<Language::cargo>},
    Entry{"go_mod", scan_as<Language::go_mod>},
    Entry{"yaml", scan_as<Language::yaml>},
    Entry{"name", name_of_file},
};

}  // namespace

const Target scan_target{"scan", kEntries};

}  // namespace modgate::fuzz
