// Rows of C-family source in, qualified names and macro definitions out.
#include <gtest/gtest.h>

#include <vector>

#include "cxx_fact_text.h"

namespace modgate {
namespace {

using testing_facts::macros;
using testing_facts::names;
using testing_facts::Row;

TEST(CxxNames, Spellings) {
  const std::vector<Row> rows = {
      {"a::b x; a::b::c y; a::b z;", "a::b; a::b::c"},
      {"::a::b x; ::c y;", "::a::b"},
      {"namespace n { a::b x; a::b y; } a::b z;", "a::b in n; a::b"},
      {"namespace n { inline namespace v { a::b x; } }", "a::b in n"},
      {"namespace a::b { } namespace a::inline c { }", ""},
      {"void f() { a::b(); return ::c::d(1); throw e::f{}; }", "a::b; ::c::d; e::f"},
      {"a::b<c::d>::e::f x;", "a::b; c::d"},
      {"a :: /* x */ b x; a\\\n::\\\nc y;", "a::b; a::c"},
      {"a::template b<int> x; a::b::~b(); a::b::operator int(); int a::b::* p;", "a::b"},
      {"foo(x)::a::b; decltype(x)::a::b y;", ""},
      {"using namespace a; using namespace ::b::c;", "directive a; directive ::b::c"},
      {"using a::b; using c::d, e::f; using typename g::h;", "using a::b; using c::d; using e::f; using g::h"},
      {"using x = a::b; namespace y = a; namespace z = ::b::c;", "a::b; alias a; alias ::b::c"},
      {"void f() { using namespace a; namespace b = c; using d::e; }", "directive a; alias c; using d::e"},
      {"[[gnu::packed]] int x; [[a::b(1), c::d]] int y; [[using gnu: x]] int z;", ""},
      {"int x = y[[] { return a::b; }()];", "a::b"},
      {"#define X a::b\n#define Y(x) using namespace c; x::d\nnamespace n { X }", "a::b; directive c; x::d"},
      {"#if 0\na::b x;\n#endif\n// a::b\nauto s = \"a::b\"; auto t = R\"(a::b)\";", ""},
      {"#ifdef A\na::b x;\n#endif\na::b y;\nc::d z;", "a::b if A; c::d"},
      {"x ? a::b : c::d; case e::f: g;", "a::b; c::d; e::f"},
      {"a<:b::c:>; d<::e::f>; %: g", "b::c; ::e::f"},
      {"\\u00e9::b x;", "\xC3\xA9::b"},
  };
  for (const Row& row : rows) EXPECT_EQ(names(row.source), row.expected) << row.source;
}

TEST(CxxMacros, Flags) {
  const std::vector<Row> rows = {
      {"#define A\n#define B(x) x\n#define C (x)\n", "A; B(); C"},
      {"#ifndef H\n#define H\nint x;\n#endif\n", "H guard"},
      {"/* license */\n#pragma once\n#if !defined(H)\n#define H 1\n#define X\n#endif // H\n", "H guard; X"},
      {"#if !defined H\n#define H\n#endif\n", "H guard"},
      {"#ifndef H\n#define H\n#endif\nint x;\n", "H"},
      {"int x;\n#ifndef H\n#define H\n#endif\n", "H"},
      {"#ifndef H\n#define H\n#else\n#endif\n", "H"},
      {"#ifndef H\n#define G\n#endif\n", "G"},
      {"#ifndef H\n#define H\n#endif\n#define X\n", "H; X"},
      {"#ifndef H\n#ifndef X\n#define X 3\n#endif\n#define H\n#endif\n", "X; H guard"},
      {"#define A\n#undef A\n#define A\n#define B\n#define B\n#undef B\n", "A undefined; A; B undefined; B undefined"},
      {"#define A\n#define B\n#include \"x.def\"\n#define C\nint x;\n#include \"y.def\"\n", "A feeds; B feeds; C"},
      {"#define A\n#undef B\n#include \"x.def\"\n", "A"},
      {"#if 0\n#define A\n#endif\n#define \n#define 3\n#undef\n#undef 4\n#define B", "B"},
      {"#define A \\\n  #define no\n#def\\\nine B\\\nC\n", "A; BC"},
  };
  for (const Row& row : rows) EXPECT_EQ(macros(row.source), row.expected) << row.source;
}

}  // namespace
}  // namespace modgate
