#include "lint/scan_files.h"

#include <fmt/core.h>

#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "base/line_index.h"
#include "base/parallel_for.h"
#include "base/paths.h"
#include "base/word_set.h"
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

/// What one file gave, in its own slot.
struct Slot {
  FileFacts facts;
  std::string skipped;
  bool missing = false;
  bool scanned = false;
  std::uint64_t external = 0;
};

/// What all workers share and none changes.
struct Shared {
  const Files& files;
  const Registry& registry;
  const ScanRequest& request;
  Suspicion suspicion;
  ScanOptions options;
};

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
    if (language == Language::none && !script) return;

    Slot& slot = slots_[i];
    const ReadOutcome outcome = reader_->read(entry, limits::kSourceBytes, bytes_);
    if (!outcome) {
      if (script && outcome.kind == ReadOutcome::Kind::too_large) return;  // a program, not a script
      slot.missing = outcome.kind == ReadOutcome::Kind::missing_object;
      slot.skipped = reason_of(outcome);
      return;
    }
    if (script) {
      if (!is_python_script(bytes_)) return;
      language = Language::python;
    }
    slot.scanned = true;
    slot.facts.language = language;
    const bool needed = must_prove(i, language);
    const SearchOutcome found = needed ? SearchOutcome{} : search(language, bytes_, shared_.suspicion);
    const bool innocent = !needed && !found.suspect;
    if (innocent && !shared_.request.prove_all) {
      slot.external = found.external;
      return;
    }
    slot.facts = scan(language, bytes_, shared_.options);
    // What is odd in a file that holds no word of any module is nobody's concern: the fast path does not see it either.
    if (innocent) slot.facts.troubles.clear();
    slot.facts.language = language;
    slot.facts.scanned = true;
  }

 private:
  /// Modules' own files need their namespaces and macros; build files are few and their options are looked up by name.
  bool must_prove(std::size_t i, Language language) const {
    return shared_.registry.owner[i] != kCore || language == Language::cmake || language == Language::kconfig;
  }

  const Shared& shared_;
  std::vector<Slot>& slots_;
  std::unique_ptr<BlobReader> reader_;
  std::string bytes_;
};

}  // namespace

Result<ScanOutcome> scan_files(const View& view, const Files& files, const Registry& registry,
                               const TreeDescription& tree, const ScanRequest& request) {
  Shared shared{files, registry, request, suspicion_of(files, registry, tree), {}};
  for (const auto& [macro, space] : registry.policy.namespace_macros) {
    shared.options.namespace_macros.emplace_back(macro.value, space.value);
  }
  std::vector<Slot> slots(files.view_size());
  std::optional<Failure> failure;
  std::mutex failure_mutex;
  parallel_for(slots.size(), request.jobs, [&]() -> std::function<void(std::size_t)> {
    auto reader = view.reader();
    if (!reader) {
      const std::scoped_lock lock(failure_mutex);
      failure = reader.error();
      return [](std::size_t) {};
    }
    return [worker = std::make_shared<Worker>(shared, slots, std::move(*reader))](std::size_t i) { (*worker)(i); };
  });
  if (failure) return *failure;

  ScanOutcome outcome;
  outcome.facts.resize(slots.size());
  for (std::size_t i = 0; i < slots.size(); ++i) {
    Slot& slot = slots[i];
    const auto file = static_cast<FileId>(i);
    outcome.scanned += slot.scanned ? 1 : 0;
    outcome.proved += slot.facts.scanned ? 1 : 0;
    outcome.external += slot.external;
    if (slot.missing) outcome.missing_objects.emplace_back(files.path(file));
    if (!slot.skipped.empty()) outcome.skipped.push_back({file, std::move(slot.skipped), {}});
    for (const ScanTrouble& trouble : slot.facts.troubles) outcome.skipped.push_back({file, trouble.what, trouble.at});
    outcome.facts[i] = std::move(slot.facts);
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
