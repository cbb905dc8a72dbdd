// Build scripts: the functions over texts by themselves, and whole trees of list files, makefiles and Kconfig.
#include "build/build.h"

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "base/make_reference.h"
#include "build/cmake_program.h"
#include "build/cmake_text.h"
#include "build/kbuild_text.h"
#include "input.h"
#include "scan/scan.h"
#include "spans.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

/// A tree and what is asked of it: a module owns all files that are no build scripts, and the scripts below `mod/`.
struct Tree {
  Files files;
  Registry registry;
  FactsTable facts;
  std::vector<std::string> texts;
};

Tree tree_with_flag(std::string_view text, const char* flag, const char* kind) {
  std::map<std::string, std::string> texts;
  for (TreeFile& file : tree_of(text)) texts[std::move(file.path)] = std::move(file.text);
  Listing listing;
  for (const auto& [path, bytes] : texts) listing.add(path, EntryKind::file);
  listing.sort();
  Tree tree{Files(std::move(listing)), {}, {}, {}};
  Module module;
  module.name = "m";
  module.manifest.flag.name = {flag, {}, true};
  module.manifest.flag.kind = {kind, {}, true};
  for (std::size_t i = 0; i < tree.files.view_size(); ++i) {
    const auto file = static_cast<FileId>(i);
    const std::string path(tree.files.path(file));
    const Language language = language_of(path);
    tree.texts.push_back(texts.at(path));
    tree.facts.push_back(is_build_script(language) ? scan(language, tree.texts.back(), {}) : FileFacts{});
    const bool owned = !is_build_script(language) || path.starts_with("mod/");
    tree.registry.owner.push_back(owned ? ModuleId{0} : kCore);
    if (owned) module.files.push_back(file);
  }
  tree.registry.part.assign(tree.texts.size(), Part::source);
  tree.registry.excluded.assign(tree.texts.size(), false);
  tree.registry.test.assign(tree.texts.size(), false);
  tree.registry.modules.push_back(std::move(module));
  return tree;
}

void check_model(const Tree& tree, const BuildModel& model) {
  const auto spans = [&](FileId file) {
    demand(index(file) < tree.texts.size(), "a place in no file of the view");
    return Spans(tree.texts[index(file)]);
  };
  demand(model.flags.size() == tree.registry.modules.size(), "a module without a state of its flag");
  for (const BuildUse& use : model.uses) {
    spans(use.from).on_line(use.at, use.line, use.spelled);
    spans(use.from).within(use.at, use.command, use.spelled);
    demand(index(use.source) < tree.texts.size(), "a use of no file");
    const bool reasoned = use.on != Built::undecided && use.off != Built::undecided;
    demand(reasoned || !use.because.empty(), "undecided without a reason", use.spelled);
    for (const BuildStep& step : use.chain) spans(step.file).on_line(step.at, step.line, step.text);
  }
  for (const BuildReference& one : model.references) {
    spans(one.from).on_line(one.at, one.line, one.spelled);
    spans(one.from).within(one.at, one.command, one.spelled);
  }
  for (const BuildUndecided& one : model.undecided) {
    spans(one.from).on_line(one.at, one.line, one.reason);
    demand(!one.reason.empty(), "undecided without a reason");
  }
  for (const FlagState& one : model.flags) {
    if (one.at.file != kNoFile) spans(one.at.file).inside(one.at.span, one.written);
  }
}

void cmake_tree(std::string_view text) {
  const Tree tree = tree_with_flag(text, "USE_F", "cmake");
  check_model(tree, read_build(tree.files, tree.registry, tree.facts));
}

void kbuild_tree(std::string_view text) {
  const Tree tree = tree_with_flag(text, "CONFIG_F", "kconfig");
  check_model(tree, read_build(tree.files, tree.registry, tree.facts));
}

/// An expression, what replaces it, and the text, each on a line of its own.
void regular_expressions(std::string_view bytes) {
  Input input(bytes);
  const std::string_view expression = input.line();
  const std::string_view by = input.line();
  const std::string_view text = input.rest();
  const cmake::Match match = cmake::match(expression, text);
  demand(match.ok || !match.found, "a match of what is not read");
  demand(!match.found || (!match.groups.empty() && text.find(match.groups.front()) != std::string_view::npos),
         "a match that is not in the text");
  const auto all = cmake::match_all(expression, text);
  demand(!all || all->empty() || match.found, "matches without a first one");
  (void)cmake::replace(expression, by, text);
}

/// Two texts in every function that takes one or two.
void cmake_words(std::string_view bytes) {
  Input input(bytes);
  const std::string_view one = input.line();
  const std::string_view other = input.rest();
  const int order = cmake::compare_versions(one, other);
  const int reversed = cmake::compare_versions(other, one);
  demand((order < 0) == (reversed > 0) && (order == 0) == (reversed == 0), "versions that have no order", one);
  demand(cmake::compare_versions(one, one) == 0, "a version that differs from itself", one);
  (void)cmake::component_matches(one, other);
  if (!cmake::has_wildcard(one) && one.find('\\') == std::string_view::npos) {
    demand(cmake::component_matches(one, other) == (one == other), "a plain component that matches another", one);
  }
  (void)cmake::number(one);
  (void)cmake::evaluate(one);
  const auto truth = cmake::constant_truth(one);
  demand(!truth || *truth != cmake::is_false(one), "a constant that is true and false", one);
  (void)cmake::split_list(other);
}

void make_words(std::string_view bytes) {
  Input input(bytes);
  const std::string_view from = input.line();
  const std::string_view to = input.line();
  const std::string_view text = input.rest();
  std::string joined;
  for (const std::string_view part : make_text::parts(text)) {
    joined += part;
    if (!part.starts_with('$')) continue;
    const auto [function, arguments] = make_text::call(make_text::inside(part));
    demand(!function.empty() || arguments.empty(), "arguments of no function");
  }
  demand(joined == text, "parts that are not the whole");
  for (const std::string_view word : make_text::words(text)) {
    const std::string replaced = make_text::substitute(word, from, to);
    demand(make_text::matches(word, from) || replaced == word, "a word that changes without a match", word);
    (void)make_text::starts_empty(word);
  }
  demand(make_text::find(text, ':') == std::string_view::npos || text[make_text::find(text, ':')] == ':',
         "a byte found where another stands");
  for (std::size_t at = text.find('$'); at < text.size(); at = text.find('$', at + 1)) {
    const std::size_t end = end_of_reference(text, at);
    demand(end > at && end <= text.size(), "a reference that ends where it cannot");
  }
}

constexpr std::array kEntries{
    Entry{"cmake_tree", cmake_tree},
    Entry{"kbuild_tree", kbuild_tree},
    Entry{"regular_expressions", regular_expressions},
    Entry{"cmake_words", cmake_words},
    Entry{"make_words", make_words},
};

}  // namespace

const Target build_target{"build", kEntries};

}  // namespace modgate::fuzz
