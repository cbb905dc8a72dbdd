// list() and string(): what keeps elements keeps their places; what makes new texts does it case by case.
#include <algorithm>

#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

std::optional<std::size_t> position(std::string_view text, std::size_t size) {
  const auto value = number(text);
  if (!value) return std::nullopt;
  const auto at = static_cast<long long>(*value);
  const auto whole = static_cast<long long>(size);
  const long long from_front = at < 0 ? whole + at : at;
  if (from_front < 0 || from_front >= whole) return std::nullopt;
  return static_cast<std::size_t>(from_front);
}

std::string identifier_of(std::string_view text) {
  std::string out;
  if (!text.empty() && text::is_digit(text.front())) out = "_";
  for (const char c : text) out += text::is_identifier(c) && static_cast<unsigned char>(c) < 0x80 ? c : '_';
  return out;
}

}  // namespace

void Evaluator::do_list(const CommandForm& form, Words& words) {
  std::string op;
  if (words.size() < 2 || !constant(words[0], op)) return;
  const auto rest = [&](std::size_t from) {
    Items items = items_from(words, from);
    moved(items, form);
    return items;
  };
  const auto keep_if = [&](TextId name, const std::function<Cond(const Item&)>& removed) {
    if (!read(name).items) return;
    Items items = *read(name).items;
    for (Item& item : items) item.when = conditions.without(item.when, conditions.both(path_, removed(item)));
    std::erase_if(items, [](const Item& item) { return item.when == kNever; });
    assign_items(name, std::move(items));
  };
  const bool reads = op == "LENGTH" || op == "GET" || op == "JOIN" || op == "FIND" || op == "SUBLIST";
  std::string output;
  each_text(words[1], [&](const std::string& text) {
    const TextId name = texts(text);
    if (op == "APPEND") return append(*scope_, name, rest(2));
    // In front of all is the one place that needs no counting of what may be there.
    const bool in_front = op == "INSERT" && words.size() > 3 && constant(words[2], output) && output == "0";
    if (op == "PREPEND" || in_front) {
      Items items = rest(in_front ? 3 : 2);
      const Items old = *read(name).items;
      items.insert(items.end(), old.begin(), old.end());
      return assign_items(name, std::move(items));
    }
    if (op == "REMOVE_ITEM") {
      const Items gone = rest(2);
      std::unordered_map<TextId, Cond> known;
      for (const Item& item : gone) {
        if (item.unknown != 0) continue;
        Cond& when = known.emplace(item.text, kNever).first->second;
        when = conditions.either(when, item.when);
      }
      return keep_if(name, [&](const Item& item) {
        const auto found = item.unknown == 0 ? known.find(item.text) : known.end();
        Cond when = found == known.end() ? kNever : found->second;
        for (const Item& removed : gone) {
          if (removed.unknown == 0 && item.unknown == 0) continue;
          const Cases a = {{removed.unknown == 0 ? texts[removed.text] : std::string(), removed.when, removed.unknown}};
          const Cases b = {{item.unknown == 0 ? texts[item.text] : std::string(), kAlways, item.unknown}};
          when = conditions.either(when, compare("STREQUAL", a, b));
        }
        return when;
      });
    }
    if (op == "FILTER") {
      std::string mode;
      if (words.size() < 5 || !constant(words[2], mode)) return;
      const Cases expressions = cases_of(words[4]);
      return keep_if(name, [&](const Item& item) {
        const Cases one = {{item.unknown == 0 ? texts[item.text] : std::string(), kAlways, item.unknown}};
        const Cond matches = compare("MATCHES", one, expressions);
        return mode == "INCLUDE" ? conditions.negate(matches) : matches;
      });
    }
    if (op == "REMOVE_DUPLICATES") {
      std::unordered_map<TextId, Cond> seen;
      return keep_if(name, [&](const Item& item) {
        if (item.unknown != 0) return kNever;
        Cond& before = seen.emplace(item.text, kNever).first->second;
        const Cond again = before;
        before = conditions.either(before, item.when);
        return again;
      });
    }
    if (op == "SORT" || op == "REVERSE") {
      Items items = *read(name).items;
      if (op == "REVERSE") {
        std::reverse(items.begin(), items.end());
      } else {
        std::stable_sort(items.begin(), items.end(),
                         [&](const Item& a, const Item& b) { return texts[a.text] < texts[b.text]; });
      }
      return assign_items(name, std::move(items));
    }
    if (op == "TRANSFORM") return transform_list(form, words, name);
    const Seen seen = read(name);
    if (op == "POP_FRONT" || op == "POP_BACK" || op == "REMOVE_AT" || op == "INSERT" || op == "GET") {
      Items items;
      bool definite = true;
      for (const Item& item : *seen.items) {
        if (conditions.both(path_, item.when) == kNever) continue;
        definite = definite && item.unknown == 0 && conditions.implies(path_, item.when);
        items.push_back(item);
      }
      pick(form, words, op, name, std::move(items), definite);
      return;
    }
    if (!reads) {
      assign_unknown(name, nowhere(form, true));
      return;
    }
    Word list{*seen.items, true, nullptr};
    std::vector<const Word*> inputs = {&list};
    for (std::size_t i = 2; i + 1 < words.size(); ++i) inputs.push_back(&words[i]);
    if (words.size() < 3 || !constant(words.back(), output)) return;
    map_texts(
        texts(output), inputs,
        [&](const std::vector<std::string>& in) -> std::optional<std::string> {
          const std::vector<std::string> elements = in[0].empty() ? std::vector<std::string>{} : split_list(in[0]);
          if (op == "LENGTH") return std::to_string(elements.size());
          if (op == "JOIN" && in.size() > 1) return text::join(elements, in[1]);
          if (op == "FIND" && in.size() > 1) {
            const auto found = std::find(elements.begin(), elements.end(), in[1]);
            return found == elements.end() ? "-1" : std::to_string(found - elements.begin());
          }
          if (op == "SUBLIST" && in.size() > 2) {
            const auto begin = position(in[1], elements.size() + 1);
            const auto length = number(in[2]);
            if (!begin || !length) return std::nullopt;
            const std::size_t most = elements.size() - *begin;
            const std::size_t count = *length < 0 ? most : std::min(most, static_cast<std::size_t>(*length));
            return text::join({elements.begin() + static_cast<std::ptrdiff_t>(*begin),
                               elements.begin() + static_cast<std::ptrdiff_t>(*begin + count)},
                              ";");
          }
          return std::nullopt;
        },
        form);
  });
}

