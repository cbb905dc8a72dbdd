// What is cut out of a file, and what stays with its reason: rows of a file before and after.
#include <gtest/gtest.h>

#include "removal_case.h"

namespace modgate::testing {
namespace {

struct Row {
  const char* what;
  const char* path;
  const char* before;
  const char* after;
  const char* by_hand = "";  ///< the reason of the first place that stays
  bool integration = false;
};

void run(const std::vector<Row>& rows) {
  for (const Row& row : rows) {
    SCOPED_TRACE(row.what);
    RemovalCase tree({{row.path, row.before}, {"src/relax/a.h", "int a();\n"}});
    if (row.integration) tree.integrate(row.path);
    const Removal removal = tree.plan();
    EXPECT_EQ(tree.after(removal, row.path), row.after);
    std::string reason;
    for (const RemovalPlace& place : removal.places) {
      EXPECT_EQ(place.edited, place.by_hand.empty());
      if (!place.edited && reason.empty()) reason = place.by_hand;
    }
    EXPECT_EQ(reason, row.by_hand);
  }
}

TEST(Edits, CMakeDeclarationsAndArguments) {
  run({
      {"option", "CMakeLists.txt", "project(x)\noption(USE_RELAX \"r\" OFF)\noption(USE_B \"b\" OFF)\n",
       "project(x)\noption(USE_B \"b\" OFF)\n"},
      {"over several lines", "CMakeLists.txt", "option(\n  USE_RELAX\n  \"r\"\n  OFF)\nproject(x)\n", "project(x)\n"},
      {"set with its comment", "config.cmake",
       "set(USE_A ON)\n\n# Whether to\n# relax\nset(USE_RELAX OFF)\n\nset(USE_B ON)\n",
       "set(USE_A ON)\n\nset(USE_B ON)\n"},
      {"a comment over two commands stays", "config.cmake", "# both\nset(USE_RELAX OFF)\nset(USE_B ON)\n",
       "# both\nset(USE_B ON)\n"},
      {"two commands on a line", "CMakeLists.txt", "option(USE_RELAX \"r\" OFF) option(USE_B \"b\" OFF)\n",
       "option(USE_RELAX \"r\" OFF) option(USE_B \"b\" OFF)\n", "other commands stand on its line"},
      {"include", "CMakeLists.txt", "include(src/relax/relax.cmake)\nproject(x)\n", "project(x)\n"},
      {"subdirectory, comment behind", "CMakeLists.txt", "add_subdirectory(src/relax) # the module\nproject(x)\n",
       "project(x)\n"},
      {"argument on its own line", "CMakeLists.txt", "add_library(x\n  src/a.cc\n  src/relax/b.cc\n  src/c.cc)\n",
       "add_library(x\n  src/a.cc\n  src/c.cc)\n"},
      {"argument among others", "CMakeLists.txt", "add_library(x src/a.cc src/relax/b.cc src/c.cc)\n",
       "add_library(x src/a.cc src/c.cc)\n"},
      {"two arguments", "CMakeLists.txt", "set(S a.cc src/relax/b.cc src/relax/c.cc)\n", "set(S a.cc)\n"},
      {"quoted argument", "CMakeLists.txt", "list(APPEND S \"src/relax/b.cc\" d.cc)\n", "list(APPEND S d.cc)\n"},
      {"last argument, own line with parenthesis", "CMakeLists.txt", "add_library(x a.cc\n  src/relax/b.cc)\n",
       "add_library(x a.cc\n  )\n"},
      {"no source left", "CMakeLists.txt", "add_library(x STATIC src/relax/b.cc)\n",
       "add_library(x STATIC src/relax/b.cc)\n", "the target would have no source left"},
      {"sources in an own function", "CMakeLists.txt", "add_acme_library(x\n  a.cc\n  src/relax/b.cc\n  DEPENDS y\n)\n",
       "add_acme_library(x\n  a.cc\n  DEPENDS y\n)\n"},
      {"sources by keyword", "CMakeLists.txt", "acme(x SRCS a.cc src/relax/b.cc OUT o)\n", "acme(x SRCS a.cc OUT o)\n"},
      {"by position in an own function", "CMakeLists.txt", "embed(o.h src/relax/b.cc a.h)\n",
       "embed(o.h src/relax/b.cc a.h)\n", "an argument of `embed()`"},
      {"a file to read", "CMakeLists.txt", "file(READ src/relax/b.txt X)\n", "file(READ src/relax/b.txt X)\n",
       "an argument of `file()`"},
      {"operand of a program", "CMakeLists.txt", "execute_process(COMMAND sh src/relax/b.sh OUTPUT_VARIABLE X)\n",
       "execute_process(COMMAND sh src/relax/b.sh OUTPUT_VARIABLE X)\n", "an argument of `execute_process()`"},
      {"program and dependency", "CMakeLists.txt",
       "add_custom_command(OUTPUT o COMMAND sh a.sh DEPENDS src/relax/b.sh c)\n",
       "add_custom_command(OUTPUT o COMMAND sh a.sh DEPENDS c)\n"},
      {"value of a property", "CMakeLists.txt", "set_target_properties(x PROPERTIES FOLDER src/relax)\n",
       "set_target_properties(x PROPERTIES FOLDER src/relax)\n", "an argument of `set_target_properties()`"},
      {"value of a keyword", "CMakeLists.txt", "target_compile_options(x PRIVATE -I src/relax)\n",
       "target_compile_options(x PRIVATE -I src/relax)\n", "an argument of `target_compile_options()`"},
      {"default of a cache entry", "CMakeLists.txt", "set(D src/relax CACHE PATH \"d\")\n",
       "set(D src/relax CACHE PATH \"d\")\n", "nothing would be left of it"},
      {"existence", "CMakeLists.txt", "if(EXISTS src/relax/a.cc)\n  a()\nendif()\n",
       "if(EXISTS src/relax/a.cc)\n  a()\nendif()\n", "the condition of `if()` asks for it"},
      {"the only installed file", "CMakeLists.txt", "install(FILES src/relax/b.h DESTINATION include)\nproject(x)\n",
       "project(x)\n"},
      {"one of two installed files", "CMakeLists.txt", "install(FILES a.h src/relax/b.h DESTINATION include)\n",
       "install(FILES a.h DESTINATION include)\n"},
      {"first of two folders", "CMakeLists.txt", "include_directories(src/relax src)\n", "include_directories(src)\n"},
      {"flag as a value", "CMakeLists.txt", "configure(X=\"${USE_RELAX}\" Y=1)\n",
       "configure(X=\"${USE_RELAX}\" Y=1)\n", "an argument of `configure()`"},
      {"windows line ends", "CMakeLists.txt", "project(x)\r\noption(USE_RELAX \"r\" OFF)\r\nset(A 1)\r\n",
       "project(x)\r\nset(A 1)\r\n"},
      {"last line without end", "CMakeLists.txt", "project(x)\noption(USE_RELAX \"r\" OFF)", "project(x)\n"},
  });
}

TEST(Edits, CMakeConditions) {
  run({
      {"whole block", "CMakeLists.txt", "a()\nif(USE_RELAX)\n  include(src/relax/r.cmake)\n  b()\nendif()\nc()\n",
       "a()\nc()\n"},
      {"expanded", "CMakeLists.txt", "if(${USE_RELAX})\n  b()\nendif(${USE_RELAX})\nc()\n", "c()\n"},
      {"else stays", "CMakeLists.txt", "if(USE_RELAX)\n  a()\nelse()\n  b()\nendif()\n", "  b()\n"},
      {"not", "CMakeLists.txt", "if(NOT USE_RELAX)\n  a()\nelse()\n  b()\nendif()\n", "  a()\n"},
      {"elseif becomes if", "CMakeLists.txt", "if(USE_RELAX)\n  a()\nelseif(B)\n  b()\nelse()\n  c()\nendif()\n",
       "if(B)\n  b()\nelse()\n  c()\nendif()\n"},
      {"a later branch", "CMakeLists.txt", "if(B)\n  a()\nelseif(USE_RELAX)\n  b()\nelse()\n  c()\nendif()\n",
       "if(B)\n  a()\nelse()\n  c()\nendif()\n"},
      {"with another condition", "CMakeLists.txt", "if(USE_RELAX AND B)\n  a()\nendif()\nc()\n", "c()\n"},
      {"either", "CMakeLists.txt", "if(USE_RELAX OR B)\n  a()\nendif()\n", "if(USE_RELAX OR B)\n  a()\nendif()\n",
       "the condition of `if()` asks for more than the flag"},
      {"compared", "CMakeLists.txt", "if(USE_RELAX STREQUAL \"ON\")\n  a()\nendif()\n",
       "if(USE_RELAX STREQUAL \"ON\")\n  a()\nendif()\n", "the condition of `if()` asks for more than the flag"},
      {"a later branch that becomes the else", "CMakeLists.txt",
       "if(B)\n  a()\nelseif(NOT USE_RELAX)\n  b()\nendif()\n", "if(B)\n  a()\nelseif(NOT USE_RELAX)\n  b()\nendif()\n",
       "the condition of `elseif()` asks for more than the flag"},
      {"nested", "CMakeLists.txt", "if(B)\n  if(USE_RELAX)\n    a()\n  else()\n    b()\n  endif()\nendif()\n",
       "if(B)\n    b()\nendif()\n"},
      {"inside dead code", "CMakeLists.txt", "if(USE_RELAX)\n  if(B)\n    x(src/relax/c)\n  endif()\nendif()\n", ""},
      {"one line", "CMakeLists.txt", "if(USE_RELAX) a() endif()\n", "if(USE_RELAX) a() endif()\n",
       "the condition of `if()` asks for more than the flag"},
  });
}

TEST(Edits, Preprocessor) {
  run({
      {"ifdef", "src/a.cc", "int a;\n#ifdef USE_RELAX\n#include \"relax/a.h\"\nint b;\n#endif\nint c;\n",
       "int a;\nint c;\n"},
      {"else stays", "src/a.cc", "#if USE_RELAX\nint a;\n#else\nint b;\n#endif  // USE_RELAX\n", "int b;\n"},
      {"ifndef", "src/a.cc", "#ifndef USE_RELAX\nint a;\n#else\nint b;\n#endif\n", "int a;\n"},
      {"a default", "src/a.cc", "#ifndef USE_RELAX\n#  define USE_RELAX 0\n#endif\nint a;\n", "int a;\n"},
      {"a default and more", "src/a.cc", "#ifndef USE_RELAX\n#define USE_RELAX 0\nint b;\n#endif\n",
       "#define USE_RELAX 0\nint b;\n", "code around it"},
      {"must be defined", "src/a.cc", "#ifndef USE_RELAX\n#error no flag\n#endif\n",
       "#ifndef USE_RELAX\n#error no flag\n#endif\n", "the condition of `#ifndef` asks for more than the flag"},
      {"defined and more", "src/a.cc", "#if defined(USE_RELAX) && B > 1\nint a;\n#endif\n",
       "#if defined(USE_RELAX) && B > 1\nint a;\n#endif\n", "the condition of `#if` asks for more than the flag"},
      {"defined and another", "src/a.cc", "#if defined(USE_RELAX) && defined(B)\nint a;\n#endif\nint b;\n", "int b;\n"},
      {"elif becomes if", "src/a.cc", "#ifdef USE_RELAX\nint a;\n# elif B\nint b;\n#endif\n",
       "# if B\nint b;\n#endif\n"},
      {"a later branch", "src/a.cc", "#if B\nint b;\n#elif defined USE_RELAX\nint a;\n#else\nint c;\n#endif\n",
       "#if B\nint b;\n#else\nint c;\n#endif\n"},
      {"splices and comments", "src/a.cc", "#if /* x */ defined(\\\n  USE_RELAX)\nint a;\n#endif\n", ""},
      {"in a comment", "src/a.cc", "/*\n#ifdef USE_RELAX\n*/\nint a;\n", "/*\n#ifdef USE_RELAX\n*/\nint a;\n",
       "code around it"},
      {"in a raw string", "src/a.cc",
       "auto s = R\"x(\n#ifdef USE_RELAX\n)\"\n)x\";\n#ifdef USE_RELAX\nint b;\n#endif\n",
       "auto s = R\"x(\n#ifdef USE_RELAX\n)\"\n)x\";\n", "code around it"},
      {"include", "src/a.cc", "#include \"a.h\"\n#include \"relax/a.h\"  // here\nint a;\n",
       "#include \"a.h\"\nint a;\n"},
      {"digit separators", "src/a.cc", "int n = 1'000;\n#ifdef USE_RELAX\nint b;\n#endif\nchar c = '\"';\n",
       "int n = 1'000;\nchar c = '\"';\n"},
      {"never closed", "src/a.cc", "#ifdef USE_RELAX\nint a;\n", "#ifdef USE_RELAX\nint a;\n", "code around it"},
  });
}

TEST(Edits, Python) {
  run({
      {"import", "a.py", "import os\nimport acme.relax\nos.x()\n", "import os\nos.x()\n"},
      {"from", "a.py", "from acme.relax import a, b\nprint(1)\n", "print(1)\n"},
      {"used", "a.py", "from acme.relax import a\na()\n", "from acme.relax import a\na()\n",
       "the file uses what the line imports"},
      {"alias unused", "a.py", "import acme.relax as rx\nrelax = 1\n", "relax = 1\n"},
      {"only statement", "a.py", "def f():\n    import acme.relax\n\nprint(1)\n",
       "def f():\n    import acme.relax\n\nprint(1)\n", "its block may have no other statement"},
      {"one of two statements", "a.py", "def f():\n    import acme.relax\n    return 1\n", "def f():\n    return 1\n"},
      {"in parentheses", "a.py", "from acme.relax import (\n  a,\n)\n", "from acme.relax import (\n  a,\n)\n",
       "not a plain import line"},
      {"two modules", "a.py", "import acme.relax, os\n", "import acme.relax, os\n",
       "the line imports other names, too"},
      {"two statements", "a.py", "import os; import acme.relax\n", "import os; import acme.relax\n",
       "not a plain import line"},
  });
}

TEST(Edits, OtherText) {
  run({
      {"owners", "CODEOWNERS", "/src/a @x\n/src/relax/ @y\n", "/src/a @x\n"},
      {"owners of another folder", "CODEOWNERS", "/docs/src/relax @y\n", "/docs/src/relax @y\n", "text around it"},
      {"kernel configuration", "arch/x_defconfig", "A=y\n# USE_RELAX is not set\nB=y\n", "A=y\nB=y\n"},
      {"yaml list", "ci.yaml", "paths:\n  - src/a\n  - src/relax/**\n", "paths:\n  - src/a\n"},
      {"yaml list of one", "ci.yaml", "paths:\n  - src/relax/**\n", "paths:\n  - src/relax/**\n", "text around it"},
      {"yaml item with children", "ci.yaml", "- src/a\n- src/relax\n  more\n", "- src/a\n- src/relax\n  more\n",
       "text around it"},
      {"json in the middle", "a.json", "[\n  \"src/relax\",\n  \"src/b\",\n  \"c\"\n]\n",
       "[\n  \"src/b\",\n  \"c\"\n]\n"},
      {"json at the end", "a.json", "[\n  \"src/b\",\n  \"src/relax\"\n]\n", "[\n  \"src/b\",\n  \"src/relax\"\n]\n",
       "text around it"},
      {"command", "ci.sh", "pytest src/relax\n", "pytest src/relax\n", "text around it"},
      {"sentence", "README.md", "See src/relax for more.\n", "See src/relax for more.\n", "text around it"},
      {"flag in a script", "ci.sh", "echo USE_RELAX >> x\n", "echo USE_RELAX >> x\n", "text around it"},
      {"registration in an integration point", "src/all.cc", "void f() {\n  relax::init();\n}\n",
       "void f() {\n  relax::init();\n}\n", "", true},
  });
}

}  // namespace
}  // namespace modgate::testing
