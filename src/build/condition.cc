// Every node is made once (open addressing), and results of operations are remembered in tables that may forget. Leaves
// come first: never, always, maybe. Operations recurse as deep as there are atoms, whose number has a limit.
#include "build/condition.h"

#include <algorithm>
#include <limits>
#include <unordered_set>

#include "modgate/limits.h"

namespace modgate {
namespace {

constexpr std::uint32_t kLeaves = 3;
constexpr Conditions::AtomId kLeafAtom = std::numeric_limits<Conditions::AtomId>::max();
constexpr std::size_t kMemoSize = std::size_t{1} << 16U;

bool is_leaf(Cond a) { return static_cast<std::uint32_t>(a) < kLeaves; }

std::size_t mix(std::uint64_t a, std::uint64_t b, std::uint64_t c) {
  std::uint64_t h = a * 0x9e3779b97f4a7c15U ^ b * 0xc2b2ae3d27d4eb4fU ^ c * 0x165667b19e3779f9U;
  h ^= h >> 29U;
  return static_cast<std::size_t>(h * 0xbf58476d1ce4e5b9U >> 20U);
}

std::uint32_t number(Cond a) { return static_cast<std::uint32_t>(a); }

}  // namespace

Conditions::Conditions() { clear(limits::kConditionWork); }

void Conditions::clear(std::uint64_t work) {
  atoms_.clear();
  keys_.clear();
  nodes_.clear();
  table_.assign(1024, 0);
  // Most roots of a large tree ask little: emptying all of both memories would cost more than running them.
  if (memo_.empty() || written_.size() > kFewWritten) {
    memo_.assign(kMemoSize, {});
    negations_.assign(kMemoSize, {});
  }
  for (const std::uint32_t slot : written_) {
    memo_[slot] = {};
    negations_[slot] = {};
  }
  written_.clear();
  for (std::uint32_t leaf = 0; leaf < kLeaves; ++leaf) nodes_.push_back({kLeafAtom, Cond{leaf}, Cond{leaf}});
  limit_ = work_ + work;
}

Cond Conditions::make(AtomId atom, Cond low, Cond high) {
  if (low == high) return low;
  std::size_t mask = table_.size() - 1;
  std::size_t slot = mix(atom, number(low), number(high)) & mask;
  for (; table_[slot] != 0; slot = (slot + 1) & mask) {
    const Node& found = nodes_[table_[slot]];
    if (found.atom == atom && found.low == low && found.high == high) return Cond{table_[slot]};
  }
  if (nodes_.size() >= limits::kConditionNodes) return kMaybe;
  const auto id = static_cast<std::uint32_t>(nodes_.size());
  nodes_.push_back({atom, low, high});
  table_[slot] = id;
  if (nodes_.size() * 2 > table_.size()) {
    table_.assign(table_.size() * 4, 0);
    mask = table_.size() - 1;
    for (std::uint32_t i = kLeaves; i < nodes_.size(); ++i) {
      slot = mix(nodes_[i].atom, number(nodes_[i].low), number(nodes_[i].high)) & mask;
      while (table_[slot] != 0) slot = (slot + 1) & mask;
      table_[slot] = i;
    }
  }
  return Cond{id};
}

Cond Conditions::atom(std::string_view key, const std::function<Atom()>& make_atom) {
  const std::string name(key);
  auto found = keys_.find(name);
  if (found == keys_.end()) {
    if (atoms_.size() >= limits::kConditionAtoms) return kMaybe;
    found = keys_.emplace(name, static_cast<AtomId>(atoms_.size())).first;
    atoms_.push_back(make_atom());
  }
  return make(found->second, kNever, kAlways);
}

bool Conditions::known(std::string_view key, AtomId& id) const {
  const auto found = keys_.find(std::string(key));
  if (found == keys_.end()) return false;
  id = found->second;
  return true;
}

Cond Conditions::negate(Cond a) {
  if (a == kMaybe) return kMaybe;
  if (is_leaf(a)) return a == kNever ? kAlways : kNever;
  auto& memo = negations_[number(a) & (kMemoSize - 1)];
  if (memo.first == a) return memo.second;
  if (!work()) return kMaybe;
  const Node here = node(a);
  const Cond low = negate(here.low);
  const Cond result = make(here.atom, low, negate(here.high));
  remember(number(a) & (kMemoSize - 1));
  negations_[number(a) & (kMemoSize - 1)] = {a, result};
  return result;
}

Cond Conditions::both(Cond a, Cond b) {
  step_limit_ = std::min(limit_, work_ + limits::kConditionStep);
  const Cond result = conjoin(a, b);
  return work_ > step_limit_ ? kMaybe : result;
}

Cond Conditions::conjoin(Cond a, Cond b) {
  if (a == b || b == kAlways) return a;
  if (a == kAlways) return b;
  if (a == kNever || b == kNever) return kNever;
  if (number(b) < number(a)) std::swap(a, b);
  const std::size_t slot = mix(number(a), number(b), 7) & (kMemoSize - 1);
  if (memo_[slot].a == a && memo_[slot].b == b) return memo_[slot].result;
  if (++work_ > step_limit_) return kMaybe;
  const Node x = node(a);
  const Node y = node(b);
  const AtomId top = std::min(x.atom, y.atom);
  const Cond low = conjoin(x.atom == top ? x.low : a, y.atom == top ? y.low : b);
  const Cond high = conjoin(x.atom == top ? x.high : a, y.atom == top ? y.high : b);
  const Cond result = make(top, low, high);
  remember(slot);
  memo_[slot] = {a, b, result};
  return result;
}

Cond Conditions::either(Cond a, Cond b) {
  if (a == b || b == kNever) return a;
  if (a == kNever) return b;
  if (a == kAlways || b == kAlways) return kAlways;
  return negate(both(negate(a), negate(b)));
}

Cond Conditions::quantify(Cond a, const std::function<Cond(const Node&, Cond, Cond)>& join,
                          std::unordered_map<std::uint32_t, Cond>& memo) {
  if (is_leaf(a)) return a;
  if (const auto found = memo.find(number(a)); found != memo.end()) return found->second;
  const Node here = node(a);
  const Cond low = quantify(here.low, join, memo);
  const Cond high = quantify(here.high, join, memo);
  const Cond result = join(here, low, high);
  memo.emplace(number(a), result);
  return result;
}

Cond Conditions::assume(Cond a, const std::function<int(AtomId)>& value) {
  std::unordered_map<std::uint32_t, Cond> memo;
  return quantify(
      a,
      [&](const Node& at, Cond low, Cond high) {
        const int decided = value(at.atom);
        if (decided < 0) return make(at.atom, low, high);
        return decided == 0 ? low : high;
      },
      memo);
}

Cond Conditions::exists(Cond a, const std::function<bool(AtomId)>& chosen) {
  std::unordered_map<std::uint32_t, Cond> memo;
  return quantify(
      a,
      [&](const Node& at, Cond low, Cond high) {
        return chosen(at.atom) ? either(low, high) : make(at.atom, low, high);
      },
      memo);
}

Cond Conditions::whatever_opaque(Cond a) {
  std::unordered_map<std::uint32_t, Cond> memo;
  const auto sure = [](Cond c) { return c == kMaybe ? kNever : c; };
  return sure(quantify(
      a,
      [&](const Node& at, Cond low, Cond high) {
        if (atoms_[at.atom].kind == Atom::Kind::opaque) return both(sure(low), sure(high));
        return make(at.atom, sure(low), sure(high));
      },
      memo));
}

std::vector<Conditions::AtomId> Conditions::support(Cond a, bool& maybe) const {
  std::vector<AtomId> found;
  std::unordered_set<std::uint32_t> seen;
  std::vector<Cond> open = {a};
  maybe = false;
  while (!open.empty()) {
    const Cond at = open.back();
    open.pop_back();
    maybe = maybe || at == kMaybe;
    if (is_leaf(at) || !seen.insert(number(at)).second) continue;
    found.push_back(node(at).atom);
    open.push_back(node(at).low);
    open.push_back(node(at).high);
  }
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<std::string> Conditions::example(Cond a, const std::function<bool(AtomId)>& skip) const {
  constexpr std::uint32_t kNoWay = std::numeric_limits<std::uint32_t>::max() / 2;
  // The cost of a node is the number of atoms off their default on its cheapest way to `always`. Children of a node
  // were made before it, so that ascending numbers meet them first.
  std::vector<std::uint32_t> order;
  std::unordered_set<std::uint32_t> seen;
  std::vector<Cond> open = {a};
  while (!open.empty()) {
    const Cond at = open.back();
    open.pop_back();
    if (is_leaf(at) || !seen.insert(number(at)).second) continue;
    order.push_back(number(at));
    open.push_back(node(at).low);
    open.push_back(node(at).high);
  }
  std::sort(order.begin(), order.end());
  std::unordered_map<std::uint32_t, std::uint32_t> cost = {{0, kNoWay}, {1, 0}, {2, kNoWay}};
  const auto step = [&](const Node& at, bool high) {
    const bool free = atoms_[at.atom].fallback == high || skip(at.atom);
    return cost[number(high ? at.high : at.low)] + (free ? 0 : 1);
  };
  for (const std::uint32_t id : order) cost[id] = std::min({step(nodes_[id], false), step(nodes_[id], true), kNoWay});
  std::vector<std::string> out;
  for (Cond at = a; !is_leaf(at);) {
    const Node& here = node(at);
    const bool high = step(here, true) < step(here, false);
    const Atom& question = atoms_[here.atom];
    if (high != question.fallback && !skip(here.atom)) out.push_back(high ? question.holds : question.fails);
    at = high ? here.high : here.low;
  }
  return out;
}

std::size_t Conditions::size(Cond a, std::size_t most) const {
  std::unordered_set<std::uint32_t> seen;
  std::vector<Cond> open = {a};
  while (!open.empty() && seen.size() < most) {
    const Cond at = open.back();
    open.pop_back();
    if (is_leaf(at) || !seen.insert(number(at)).second) continue;
    open.push_back(node(at).low);
    open.push_back(node(at).high);
  }
  return seen.size();
}

}  // namespace modgate
