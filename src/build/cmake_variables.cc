// Variables, cache and the unknown. A variable that no script has set is the user's or the platform's: it has atoms of
// its own, new ones after each command that may have set it from outside.
#include <algorithm>

#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

/// Set by project() from the platform and toolchain, and by nothing after it.
bool is_platform(std::string_view name) {
  constexpr std::string_view kNames[] = {"MSVC",    "WIN32", "UNIX",         "APPLE",   "MINGW", "MSYS",
                                         "CYGWIN",  "IOS",   "ANDROID",      "BORLAND", "LINUX", "XCODE",
                                         "NDK_ABI", "BSD",   "MSVC_VERSION", "MSVC_IDE"};
  return name.starts_with("CMAKE_") || std::find(std::begin(kNames), std::end(kNames), name) != std::end(kNames);
}

}  // namespace

Items Evaluator::with(const Items& items, Cond when) {
  Items out;
  out.reserve(items.size());
  for (const Item& item : items) {
    const Cond both = conditions.both(item.when, when);
    if (both == kNever) continue;
    out.push_back(item);
    out.back().when = both;
  }
  made_items_ += out.size();
  return out;
}

Value& Evaluator::own(Scope& scope, TextId name) {
  if (const auto found = scope.variables.find(name); found != scope.variables.end()) return found->second;
  Value inherited;
  for (const Scope* at = scope.parent; at != nullptr; at = at->parent) {
    if (const auto found = at->variables.find(name); found != at->variables.end()) {
      inherited = found->second;
      break;
    }
  }
  return scope.variables.emplace(name, std::move(inherited)).first->second;
}

const Value* Evaluator::find(TextId name) const {
  for (const Scope* at = scope_; at != nullptr; at = at->parent) {
    if (const auto found = at->variables.find(name); found != at->variables.end()) return &found->second;
  }
  return nullptr;
}

void Evaluator::assign(Scope& scope, TextId name, Items items, Cond when) {
  made_items_ += items.size();
  if (when == scope.entry) {
    Value& value = scope.variables[name];
    value.items = std::make_shared<Items>(std::move(items));
    value.defined = kAlways;
    value.closed = kNever;
    return;
  }
  Value& value = own(scope, name);
  const Cond other = conditions.negate(when);
  auto merged = std::make_shared<Items>(value.items ? with(*value.items, other) : Items{});
  const Items added = with(items, when);
  merged->insert(merged->end(), added.begin(), added.end());
  value.items = std::move(merged);
  value.defined = conditions.either(value.defined, when);
  value.closed = conditions.both(value.closed, other);
}

void Evaluator::assign(std::string_view name, std::string_view text) {
  Items items;
  if (!text.empty()) items.push_back({texts(text)});
  assign_items(texts(name), std::move(items));
}

void Evaluator::assign_unknown(TextId name, std::uint32_t unknown) {
  Item item;
  item.text = texts(unknowns_[unknown].shown);
  item.unknown = unknown;
  assign_items(name, {item});
}

void Evaluator::append(Scope& scope, TextId name, Items items) {
  Value& value = own(scope, name);
  if (!value.items) value.items = std::make_shared<Items>();
  if (value.items.use_count() > 1) value.items = std::make_shared<Items>(*value.items);
  // Where no script has set the variable, it is taken to be empty: a list is begun here.
  const Items added = path_ == scope.entry ? std::move(items) : with(items, path_);
  made_items_ += added.size();
  if (value.defined != kAlways && &scope != &properties_) {
    if (const auto cached = cache_.find(name); cached != cache_.end()) {
      const Items from_cache = with(*cached->second.items,
                                    conditions.without(conditions.both(path_, cached->second.defined), value.defined));
      value.items->insert(value.items->end(), from_cache.begin(), from_cache.end());
    }
  }
  value.items->insert(value.items->end(), added.begin(), added.end());
  value.defined = path_ == scope.entry ? kAlways : conditions.either(value.defined, path_);
}

void Evaluator::unset(Scope& scope, TextId name, Cond when) {
  Value& value = own(scope, name);
  if (when == scope.entry) {
    value = {nullptr, kNever, kAlways};
    return;
  }
  const Cond other = conditions.negate(when);
  if (value.items) value.items = std::make_shared<Items>(with(*value.items, other));
  value.defined = conditions.both(value.defined, other);
  value.closed = conditions.either(value.closed, when);
}

void Evaluator::assign_cache(TextId name, const Items& items, Cond when, Cond user, bool force) {
  Value& entry = cache_[name];
  if (!entry.items) entry.items = std::make_shared<Items>();
  const Cond fresh = force ? when : conditions.without(user, entry.defined);
  if (fresh == kNever) return;
  Items merged = force ? with(*entry.items, conditions.negate(fresh)) : *entry.items;
  const Items added = with(items, fresh);
  merged.insert(merged.end(), added.begin(), added.end());
  entry.items = std::make_shared<Items>(std::move(merged));
  entry.defined = conditions.either(entry.defined, fresh);
}

