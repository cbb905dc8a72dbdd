// A view's listing as text that a test can compare and a person can read.
#pragma once

#include <string>

#include "modgate/view.h"

namespace modgate::testing {

/// One line an entry: `file`, `exec`, `link` or `sub`, a blank, the path in visible form. A failure gives its message.
std::string listing_text(Result<std::unique_ptr<View>> view);

/// The bytes of the entry with this path, or `!` and why there are none.
std::string content_of(Result<std::unique_ptr<View>> view, const std::string& path, std::uint64_t limit = 1 << 20);

std::string hex(const ObjectId& id);
/// `100644`, `100755`, `120000` or `160000`.
std::string mode_of(EntryKind kind);

}  // namespace modgate::testing
