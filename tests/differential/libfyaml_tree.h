// The judge of YAML: libfyaml as a library. Goes in: bytes; comes out: the document's tree as one text, or nothing
// where libfyaml refuses it, finds a key twice, or finds no document or several.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace modgate::differential {

std::optional<std::string> libfyaml_tree(std::string_view bytes);

/// A scalar as both trees write it.
std::string tree_scalar(std::string_view text);

}  // namespace modgate::differential
