// One walk over the files that may hold markers, and in each one over its markers: a begin opens a section, the end of
// the same name closes it, everything else is trouble.
#include "lint/generated.h"

#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "base/nearest.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "lint/generated_text.h"
#include "lint/markers.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

/// Where GitHub and GitLab look.
constexpr std::array<std::string_view, 4> kOwnersPaths{".github/CODEOWNERS", ".gitlab/CODEOWNERS", "CODEOWNERS",
                                                       "docs/CODEOWNERS"};
constexpr std::string_view kStage = "stage ";

bool is_owners(std::string_view path) {
  return std::find(kOwnersPaths.begin(), kOwnersPaths.end(), path) != kOwnersPaths.end();
}

bool is_markdown(std::string_view path) {
  const std::string name = text::lower(paths::base_name(path));
  return name.ends_with(".md") || name.ends_with(".markdown");
}

/// A name as a message may show it.
std::string shown(std::string_view name) {
  constexpr std::size_t kShown = 60;
  const bool cut = name.size() > kShown;
  return fmt::format("`{}{}`", utf8::visible(utf8::well_formed(name.substr(0, kShown))), cut ? "..." : "");
}

/// What sections say, each made once.
class Texts {
 public:
  explicit Texts(const Registry& registry) : registry_(registry) {
    for (std::size_t i = 0; i < registry.modules.size(); ++i) modules_.emplace(registry.modules[i].name, i);
  }

  bool has_module(const std::string& name) const { return modules_.contains(name); }
  const std::string& of(const std::string& name) {
    const auto [at, added] = texts_.try_emplace(name);
    if (!added) return at->second;
    if (name == "owners") return at->second = owner_lines(registry_);
    const std::string text = name == "modules"
                                 ? module_table(registry_)
                                 : stage_banner(registry_.modules[modules_.at(name.substr(kStage.size()))]);
    // Markdown wants blank lines around tables and quotations.
    return at->second = "\n" + text + "\n";
  }
  /// The nearest module, for the first ones that ask.
  std::optional<std::string> nearest_module(const std::string& name) {
    if (hints_ == limits::kHandleHints) return std::nullopt;
    ++hints_;
    std::vector<std::string> names;
    for (const auto& entry : modules_) names.push_back(entry.first);
    return nearest(name, names);
  }

 private:
  const Registry& registry_;
  std::map<std::string, std::size_t> modules_;
  std::map<std::string, std::string> texts_;
  std::size_t hints_ = 0;
};

/// The sections of one file.
class Pairing {
 public:
  Pairing(FileId file, bool owners, Texts& texts, std::vector<GeneratedSection>& out)
      : file_(file), owners_(owners), texts_(texts), out_(out) {}

  void read(const std::vector<Marker>& markers) {
    for (const Marker& marker : markers) {
      if (faults_ > limits::kMarkerFaults) {
        ++more_;
      } else if (is_sound(marker)) {
        marker.word == "begin" ? begin(marker) : end(marker);
      }
    }
    if (open_ && faults_ <= limits::kMarkerFaults) {
      trouble(*open_, fmt::format("section {} has no end", shown(open_->name)),
              fmt::format("put `{}` below what is generated", written("end", open_->name)));
    }
    if (more_ > 0) out_.back().trouble += fmt::format(", and {} follow", text::counted(more_, "more marker"));
  }

 private:
  std::string written(std::string_view word, std::string_view name) const {
    const std::string inner = fmt::format("modgate:{} {}", word, utf8::visible(name.substr(0, 100)));
    return owners_ ? "# " + inner : "<!-- " + inner + " -->";
  }

  GeneratedSection& trouble(const Marker& marker, std::string message, std::string help) {
    ++faults_;
    GeneratedSection& section = out_.emplace_back();
    section.marker = {file_, marker.at};
    section.name = marker.name.substr(0, 100);
    section.trouble = std::move(message);
    section.help = std::move(help);
    return section;
  }

