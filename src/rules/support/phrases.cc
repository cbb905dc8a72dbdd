// The shared words and lookups of the rules; see phrases.h.
#include "rules/support/phrases.h"

#include <algorithm>
#include <array>
#include <string>

namespace modgate::phrases {
namespace {

void add_fault(const Fault& fault, FileId file, std::string_view module, Findings& findings) {
  Diagnostic& finding = findings.add({file, fault.at}, fault.message);
  finding.label = fault.label;
  finding.help = fault.help;
  finding.module = module;
  finding.target = fault.key;
  if (fault.severe) finding.severity = Severity::error;
  if (fault.meant.empty()) return;
  finding.fixes.push_back({fmt::format("write `{}`", fault.meant), {{{file, fault.word}, fault.meant}}});
}

}  // namespace

std::string quoted(std::string_view name) { return fmt::format("`{}`", name); }

std::string listing(const std::vector<std::string>& parts, std::size_t limit) {
  std::string out;
  const std::size_t shown = parts.size() > limit ? limit : parts.size();
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) out += i + 1 == parts.size() ? " and " : ", ";
    out += parts[i];
  }
  if (shown < parts.size()) out += fmt::format(" and {} more", parts.size() - shown);
  return out;
}

std::string counted(std::size_t n, std::string_view noun) {
  return n == 1 ? fmt::format("1 {}", noun) : fmt::format("{} {}s", n, noun);
}

std::string party(const Registry& registry, ModuleId id) {
  if (id == kCore) return "core";
  const Module& module = registry[id];
  return fmt::format("{} module `{}`", stage_name(module.stage), module.name);
}

Location in_manifest(const Module& module, Span at) { return {module.manifest.file, at}; }

std::string_view key_of(Part part) {
  switch (part) {
    case Part::test:
      return "tests";
    case Part::doc:
      return "docs";
    case Part::integration:
      return "integration";
    case Part::source:
    case Part::manifest:
      break;
  }
  return "paths";
}

Location key_place(const Module& module, const std::string& key) {
  const auto found = module.manifest.keys.find(key);
  return in_manifest(module, found != module.manifest.keys.end() ? found->second : module.manifest.module.at);
}

Related stage_line(const Registry& registry, ModuleId id) {
  const Module& module = registry[id];
  const Text& stage = module.manifest.stage_text;
  if (!stage.set)
    return {key_place(module, "stage"), fmt::format("`{}` has no stage and is judged as S0", module.name)};
  const Location at = in_manifest(module, stage.at);
  if (!stage_of(stage.value)) return {at, fmt::format("this stage is unknown; `{}` is judged as S0", module.name)};
  if (module.manifest.stage != module.stage) {
    return {at, fmt::format("`{}` is {} but has files in the tree; it is judged as {}", module.name, stage.value,
                            stage_name(module.stage))};
  }
  return {at, fmt::format("`{}` declares stage {} here", module.name, stage.value)};
}

std::string whom_to_ask(const Module& module) {
  constexpr std::size_t kNamed = 3;
  std::vector<std::string> names;
  for (const Seat& seat : module.manifest.maintainers) {
    if (seat.handle.set && names.size() < kNamed) names.push_back(quoted(seat.handle.value));
  }
  return names.empty() ? std::string() : "; ask " + listing(names);
}

bool at_or_below(std::string_view name, std::string_view ancestor, std::string_view separator) {
  if (ancestor.empty() || name.substr(0, ancestor.size()) != ancestor) return false;
  return name.size() == ancestor.size() || name.substr(ancestor.size(), separator.size()) == separator;
}

bool is_header(std::string_view path) {
  constexpr std::array<std::string_view, 16> kHeaders = {"h",   "hh",  "hpp", "hxx", "h++", "H",   "cuh", "inc",
                                                         "inl", "ipp", "ixx", "tcc", "tpp", "txx", "def", "hip"};
  std::string_view name = base_name(path);
  if (name.ends_with(".in")) name.remove_suffix(3);
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos &&
         std::find(kHeaders.begin(), kHeaders.end(), name.substr(dot + 1)) != kHeaders.end();
}

std::string_view base_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view without_slash(std::string_view path) {
  while (path.ends_with('/')) path.remove_suffix(1);
  return path;
}

std::optional<std::string> symlink_on_the_way(const Files& files, std::string_view path) {
  const std::string_view fixed = path.substr(0, path.find_first_of("*?["));
  for (std::size_t slash = fixed.find('/'); slash != std::string_view::npos; slash = fixed.find('/', slash + 1)) {
    const std::optional<FileId> file = files.find(fixed.substr(0, slash));
    if (file && files[*file].kind == EntryKind::symlink) return std::string(fixed.substr(0, slash));
  }
  return std::nullopt;
}

std::string lower(std::string_view word) {
  std::string out(word);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

std::string folded(std::string_view word) {
  std::string out = lower(word);
  out.erase(std::remove_if(out.begin(), out.end(), [](char c) { return c == '-' || c == '_'; }), out.end());
  return out;
}

bool near_miss(std::string_view word, std::string_view candidate) {
  const std::string a = folded(word);
  const std::string b = folded(candidate);
  if (a == b) return true;
  const std::string& longer = a.size() < b.size() ? b : a;
  const std::string& shorter = a.size() < b.size() ? a : b;
  constexpr std::size_t kShortest = 4;  // one edit of a shorter word is another word
  if (longer.size() - shorter.size() > 1 || shorter.size() < kShortest) return false;
  const auto ahead = std::mismatch(shorter.begin(), shorter.end(), longer.begin());
  const auto behind = std::mismatch(shorter.rbegin(), shorter.rend(), longer.rbegin());
  const auto equal_ahead = ahead.first - shorter.begin();
  const auto equal_behind = behind.first - shorter.rbegin();
  return equal_ahead + equal_behind >= static_cast<std::ptrdiff_t>(longer.size()) - 1;
}

void report_faults(const RuleContext& context, FaultKind kind, Findings& findings) {
  const auto report = [&](const std::vector<Fault>& faults, FileId file, std::string_view module) {
    for (const Fault& fault : faults) {
      if (fault.kind == kind) add_fault(fault, file, module, findings);
    }
  };
  report(context.registry.policy.faults, context.registry.policy.file, {});
  report(context.registry.roster.faults, context.registry.roster.file, {});
  for (const Module& module : context.registry.modules) {
    report(module.manifest.faults, module.manifest.file, module.name);
  }
}

}  // namespace modgate::phrases
