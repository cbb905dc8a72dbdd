// Rows of C-family source in, namespace blocks and declared names out. Forms that clang can parse are compared with its
// syntax tree in tests/oracle/clang; here stand linkage, macros that no compiler sees, other languages, broken code.
#include <gtest/gtest.h>

#include <vector>

#include "cxx_fact_text.h"

namespace modgate {
namespace {

using testing_facts::blocks;
using testing_facts::declarations;
using testing_facts::Row;

TEST(CxxDeclarations, Linkage) {
  const std::vector<Row> rows = {
      {"static int a; const int b = 1; constexpr int c = 1; int d;",
       "variable a internal; variable b internal; variable c internal; variable d"},
      {"inline const int a = 1; extern const int b; inline constexpr int c = 1;", "variable a; variable b; variable c"},
      {"const char* a; char* const b = 0; const int& c = d; const char* const* e;",
       "variable a; variable b internal; variable c; variable e"},
      {"int (*const a)(int) = 0; template <class T> const int b = 1;", "variable a internal; variable b"},
      {"static void f(); const int g(); static struct S { int x; } s;",
       "function f internal; function g; type S; variable s internal"},
      {"extern \"C\" { int a; void f(); namespace n { int b; } } extern \"C\" int c; extern \"C++\" int d;",
       "variable a C; function f C; variable n::b C; variable c C; variable d"},
      {"typedef static int t;", "alias t"},
      {"int main() {} namespace a { int main(); }", "function a::main"},
  };
  for (const Row& row : rows) EXPECT_EQ(declarations(row.source), row.expected) << row.source;
}

TEST(CxxDeclarations, Macros) {
  const std::vector<Row> rows = {
      {"REGISTER(a);\nREGISTER(b)\nREGISTER(c).set(1).body([](int x) { return x; });\nint x;", "variable x"},
      {"TVM_DLL class X { };\nTVM_DLL void f();\nclass TVM_DLL Y : public Z { };\nclass TVM_DLL W;",
       "type X; function f; type Y"},
      {"LLVM_ATTR REGISTER(x);\nstatic DEFINE_MUTEX(m);\nTEST(A, B) { int no; }\nint x;", "variable x"},
      {"REGISTER(a)\nclass X { };\nREGISTER(b)\nnamespace n { int x; }\nREGISTER(c)\ntemplate <class T> void f();",
       "type X; variable n::x; function f"},
      {"DEFINE(a) = 3;\nFOO(x)(y);\nA, B, C\nFOO_BAR\n", ""},
      {"int __init f(void) { }\nstatic int __user *p;\nstruct S { } __packed;\nstruct T { } ALIGNED;",
       "function f; variable p internal; type S; type T"},
      {"int f PARAMS((int a));\ntypedef int CALLBACK(cb)(int);\nenum type UNDERLYING(int) { a };",
       "function f; alias cb; type type"},
      {"__global__ LAUNCH_BOUNDS(256) void kernel(int* p) { kernel<<<1, 2>>>(p); }\nint x;",
       "function kernel; variable x"},
      {"int f(void) HIDES_SEMICOLON\nint g(void);\nvoid h() LOCKS(x) { }\nint i() lower_case_attribute;",
       "function f; function g; function h; function i"},
      {"MACRO_A MACRO_B class X { };\nMACRO_A MACRO_B namespace n { int x; }", "type X; variable n::x"},
      {"#define BEGIN_C extern \"C\" {\n#define END_C }\nBEGIN_C\nvoid f();\nEND_C\nvoid g();",
       "function f C; function g"},
      {"#define OPEN if (x) {\n#define CLOSE }\nvoid f() { OPEN int no; CLOSE }\nint x;", "function f; variable x"},
      {"template <int N, bool = N < 3>\nstruct S { };\nint x;", "type S; variable x"},
  };
  for (const Row& row : rows) EXPECT_EQ(declarations(row.source), row.expected) << row.source;
}

TEST(CxxDeclarations, PolicyMacros) {
  ScanOptions options;
  options.namespace_macros = {{"ACME_NAMESPACE_BEGIN", "acme"}, {"ACME_LTS_OPEN", "acme::lts"}, {"IN_X", "x"}};
  const std::vector<Row> rows = {
      {"ACME_NAMESPACE_BEGIN\nint a;\nACME_NAMESPACE_END\nint b;", "variable acme::a; variable b"},
      {"namespace acme { ACME_LTS_OPEN int a; ACME_LTS_CLOSE int b; }", "variable acme::lts::a; variable acme::b"},
      {"namespace other { ACME_LTS_OPEN int a; ACME_LTS_CLOSE }", "variable other::acme::lts::a"},
      {"ACME_NAMESPACE_BEGIN namespace n { int a; ACME_NAMESPACE_END int b;", "variable acme::n::a; variable b"},
      {"ACME_NAMESPACE_END int a;", "variable a"},
  };
  for (const Row& row : rows) EXPECT_EQ(declarations(row.source, options), row.expected) << row.source;
}

TEST(CxxDeclarations, Conditions) {
  const std::vector<Row> rows = {
      {"#ifdef X\nnamespace a {\n#else\nnamespace b {\n#endif\nint x;\n}\nint y;", "variable a::x; variable y"},
      {"#ifdef X\nnamespace a {\n#endif\nint x;\n#ifdef X\n}\n#endif\nint y;", "variable a::x; variable y"},
      {"#ifdef X\n#error no\n#else\nnamespace b {\n#endif\nint x;\n}", "variable b::x"},
      {"#if 0\nnamespace a {\n#elif 1\nnamespace b {\n#endif\nint x;\n}", "variable b::x"},
      {"#ifdef X\nvoid f(int) {\n#else\nvoid f() {\n#endif\nif (x) { }\n}\nint y;",
       "function f; function f; variable y"},
      {"void f() {\n#ifdef X\nif (a) {\n#else\n{\n#endif\n}\n}\nint y;", "function f; variable y"},
      {"int x\n#ifdef X\n= 3\n#endif\n;\nint y;", "variable x; variable y"},
  };
  for (const Row& row : rows) EXPECT_EQ(declarations(row.source), row.expected) << row.source;
}

TEST(CxxDeclarations, OtherLanguagesAndBrokenCode) {
  const std::vector<Row> rows = {
      {"int namespace = 1; int class = 2; struct class *p;", "variable namespace; variable class; variable p"},
      {"@interface Foo : NSObject { int x; }\n- (void)bar;\n@end\n@interface Foo (Cat)\n@end\n@protocol P;\n@class Q;\n"
       "@implementation Foo\n- (void)bar { int no; }\n@end\nint x;",
       "type Foo; variable x"},
      {"int f(a) int a; { return a; }\nint x;", "function f; variable a; variable x"},
      {"public:\n int a;\n private:\n void f();", "variable a; function f"},
      {"}}} int a; ))] int b;", "variable a; variable b"},
      {"namespace a { void f( { int x; } } int b;", "variable b"},
      {"if (x) { foo(); } else { bar(); }\nreturn 3;\nfor (;;) { }\nint a;", "variable a"},
      {"case 1: foo();\nint a;", "variable a"},
      {"export module m;\nmodule;\nexport namespace a { int x; }\nexport { int y; }\nexport int z;",
       "variable a::x; variable y; variable z"},
      {"template <class T> struct X<T*> { }; int X<int>::y = 1; template <> int X<char>::f() { }", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(declarations(row.source), row.expected) << row.source;
}

TEST(CxxDeclarations, Blocks) {
  const std::vector<Row> rows = {
      {"namespace a::b {\ninline namespace v1 { }\nnamespace v1 { }\n}\nnamespace { }",
       "a::b 'namespace a::b'@1; a::b::v1 [a::b] 'namespace v1'@2; a::b::v1 [a::b] 'namespace v1'@3; "
       "(anonymous) 'namespace'@5"},
      {"namespace a::inline v2::c { }", "a::v2::c [a::c] 'namespace a::inline v2::c'@1"},
      {"name\\\nspace a /* b */ ::\nc <% %>", "a::c 'name\\\nspace a /* b */ ::\nc'@1"},
      {"namespace std VISIBILITY(default) { } namespace VISIBLE n { } namespace [[deprecated]] m { }",
       "std 'namespace std'@1; n 'namespace VISIBLE n'@1; m 'namespace [[deprecated]] m'@1"},
      {"#define NS a::b\n#define ALSO NS\nnamespace NS { } namespace ALSO::c { }",
       "a::b 'namespace NS'@3; a::b::c 'namespace ALSO::c'@3"},
      {"#define OPEN(n) namespace n { namespace x {\nOPEN(y) }}", "y 'OPEN'@2; y::x 'OPEN'@2"},
      {"namespace \\u00e9 { } namespace \xC3\xA9 { }",
       "\xC3\xA9 'namespace \\u00e9'@1; \xC3\xA9 'namespace \xC3\xA9'@1"},
      {"#define X namespace no {\nauto s = \"namespace no {\"; // namespace no {\n#if 0\nnamespace no {\n#endif\n", ""},
      {"void f() { namespace x = y; using namespace z; }", ""},
  };
  for (const Row& row : rows) EXPECT_EQ(blocks(row.source), row.expected) << row.source;
}

TEST(CxxDeclarations, OnlyCxxReadsIt) {
  const std::vector<std::pair<std::string, bool>> rows = {
      {"namespace a { }", true},
      {"class X;", true},
      {"class X { };", true},
      {"template <class T> void f();", true},
      {"int x = a::b;", true},
      {"enum class E { a };", true},
      {"struct s { int x; }; int f(void); typedef struct s t;", false},
      {"int namespace = 1; int class = 2; struct class *p;", false},
      {"#ifdef __cplusplus\nextern \"C\" {\nnamespace x { class Y; }\nint z = a::b;\n#endif\nint f(void);\n#ifdef "
       "__cplusplus\n}\n#endif\n",
       false},
      {"[[gnu::packed]] struct s { int x; };", false},
      {"// namespace a { }\nchar *s = \"a::b\";\n", false},
  };
  for (const auto& [source, cxx] : rows) EXPECT_EQ(scan_cxx(source, {}).uses_cxx, cxx) << source;
}

}  // namespace
}  // namespace modgate
