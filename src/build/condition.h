// Conditions of build scripts as reduced ordered decision diagrams: equal conditions are equal numbers, so that
// "always", "never" and "the same" are comparisons. Atoms are the questions that a script leaves open: options of the
// user, facts of the platform, and what could not be evaluated. A third leaf, maybe, stands for what got too large to
// tell.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace modgate {

/// A node of Conditions.
enum class Cond : std::uint32_t {};
inline constexpr Cond kNever{0};
inline constexpr Cond kAlways{1};
inline constexpr Cond kMaybe{2};

struct Atom {
  enum class Kind : std::uint8_t {
    option,    ///< a cache entry that the user may set
    external,  ///< the platform, the toolchain, a variable that no script sets
    opaque,    ///< what could not be evaluated
  };
  Kind kind = Kind::external;
  bool fallback = false;  ///< its default
  bool open = false;      ///< its default is not known
  std::string holds;      ///< for people: "`USE_X` is on"
  std::string fails;      ///< "`USE_X` is off"
};

class Conditions {
 public:
  using AtomId = std::uint32_t;

  Conditions();
  /// The condition that the atom with this key holds; `make` gives it where the key is new. Beyond the limit of atoms:
  /// maybe.
  Cond atom(std::string_view key, const std::function<Atom()>& make);
  /// The same atom, if there is one.
  bool known(std::string_view key, AtomId& id) const;
  Cond condition_of(AtomId id) { return make(id, kNever, kAlways); }
  Atom& operator[](AtomId id) { return atoms_[id]; }
  const Atom& operator[](AtomId id) const { return atoms_[id]; }
  std::size_t atoms() const { return atoms_.size(); }
  /// Forgets all atoms and conditions, which gives the next ones all of the room; they may take `work` steps.
  void clear(std::uint64_t work);
  std::uint64_t work_done() const { return work_; }
  /// The limit on work is met: from here on everything is maybe.
  bool exhausted() const { return work_ >= limit_; }

  Cond negate(Cond a);
  Cond both(Cond a, Cond b);
  Cond either(Cond a, Cond b);
  Cond without(Cond a, Cond b) { return both(a, negate(b)); }
  bool implies(Cond a, Cond b) { return without(a, b) == kNever; }

  /// The condition once every atom that `value` decides (0 or 1; others give -1) has that value.
  Cond assume(Cond a, const std::function<int(AtomId)>& value);
  /// Whether it can hold for some value of the atoms that `chosen` names.
  Cond exists(Cond a, const std::function<bool(AtomId)>& chosen);
  /// Holds where it does whatever the opaque atoms are; maybe counts as no.
  Cond whatever_opaque(Cond a);
  /// The atoms it depends on, in order; `maybe` tells whether that leaf is among its leaves.
  std::vector<AtomId> support(Cond a, bool& maybe) const;
  /// One way to make it hold with the fewest atoms that are not at their defaults, for people; empty when none is
  /// needed. `skip` leaves atoms out.
  std::vector<std::string> example(Cond a, const std::function<bool(AtomId)>& skip) const;
  /// Nodes below this one, counted up to `most`.
  std::size_t size(Cond a, std::size_t most) const;

 private:
  struct Node {
    AtomId atom;
    Cond low, high;  ///< where the atom fails, where it holds
  };
  struct Memo {
    Cond a = kNever, b = kNever, result = kNever;
  };
  static constexpr std::size_t kFewWritten = 4096;
  const Node& node(Cond a) const { return nodes_[static_cast<std::size_t>(a)]; }
  Cond make(AtomId atom, Cond low, Cond high);
  Cond conjoin(Cond a, Cond b);
  void remember(std::size_t slot) {
    if (written_.size() <= kFewWritten) written_.push_back(static_cast<std::uint32_t>(slot));
  }
  bool work() { return ++work_ <= limit_; }
  Cond quantify(Cond a, const std::function<Cond(const Node&, Cond, Cond)>& join,
                std::unordered_map<std::uint32_t, Cond>& memo);

  std::vector<Atom> atoms_;
  std::unordered_map<std::string, AtomId> keys_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> table_;  ///< open addressing over nodes_
  std::vector<Memo> memo_;            ///< lossy
  std::vector<std::pair<Cond, Cond>> negations_;
  std::vector<std::uint32_t> written_;  ///< slots of either memory that hold something, while they are few
  std::uint64_t work_ = 0;              ///< of all times
  std::uint64_t limit_ = 0;
  std::uint64_t step_limit_ = 0;  ///< for the operation that is under way
};

}  // namespace modgate
