// people.yaml: persons with their accounts and roles.
#include <fmt/core.h>

#include <unordered_map>
#include <utility>

#include "base/text.h"
#include "manifest/field_reader.h"
#include "manifest/forms.h"
#include "manifest/parse.h"

namespace modgate {
namespace {

std::optional<Role> role_of(std::string_view word) {
  if (word == "pmc") return Role::pmc;
  if (word == "committer") return Role::committer;
  if (word == "reviewer") return Role::reviewer;
  if (word == "emeritus") return Role::emeritus;
  return std::nullopt;
}

RosterPerson person_of(const FieldReader& reader, const YamlNode& node, FileId file) {
  RosterPerson person;
  person.at = {file, node.at};
  person.id = std::string(handle_of(reader.text(node, "id").value));
  person.name = reader.text(node, "name").value;
  person.affiliation = reader.text(node, "affiliation").value;
  person.bot = reader.truth(node, "bot");
  for (const Text& handle : reader.texts(node, "handles")) person.handles.emplace_back(handle_of(handle.value));
  for (Text& email : reader.texts(node, "emails")) person.emails.push_back(std::move(email.value));
  for (const YamlNode* const item : reader.items(node, "roles")) {
    const bool long_form = item->kind == YamlKind::mapping;
    const auto role = role_of((long_form ? reader.text(*item, "role") : reader.scalar(*item)).value);
    if (!role) continue;
    RoleSpan span;
    span.role = *role;
    if (long_form) {
      span.since = reader.date(*item, "since");
      span.until = reader.date(*item, "until");
    }
    person.roles.push_back(span);
  }
  if (person.handles.empty() && !person.id.empty()) person.handles.push_back(person.id);
  return person;
}

/// Two persons with one account would let one voice count as two.
void refuse_shared_handles(Roster& roster) {
  std::unordered_map<std::string, const RosterPerson*> owner;
  for (const RosterPerson& person : roster.people) {
    std::vector<std::string> names = person.handles;
    names.push_back(person.id);
    for (const std::string& name : names) {
      const auto [first, fresh] = owner.try_emplace(text::lower(name), &person);
      if (fresh || first->second == &person) continue;
      Fault fault;
      fault.kind = FaultKind::invalid_value;
      fault.at = person.at.span;
      fault.message = fmt::format("`{}` is also a handle of `{}`", name, first->second->id);
      fault.help = "join the two entries, or correct the handle";
      fault.key = "people";
      roster.faults.push_back(std::move(fault));
    }
  }
}

/// A commit by a shared address would confirm whoever stands first.
void refuse_shared_emails(Roster& roster) {
  std::unordered_map<std::string, const RosterPerson*> owner;
  for (const RosterPerson& person : roster.people) {
    for (const std::string& email : person.emails) {
      const auto [first, fresh] = owner.try_emplace(text::lower(email), &person);
      if (fresh || first->second == &person) continue;
      Fault fault;
      fault.kind = FaultKind::invalid_value;
      fault.at = person.at.span;
      fault.message = fmt::format("`{}` is also an address of `{}`", email, first->second->id);
      fault.help = "leave a shared address out of both entries; a commit by it could be either's";
      fault.key = "people";
      roster.faults.push_back(std::move(fault));
    }
  }
}

}  // namespace

Roster parse_people(std::string_view bytes, FileId file) {
  Roster roster;
  roster.declared = true;
  roster.file = file;
  YamlTree tree = read_yaml(bytes);
  roster.faults = std::move(tree.faults);
  if (!tree.readable) {
    roster.unusable = fmt::format("it cannot be read: {}", roster.faults.front().message);
    return roster;
  }
  std::map<std::string, Span> keys;
  FieldReader reader(roster.faults, keys, true);
  reader.read(tree.root, people_fields());
  require_schema(tree.root, "modgate/people/v1", roster.faults);
  for (const YamlNode* const item : reader.items(tree.root, "people")) {
    if (item->kind != YamlKind::mapping) continue;
    RosterPerson person = person_of(reader, *item, file);
    if (!person.handles.empty()) roster.people.push_back(std::move(person));
  }
  refuse_shared_handles(roster);
  refuse_shared_emails(roster);
  if (roster.people.empty()) roster.unusable = "it names nobody";
  settle_faults(roster.faults);
  roster.index();
  return roster;
}

}  // namespace modgate
