// What a single value of a field must look like: a check for the reader and a pattern for the JSON Schema, side by
// side. The pattern is the weaker of the two where a regular expression cannot say it (a 30th of February).
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "manifest/field_table.h"
#include "manifest/yaml_tree.h"
#include "modgate/manifest.h"

namespace modgate {

struct FormInfo {
  Form form;
  std::string_view noun;     ///< "a date (YYYY-MM-DD)": completes "is not ..."
  std::string_view pattern;  ///< ECMA 262; empty: none
};
const FormInfo& form_info(Form form);

/// What is wrong with the value, or nothing. `field` gives words and range; `form` may be that of the field's entries.
/// `name` is how messages call the field. The fault has no key and no severity yet.
std::optional<Fault> check_form(const Field& field, Form form, std::string_view name, const YamlNode& node);

/// Lexically impossible or dangerous paths (MG109): the reason, completing "`path` ", or nothing.
std::optional<std::string> refuse_path(std::string_view path, Form form);

/// Text that waits to be replaced (MG107): the word that shows it, or nothing.
std::optional<std::string> find_placeholder(std::string_view value, Form form);

/// A value as messages quote it: visible, and cut after 80 bytes.
std::string shown_value(std::string_view value);

/// A person's handle without a leading `@`, one trailing `:` or `,`, or the url of the account's page around it; empty
/// when the syntax is wrong. Teams (`org/name`) and bots pass.
std::string_view handle_of(std::string_view value);

}  // namespace modgate
