#include "lint/scan_files.h"

#include <fmt/core.h>

#include <algorithm>
#include <functional>
#include <iterator>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>
#include <unordered_set>
#include <utility>

#include "base/line_index.h"
#include "base/parallel_for.h"
#include "base/paths.h"
#include "base/word_set.h"
#include "lint/find_mentions.h"
#include "modgate/limits.h"
#include "resolve/suspicion.h"
#include "scan/scan.h"
#include "scan/suspect.h"

namespace modgate {
namespace {

bool is_python_script(std::string_view bytes) {
  if (!bytes.starts_with("#!")) return false;
  return bytes.substr(0, bytes.find('\n')).find("python") != std::string_view::npos;
}

/// Files without an ending, and programs with an unknown one, may be scripts: their first line says so.
bool may_be_script(const Entry& entry) {
  return entry.kind == EntryKind::executable || paths::base_name(entry.path).find('.') == std::string_view::npos;
}

std::string reason_of(const ReadOutcome& outcome) {
  switch (outcome.kind) {
    case ReadOutcome::Kind::too_large:
      return fmt::format("it has {} bytes; at most {} are read", outcome.size, limits::kSourceBytes);
    case ReadOutcome::Kind::vanished:
      return "it vanished during the run";
    case ReadOutcome::Kind::missing_object:
      return "its object is not in the repository";
    case ReadOutcome::Kind::unreadable:
    case ReadOutcome::Kind::ok:
      break;
  }
  return outcome.detail.empty() ? "it cannot be read" : outcome.detail;
}

/// What few files give.
struct Found {
  FileFacts facts;
  std::string skipped;
  std::vector<Mention> mentions;
};

/// What one file gave, in its own slot: small, since there are as many as files.
struct Slot {
  std::unique_ptr<Found> found;  ///< empty when the file was of a language at most
  std::uint32_t external = 0;
  Language language = Language::none;
  bool missing = false;
  bool scanned = false;
  bool huge = false;  ///< too large to be searched for names, and of no language

  Found& more() {
    if (!found) found = std::make_unique<Found>();
    return *found;
  }
};

/// What all workers share and none changes.
struct Shared {
  const Files& files;
  const Registry& registry;
  const ScanRequest& request;
  const Suspicion& suspicion;
  const MentionSearch& mentions;
  ScanOptions options;
};

void sort_words(std::vector<std::string>& words) {
  std::sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
}

/// What a class of Java and its kin is called by its file's name.
void add_jvm_classes(const Files& files, const Module& module, std::vector<std::string>& classes) {
  for (const FileId file : module.files) {
    const Language language = language_of(files.path(file));
    if (language != Language::java && language != Language::kotlin && language != Language::scala) continue;
    const std::string_view name = paths::base_name(files.path(file));
    classes.emplace_back(name.substr(0, name.find('.')));
  }
}

ScanOptions options_of(const Files& files, const Registry& registry) {
  ScanOptions options;
  for (const auto& [macro, space] : registry.policy.namespace_macros) {
    options.namespace_macros.emplace_back(macro.value, space.value);
  }
  for (const Text& call : registry.policy.registry_calls) options.registry_calls.push_back(call.value);
  for (const Module& module : registry.modules) {
    for (std::string& flag : flag_names(module.manifest.flag)) options.flags.push_back(std::move(flag));
    if (module.manifest.stage == Stage::removed) continue;
    for (const Text& prefix : module.manifest.namespaces.registry) options.registry_prefixes.push_back(prefix.value);
    add_jvm_classes(files, module, options.jvm_classes);
  }
  sort_words(options.jvm_classes);
  sort_words(options.flags);
  sort_words(options.registry_prefixes);
  return options;
}

/// One thread's work: its own reader and buffer.
class Worker {
 public:
  Worker(const Shared& shared, std::vector<Slot>& slots, std::unique_ptr<BlobReader> reader)
      : shared_(shared), slots_(slots), reader_(std::move(reader)) {}

