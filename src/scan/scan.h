// Bytes to facts. A scanner is a pure function; adding a language is one file here and one row in scan.cc's table.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "modgate/facts.h"

namespace modgate {

struct ScanOptions {
  /// Macros that open a namespace (policy `namespace_macros`): name and namespace. The closing macro is the same name
  /// with BEGIN, OPEN, ENTER or START replaced by END, CLOSE, LEAVE/EXIT or STOP/END.
  std::vector<std::pair<std::string, std::string>> namespace_macros;
  std::vector<std::string> registry_calls;     ///< names of functions and macros (policy `registry_calls`)
  std::vector<std::string> registry_prefixes;  ///< all modules' `namespace.registry`, sorted
  std::vector<std::string> jvm_classes;  ///< the modules' classes of Java and its kin, by their files' names, sorted
  std::vector<std::string> flags;  ///< names by which sources and build scripts ask for the modules' flags, sorted
};

/// By the file's name alone; `none` for what no scanner reads.
Language language_of(std::string_view path);
/// Whether the language is of the C family (C, C++ and its relatives).
bool is_c_family(Language language);
/// CMake, and the makefiles and Kconfig of kbuild: what says which sources are built.
bool is_build_script(Language language);
/// Whether a header by its name (its definitions are seen by whoever includes it).
bool is_header(std::string_view path);

/// Never fails: what could not be understood is in FileFacts::troubles.
FileFacts scan(Language language, std::string_view bytes, const ScanOptions& options);

// The languages, each in its own file.
FileFacts scan_cxx(std::string_view bytes, const ScanOptions& options);
FileFacts scan_tablegen(std::string_view bytes);
FileFacts scan_python(std::string_view bytes, const ScanOptions& options = {});
FileFacts scan_cmake(std::string_view bytes);
FileFacts scan_kconfig(std::string_view bytes);
FileFacts scan_make(std::string_view bytes);
FileFacts scan_cython(std::string_view bytes, const ScanOptions& options = {});
FileFacts scan_java(std::string_view bytes, const ScanOptions& options = {});
FileFacts scan_kotlin(std::string_view bytes, const ScanOptions& options = {});
FileFacts scan_scala(std::string_view bytes, const ScanOptions& options = {});
FileFacts scan_javascript(std::string_view bytes);
FileFacts scan_typescript(std::string_view bytes);
FileFacts scan_rust(std::string_view bytes);
FileFacts scan_go(std::string_view bytes);
FileFacts scan_protobuf(std::string_view bytes);
FileFacts scan_npm(std::string_view bytes);
FileFacts scan_cargo(std::string_view bytes);
FileFacts scan_go_mod(std::string_view bytes);
FileFacts scan_yaml(std::string_view bytes);

}  // namespace modgate
