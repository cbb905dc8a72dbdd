// Names at namespace scope of generated C++ against clang's syntax tree: kind, namespace with and without its inline
// components, and name, in order.
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "clang.h"
#include "declaration_snippets.h"
#include "scan/scan.h"

namespace modgate::oracle {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kItems = 1500;

struct Scope {
  std::string name;
  std::string lookup;
};

std::string join(const std::string& scope, const std::string& name) {
  return scope.empty() ? name : scope + "::" + name;
}

/// What clang's tree says a scanner of one file can know.
class Tree {
 public:
  std::vector<std::string> lines;

  void walk(const Json& parent, const Scope& scope) {
    if (!parent.contains("inner")) return;
    for (const Json& node : parent["inner"]) visit(node, scope);
  }

 private:
  static bool has_inner(const Json& node, const std::string& kind) {
    if (!node.contains("inner")) return false;
    for (const Json& inner : node["inner"]) {
      if (inner["kind"] == kind) return true;
    }
    return false;
  }

  void add(const char* kind, const Scope& scope, std::string name) {
    if (const std::size_t last = name.rfind("::"); last != std::string::npos) name = name.substr(last + 2);
    lines.push_back(std::string(kind) + " " + join(scope.name, name) + " " + join(scope.lookup, name));
  }

  void visit(const Json& node, const Scope& scope) {
    const std::string kind = node.value("kind", "");
    const std::string name = node.value("name", "");
    // Members defined outside their class, and what macros expand to, introduce nothing that the file spells out.
    const bool elsewhere = node.contains("parentDeclContextId") || node.value("isImplicit", false) ||
                           (node.contains("loc") && node["loc"].contains("expansionLoc"));
    if (kind == "NamespaceDecl") {
      const std::string part = name.empty() ? "(anonymous)" : name;
      return walk(node,
                  {join(scope.name, part), node.value("isInline", false) ? scope.lookup : join(scope.lookup, part)});
    }
    if (kind == "LinkageSpecDecl") return walk(node, scope);
    if (elsewhere) return;
    if (kind == "CXXRecordDecl" && !name.empty() && node.value("completeDefinition", false)) {
      add("type", scope, name);
    } else if (kind == "ClassTemplateDecl") {
      for (const Json& inner : node["inner"]) {
        if (inner["kind"] != "CXXRecordDecl") continue;
        if (inner.value("completeDefinition", false)) add("type", scope, name);
        break;
      }
    } else if (kind == "EnumDecl" && has_inner(node, "EnumConstantDecl")) {
      if (!name.empty()) return add("type", scope, name);
      for (const Json& inner : node["inner"]) {
        if (inner["kind"] == "EnumConstantDecl") return add("variable", scope, inner["name"]);
      }
    } else if (kind == "FunctionDecl" && !has_inner(node, "TemplateArgument")) {
      add("function", scope, name);
    } else if (kind == "FunctionTemplateDecl" && name.front() != '<') {
      add("function", scope, name);
    } else if (kind == "VarDecl" || kind == "VarTemplateDecl") {
      add("variable", scope, name);
    } else if (kind == "DecompositionDecl") {
      for (const Json& inner : node["inner"]) {
        if (inner["kind"] == "BindingDecl") return add("variable", scope, inner["name"]);
      }
    } else if (kind == "TypedefDecl" || kind == "TypeAliasDecl" || kind == "TypeAliasTemplateDecl") {
      add("alias", scope, name);
    } else if (kind == "UsingDecl") {
      add("using", scope, name);
    } else if (kind == "NamespaceAliasDecl") {
      add("namespace_alias", scope, name);
    } else if (kind == "ConceptDecl") {
      add("concept", scope, name);
    }
  }
};

std::vector<std::string> scanned(const std::string& text) {
  static constexpr const char* kKinds[] = {"type",  "function",        "variable", "alias",
                                           "using", "namespace_alias", "concept"};
  const FileFacts facts = scan_cxx(text, {});
  EXPECT_TRUE(facts.troubles.empty());
  std::vector<std::string> lines;
  for (const Declaration& found : facts.declarations) {
    const NamespaceBlock& block = facts.blocks[found.block];
    lines.push_back(std::string(kKinds[static_cast<std::size_t>(found.kind)]) + " " + join(block.name, found.name) +
                    " " + join(block.lookup, found.name));
  }
  return lines;
}

class ClangDeclarations : public testing::TestWithParam<std::uint32_t> {};

TEST_P(ClangDeclarations, GeneratedUnit) {
  if (!has_clang()) GTEST_SKIP() << "clang++ is not installed";
  const std::string text = make_declarations(GetParam(), kItems);
  const Folder folder;
  folder.write("unit.cc", text);
  run_clang(folder, "-std=c++20 -w -ferror-limit=0 -fsyntax-only -Xclang -ast-dump=json unit.cc");
  // The generator is to write valid C++; else the comparison would mean little.
  ASSERT_EQ(folder.read("err").find("error:"), std::string::npos) << folder.read("err").substr(0, 2000);
  Tree tree;
  tree.walk(Json::parse(folder.read("out")), {});
  const std::vector<std::string> found = scanned(text);
  ASSERT_GT(tree.lines.size(), kItems / 2);
  for (std::size_t i = 0; i < std::min(found.size(), tree.lines.size()); ++i) ASSERT_EQ(found[i], tree.lines[i]) << i;
  EXPECT_EQ(found.size(), tree.lines.size());
}

INSTANTIATE_TEST_SUITE_P(Seeds, ClangDeclarations, testing::Values(1U, 2U, 3U));

}  // namespace
}  // namespace modgate::oracle