  void operator()(std::size_t i) {
    const Entry& entry = shared_.files[static_cast<FileId>(i)];
    if (shared_.registry.excluded[i]) return;
    if (entry.kind == EntryKind::symlink || entry.kind == EntryKind::submodule) return;
    Language language = language_of(entry.path);
    const bool script = language == Language::none && may_be_script(entry);
    const auto file = static_cast<FileId>(i);
    const bool named = shared_.mentions.wants(file) && !is_binary_name(entry.path);
    if (language == Language::none && !script && !named) return;

    Slot& slot = slots_[i];
    const ReadOutcome outcome = reader_->read(entry, limits::kSourceBytes, bytes_);
    if (!outcome) {
      if (language == Language::none && outcome.kind == ReadOutcome::Kind::too_large) {
        slot.huge = named;  // a program or data, not a script
        return;
      }
      slot.missing = outcome.kind == ReadOutcome::Kind::missing_object;
      slot.more().skipped = reason_of(outcome);
      return;
    }
    if (script && is_python_script(bytes_)) language = Language::python;
    const bool innocent = language == Language::none ? false : read_source(i, language, slot);
    if (!named || !is_text(bytes_)) return;
    std::vector<Mention> mentions = shared_.mentions.in(file, bytes_, innocent);
    if (!mentions.empty()) slot.more().mentions = std::move(mentions);
  }

 private:
  /// Searches the file for suspects and lexes it where needed; true when it holds no suspect word.
  bool read_source(std::size_t i, Language language, Slot& slot) {
    slot.scanned = true;
    slot.language = language;
    const bool needed = must_prove(i, language);
    const SearchOutcome found = needed ? SearchOutcome{} : search(language, bytes_, shared_.suspicion);
    const bool innocent = !needed && !found.suspect;
    if (innocent && !shared_.request.prove_all) {
      slot.external = static_cast<std::uint32_t>(found.external);
      return true;
    }
    FileFacts& facts = slot.more().facts;
    facts = scan(language, bytes_, shared_.options);
    // What is odd in a file that holds no word of any module is nobody's concern: the fast path does not see it either.
    if (innocent) facts.troubles.clear();
    facts.language = language;
    facts.scanned = true;
    return innocent;
  }

  /// Modules' own files need their namespaces and macros; build files are few and their options are looked up by name;
  /// descriptors say what the packages of the files below them are called.
  bool must_prove(std::size_t i, Language language) const {
    return shared_.registry.owner[i] != kCore || is_build_script(language) || language == Language::npm ||
           language == Language::cargo || language == Language::go_mod;
  }

  const Shared& shared_;
  std::vector<Slot>& slots_;
  std::unique_ptr<BlobReader> reader_;
  std::string bytes_;
};

/// Reads the files that are picked, in parallel, each into its slot.
std::optional<Failure> read_files(const View& view, const Shared& shared, const std::vector<std::size_t>& picked,
                                  std::vector<Slot>& slots) {
  std::optional<Failure> failure;
  std::mutex failure_mutex;
  parallel_for(picked.size(), shared.request.jobs, [&]() -> std::function<void(std::size_t)> {
    auto reader = view.reader();
    if (!reader) {
      const std::scoped_lock lock(failure_mutex);
      failure = reader.error();
      return [](std::size_t) {};
    }
    return [&picked, worker = std::make_shared<Worker>(shared, slots, std::move(*reader))](std::size_t i) {
      (*worker)(picked[i]);
    };
  });
  return failure;
}

/// The files of the slice, or all.
std::vector<std::size_t> files_to_read(const Files& files, const Slice* slice) {
  std::vector<std::size_t> picked;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const std::string_view path = files.path(static_cast<FileId>(i));
    if (slice != nullptr && !std::binary_search(slice->paths.begin(), slice->paths.end(), path)) {
      if (!slice->build || !is_build_script(language_of(path))) continue;
    }
    picked.push_back(i);
  }
  return picked;
}

/// The files that those of a slice may include, by their base names: what namespaces they open decides how names of the
/// including file are looked up.
std::vector<std::size_t> included_by(const Files& files, const std::vector<std::size_t>& picked,
                                     const std::vector<Slot>& slots) {
  std::unordered_set<std::string_view> names;
  for (const std::size_t file : picked) {
    if (!slots[file].found || !is_c_family(slots[file].language)) continue;
    for (const Reference& reference : slots[file].found->facts.references) {
      // Some compilers take backslashes.
      const std::string_view spelled = reference.spelled;
      names.insert(spelled.substr(spelled.find_last_of("/\\") + 1));
    }
  }
  std::vector<std::size_t> included;
  if (names.empty()) return included;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const bool named = names.contains(paths::base_name(files.path(static_cast<FileId>(i))));
    if (named && !std::binary_search(picked.begin(), picked.end(), i)) included.push_back(i);
  }
  return included;
}

}  // namespace

