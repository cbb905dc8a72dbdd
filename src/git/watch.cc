// A list through the reads themselves, which live on their threads' stacks: the newest is its head.
#include "git/watch.h"

#include <algorithm>
#include <mutex>

namespace modgate::git {
namespace {

std::mutex reads_mutex;
Watched* newest_read = nullptr;

}  // namespace

Watched::Watched(const ObjectId& object) : Watched(&object, {}) {}
Watched::Watched(std::string_view revision) : Watched(nullptr, revision) {}

Watched::Watched(const ObjectId* object, std::string_view revision)
    : object_(object), revision_(revision), since_(std::chrono::steady_clock::now()), older_(nullptr), newer_(nullptr) {
  const std::scoped_lock lock(reads_mutex);
  older_ = newest_read;
  if (older_ != nullptr) older_->newer_ = this;
  newest_read = this;
}

Watched::~Watched() {
  const std::scoped_lock lock(reads_mutex);
  (newer_ != nullptr ? newer_->older_ : newest_read) = older_;
  if (older_ != nullptr) older_->newer_ = newer_;
}

std::size_t overdue(std::chrono::steady_clock::duration patience, std::span<char> name) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  const auto now = std::chrono::steady_clock::now();
  std::size_t size = 0;
  const auto add = [&](char c) {
    if (size < name.size()) name[size++] = c;
  };
  const std::scoped_lock lock(reads_mutex);
  for (const Watched* read = newest_read; read != nullptr; read = read->older_) {
    if (now - read->since_ < patience) continue;
    if (read->object_ == nullptr) {
      // A revision comes from the command line; what does not print would not help anybody.
      for (const char c : read->revision_) add(c >= ' ' && c < '\x7f' ? c : '?');
    } else {
      for (const std::uint8_t byte : *read->object_) {
        add(kDigits[byte >> 4U]);
        add(kDigits[byte & 0xFU]);
      }
    }
    break;
  }
  return size;
}

}  // namespace modgate::git
