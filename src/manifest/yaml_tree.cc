// The event handler that turns yaml-cpp's events into the tree, checked step by step against the outline. The outline
// ran first, so that depth, size and every way in which the library accepts broken input are settled before it starts.
#include "manifest/yaml_tree.h"

#include <fmt/core.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <exception>
#include <new>
#include <sstream>
#include <unordered_map>
#include <utility>

#include "base/line_index.h"
#include "base/utf8.h"
#include "manifest/yaml_bytes.h"

namespace modgate {
namespace {

/// Thrown out of the event handler only, and caught in read_yaml.
struct Disagreement {
  std::size_t node = 0;
};

class TreeBuilder : public YAML::EventHandler {
 public:
  explicit TreeBuilder(const std::vector<OutlineNode>& outline) : outline_(outline) {}

  void OnDocumentStart(const YAML::Mark& /*mark*/) override {}
  void OnDocumentEnd() override {}
  void OnAlias(const YAML::Mark& /*mark*/, YAML::anchor_t /*anchor*/) override { throw Disagreement{next_}; }
  void OnNull(const YAML::Mark& /*mark*/, YAML::anchor_t anchor) override {
    // The mark of an absent value is that of the next token: only the outline knows the place.
    const OutlineNode& node = take(anchor);
    const bool word = node.kind == YamlKind::scalar && node.style == YamlStyle::plain;
    if (!word && node.kind != YamlKind::null) throw Disagreement{next_ - 1};
    add({YamlKind::null, node.style, node.at, {}, {}, {}});
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    const OutlineNode& node = take(anchor);
    const bool plain = node.style == YamlStyle::plain;
    expect(node.kind == YamlKind::scalar && tag == (plain ? "?" : "!") && at(mark, node));
    add({YamlKind::scalar, node.style, node.at, value, {}, {}});
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    start(YamlKind::sequence, mark, tag, anchor, style);
  }
  void OnSequenceEnd() override { finish(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    start(YamlKind::mapping, mark, tag, anchor, style);
  }
  void OnMapEnd() override { finish(); }

  std::size_t nodes_seen() const { return next_; }
  YamlNode take_root() { return std::move(root_); }

 private:
  /// A collection whose end has not come yet; `key` waits for its value.
  struct Open {
    YamlNode node;
    bool has_key = false;
    YamlEntry entry;
  };

  void expect(bool agreed) const {
    if (!agreed) throw Disagreement{next_ - 1};
  }
  static bool at(const YAML::Mark& mark, const OutlineNode& node) {
    return mark.pos >= 0 && static_cast<std::uint32_t>(mark.pos) == node.at.begin;
  }
  const OutlineNode& take(YAML::anchor_t anchor) {
    if (next_ >= outline_.size() || anchor != 0) throw Disagreement{next_};
    return outline_[next_++];
  }
  void start(YamlKind kind, const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
             YAML::EmitterStyle::value style) {
    const OutlineNode& node = take(anchor);
    const bool flow = style == YAML::EmitterStyle::Flow;
    expect(node.kind == kind && tag == "?" && flow == (node.style == YamlStyle::flow) && at(mark, node));
    open_.push_back({{kind, node.style, node.at, {}, {}, {}}, false, {}});
  }
  void finish() {
    YamlNode done = std::move(open_.back().node);
    open_.pop_back();
    if (open_.empty()) {
      root_ = std::move(done);
    } else {
      add(std::move(done));
    }
  }
  void add(YamlNode node) {
    if (open_.empty()) throw Disagreement{next_ - 1};
    Open& top = open_.back();
    if (top.node.kind == YamlKind::sequence) {
      top.node.items.push_back(std::move(node));
    } else if (top.has_key) {
      top.entry.value = std::move(node);
      top.node.entries.push_back(std::move(top.entry));
      top.entry = {};
      top.has_key = false;
    } else {
      // The word `null` as a key stays a null key, which the tree refuses afterwards.
      top.entry.key = node.kind == YamlKind::scalar ? std::move(node.value) : std::string{};
      top.entry.key_at = node.at;
      top.has_key = true;
    }
  }

  const std::vector<OutlineNode>& outline_;
  std::size_t next_ = 0;
  std::vector<Open> open_;
  YamlNode root_;
};

/// What only the decoded values show: duplicate, merge and null keys, and escapes that decode to what bytes may not be.
class TreeCheck {
 public:
  TreeCheck(std::string_view text, std::vector<Fault>& faults) : lines_(text), faults_(faults) {}

