#include "rfc/agreement.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>

#include "base/text.h"
#include "base/utf8.h"
#include "modgate/limits.h"

namespace modgate::rfc {
namespace {

using Names = std::set<std::string>;

constexpr std::size_t kNamed = 6;  // names that a message lists; the rest is a number

/// A line of the document that says what a key of the manifest says.
struct Key {
  std::string_view said;  ///< before the colon, lower case
  std::string_view key;   ///< of the manifest
};
constexpr std::array<Key, 15> kKeys{Key{"module", "module"},
                                    Key{"module name", "module"},
                                    Key{"stage", "stage"},
                                    Key{"stage asked for", "stage"},
                                    Key{"requested stage", "stage"},
                                    Key{"namespace", "namespace"},
                                    Key{"namespaces", "namespace"},
                                    Key{"flag", "feature_flag"},
                                    Key{"feature flag", "feature_flag"},
                                    Key{"path", "paths"},
                                    Key{"paths", "paths"},
                                    Key{"maintainer", "maintainers"},
                                    Key{"maintainers", "maintainers"},
                                    Key{"champion", "champion"},
                                    Key{"feature_flag", "feature_flag"}};

/// A name as both sides are compared: without marks around it, `@`, and a folder's slash; people and modules without
/// case.
std::string folded(std::string_view name, std::string_view key) {
  constexpr std::string_view kMarks = "`*_<>()[]\"'";
  while (!name.empty() && kMarks.find(name.front()) != std::string_view::npos &&
         (name.front() != '_' || name.size() > 1))
    name.remove_prefix(1);
  while (!name.empty() && std::string_view("`*<>()[]\"'.;").find(name.back()) != std::string_view::npos)
    name.remove_suffix(1);
  if (name.starts_with('@')) name.remove_prefix(1);
  while (key == "paths" && name.ends_with('/')) name.remove_suffix(1);
  const bool people = key == "maintainers" || key == "champion";
  return people || key == "module" ? text::lower(name) : std::string(name);
}

/// The names of a line's value: between commas and blanks. A link counts as what it shows; "and" is no name.
Names names_of(std::string_view value, std::string_view key) {
  Names names;
  std::string plain;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value.substr(at).starts_with("](")) {
      const std::size_t close = value.find(')', at);
      at = close == std::string_view::npos ? value.size() : close;
      continue;
    }
    plain += value[at];
  }
  for (char& c : plain) c = c == ',' || c == '\t' || c == ';' ? ' ' : c;
  for (const std::string_view word : text::split(plain, " ")) {
    std::string name = folded(word, key);
    if (!name.empty() && name != "and" && name != "&") names.insert(std::move(name));
  }
  return names;
}

Names values_of(const std::vector<Text>& texts, std::string_view key) {
  Names names;
  for (const Text& each : texts) names.insert(folded(each.value, key));
  return names;
}

/// What the manifest says under a key; empty where it says nothing that could disagree.
Names manifest_names(const Manifest& manifest, std::string_view key) {
  Names names;
  if (key == "module" && manifest.module.set) names.insert(folded(manifest.module.value, key));
  if (key == "feature_flag" && manifest.flag.name.set) names.insert(manifest.flag.name.value);
  if (key == "paths") names = values_of(manifest.paths, key);
  if (key == "champion" && manifest.champion.handle.set) names.insert(folded(manifest.champion.handle.value, key));
  if (key == "maintainers") {
    for (const Seat& seat : manifest.maintainers) names.insert(folded(seat.handle.value, key));
  }
  if (key == "namespace") {
    const Namespaces& all = manifest.namespaces;
    for (const auto* each : {&all.cpp, &all.c, &all.python, &all.jvm, &all.go, &all.rust, &all.js, &all.proto}) {
      names.merge(values_of(*each, key));
    }
  }
  return names;
}

std::string listed(const Names& names) {
  std::vector<std::string> parts;
  for (const std::string& name : names) {
    if (parts.size() == kNamed) break;
    parts.push_back("`" + utf8::visible(name) + "`");
  }
  if (names.size() > kNamed) parts.push_back(fmt::format("{} more", names.size() - kNamed));
  return text::listing(parts);
}

Names without(const Names& all, const Names& others) {
  Names rest;
  std::set_difference(all.begin(), all.end(), others.begin(), others.end(), std::inserter(rest, rest.end()));
  return rest;
}

/// The one stage that the line names; nothing where it names none or several ("S0, later S1").
std::optional<Stage> stage_in(const Names& names) {
  std::optional<Stage> found;
  for (const std::string& name : names) {
    const auto stage = stage_of(name);
    if (stage && found) return std::nullopt;
    if (stage) found = stage;
  }
  return found;
}

