// The one table of fields of manifest, policy and roster. It drives reading, validation and the JSON Schemas; a field
// that is not here does not exist. What a stage requires of a field is in stage_table.h.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

namespace modgate {

/// What a single value must look like. Each form has one row in forms.cc: its name for people and its pattern.
enum class Form : std::uint8_t {
  none,        ///< no single value: only the mapping form
  text,        ///< anything but nothing
  sentence,    ///< one line, at most 160 characters
  id,          ///< a module's id
  name,        ///< a module's id, or a flag
  flag,        ///< a build option's name
  identifier,  ///< of C: a macro, a prefix
  cpp_name,    ///< a::b
  dotted,      ///< a.b
  word,        ///< no blanks
  rule,        ///< a rule's id or name
  choice,      ///< one of Field::words
  date,        ///< YYYY-MM-DD
  moment,      ///< a date, or a date with time and zone
  url,         ///< http or https
  handle,      ///< of a person; a leading @ is dropped
  email,
  path,     ///< from the repository's root
  folder,   ///< a path that may be the root itself, `.`
  rooted,   ///< a path, or `//` and a path from the repository's root
  glob,     ///< a path with gitignore wildcards
  boolean,  ///< exactly true or false
  count,    ///< a whole number from Field::low to Field::high
  ballot,   ///< +1 +0 0 -0 -1, or a fraction between
};

struct Field {
  std::string_view key;
  std::string_view about;  ///< one sentence for the schema, without final period
  Form form = Form::text;
  bool list = false;                          ///< a list of such values; one alone may stand without brackets
  bool required = false;                      ///< within its mapping (what a stage requires is another matter)
  bool none = false;                          ///< the word `none` may stand for the whole
  std::span<const std::string_view> words{};  ///< of Form::choice
  std::span<const Field> fields{};            ///< of the mapping form; empty: there is none
  Form entries = Form::none;                  ///< not none: a mapping from free words to values of this form
  int low = 0;
  int high = 0;
  std::string_view example{};  ///< of a single value, as text
};

std::span<const Field> module_fields();
std::span<const Field> policy_fields();
std::span<const Field> people_fields();

}  // namespace modgate
