// Commands about paths: globs over the view's listing, parts of file names, and the files that are run in turn.
#include <algorithm>

#include "base/paths.h"
#include "base/text.h"
#include "build/cmake_evaluator.h"
#include "build/cmake_text.h"
#include "modgate/limits.h"

namespace modgate::cmake {
namespace {

/// CMake collapses `.`, `..` and doubled slashes where it makes a path full.
std::string collapse(const std::string& path) {
  const auto normal = paths::normalise(std::string_view(path).substr(path.starts_with('/') ? 1 : 0));
  return normal ? "/" + *normal : path;
}

std::string extension_of(const std::string& name, bool longest) {
  const std::size_t dot = longest ? name.find('.', 1) : name.rfind('.');
  return dot == std::string::npos || name.empty() ? std::string() : name.substr(dot);
}

std::string relative_to(const std::string& folder, const std::string& path) {
  const std::string whole_folder = collapse(folder).substr(1);
  const std::string whole_path = collapse(path).substr(1);
  const auto from = text::split(whole_folder, "/");
  const auto to = text::split(whole_path, "/");
  std::size_t same = 0;
  while (same < from.size() && same < to.size() && from[same] == to[same]) ++same;
  std::string out;
  for (std::size_t i = same; i < from.size(); ++i) out += from[i].empty() ? "" : "../";
  for (std::size_t i = same; i < to.size(); ++i) out += std::string(to[i]) + (i + 1 < to.size() ? "/" : "");
  if (out.ends_with('/')) out.pop_back();
  return out;
}

}  // namespace

void Evaluator::do_file(const CommandForm& form, Words& words) {
  std::string op;
  if (words.size() < 2 || !constant(words[0], op)) return;
  if (op == "GLOB" || op == "GLOB_RECURSE") return do_glob(form, words, op == "GLOB_RECURSE");
  std::string output;
  if (op == "RELATIVE_PATH" && words.size() == 4 && constant(words[1], output)) {
    return map_texts(
        texts(output), {&words[2], &words[3]},
        [](const std::vector<std::string>& in) -> std::optional<std::string> {
          if (!in[0].starts_with('/') || !in[1].starts_with('/')) return std::nullopt;
          return relative_to(in[0], in[1]);
        },
        form);
  }
  if ((op == "TO_CMAKE_PATH" || op == "TO_NATIVE_PATH") && words.size() > 2 && constant(words[2], output)) {
    return assign_items(texts(output), words[1].items);
  }
  if (op == "REAL_PATH" && words.size() > 2 && constant(words[2], output)) {
    return map_texts(
        texts(output), {&words[1]},
        [&](const std::vector<std::string>& in) { return std::optional(collapse(absolute(in[0]))); }, form);
  }
  constexpr std::string_view kSilent[] = {"WRITE",     "APPEND",    "TOUCH",      "GENERATE", "MAKE_DIRECTORY",
                                          "REMOVE",    "COPY",      "INSTALL",    "RENAME",   "REMOVE_RECURSE",
                                          "CONFIGURE", "COPY_FILE", "CREATE_LINK"};
  if (std::find(std::begin(kSilent), std::end(kSilent), op) != std::end(kSilent)) return;
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (!words[i].quoted && constant(words[i], output)) assign_unknown(texts(output), nowhere(form, true));
  }
}

