// Specifiers of scripts that reach a module, nearly reach it, or could. The module `relax` owns src/relax/.
#include <gtest/gtest.h>

#include "tree_case.h"

namespace modgate::testing {
namespace {

const std::string kUser = "src/core/a.ts";
const std::vector<std::string> kUsed = {kUser + " MG302"};
const std::vector<std::string> kUndecided = {kUser + " MG905"};

/// A row whose module holds a script, so that scripts are read.
TreeCase row(std::string name, std::string text, std::vector<std::string> found, std::vector<CaseFile> more = {}) {
  more.push_back({kUser, std::move(text)});
  more.push_back({"src/relax/api.ts", "export const x = 1;\n"});
  return {std::move(name), std::move(more), std::move(found)};
}

TEST(JsImports, Relative) {
  const TreeCase rows[] = {
      row("no ending", "import '../relax/api'", kUsed),
      row("the ending that it is compiled to", "import '../relax/api.js'", kUsed),
      row("folder", "import '../relax'", kUsed, {{"src/relax/index.jsx", ""}}),
      row("folder with a slash", "import '../relax/'", kUsed, {{"src/relax/index.cjs", ""}}),
      row("folder with a package", "import '../relax'", kUsed, {{"src/relax/package.json", "{}"}}),
      row("own folder first", "import './relax/api'", {}, {{"src/core/relax/api.ts", ""}}),
      row("detour", "import '../other/.././relax//api'", kUsed),
      row("loader and query", "import 'raw!../relax/api.ts?x=1'", kUsed),
      row("out of the tree", "import '../../../relax/api'", {}),
      row("not there", "import '../relax/gone.css'", kUndecided),
      row("not there, the core's", "import '../relaxed/gone'", {}),
      row("a link", "import './old/api'", kUsed, {{"src/core/old", "../relax", kLink}}),
      row("a linked file", "import './b'", kUsed, {{"src/core/b.ts", "../relax/api.ts", kLink}}),
      row("a header", "import '../relax/secret.h'", kUsed),
      row("a directive", "/// <reference path='../relax/api.ts' />", kUsed),
      row("two on a line", "import '../relax/api'; import '../relax/api'", kUsed),
  };
  for (const TreeCase& each : rows) expect_found(each);
}

TEST(JsImports, Packages) {
  const CaseFile package = {"src/relax/package.json", "{\"name\": \"@acme/relax\"}"};
  const CaseFile core = {"package.json", "{\"name\": \"acme\"}"};
  const TreeCase rows[] = {
      row("by name", "import '@acme/relax'", kUsed, {package}),
      row("a file in it", "import '@acme/relax/api'", kUsed, {package}),
      row("what its exports make", "import '@acme/relax/made'", kUsed, {package}),
      row("a longer name", "import '@acme/relax-core'; import '@acme'", {}, {package}),
      row("the core's package", "import 'acme'; import 'acme/src/core/a'", {}, {core}),
      row("through the core's package", "import 'acme/src/relax/api'", kUsed, {core}),
      row("through its exports", "import 'acme/relax/api'", kUndecided, {core}),
      row("two of that name", "import '@acme/relax'", kUndecided,
          {package, {"src/other/package.json", "{\"name\": \"@acme/relax\"}"}}),
      row("an alias", "import '@/relax/api'", kUndecided),
      row("a base folder", "import 'src/relax/api'", kUndecided),
      row("an alias of the core", "import '@/core/a'", {}),
      row("a foreign package", "import 'api'; import '@x/relax/api'; import 'https://x/relax/api'", {}),
  };
  for (const TreeCase& each : rows) expect_found(each);
}

TEST(JsImports, WithoutScriptsInModules) {
  expect_found({"computed", {{kUser, "require(x); import(`${y}`)"}}, {}});
  expect_found({"a header", {{kUser, "require('../relax/secret.h')"}}, {}});
}

}  // namespace
}  // namespace modgate::testing
