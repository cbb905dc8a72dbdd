// CONTRIBUTORS.md as Apache TVM writes it: lists of `- [Name](https://github.com/handle) (PMC): @handle - areas` below
// headings that say "Committers" or "Reviewers". The mark and the colon wander in real files, links end in a slash or
// differ in case from the handle: an entry is read by what it holds, not by its punctuation. Lists below other headings
// (mentors, links) are nobody's roster.
#include <fmt/core.h>

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "manifest/field_reader.h"
#include "manifest/forms.h"
#include "manifest/parse.h"
#include "manifest/yaml_bytes.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

std::optional<Role> role_of_heading(std::string_view heading) {
  const std::string words = text::lower(heading);
  for (const std::string_view gone : {"emeritus", "emeriti", "former", "past ", "retired", "alumni"}) {
    if (words.find(gone) != std::string::npos) return Role::emeritus;
  }
  if (words.find("committer") != std::string::npos) return Role::committer;
  if (words.find("reviewer") != std::string::npos) return Role::reviewer;
  if (words.find("pmc") != std::string::npos) return Role::pmc;
  return std::nullopt;
}

/// The longest prefix that is a handle, for text such as `tqchen: - topi`.
std::string_view leading_handle(std::string_view text) {
  std::size_t end = 0;
  while (end < text.size() && (text::is_digit(text[end]) || text[end] == '-' || (text[end] | 0x20) >= 'a') &&
         (text[end] | 0x20) <= 'z') {
    ++end;
  }
  std::string_view handle = text.substr(0, end);
  while (handle.ends_with('-')) handle.remove_suffix(1);
  return handle_of(handle);
}

void add_handle(std::vector<std::string>& handles, std::string_view handle) {
  const bool known = std::any_of(handles.begin(), handles.end(),
                                 [&](const std::string& other) { return text::equal_ignoring_case(other, handle); });
  if (!handle.empty() && !known) handles.emplace_back(handle);
}

struct Entry {
  std::string name;
  std::vector<std::string> handles;
  bool pmc = false;
};

/// Reads what follows the list mark.
Entry entry_of(std::string_view line) {
  Entry entry;
  std::string_view rest = line;
  std::string_view linked;
  const std::size_t bracket = line.find("](");
  if (line.starts_with('[') && bracket != std::string_view::npos) {
    std::string_view name = line.substr(1, bracket - 1);
    const std::size_t close = std::min(line.find(')', bracket), line.size());
    const std::string_view url = line.substr(bracket + 2, close - bracket - 2);
    const std::size_t host = url.find("github.com/");
    if (host != std::string_view::npos) {
      std::string_view account = url.substr(host + 11);
      while (account.ends_with('/')) account.remove_suffix(1);
      if (handle_of(account) == account && account.find('/') == std::string_view::npos) linked = account;
    }
    if (name.starts_with('@')) name.remove_prefix(1);
    entry.name = std::string(name);
    rest = close < line.size() ? line.substr(close + 1) : std::string_view{};
  }
  // What stands behind the dash are areas, where an `@` may be anybody.
  const std::string_view head = rest.substr(0, rest.find(" - "));
  for (std::size_t at = head.find('@'); at != std::string_view::npos; at = head.find('@', at + 1)) {
    const bool address = at > 0 && text::is_identifier(head[at - 1]);
    if (!address) add_handle(entry.handles, leading_handle(head.substr(at + 1)));
  }
  add_handle(entry.handles, linked);
  if (entry.name.empty()) entry.name = std::string(text::trim(head.substr(0, head.find('@'))));
  // A podling of the Apache incubator calls its PMC a PPMC.
  const std::string marks = text::lower(rest);
  entry.pmc = marks.find("(pmc)") != std::string::npos || marks.find("(ppmc)") != std::string::npos;
  return entry;
}

class Importer {
 public:
  Importer(Roster& roster, std::string_view bytes) : roster_(roster), bytes_(bytes) {}

  void run() {
    std::optional<Role> role;
    std::string_view previous;
    bool commented = false;
    for (std::size_t begin = 0; begin < bytes_.size();) {
      const std::size_t end = std::min(bytes_.find('\n', begin), bytes_.size());
      const std::string_view line = text::trim(bytes_.substr(begin, end - begin));
      const bool underline = line.size() >= 3 && line.find_first_not_of(line[0] == '=' ? '=' : '-') == line.npos;
      const bool hidden = commented;
      if (const std::size_t open = line.find(commented ? "-->" : "<!--"); open != line.npos) {
        commented = !commented && line.find("-->", open) == line.npos;
      }
      if (hidden) {
        begin = end + 1;
        continue;
      }
      if (line.starts_with('#')) {
        role = role_of_heading(line);
      } else if (underline && !previous.empty()) {
        role = role_of_heading(previous);
      } else if (role && (line.starts_with("- ") || line.starts_with("* "))) {
        const std::size_t at = bytes_.find(line[0], begin);
        add(text::trim(line.substr(2)), *role, span_at(bytes_, at, line.size()));
      }
      previous = line;
      begin = end + 1;
    }
  }

 private:
  void add(std::string_view line, Role role, Span at) {
    Entry entry = entry_of(line);
    if (entry.handles.empty()) {
      Fault fault;
      fault.kind = FaultKind::invalid_value;
      fault.at = at;
      fault.message = "this entry names nobody: it has no @handle and no link to an account";
      fault.help = "write `- [Name](https://github.com/handle): @handle - areas`";
      roster_.faults.push_back(std::move(fault));
      return;
    }
    RosterPerson& person = person_with(entry, at);
    if (role != Role::reviewer || person.roles.empty()) grant(person, role);
    if (entry.pmc) grant(person, Role::pmc);
  }

  /// A committer may stand among the reviewers, too: one person, all roles.
  RosterPerson& person_with(const Entry& entry, Span at) {
    for (const std::string& handle : entry.handles) {
      const auto known = by_handle_.find(text::lower(handle));
      if (known == by_handle_.end()) continue;
      RosterPerson& person = roster_.people[known->second];
      for (const std::string& other : entry.handles) {
        add_handle(person.handles, other);
        by_handle_.try_emplace(text::lower(other), known->second);
      }
      return person;
    }
    RosterPerson person;
    person.id = entry.handles.front();
    person.name = entry.name;
    person.handles = entry.handles;
    person.at = {roster_.file, at};
    for (const std::string& handle : entry.handles) by_handle_.emplace(text::lower(handle), roster_.people.size());
    roster_.people.push_back(std::move(person));
    return roster_.people.back();
  }

  static void grant(RosterPerson& person, Role role) {
    const bool has =
        std::any_of(person.roles.begin(), person.roles.end(), [&](const RoleSpan& span) { return span.role == role; });
    if (!has) person.roles.push_back({role, {}, {}, false});
  }

  Roster& roster_;
  std::string_view bytes_;
  std::unordered_map<std::string, std::size_t> by_handle_;
};

}  // namespace

Roster parse_contributors(std::string_view bytes, FileId file) {
  Roster roster;
  roster.declared = true;
  roster.file = file;
  if (bytes.size() > limits::kManifestBytes) {
    roster.unusable = fmt::format("it has {} bytes; at most {} are read", bytes.size(), limits::kManifestBytes);
    return roster;
  }
  if (utf8::first_invalid(bytes)) {
    roster.unusable = "it is not UTF-8";
    return roster;
  }
  Importer(roster, bytes).run();
  if (roster.people.empty()) {
    roster.unusable = "no list below a heading with \"Committers\" or \"Reviewers\" names anybody";
  }
  settle_faults(roster.faults);
  roster.index();
  return roster;
}

}  // namespace modgate