std::uint32_t Evaluator::make_unknown(bool opaque, std::string shown, std::string key) {
  if (key.empty()) {  // like no other
    unknowns_.push_back({opaque, std::move(shown), "#" + std::to_string(++counter_)});
    return static_cast<std::uint32_t>(unknowns_.size() - 1);
  }
  const auto [found, fresh] = unknown_by_key_.emplace(key, static_cast<std::uint32_t>(unknowns_.size()));
  if (fresh) unknowns_.push_back({opaque, std::move(shown), std::move(key)});
  return found->second;
}

Cond Evaluator::opaque_atom(std::string_view key, std::string_view text) {
  return conditions.atom("opaque:" + std::string(key), [&] {
    return Atom{Atom::Kind::opaque, false, false, std::string(text), "not " + std::string(text)};
  });
}

Cond Evaluator::external_atom(std::string_view key, std::string holds, std::string fails, bool open) {
  return conditions.atom("external:" + std::string(key), [&] {
    return Atom{Atom::Kind::external, false, open, std::move(holds), std::move(fails)};
  });
}

Cond Evaluator::user_choice(TextId name, bool fallback, bool declared_here) {
  const std::string& text = texts[name];
  const std::string key = user_key(text);
  const Cond choice = conditions.atom(key, [&] {
    return Atom{declared_here ? Atom::Kind::option : Atom::Kind::external, fallback, false, "`" + text + "` is on",
                "`" + text + "` is off"};
  });
  Conditions::AtomId id = 0;
  if (declared_here && conditions.known(key, id) && conditions[id].kind == Atom::Kind::external) {
    conditions[id].kind = Atom::Kind::option;
    conditions[id].fallback = fallback;
  }
  return choice;
}

Evaluator::Outside Evaluator::outside(TextId name) {
  const std::string& text = texts[name];
  const bool user = user_names_.contains(text) || flag_names_.contains(text);
  const std::uint64_t now = user ? 0 : is_platform(text) ? started_ : epoch_;
  auto& known = outside_[name];
  if (known.second.unknown != 0 && known.first == now) return known.second;
  const std::string version = now == 0 ? std::string() : "@" + std::to_string(now);
  Outside made;
  if (user) {
    made.on = user_choice(name, false, false);
  } else {
    made.on = external_atom("on:" + text + version, "`" + text + "` is set", "`" + text + "` is not set",
                            text.ends_with("_FOUND"));
  }
  // What the platform gives its own variables is not known; other variables are taken not to be given.
  const Cond off = conditions.atom("external:def:" + text + version, [&] {
    // A module's flag that is off may be given so or not be given.
    const bool open = text.starts_with("CMAKE_") || flag_names_.contains(text);
    return Atom{Atom::Kind::external, false, open, "`" + text + "` is set to a false value",
                "`" + text + "` is not set to a false value"};
  });
  made.defined = conditions.either(made.on, off);
  made.unknown = make_unknown(false, "`${" + text + "}`", "outside:" + text + version);
  unknowns_[made.unknown].truth = made.on;
  unknowns_[made.unknown].has_truth = true;
  known = {now, made};
  return made;
}

Evaluator::Seen Evaluator::read(TextId name) {
  const List kEmpty = std::make_shared<Items>();
  if (texts[name].starts_with("ARGV")) {  // an argument that was not given is no one else's variable
    const Value* given = find(name);
    return given == nullptr || !given->items ? Seen{kEmpty, kNever} : Seen{given->items, given->defined};
  }
  const Value* value = find(name);
  const Cond set = value == nullptr ? kNever : value->defined;
  const List items = value == nullptr || !value->items ? kEmpty : value->items;
  if (set == kAlways) return {items, kAlways};
  Cond rest = conditions.without(path_, set);
  if (rest == kNever) return {items, set};
  Items merged = *items;
  Cond defined = set;
  if (const auto cached = cache_.find(name); cached != cache_.end()) {
    const Items more = with(*cached->second.items, conditions.negate(set));
    merged.insert(merged.end(), more.begin(), more.end());
    defined = conditions.either(defined, cached->second.defined);
    rest = conditions.without(rest, cached->second.defined);
  }
  if (value != nullptr) rest = conditions.without(rest, value->closed);
  if (rest == kNever) return {std::make_shared<Items>(std::move(merged)), defined};
  const Outside given = outside(name);
  const Cond there = conditions.both(rest, given.defined);
  Item item;
  item.text = texts(unknowns_[given.unknown].shown);
  item.unknown = given.unknown;
  item.when = there;
  if (there != kNever) merged.push_back(item);
  return {std::make_shared<Items>(std::move(merged)), conditions.either(defined, there)};
}

void Evaluator::moved(Items& items, const CommandForm& form) {
  // Most items of a list went the same way: the last answer is the next one, too.
  std::uint32_t before = 0;
  std::uint32_t after = 0;
  bool known = false;
  for (Item& item : items) {
    if (item.origin != 0 && item.hop == 0 && origins[item.origin].command == &form) continue;
    if (known && item.hop == before) {
      item.hop = after;
      continue;
    }
    before = item.hop;
    after = before;
    known = true;
    if (hops[before].length < limits::kBuildChain && hops[before].command != &form) {
      hops.push_back({&form, before, hops[before].length + 1});
      after = static_cast<std::uint32_t>(hops.size() - 1);
    }
    item.hop = after;
  }
}

}  // namespace modgate::cmake
