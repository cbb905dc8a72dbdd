// Which calls take prose. A name of a module in a message, a comment for people, couples nothing, so string literals in
// these calls are not names: the one list of them for all languages.
#pragma once

#include <string_view>

namespace modgate {

/// Whether a call of this name (its last component alone) prints, logs, checks or fails with a text.
bool is_log_call(std::string_view name);

}  // namespace modgate
