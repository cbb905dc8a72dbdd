// Which file a Python import loads: roots declared and found, packages, modules and folders, relative levels, names of
// a package, and what a manifest declares where there is no file.
#include <gtest/gtest.h>

#include "resolved.h"

namespace modgate::testing {
namespace {

std::string relax(const std::string& paths = "python/acme/relax/",
                  const std::string& packages = "acme.relax, acme._relaxc") {
  return module("relax", "paths: [" + paths + "]\nnamespace: {python: [" + packages + "]}");
}

const std::string kTree = files({"python/acme/__init__.py", "python/acme/relax/__init__.py", "python/acme/relax/api.py",
                                 "python/acme/relax/deep/x.py", "python/acme/core.py"});

TEST(PythonImports, Forms) {
  const ResolvedCase rows[] = {
      {"absolute",
       relax() + kTree +
           "### tools/t.py\nimport acme\nimport acme.relax\nimport acme.relax.api\nimport acme.relax.api.x\n"
           "import acme.relax.none\nimport acme._relaxc\nimport acme._relaxc.sub\nimport acme._relaxcore\n"
           "import acme.none\nimport acmex.relax\nimport relax\nimport acme.relax.deep\nimport acme.relax.deep.x as y\n"
           "import os, acme.relax.api, acme.core\n",
       "tools/t.py:2 import acme.relax > python/acme/relax/__init__.py relax\n"
       "tools/t.py:3 import acme.relax.api > python/acme/relax/api.py relax\n"
       "tools/t.py:4 import acme.relax.api.x > python/acme/relax/api.py relax\n"
       "tools/t.py:5 import acme.relax.none > python/acme/relax/__init__.py relax\n"
       "tools/t.py:6 import acme._relaxc > - relax\n"
       "tools/t.py:7 import acme._relaxc.sub > - relax\n"
       "tools/t.py:12 import acme.relax.deep > - relax\n"
       "tools/t.py:13 import acme.relax.deep.x > python/acme/relax/deep/x.py relax\n"
       "tools/t.py:14 import acme.relax.api > python/acme/relax/api.py relax\n"
       "tools/t.py:1 import > python/acme/__init__.py\n"
       "tools/t.py:8 import > python/acme/__init__.py\n"
       "tools/t.py:9 import > python/acme/__init__.py\n"
       "tools/t.py:14 import > python/acme/core.py\n"
       "3 foreign\n"},
      {"names",
       relax() + kTree +
           "### tools/t.py\nfrom acme import relax\nfrom acme import core, relax, none\nfrom acme.relax import api\n"
           "from acme.relax import run\nfrom acme.relax.api import x\nfrom acme.relax import *\nfrom acme import *\n"
           "from acme import _relaxc\nfrom acme._relaxc import f\nfrom acme.relax import deep\nfrom acme.relax.deep "
           "import x\n"
           "from acme.none import relax\nfrom none import acme\nfrom acme.relax.none import x\n",
       "tools/t.py:1 import acme > python/acme/relax/__init__.py relax at `relax`\n"
       "tools/t.py:2 import acme > python/acme/relax/__init__.py relax at `relax`\n"
       "tools/t.py:3 import acme.relax > python/acme/relax/api.py relax at `api`\n"
       "tools/t.py:4 import acme.relax > python/acme/relax/__init__.py relax\n"
       "tools/t.py:5 import acme.relax.api > python/acme/relax/api.py relax\n"
       "tools/t.py:6 import acme.relax > python/acme/relax/__init__.py relax\n"
       "tools/t.py:8 import acme > - relax at `_relaxc`\n"
       "tools/t.py:9 import acme._relaxc > - relax\n"
       "tools/t.py:10 import acme.relax > - relax at `deep`\n"
       "tools/t.py:11 import acme.relax.deep > python/acme/relax/deep/x.py relax at `x`\n"
       "tools/t.py:14 import acme.relax.none > python/acme/relax/__init__.py relax\n"
       "tools/t.py:2 import > python/acme/core.py\n"
       "tools/t.py:2 import > python/acme/__init__.py\n"
       "tools/t.py:7 import > python/acme/__init__.py\n"
       "tools/t.py:12 import > python/acme/__init__.py\n"
       "1 foreign\n"},
      {"relative",
       relax() + kTree + files({"python/acme/sub/__init__.py"}) +
           "### python/acme/u.py\nfrom . import relax\nfrom .relax import api\nfrom .relax.api import x\nfrom .none "
           "import x\nfrom .. import acme\n"
           "from ..acme import relax\nfrom ... import python\nfrom .... import relax\nfrom ._relaxc import x\nfrom . "
           "import _relaxc, core\n"
           "from .relax import none\nfrom .relax.none import x\nfrom . import *\nfrom .relax.deep import x\n"
           "### python/acme/sub/u.py\nfrom .. import relax\nfrom ..relax.api import x\nfrom .relax import x\nfrom "
           ".._relaxc import y\n",
       "python/acme/sub/u.py:1 import .. > python/acme/relax/__init__.py relax at `relax`\n"
       "python/acme/sub/u.py:2 import ..relax.api > python/acme/relax/api.py relax\n"
       "python/acme/sub/u.py:4 import .._relaxc > - relax\n"
       "python/acme/u.py:1 import . > python/acme/relax/__init__.py relax at `relax`\n"
       "python/acme/u.py:2 import .relax > python/acme/relax/api.py relax at `api`\n"
       "python/acme/u.py:3 import .relax.api > python/acme/relax/api.py relax\n"
       "python/acme/u.py:6 import ..acme > python/acme/relax/__init__.py relax at `relax`\n"
       "python/acme/u.py:9 import ._relaxc > - relax\n"
       "python/acme/u.py:10 import . > - relax at `_relaxc`\n"
       "python/acme/u.py:11 import .relax > python/acme/relax/__init__.py relax\n"
       "python/acme/u.py:12 import .relax.none > python/acme/relax/__init__.py relax\n"
       "python/acme/u.py:14 import .relax.deep > python/acme/relax/deep/x.py relax at `x`\n"
       "python/acme/u.py:5 import > python/acme/__init__.py\n"
       "python/acme/u.py:10 import > python/acme/core.py\n"
       "python/acme/u.py:13 import > python/acme/__init__.py\n"
       "3 foreign\n"},
      {"a file and a folder of one name",
       relax("python/acme/relax/, python/acme/both.py") + kTree +
           files({"python/acme/both.py", "python/acme/both/x.py", "python/acme/pack.py",
                  "python/acme/pack/__init__.py"}) +
           "### tools/t.py\nimport acme.both\nimport acme.pack\nimport acme.both.x\n",
       "tools/t.py:1 import acme.both > python/acme/both.py relax\n"
       "tools/t.py:3 import acme.both.x > python/acme/both.py relax\n"
       "tools/t.py:2 import > python/acme/pack/__init__.py\n"},
      {"other endings",
       relax("python/acme/relax/, stub/, x.pyi, y.pyx, z.pxd") +
           files({"stub/a/__init__.pyi", "stub/b/__init__.pyx", "stub/c/__init__.pxd", "x.pyi", "y.pyx", "z.pxd",
                  "w.pxi"}) +
           "### t.py\nimport x\nimport y\nimport z\nimport w\nimport stub.a, os\nimport stub.b\nimport stub.c\n",
       "t.py:1 import x > x.pyi relax\n"
       "t.py:2 import y > y.pyx relax\n"
       "t.py:3 import z > z.pxd relax\n"
       "t.py:5 import stub.a > stub/a/__init__.pyi relax\n"
       "t.py:6 import stub.b > stub/b/__init__.pyx relax\n"
       "t.py:7 import stub.c > stub/c/__init__.pxd relax\n"
       "2 foreign\n"},
      {"names that are none, and a relative one at run time",
       relax() + kTree +
           "### python/acme/u.py\nimport importlib\n__import__('acme..relax')\n__import__('')\n"
           "importlib.import_module('.relax', __package__)\nimportlib.import_module('.', __package__)\n"
           "importlib.import_module('._relaxc', __package__)\n",
       "python/acme/u.py:4 import .relax > python/acme/relax/__init__.py relax\n"
       "python/acme/u.py:6 import ._relaxc > - relax\n"
       "python/acme/u.py:3 may be core: '': computed at `''`\n"
       "python/acme/u.py:5 may be core: '.': computed at `'.'`\n"
       "2 foreign\n"},
      {"dynamic",
       relax() + kTree +
           "### tools/t.py\nimport importlib\nimportlib.import_module('acme.relax')\n__import__('acme.relax.api')\n"
           "importlib.import_module('.relax', 'acme')\nimportlib.import_module(name)\n",
       "tools/t.py:2 import acme.relax > python/acme/relax/__init__.py relax\n"
       "tools/t.py:3 import acme.relax.api > python/acme/relax/api.py relax\n"
       "tools/t.py:4 import acme.relax > python/acme/relax/__init__.py relax at `'.relax'`\n"
       "tools/t.py:5 may be core: name: computed\n"
       "1 foreign\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(PythonImports, FoundRoots) {
  const ResolvedCase rows[] = {
      {"two roots hold the package",
       relax() + kTree + files({"other/acme/__init__.py", "other/acme/relax.py"}) +
           "### tools/t.py\nimport acme.relax\nimport acme.relax.api\n",
       "tools/t.py:2 import acme.relax.api > python/acme/relax/api.py relax\n"
       "tools/t.py:1 may be relax: acme.relax: several places of the tree hold what this names other/acme/relax.py "
       "python/acme/relax/__init__.py\n"},
      {"the nearest folder that is no package",
       relax("tools/acme/relax/") +
           files({"tools/acme/__init__.py", "tools/acme/relax/__init__.py", "tools/acme/sub/__init__.py",
                  "python/acme/__init__.py", "python/acme/relax.py"}) +
           "### tools/acme/sub/t.py\nimport acme.relax\n### tools/t.py\nimport acme.relax\n### other/t.py\nimport "
           "acme.relax\n",
       "tools/acme/sub/t.py:1 import acme.relax > tools/acme/relax/__init__.py relax\n"
       "tools/t.py:1 import acme.relax > tools/acme/relax/__init__.py relax\n"
       "other/t.py:1 may be relax: acme.relax: several places of the tree hold what this names python/acme/relax.py "
       "tools/acme/relax/__init__.py\n"},
      {"beside the script, without any package",
       relax("tools/relaxed.py") + files({"tools/relaxed.py"}) +
           "### tools/t.py\nimport relaxed\n### t.py\nimport relaxed\n",
       "tools/t.py:1 import relaxed > tools/relaxed.py relax\n"
       "1 foreign\n"},
      {"a manifest's path is a root's",
       relax("lib/acme/relax.py", "acme.relax") + files({"lib/acme/relax.py"}) +
           "### t.py\nimport acme.relax\nfrom acme import relax\n",
       "t.py:1 import acme.relax > lib/acme/relax.py relax\n"
       "t.py:2 import acme > lib/acme/relax.py relax at `relax`\n"},
      {"a manifest's path is the tree's",
       relax("acme/relax/", "acme.relax") + files({"acme/relax/api.py"}) + "### t/t.py\nimport acme.relax.api\n",
       "t/t.py:1 import acme.relax.api > acme/relax/api.py relax\n"},
      {"a manifest's path that only ends alike",
       relax("lib/xacme/relax/", "acme.relax") + files({"lib/xacme/relax/api.py"}) +
           "### t/t.py\nimport acme.relax.api\nimport xacme.relax\n",
       "t/t.py:1 import acme.relax.api > - relax\n"
       "1 foreign\n"},
      {"a package in the tree's own folder",
       relax("relax/", "relax") + files({"__init__.py", "relax/__init__.py"}) + "### t/t.py\nimport relax\n",
       "t/t.py:1 import relax > relax/__init__.py relax\n"},
      {"partly found in two roots",
       relax("a/acme/relax/", "acme.relax") +
           files({"a/acme/__init__.py", "a/acme/relax/__init__.py", "b/acme/__init__.py", "b/acme/core.py"}) +
           "### t/t.py\nimport acme.relax.none\nimport acme.none\n",
       "t/t.py:1 import acme.relax.none > a/acme/relax/__init__.py relax\n"
       "t/t.py:2 import > a/acme/__init__.py\n"},
      {"partly found, the deeper one later",
       relax("b/p/q/", "other") + files({"a/p/__init__.py", "b/p/__init__.py", "b/p/q/__init__.py"}) +
           "### t/t.py\nimport p.q.none\n",
       "t/t.py:1 import p.q.none > b/p/q/__init__.py relax\n"},
      {"a folder without a package's file beside one with",
       relax("a/acme/relax/", "acme.relax") +
           files({"a/acme/__init__.py", "a/acme/relax/x.py", "b/acme/__init__.py", "b/acme/relax/__init__.py"}) +
           "### t/t.py\nimport acme.relax\n",
       "t/t.py:1 may be relax: acme.relax: several places of the tree hold what this names a/acme/relax/x.py "
       "b/acme/relax/__init__.py\n"},
      {"a path of the package's length",
       relax("lib/abcd/efghi, a/acme/relax/", "acme.relax") +
           files({"lib/abcd/efghi", "lib/zed.py", "a/acme/relax/x.py"}) + module("zed", "paths: [lib/zed.py]") +
           "### t/t.py\nimport zed\n",
       "1 foreign\n"},
      {"the tree's own folder is no module's package",
       relax("a.py", "other") + files({"a.py"}) + "### t.py\nfrom . import none\nfrom . import a\n", ""},
      {"partly found, the deeper one first",
       relax("a/p/q/", "p.q") + files({"a/p/__init__.py", "a/p/q/__init__.py", "b/p/__init__.py"}) +
           "### t/t.py\nimport p.q.none\nfrom p.q.none import x\n",
       "t/t.py:1 import p.q.none > a/p/q/__init__.py relax\n"
       "t/t.py:2 import p.q.none > a/p/q/__init__.py relax\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(PythonImports, DeclaredRoots) {
  const std::string two = files({"a/acme/__init__.py", "a/acme/relax/__init__.py", "b/acme/__init__.py",
                                 "b/acme/relax/__init__.py", "b/acme/only.py"});
  const std::string user =
      "### t/t.py\nimport acme.relax\nimport acme.only\nimport acme.none\nimport near\n### t/near.py\n";
  const ResolvedCase rows[] = {
      {"the first decides",
       policy("python_roots: [a/, b/]") + relax("b/acme/relax/, b/acme/only.py", "other") + two + user,
       "t/t.py:2 import acme.only > b/acme/only.py relax\n"
       "t/t.py:1 import > a/acme/relax/__init__.py\n"
       "t/t.py:3 import > a/acme/__init__.py\n"
       "t/t.py:4 import > t/near.py\n"},
      {"the other first", policy("python_roots: [b, a]") + relax("b/acme/relax/, b/acme/only.py", "other") + two + user,
       "t/t.py:1 import acme.relax > b/acme/relax/__init__.py relax\n"
       "t/t.py:2 import acme.only > b/acme/only.py relax\n"
       "t/t.py:3 import > b/acme/__init__.py\n"
       "t/t.py:4 import > t/near.py\n"},
      {"the file's own folder last", policy("python_roots: [a/]") + relax("t/near.py", "other") + two + user,
       "t/t.py:4 import near > t/near.py relax\n"
       "t/t.py:1 import > a/acme/relax/__init__.py\n"
       "t/t.py:2 import > a/acme/__init__.py\n"
       "t/t.py:3 import > a/acme/__init__.py\n"},
      {"a root is the file's own folder", policy("python_roots: [t/, a/]") + relax("t/near.py", "other") + two + user,
       "t/t.py:4 import near > t/near.py relax\n"
       "t/t.py:1 import > a/acme/relax/__init__.py\n"
       "t/t.py:2 import > a/acme/__init__.py\n"
       "t/t.py:3 import > a/acme/__init__.py\n"},
      {"a package's name below the tree as a root",
       policy("python_roots: [.]") + relax("x/", "acme._relaxc") + files({"acme/__init__.py"}) +
           "### acme/u.py\nfrom . import _relaxc\nfrom ._relaxc import f\nfrom . import none\n",
       "acme/u.py:1 import . > - relax at `_relaxc`\n"
       "acme/u.py:2 import ._relaxc > - relax\n"
       "acme/u.py:3 import > acme/__init__.py\n"},
      {"a package in a package, neither with a file of its own",
       policy("python_roots: [python/]") + relax("x/", "acme.sub._c") + files({"x/a.h"}) +
           "### python/acme/sub/u.py\nfrom . import _c\nfrom ._c import f\n",
       "python/acme/sub/u.py:1 import . > - relax at `_c`\n"
       "python/acme/sub/u.py:2 import ._c > - relax\n"},
      {"a package's name below the root",
       policy("python_roots: [a/]") + relax("x/", "acme._relaxc") + two +
           "### a/acme/u.py\nfrom . import _relaxc\nfrom ._relaxc import f\n### b/acme/u.py\nfrom . import _relaxc\n",
       "a/acme/u.py:1 import . > - relax at `_relaxc`\n"
       "a/acme/u.py:2 import ._relaxc > - relax\n"
       "b/acme/u.py:1 import . > - relax at `_relaxc`\n"},
      {"not declared: both", relax("b/acme/relax/, b/acme/only.py", "other") + two + user,
       "t/t.py:2 import acme.only > b/acme/only.py relax\n"
       "t/t.py:1 may be relax: acme.relax: several places of the tree hold what this names a/acme/relax/__init__.py "
       "b/acme/relax/__init__.py\n"
       "t/t.py:3 import > a/acme/__init__.py\n"
       "t/t.py:4 import > t/near.py\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

TEST(PythonImports, Declared) {
  const ResolvedCase rows[] = {
      {"the longest package",
       relax("x/", "acme") + module("tune", "paths: [y/]\nnamespace: {python: [acme.tune]}") +
           files({"x/a.h", "y/a.h"}) +
           "### t.py\nimport acme\nimport acme.a\nimport acme.tune\nimport acme.tune.b\nimport acme.tuned\nfrom acme "
           "import tune\n"
           "from acme.tune import c\nfrom acme import *\n",
       "t.py:1 import acme > - relax\n"
       "t.py:2 import acme.a > - relax\n"
       "t.py:3 import acme.tune > - tune\n"
       "t.py:4 import acme.tune.b > - tune\n"
       "t.py:5 import acme.tuned > - relax\n"
       "t.py:6 import acme > - tune at `tune`\n"
       "t.py:7 import acme.tune > - tune\n"
       "t.py:8 import acme > - relax\n"},
      {"the longest first",
       relax("x/", "acme.tune") + module("tune", "paths: [y/]\nnamespace: {python: [acme]}") +
           files({"x/a.h", "y/a.h"}) + "### t.py\nimport acme.tune.b\nimport acme.b\n",
       "t.py:1 import acme.tune.b > - relax\n"
       "t.py:2 import acme.b > - tune\n"},
      {"two of one length",
       relax("x/", "acme") + module("tune", "paths: [y/]\nnamespace: {python: [acme]}") + files({"x/a.h", "y/a.h"}) +
           "### t.py\nimport acme\nimport acme.b\n",
       "t.py:1 import acme > - relax\n"
       "t.py:2 import acme.b > - relax\n"},
      {"names in code of what has no file, and of a file of the core's",
       relax("python/acme/relax/api.py", "acme.relax, zeta") + kTree +
           "### tools/t.py\nimport zeta\nzeta.x.f()\n### tools/s.py\nimport "
           "acme\nf(acme.relax.deep)\ng(acme.relax.deep.x)\n",
       "tools/t.py:1 import zeta > - relax\n"
       "tools/t.py:2 attribute zeta.x.f = zeta.x.f relax\n"
       "tools/s.py:1 import > python/acme/__init__.py\n"},
      {"a file of the core's that a manifest claims by name",
       relax("x/", "acme.core") + kTree + "### tools/t.py\nfrom acme import core\nimport acme.core\n",
       "tools/t.py:1 import > python/acme/core.py\n"
       "tools/t.py:2 import > python/acme/core.py\n"},
      {"one that is gone",
       module("gone", "paths: [x/]\nnamespace: {python: [acme]}\nowners: [\"@a\"]", "removed") + relax("y/", "other") +
           files({"y/a.h"}) + "### t.py\nimport acme\n",
       "1 foreign\n"},
      {"names in code",
       relax() + kTree +
           "### tools/t.py\nimport acme\nimport acme.core as "
           "c\nacme.relax.api.run()\nacme._relaxc.f()\nacme.core.run()\n"
           "### tools/s.py\nimport acme.core\nacme.relaxed.run()\nacme.relax.none.g()\n### "
           "python/acme/relax/u.py\nimport acme\nacme.relax.api.f()\n",
       "python/acme/relax/u.py:1 import acme > python/acme/__init__.py core by relax\n"
       "tools/s.py:3 attribute acme.relax.none.g = acme.relax.none.g relax\n"
       "tools/t.py:3 attribute acme.relax.api.run = acme.relax.api.run relax also 4\n"
       "tools/s.py:1 import > python/acme/core.py\n"
       "tools/t.py:1 import > python/acme/__init__.py\n"
       "tools/t.py:2 import > python/acme/core.py\n"},
      {"a file of the core's below a declared package",
       relax("python/acme/relax/api.py") + kTree +
           "### tools/t.py\nimport acme\nacme.relax.deep.x.f()\nacme.relax.api.g()\n",
       "tools/t.py:2 attribute acme.relax.deep.x.f = acme.relax.deep.x.f relax also 3\n"
       "tools/t.py:1 import > python/acme/__init__.py\n"},
  };
  for (const ResolvedCase& row : rows) expect_resolved(row);
}

}  // namespace
}  // namespace modgate::testing
