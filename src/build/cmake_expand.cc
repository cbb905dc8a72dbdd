// Arguments of a command with their references replaced. A lone reference keeps the items of its list, with their
// places; text around references is put together case by case.
#include "base/paths.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "modgate/limits.h"

namespace modgate::cmake {

std::uint32_t Evaluator::origin_of(const CommandForm& form, std::uint32_t argument) {
  const ArgumentForm& made = form.arguments[argument];
  if (made.origin == 0) {
    origins.push_back({&form, argument});
    const_cast<ArgumentForm&>(made).origin = static_cast<std::uint32_t>(origins.size() - 1);  // a number given once
  }
  return made.origin;
}

Items Evaluator::reference(const Piece& piece) {
  if (piece.kind == Piece::Kind::environment) {
    Item item;
    item.unknown = make_unknown(false, "`$ENV{" + piece.text + "}`", "env:" + piece.text);
    item.text = texts(unknowns_[item.unknown].shown);
    item.when = external_atom("env:" + piece.text, "the environment has `" + piece.text + "`",
                              "the environment has no `" + piece.text + "`");
    return {item};
  }
  std::string name = piece.text;
  if (!piece.name.empty()) {
    const Cases cases = cases_of(expand_pieces(piece.name.data(), piece.name.size(), 0, true), path_);
    if (cases.size() != 1 || cases.front().unknown != 0) {
      Items all;
      const Cond path = path_;
      for (const Case& one : cases) {
        if (one.unknown != 0) {
          Item item;
          item.unknown = make_unknown(unknowns_[one.unknown].opaque, "`${" + unknowns_[one.unknown].shown + "}`",
                                      "ref:" + unknowns_[one.unknown].key + "@" + std::to_string(counter_));
          item.text = texts(unknowns_[item.unknown].shown);
          item.when = one.when;
          all.push_back(item);
          continue;
        }
        path_ = one.when;
        const Items some = with(reference({piece.kind, one.text, {}}), one.when);
        all.insert(all.end(), some.begin(), some.end());
      }
      path_ = path;
      return all;
    }
    name = cases.front().text;
  }
  if (piece.kind == Piece::Kind::cache) {
    const auto cached = cache_.find(texts(name));
    return cached == cache_.end() ? Items{} : *cached->second.items;
  }
  if (macro_ != nullptr) {
    if (const auto found = macro_->find(name); found != macro_->end()) return found->second;
  }
  if (name == "CMAKE_CURRENT_LIST_DIR") return {Item{texts(list_dir_)}};
  if (name == "CMAKE_CURRENT_FUNCTION_LIST_DIR") return {Item{texts(function_list_dir_)}};
  if (name == "CMAKE_CURRENT_LIST_FILE") return {Item{texts(full(files_.path(list_file_)))}};
  return *read(texts(name)).items;
}

std::uint32_t Evaluator::combined_unknown(std::uint32_t a, const std::string& before, const std::string& after) {
  if (before.empty() && after.empty()) return a;
  const Unknown from = unknowns_[a];
  // Numbers stand for what was joined before, so that keys stay short. A long text is told apart from every other.
  constexpr std::size_t kLong = 256;
  if (before.size() + after.size() > kLong) return make_unknown(from.opaque, from.shown);
  return make_unknown(from.opaque, from.shown, "\x1e" + before + "\x1f" + std::to_string(a) + "\x1f" + after);
}

void Evaluator::extend(Case& one, bool begun, const Item& item) {
  const std::string_view joint = begun ? ";" : "";
  if (item.unknown == 0 && one.unknown == 0) {
    one.text.append(joint).append(texts[item.text]);
    if (one.text.size() > limits::kBuildTextBytes) one.unknown = make_unknown(true, "a long text");
  } else if (item.unknown == 0) {
    one.unknown = combined_unknown(one.unknown, {}, std::string(joint) + texts[item.text]);
  } else if (one.unknown == 0) {
    one.unknown = combined_unknown(item.unknown, one.text + std::string(joint), {});
  } else {
    one.unknown = joined_unknown(one.unknown, item.unknown);
  }
}

std::uint32_t Evaluator::joined_unknown(std::uint32_t a, std::uint32_t b) {
  const Unknown& first = unknowns_[a];
  const Unknown& second = unknowns_[b];
  const std::string key = "\x1d" + std::to_string(a) + "," + std::to_string(b);
  const std::string shown = second.opaque && !first.opaque ? second.shown : first.shown;
  const bool opaque = first.opaque || second.opaque;
  return make_unknown(opaque, shown, key);
}

Cases Evaluator::cases_of(const Items& items, Cond under) {
  Cases cases = {{{}, under, 0}};
  std::vector<bool> begun = {false};
  made_items_ += items.size();
  for (const Item& item : items) {
    const std::size_t before = cases.size();
    for (std::size_t i = 0; i < before; ++i) {
      const Cond here = conditions.both(cases[i].when, item.when);
      if (here == kNever) continue;
      if (here == cases[i].when) {
        extend(cases[i], begun[i], item);
        begun[i] = true;
        continue;
      }
      Case changed = cases[i];
      changed.when = here;
      cases[i].when = conditions.without(cases[i].when, item.when);
      extend(changed, begun[i], item);
      cases.push_back(std::move(changed));
      begun.push_back(true);
    }
    if (cases.size() > limits::kBuildCases) {
      return {{{}, under, make_unknown(true, "a text with more cases than are told apart")}};
    }
  }
  return cases;
}

Items Evaluator::items_of(const Cases& cases, std::uint32_t origin, bool keep_empty) {
  Items out;
  for (const Case& one : cases) {
    Item item;
    item.when = one.when;
    item.origin = origin;
    if (one.unknown != 0) {
      item.unknown = one.unknown;
      item.text = texts(unknowns_[one.unknown].shown);
      out.push_back(item);
      continue;
    }
    if (one.text.empty()) continue;
    for (const std::string& element : split_list(one.text)) {
      if (element.empty() && !keep_empty) continue;
      item.text = texts(element);
      out.push_back(item);
    }
  }
  made_items_ += out.size();
  return out;
}

Items Evaluator::expand_pieces(const Piece* pieces, std::size_t count, std::uint32_t origin, bool quoted) {
  if (count == 1 && pieces->kind != Piece::Kind::literal) return reference(*pieces);
  Cases cases = {{{}, path_, 0}};
  for (std::size_t i = 0; i < count; ++i) {
    if (pieces[i].kind == Piece::Kind::literal) {
      for (Case& one : cases) {
        if (one.unknown != 0) {
          one.unknown = combined_unknown(one.unknown, {}, pieces[i].text);
        } else {
          one.text += pieces[i].text;
        }
      }
      continue;
    }
    const Items items = reference(pieces[i]);
    Cases product;
    for (const Case& one : cases) {
      for (Case& part : cases_of(items, one.when)) {
        if (one.unknown != 0) {
          part.unknown = part.unknown == 0 ? combined_unknown(one.unknown, {}, part.text)
                                           : joined_unknown(one.unknown, part.unknown);
        } else if (part.unknown != 0) {
          part.unknown = combined_unknown(part.unknown, one.text, {});
        } else {
          part.text.insert(0, one.text);
          if (part.text.size() > limits::kBuildTextBytes) part.unknown = make_unknown(true, "a long text");
        }
        product.push_back(std::move(part));
      }
    }
    if (product.size() > limits::kBuildCases) {
      return {Item{texts("?"), path_, origin, 0, make_unknown(true, "a text with more cases than are told apart")}};
    }
    cases = std::move(product);
  }
  // What holds everywhere says so plainly: conditions of items count within the path.
  for (Case& one : cases) {
    if (one.when == path_) one.when = kAlways;
  }
  return items_of(cases, origin, quoted);
}

void Evaluator::expand(const CommandForm& form, std::uint32_t argument, Words& out) {
  const ArgumentForm& made = form.arguments[argument];
  const std::uint32_t origin = origin_of(form, argument);
  Items items;
  // `"${A};${B}"` is both lists: a `;` of the text itself separates.
  std::vector<Piece> part;
  bool split = false;
  for (const Piece& piece : made.pieces) {
    split =
        split || (made.pieces.size() > 1 && piece.kind == Piece::Kind::literal &&
                  piece.text.find(';') != std::string::npos && piece.text.find_first_of("\\[") == std::string::npos);
  }
  if (!split) {
    items = expand_pieces(made.pieces.data(), made.pieces.size(), origin, made.quoted);
  } else {
    const auto flush = [&] {
      const Items some = expand_pieces(part.data(), part.size(), origin, made.quoted);
      items.insert(items.end(), some.begin(), some.end());
      part.clear();
    };
    for (const Piece& piece : made.pieces) {
      if (piece.kind != Piece::Kind::literal || piece.text.find(';') == std::string::npos) {
        part.push_back(piece);
        continue;
      }
      std::string_view rest = piece.text;
      for (std::size_t at = rest.find(';'); at != std::string_view::npos; at = rest.find(';')) {
        if (at > 0) part.push_back({Piece::Kind::literal, std::string(rest.substr(0, at)), {}});
        flush();
        rest.remove_prefix(at + 1);
      }
      if (!rest.empty()) part.push_back({Piece::Kind::literal, std::string(rest), {}});
    }
    flush();
  }
  made_items_ += items.size();
  if (made.quoted) {
    out.push_back({std::move(items), true, &made});
    return;
  }
  for (Item& item : items) {
    if (item.unknown == 0 && texts[item.text].empty()) continue;
    out.push_back({{item}, false, &made});
  }
}

void Evaluator::expand(const CommandForm& form, Words& out) {
  out.reserve(form.arguments.size());
  for (std::uint32_t i = 0; i < form.arguments.size(); ++i) expand(form, i, out);
}

bool Evaluator::constant(const Word& word, std::string& text) {
  if (word.items.size() == 1 && word.items[0].unknown == 0 && word.items[0].when == kAlways) {
    text = texts[word.items[0].text];
    return true;
  }
  const Cases cases = cases_of(word);
  if (cases.size() != 1 || cases.front().unknown != 0) return false;
  text = cases.front().text;
  return true;
}

void Evaluator::each_text(const Word& word, const std::function<void(const std::string&)>& body,
                          const std::function<void(std::uint32_t)>& unknown) {
  const Cond path = path_;
  const std::uint64_t exits = exits_;
  Cond left = kNever;
  for (const Case& one : cases_of(word)) {
    path_ = one.when;
    if (one.unknown == 0) {
      body(one.text);
    } else if (unknown) {
      unknown(one.unknown);
    }
    left = conditions.either(left, path_);
  }
  path_ = exits == exits_ ? path : left;
}

bool Evaluator::arrangements(const Words& words, std::size_t positional,
                             const std::function<void(const std::vector<const Word*>&)>& body) {
  struct Way {
    std::vector<const Word*> words;
    Cond when;
  };
  std::vector<Way> ways = {{{}, path_}};
  for (const Word& word : words) {
    const std::size_t before = ways.size();
    for (std::size_t i = 0; i < before; ++i) {
      if (word.quoted || word.items.front().when == kAlways || ways[i].words.size() >= positional) {
        ways[i].words.push_back(&word);
        continue;
      }
      const Cond here = conditions.both(ways[i].when, word.items.front().when);
      if (here == kNever) continue;
      if (here == ways[i].when) {
        ways[i].words.push_back(&word);
        continue;
      }
      Way with_it{ways[i].words, here};
      with_it.words.push_back(&word);
      ways[i].when = conditions.without(ways[i].when, word.items.front().when);
      ways.push_back(std::move(with_it));
    }
    if (ways.size() > limits::kBuildCases) return false;
  }
  const Cond path = path_;
  const std::uint64_t exits = exits_;
  Cond left = kNever;
  for (const Way& way : ways) {
    if (way.when == kNever) continue;
    path_ = way.when;
    body(way.words);
    left = conditions.either(left, path_);
  }
  path_ = exits == exits_ ? path : left;
  return true;
}

Items Evaluator::items_from(const Words& words, std::size_t first) {
  Items out;
  for (std::size_t i = first; i < words.size(); ++i) {
    // A quoted empty argument is an empty element.
    if (words[i].quoted && words[i].items.empty() && words.size() - first > 1) {
      out.push_back({texts(std::string_view())});
    }
    out.insert(out.end(), words[i].items.begin(), words[i].items.end());
  }
  return out;
}

std::string Evaluator::full(std::string_view relative) const {
  return relative.empty() ? "/.source" : "/.source/" + std::string(relative);
}

std::string Evaluator::absolute(const std::string& path) const {
  return is_absolute(path) ? path : full(folder_) + "/" + path;
}

std::optional<std::string> Evaluator::in_view(const std::string& path) const {
  const std::string whole = absolute(path);
  if (whole != "/.source" && !whole.starts_with("/.source/")) return std::nullopt;
  return paths::normalise(std::string_view(whole).substr(std::min<std::size_t>(9, whole.size())));
}

}  // namespace modgate::cmake