void Evaluator::pick(const CommandForm& form, Words& words, const std::string& op, TextId name, Items items,
                     bool definite) {
  std::string text;
  if (op == "GET") {
    if (words.size() < 4 || !constant(words.back(), text)) return;
    Items out;
    for (std::size_t i = 2; i + 1 < words.size(); ++i) {
      std::string at;
      const auto where = definite && constant(words[i], at) ? position(at, items.size()) : std::nullopt;
      if (where) {
        out.push_back(items[*where]);
      } else {
        out.push_back({texts("?"), kAlways, 0, 0, nowhere(form, true)});
      }
    }
    moved(out, form);
    return assign_items(texts(text), std::move(out));
  }
  if (!definite) {
    // Any of its elements may be gone.
    for (Item& item : items)
      item.when = conditions.both(item.when, opaque_atom("list:" + std::to_string(++counter_), "`list(" + op + ")`"));
    assign_items(name, std::move(items));
    for (std::size_t i = 2; i < words.size(); ++i) {
      if ((op == "POP_FRONT" || op == "POP_BACK") && constant(words[i], text))
        assign_unknown(texts(text), nowhere(form, true));
    }
    return;
  }
  if (op == "INSERT") {
    Items added = items_from(words, 3);
    moved(added, form);
    items.insert(items.end(), added.begin(), added.end());
    return assign_items(name, std::move(items));
  }
  if (op == "REMOVE_AT") {
    std::vector<std::size_t> gone;
    for (std::size_t i = 2; i < words.size(); ++i) {
      const auto where = constant(words[i], text) ? position(text, items.size()) : std::nullopt;
      if (!where) return assign_unknown(name, nowhere(form, true));
      gone.push_back(*where);
    }
    std::sort(gone.begin(), gone.end(), std::greater<>());
    gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    for (const std::size_t at : gone) items.erase(items.begin() + static_cast<std::ptrdiff_t>(at));
    return assign_items(name, std::move(items));
  }
  const bool front = op == "POP_FRONT";
  for (std::size_t i = 2; i < std::max<std::size_t>(words.size(), 3); ++i) {
    if (items.empty()) break;
    const Item taken = front ? items.front() : items.back();
    items.erase(front ? items.begin() : items.end() - 1);
    if (i < words.size() && constant(words[i], text)) assign_items(texts(text), {taken});
  }
  assign_items(name, std::move(items));
}

