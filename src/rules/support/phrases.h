// What several rules say in the same words: names, lists, places in manifests, whom to ask, and the faults that the
// readers of manifests, policy and roster found. Nothing here decides; see judgement.h.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"

namespace modgate::phrases {

std::string quoted(std::string_view name);  ///< the name in backticks
/// "a", "a and b", "a, b and c"; of more than `limit` parts the rest is "and 4 more".
std::string listing(const std::vector<std::string>& parts, std::size_t limit = 8);
std::string counted(std::size_t n, std::string_view noun);  ///< "1 line", "2 lines"

/// "core", or "S0 module `x`" with the stage as judged.
std::string party(const Registry& registry, ModuleId id);
/// A place in the module's manifest.
Location in_manifest(const Module& module, Span at);
/// The place of a key such as "paths", else of the module's id, else the manifest's start.
Location key_place(const Module& module, const std::string& key);
/// The manifest's key that makes files such a part: "paths", "tests", ...
std::string_view key_of(Part part);
/// The manifest line that says the module's stage, and how it is judged where that differs.
Related stage_line(const Registry& registry, ModuleId id);
/// "; ask `ada`, `bjarne`", or nothing when the manifest names nobody.
std::string whom_to_ask(const Module& module);

/// Whether a dotted or `::` name is `ancestor` or lies below it.
bool at_or_below(std::string_view name, std::string_view ancestor, std::string_view separator);
/// Whether a file is a header by its name.
bool is_header(std::string_view path);
/// The file's name without its folders.
std::string_view base_name(std::string_view path);
/// A path as written in a manifest without its trailing `/`.
std::string_view without_slash(std::string_view path);
/// The leading component of a path in a manifest that is a symbolic link in the view, if there is one.
std::optional<std::string> symlink_on_the_way(const Files& files, std::string_view path);
std::string lower(std::string_view word);  ///< ASCII letters only
/// The word in lower case without `-` and `_`: words that people and file systems confuse fold to the same.
std::string folded(std::string_view word);
/// Whether `candidate` may be what was meant by `word`: the same but for case, `-` and `_`, or one edit away.
bool near_miss(std::string_view word, std::string_view candidate);

/// Adds a finding for every fault of this kind in manifests, policy and roster.
void report_faults(const RuleContext& context, FaultKind kind, Findings& findings);

}  // namespace modgate::phrases
