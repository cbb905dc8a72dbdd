// Anchors, aliases and tags give no tree: what modgate refuses anyway needs no comparison, only acceptance.
#include "libfyaml_tree.h"

#include <libfyaml.h>

#include <algorithm>
#include <array>

namespace modgate::differential {
namespace {

/// What YAML's core schema reads as null when it is not quoted.
bool is_null_word(std::string_view text) {
  static constexpr std::array<std::string_view, 5> kWords = {"", "~", "null", "Null", "NULL"};
  return std::find(kWords.begin(), kWords.end(), text) != kWords.end();
}

void write(fy_node* node, std::string& out) {
  if (node == nullptr) {
    out += '~';
    return;
  }
  void* at = nullptr;
  switch (fy_node_get_type(node)) {
    case FYNT_SCALAR: {
      std::size_t length = 0;
      const char* text = fy_node_get_scalar(node, &length);
      const std::string_view value = text == nullptr ? std::string_view() : std::string_view(text, length);
      const fy_node_style style = fy_node_get_style(node);
      const bool plain = style == FYNS_PLAIN || style == FYNS_ANY || text == nullptr;
      out += plain && is_null_word(value) ? "~" : tree_scalar(value);
      break;
    }
    case FYNT_SEQUENCE:
      out += '[';
      while (fy_node* item = fy_node_sequence_iterate(node, &at)) {
        write(item, out);
        out += ',';
      }
      out += ']';
      break;
    case FYNT_MAPPING:
      out += '{';
      while (fy_node_pair* pair = fy_node_mapping_iterate(node, &at)) {
        write(fy_node_pair_key(pair), out);
        out += ':';
        write(fy_node_pair_value(pair), out);
        out += ',';
      }
      out += '}';
      break;
  }
}

}  // namespace

std::string tree_scalar(std::string_view text) { return std::to_string(text.size()) + "|" + std::string(text); }

std::optional<std::string> libfyaml_tree(std::string_view bytes) {
  fy_parse_cfg how{};
  how.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG);
  fy_parser* parser = fy_parser_create(&how);
  std::optional<std::string> tree;
  if (parser == nullptr) return tree;
  if (fy_parser_set_string(parser, bytes.data(), bytes.size()) == 0) {
    if (fy_document* document = fy_parse_load_document(parser)) {
      tree.emplace();
      write(fy_document_root(document), *tree);
      fy_parse_document_destroy(parser, document);
      if (fy_document* second = fy_parse_load_document(parser)) {
        fy_parse_document_destroy(parser, second);
        tree.reset();
      }
    }
    if (fy_parser_get_stream_error(parser)) tree.reset();
  }
  fy_parser_destroy(parser);
  return tree;
}

}  // namespace modgate::differential
