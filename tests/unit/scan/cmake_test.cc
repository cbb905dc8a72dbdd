// Rows of CMake source in, option declarations, troubles and suppressions out.
#include <gtest/gtest.h>

#include <string>

#include "scan/scan.h"

namespace modgate {
namespace {

/// "line form NAME=default; ": checks that the span points at the name.
std::string flags(const std::string& source) {
  std::string out;
  for (const FlagDeclaration& flag : scan_cmake(source).flags) {
    EXPECT_EQ(source.substr(flag.at.begin, flag.at.end - flag.at.begin), flag.name) << source;
    out += std::to_string(flag.line) + " " + flag.form + " " + flag.name + "=" + flag.fallback + "; ";
  }
  return out;
}

std::string troubles(const std::string& source) {
  std::string out;
  for (const ScanTrouble& trouble : scan_cmake(source).troubles)
    out += std::to_string(trouble.line) + " " + trouble.what + "; ";
  return out;
}

struct Row {
  const char* source;
  const char* expected;
};

TEST(CMake, Declarations) {
  const Row kRows[] = {
      {"option(USE_X \"doc\" OFF)", "1 option() USE_X=OFF; "},
      {"option(USE_X \"doc\")", "1 option() USE_X=; "},
      {"OPTION (USE_X \"doc\" ${Y})", "1 option() USE_X=${Y}; "},
      {"tvm_option(USE_X \"doc\" OFF)", "1 tvm_option() USE_X=OFF; "},
      {"tvm_option(USE_X \"doc\" OFF IF NOT MSVC)", "1 tvm_option() USE_X=OFF; "},
      {"my_option(USE_X \"doc\" 2 GREATER 1)", "1 my_option() USE_X=2 GREATER 1; "},
      {"cmake_dependent_option(USE_X \"doc\" ON \"A;B\" OFF)", "1 cmake_dependent_option() USE_X=ON; "},
      {"set(USE_X OFF CACHE BOOL \"doc\")", "1 set(CACHE) USE_X=OFF; "},
      {"set(USE_X ${Y} CACHE BOOL \"doc\" FORCE)", "1 set(CACHE) USE_X=${Y}; "},
      {"set(USE_X OFF CACHE STRING \"doc\")", "1 set(CACHE) USE_X=OFF; "},
      {"set(USE_X ON)\nset(USE_Y \"no\")\nset(USE_Z 0)", "1 set() USE_X=ON; 2 set() USE_Y=no; 3 set() USE_Z=0; "},
      {"if(A)\n  option(USE_X \"a (b) # c\" OFF) # d\nendif()", "2 option() USE_X=OFF; "},
      {"option(USE_X # why\n  \"doc\"\n  ON)", "1 option() USE_X=ON; "},
      {"option(\n  \"USE_X\"\n  [=[a ]] \" (]=] OFF)", "2 option() USE_X=OFF; "},
      {"\xef\xbb\xbfoption(USE_X \"doc\" OFF)\r\n", "1 option() USE_X=OFF; "},
      {"set(A -Da=\"b )\" )\noption(USE_X \"\\\"\" OFF)", "2 option() USE_X=OFF; "},
      {"set(A $(B) c)\noption(USE_X \"two\nlines\" OFF)\noption(USE_Y \"\" ON)",
       "2 option() USE_X=OFF; 4 option() USE_Y=ON; "},
      {"set(A a\\) b)\noption(USE_X \"d\" OFF)", "2 option() USE_X=OFF; "},
      {"foo() option(USE_X \"d\" OFF)", "1 option() USE_X=OFF; "},
  };
  for (const Row& row : kRows) EXPECT_EQ(flags(row.source), row.expected) << row.source;
}

TEST(CMake, NoDeclarations) {
  for (const char* source :
       {"# option(USE_X \"doc\" OFF)", "#[[ option(USE_X \"doc\" OFF)\n]]", "#[==[\n]]\noption(USE_X \"doc\" OFF)]==]",
        "message(\"\noption(USE_X d OFF)\n\")", "message([[\noption(USE_X d OFF)\n]])", "option(${NAME} \"doc\" OFF)",
        "macro(tvm_option variable description value)", "add_compile_options(-Wall \"x\")",
        "set(USE_X ON PARENT_SCOPE)", "set(USE_X a)", "set(USE_X)", "set()", "set(ENV{USE_X} ON)", "set(USE_X ON OFF)",
        "option()", "my_option(USE_X doc OFF)", "foo(option(USE_X \"doc\" OFF))", "option",
        "options(USE_X \"doc\" OFF)"}) {
    EXPECT_EQ(flags(source), "") << source;
  }
}

TEST(CMake, Troubles) {
  const Row kRows[] = {
      {"option(USE_X \"doc\" OFF)", ""},
      {"\noption(USE_X \"doc\"\n", "2 unterminated command; "},
      {"message(\"x)\n", "1 unterminated command; "},
      {"message([=[x]])\n", "1 unterminated command; "},
      {"\n#[[ x\n", "2 unterminated bracket comment; "},
      {")\n\"a\" ]\nset(A)", ""},
      {"\xff\xfeo", "1 not UTF-8: UTF-16 byte order mark; "},
  };
  for (const Row& row : kRows) EXPECT_EQ(troubles(row.source), row.expected) << row.source;
}

TEST(CMake, Suppressions) {
  const FileFacts facts = scan_cmake(
      "# modgate: allow(MG605) -- above\n"
      "set(A\n"
      "  b  # modgate: allow(MG605) -- beside\n"
      "  # modgate: allow(MG605) -- above the next\n"
      "  c)\n"
      "#[[ modgate: allow(MG605) ]]\n"
      "message(\"# modgate: allow(MG605)\") # modgate: allow(MG601) -- x\n");
  std::string out;
  for (const Suppression& found : facts.suppressions) {
    out += std::to_string(found.line) + ">" + std::to_string(found.applies_to) + " ";
  }
  EXPECT_EQ(out, "1>2 3>3 4>5 7>7 ");
}

}  // namespace
}  // namespace modgate
