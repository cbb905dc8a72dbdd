// A file's name to its language, and a language to its scanner. A new language is a row here and a file next to this
// one.
#include "scan/scan.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <unordered_map>

#include "base/paths.h"
#include "base/text.h"
#include "modgate/limits.h"
#include "scan/flag_tests.h"

namespace modgate {
namespace {

/// Read by whoever includes them: what they declare and define is seen elsewhere.
constexpr std::array<std::string_view, 14> kHeaders = {"h",   "hh",  "hpp", "hxx", "h++", "H",   "cuh",
                                                       "inc", "inl", "ipp", "tcc", "tpp", "txx", "def"};
/// The second half of the list: assembly, grammars and tables, which go through the same preprocessor.
constexpr std::array<std::string_view, 23> kSources = {"cc",  "cpp", "cxx", "c++", "C",  "cp",   "m",     "mm",
                                                       "ixx", "cu",  "hip", "ino", "cl", "cppm", "metal", "S",
                                                       "sx",  "y",   "yy",  "ypp", "l",  "impl", "tbl"};

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

/// The ending that tells the language: `config.h.in` becomes a header.
std::string_view ending_of(std::string_view path) {
  std::string_view name = paths::base_name(path);
  if (name.size() > 3 && name.ends_with(".in")) name.remove_suffix(3);
  return paths::extension(name);
}

/// A language: how its files are called and who reads them.
struct Row {
  Language language = Language::none;
  std::string_view names;    ///< whole file names, separated by blanks
  std::string_view endings;  ///< without the dot, separated by blanks
  FileFacts (*scan)(std::string_view bytes, const ScanOptions& options) = nullptr;
  bool configured = false;  ///< `x.cmake.in` is read as `x.cmake`
};

/// A scanner that needs no options.
template <FileFacts (*scanner)(std::string_view)>
FileFacts plain(std::string_view bytes, const ScanOptions&) {
  return scanner(bytes);
}

constexpr Row kRows[] = {
    {Language::c, "", "c", scan_cxx, true},
    {Language::cxx, "", "", scan_cxx, true},  // kHeaders and kSources
    {Language::tablegen, "", "td", plain<scan_tablegen>},
    {Language::python, "", "py pyi pyw", scan_python},
    {Language::cython, "", "pyx pxd pxi", scan_cython},
    {Language::java, "", "java", scan_java},
    {Language::kotlin, "", "kt kts", scan_kotlin},
    {Language::scala, "", "scala sc", scan_scala},
    {Language::javascript, "", "js jsx mjs cjs", plain<scan_javascript>},
    {Language::typescript, "", "ts tsx mts cts", plain<scan_typescript>},
    {Language::rust, "", "rs", plain<scan_rust>},
    {Language::go, "", "go", plain<scan_go>},
    {Language::protobuf, "", "proto", plain<scan_protobuf>},
    {Language::cmake, "CMakeLists.txt", "cmake", plain<scan_cmake>, true},
    {Language::kconfig, "Kconfig", "", plain<scan_kconfig>},
    {Language::make, "Makefile Kbuild GNUmakefile makefile", "mk mak", plain<scan_make>},
    {Language::npm, "package.json", "", plain<scan_npm>},
    {Language::cargo, "Cargo.toml", "", plain<scan_cargo>},
    {Language::go_mod, "go.mod", "", plain<scan_go_mod>},
    {Language::yaml, "", "yaml yml", plain<scan_yaml>},
};

/// The rows by name and by ending: every file of a view is asked for, several times.
class LanguageTable {
 public:
  LanguageTable() {
    for (const std::string_view ending : kHeaders) configured_.emplace(ending, Language::cxx);
    for (const std::string_view ending : kSources) configured_.emplace(ending, Language::cxx);
    for (const Row& row : kRows) {
      for (const std::string_view name : text::split(row.names, " ")) names_.emplace(name, row.language);
      for (const std::string_view ending : text::split(row.endings, " ")) {
        (row.configured ? configured_ : plain_).emplace(ending, row.language);
      }
    }
    for (Table* table : {&names_, &plain_, &configured_}) table->erase("");
  }

  Language of(std::string_view name) const {
    if (const auto found = names_.find(name); found != names_.end()) return found->second;
    if (const auto found = configured_.find(ending_of(name)); found != configured_.end()) return found->second;
    const auto found = plain_.find(paths::extension(name));
    return found != plain_.end() ? found->second : Language::none;
  }

 private:
  using Table = std::unordered_map<std::string_view, Language>;
  Table names_;
  Table plain_;       ///< by ending
  Table configured_;  ///< by the ending before `.in`, if that is one
};

/// What only hostile files have so many of is cut here, whichever scanner found it, and the cut is a trouble itself.
void cut(FileFacts& facts) {
  if (facts.suppressions.size() > limits::kSuppressions) {
    facts.troubles.push_back(
        {fmt::format("more than {} comments that silence findings: this one and all below it do not",
                     limits::kSuppressions),
         facts.suppressions[limits::kSuppressions].at, 0});
    facts.suppressions.resize(limits::kSuppressions);
    facts.suppressions.shrink_to_fit();
  }
  if (facts.troubles.size() <= limits::kTroubles) return;
  const std::size_t more = facts.troubles.size() - limits::kTroubles;
  facts.troubles.resize(limits::kTroubles);
  facts.troubles.shrink_to_fit();  // hundreds of MiB, for as long as the run lasts
  facts.troubles.back().what += fmt::format(", and {} more like this", more);
}

}  // namespace

Language language_of(std::string_view path) {
  const std::string_view name = paths::base_name(path);
  if (name.starts_with("Kconfig.") || name.starts_with("Kconfig-")) return Language::kconfig;
  for (const std::string_view stem : {"Makefile.", "Makefile-", "Makefile_", "Kbuild."}) {
    if (name.starts_with(stem)) return Language::make;
  }
  static const LanguageTable table;
  return table.of(name);
}

bool is_c_family(Language language) { return language == Language::c || language == Language::cxx; }

bool is_build_script(Language language) {
  return language == Language::cmake || language == Language::kconfig || language == Language::make;
}

bool is_header(std::string_view path) { return holds(kHeaders, ending_of(path)); }

FileFacts scan(Language language, std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  for (const Row& row : kRows) {
    if (row.language == language) facts = row.scan(bytes, options);
  }
  list_flag_tests(options.flags, language, facts);
  cut(facts);
  facts.language = language;
  return facts;
}

}  // namespace modgate
