// The list of log-like calls. Macros come in families (`CHECK_EQ`, `DLOG_IF`), functions by their plain names.
#include "scan/log_calls.h"

#include <algorithm>
#include <array>

#include "base/text.h"

namespace modgate {
namespace {

/// Families: the name alone, or with `_` and more behind it.
constexpr std::array<std::string_view, 18> kFamilies = {"LOG",    "VLOG",          "DLOG",   "PLOG",  "CHECK", "ICHECK",
                                                        "DCHECK", "PCHECK",        "ASSERT", "FATAL", "PANIC", "THROW",
                                                        "WARN",   "static_assert", "assert", "panic", "warn",  "log"};
/// Functions and methods whose arguments are for people. Sorted.
constexpr std::array<std::string_view, 28> kCalls = {
    "Fatal",         "GetLogger", "abort",     "critical", "debug", "deprecated", "die",    "dprintf",
    "errx",          "error",     "exception", "fail",     "fatal", "fprintf",    "info",   "invalid_argument",
    "perror",        "pr_err",    "pr_info",   "pr_warn",  "print", "printf",     "printk", "puts",
    "runtime_error", "skip",      "verbose",   "warning"};

}  // namespace

bool is_log_call(std::string_view name) {
  const bool family = std::any_of(kFamilies.begin(), kFamilies.end(), [&](std::string_view head) {
    return name.starts_with(head) && (name.size() == head.size() || name[head.size()] == '_');
  });
  return family || std::binary_search(kCalls.begin(), kCalls.end(), name);
}

}  // namespace modgate
