#include "removal/patch.h"

#include <fmt/core.h>

#include <algorithm>
#include <string_view>

#include "modgate/limits.h"

namespace modgate {
namespace {

constexpr std::uint32_t kContext = 3;
constexpr std::string_view kNoLineEnd = "\\ No newline at end of file\n";
constexpr std::string_view kNoObject = "0000000000000000000000000000000000000000";

/// Lines with their ends.
std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    const std::size_t size = end == std::string_view::npos ? text.size() : end + 1;
    lines.push_back(text.substr(0, size));
    text.remove_prefix(size);
  }
  return lines;
}

void put_line(std::string& out, char mark, std::string_view line) {
  out += mark;
  out += line;
  if (line.ends_with('\n')) return;
  out += '\n';
  out += kNoLineEnd;
}

/// The name in `---` and `+++` lines: a blank in it is closed by a tab, as git does it.
std::string header_path(std::string_view prefix, std::string_view path) {
  std::string name = patch_path(prefix, path);
  if (name.front() != '"' && path.find(' ') != std::string_view::npos) name += '\t';
  return name;
}

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
  return fmt::format("diff --git {} {}\ndeleted file mode {}\n", patch_path("a/", entry.path),
                     patch_path("b/", entry.path), mode_of(entry.kind));
}

/// Git checks the object's id and needs no bytes to delete; the empty literal is what it writes for "nothing".
std::string binary_deletion(const Entry& entry) {
  return deletion_head(entry) +
         fmt::format("index {}..{}\nGIT binary patch\nliteral 0\nHcmV?d00001\n\n", hex(entry.id), kNoObject);
}

std::string text_deletion(const Entry& entry, std::string_view text) {
  std::string out = deletion_head(entry);
  if (entry.id != ObjectId{}) out += fmt::format("index {}..{}\n", hex(entry.id), kNoObject);
  const std::vector<std::string_view> lines = lines_of(text);
  if (lines.empty()) return out;
  const std::string count = lines.size() == 1 ? "" : fmt::format(",{}", lines.size());
  out += fmt::format("--- {}\n+++ /dev/null\n@@ -1{} +0,0 @@\n", header_path("a/", entry.path), count);
  for (const std::string_view line : lines) put_line(out, '-', line);
  return out;
}

/// Lines that an edit touches, and what stands there afterwards.
struct Change {
  std::size_t first = 0;
  std::size_t last = 0;  ///< behind the last line
  std::string after;
};

/// One change for each run of touched lines.
std::vector<Change> changes_of(std::string_view text, const std::vector<std::string_view>& lines,
                               const std::vector<Span>& cuts) {
  std::vector<std::size_t> starts;
  for (const std::string_view line : lines) starts.push_back(static_cast<std::size_t>(line.data() - text.data()));
  starts.push_back(text.size());
  const auto line_at = [&](std::size_t offset) {
    return static_cast<std::size_t>(std::upper_bound(starts.begin(), starts.end(), offset) - starts.begin()) - 1;
  };
  std::vector<Change> changes;
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

std::string range(std::size_t before, std::size_t count) {
  // Git counts from the line before where there is none.
  const std::size_t start = count == 0 ? before : before + 1;
  return count == 1 ? fmt::format("{}", start) : fmt::format("{},{}", start, count);
}

std::string hunks_of(std::string_view text, const std::vector<Span>& cuts) {
  const std::vector<std::string_view> lines = lines_of(text);
  const std::vector<Change> changes = changes_of(text, lines, cuts);
  std::string out;
  std::ptrdiff_t shift = 0;  // new line numbers minus old ones
  for (std::size_t i = 0; i < changes.size();) {
    std::size_t end = i + 1;
    while (end < changes.size() && changes[end].first - changes[end - 1].last <= std::size_t{2} * kContext) ++end;
    const std::size_t first = changes[i].first - std::min<std::size_t>(changes[i].first, kContext);
    const std::size_t last = std::min(lines.size(), changes[end - 1].last + kContext);
    std::string body;
    std::size_t at = first;
    std::size_t added = 0;
    std::size_t removed = 0;
    for (; i < end; ++i) {
      for (; at < changes[i].first; ++at) put_line(body, ' ', lines[at]);
      for (; at < changes[i].last; ++at, ++removed) put_line(body, '-', lines[at]);
      for (const std::string_view line : lines_of(changes[i].after)) {
        put_line(body, '+', line);
        ++added;
      }
    }
    for (; at < last; ++at) put_line(body, ' ', lines[at]);
    const std::size_t count = last - first;
    const std::size_t before = static_cast<std::size_t>(static_cast<std::ptrdiff_t>(first) + shift);
    out += fmt::format("@@ -{} +{} @@\n", range(first, count), range(before, count - removed + added));
    out += body;
    shift += static_cast<std::ptrdiff_t>(added) - static_cast<std::ptrdiff_t>(removed);
  }
  return out;
}

void put_deletion(const Entry& entry, FileId file, BlobReader& reader, RemovalPatch& patch) {
  if (entry.kind == EntryKind::submodule) {
    patch.left_out.push_back(file);
    return;
  }
  std::string bytes;
  const ReadOutcome outcome = reader.read(entry, limits::kSourceBytes, bytes);
  const bool known = entry.id != ObjectId{};
  const bool large = outcome.kind == ReadOutcome::Kind::too_large;
  if (!outcome && !(large && known)) {
    const bool object = outcome.kind == ReadOutcome::Kind::missing_object;
    (object ? patch.missing : patch.left_out).push_back(file);
  } else if (known && (large || bytes.find('\0') != std::string::npos)) {
    patch.text += binary_deletion(entry);
  } else {
    patch.text += text_deletion(entry, bytes);
  }
}

}  // namespace

std::string patch_path(std::string_view prefix, std::string_view path) {
  std::string quoted(prefix);
  bool odd = false;
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\') {
      quoted += c;
      continue;
    }
    odd = true;
    constexpr std::string_view kNamed = "\a\b\t\n\v\f\r\"\\";
    constexpr std::string_view kLetters = "abtnvfr\"\\";
    const std::size_t named = kNamed.find(c);
    quoted += '\\';
    quoted += named != std::string_view::npos ? std::string(1, kLetters[named]) : fmt::format("{:03o}", byte);
  }
  return odd ? '"' + quoted + '"' : quoted;
}

RemovalPatch removal_patch(const Files& files, const Removal& removal, BlobReader& reader, SourceTexts& texts) {
  RemovalPatch patch;
  for (const FileId file : removal.deletes) put_deletion(files[file], file, reader, patch);
  for (std::size_t first = 0; first < removal.cuts.size();) {
    const FileId file = removal.cuts[first].file;
    std::vector<Span> cuts;
    for (; first < removal.cuts.size() && removal.cuts[first].file == file; ++first) {
      cuts.push_back(removal.cuts[first].at);
    }
    const std::string_view path = files.path(file);
    patch.text += fmt::format("diff --git {} {}\n--- {}\n+++ {}\n", patch_path("a/", path), patch_path("b/", path),
                              header_path("a/", path), header_path("b/", path));
    patch.text += hunks_of(texts.text(file), cuts);
  }
  return patch;
}

}  // namespace modgate