Result<ScanOutcome> scan_files(const View& view, const Files& files, const Registry& registry,
                               const TreeDescription& tree, const ScanRequest& request) {
  const Suspicion suspicion = suspicion_of(files, registry, tree);
  const MentionSearch mentions(files, registry, suspicion);
  const Shared shared{files, registry, request, suspicion, mentions, options_of(files, registry)};
  std::vector<Slot> slots(files.view_size());
  ScanOutcome outcome;
  const std::vector<std::size_t> picked = files_to_read(files, request.slice);
  if (auto failure = read_files(view, shared, picked, slots)) return *failure;
  if (request.slice != nullptr) {
    const std::vector<std::size_t> beside = included_by(files, picked, slots);
    if (auto failure = read_files(view, shared, beside, slots)) return *failure;
    for (const std::size_t file : beside) outcome.beside.push_back(static_cast<FileId>(file));
  }
  outcome.facts = FactsTable(slots.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const auto file = static_cast<FileId>(i);
    Slot& slot = slots[i];
    outcome.scanned += slot.scanned ? 1 : 0;
    outcome.external += slot.external;
    if (slot.huge) outcome.huge.push_back(file);
    if (slot.missing) outcome.missing_objects.emplace_back(files.path(file));
    // Of a module's other files it still counts in what language they are.
    const bool beside = request.slice != nullptr && request.slice->build && !slot.scanned && !registry.excluded[i];
    outcome.facts.set(i, beside ? language_of(files.path(file)) : slot.language);
    if (!slot.found) continue;
    const std::unique_ptr<Found> found = std::move(slot.found);
    outcome.proved += found->facts.scanned ? 1 : 0;
    std::move(found->mentions.begin(), found->mentions.end(), std::back_inserter(outcome.mentions));
    if (!found->skipped.empty()) outcome.skipped.push_back({file, std::move(found->skipped), {}});
    for (const ScanTrouble& trouble : found->facts.troubles)
      outcome.skipped.push_back({file, trouble.what, trouble.at});
    if (found->facts.scanned) outcome.facts.set(i, std::move(found->facts));
  }
  return outcome;
}

void count_integration_lines(const Files& files, Registry& registry, BlobReader& reader) {
  std::string bytes;
  for (Module& module : registry.modules) {
    const WordSet words(naming_words(module));
    module.integration_lines.clear();
    for (const FileId file : module.integration_files) {
      std::uint32_t named = 0;
      if (file != kNoFile && reader.read(files[file], limits::kSourceBytes, bytes)) {
        const LineIndex lines(bytes);
        for (std::uint32_t line = 1; line <= lines.lines(); ++line) named += words.found_in(lines.line(line)) ? 1 : 0;
      }
      module.integration_lines.push_back(named);
    }
  }
}

}  // namespace modgate
