// Items and how they are nested. In an item `@` is a number of its own, so that no name is declared twice.
#include "declaration_snippets.h"

#include <array>
#include <random>
#include <string_view>

namespace modgate::oracle {
namespace {

constexpr std::string_view kPreamble = R"(#define API
#define ATTR(x)
struct P { int x; void m(); };
struct Two { int a, b; };
inline Two two;
template <class T> struct Box { T t; template <class U> struct In {}; using type = T; };
template <class T> concept Any = true;
namespace std0 { namespace deep { struct Q {}; } }
)";

constexpr auto kItems = std::to_array<std::string_view>({
    "struct S@ { int a; };",
    "struct S@;",
    "class API C@;",
    "class API C@ final : public P, private Box<Box<int>> { int b{3}; };",
    "struct [[nodiscard]] S@ {};",
    "struct alignas(8) S@ {};",
    "struct __attribute__((packed)) S@ { char c; };",
    "struct ATTR(8) S@ { char c; };",
    "class C@ { public: C@(); ~C@(); void m(); template <class T> void t(); static int st; int op(int); C@& "
    "operator=(const "
    "C@&); int operator()(int); explicit operator bool() const; friend void fr@(); };\nC@::C@() {}\nC@::~C@() {}\nvoid "
    "C@::m() "
    "{ if (1) { } }\nint C@::st = 3;\ntemplate <class T> void C@::t() {}\nauto C@::op(int x) -> int { return x; }\nC@& "
    "C@::operator=(const C@&) { return *this; }\nint C@::operator()(int) { return 1; }\nC@::operator bool() const { "
    "return "
    "true; }",
    "struct I@ : P { int a, b; Box<int> c; I@(); };\nI@::I@() : P{}, a(1), b{2}, c{{}} { a = {}; }\nint after@;",
    "struct I@ { int a; I@(); };\nI@::I@() try : a{1} { } catch (...) { }\nint after@;",
    "template <class T> struct T@;",
    "template <class T> struct T@ { T x; };\ntemplate <> struct T@<int> { int y; };\ntemplate <class U> struct T@<U*> "
    "{};\n"
    "template struct T@<char>;",
    "template <class T, int N = (3 > 2)> class T@ : Box<T> { };",
    "template <template <class> class X, class... A> struct T@ {};",
    "template <class T> struct O@ { void f(); struct In; static T v; };\ntemplate <class T> void O@<T>::f() { "
    "}\ntemplate "
    "<class T> struct O@<T>::In { int a; };\ntemplate <class T> T O@<T>::v{};",
    "enum E@ { A@, B@ = 2 };",
    "enum class E@ : int;",
    "enum E@ : unsigned char { A@ };",
    "enum class E@ { x, y };",
    "enum struct [[maybe_unused]] E@ : long { x };",
    "enum { A@ = 1, B@ };",
    "union U@ { int a; float b; };",
    "struct S@ { int a; } v@ = {1};",
    "struct { int a; } v@;",
    "int v@ = 3;",
    "extern int v@;",
    "int v@{3};",
    "int v@(3);",
    "P v@ = P{};",
    "::P v@;",
    "struct P v@;",
    "struct P *v@ = nullptr;",
    "std0::deep::Q v@;",
    "int P::*v@ = nullptr;",
    "void (P::*v@)() = nullptr;",
    "int (*v@)(int, void (*)(int)) = nullptr;",
    "int (&v@)[2] = *new int[1][2];",
    "int v@[2] = {1, 2};",
    "const char* const v@[] = {\"{\", \"}\", \"namespace no {\"};",
    "const char* v@ = R\"x(namespace no { int no; )x\";",
    "char v@ = '{';",
    "auto v@ = [](int x) { struct L { int i; }; return x; };",
    "Box<Box<int>> v@;",
    "Box<int>::type v@ = 1 << 3;",
    "static const unsigned long v@ = sizeof(int);",
    "constexpr int v@ = 1 < 2 ? 3 : 4;",
    "inline constexpr bool v@ = (1 > 2);",
    "template <class T> constexpr T v@ = T{};\ntemplate <> constexpr int v@<int> = 3;",
    "unsigned long long int volatile v@;",
    "thread_local int v@;",
    "alignas(8) int v@;",
    "[[maybe_unused]] int v@ [[gnu::aligned(8)]] = 3;",
    "int v@ __attribute__((unused)) = 3;",
    "int API v@;",
    "API int v@;",
    "decltype(1 + 2) v@ = {};",
    "auto [a@, b@] = two;",
    "auto& [a@, b@] = two;",
    "void f@();",
    "void f@() {}",
    "extern void f@(int);",
    "static inline int f@() { return 1; }",
    "int f@(int x = 3, int y = int{4}) { return x; }",
    "auto f@() -> Box<int> { return {}; }",
    "auto f@(int x) -> decltype(x + 1);",
    "template <class T> T f@(T x) { return x; }",
    "template <class T> void f@(T) {}\ntemplate <> void f@<int>(int) {}\ntemplate void f@<char>(char);",
    "template <class T> requires Any<T> void f@(T) {}",
    "template <class T> requires (sizeof(T) > 1) && Any<T> || Any<Box<T>> T f@(T x) { return x; }",
    "template <class T> requires requires(T t) { t.x; { t.y } -> Any; } void f@(T) {}",
    "template <Any T> void f@(T) requires (sizeof(T) > 1) { }",
    "template <class T> auto f@(T) -> T requires Any<T>;",
    "template <class T> void f@(T t) requires requires { t.x; } { int no; }",
    "void f@(Any auto x) {}",
    "template <class T, class = decltype(T{})> void f@(T);",
    "template <class... A> void f@(A... a) { }",
    "constexpr int f@() noexcept(sizeof(int) > 1) { return 1; }",
    "[[nodiscard]] int f@();",
    "__attribute__((noinline)) void f@();",
    "void f@() __attribute__((noinline));",
    "API void f@();",
    "API int f@() ATTR(3);",
    "int API f@(int a) { return a; }",
    "P* f@(P& p);",
    "const P& f@(const P& p) { return p; }",
    "struct P f@();",
    "int (*f@(int))(int);",
    "int (f@)(int);",
    "void f@(int (*g)(int), int h[3], int i = [] { return 3; }());",
    "void f@() try { } catch (...) { }",
    "int f@(int a, ...) { for (int i = 0; i < 3; ++i) { switch (i) { case 1: { } } } return a; }",
    "struct G@ {};\nbool operator==(const G@&, const G@&) { return true; }\nG@& operator<<(G@& a, int) { return a; "
    "}\nG@ "
    "operator+(G@, G@);\nbool operator<(G@ const&, G@ const&);\nauto operator<=>(const G@&, int) -> int;\nG@& operator "
    ", (G@&, "
    "int);\nG@ operator-(const G@&);",
    "unsigned long long operator\"\"_u@(unsigned long long);",
    "template <class T> concept K@ = Any<T> && requires(T t) { { t.x } -> Any; };",
    "typedef int t@;",
    "typedef struct { int a; } t@;",
    "typedef struct X@ { int a; } t@;",
    "typedef struct P t@;",
    "typedef int (*t@)(int);",
    "typedef int t@(int);",
    "typedef int t@[3];",
    "typedef const Box<int>* t@;",
    "using a@ = int;",
    "using a@ [[maybe_unused]] = Box<int (*)(int)>;",
    "template <class T> using a@ = Box<T>;",
    "namespace q@ { int z@; }\nusing q@::z@;",
    "namespace n@ = std0::deep;",
    "namespace n@ = ::std0;",
    "using namespace std0;",
    "static_assert(sizeof(int) > 1, \"{\");",
    ";",
    "template <class T> struct D@ { D@(T); };\ntemplate <class T> D@(T) -> D@<T>;",
    "int s@ = 3; // }",
    "/* { */ int s@ /* { */ ; /* namespace { */",
    "#define NAME@ n@\nnamespace NAME@ { int v@; }",
    "#define OPEN@ namespace o@ { namespace p@ {\n#define CLOSE@ } }\nOPEN@\nint v@;\nCLOSE@\nint w@;",
    "#define NS@(n) namespace n {\nNS@(m@) int v@; }\nint w@;",
    "#define INIT@ {1, 2}\nint v@[] = INIT@;\nint w@;",
    "#define NONE@(x) struct none_##x;\nNONE@(a)\nint v@;\nNONE@(b);\nNONE@(c) NONE@(d)\nstruct T@ {};",
    "#if 0\nnamespace no {\n#endif\nint v@;",
    "#ifdef NEVER\nnamespace no {\n#error {\n#else\nnamespace y@ {\n#endif\nint v@;\n}",
    "#ifdef __cplusplus\nextern \"C\" {\n#endif\nvoid c@();\nstruct X@ {};\n#ifdef __cplusplus\n}\n#endif",
    "#pragma foo {\n#define UNUSED@ namespace no {\nint v@;",
});

constexpr auto kOpenings = std::to_array<std::string_view>({
    "namespace g@ {",
    "namespace g@::h@ {",
    "namespace g@::h@::i@ {",
    "namespace {",
    "inline namespace g@ {",
    "namespace g@::inline h@ {",
    "namespace [[deprecated]] g@ {",
    "namespace g@ __attribute__((visibility(\"default\"))) {",
    "namespace\n  g@\n{",
    "namespace/**/g@ <%",
    "name\\\nspace g\\\n@ {",
    "extern \"C++\" {",
    "extern \"C\" { namespace g@ {} }\nnamespace again@ {",
    "inline namespace g@ { }\nnamespace g@ {",
});

class Generator {
 public:
  explicit Generator(std::uint32_t seed) : random_(seed) {}

  std::string unit(std::size_t items) {
    std::string out(kPreamble);
    std::size_t open = 0;
    for (std::size_t i = 0; i < items; ++i) {
      const std::size_t turn = below(12);
      if (turn == 0 && open < 5) {
        out += number(kOpenings[below(kOpenings.size())]) + "\n";
        ++open;
      } else if (turn == 1 && open > 0) {
        out += below(2) == 0 ? "}\n" : "%> // close\n";
        --open;
      } else {
        out += number(kItems[below(kItems.size())]) + "\n";
      }
    }
    return out + std::string(open, '}') + "\n";
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  std::string number(std::string_view form) {
    const std::string own = std::to_string(++numbers_);
    std::string out;
    for (const char c : form) {
      if (c == '@') {
        out += own;
      } else {
        out += c;
      }
    }
    return out;
  }

  std::mt19937 random_;
  std::size_t numbers_ = 0;
};

}  // namespace

std::string make_declarations(std::uint32_t seed, std::size_t items) { return Generator(seed).unit(items); }

}  // namespace modgate::oracle
