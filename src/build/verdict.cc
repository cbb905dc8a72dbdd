// "Always" and "never" are proofs over all settings; "sometimes" needs a setting that builds the source whatever the
// opaque atoms are. The rest is undecided.
#include "build/verdict.h"

#include <algorithm>

#include "base/utf8.h"

namespace modgate {
namespace {

/// What stands in a report: more reasons or settings than these nobody reads.
constexpr std::size_t kReasons = 4;

std::vector<std::string> shown(std::vector<std::string> texts) {
  if (texts.size() > kReasons) texts.resize(kReasons);
  for (std::string& text : texts) text = utf8::visible(text);
  return texts;
}

}  // namespace

Built stronger(Built a, Built b) { return strength(a) < strength(b) ? b : a; }

Cond Judge::setting(bool on) {
  if (!flag_) return kAlways;
  // An atom's own condition is made once; asking for it again finds it.
  const Cond atom = conditions_.condition_of(*flag_);
  return on ? atom : conditions_.negate(atom);
}

Built Judge::over_all(Cond when, Cond among) {
  const Cond built = conditions_.both(among, when);
  if (built == kNever) return Built::never;
  if (conditions_.implies(among, when)) return Built::always;
  return conditions_.whatever_opaque(built) != kNever ? Built::sometimes : Built::undecided;
}

Built Judge::by_default(Cond when, bool on) {
  const Cond rest = conditions_.assume(when, [&](Conditions::AtomId id) {
    if (flag_ && id == *flag_) return on ? 1 : 0;
    const Atom& atom = conditions_[id];
    return atom.kind == Atom::Kind::opaque || atom.open ? -1 : atom.fallback ? 1 : 0;
  });
  if (rest == kAlways || rest == kNever) return rest == kAlways ? Built::always : Built::never;
  bool maybe = false;
  for (const Conditions::AtomId id : conditions_.support(rest, maybe)) {
    maybe = maybe || conditions_[id].kind != Atom::Kind::external;
  }
  return maybe ? Built::undecided : Built::sometimes;  // the rest is the platform's
}

Verdict Judge::judge(Cond when, Cond impossible) {
  const std::uint64_t key = static_cast<std::uint64_t>(when) << 32U | static_cast<std::uint64_t>(impossible);
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  Verdict verdict;
  const auto among = [&](bool on) {
    const Cond possible = conditions_.without(setting(on), impossible);
    return possible == kNever ? setting(on) : possible;  // a flag that stops the configuration says nothing
  };
  verdict.on = over_all(when, among(true));
  verdict.off = flag_ ? over_all(when, among(false)) : verdict.on;
  verdict.default_on = by_default(when, true);
  verdict.default_off = flag_ ? by_default(when, false) : verdict.default_on;
  bool maybe = false;
  const auto atoms = conditions_.support(when, maybe);
  verdict.tested = flag_ && std::binary_search(atoms.begin(), atoms.end(), *flag_);
  const auto is_flag = [&](Conditions::AtomId id) { return flag_ && id == *flag_; };
  if (verdict.off == Built::sometimes) {
    const Cond sure = conditions_.whatever_opaque(conditions_.both(among(false), when));
    verdict.when = shown(conditions_.example(sure, is_flag));
  }
  const Built all[] = {verdict.on, verdict.off, verdict.default_on, verdict.default_off};
  if (std::find(std::begin(all), std::end(all), Built::undecided) != std::end(all)) {
    for (const Conditions::AtomId id : atoms) {
      if (conditions_[id].kind == Atom::Kind::opaque) verdict.because.push_back(conditions_[id].holds);
    }
    if (maybe) verdict.because.emplace_back("too many conditions");
    if (verdict.because.empty()) {
      for (const Conditions::AtomId id : atoms) {
        if (conditions_[id].open) verdict.because.push_back("the default of the option in " + conditions_[id].holds);
      }
    }
    verdict.because = shown(std::move(verdict.because));
  }
  return known_.emplace(key, std::move(verdict)).first->second;
}

}  // namespace modgate
