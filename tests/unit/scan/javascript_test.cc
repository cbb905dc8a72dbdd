// Rows of JavaScript, TypeScript and package.json in, facts out. What TypeScript's parser says about whole files is
// compared in tests/oracle/javascript.
#include <gtest/gtest.h>

#include <chrono>
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

TEST(Javascript, Imports) {
  const Rows rows = {
      {"import 'a'; import b from \"b\"; import * as c from 'c';\nimport d, {e as f} from 'd'",
       "import a@1; import b@1; import c@1; import d@2"},
      {"import from from 'a'; import {from} from 'b'; export {x} from 'c'; export * as from from 'd'",
       "import a@1; import b@1; import c@1; import d@1"},
      {"export {x}; export default 'a'; export const from = 'b'; export function f() {}", ""},
      {"import('a'); import(`b`); import(c); import(`d${e}`)",
       "dynamic a@1; dynamic b@1; computed c@1; computed `d${e}`@1"},
      {"require('a'); require.resolve('b'); module.require('c'); o.require('d'); require.main",
       "dynamic a@1; dynamic b@1; dynamic c@1"},
      {"require('a' + b); require(f(import('c')))", "computed 'a' + b@1; computed f(import('c'))@1; dynamic c@1"},
      {"require(['a', 'b'], f); require(['c', d])", "dynamic a@1; dynamic b@1; computed ['c', d]@1; dynamic c@1"},
      {"function require(a) {} class K { import(b) {} require(c) {} #import(d) {} }", ""},
      {"import.meta.url; ({import: 'a', require: 1}); [...require('b')]", "dynamic b@1"},
      {"import a from './re\\x6ca\\u{78}'; import b from 'c\\\nd'", "import ./relax@1; import cd@1"},
      {"#!/usr/bin/env node\nimport 'a'", "import a@2"},
      {"\xef\xbb\xbfimport 'a'", "import a@1"},
      {"import a from\xc2\xa0'a'; // \xe2\x80\xa8 import 'b'", "import a@1; import b@1"},
  };
  for (const auto& [source, expected] : rows)
    EXPECT_EQ(references_of(source, scan_javascript(source)), expected) << source;
}

TEST(Javascript, LooksLikeAnImport) {
  const Rows rows = {
      {"// import 'a'\n/* import 'b' */ x = \"import 'c'\"; y = `import 'd'`; z = /import 'e'/", ""},
      {"a = b / c; import 'd'; e = f / g", "import d@1"},
      {"if (a) /'/.test(b); import 'c'; d = (e) / 2; '/'", "import c@1"},
      {"x = /[/'\"]/g; y = a++ / 2; import 'z' //'", "import z@1"},
      {"x = `a${`b${{c: '}'}.c}`}'`; import 'd'", "import d@1"},
      {"x = <a b=\"it's\" c={'>'}>it's // {/* ' */}<b/> ` </a>; import 'd'", "import d@1"},
      {"x = <>import 'a'</>; y = <K<string> z={1}>don't</K>; import 'b'", "import b@1"},
      {"x = 'a\nimport 'b'", "import b@2"},
  };
  for (const auto& [source, expected] : rows) {
    EXPECT_EQ(references_of(source, scan_javascript(source)), expected) << source;
    EXPECT_EQ(references_of(source, scan_typescript(source)), expected) << source;
  }
}

TEST(Typescript, Forms) {
  const Rows rows = {
      {"import type {A} from 'a'; import type B from 'b'; export type {C} from 'c'; import type from 'd'",
       "import a@1; import b@1; import c@1; import d@1"},
      {"import a = require('a'); export import b = require(\"b\"); import c = d.e;", "import a@1; import b@1"},
      {"let a: typeof import('a'); type B = import('b').C<'d'>;", "dynamic a@1; dynamic b@1"},
      {"interface I { import(x: string): void; require(y: any): z }", ""},
      {"/* x\n */\n/// <reference path=\"a.d.ts\" />\n/// <reference types='node' />\nlet x;\n/// <reference "
       "path=\"b\" />",
       "import ./a.d.ts@3; import node@4"},
      {"let a = <any>b; let c = <T,>(x: T) => x; import 'd'; // it's", "import d@1"},
      {"let a = b! / 2; import 'c'; '/'", "import c@1"},
  };
  for (const auto& [source, expected] : rows)
    EXPECT_EQ(references_of(source, scan_typescript(source)), expected) << source;
}

