// The plan: places are found, each file is edited as far as its language lets one know, and the verdict follows from
// what dangles. What the edits leave stays in the plan with the reason.
#include <algorithm>
#include <tuple>

#include "modgate/removal.h"
#include "removal/edit.h"
#include "removal/places.h"

namespace modgate {
namespace {

bool is_c_family(Language language) {
  return language == Language::c || language == Language::cxx || language == Language::tablegen;
}

/// Edits one file; its places learn whether they went.
void edit_file(const RemovalInput& input, FileId file, std::vector<RemovalPlace*> places, Removal& removal) {
  const std::string_view text = input.texts.text(file);
  const LineIndex lines(text);
  const FileFacts& facts = input.facts[index(file)];
  EditScene scene{input.files.path(file),
                  text,
                  lines,
                  facts,
                  input.registry[removal.module],
                  removed_flag_names(input.registry, removal.module),
                  std::move(places),
                  {}};
  if (input.files[file].kind == EntryKind::symlink) {
    for (RemovalPlace* place : scene.places) place->by_hand = "a symbolic link";
    return;
  }
  if (facts.language == Language::cmake) edit_cmake(scene);
  if (is_c_family(facts.language)) edit_preprocessor(scene);
  edit_single_lines(scene);
  for (RemovalPlace* place : scene.places) {
    place->edited = scene.cuts.hold(place->at);
    if (place->edited) place->by_hand.clear();
  }
  for (const Span& cut : scene.cuts.all()) removal.cuts.push_back({file, cut});
}

void edit_files(const RemovalInput& input, Removal& removal) {
  std::vector<RemovalPlace>& places = removal.places;
  for (std::size_t first = 0; first < places.size();) {
    std::vector<RemovalPlace*> of_file;
    std::size_t last = first;
    while (last < places.size() && places[last].from == places[first].from) of_file.push_back(&places[last++]);
    edit_file(input, places[first].from, std::move(of_file), removal);
    first = last;
  }
}

void count_lines(const RemovalInput& input, Removal& removal) {
  for (const FileId file : removal.deletes) {
    const EntryKind kind = input.files[file].kind;
    if (kind == EntryKind::symlink || kind == EntryKind::submodule) continue;
    const std::string_view text = input.texts.text(file);
    if (text.empty()) continue;
    if (text.find('\0') != std::string_view::npos) {
      ++removal.unread;
      continue;
    }
    removal.module_lines +=
        static_cast<std::uint64_t>(std::count(text.begin(), text.end(), '\n')) + (text.back() == '\n' ? 0U : 1U);
  }
}

}  // namespace

std::uint64_t Removal::count(RemovalPlace::Role role) const {
  return static_cast<std::uint64_t>(
      std::count_if(places.begin(), places.end(), [&](const RemovalPlace& place) { return place.role == role; }));
}

Removal plan_removal(const RemovalInput& input, ModuleId module) {
  const Module& removed = input.registry[module];
  Removal removal;
  removal.module = module;
  for (const FileId file : removed.files) {
    if (file != removed.manifest.file && index(file) < input.files.view_size()) removal.deletes.push_back(file);
  }
  removal.places = removal_places(input, module);
  removal.doubts = removal_doubts(input, module);
  edit_files(input, removal);
  count_lines(input, removal);
  for (const Unresolved& unresolved : input.resolution.unresolved) {
    const bool outside = input.registry.owner_of(unresolved.from) != module;
    removal.computed += outside && unresolved.candidates.empty() && unresolved.module == kCore ? 1U : 0U;
  }
  removal.outside_lines = removal.places.size();
  for (std::size_t i = 0; i < removal.places.size(); ++i) {
    removal.outside_files += i == 0 || removal.places[i].from != removal.places[i - 1].from ? 1U : 0U;
  }
  if (removal.count(RemovalPlace::Role::dangles) != 0) {
    removal.verdict = RemovalVerdict::breaks;
  } else if (!removal.doubts.empty()) {
    removal.verdict = RemovalVerdict::undecided;
  }
  return removal;
}

}  // namespace modgate