  /// Whether the marker is one that this kind of file knows.
  bool is_sound(const Marker& marker) {
    const std::string known = owners_ ? "`owners`" : "`modules` and `stage MODULE`";
    if (marker.word != "begin" && marker.word != "end") {
      trouble(marker, fmt::format("{} is no marker", shown("modgate:" + marker.word)),
              "write `modgate:begin` or `modgate:end`");
      return false;
    }
    if (marker.nested) {
      trouble(marker, "the marker stands in a list or a quotation", "put it at the left edge of the page");
      return false;
    }
    const bool stage = !owners_ && marker.name.starts_with(kStage);
    const std::string module = stage ? marker.name.substr(kStage.size()) : "";
    if (stage && texts_.has_module(module)) return true;
    if (marker.name == (owners_ ? "owners" : "modules")) return true;
    // The begin has said it.
    if (marker.word == "end" && unknown_ == marker.name) return false;
    unknown_ = marker.name;
    if (stage) {
      const auto near = texts_.nearest_module(module);
      trouble(marker, fmt::format("there is no module {}", shown(module)),
              near ? fmt::format("did you mean {}?", shown(*near)) : std::string("`modgate modules` lists them"));
    } else {
      const std::string message = marker.name.empty() ? std::string("the marker names no section")
                                                      : fmt::format("there is no section {}", shown(marker.name));
      trouble(marker, message, fmt::format("known here: {}", known));
    }
    return false;
  }

  void begin(const Marker& marker) {
    if (open_) {
      trouble(marker, fmt::format("section {} begins before {} has ended", shown(marker.name), shown(open_->name)),
              fmt::format("put `{}` before it", written("end", open_->name)))
          .related.push_back({{file_, open_->at}, fmt::format("{} begins here", shown(open_->name))});
    }
    const auto [first, fresh] = seen_.try_emplace(marker.name, marker.at);
    doubled_ = !fresh;
    if (doubled_) {
      trouble(marker, fmt::format("section {} stands in this file twice", shown(marker.name)), "keep one of them")
          .related.push_back({{file_, first->second}, "the first one begins here"});
    }
    open_ = marker;
  }

  void end(const Marker& marker) {
    if (!open_) {
      trouble(marker, fmt::format("section {} ends and has not begun", shown(marker.name)),
              fmt::format("put `{}` above what is generated", written("begin", marker.name)));
      return;
    }
    if (open_->name != marker.name) {
      trouble(marker, fmt::format("section {} ends where {} has begun", shown(marker.name), shown(open_->name)),
              fmt::format("write `{}`", written("end", open_->name)))
          .related.push_back({{file_, open_->at}, fmt::format("{} begins here", shown(open_->name))});
    } else if (!doubled_) {
      GeneratedSection& section = out_.emplace_back();
      section.marker = {file_, open_->at};
      section.name = marker.name;
      if (marker.name.starts_with(kStage)) section.module = marker.name.substr(kStage.size());
      section.body = {open_->after, marker.line};
    }
    open_.reset();
  }

  FileId file_;
  bool owners_;
  Texts& texts_;
  std::vector<GeneratedSection>& out_;
  std::optional<Marker> open_;
  bool doubled_ = false;  ///< the open section stands above already
  std::string unknown_;   ///< the name that was complained of last
  std::map<std::string, Span> seen_;
  std::size_t faults_ = 0;
  std::size_t more_ = 0;
};

std::string with_crlf(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\n') out += '\r';
    out += c;
  }
  return out;
}

/// Fills in what a section should say, where it does not; `room` is what may still be kept.
void compare(std::string_view text, Texts& texts, std::uint64_t& room, GeneratedSection& section) {
  const std::string_view body = text.substr(section.body.begin, section.body.end - section.body.begin);
  const std::string& wanted = texts.of(section.name);
  const bool crlf = text.substr(0, section.body.begin).ends_with("\r\n");
  std::string plain;
  for (std::size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\r' || i + 1 == body.size() || body[i + 1] != '\n') plain += body[i];
  }
  section.stale = plain != wanted;
  section.fresh = !section.stale;
  if (!section.stale) return;
  std::string written = crlf ? with_crlf(wanted) : wanted;
  section.given = written.size() <= room;
  if (!section.given) return;
  room -= written.size();
  section.text = std::move(written);
}