  void run(YamlNode& node) {
    if (node.kind == YamlKind::scalar) decoded(node.value, node.at);
    for (YamlNode& item : node.items) run(item);
    if (node.kind != YamlKind::mapping) return;
    std::unordered_map<std::string_view, Span> seen;
    std::vector<bool> keep(node.entries.size(), true);
    for (std::size_t i = 0; i < node.entries.size(); ++i) {
      YamlEntry& entry = node.entries[i];
      keep[i] = usable_key(entry, seen);
      run(entry.value);
    }
    if (std::find(keep.begin(), keep.end(), false) == keep.end()) return;
    std::vector<YamlEntry> kept;
    for (std::size_t i = 0; i < keep.size(); ++i) {
      if (keep[i]) kept.push_back(std::move(node.entries[i]));
    }
    node.entries = std::move(kept);
  }

 private:
  bool usable_key(const YamlEntry& entry, std::unordered_map<std::string_view, Span>& seen) {
    if (entry.key.empty()) {
      faults_.push_back(syntax_fault(entry.key_at, "a key must be a word", "write the field's name, or quote it"));
      return false;
    }
    if (entry.key == "<<") {
      faults_.push_back(syntax_fault(entry.key_at, "merge keys are not supported", "write the keys out"));
      return false;
    }
    if (!decoded(entry.key, entry.key_at)) return false;
    const auto [first, fresh] = seen.try_emplace(entry.key, entry.key_at);
    if (fresh) return true;
    const Position place = lines_.position(first->second.begin);
    Fault fault = syntax_fault(entry.key_at,
                               fmt::format("`{}` is given twice, first at line {}, column {}", utf8::visible(entry.key),
                                           place.line, place.column),
                               "keep one of the two");
    fault.label = fmt::format("the one at line {} is used", place.line);
    faults_.push_back(std::move(fault));
    return false;
  }

  bool decoded(const std::string& value, Span at) {
    bool bad = utf8::first_invalid(value).has_value();
    for (std::size_t i = 0; !bad && i < value.size();) {
      const auto character = utf8::decode(value, i);
      if (!character) break;
      const bool layout = character->point == '\n' || character->point == '\t';
      bad = !layout && utf8::is_hidden(character->point);
      i += character->bytes;
    }
    if (bad) {
      faults_.push_back(syntax_fault(at, "an escape stands for a hidden character",
                                     "remove it: what a reader cannot see must not be in a manifest"));
    }
    return !bad;
  }

  LineIndex lines_;
  std::vector<Fault>& faults_;
};

void shift(YamlNode& node, std::uint32_t by) {
  const auto move = [by](Span& at) { at = {at.begin + by, at.end + by}; };
  move(node.at);
  for (YamlNode& item : node.items) shift(item, by);
  for (YamlEntry& entry : node.entries) {
    move(entry.key_at);
    shift(entry.value, by);
  }
}

/// The outline and the library read the text differently, at `at`.
Fault ambiguous(Span at) {
  return syntax_fault(at, "YAML readers disagree about what this means", "write it more plainly, or quote it");
}

std::optional<Fault> build(std::string_view text, const std::vector<OutlineNode>& outline, YamlNode& root) {
  TreeBuilder builder(outline);
  const auto place = [&](std::size_t node) { return node < outline.size() ? outline[node].at : Span{}; };
  try {
    // The end marker makes the library notice a quote that is still open.
    std::istringstream stream(std::string(text) + (text.ends_with('\n') ? "...\n" : "\n...\n"));
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) return ambiguous(place(0));
  } catch (const Disagreement& found) {
    return ambiguous(place(found.node));
  } catch (const YAML::Exception& found) {
    const std::size_t at = found.mark.pos < 0 ? 0 : static_cast<std::size_t>(found.mark.pos);
    return syntax_fault(span_at(text, at), fmt::format("not readable as YAML: {}", found.msg),
                        "write it more plainly, or quote it");
  } catch (const std::bad_alloc&) {
    throw;  // says nothing about the text
  } catch (const std::exception&) {
    return ambiguous(place(0));
  }
  if (builder.nodes_seen() != outline.size()) return ambiguous(place(builder.nodes_seen()));
  root = builder.take_root();
  return std::nullopt;
}

}  // namespace

const YamlNode* YamlNode::find(std::string_view key) const {
  for (const YamlEntry& entry : entries) {
    if (entry.key == key) return &entry.value;
  }
  return nullptr;
}

YamlTree read_yaml(std::string_view bytes) {
  YamlTree tree;
  if (auto fault = refuse_bytes(bytes)) {
    tree.faults.push_back(std::move(*fault));
    return tree;
  }
  const std::uint32_t mark = byte_order_mark(bytes);
  const std::string_view text = bytes.substr(mark);
  Outline outline = outline_yaml(text);
  if (!outline.fault) outline.fault = build(text, outline.nodes, tree.root);
  if (outline.fault) {
    tree.faults.push_back(std::move(*outline.fault));
  } else {
    tree.readable = true;
    TreeCheck(text, tree.faults).run(tree.root);
    shift(tree.root, mark);
  }
  for (Fault& fault : tree.faults) {
    fault.at = {fault.at.begin + mark, fault.at.end + mark};
  }
  return tree;
}

}  // namespace modgate