void Evaluator::transform_list(const CommandForm& form, Words& words, TextId name) {
  std::string action;
  std::vector<std::string> in;
  if (words.size() < 3 || !constant(words[2], action)) return;
  TextId output = name;
  bool plain = true;
  for (std::size_t i = 3; i < words.size(); ++i) {
    std::string text;
    plain = plain && constant(words[i], text);
    if (text == "OUTPUT_VARIABLE" && i + 1 < words.size() && constant(words[i + 1], text)) {
      output = texts(text);
      break;
    }
    in.push_back(text);
  }
  Items items = *read(name).items;
  moved(items, form);
  const std::size_t wanted = action == "REPLACE" ? 2 : action == "APPEND" || action == "PREPEND" ? 1 : 0;
  for (Item& item : items) {
    std::optional<std::string> made;
    const std::string& text = texts[item.text];
    if (item.unknown == 0 && plain && in.size() == wanted) {
      if (action == "APPEND") made = text + in[0];
      if (action == "PREPEND") made = in[0] + text;
      if (action == "TOLOWER") made = text::lower(text);
      if (action == "TOUPPER") made = text::upper(text);
      if (action == "STRIP") made = std::string(text::trim(text));
      if (action == "REPLACE") made = replace(in[0], in[1], text);
    }
    if (made) {
      item.text = texts(*made);
    } else if (item.unknown == 0 || unknowns_[item.unknown].opaque) {
      item.unknown = nowhere(form, true);
    }
  }
  assign_items(output, std::move(items));
}

