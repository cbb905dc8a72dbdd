// YAML and all that is read from it, and the other files that say who is who: readers are total, and whatever they
// complain about has a place in the file.
#include <algorithm>
#include <array>
#include <cstddef>

#include "base/glob.h"
#include "base/utf8.h"
#include "input.h"
#include "manifest/forms.h"
#include "manifest/parse.h"
#include "manifest/stage_table.h"
#include "manifest/yaml_bytes.h"
#include "manifest/yaml_tree.h"
#include "modgate/date.h"
#include "modgate/limits.h"
#include "spans.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

/// Keys and values lie within their mapping, in order and apart.
void check_node(const YamlNode& node, const Spans& spans, int depth) {
  demand(depth <= limits::kManifestDepth + 1, "a tree deeper than the limit");
  std::uint32_t behind = node.at.begin;
  for (const YamlNode& item : node.items) {
    spans.within(item.at, node.at, "item");
    demand(behind <= item.at.begin, "items out of order");
    behind = item.at.end;
    check_node(item, spans, depth + 1);
  }
  for (const YamlEntry& entry : node.entries) {
    spans.within(entry.key_at, node.at, "key");
    spans.inside(entry.value.at, "value");
    demand(behind <= entry.key_at.begin, "entries out of order");
    demand(entry.key_at.end <= entry.value.at.begin, "a value before its key");
    behind = entry.value.at.end;
    demand(node.find(entry.key) == &entry.value, "a key that is not found");
    check_node(entry.value, spans, depth + 1);
  }
}

void yaml(std::string_view bytes) {
  const Spans spans(bytes);
  const YamlTree tree = read_yaml(bytes);
  spans.faults(tree.faults);
  if (!tree.readable) {
    demand(tree.faults.size() == 1, "a tree that is not readable has one fault");
    demand(tree.root.entries.empty(), "a tree that is not readable is empty");
    return;
  }
  demand(!refuse_bytes(bytes), "bytes that are refused and read");
  check_node(tree.root, spans, 0);
}

void check_keys(const std::map<std::string, Span>& keys, const Spans& spans) {
  for (const auto& [key, at] : keys) spans.inside(at, key);
}

void check_texts(const std::vector<Text>& texts, const Spans& spans) {
  for (const Text& text : texts) spans.inside(text.at, text.value);
}

void manifest(std::string_view bytes) {
  const Spans spans(bytes);
  const Manifest read = parse_manifest(bytes, FileId{0});
  spans.faults(read.faults);
  check_keys(read.keys, spans);
  for (const auto* texts : {&read.paths, &read.public_headers, &read.tests, &read.docs, &read.depends_on,
                            &read.requires_, &read.conflicts, &read.namespaces.cpp, &read.namespaces.allow}) {
    check_texts(*texts, spans);
  }
  for (const Waiver& waiver : read.waivers) spans.inside(waiver.at, "waiver");
  for (const Text& path : read.paths) demand(!refuse_path(path.value, Form::glob), "a refused path that is kept");
  demand(read.readable || (read.keys.empty() && read.faults.size() == 1), "an unreadable manifest with content");
  const Policy policy = default_policy();
  spans.faults(stage_faults(read, policy));
  demand(!readiness(read, policy).empty(), "a manifest without a line about its readiness");
  for (const Stage stage : {Stage::S0, Stage::S1, Stage::S2, Stage::deprecated, Stage::removed}) {
    for (const Requirement& row : requirements(read, stage, policy)) {
      demand(row.met == row.missing.empty() || row.follows, "a row that is met and lacks something", row.title);
    }
  }
}

void policy(std::string_view bytes) {
  const Spans spans(bytes);
  const Policy read = parse_policy(bytes, FileId{0}, ".modgate/");
  spans.faults(read.faults);
  check_keys(read.keys, spans);
  for (const auto* texts : {&read.include_roots, &read.python_roots, &read.exclude, &read.tests}) {
    check_texts(*texts, spans);
  }
}

/// What may be asked of any roster, by names that occur in it and one that does not.
void ask(const Roster& roster, const Spans& spans) {
  spans.faults(roster.faults);
  constexpr Date kDay{2024, 2, 29};
  for (const RosterPerson& person : roster.people) {
    spans.inside(person.at.span, "person");
    for (const std::string& handle : person.handles) demand(roster.find(handle) != nullptr, "a lost handle", handle);
    for (const Role role : {Role::reviewer, Role::committer, Role::pmc, Role::emeritus}) {
      demand(held(roster, person, role, kDay) != Held::undecided || roster.known_since.has_value(),
             "undecided without a gap");
    }
    demand(!standing(person, kDay).empty(), "a person who is nothing");
  }
  (void)roster.nearest("somebdoy");
  (void)roster.find_email("1+Ada@users.noreply.github.com");
}

void people(std::string_view bytes) { ask(parse_people(bytes, FileId{0}), Spans(bytes)); }

void contributors(std::string_view bytes) { ask(parse_contributors(bytes, FileId{0}), Spans(bytes)); }

void owners(std::string_view bytes) {
  const Spans spans(bytes);
  for (const OwnersLine& line : parse_owners(bytes, FileId{0}).lines) {
    spans.inside(line.pattern.at, line.pattern.value);
    check_texts(line.owners, spans);
    (void)Glob(line.pattern.value).matches("src/relax/op.cc");
  }
}

/// A roster up to a line `====`, a .mailmap behind it.
void mailmap(std::string_view bytes) {
  constexpr std::string_view kBetween = "\n====\n";
  const std::size_t at = std::min(bytes.find(kBetween), bytes.size());
  Roster roster = parse_people(bytes.substr(0, at), FileId{0});
  const std::size_t persons = roster.people.size();
  join_mailmap(roster, at < bytes.size() ? bytes.substr(at + kBetween.size()) : std::string_view());
  demand(roster.people.size() == persons, "a .mailmap that makes persons");
  ask(roster, Spans(bytes));
}

/// One value in every form.
void forms(std::string_view value) {
  for (const Form form : {Form::path, Form::folder, Form::rooted, Form::glob}) {
    const auto refused = refuse_path(value, form);
    demand(!refused || !refused->empty(), "a path that is refused without a reason");
  }
  for (const Form form : {Form::text, Form::sentence, Form::id, Form::url, Form::handle, Form::date}) {
    (void)find_placeholder(value, form);
  }
  const std::string shown = shown_value(value);
  demand(!utf8::first_invalid(shown), "a shown value that is not UTF-8");
  demand(shown == utf8::visible(shown), "a shown value with hidden characters", shown);
  demand(handle_of(value).size() <= value.size(), "a handle longer than its text");
  const auto date = parse_date(value);
  if (!date) return;
  demand(day_text(*date) == value, "a date that is not what was written");
  demand(date_of_day(day_number(*date)) == *date, "a day that is another one");
}

constexpr std::array kEntries{
    Entry{"yaml", yaml},
    Entry{"manifest", manifest},
    Entry{"policy", policy},
    Entry{"people", people},
    Entry{"contributors", contributors},
    Entry{"owners", owners},
    Entry{"mailmap", mailmap},
    Entry{"forms", forms},
};

}  // namespace

const Target manifests_target{"manifests", kEntries};

}  // namespace modgate::fuzz