void Evaluator::do_glob(const CommandForm& form, Words& words, bool recurse) {
  std::string relative;
  bool folders = !recurse;
  std::vector<const Word*> patterns;
  for (std::size_t i = 2; i < words.size(); ++i) {
    std::string text;
    const bool known = constant(words[i], text);
    if (known && text == "CONFIGURE_DEPENDS") continue;
    if (known && text == "FOLLOW_SYMLINKS") continue;
    if (known && (text == "RELATIVE" || text == "LIST_DIRECTORIES") && i + 1 < words.size()) {
      std::string value;
      const bool read = constant(words[++i], value);
      if (text == "LIST_DIRECTORIES") {
        folders = constant_truth(value).value_or(true);
      } else if (read) {
        relative = collapse(value);
      } else {
        relative = "?";
      }
      continue;
    }
    patterns.push_back(&words[i]);
  }
  Items found;
  for (const Word* word : patterns) {
    for (const Item& item : word->items) {
      if (conditions.both(item.when, path_) == kNever) continue;
      if (item.unknown != 0 || relative == "?") {
        Item unknown = item;
        if (unknown.unknown == 0) unknown.unknown = nowhere(form, true);
        found.push_back(unknown);
        continue;
      }
      glob(texts[item.text], recurse, folders, item, found);
    }
  }
  // CMake sorts all matches and drops repeated ones; here a repeated one counts where the first is not there.
  std::stable_sort(found.begin(), found.end(),
                   [&](const Item& a, const Item& b) { return texts[a.text] < texts[b.text]; });
  Items unique;
  for (Item& item : found) {
    if (!unique.empty() && unique.back().text == item.text && item.unknown == 0) {
      item.when = conditions.without(item.when, unique.back().when);
      if (item.when == kNever) continue;
    }
    unique.push_back(item);
  }
  if (!relative.empty() && relative != "?") {
    for (Item& item : unique) {
      if (item.unknown == 0) item.text = texts(relative_to(relative, texts[item.text]));
    }
  }
  moved(unique, form);
  each_text(words[1], [&](const std::string& name) { assign(*scope_, texts(name), unique, path_); });
}

/// GLOB matches component by component; GLOB_RECURSE applies the last component at every depth below the others.
void Evaluator::glob(const std::string& pattern, bool recurse, bool folders, const Item& from, Items& out) {
  const auto inside = in_view(pattern);
  if (!inside) return;
  const std::vector<std::string_view> parts = text::split(*inside, "/");
  std::string prefix;
  std::size_t fixed = 0;
  for (; fixed + 1 < parts.size() && !has_wildcard(parts[fixed]); ++fixed) (prefix += parts[fixed]) += '/';
  const auto matches = [&](std::string_view path) {
    std::size_t at = 0;
    std::string_view rest = path;
    for (; at + 1 < parts.size(); ++at) {
      const std::size_t slash = rest.find('/');
      if (slash == std::string_view::npos || !component_matches(parts[at], rest.substr(0, slash))) return false;
      rest.remove_prefix(slash + 1);
    }
    if (rest.find('/') != std::string_view::npos) {
      if (!recurse) return false;
      rest = paths::base_name(rest);
    }
    return component_matches(parts.back(), rest);
  };
  Item item = from;
  item.pattern = has_wildcard(*inside);
  const auto keep = [&](std::string_view path) {
    item.text = texts(full(path));
    out.push_back(item);
    ++made_items_;
  };
  for (std::size_t i = files_.first_from(prefix); i < files_.view_size(); ++i) {
    const std::string_view path = files_.path(static_cast<FileId>(i));
    if (!path.starts_with(prefix)) break;
    if ((++steps_ & 15U) == 0 && !step()) return;
    if (matches(path)) keep(path);
  }
  if (!folders) return;
  const auto& directories = files_.directories();
  for (auto at = std::lower_bound(directories.begin(), directories.end(), std::string_view(prefix));
       at != directories.end() && at->starts_with(prefix); ++at) {
    if (matches(*at)) keep(*at);
  }
}

