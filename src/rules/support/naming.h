// Places that name a module, as several rules count them: one a line, those of a file and module together, and which of
// them are no residue because something else judges or allows them.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "modgate/rule.h"

namespace modgate::naming {

/// What names a module in one file: the first place, further ones, and how many more there are.
struct Names {
  const Mention* first = nullptr;
  std::vector<const Mention*> others;  ///< at most limits::kRelatedPlaces
  std::size_t more = 0;
};

/// Calls `report` for each file and module with a kept mention, by file. Several on one line count once.
void for_each_file(const Mentions& mentions, const std::function<bool(const Mention&)>& kept,
                   const std::function<void(const Names&)>& report);

/// "path", "namespace", "package", "flag".
std::string_view kind_of(Mention::What what);

/// Adds the further places as related ones, and how many are not shown as a note.
void add_places(const Names& names, Diagnostic& finding);
void add_places(FileId file, const std::vector<Span>& others, std::size_t more, std::string_view words,
                Diagnostic& finding);

/// Whether the test asks for this flag. Kconfig files leave out the CONFIG_.
bool asks_for(const Flag& flag, const FlagTest& test, Language language);

/// Whether this file is where the manifest says that the flag is declared, or its gate.
bool is_flags_own_file(const RuleContext& context, const Module& module, FileId file);

/// Whether the policy lets test code name modules.
bool is_forgiven_test(const RuleContext& context, FileId file);

}  // namespace modgate::naming
