// What moves between stages need, as a table: MANIFEST "Transitions" row by row, each need with the function that looks
// for it. A module, its base and the findings so far come in, evidence goes out. Nothing is guessed: what only people
// or history know is undecided.
#pragma once

#include <cstddef>
#include <initializer_list>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/rfc_uses.h"
#include "rules/support/votes.h"

namespace modgate::transition {

/// What all moves of one run share.
struct Run {
  const RuleContext& context;
  std::map<std::string_view, std::vector<const Diagnostic*>> found;  ///< by module
  std::vector<VoteView> votes;
  RfcUses rfcs;
  std::vector<bool> old;  ///< per file of the view: the base has it, perhaps elsewhere
};

/// A move that is looked at. `base` is nullptr for a module that came new.
struct Look {
  const Run& run;
  ModuleId id;
  const Module& module;
  const Module* base;
  std::optional<Stage> from;
  Stage to;
  bool tried;  ///< judged as if its manifest said `to`: what comes with the move itself is not there yet

  const RuleContext& context() const { return run.context; }
  const Policy& policy() const { return run.context.registry.policy; }
  /// The errors about the module that nothing silenced, by prefixes of their ids; with warnings where asked for.
  std::vector<const Diagnostic*> errors(std::initializer_list<std::string_view> prefixes, bool warnings = false) const;
  /// Whether a waiver silenced a finding of this rule about the module.
  bool waived(std::string_view rule) const;
};

struct Need {
  std::string_view title;  ///< for the page
  bool minimal = false;    ///< asked for by the preset `minimal`, too
  void (*judge)(const Look&, std::vector<Evidence>&) = nullptr;
};

/// A legal move and its needs.
struct Row {
  std::optional<Stage> from;
  Stage to;
  std::span<const Need* const> needs;
};

/// The row of the move, or nullptr: there is no such move.
const Row* row_of(std::optional<Stage> from, Stage to);
/// The shortest way of legal moves, "S0->S1, then S1->S2"; empty when there is none.
std::string way(std::optional<Stage> from, Stage to);

Evidence evidence(std::string title, Evidence::State state, std::string detail = {});
/// "3 errors, the first MG301 in `src/a.cc`".
std::string summary_of(const Look& look, const std::vector<const Diagnostic*>& findings);
/// The day from which a deprecation of the base counts: announced, and in force. Nothing: it does not say when.
std::optional<Date> deprecated_since(const Manifest& base);
/// Whether the manifest's vote was held for this move: it opened in the stage that ends. Nothing: not known.
std::optional<bool> is_new_vote(const Look& look);
/// The module's vote as the roster resolves it; nullptr without a roster to count by.
const VoteView* vote_of(const Look& look);

// The needs, by what they look at: manifests and RFCs, people and votes, the tree.
extern const Need valid_manifest, stage_column, accepted_rfcs, another_rfc, succession, deprecation_reason,
    announcement, inactivity, decision, replacement, migration, remove_after, remove_after_passed, no_compositions;
extern const Need vote_hours, passing_vote, new_vote, days_in_s0;
extern const Need isolation, covered_uses, no_uses, no_uses_left, no_residue, older_code;

/// The needs of a module that enters by `adopted`.
std::span<const Need* const> needs_of_adoption();

/// Rows of the stage table that the roster knows more about: replaces what the table found.
void judge_people(const Look& look, const Requirement& row, Evidence& evidence);

}  // namespace modgate::transition
