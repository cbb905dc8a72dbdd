// A file's name to its language, and a language to its scanner. A new language is a row here and a file next to this
// one.
#include "scan/scan.h"

#include <algorithm>
#include <array>

#include "base/paths.h"

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

}  // namespace

Language language_of(std::string_view path) {
  const std::string_view name = paths::base_name(path);
  if (name == "CMakeLists.txt") return Language::cmake;
  if (name == "Kconfig" || name.starts_with("Kconfig.")) return Language::kconfig;
  const std::string_view ending = ending_of(path);
  if (ending == "cmake") return Language::cmake;
  if (ending == "c") return Language::c;
  if (holds(kHeaders, ending) || holds(kSources, ending)) return Language::cxx;
  const std::string_view whole_ending = paths::extension(name);
  if (whole_ending == "td") return Language::tablegen;
  if (whole_ending == "py" || whole_ending == "pyi" || whole_ending == "pyw") return Language::python;
  if (whole_ending == "yaml" || whole_ending == "yml") return Language::yaml;
  return Language::none;
}

bool is_c_family(Language language) { return language == Language::c || language == Language::cxx; }

bool is_header(std::string_view path) { return holds(kHeaders, ending_of(path)); }

FileFacts scan(Language language, std::string_view bytes, const ScanOptions& options) {
  FileFacts facts;
  switch (language) {
    case Language::none:
      break;
    case Language::c:
    case Language::cxx:
      facts = scan_cxx(bytes, options);
      break;
    case Language::tablegen:
      facts = scan_tablegen(bytes);
      break;
    case Language::python:
      facts = scan_python(bytes);
      break;
    case Language::cmake:
      facts = scan_cmake(bytes);
      break;
    case Language::kconfig:
      facts = scan_kconfig(bytes);
      break;
    case Language::yaml:
      facts = scan_yaml(bytes);
      break;
  }
  facts.language = language;
  return facts;
}

}  // namespace modgate
