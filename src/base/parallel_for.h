// Runs a function over 0..count-1 on several threads. The caller's slots keep the order: slot i belongs to item i.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace modgate {

/// `make_worker()` is called once on each thread and gives a callable of one index. An exception in a worker stops the
/// others soon and is thrown again here, the first one that came. Fewer threads than wanted, down to the caller's own,
/// do the same work. A thread takes `kChunk` neighbouring items at once: few where each is long.
template <std::size_t kChunk = 16, class MakeWorker>
void parallel_for(std::size_t count, unsigned jobs, MakeWorker make_worker) {
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_mutex;
  const auto run = [&] {
    try {
      auto worker = make_worker();
      for (std::size_t begin = next.fetch_add(kChunk); begin < count; begin = next.fetch_add(kChunk)) {
        for (std::size_t i = begin; i < std::min(begin + kChunk, count); ++i) worker(i);
      }
    } catch (...) {
      next = count;
      const std::scoped_lock lock(failure_mutex);
      if (!failure) failure = std::current_exception();
    }
  };
  const std::size_t chunks = (count + kChunk - 1) / kChunk;
  const std::size_t extra = std::min<std::size_t>(jobs > 0 ? jobs - 1 : 0, chunks > 0 ? chunks - 1 : 0);
  std::vector<std::jthread> threads;
  threads.reserve(extra);
  try {
    for (std::size_t i = 0; i < extra; ++i) threads.emplace_back(run);
  } catch (const std::system_error&) {
    // No more to be had.
  }
  run();
  threads.clear();
  if (failure) std::rethrow_exception(failure);
}

}  // namespace modgate