bool is_unread(const Fault& fault) {
  return fault.kind == FaultKind::syntax || fault.kind == FaultKind::unknown_key ||
         fault.kind == FaultKind::invalid_value || fault.kind == FaultKind::bad_path;
}

bool any_unread(const std::vector<Fault>& faults) { return std::any_of(faults.begin(), faults.end(), is_unread); }

}  // namespace

bool has_unread_configuration(const Registry& registry) {
  return any_unread(registry.policy.faults) || any_unread(registry.roster.faults) ||
         std::any_of(registry.modules.begin(), registry.modules.end(),
                     [](const Module& module) { return any_unread(module.manifest.faults); });
}

void forget_generated(Mentions& mentions, const std::vector<GeneratedSection>& sections) {
  std::map<FileId, std::vector<Span>> bodies;
  for (const GeneratedSection& section : sections) {
    if (section.fresh) bodies[section.marker.file].push_back(section.body);
  }
  if (bodies.empty()) return;
  std::erase_if(mentions, [&](const Mention& mention) {
    // The last one of many stands for others as well.
    const auto found = mention.more > 0 ? bodies.end() : bodies.find(mention.from);
    if (found == bodies.end()) return false;
    const auto after = std::upper_bound(found->second.begin(), found->second.end(), mention.at.begin,
                                        [](std::uint32_t at, const Span& body) { return at < body.begin; });
    return after != found->second.begin() && mention.at.begin < std::prev(after)->end;
  });
}

std::vector<GeneratedSection> find_generated(const Files& files, const Registry& registry, BlobReader& reader,
                                             const Slice* slice, LintReport& report,
                                             std::vector<std::string>& missing) {
  std::vector<GeneratedSection> out;
  const bool unread = has_unread_configuration(registry);
  Texts texts(registry);
  std::uint64_t room = limits::kGeneratedBytes;
  std::size_t waiting = 0;
  std::string bytes;
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const auto file = static_cast<FileId>(i);
    const Entry& entry = files[file];
    const bool owners = is_owners(entry.path);
    const bool regular = entry.kind == EntryKind::file || entry.kind == EntryKind::executable;
    if (!regular || registry.excluded[i] || (!owners && !is_markdown(entry.path))) continue;
    // What a section holds follows from the registry, which is the base's where a slice is looked at.
    if (slice != nullptr && !std::binary_search(slice->paths.begin(), slice->paths.end(), entry.path)) continue;
    // What cannot be read, or is too large for any search, is named where names are looked for in all text.
    const ReadOutcome outcome = reader.read(entry, limits::kSourceBytes, bytes);
    if (outcome.kind == ReadOutcome::Kind::missing_object) missing.emplace_back(entry.path);
    if (!outcome || bytes.find(kMarkerWord) == std::string::npos) continue;
    const MarkersRead read = owners ? markers_of_owners(bytes) : markers_of_markdown(bytes);
    if (!read.trouble.empty()) {
      report.undecided.push_back(fmt::format("whether the generated sections of `{}` are up to date: {}",
                                             utf8::visible(entry.path), read.trouble));
      continue;
    }
    const std::size_t first = out.size();
    Pairing(file, owners, texts, out).read(read.markers);
    for (std::size_t at = first; at < out.size(); ++at) {
      if (!out[at].trouble.empty()) continue;
      waiting += unread ? 1U : 0U;
      if (!unread) compare(bytes, texts, room, out[at]);
    }
  }
  if (waiting > 0) {
    report.undecided.push_back(
        fmt::format("whether {} up to date: a policy, roster or manifest has faults; correct them first",
                    text::counted(waiting, "generated section is", "generated sections are")));
  }
  return out;
}

}  // namespace modgate
