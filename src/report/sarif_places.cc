// Places and edits as SARIF has them: columns in code points, paths as URI references. GitHub annotates a pull request
// only where all lines of a region changed, so a region never leaves the line it begins in.
#include <algorithm>
#include <vector>

#include "base/utf8.h"
#include "report/foreign.h"
#include "report/sarif_parts.h"

namespace modgate {
namespace {

std::uint32_t characters(std::string_view text) {
  std::uint32_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) {
    const auto decoded = utf8::decode(text, at);
    at += decoded ? decoded->bytes : 1;
  }
  return count;
}

struct Columns {
  std::uint32_t begin = 1, end = 1;  ///< `end` is exclusive
};

Columns columns_of(const PrintedPlace& at) {
  Columns out{at.begin.character, at.end.character};
  if (at.end.line > at.begin.line) {
    const std::string_view rest = at.excerpt ? std::string_view(at.excerpt->text).substr(at.excerpt->begin) : "";
    out.end = out.begin + characters(rest);
  }
  out.end = std::max(out.begin, out.end);
  return out;
}

bool is_whole_line(const PrintedPlace& at) { return at.excerpt && !at.excerpt->cut_left && !at.excerpt->cut_right; }

Json content_of(std::string_view text) { return {{"text", utf8::well_formed(text)}}; }

}  // namespace

Json sarif_message(std::string text) {
  // Two characters that no name needs side by side, and that make a link of the text before and after.
  for (std::size_t at = text.find("]("); at != std::string::npos; at = text.find("](", at)) text.insert(at + 1, " ");
  return {{"text", std::move(text)}};
}

Json sarif_artifact(std::string_view path) {
  Json out{{"uri", uri_of(path)}};
  if (!path.starts_with('/')) out["uriBaseId"] = "%SRCROOT%";
  return out;
}

Json sarif_place(const PrintedPlace& at, std::string_view label) {
  const Columns columns = columns_of(at);
  Json region{{"startLine", at.begin.line},
              {"startColumn", columns.begin},
              {"endLine", at.begin.line},
              {"endColumn", columns.end}};
  Json out{{"artifactLocation", sarif_artifact(at.path)}};
  if (is_whole_line(at)) {
    const std::string_view line = at.excerpt->text;
    const std::string_view quoted = line.substr(at.excerpt->begin, at.excerpt->end - at.excerpt->begin);
    if (!quoted.empty()) region["snippet"] = content_of(quoted);
    // The context has to hold more than the region.
    if (quoted.size() < line.size()) {
      out["contextRegion"] = {{"startLine", at.begin.line}, {"endLine", at.begin.line}, {"snippet", content_of(line)}};
    }
  }
  if (!label.empty()) region["message"] = sarif_message(utf8::visible(label));
  out["region"] = std::move(region);
  return out;
}

Json sarif_fix(const PrintedFix& fix) {
  std::vector<std::string_view> paths;
  Json changes = Json::array();
  for (const PrintedEdit& edit : fix.edits) {
    const auto known = std::find(paths.begin(), paths.end(), edit.at.path);
    const auto i = static_cast<std::size_t>(known - paths.begin());
    if (known == paths.end()) {
      paths.push_back(edit.at.path);
      changes.push_back({{"artifactLocation", sarif_artifact(edit.at.path)}, {"replacements", Json::array()}});
    }
    Json replacement{{"deletedRegion",
                      {{"startLine", edit.at.begin.line},
                       {"startColumn", edit.at.begin.character},
                       {"endLine", edit.at.end.line},
                       {"endColumn", edit.at.end.character}}}};
    if (!edit.text.empty()) replacement["insertedContent"] = content_of(edit.text);
    changes[i]["replacements"].push_back(std::move(replacement));
  }
  return {{"description", sarif_message(sentence(fix.title))}, {"artifactChanges", std::move(changes)}};
}

}  // namespace modgate
