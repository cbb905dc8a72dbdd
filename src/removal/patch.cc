#include "removal/patch.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "base/patch_text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

constexpr std::string_view kNoObject = "0000000000000000000000000000000000000000";

std::string hex(const ObjectId& id) {
  std::string text;
  for (const std::uint8_t byte : id) text += fmt::format("{:02x}", byte);
  return text;
}

std::string_view mode_of(EntryKind kind) {
  switch (kind) {
    case EntryKind::file:
      return "100644";
    case EntryKind::executable:
      return "100755";
    case EntryKind::symlink:
      return "120000";
    case EntryKind::submodule:
      break;
  }
  return "160000";
}

std::string deletion_head(const Entry& entry) {
  return fmt::format("diff --git {} {}\ndeleted file mode {}\n", patch::path("a/", entry.path),
                     patch::path("b/", entry.path), mode_of(entry.kind));
}

/// Git checks the object's id and needs no bytes to delete; the empty literal is what it writes for "nothing".
std::string binary_deletion(const Entry& entry) {
  return deletion_head(entry) +
         fmt::format("index {}..{}\nGIT binary patch\nliteral 0\nHcmV?d00001\n\n", hex(entry.id), kNoObject);
}

std::string text_deletion(const Entry& entry, std::string_view text) {
  std::string out = deletion_head(entry);
  if (entry.id != ObjectId{}) out += fmt::format("index {}..{}\n", hex(entry.id), kNoObject);
  const std::vector<std::string_view> lines = patch::lines_of(text);
  if (lines.empty()) return out;
  const std::string count = lines.size() == 1 ? "" : fmt::format(",{}", lines.size());
  out += fmt::format("--- {}\n+++ /dev/null\n@@ -1{} +0,0 @@\n", patch::header_path("a/", entry.path), count);
  for (const std::string_view line : lines) patch::put_line(out, '-', line);
  return out;
}

/// One change for each run of touched lines.
std::vector<patch::Change> changes_of(std::string_view text, const std::vector<std::string_view>& lines,
                                      const std::vector<Span>& cuts) {
  std::vector<std::size_t> starts;
  for (const std::string_view line : lines) starts.push_back(static_cast<std::size_t>(line.data() - text.data()));
  starts.push_back(text.size());
  const auto line_at = [&](std::size_t offset) {
    return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin()) - 1;
  };
  std::vector<patch::Change> changes;
  std::size_t kept_to = 0;  // bytes before this are in `after` of the last change, or cut
  const auto close = [&] {
    if (!changes.empty()) changes.back().after += text.substr(kept_to, starts[changes.back().last] - kept_to);
  };
  for (const Span& cut : cuts) {
    const std::size_t first = line_at(cut.begin);
    std::size_t last = line_at(cut.end - 1) + 1;
    // A cut line end joins what is left of the line with the next one.
    if (text[cut.end - 1] == '\n' && starts[first] < cut.begin && last < lines.size()) ++last;
    if (changes.empty() || first >= changes.back().last) {
      close();
      changes.push_back({first, last, {}});
      kept_to = starts[first];
    }
    changes.back().after += text.substr(kept_to, cut.begin - kept_to);
    changes.back().last = std::max(changes.back().last, last);
    kept_to = cut.end;
  }
  close();
  return changes;
}

void put_deletion(const Entry& entry, FileId file, BlobReader& reader, RemovalPatch& out) {
  if (entry.kind == EntryKind::submodule) {
    out.left_out.push_back(file);
    return;
  }
  std::string bytes;
  const ReadOutcome outcome = reader.read(entry, limits::kSourceBytes, bytes);
  const bool known = entry.id != ObjectId{};
  const bool large = outcome.kind == ReadOutcome::Kind::too_large;
  if (!outcome && !(large && known)) {
    const bool object = outcome.kind == ReadOutcome::Kind::missing_object;
    (object ? out.missing : out.left_out).push_back(file);
  } else if (known && (large || bytes.find('\0') != std::string::npos)) {
    out.text += binary_deletion(entry);
  } else {
    out.text += text_deletion(entry, bytes);
  }
}

}  // namespace

RemovalPatch removal_patch(const Files& files, const Removal& removal, BlobReader& reader, SourceTexts& texts) {
  RemovalPatch out;
  for (const FileId file : removal.deletes) put_deletion(files[file], file, reader, out);
  for (std::size_t first = 0; first < removal.cuts.size();) {
    const FileId file = removal.cuts[first].file;
    std::vector<Span> cuts;
    for (; first < removal.cuts.size() && removal.cuts[first].file == file; ++first) {
      cuts.push_back(removal.cuts[first].at);
    }
    const std::string_view text = texts.text(file);
    out.text += patch::edited_file(files.path(file), text, changes_of(text, patch::lines_of(text), cuts));
  }
  return out;
}

}  // namespace modgate