void Evaluator::do_string(const CommandForm& form, Words& words) {
  std::string op;
  if (words.size() < 2 || !constant(words[0], op)) return;
  using In = std::vector<std::string>;
  using Out = std::optional<std::string>;
  std::string output;
  const auto apply = [&](std::size_t out, std::size_t first, std::size_t end,
                         const std::function<Out(const In&)>& function) {
    if (out >= words.size() || !constant(words[out], output)) return;
    std::vector<const Word*> inputs;
    for (std::size_t i = first; i < std::min(end, words.size()); ++i) {
      if (i != out) inputs.push_back(&words[i]);
    }
    map_texts(texts(output), inputs, function, form);
  };
  const auto joined = [](const In& in, std::size_t from, std::string_view by) {
    return Out(text::join({in.begin() + static_cast<std::ptrdiff_t>(std::min(from, in.size())), in.end()}, by));
  };
  constexpr std::size_t kAll = static_cast<std::size_t>(-1);
  if (op == "APPEND" || op == "PREPEND") {
    if (!constant(words[1], output)) return;
    const Word old{*read(texts(output)).items, true, nullptr};
    std::vector<const Word*> inputs;
    if (op == "APPEND") inputs.push_back(&old);
    for (std::size_t i = 2; i < words.size(); ++i) inputs.push_back(&words[i]);
    if (op == "PREPEND") inputs.push_back(&old);
    return map_texts(
        texts(output), inputs, [&](const In& in) { return joined(in, 0, ""); }, form);
  }
  if (op == "TOLOWER") return apply(2, 1, 2, [](const In& in) { return Out(text::lower(in[0])); });
  if (op == "TOUPPER") return apply(2, 1, 2, [](const In& in) { return Out(text::upper(in[0])); });
  if (op == "STRIP") return apply(2, 1, 2, [](const In& in) { return Out(std::string(text::trim(in[0]))); });
  if (op == "LENGTH") return apply(2, 1, 2, [](const In& in) { return Out(std::to_string(in[0].size())); });
  if (op == "MAKE_C_IDENTIFIER") return apply(2, 1, 2, [](const In& in) { return Out(identifier_of(in[0])); });
  if (op == "CONCAT") return apply(1, 2, kAll, [&](const In& in) { return joined(in, 0, ""); });
  if (op == "JOIN") {
    return apply(2, 1, kAll, [&](const In& in) { return joined(in, 1, in[0]); });
  }
  if (op == "FIND" && words.size() >= 4) {
    std::string last;
    const bool reverse = constant(words.back(), last) && last == "REVERSE";
    return apply(3, 1, 3, [&](const In& in) {
      const std::size_t found = reverse ? in[0].rfind(in[1]) : in[0].find(in[1]);
      return Out(found == std::string::npos ? "-1" : std::to_string(found));
    });
  }
  if (op == "SUBSTRING" && words.size() == 5) {
    return apply(4, 1, 4, [](const In& in) -> Out {
      const auto begin = number(in[1]);
      const auto length = number(in[2]);
      if (!begin || !length || *begin < 0 || *begin > static_cast<double>(in[0].size())) return std::nullopt;
      return in[0].substr(static_cast<std::size_t>(*begin), *length < 0 ? kAll : static_cast<std::size_t>(*length));
    });
  }
  if (op == "REPLACE" && words.size() >= 5) {
    return apply(3, 1, kAll, [](const In& in) -> Out {
      if (in[0].empty()) return std::nullopt;
      std::string text;
      for (std::size_t i = 2; i < in.size(); ++i) text += in[i];
      std::string out;
      std::size_t at = 0;
      for (std::size_t found = text.find(in[0]); found != kAll; found = text.find(in[0], at)) {
        out.append(text, at, found - at).append(in[1]);
        at = found + in[0].size();
        if (out.size() > limits::kBuildTextBytes) return std::nullopt;
      }
      return out.append(text, at);
    });
  }
  if (op == "REGEX" && words.size() >= 5) {
    std::string mode;
    constant(words[1], mode);
    // MATCH re out in..., MATCHALL the same, REPLACE re by out in...
    const std::size_t out = mode == "REPLACE" ? 4 : 3;
    const std::size_t first_input = mode == "REPLACE" ? 2 : 1;
    return apply(out, 2, kAll, [&](const In& in) -> Out {
      std::string text;
      for (std::size_t i = first_input; i < in.size(); ++i) text += in[i];
      if (mode == "REPLACE") return replace(in[0], in[1], text);
      if (mode == "MATCHALL") {
        const auto all = match_all(in[0], text);
        return all ? Out(text::join(*all, ";")) : std::nullopt;
      }
      const Match found = match(in[0], text);
      if (!found.ok) return std::nullopt;
      if (found.found) {
        for (std::size_t i = 0; i < found.groups.size(); ++i)
          assign("CMAKE_MATCH_" + std::to_string(i), found.groups[i]);
      }
      return found.found ? found.groups[0] : std::string();
    });
  }
  // Random, a time, a hash, a JSON value: any of the names may be what it sets.
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::string text;
    if (!words[i].quoted && constant(words[i], text) && !text.empty() && text::is_identifier_start(text[0])) {
      assign_unknown(texts(text), nowhere(form, true));
    }
  }
}

}  // namespace modgate::cmake
