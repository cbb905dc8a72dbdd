// Directives that do not end in the same place for every compiler. In: the bytes behind a directive's name. Out:
// whether its end depends on who reads it. Decides nothing about what the directive says.
#pragma once

#include <cstddef>
#include <string_view>

namespace modgate::cxx {

/// Whether a directive whose rest begins at `from` ends elsewhere when that rest is read as tokens than when it is read
/// as what it is: a header's name with `header`, else raw text as of an `#error`. A comment or a raw string that opens
/// there goes on over lines only for those who read tokens.
bool ends_otherwise_as_tokens(std::string_view bytes, std::size_t from, bool header);

}  // namespace modgate::cxx
