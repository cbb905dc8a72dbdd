// Everything that a manifest brings is escaped: a summary is a stranger's text, and the document speaks for the
// project.
#include "lint/generated_text.h"

#include <fmt/core.h>

#include <algorithm>
#include <tuple>
#include <utility>
#include <vector>

#include "base/text.h"
#include "base/utf8.h"

namespace modgate {
namespace {

/// Ids and flags: as code where that needs no escaping.
std::string code(std::string_view word) {
  const bool simple = !word.empty() && std::all_of(word.begin(), word.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x80 &&
           (text::is_identifier(c) || std::string_view(".-+/").find(c) != std::string_view::npos);
  });
  return simple ? fmt::format("`{}`", word) : markdown_text(word);
}

std::string maintainers_of(const Manifest& manifest) {
  std::vector<std::string> names;
  for (const Seat& seat : manifest.maintainers) {
    if (seat.handle.set) names.push_back(markdown_text(seat.handle.value));
  }
  return text::join(names, ", ");
}

/// What matches everything in a folder is the folder; in files of code owners `/*` would not reach below it.
std::string_view without_stars(std::string_view path) {
  while (path.ends_with("/*") || path.ends_with("/**")) path = path.substr(0, path.rfind('/') + 1);
  return path;
}

/// `/src/relax/`: anchored, escaped. Empty: such a file has no way to write it.
std::string owners_pattern(std::string_view path) {
  const bool classes = path.find_first_of("[]\\") != std::string::npos;
  if (classes || utf8::visible(path) != path) return {};
  std::string out = "/";
  for (const char c : path) {
    if (c == ' ' || c == '#') out += '\\';
    out += c;
  }
  return out;
}

struct OwnedPath {
  std::string_view path;  ///< without stars that add nothing
  const Module* module;
};

std::string owner_line(const OwnedPath& owned) {
  const std::string pattern = owners_pattern(owned.path);
  const std::string shown = utf8::visible(owned.path);
  if (pattern.empty()) return fmt::format("# no pattern of this file means {}\n", shown);
  std::string line = pattern;
  for (const Seat& seat : owned.module->manifest.maintainers) {
    if (seat.handle.set) line += " @" + seat.handle.value;
  }
  // A pattern alone would take the path from whom an earlier line gives it to.
  return line == pattern ? fmt::format("# nobody maintains {}\n", shown) : line + "\n";
}

std::string meaning_of(const Manifest& manifest, const std::string& name) {
  const std::string closed =
      fmt::format("Nobody outside may include or import {}, but at declared integration points.", name);
  switch (manifest.stage) {
    case Stage::proposed:
      return fmt::format("{} is not accepted yet.", name);
    case Stage::S0:
      return manifest.flag.name.set
                 ? fmt::format("{} Its flag {} is off by default.", closed, code(manifest.flag.name.value))
                 : closed;
    case Stage::S1:
      return fmt::format("Others may use {} where a composition names their paths, other modules by `depends_on`.",
                         name);
    case Stage::S2:
      return fmt::format("Anybody may use the public headers of {}.", name);
    case Stage::deprecated:
      break;
    case Stage::removed:
      return fmt::format("{} is gone.", name);
  }
  std::string out = fmt::format("Nobody may begin to use {}.", name);
  const Deprecation& deprecation = manifest.deprecation;
  if (deprecation.remove_after) out += fmt::format(" It may be removed after {}.", day_text(*deprecation.remove_after));
  const bool replaced = deprecation.replacement.set && deprecation.replacement.value != "none";
  if (replaced) out += fmt::format(" Use {} instead.", code(deprecation.replacement.value));
  return out;
}

/// Whether the character at `at` could mean more than itself.
bool needs_backslash(std::string_view text, std::size_t at) {
  const char c = text[at];
  if (c == ':') return text.substr(at).starts_with("://");
  if (c == '.') return at >= 3 && text::equal_ignoring_case(text.substr(at - 3, 3), "www");
  return std::string_view("\\`*_[]<>|#~$&!{}").find(c) != std::string_view::npos;
}

}  // namespace

std::string markdown_text(std::string_view text) {
  std::string line;
  for (const char c : text::trim(text)) {
    const bool blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
    if (!blank) {
      line += c;
    } else if (!line.ends_with(' ')) {
      line += ' ';
    }
  }
  line = utf8::visible(line);
  std::string out;
  for (std::size_t i = 0; i < line.size(); ++i) {
    if (needs_backslash(line, i)) out += '\\';
    out += line[i];
    // An escaped `@` is a mention all the same, once the page is rendered; an empty comment parts it from the name.
    if (line[i] == '@') out += "<!-- -->";
  }
  return out;
}

std::string module_table(const Registry& registry) {
  std::string out = "| module | stage | summary | maintainers | flag |\n| --- | --- | --- | --- | --- |\n";
  for (const Module& module : registry.modules) {
    const Manifest& manifest = module.manifest;
    if (manifest.stage == Stage::removed) continue;
    const std::string flag = manifest.flag.name.set ? code(manifest.flag.name.value) : "";
    out += fmt::format("| {} | {} | {} | {} | {} |\n", code(module.name), stage_name(manifest.stage),
                       markdown_text(manifest.summary.value), maintainers_of(manifest), flag);
  }
  return out;
}

std::string stage_banner(const Module& module) {
  const Manifest& manifest = module.manifest;
  const std::string since = manifest.since ? fmt::format(" since {}", day_text(*manifest.since)) : "";
  return fmt::format("> **Stage {}**{}. {}\n", stage_name(manifest.stage), since,
                     meaning_of(manifest, code(module.name)));
}

std::string owner_lines(const Registry& registry) {
  std::vector<OwnedPath> owned;
  for (const Module& module : registry.modules) {
    if (module.manifest.stage == Stage::removed) continue;
    for (const Text& path : module.manifest.paths) owned.push_back({without_stars(path.value), &module});
  }
  // The last line that matches decides: a folder comes before what lies in it.
  std::stable_sort(owned.begin(), owned.end(), [](const OwnedPath& a, const OwnedPath& b) { return a.path < b.path; });
  std::string out;
  for (const OwnedPath& each : owned) out += owner_line(each);
  return out;
}

}  // namespace modgate