void Evaluator::do_component(const CommandForm& form, Words& words) {
  std::string output;
  std::string mode;
  if (words.size() < 3 || !constant(words[0], output) || !constant(words[2], mode)) return;
  if (mode == "PROGRAM") return assign_unknown(texts(output), nowhere(form, false));
  std::string base = full(folder_);
  for (std::size_t i = 3; i + 1 < words.size(); ++i) {
    std::string key;
    if (constant(words[i], key) && key == "BASE_DIR" && !constant(words[i + 1], base))
      return assign_unknown(texts(output), nowhere(form, true));
  }
  map_texts(
      texts(output), {&words[1]},
      [&](const std::vector<std::string>& in) -> std::optional<std::string> {
        const std::string& path = in[0];
        const std::string name(paths::base_name(path));
        if (mode == "DIRECTORY" || mode == "PATH") {
          const std::size_t slash = path.rfind('/');
          return slash == std::string::npos ? std::string() : path.substr(0, std::max<std::size_t>(slash, 1));
        }
        if (mode == "NAME") return name;
        if (mode == "EXT") return extension_of(name, true);
        if (mode == "LAST_EXT") return extension_of(name, false);
        if (mode == "NAME_WE") return name.substr(0, name.size() - extension_of(name, true).size());
        if (mode == "NAME_WLE") return name.substr(0, name.size() - extension_of(name, false).size());
        if (mode == "ABSOLUTE" || mode == "REALPATH")
          return path.empty() ? base : collapse(is_absolute(path) ? path : base + "/" + path);
        return std::nullopt;
      },
      form);
}

/// Only what list files commonly ask of it; any other output is unknown.
void Evaluator::do_cmake_path(const CommandForm& form, Words& words) {
  std::string op;
  std::string name;
  if (words.size() < 3 || !constant(words[0], op) || !constant(words[1], name)) return;
  std::string part;
  std::string output;
  if (op == "GET" && words.size() >= 4 && constant(words[2], part) && constant(words.back(), output)) {
    const Word input{*read(texts(name)).items, true, nullptr};
    return map_texts(
        texts(output), {&input},
        [&](const std::vector<std::string>& in) -> std::optional<std::string> {
          if (words.size() != 4) return std::nullopt;
          const std::string base(paths::base_name(in[0]));
          if (part == "PARENT_PATH") return std::string(paths::parent(in[0]));
          if (part == "FILENAME") return base;
          if (part == "STEM") return base.substr(0, base.size() - extension_of(base, true).size());
          if (part == "EXTENSION") return extension_of(base, true);
          return std::nullopt;
        },
        form);
  }
  if (op == "SET") return assign_items(texts(name), words.back().items);
  if (op == "APPEND" || op == "NORMAL_PATH" || op == "ABSOLUTE_PATH" || op == "RELATIVE_PATH") {
    output = name;
    for (std::size_t i = 2; i + 1 < words.size(); ++i) {
      if (constant(words[i], part) && part == "OUTPUT_VARIABLE") constant(words[i + 1], output);
    }
    if (op == "APPEND" && words.size() == 3) {
      const Word input{*read(texts(name)).items, true, nullptr};
      return map_texts(
          texts(output), {&input, &words[2]},
          [](const std::vector<std::string>& in) {
            return std::optional(is_absolute(in[1]) ? in[1] : paths::join(in[0], in[1]));
          },
          form);
    }
    return assign_unknown(texts(output), nowhere(form, true));
  }
  for (std::size_t i = 2; i < words.size(); ++i) {
    if (!words[i].quoted && constant(words[i], part)) assign_unknown(texts(part), nowhere(form, true));
  }
}

void Evaluator::include_file(const CommandForm& form, const std::string& path) {
  const auto inside = in_view(path);
  const auto file = inside ? files_.find(*inside) : std::nullopt;
  if (!file || registry_.excluded[index(*file)] || facts_[index(*file)].language != Language::cmake) {
    ++epoch_;  // not ours: what it sets is the outside's
    return;
  }
  outcome.named.push_back({Named::How::script, &form, *inside});
  if (!enter()) return;
  run_list(*file);
  --depth_;
}

void Evaluator::include_module(const CommandForm& form, const std::string& name) {
  const Cond saved = path_;
  Cond rest = path_;
  const List folders = read(texts("CMAKE_MODULE_PATH")).items;  // including a file may change the variable
  for (const Item& item : *folders) {
    const Cond here = conditions.both(rest, item.when);
    if (here == kNever || item.unknown != 0) continue;
    const std::string path = texts[item.text] + "/" + name + ".cmake";
    const auto inside = in_view(path);
    if (!inside || !files_.find(*inside)) continue;
    path_ = here;
    include_file(form, path);
    rest = conditions.without(rest, here);
  }
  if (rest != kNever) {
    ++epoch_;
    path_ = rest;
    // Of CMake's own modules, the one that declares an option without being asked to.
    if (name == "CTest") declare(form, texts("BUILD_TESTING"), {Item{texts("ON")}}, false);
  }
  path_ = saved;
}