TEST(Javascript, Troubles) {
  const Rows rows = {
      {"\n/* x", "unterminated comment@2"},
      {"a\n`x", "unterminated template@2"},
      {"`${ a", "unterminated template@1"},
      {"x = <a>\n</b> <a>", ""},
      {"x = <a><b>\n</a>", "unterminated element@1"},
      {std::string("\xff\xfe i\0m\0", 7), "not UTF-8: UTF-16 byte order mark@1"},
      {std::string("a\0b", 3), "not text: NUL bytes@1"},
      {std::string(limits::kScriptDepth, '['), ""},
      {std::string(limits::kScriptDepth + 1, '['), "brackets deeper than 10000: the rest is not read@1"},
  };
  for (const auto& [source, expected] : rows)
    EXPECT_EQ(trouble_of(scan_javascript(source)), expected) << source.substr(0, 40);
  std::string many;
  for (std::size_t i = 0; i <= limits::kFacts; ++i) many += "import 'a'\n";
  const FileFacts facts = scan_javascript(many);
  EXPECT_EQ(facts.references.size(), limits::kFacts);
  EXPECT_EQ(trouble_of(facts), "more than 100000 imports@100000");
}

TEST(Javascript, Suppressions) {
  const FileFacts facts = scan_javascript(
      "// modgate: allow(MG302) -- x\n\nimport 'a' // modgate: allow(MG302) -- y\nf(`// modgate: allow(MG302) -- "
      "z`)\n");
  ASSERT_EQ(facts.suppressions.size(), 2U);
  EXPECT_EQ(facts.suppressions[0].applies_to, 3U);
  EXPECT_EQ(facts.suppressions[1].applies_to, 3U);
}

/// Units that, many times over, make a careless reader start again and again.
TEST(Scripts, HostileSourcesTakeLinearTime) {
  using Scanner = FileFacts (*)(std::string_view);
  const std::vector<std::pair<Scanner, std::string>> rows = {{scan_javascript, "=/["},
                                                             {scan_javascript, "`${"},
                                                             {scan_javascript, "<a "},
                                                             {scan_javascript, "</a"},
                                                             {scan_javascript, "<a><"},
                                                             {scan_javascript, "}"},
                                                             {scan_javascript, "import{"},
                                                             {scan_javascript, "require("},
                                                             {scan_javascript, "/*"},
                                                             {scan_javascript, "import a,"},
                                                             {scan_rust, "use a::{"},
                                                             {scan_rust, "mod a{"},
                                                             {scan_rust, "r#\"#"},
                                                             {scan_rust, "/*"},
                                                             {scan_rust, "#[path=\"a\"]"},
                                                             {scan_rust, "include!("},
                                                             {scan_rust, "a::"},
                                                             {scan_rust, "use a::{self,a::"},
                                                             {scan_cargo, "a.b=["},
                                                             {scan_cargo, "a={b="},
                                                             {scan_cargo, "\"\"\"\n"},
                                                             {scan_cargo, "[a]\n#"},
                                                             {scan_npm, "{\"name\":\"a\"}"},
                                                             {scan_npm, "[\""}};
  for (const auto& [scanner, unit] : rows) {
    const auto seconds = [&](std::size_t bytes) {
      std::string text = "{";
      while (text.size() < bytes) text += unit;
      const auto begin = std::chrono::steady_clock::now();
      scanner(text);
      return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    };
    // A quadratic scanner needs minutes for this.
    EXPECT_LT(seconds(200'000), 2.0 * MODGATE_PATIENCE) << unit;
  }
}

TEST(Npm, Name) {
  const Rows rows = {
      {R"({"name": "a"})", "a@1"},
      {"{\n \"x\": {\"name\": \"no\"}, \"y\": [\"name\"],\n \"name\" : \"@s/p\" }", "@s/p@3"},
      {R"({"name": "a", "name": "b"})", "b@1"},
      {R"({"na\u006de": "\u0061"})", "a@1"},
      {R"({"x": "name", "y": "z"})", ""},
      {R"({"name": 1, "version": "2"})", ""},
      {R"([{"name": "a"}])", ""},
      {R"({"name": ")", ""},
  };
  for (const auto& [source, expected] : rows) {
    std::string found;
    for (const PackageDeclaration& package : scan_npm(source).packages) {
      found += package.name + "@" + std::to_string(package.line);
    }
    EXPECT_EQ(found, expected) << source;
  }
}

}  // namespace
}  // namespace modgate
