// The graph of modules as DOT and as Mermaid. Nodes have made-up ids, so that a module's name is only ever a label.
#include "modgate/graph.h"

#include <fmt/core.h>

#include "base/text.h"
#include "base/utf8.h"

namespace modgate {
namespace {

std::string node_text(const GraphNode& node) {
  const std::string files = text::counted(node.files, "file");
  return node.stage.empty() ? files : node.stage + ", " + files;
}

std::string edge_text(const GraphEdge& edge) {
  std::string text;
  if (edge.includes != 0) text = text::counted(edge.includes, "include");
  if (edge.imports != 0) text += (text.empty() ? "" : ", ") + text::counted(edge.imports, "import");
  if (edge.reported != 0) text += fmt::format(", {} reported", edge.reported);
  return text;
}

std::string dot_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : utf8::visible(text)) {
    if (c == '"' || c == '\\') quoted += '\\';
    quoted += c;
  }
  return quoted + '"';
}

/// Letters, digits, plain marks and what lies beyond ASCII stay; all else is Mermaid's own escape by number.
std::string mermaid_string(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : utf8::visible(text)) {
    const bool plain = text::is_identifier(c) || c == ' ' || c == '-' || c == '.' || c == ',' || c == '/';
    quoted += plain ? std::string(1, c) : fmt::format("#{};", static_cast<int>(static_cast<unsigned char>(c)));
  }
  return quoted + '"';
}

}  // namespace

std::string render_dot(const ModuleGraph& graph) {
  std::string out = "digraph modules {\n  rankdir=LR;\n  node [shape=box];\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    const GraphNode& node = graph.nodes[i];
    // The line break is DOT's own and must not be escaped with the name.
    std::string label = dot_string(node.name);
    label.pop_back();
    out += fmt::format("  n{} [label={}\\n{}\"{}];\n", i, label, node_text(node),
                       node.stage.empty() ? ", style=filled" : "");
  }
  for (const GraphEdge& edge : graph.edges) {
    out += fmt::format("  n{} -> n{} [label={}{}];\n", edge.from, edge.to, dot_string(edge_text(edge)),
                       edge.reported != 0 ? ", color=red, fontcolor=red" : "");
  }
  return out + "}\n";
}

std::string render_mermaid(const ModuleGraph& graph) {
  std::string out = "flowchart LR\n";
  for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
    out += fmt::format("  n{}[{}]\n", i, mermaid_string(graph.nodes[i].name + ", " + node_text(graph.nodes[i])));
  }
  for (const GraphEdge& edge : graph.edges) {
    out += fmt::format("  n{} -->|{}| n{}\n", edge.from, mermaid_string(edge_text(edge)), edge.to);
  }
  for (std::size_t i = 0; i < graph.edges.size(); ++i) {
    if (graph.edges[i].reported != 0) out += fmt::format("  linkStyle {} stroke:red,color:red\n", i);
  }
  return out;
}

}  // namespace modgate
