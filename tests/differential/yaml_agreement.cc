// What modgate accepts libfyaml must accept, with the same tree: nothing may be read otherwise than YAML has it. What
// only modgate refuses is counted by its message; the subset of YAML that manifests are written in is small on purpose.
// Where both accept and the trees differ, a third reader says who is alone.
#include "yaml_agreement.h"

#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <string_view>

#include "libfyaml_tree.h"
#include "manifest/yaml_tree.h"

namespace modgate::differential {
namespace {

void write_node(const YamlNode& node, std::string& out) {
  switch (node.kind) {
    case YamlKind::null:
      out += '~';
      break;
    case YamlKind::scalar:
      out += tree_scalar(node.value);
      break;
    case YamlKind::sequence:
      out += '[';
      for (const YamlNode& item : node.items) {
        write_node(item, out);
        out += ',';
      }
      out += ']';
      break;
    case YamlKind::mapping:
      out += '{';
      for (const YamlEntry& entry : node.entries) {
        out += tree_scalar(entry.key) + ":";
        write_node(entry.value, out);
        out += ',';
      }
      out += '}';
      break;
  }
}

/// A `%` that may begin a line for some reader: libfyaml 0.7.12 runs for ever on certain directives.
bool has_directive(std::string_view text) {
  for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
    if (at == 0 || std::string_view("\n\r\xBF\x85\xA8\xA9").find(text[at - 1]) != std::string_view::npos) return true;
  }
  return false;
}

/// The message without what it says of this file alone: numbers, and what stands between backticks.
std::string kind_of(const std::string& message) {
  std::string kind;
  bool quoted = false;
  for (const char c : message.substr(0, message.find(':'))) {
    if (c == '`') {
      if (!quoted) kind += "`..`";
      quoted = !quoted;
    } else if (!quoted) {
      kind += c >= '0' && c <= '9' ? '0' : c;
    }
  }
  return kind;
}

/// The tree by PyYAML, a program of its own: asked about disputes only.
std::string third_tree(const std::string& text) {
  std::string path = (std::filesystem::temp_directory_path() / "modgate-XXXXXX").string();
  const int file = mkstemp(path.data());
  if (file < 0 || write(file, text.data(), text.size()) != static_cast<ssize_t>(text.size())) return {};
  close(file);
  const std::string command = "python3 '" MODGATE_THIRD_READER "' '" + path + "'";
  std::string tree;
  if (std::FILE* const pipe = popen(command.c_str(), "r")) {
    char buffer[4096];
    for (std::size_t got = 0; (got = std::fread(buffer, 1, sizeof buffer, pipe)) > 0;) tree.append(buffer, got);
    pclose(pipe);
  }
  unlink(path.c_str());
  return tree;
}

/// The text without the lines that begin with `%`.
std::string without_directives(const std::string& text) {
  std::string rest;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    if (text[begin] != '%') rest.append(text, begin, end - begin);
    begin = end;
  }
  return rest;
}

void compare_without_directives(const std::string& text, Verdict& verdict) {
  const YamlTree ours = read_yaml(text);
  const std::optional<std::string> theirs = libfyaml_tree(text);
  if (!ours.readable || !ours.faults.empty()) {
    if (theirs) verdict.classes.push_back("only modgate refuses: " + kind_of(ours.faults.front().message));
    return;
  }
  std::string tree;
  write_node(ours.root, tree);
  if (!theirs) {
    verdict.differences.emplace_back("only libfyaml refuses");
  } else if (tree == *theirs) {
    return;
  } else if (tree == third_tree(text)) {
    verdict.classes.emplace_back("libfyaml alone has another tree, PyYAML has modgate's");
  } else {
    verdict.differences.push_back("two trees: by modgate " + tree + " and by libfyaml " + *theirs);
  }
}

}  // namespace

Verdict compare_document(const std::string& text) {
  Verdict verdict;
  verdict.compared = 1;
  if (!has_directive(text)) {
    compare_without_directives(text, verdict);
    return verdict;
  }
  if (read_yaml(text).readable) verdict.differences.emplace_back("modgate accepts a line that may be a directive");
  verdict.classes.emplace_back("only modgate refuses: directives; compared without them");
  const std::string rest = without_directives(text);
  if (!has_directive(rest)) compare_without_directives(rest, verdict);
  return verdict;
}

}  // namespace modgate::differential
