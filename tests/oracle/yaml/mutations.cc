// The valid manifest of corpus.h and what happens to it: one byte or one line at a time, always in the same order.
#include <algorithm>
#include <cstddef>

#include "corpus.h"

namespace modgate::testing {

std::string rich_manifest() {
  return "# A manifest with every kind of syntax.\n"
         "---\n"
         "schema: modgate/module/v1\n"
         "module: relax\n"
         "summary: >-\n"
         "  Graph-level IR\n"
         "  with shapes.\n"
         "stage: \"S0\"   # quoted\n"
         "namespace: {cpp: [\"acme::relax\"], python: [acme.relax]}\n"
         "paths: [src/relax/,\n"
         "  'include/acme/relax/', ]\n"
         "feature_flag:\n"
         "  name: USE_RELAX\n"
         "  kind: cmake\n"
         "maintainers:\n"
         "- ada\n"
         "- person: bjarne\n"
         "  since: 2024-01-02\n"
         "- {person: grace, role: lead}\n"
         "\n"
         "known_limitations: no loops\n"
         "  and no calls\n"
         "support: |\n"
         "  best effort: mail us\n"
         "   - or ask\n"
         "integration:\n"
         "  - path: CMakeLists.txt\n"
         "    why: 'it''s the option'\n"
         "    max_lines: 2\n"
         "...\n";
}

std::vector<std::string> mutations(std::string_view text) {
  constexpr std::string_view kInserted = " \t\n:-#'\"[},?";
  std::vector<std::string> out;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    const std::string head(text.substr(0, i));
    if (i < text.size()) {
      out.push_back(head + std::string(text.substr(i + 1)));
      out.push_back(head + text[i] + std::string(text.substr(i)));
    }
    for (const char c : kInserted) out.push_back(head + c + std::string(text.substr(i)));
    // What an editor that stopped in the middle leaves behind.
    out.push_back(head);
  }
  return out;
}

std::vector<std::string> line_mutations(std::string_view text) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    lines.emplace_back(text.substr(begin, end - begin));
    begin = end;
  }
  const auto joined = [](const std::vector<std::string>& parts) {
    std::string all;
    for (const std::string& part : parts) all += part;
    return all;
  };
  std::vector<std::string> out;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    std::vector<std::string> changed = lines;
    for (const std::string& replacement : {std::string(), lines[i] + lines[i], " " + lines[i], "  " + lines[i],
                                           "\t" + lines[i], lines[i].substr(1), "- " + lines[i], "# " + lines[i]}) {
      changed[i] = replacement;
      out.push_back(joined(changed));
    }
    if (i + 1 == lines.size()) continue;
    changed = lines;
    std::swap(changed[i], changed[i + 1]);
    out.push_back(joined(changed));
  }
  return out;
}

}  // namespace modgate::testing