void Evaluator::do_include(const CommandForm& form, Words& words) {
  if (words.empty()) return;
  each_text(
      words[0],
      [&](const std::string& text) {
        if (text.empty()) return;
        const auto inside = in_view(text);
        const bool there = inside && files_.find(*inside);
        const bool module = !is_absolute(text) && text.find('/') == std::string::npos && !text.ends_with(".cmake");
        if (module && !there) {
          include_module(form, text);
        } else {
          include_file(form, text);
        }
      },
      [&](std::uint32_t unknown) {
        ++epoch_;
        if (unknowns_[unknown].opaque) {
          outcome.unfollowed.push_back(
              {&form, folder_, "which file `include()` reads depends on " + unknowns_[unknown].shown});
        }
      });
}

void Evaluator::do_include_guard(const CommandForm&, Words& words) {
  std::string scope;
  const bool global = !words.empty() && constant(words[0], scope) && scope == "GLOBAL";
  const std::string key = std::to_string(index(list_file_)) + (global ? "" : "@" + folder_);
  Cond& seen = included_once_.emplace(key, kNever).first->second;
  const Cond first = conditions.without(path_, seen);
  seen = conditions.either(seen, path_);
  if (first == path_) return;
  ++exits_;
  path_ = first;
}

void Evaluator::do_add_subdirectory(const CommandForm& form, Words& words) {
  if (words.empty()) return;
  Cond excluded = subtree_excluded_;
  bool own_build_folder = false;
  for (std::size_t i = 1; i < words.size(); ++i) {
    std::string text;
    const bool known = constant(words[i], text);
    if (known && text == "EXCLUDE_FROM_ALL") excluded = kAlways;
    own_build_folder = own_build_folder || !known || (text != "EXCLUDE_FROM_ALL" && text != "SYSTEM");
  }
  const auto body = [&](const std::string& text) {
    if (text.empty()) return;  // an argument that is not there
    const auto inside = in_view(text);
    if (!inside) {
      ++epoch_;
      return;
    }
    const auto file = files_.find(paths::join(*inside, "CMakeLists.txt"));
    if (files_.is_directory(*inside)) outcome.named.push_back({Named::How::subdirectory, &form, *inside});
    if (!file || registry_.excluded[index(*file)]) {
      ++epoch_;
      return;
    }
    if (!own_build_folder) {
      // CMake refuses a second time.
      Cond& before = added_.emplace(*inside, kNever).first->second;
      path_ = conditions.without(path_, before);
      before = conditions.either(before, path_);
      if (path_ == kNever) return;
    }
    if (!running_.insert(*inside).second) {
      outcome.unfollowed.push_back({&form, *inside, "`add_subdirectory()` adds a folder within itself"});
      return;
    }
    if (!enter()) return;
    Scope scope;
    scope.parent = scope_;
    scope.entry = path_;
    Scope* const outer_scope = std::exchange(scope_, &scope);
    const std::string outer_folder = std::exchange(folder_, *inside);
    const Cond outer_excluded = std::exchange(subtree_excluded_, excluded);
    const std::string outer_minimum = minimum_;
    assign("CMAKE_CURRENT_SOURCE_DIR", full(folder_));
    assign("CMAKE_CURRENT_BINARY_DIR", "/.build/" + folder_);
    run_list(*file);
    minimum_ = outer_minimum;
    subtree_excluded_ = outer_excluded;
    folder_ = outer_folder;
    scope_ = outer_scope;
    running_.erase(*inside);
    --depth_;
  };
  each_text(words[0], body, [&](std::uint32_t unknown) {
    ++epoch_;
    if (unknowns_[unknown].opaque) {
      outcome.unfollowed.push_back(
          {&form, folder_, "which folder `add_subdirectory()` adds depends on " + unknowns_[unknown].shown});
    }
  });
}

}  // namespace modgate::cmake
