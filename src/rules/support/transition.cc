// What a move between stages needs, and what of it is there; see modgate/transition.h.
#include "modgate/transition.h"

#include "modgate/rule.h"

namespace modgate {

Move move_page(std::optional<Stage> from, Stage to) {
  Move move;
  move.from = from;
  move.to = to;
  return move;
}

std::vector<Move> moves_of(const RuleContext&, std::span<const Diagnostic>) { return {}; }

}  // namespace modgate
