// Imports that reach a module through links, other endings, and packages that have no file in the tree.
#include <gtest/gtest.h>

#include "tree_case.h"

namespace modgate::testing {
namespace {

const std::string kUser = "python/acme/core.py";

TEST(Imports, Links) {
  const TreeCase rows[] = {
      {"package", {{kUser, "from acme.legacy import x\n"}, {"python/acme/legacy", "relax", kLink}}, {kUser + " MG302"}},
      {"module",
       {{kUser, "from acme import alias\n"}, {"python/acme/alias.py", "relax/api.py", kLink}},
       {kUser + " MG302"}},
      {"a folder above the module's",
       {{"tools/t.py", "import old.legacy\n"},
        {"tools/old", "../python/acme", kLink},
        {"python/acme/legacy", "relax", kLink}},
       {"tools/t.py MG302"}},
      {"the core's",
       {{kUser, "from acme.legacy import x\n"},
        {"python/acme/legacy", "other", kLink},
        {"python/acme/other/__init__.py", ""}},
       {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

TEST(Imports, Roots) {
  const CaseFile whole_tree{".modgate/policy.yaml", "schema: modgate/policy/v1\npython_roots: [.]\n"};
  const CaseFile own{".modgate/policy.yaml", "schema: modgate/policy/v1\npython_roots: [tools/]\n"};
  const TreeCase rows[] = {
      {"the tree itself", {whole_tree, {kUser, "import python.acme.relax\n"}}, {kUser + " MG302"}},
      {"everything of a package", {{kUser, "from acme.relax import *\n"}}, {kUser + " MG302"}},
      {"everything of the package around", {{kUser, "from . import *\n"}}, {}},
      {"above the tree", {{kUser, "from .... import relax\n"}}, {}},
      {"below another root", {own, {"tools/acme/relax.py", ""}, {"tools/t.py", "import acme.relax\n"}}, {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

TEST(Imports, CompiledPackages) {
  const TreeCase rows[] = {
      {"relative", {{kUser, "from ._relaxc import X\n"}}, {kUser + " MG302"}},
      {"relative name", {{kUser, "from . import _relaxc\n"}}, {kUser + " MG302"}},
      {"two levels up",
       {{"python/acme/core/__init__.py", "from .._relaxc import X\n"}},
       {"python/acme/core/__init__.py MG302"}},
      {"absolute name", {{kUser, "from acme import _relaxc\n"}}, {kUser + " MG302"}},
      {"absolute", {{kUser, "import acme._relaxc\n"}}, {kUser + " MG302"}},
      {"declared root",
       {{kUser, "from ._relaxc import X\n"},
        {".modgate/policy.yaml", "schema: modgate/policy/v1\npython_roots: [python/]\n"}},
       {kUser + " MG302"}},
      {"another package's", {{"python/zeta/__init__.py", "from ._relaxc import X\n"}}, {}},
      {"a name that only begins alike", {{kUser, "from . import _relaxcore\n"}}, {}},
  };
  for (const TreeCase& row : rows) expect_found(row);
}

TEST(Imports, CythonBesideOthers) {
  // A module's own file among the core's: only its name leads there.
  const std::string manifest =
      "schema: modgate/module/v1\nmodule: tune\nsummary: A module.\nstage: S0\npaths: [python/acme/fastpath.pyx]\n"
      "feature_flag: USE_TUNE\n";
  expect_found({"pyx",
                {{".modgate/modules/tune.yaml", manifest},
                 {"python/acme/fastpath.pyx", ""},
                 {kUser, "from acme import fastpath\n"}},
                {kUser + " MG302"}});
}

}  // namespace
}  // namespace modgate::testing
