// Paths of Rust that reach a module, nearly reach it, or could. The module `relax` owns src/relax/.
#include <gtest/gtest.h>

#include "tree_case.h"

namespace modgate::testing {
namespace {

const std::string kUser = "src/core/a.rs";
const std::vector<std::string> kUsed = {kUser + " MG302"};
const std::vector<std::string> kNamed = {kUser + " MG204"};
const std::vector<std::string> kUndecided = {kUser + " MG905"};

/// A crate with its root in src/, and the module's files in it.
TreeCase row(std::string name, std::string text, std::vector<std::string> found, std::vector<CaseFile> more = {}) {
  more.push_back({kUser, std::move(text)});
  more.push_back({"Cargo.toml", "[package]\nname = \"acme-core\"\n"});
  more.push_back({"src/lib.rs", "mod core;\n"});
  more.push_back({"src/core/mod.rs", "mod a;\n"});
  more.push_back({"src/relax/mod.rs", "pub mod op;\n"});
  more.push_back({"src/relax/op.rs", ""});
  return {std::move(name), std::move(more), std::move(found)};
}

TEST(RustImports, OfTheCrate) {
  const TreeCase rows[] = {
      row("from the root", "use crate::relax::op::f;", kUsed),
      row("the module itself", "use crate::relax;", kUsed),
      row("an item of the root", "use crate::Relax;", {}),
      row("upwards", "use super::super::relax::op;", kUsed),
      row("not far enough", "use super::relax;", {}),
      row("from an inline module", "mod t { use super::super::super::relax; }", kUsed),
      row("not far enough from an inline module", "mod t { use super::super::relax; }", {}),
      row("a name in code", "fn f() { crate::relax::op::g(); }", kNamed),
      row("by its own name", "use acme_core::relax;", kUsed),
      row("as a foreign crate", "use ::acme_core::relax;", kUsed),
      row("only for an old edition", "use relax::op;", kUndecided),
      row("a module of the same name below", "use self::relax::op;", {}, {{"src/core/a/relax.rs", ""}}),
      row("the nearer one", "use relax::op;", {}, {{"src/core/a/relax.rs", ""}}),
      row("a file by its path", "#[path = \"../relax/op.rs\"] mod x;", {kUser + " MG301"}),
      row("an included file", "const A: &str = include_str!(\"../relax/op.rs\");", {kUser + " MG301"}),
  };
  for (const TreeCase& each : rows) expect_found(each);
}

TEST(RustImports, OtherRoots) {
  const TreeCase rows[] = {
      row("a test", "", {"tests/t.rs MG302"}, {{"tests/t.rs", "use acme_core::relax;\nuse crate::relax;\n"}}),
      row("a program", "", {"src/bin/p.rs MG302"},
          {{"src/bin/p.rs", "mod x; use acme_core::relax;\nuse crate::relax;\n"}}),
      row("a module of a program", "", {}, {{"src/bin/p.rs", "mod x;"}, {"src/bin/x.rs", ""}}),
      row("a root elsewhere", "", {"lib/root.rs MG302"},
          {{"lib/Cargo.toml", "[package]\nname = \"b\"\n[lib]\npath = \"root.rs\"\n"},
           {"lib/root.rs", "use acme_core::relax;\nmod part;"},
           {"lib/part.rs", "use crate::relax;"}}),
  };
  for (const TreeCase& each : rows) expect_found(each);
}

TEST(RustImports, Crates) {
  const CaseFile crate = {"src/relax/Cargo.toml", "[package]\nname = \"acme-relax\"\n[lib]\npath = \"mod.rs\"\n"};
  const TreeCase rows[] = {
      row("use", "use acme_relax::op;", kUsed, {crate}),
      row("extern crate", "extern crate acme_relax;", kUsed, {crate}),
      row("a name in code", "fn f() { acme_relax::g() }", kNamed, {crate}),
      row("a name that is bound", "use other::acme_relax; fn f() { acme_relax::g() }", {}, {crate}),
      row("a longer name", "use acme_relaxed::op;", {}, {crate}),
      row("another name", "use quick::op;", {"src/core/Cargo.toml MG302", kUser + " MG302"},
          {crate,
           {"src/core/Cargo.toml",
            "[package]\nname = \"c\"\n[dependencies]\nquick = {package = \"acme-relax\", path = \"../relax\"}\n"}}),
      row("two of that name", "use acme_relax::op;", kUndecided,
          {crate, {"other/Cargo.toml", "[package]\nname = \"acme_relax\"\n"}}),
  };
  for (const TreeCase& each : rows) expect_found(each);
}

}  // namespace
}  // namespace modgate::testing
