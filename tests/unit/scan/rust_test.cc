// Rows of Rust and Cargo.toml in, facts out. What rustc's lexer says about whole files is compared in
// tests/oracle/rust.
#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

#include "modgate/limits.h"
#include "reference_text.h"
#include "scan/scan.h"

namespace modgate {
namespace {

using testing::references_of;
using testing::trouble_of;
using Rows = std::vector<std::pair<std::string, std::string>>;

TEST(Rust, Uses) {
  const Rows rows = {
      {"use a::b;\npub(crate) use ::c;", "import a::b@1; import ::c@2"},
      {"use a::{self, b::{c as d,\n *}, r#type};", "import a@1; import a::b::c@1; import a::b::*@2; import a::type@2"},
      {"use {a, b::c};\nuse a as _;", "import a@1; import b::c@1; import a@2"},
      {"use super::super::a; use self::b; use crate::c;",
       "import super::super::a@1; import self::b@1; import crate::c@1"},
      {"mod t { use super::a; use super::super::b; use self::c; mod d; }",
       "import self::a@1; import super::b@1; import self::t::c@1; import self::t::d@1"},
      {"mod t { mod u { use super::super::a; use super::b; } }\nuse super::c;",
       "import self::a@1; import self::t::b@1; import super::c@2"},
      {"extern crate a as b; extern crate self as c; extern \"C\" {}", "import ::a@1"},
      {"mod a;\n#[path = \"x/y.rs\"]\nmod b;\n#[cfg_attr(unix, path = \"u.rs\")] mod c;",
       "import self::a@1; quoted x/y.rs@2; quoted u.rs@4; import self::c@4"},
      {"macro_rules! m { ($x:ident) => { use $crate::a; use $x::b; mod $x; } }", "import crate::a@1"},
      {"fn f() -> impl T + use<'a, U> {}", ""},
      {"// use a;\n/* /* use b; */ use c; */ \"use d;\"; r#\"\" use e; \"#; b'\"'; '\"'; use f;", "import f@2"},
      {"fn f<'a>(x: &'a str) { 'l: loop { break 'l } } use a; // '", "import a@1"},
      {"#!/bin/run\nuse a;", "import a@2"},
      {"#![allow(x)]\nuse a;", "import a@2"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(references_of(source, scan_rust(source)), expected) << source;
}

TEST(Rust, PathsAndIncludes) {
  const Rows rows = {
      {"fn f() { a::b::c(); a::b::c(); crate::d!(); ::e::f(); }", "name a::b::c@1; name crate::d@1; name ::e::f@1"},
      {"use a::b; fn f() { b::c(); d::e(); }", "import a::b@1; name d::e@1"},
      {"#[a::b(c = d::e)] struct S(Vec<f::G>, <h::I as j::K>::L);",
       "name a::b@1; name d::e@1; name f::G@1; name h::I@1; name j::K@1"},
      {"mod t { fn f() { super::g(); self::h(); } }", "name self::g@1; name self::t::h@1"},
      {"x.a::<b::c>(); d::<u8>::e()", "name b::c@1"},
      {"include!(\"a.rs\"); include_str!(r\"b\\c\"); std::include_bytes![\"\\x64\",]",
       "quoted a.rs@1; quoted b\\c@1; quoted d@1; name std::include_bytes@1"},
      {"include!(concat!(env!(\"OUT_DIR\"), \"/a.rs\")); include_str!($p)", "computed $p@1"},
      {"include_str!(concat!(\"a\", \"b\"))", "computed concat!(\"a\", \"b\")@1"},
      {"x.include_str; include(\"b\")", ""},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(references_of(source, scan_rust(source)), expected) << source;
}

TEST(Rust, TroublesAndLimits) {
  const Rows rows = {
      {"\n/* /* */", "unterminated comment@2"},
      {"\"a", "unterminated string@1"},
      {"r##\"a\"#", "unterminated raw string@1"},
      {std::string("a\0b", 3), "not text: NUL bytes@1"},
  };
  for (const auto& [source, expected] : rows) EXPECT_EQ(trouble_of(scan_rust(source)), expected) << source;
  std::string deep = "use a";
  for (std::size_t i = 0; i <= limits::kUseDepth; ++i) deep += "::{b";
  EXPECT_EQ(trouble_of(scan_rust(deep)), "groups of a `use` nested too deep@1");
  const std::string long_path = "use a::" + std::string(limits::kDottedPathBytes, 'b') + "::c;";
  EXPECT_EQ(references_of(long_path, scan_rust(long_path)), "import a::c@1");
}

TEST(Rust, Suppressions) {
  const FileFacts facts = scan_rust(
      "// modgate: allow(MG302) -- x\n\nuse a; // modgate: allow(MG302) -- y\nf(\"// modgate: allow(MG302)\");\n");
  ASSERT_EQ(facts.suppressions.size(), 2U);
  EXPECT_EQ(facts.suppressions[0].applies_to, 3U);
  EXPECT_EQ(facts.suppressions[1].applies_to, 3U);
}

TEST(Cargo, Descriptors) {
  const Rows rows = {
      {"[package]\nname = \"a-b\" # \"c\"\nversion = \"1\"\n", "a-b@2"},
      {"[lib]\nname = 'l'\npath = \"src/x.rs\"\n[package]\nname = \"p\"\n", "p@5 l@2 import src/x.rs@3"},
      {"package.name = \"a\"\n[[bin]]\nname = \"b\"\n", "a@1"},
      {"[dependencies]\na = \"1\"\nb = { path = \"../b\", features = [\"x\", # ]\n \"]\"] }\n[dependencies.c]\npath = "
       "'../c'\n",
       "import ../b@3; import ../c@6"},
      {"[target.'cfg(unix)'.dev-dependencies]\nd = { version = \"1\", package = \"e-f\", path = \"../d\" }\n",
       "import ../d@2; d is e-f@2"},
      {"[package]\ndescription = \"\"\"\nname = \"no\"\n\"\"\"\nname = \"a\"\n", "a@5"},
      {"[package]\nname = a\n= x\n[\n]]\nname\n", ""},
      {"# [package]\n[package.metadata]\nname = \"no\"\n", ""},
  };
  for (const auto& [source, expected] : rows) {
    const FileFacts facts = scan_cargo(source);
    std::string found;
    for (const PackageDeclaration& package : facts.packages) {
      found += (found.empty() ? "" : " ") + package.name + "@" + std::to_string(package.line);
    }
    const std::string references = references_of(source, facts);
    if (!references.empty()) found += (found.empty() ? "" : " ") + references;
    EXPECT_EQ(found, expected) << source;
  }
}

TEST(Cargo, Suppressions) {
  const FileFacts facts = scan_cargo(
      "[dependencies]\na = { path = \"../a\" } # modgate: allow(MG302) -- x\n# modgate: allow(MG302) -- y\nb = 1\n");
  ASSERT_EQ(facts.suppressions.size(), 2U);
  EXPECT_EQ(facts.suppressions[0].applies_to, 2U);
  EXPECT_EQ(facts.suppressions[1].applies_to, 4U);
}

}  // namespace
}  // namespace modgate
