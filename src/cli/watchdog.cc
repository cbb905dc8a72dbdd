// One thread that sleeps. What it says is put together without memory, since what hangs may hold the allocator.
#include "cli/watchdog.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>

#include "cli/guard.h"
#include "cli/output.h"
#include "git/watch.h"

namespace modgate::cli {
namespace {

[[noreturn]] void give_up(const char* name, std::chrono::milliseconds patience) {
  std::array<char, 1024> text;
  const int size =
      std::snprintf(text.data(), text.size(),
                    "error: reading `%s` from the repository does not come to an end (%lld s); the object may be cut "
                    "off\n  help: git fsck --full\n",
                    name, static_cast<long long>(std::chrono::ceil<std::chrono::seconds>(patience).count()));
  end_at_once({text.data(), std::min(static_cast<std::size_t>(std::max(size, 0)), text.size() - 1)});
}

}  // namespace

Watchdog::Watchdog(std::chrono::milliseconds patience) : thread_([this, patience] { look(patience); }) {}

Watchdog::~Watchdog() {
  {
    const std::scoped_lock lock(mutex_);
    done_ = true;
  }
  wake_.notify_one();
  thread_.join();
}

void Watchdog::look(std::chrono::milliseconds patience) {
  // Looking sixty times in the time that is granted notices the end late by a sixtieth at most.
  const std::chrono::milliseconds pause = std::max(patience / 60, std::chrono::milliseconds(1));
  std::unique_lock lock(mutex_);
  while (!wake_.wait_for(lock, pause, [this] { return done_; })) {
    std::array<char, 256> name{};
    if (git::overdue(patience, {name.data(), name.size() - 1}) > 0) give_up(name.data(), patience);
  }
}

}  // namespace modgate::cli