/// "`Key: value`" of a line, with or without emphasis around the key.
struct Said {
  std::string_view key;    ///< of the manifest
  std::string_view value;  ///< part of the line
};
std::optional<Said> said_in(std::string_view line) {
  const std::size_t colon = line.find(':');
  if (colon == std::string_view::npos || colon > 40) return std::nullopt;
  std::string_view name = text::trim(line.substr(0, colon));
  while (!name.empty() && (name.front() == '*' || name.front() == '_')) name.remove_prefix(1);
  while (!name.empty() && (name.back() == '*' || name.back() == '_')) name.remove_suffix(1);
  const std::string lower = text::lower(name);
  for (const Key& each : kKeys) {
    if (each.said != lower) continue;
    std::string_view value = line.substr(colon + 1);
    while (value.starts_with('*') || value.starts_with('_')) value.remove_prefix(1);
    value = text::trim(value);
    if (value.empty()) return std::nullopt;
    return Said{each.key, value};
  }
  return std::nullopt;
}

Span key_place(const Manifest& manifest, std::string_view key) {
  const auto at = manifest.keys.find(std::string(key));
  return at == manifest.keys.end() ? Span{} : at->second;
}

std::optional<Disagreement> compare(const Said& said, const Manifest& manifest) {
  const Names there = names_of(said.value, said.key);
  const std::string& module = manifest.module.value;
  Disagreement out;
  out.key = said.key;
  out.in_manifest = key_place(manifest, said.key);
  out.help = "say the same in both";
  if (said.key == "stage") {
    const auto asked = stage_in(there);
    const Stage highest = manifest.stage == Stage::proposed ? Stage::S0 : manifest.stage;
    // An older RFC stays as it was when its module moves on: only one that asks for more disagrees.
    if (!manifest.stage_text.set || !asked || *asked <= highest) return std::nullopt;
    out.message = fmt::format("the RFC asks for stage {}, and the manifest of `{}` says {}", stage_name(*asked), module,
                              stage_name(manifest.stage));
    out.label = "asked for here";
    return out;
  }
  const Names here = manifest_names(manifest, said.key);
  if (here.empty()) return std::nullopt;
  const Names only_rfc = without(there, here);
  const Names only_manifest = without(here, there);
  const bool one = said.key == "module" || said.key == "feature_flag" || said.key == "champion";
  // A value of one name may stand in a sentence ("USE_RELAX, off by default").
  if (only_manifest.empty() && (one || only_rfc.empty())) return std::nullopt;
  std::string what;
  if (one) {
    what = fmt::format("the RFC says {} for `{}`", listed(there), said.key);
    out.message = fmt::format("{}, and the manifest of `{}` says {}", what, module, listed(here));
  } else {
    std::vector<std::string> parts;
    if (!only_manifest.empty()) parts.push_back(fmt::format("only the manifest has {}", listed(only_manifest)));
    if (!only_rfc.empty()) parts.push_back(fmt::format("only the RFC has {}", listed(only_rfc)));
    out.message =
        fmt::format("the RFC and the manifest of `{}` differ in `{}`: {}", module, said.key, text::join(parts, ", "));
  }
  out.label = "said here";
  return out;
}

/// The text holds the name as a word of its own, whatever its case; `-` and `_` are the same.
bool names_module(std::string_view text, std::string_view name) {
  const auto fold = [](std::string_view each) {
    std::string out = text::lower(each);
    std::replace(out.begin(), out.end(), '-', '_');
    return out;
  };
  const std::string all = fold(text);
  const std::string wanted = fold(name);
  for (std::size_t at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1)) {
    const auto letter = [&](std::size_t i) { return i < all.size() && text::is_identifier(all[i]) && all[i] != '_'; };
    if (!(at > 0 && letter(at - 1)) && !letter(at + wanted.size())) return true;
  }
  // "Meta Schedule" for `meta_schedule`.
  std::string spaced = wanted;
  std::replace(spaced.begin(), spaced.end(), '_', ' ');
  return spaced != wanted && all.find(spaced) != std::string::npos;
}

}  // namespace

std::vector<Disagreement> disagreements(std::string_view text, const Document& document, const Manifest& manifest) {
  std::vector<Disagreement> out;
  if (!manifest.readable) return out;
  if (manifest.module.set && !names_module(text, manifest.module.value)) {
    Disagreement unnamed;
    unnamed.message = fmt::format("the RFC of module `{}` never names it", utf8::visible(manifest.module.value));
    unnamed.key = "module";
    unnamed.in_manifest = key_place(manifest, "module");
    unnamed.help = "name the module as its manifest does, or correct `rfc.path`";
    out.push_back(std::move(unnamed));
  }
  for (const Block& block : document.blocks) {
    if (block.kind != Block::Kind::paragraph) continue;
    for (const Span& line : block.lines) {
      const auto said = said_in(text.substr(line.begin, line.end - line.begin));
      if (!said) continue;
      auto found = compare(*said, manifest);
      if (!found) continue;
      const auto begin = static_cast<std::uint32_t>(said->value.data() - text.data());
      if (out.size() > limits::kRfcFindings) return out;  // one more than is shown says that there are more
      found->at = {begin, begin + static_cast<std::uint32_t>(said->value.size())};
      out.push_back(std::move(*found));
    }
  }
  return out;
}

}  // namespace modgate::rfc
