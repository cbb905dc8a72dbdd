// What of a manifest can be found in a text. Not searched for: globs, whose beginning names too much; packages and
// crates of one word, which are words of prose; C prefixes; anything of one byte.
#include "lint/mention_words.h"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

#include "base/glob.h"

namespace modgate {
namespace {

using What = Mention::What;

class ModuleWords {
 public:
  ModuleWords(const Module& module, ModuleId id, std::vector<MentionWord>& out)
      : manifest_(module.manifest), id_(id), out_(out) {}

  void list() {
    for (const std::vector<Text>* patterns : {&manifest_.paths, &manifest_.tests, &manifest_.docs}) {
      for (const Text& pattern : *patterns) path(pattern.value);
    }
    const Namespaces& names = manifest_.namespaces;
    for (const Text& space : names.cpp) scoped(What::name_space, space.value, "::");
    for (const Text& crate : names.rust) scoped(What::package, crate.value, "::");
    for (const std::vector<Text>* dotted : {&names.python, &names.jvm, &names.proto}) {
      for (const Text& package : *dotted) joined(package.value, '.');
    }
    for (const std::vector<Text>* slashed : {&names.go, &names.js}) {
      for (const Text& package : *slashed) joined(package.value, '/');
    }
    flag();
  }

 private:
  void add(What what, std::string word, const std::string& text, std::uint32_t skip = 0, bool only_kconfig = false) {
    if (word.size() - skip < 2) return;
    out_.push_back({std::move(word), what, text, skip, only_kconfig, id_});
  }

  void path(const std::string& pattern) {
    const Glob glob(pattern);
    if (!glob.literal()) return;
    std::string word(glob.pattern());
    if (glob.directory_only() && word.find('/') == std::string::npos) word += '/';
    add(What::path, std::move(word), pattern);
  }

  /// A single component proves something only where a part of it follows.
  void scoped(What what, const std::string& name, std::string_view separator) {
    const bool single = name.find(separator) == std::string::npos;
    add(what, single ? name + std::string(separator) : name, name);
  }

  void joined(const std::string& name, char separator) {
    if (name.find(separator) != std::string::npos) add(What::package, name, name);
  }

  void flag() {
    for (const std::string& name : flag_names(manifest_.flag)) {
      add(What::flag, name, name);
      add(What::flag, "-D" + name, name, 2);
      constexpr std::string_view kPrefix = "CONFIG_";
      if (manifest_.flag.kind.value == "kconfig" && name.starts_with(kPrefix)) {
        add(What::flag, name.substr(kPrefix.size()), name, 0, true);
      }
    }
  }

  const Manifest& manifest_;
  ModuleId id_;
  std::vector<MentionWord>& out_;
};

}  // namespace

std::vector<MentionWord> mention_words(const Registry& registry) {
  std::vector<MentionWord> living;
  std::vector<MentionWord> gone;
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    const Module& module = registry.modules[i];
    const bool removed = module.manifest.stage == Stage::removed;
    ModuleWords(module, static_cast<ModuleId>(i), removed ? gone : living).list();
  }
  std::set<std::pair<What, std::string_view>> taken;
  for (const MentionWord& word : living) taken.emplace(word.what, word.word);
  std::erase_if(gone, [&](const MentionWord& word) { return taken.contains({word.what, word.word}); });
  living.insert(living.end(), gone.begin(), gone.end());
  return living;
}

}  // namespace modgate
