// A module's manifest as modgate understood it, with the place of every value, and what was wrong with it.
// Reading never fails: a manifest with faults still owns its paths and is still judged, as strictly as possible.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/date.h"
#include "modgate/source.h"

namespace modgate {

enum class Stage : std::uint8_t { proposed, S0, S1, S2, deprecated, removed };
std::string_view stage_name(Stage stage);
std::optional<Stage> stage_of(std::string_view name);

/// A scalar as written and where. `set` is false when the field is absent.
struct Text {
  std::string value;
  Span at;
  bool set = false;
};

/// A person in a seat: a handle (without `@`), and what the long form adds.
struct Seat {
  Text handle;
  std::optional<Date> since;  ///< `since` or `date`
  Text role;
  Text evidence;
};

/// A day, or a point in time where the manifest gives a time with its zone.
struct Moment {
  Date day;                            ///< as written
  std::optional<std::int64_t> second;  ///< since 1970-01-01T00:00Z; absent when only a day is written
};

/// One entry of `vote.ballots`; `voter.since` is its date. A value with a fault is not set.
struct Ballot {
  Seat voter;
  Text vote;  ///< "+1", "0", "-0.5"
};

struct Vote {
  bool set = false;
  std::optional<Moment> opened, closed;
  Text rule;  ///< a claim: the policy's rule decides
  std::vector<Ballot> ballots;
  std::optional<int> claimed_for, claimed_against;
};

struct Integration {
  Text path;
  Text why;
  int max_lines = 5;
  bool use = false;
  bool owned = false;
};

struct Flag {
  Text name;
  Text kind;  ///< cmake macro kconfig bazel gn maven python env computed; absent: cmake
  Text declared_in;
  Text gate;
  Text macro;  ///< the macro that is on when the flag is; absent: the flag's own name
};

/// `rfc`, of the module or of a composition; in the short form only `url` is set, and it counts as accepted.
struct Rfc {
  bool set = false;
  Text ref, url;
  Text path;   ///< its document in this repository
  Text state;  ///< "draft", "accepted"
  std::optional<Date> date;
};

struct Composition {
  Text with;
  std::vector<Text> paths;
  Rfc rfc;
};

struct Relation {
  Text module;
  Text kind;  ///< reuses overlaps complements replaces evolves
};

/// Findings of the module that were accepted for a while. `paths` empty: all.
struct Waiver {
  Text rule;  ///< id or name
  std::vector<Text> paths;
  std::optional<Date> until;
  Text reason, approved_by;
  Span at;  ///< the whole entry
};

/// Two files that must change together.
struct Mirror {
  Text ours, theirs;
};

struct Milestone {
  Text title, target;
  bool done = false;
};

/// `adopted`: the module is older than its manifest.
struct Adoption {
  bool set = false;
  std::optional<Date> date;
  Text reason;
};

struct Deprecation {
  bool set = false;
  std::optional<Date> announced, remove_after;
  Text reason;  ///< inactive superseded vote withdrawn
  Text replacement, migration, decision;
};

struct Namespaces {
  bool none = false;  ///< `namespace: none`
  std::vector<Text> cpp, c, python, jvm, go, rust, js, proto, macros, registry, allow;
};

/// What a fault in a manifest, policy or roster is: each kind is one rule.
enum class FaultKind : std::uint8_t {
  syntax,           ///< MG101
  unknown_key,      ///< MG102
  invalid_value,    ///< MG103
  missing_field,    ///< MG104
  forbidden_field,  ///< MG105
  placeholder,      ///< MG107
  bad_path,         ///< MG109
};

/// One fault: the message obeys Diagnostic's style.
struct Fault {
  FaultKind kind = FaultKind::syntax;
  Span at;
  std::string message;
  std::string label;
  std::string help;
  std::string key;      ///< dotted key path it concerns, e.g. "roadmap.fit"; empty for syntax
  bool severe = false;  ///< a placeholder that counts as an error
  std::string meant;    ///< of an unknown key: the only near one, absent from its mapping; else empty
  Span word;            ///< what `meant` replaces: the key without its quotes
};

/// One row of the stage table: what a stage asks for, and whether the manifest has it.
struct Requirement {
  std::string title;                 ///< "tests, docs", as the table says it
  std::vector<std::string> missing;  ///< the keys of it that are absent
  std::string add;                   ///< the line(s) to add
  bool met = false;
  bool follows = false;  ///< comes with the move itself (its date, its vote), not with the proposal's text
  bool minimal = false;  ///< preset minimal asks for it, too
};

struct Manifest {
  FileId file = kNoFile;
  bool readable = false;             ///< false: the YAML could not be read, only `faults` says why
  std::map<std::string, Span> keys;  ///< dotted path of every key that is present, and the key's place

  Text schema, module, summary, kind;
  Text stage_text;
  Stage stage = Stage::S0;  ///< an unknown or absent stage is judged as S0
  std::optional<Date> since;
  Adoption adopted;
  std::vector<Text> paths, public_headers, tests, docs;
  Namespaces namespaces;
  std::vector<Integration> integration;
  Flag flag;
  std::vector<Seat> maintainers, emeritus, endorsers;
  Seat champion;
  Vote vote;
  std::vector<Text> depends_on, requires_, conflicts;
  std::vector<Composition> compositions;
  Text ci_on_break;
  Text decision_summary;
  Rfc rfc;
  std::vector<Relation> relations;
  std::vector<Mirror> mirrors;
  std::vector<Milestone> milestones;
  std::optional<Date> review_by;
  Deprecation deprecation;
  std::vector<Seat> attest;
  std::vector<Waiver> waivers;

  std::vector<Fault> faults;
};

}  // namespace modgate
