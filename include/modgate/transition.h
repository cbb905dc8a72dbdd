// Moves of modules between stages, and what each move needs: MANIFEST "Transitions". One list of evidence drives
// MG501, MG502 and `explain FROM->TO`.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/manifest.h"
#include "modgate/registry.h"

namespace modgate {

struct RuleContext;

/// One thing that a move needs.
struct Evidence {
  /// `follows`: comes with the move itself, as its date does; only where a move is tried.
  enum class State : std::uint8_t { met, lacking, undecided, follows };
  std::string title;  ///< "a vote open for at least 72 hours"
  State state = State::undecided;
  std::string detail;     ///< what was found, or what is missing; may be empty
  bool reported = false;  ///< of what lacks: a new finding of its own says so already
};

/// A module whose stage in the view is another than in the base, or that came new.
struct Move {
  ModuleId module = kCore;    ///< in the view
  std::optional<Stage> from;  ///< nothing: the base has no such module
  Stage to = Stage::S0;
  bool legal = true;
  bool tried = false;   ///< the manifest does not say `to`: the run judges as if it did
  std::string instead;  ///< of an illegal one: the way that is open, "S0->S1, then S1->S2"
  std::vector<Evidence> evidence;
};

/// What MANIFEST asks of a move, without a module: titles only; an illegal move has none and says what is open instead.
Move move_page(std::optional<Stage> from, Stage to);

/// "S0->S1", "none->proposed".
std::string move_name(std::optional<Stage> from, Stage to);

/// The moves between the base and the view, with what is there and what lacks. `found`: the findings of the rules that
/// ran before; errors among them about the module are evidence that lacks. Empty without a base.
std::vector<Move> moves_of(const RuleContext& context, std::span<const Diagnostic> found);

}  // namespace modgate
