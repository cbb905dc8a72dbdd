// The entry of the folder: a printed report and a format go in, text comes out.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "report/printed.h"

namespace modgate {

struct RenderOptions {
  bool color = false;
  bool hyperlinks = false;
  int width = 80;
  bool quiet = false;       ///< findings only, no footer
  bool statistics = false;  ///< a table of findings per rule
  bool time = true;         ///< the footer tells the wall time, where the report knows it
  bool all = false;         ///< existing findings are shown, too (`--all`)
};

enum class Format : std::uint8_t { full, concise, json, jsonl, sarif, github, gitlab, junit, rdjson, markdown };
std::optional<Format> format_of(std::string_view name);
/// All names, in the order of the enumeration.
std::vector<std::string> format_names();

std::string render(const PrintedReport& report, Format format, const RenderOptions& options);

}  // namespace modgate
