// Paths of Rust: modules as files, crates and their roots, other names of dependencies, and what manifests declare. The
// module `relax` owns src/relax/.
#include <gtest/gtest.h>

#include "resolved.h"

namespace modgate::testing {
namespace {

const std::string kRelax = module("relax", "paths: [src/relax/, src/relax.rs]");
const std::string kCrate =
    "### Cargo.toml\n[package]\nname = \"acme-core\"\n### src/lib.rs\nmod core;\n### src/core/mod.rs\nmod a;\n";
const std::string kModule = "### src/relax/mod.rs\npub mod op;\n### src/relax/op.rs\n### src/relax/deep/x.rs\n";

std::string user(const std::vector<std::string>& paths, const std::string& file = "src/core/a.rs") {
  std::string text = "### " + file + "\n";
  for (const std::string& path : paths) text += "use " + path + ";\n";
  return text;
}

TEST(RustPaths, Modules) {
  const std::vector<std::string> all = {"crate::relax",
                                        "crate::relax::op",
                                        "crate::relax::op::f",
                                        "crate::relax::none",
                                        "crate::relax::deep::x",
                                        "crate::relax::deep::y",
                                        "crate",
                                        "crate::none::x",
                                        "super::super::relax",
                                        "super::relax",
                                        "super::super::super::relax",
                                        "self::relax",
                                        "relax::op",
                                        "::relax::op",
                                        "acme_core::relax",
                                        "::acme_core::relax::op",
                                        "acme_core::none",
                                        "none::relax",
                                        "std::io",
                                        "super",
                                        "super::super",
                                        "self"};
  const ResolvedCase rows[] = {
      {"from a file", kRelax + kCrate + kModule + user(all),
       "src/core/a.rs:1 import crate::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/a.rs:2 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/a.rs:3 import crate::relax::op::f > src/relax/op.rs relax at `f`\n"
       "src/core/a.rs:4 import crate::relax::none > src/relax/mod.rs relax at `none`\n"
       "src/core/a.rs:5 import crate::relax::deep::x > src/relax/deep/x.rs relax at `x`\n"
       "src/core/a.rs:6 import crate::relax::deep::y > src/relax/mod.rs relax at `y`\n"
       "src/core/a.rs:9 import super::super::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/a.rs:15 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/a.rs:16 import ::acme_core::relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/a.rs:13 may be relax: relax::op: the crate has a module of this name, which only edition 2015 finds "
       "without `crate::` src/relax/op.rs at `op`\n"
       "src/core/a.rs:7 import > src/lib.rs\n"
       "src/core/a.rs:8 import > src/lib.rs\n"
       "src/core/a.rs:10 import > src/core/mod.rs\n"
       "src/core/a.rs:17 import > src/lib.rs\n"
       "src/core/a.rs:20 import > src/core/mod.rs\n"
       "src/core/a.rs:21 import > src/lib.rs\n"
       "src/core/mod.rs:1 import > src/core/a.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "6 foreign\n"},
      {"from a folder's file", kRelax + kCrate + kModule + user(all, "src/core/mod.rs"),
       "src/core/mod.rs:1 import crate::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/mod.rs:2 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/mod.rs:3 import crate::relax::op::f > src/relax/op.rs relax at `f`\n"
       "src/core/mod.rs:4 import crate::relax::none > src/relax/mod.rs relax at `none`\n"
       "src/core/mod.rs:5 import crate::relax::deep::x > src/relax/deep/x.rs relax at `x`\n"
       "src/core/mod.rs:6 import crate::relax::deep::y > src/relax/mod.rs relax at `y`\n"
       "src/core/mod.rs:10 import super::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/mod.rs:15 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/mod.rs:16 import ::acme_core::relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/mod.rs:13 may be relax: relax::op: the crate has a module of this name, which only edition 2015 finds "
       "without `crate::` src/relax/op.rs at `op`\n"
       "src/core/mod.rs:7 import > src/lib.rs\n"
       "src/core/mod.rs:8 import > src/lib.rs\n"
       "src/core/mod.rs:17 import > src/lib.rs\n"
       "src/core/mod.rs:20 import > src/lib.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "8 foreign\n"},
      {"from the root", kRelax + kCrate + kModule + user(all, "src/lib.rs"),
       "src/lib.rs:1 import crate::relax > src/relax/mod.rs relax at `relax`\n"
       "src/lib.rs:2 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "src/lib.rs:3 import crate::relax::op::f > src/relax/op.rs relax at `f`\n"
       "src/lib.rs:4 import crate::relax::none > src/relax/mod.rs relax at `none`\n"
       "src/lib.rs:5 import crate::relax::deep::x > src/relax/deep/x.rs relax at `x`\n"
       "src/lib.rs:6 import crate::relax::deep::y > src/relax/mod.rs relax at `y`\n"
       "src/lib.rs:12 import self::relax > src/relax/mod.rs relax at `relax`\n"
       "src/lib.rs:13 import relax::op > src/relax/op.rs relax at `op`\n"
       "src/lib.rs:15 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "src/lib.rs:16 import ::acme_core::relax::op > src/relax/op.rs relax at `op`\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "10 foreign\n"},
      {"from the module",
       kRelax + kCrate + kModule +
           user({"super::super::core", "super::op", "crate::core", "self::none", "super::deep::x"}, "src/relax/op.rs"),
       "src/relax/op.rs:1 import super::super::core > src/core/mod.rs core by relax at `core`\n"
       "src/relax/op.rs:3 import crate::core > src/core/mod.rs core by relax at `core`\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "src/relax/op.rs:5 import > src/relax/deep/x.rs\n"
       "2 foreign\n"},
      {"a module as a file beside its folder",
       kRelax + kCrate + "### src/relax.rs\n### src/relax/op.rs\n" +
           user({"crate::relax::op", "crate::relax::none", "crate::relax"}) +
           user({"super::none", "super::super::core"}, "src/relax/u.rs"),
       "src/core/a.rs:1 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/a.rs:2 import crate::relax::none > src/relax.rs relax at `none`\n"
       "src/core/a.rs:3 import crate::relax > src/relax.rs relax at `relax`\n"
       "src/relax/u.rs:2 import super::super::core > src/core/mod.rs core by relax at `core`\n"
       "src/core/mod.rs:1 import > src/core/a.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/u.rs:1 import > src/relax.rs\n"},
      {"without a crate",
       kRelax + kModule + user({"crate::relax", "relax::op", "super::super::relax"}) +
           user({"crate::relax::op", "relax::op"}, "src/u.rs"),
       "src/core/a.rs:3 import super::super::relax > src/relax/mod.rs relax at `relax`\n"
       "src/u.rs:1 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "3 foreign\n"},
      {"a module of the file's own",
       kRelax + kCrate + kModule + "### src/core/a/relax.rs\n" + user({"relax::op", "self::relax", "crate::relax"}),
       "src/core/a.rs:3 import crate::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/a.rs:1 import > src/core/a/relax.rs\n"
       "src/core/a.rs:2 import > src/core/a/relax.rs\n"
       "src/core/mod.rs:1 import > src/core/a.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(RustPaths, Roots) {
  const std::string uses = "use crate::relax::op;\nuse acme_core::relax;\nuse self::part;\nuse super::x;\n";
  const ResolvedCase rows[] = {
      {"programs, tests, benchmarks, examples, and the build's",
       kRelax + kCrate + kModule + "### src/bin/p.rs\n" + uses + "### tests/t.rs\n" + uses + "### benches/b.rs\n" +
           uses + "### examples/e.rs\n" + uses + "### build.rs\n" + uses + "### other/o.rs\n" + uses +
           "### src/bin/part.rs\n### src/build.rs\n" + uses,
       "benches/b.rs:2 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "build.rs:2 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "examples/e.rs:2 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "other/o.rs:1 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "other/o.rs:2 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "src/bin/p.rs:2 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "src/build.rs:1 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "src/build.rs:2 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "tests/t.rs:2 import acme_core::relax > src/relax/mod.rs relax test at `relax`\n"
       "src/bin/p.rs:3 import > src/bin/part.rs\n"
       "src/bin/p.rs:4 import > src/lib.rs\n"
       "src/build.rs:4 import > src/lib.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "12 foreign\n"},
      {"a program with a folder",
       kRelax + kCrate + kModule + "### src/bin/big/main.rs\n" + uses +
           "### src/bin/big/part.rs\nuse crate::x;\nuse crate::part;\n### src/bin/big/x.rs\n",
       "src/bin/big/main.rs:2 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "src/bin/big/main.rs:3 import > src/bin/big/part.rs\n"
       "src/bin/big/part.rs:1 import > src/bin/big/x.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "2 foreign\n"},
      {"main.rs",
       kRelax + "### Cargo.toml\n[package]\nname = \"p\"\n### src/main.rs\n" + kModule +
           user({"crate::relax", "p::relax"}),
       "src/core/a.rs:1 import crate::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/a.rs:2 import p::relax > src/relax/mod.rs relax at `relax`\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"},
      {"both",
       kRelax + "### Cargo.toml\n[package]\nname = \"p\"\n### src/main.rs\n### src/lib.rs\n" + kModule +
           user({"crate::none", "p::none", "crate"}),
       "src/core/a.rs:1 import > src/lib.rs\n"
       "src/core/a.rs:2 import > src/lib.rs\n"
       "src/core/a.rs:3 import > src/lib.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"},
      {"a root of another name",
       kRelax +
           "### Cargo.toml\n[package]\nname = \"p\"\n[lib]\npath = \"src/top.rs\"\n### src/top.rs\nuse self::relax;\n" +
           kModule + user({"crate::relax", "p::relax", "p::none", "crate::none"}),
       "src/core/a.rs:1 import crate::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/a.rs:2 import p::relax > src/relax/mod.rs relax at `relax`\n"
       "src/top.rs:1 import self::relax > src/relax/mod.rs relax at `relax`\n"
       "src/core/a.rs:3 import > src/top.rs\n"
       "src/core/a.rs:4 import > src/top.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "1 foreign\n"},
      {"a root that is not there",
       kRelax + "### Cargo.toml\n[package]\nname = \"p\"\n[lib]\npath = \"gone.rs\"\n" + kModule +
           user({"crate::relax", "p::relax"}),
       "src/core/a.rs:2 import > Cargo.toml\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "2 foreign\n"},
      {"a file below a folder of programs",
       kRelax + kCrate + kModule +
           "### tests/common/h.rs\nuse crate::relax::op;\nuse crate::part;\n### tests/common/part.rs\n",
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "tests/common/h.rs:2 import > tests/common/part.rs\n"
       "1 foreign\n"},
      {"roots without a crate", kRelax + kModule + "### src/lib.rs\n" + user({"crate::relax::op", "crate"}),
       "src/core/a.rs:1 import crate::relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/a.rs:2 import > src/lib.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"},
      {"a crate in the crate",
       kRelax + kCrate + kModule +
           "### src/core/Cargo.toml\n[package]\nname = \"inner\"\n### src/core/src/lib.rs\nuse crate::relax;\nuse "
           "inner::relax;\nuse acme_core::relax;\n",
       "src/core/src/lib.rs:3 import acme_core::relax > src/relax/mod.rs relax at `relax`\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "1 foreign\n"},
      {"older paths",
       kRelax + kCrate + kModule + "### src/core/b.rs\n" + user({"relax::op", "core::b", "none::x", "::relax"}) +
           user({"relax::op"}, "src/lib.rs"),
       "src/lib.rs:1 import relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/a.rs:1 may be relax: relax::op: the crate has a module of this name, which only edition 2015 finds "
       "without `crate::` src/relax/op.rs at `op`\n"
       "src/core/mod.rs:1 import > src/core/a.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "3 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(RustPaths, CratesAndManifests) {
  const auto crate = [](const std::string& folder, const std::string& name, const std::string& more = "") {
    return "### " + folder + "/Cargo.toml\n[package]\nname = \"" + name + "\"\n" + more;
  };
  std::string many = kRelax + crate("src/relax", "p");
  for (int i = 0; i < 8; ++i) many += crate("a" + std::to_string(i), "p");
  const ResolvedCase rows[] = {
      {"dependencies by path",
       kRelax + crate("src/relax", "acme-relax", "[lib]\npath = \"mod.rs\"\n") + kModule +
           crate("src/core", "c",
                 "[dependencies]\nquick = {package = \"acme-relax\", path = \"../relax\"}\nnone = {path = "
                 "\"../none\"}\nacme-relax = {path = \"../relax/\"}\n") +
           user({"quick::op", "acme_relax::op", "acme_relax::none", "none::x", "quick"}) +
           user({"quick::op"}, "src/u.rs"),
       "src/core/Cargo.toml:4 import ../relax > src/relax/Cargo.toml relax\n"
       "src/core/Cargo.toml:6 import ../relax/ > src/relax/Cargo.toml relax\n"
       "src/core/a.rs:1 import quick::op > src/relax/op.rs relax at `op`\n"
       "src/core/a.rs:2 import acme_relax::op > src/relax/op.rs relax at `op`\n"
       "src/core/a.rs:3 import acme_relax::none > src/relax/mod.rs relax at `none`\n"
       "src/core/a.rs:5 import quick > src/relax/mod.rs relax\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "4 foreign\n"},
      {"a crate without a root", kRelax + crate("src/relax", "p") + user({"p::x", "p"}),
       "src/core/a.rs:1 import p::x > src/relax/Cargo.toml relax at `x`\n"
       "src/core/a.rs:2 import p > src/relax/Cargo.toml relax\n"},
      {"two of one name", kRelax + crate("src/relax", "p") + crate("lib", "p") + user({"p::x"}),
       "src/core/a.rs:1 may be relax: p::x: several places of the tree hold what this names lib/Cargo.toml "
       "src/relax/Cargo.toml at `x`\n"},
      {"two of one name, in code",
       kRelax + crate("src/relax", "p") + crate("zlib", "p") + "### src/core/a.rs\nfn f() { p::x::g(); }\n", ""},
      {"two of one name and one owner", kRelax + crate("src/relax/a", "p") + crate("src/relax/b", "p") + user({"p::x"}),
       "src/core/a.rs:1 import p::x > src/relax/a/Cargo.toml relax at `x`\n"},
      {"a module's behind eight of the core's", many + user({"p::x"}),
       "src/core/a.rs:1 may be relax: p::x: several places of the tree hold what this names a0/Cargo.toml "
       "src/relax/Cargo.toml at `x`\n"},
      {"paths that name nothing", kRelax + kCrate + kModule + user({"::self", "::*", "::{self}", "*"}),
       "src/core/mod.rs:1 import > src/core/a.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"
       "4 foreign\n"},
      {"one crate twice", kRelax + crate("src/relax", "p", "[lib]\nname = \"p\"\n") + user({"p::x"}),
       "src/core/a.rs:1 import p::x > src/relax/Cargo.toml relax at `x`\n"},
      {"an absolute path, and a link in the tree",
       kRelax + crate("src/relax", "p") +
           "### link -> src\n### Cargo.toml\n[package]\nname = \"c\"\n[dependencies]\np = {path = "
           "\"/src/../src/relax\"}\nq = {path "
           "= \"src/../src/relax\"}\n",
       "Cargo.toml:5 import src/../src/relax > src/relax/Cargo.toml relax\n"
       "1 foreign\n"},
      {"two declared names of one length, and the longest first",
       module("relax", "paths: [src/relax/]\nnamespace: {rust: [\"p::q\", s]}") +
           module("tune", "paths: [src/tune/]\nnamespace: {rust: [p, s]}") + "### src/relax/a.h\n### src/tune/a.h\n" +
           user({"p::q::x", "p::x", "s::x"}),
       "src/core/a.rs:1 import p::q::x > - relax at `x`\n"
       "src/core/a.rs:2 import p::x > - tune at `x`\n"
       "src/core/a.rs:3 import s::x > - relax at `x`\n"},
      {"excluded", policy("exclude: [src/relax/gone/]") + kRelax + crate("src/relax/gone", "p") + user({"p::x"}),
       "1 foreign\n"},
      {"declared",
       module("relax", "paths: [src/relax/]\nnamespace: {rust: [p, \"q::r\"]}") +
           module("tune", "paths: [src/tune/]\nnamespace: {rust: [\"p::tune\"]}") +
           "### src/relax/a.h\n### src/tune/a.h\n" +
           user({"p", "p::x", "p::tune", "p::tune::x", "p::tuned", "q", "q::r", "q::s", "::p::x", "pp::x"}),
       "src/core/a.rs:1 import p > - relax\n"
       "src/core/a.rs:2 import p::x > - relax at `x`\n"
       "src/core/a.rs:3 import p::tune > - tune at `tune`\n"
       "src/core/a.rs:4 import p::tune::x > - tune at `x`\n"
       "src/core/a.rs:5 import p::tuned > - relax at `tuned`\n"
       "src/core/a.rs:7 import q::r > - relax at `r`\n"
       "src/core/a.rs:9 import ::p::x > - relax at `x`\n"
       "3 foreign\n"},
      {"names in code",
       module("relax", "paths: [src/relax/]\nnamespace: {rust: [p]}") + kCrate + kModule +
           "### src/core/a.rs\nfn f() { p::g(); crate::relax::op::h(); std::x::y(); relax::z(); }\n",
       "src/core/a.rs:1 name p::g = p::g relax also 1\n"
       "src/core/mod.rs:1 import > src/core/a.rs\n"
       "src/lib.rs:1 import > src/core/mod.rs\n"
       "src/relax/mod.rs:1 import > src/relax/op.rs\n"},
      {"gone",
       module("gone", "paths: [x/]\nnamespace: {rust: [p]}\nowners: [\"@a\"]", "removed") + kRelax + user({"p::x"}),
       "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

}  // namespace
}  // namespace modgate::testing
