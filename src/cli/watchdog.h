// Ends the process when one object of the repository is being read for too long. Progress counts, not total time: a
// large tree may take as long as it needs.
#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace modgate::cli {

/// How long one object may take. The largest that is read has some MiB and takes a fraction of a second; a sleepy
/// network disk may need longer, libgit2's endless loop on a cut-off object never ends.
inline constexpr std::chrono::seconds kObjectPatience{60};

class Watchdog {
 public:
  /// Starts to look. Throws std::system_error when there is no thread to be had: without it a run could hang.
  explicit Watchdog(std::chrono::milliseconds patience);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  void look(std::chrono::milliseconds patience);

  std::mutex mutex_;
  std::condition_variable wake_;
  bool done_ = false;
  std::thread thread_;
};

}  // namespace modgate::cli
