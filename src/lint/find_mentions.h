// Bytes of any text file in; the places that name a module's path, namespace, package or flag out. A path counts where
// it leads to the module by the listing, a namespace or package where it is whole, a flag as a whole word. Names of one
// component prove nothing alone: a folder `relax/` counts with its slash, a namespace `relax` before `::`, a package of
// one word not at all.
#pragma once

#include <string_view>
#include <vector>

#include "base/word_set.h"
#include "lint/mention_words.h"
#include "modgate/mentions.h"
#include "modgate/registry.h"
#include "modgate/source.h"
#include "scan/suspect.h"

namespace modgate {

class MentionSearch {
 public:
  /// `suspicion` is what the search for suspects goes by: a file that holds none of its words needs no search for names
  /// that have one of them in it.
  MentionSearch(const Files& files, const Registry& registry, const Suspicion& suspicion);

  /// Whether there is anything to search for in this file; manifests, policy and roster name modules by their nature.
  bool wants(FileId file) const;
  /// The mentions in one text, by place. `innocent`: the search for suspects found no word in it.
  std::vector<Mention> in(FileId file, std::string_view bytes, bool innocent) const;

 private:
  /// One way to find names: the words, and what each stands for.
  struct Pass {
    WordSet words{{}};
    std::vector<std::vector<MentionWord>> names;  ///< by the word's index
  };
  class Reader;

  static Pass pass_of(const std::vector<MentionWord>& names);

  const Files& files_;
  const Registry& registry_;
  std::vector<FileId> silent_;  ///< manifests, policy and roster, sorted
  Pass all_;
  Pass beyond_suspicion_;  ///< the names in which no suspect word stands
};

/// Whether a file is none that people write text in, by its name alone: images, archives, objects.
bool is_binary_name(std::string_view path);
/// Whether the first bytes are those of a text.
bool is_text(std::string_view bytes);

}  // namespace modgate
