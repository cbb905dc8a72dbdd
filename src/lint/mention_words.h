// A module in; the words by which a text can name it out, each with what it names.
#pragma once

#include <string>
#include <vector>

#include "modgate/mentions.h"
#include "modgate/registry.h"

namespace modgate {

/// A word to search for, and what it stands for.
struct MentionWord {
  std::string word;
  Mention::What what = Mention::What::path;
  std::string text;           ///< as the manifest spells it
  std::uint32_t skip = 0;     ///< bytes in front that are none of the name: the `-D` of `-DUSE_X`
  bool only_kconfig = false;  ///< a symbol without CONFIG_, as Kconfig's own files have it
  ModuleId module = kCore;
};

/// The words of all modules. What a removed module shares with one that is there names the latter alone.
std::vector<MentionWord> mention_words(const Registry& registry);

}  // namespace modgate
