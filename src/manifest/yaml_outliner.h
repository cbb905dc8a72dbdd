// The recursive descent behind outline_yaml(), for its three files: documents and what both styles share
// (yaml_outline.cc), block style (yaml_block.cc), flow style (yaml_flow.cc). Every function moves the cursor over what
// it is named after and gives false after the first fault.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "manifest/yaml_cursor.h"
#include "manifest/yaml_outline.h"

namespace modgate {

class Outliner {
 public:
  explicit Outliner(std::string_view text) : cursor_(text), text_(text) {}

  Outline run() {
    document();
    return {std::move(nodes_), cursor_.take_fault()};
  }

 private:
  // Documents.
  bool document();
  bool document_end();
  // Block style. `column` is the collection's own, `parent` that of the collection around a value.
  bool mapping(int column);
  bool sequence(int column, bool shares_column);
  bool entry_key();
  bool entry_value(int column);
  bool value(int parent, bool may_open_collection);
  bool plain_value(std::size_t begin, int parent);
  bool quoted_value(std::size_t begin, int parent, bool may_open_collection);
  bool line_rest();
  // Flow style.
  bool flow(int parent);
  bool flow_mapping(std::size_t opening, int parent);
  bool flow_sequence(std::size_t opening, int parent);
  bool flow_value(int parent);
  bool flow_gap(std::size_t opening, int parent);
  bool flow_separator(std::size_t opening, char closing);
  // Both.
  bool forbidden_start(bool flow);
  bool ends_indicator(bool flow) const;
  bool missing_colon(std::size_t begin, std::size_t end);
  bool enter();
  std::size_t open(YamlKind kind, YamlStyle style, std::size_t begin);
  bool scalar(YamlStyle style, std::size_t begin, std::size_t end);
  bool absent(std::size_t after);
  bool room(std::size_t begin);
  void close(std::size_t node, std::size_t end) { nodes_[node].at.end = static_cast<std::uint32_t>(end); }
  bool colon_follows(bool flow) const;
  bool dash() const { return cursor_.peek() == '-' && cursor_.blank(1); }
  bool refuse(std::size_t begin, std::size_t length, std::string message, std::string help) {
    return cursor_.refuse(begin, length, std::move(message), std::move(help));
  }

  YamlCursor cursor_;
  std::string_view text_;
  std::vector<OutlineNode> nodes_;
  std::size_t last_end_ = 0;  ///< where the last node's text ended
  int depth_ = 0;
};

}  // namespace modgate
