// Edits are bytes of the texts that the run judged; one that does not fit there is never applied.
#include "lint/fixes.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

namespace modgate {
namespace {

bool is_inside(const Files& files, FileId file) {
  if (index(file) >= files.view_size()) return false;
  return files[file].kind == EntryKind::file || files[file].kind == EntryKind::executable;
}

struct ByPlace {
  bool operator()(const Edit& a, const Edit& b) const {
    return std::tie(a.at.span, a.text) < std::tie(b.at.span, b.text);
  }
};
/// Disjoint edits of one file, by place.
using Edits = std::set<Edit, ByPlace>;

/// Two that touch are no conflict, but two insertions in one place are: their order would be anybody's guess.
bool overlap(Span a, Span b) {
  if (a.begin == b.begin) return true;
  return a.begin < b.begin ? a.end > b.begin : b.end > a.begin;
}

bool has_room(const Edits& edits, const Edit& edit) {
  const auto after = edits.lower_bound(Edit{{edit.at.file, {edit.at.span.begin, 0}}, {}});
  if (after != edits.end() && overlap(after->at.span, edit.at.span)) return false;
  return after == edits.begin() || !overlap(std::prev(after)->at.span, edit.at.span);
}

/// Whether the whole fix can be applied beside what is chosen; one that is chosen already counts as applied.
bool choose(const Fix& fix, std::size_t size, Edits& chosen) {
  const bool known =
      std::all_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) { return chosen.contains(edit); });
  if (known) return true;
  for (const Edit& edit : fix.edits) {
    const bool fits = edit.at.span.begin <= edit.at.span.end && edit.at.span.end <= size;
    if (!fits || !has_room(chosen, edit)) return false;
  }
  chosen.insert(fix.edits.begin(), fix.edits.end());
  return true;
}

std::string edited(std::string_view text, const Edits& edits) {
  std::string out;
  std::size_t kept = 0;
  for (const Edit& edit : edits) {
    out += text.substr(kept, edit.at.span.begin - kept);
    out += edit.text;
    kept = edit.at.span.end;
  }
  out += text.substr(kept);
  return out;
}

class Overlay : public View {
 public:
  Overlay(View& below, const FixedTexts& texts) : below_(below), texts_(texts) {}

  ViewKind kind() const override { return below_.kind(); }
  std::string revision() const override { return below_.revision(); }
  Result<Listing> list() override {
    auto listing = below_.list();
    if (!listing) return listing;
    for (Entry& entry : listing->entries) {
      // The object of the old text is not this one's.
      if (texts_.contains(std::string(entry.path))) entry.id = {};
    }
    return listing;
  }
  Result<std::unique_ptr<BlobReader>> reader() const override {
    auto reader = below_.reader();
    if (!reader) return reader;
    return std::unique_ptr<BlobReader>(std::make_unique<Reader>(std::move(*reader), texts_));
  }

 private:
  class Reader : public BlobReader {
   public:
    Reader(std::unique_ptr<BlobReader> below, const FixedTexts& texts) : below_(std::move(below)), texts_(texts) {}
    ReadOutcome read(const Entry& entry, std::uint64_t limit, std::string& out) override {
      const auto found = texts_.find(std::string(entry.path));
      if (found == texts_.end()) return below_->read(entry, limit, out);
      out.clear();
      const std::uint64_t size = found->second.size();
      if (size > limit) return {ReadOutcome::Kind::too_large, size, std::to_string(size) + " bytes"};
      out = found->second;
      return {ReadOutcome::Kind::ok, size, {}};
    }

   private:
    std::unique_ptr<BlobReader> below_;
    const FixedTexts& texts_;
  };

  View& below_;
  const FixedTexts& texts_;
};

}  // namespace

void drop_fixes_outside(std::vector<Diagnostic>& findings, const Files& files) {
  for (Diagnostic& finding : findings) {
    std::erase_if(finding.fixes, [&](const Fix& fix) {
      return fix.edits.empty() || std::any_of(fix.edits.begin(), fix.edits.end(), [&](const Edit& edit) {
               return edit.at.file != fix.edits.front().at.file || !is_inside(files, edit.at.file);
             });
    });
  }
}

FixStep apply_fixes(const LintReport& report, const Files& files, SourceTexts& texts, bool all) {
  FixStep step;
  std::map<FileId, Edits> chosen;
  for (const Diagnostic& finding : report.findings) {
    const bool counts =
        finding.status == Diagnostic::Status::fresh || (all && finding.status == Diagnostic::Status::existing);
    if (!counts || finding.fixes.empty()) continue;
    const Fix& fix = finding.fixes.front();
    const FileId file = fix.edits.front().at.file;
    if (choose(fix, texts.text(file).size(), chosen[file])) ++step.findings;
  }
  for (const auto& [file, edits] : chosen) {
    const std::string_view text = texts.text(file);
    std::string after = edited(text, edits);
    if (after == text) continue;
    const std::string path(files.path(file));
    step.before.emplace(path, text);
    step.texts.emplace(path, std::move(after));
  }
  return step;
}

std::unique_ptr<View> overlay(View& below, const FixedTexts& texts) { return std::make_unique<Overlay>(below, texts); }

}  // namespace modgate
