// Opens the index; translates what libgit2 1.5 cannot read into the git command that rewrites it.
#include "git/index.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <fstream>
#include <iterator>
#include <string>
#include <thread>
#include <utility>

#include "git/descriptor.h"
#include "git/failure.h"
#include "modgate/limits.h"

namespace modgate::git {
namespace {

/// `index.skipHash` leaves the 20 bytes of the checksum zero.
bool checksum_is_zero(const std::string& file) {
  constexpr int kChecksumBytes = 20;
  std::ifstream in(file, std::ios::binary);
  if (!in.seekg(-kChecksumBytes, std::ios::end)) return false;
  const std::string tail{std::istreambuf_iterator<char>(in), {}};
  return tail.size() == kChecksumBytes && std::all_of(tail.begin(), tail.end(), [](char c) { return c == '\0'; });
}

/// How many entries the file's own head promises. Nothing where there is no file, or not even a whole head: an index
/// that is not there is an empty one to git, a broken one libgit2 refuses.
std::optional<std::uint32_t> promised_entries(const std::string& file) {
  const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
  std::array<unsigned char, 12> head{};
  ssize_t got = -1;
  if (descriptor) {
    do got = ::pread(descriptor.get(), head.data(), head.size(), 0);
    while (got < 0 && errno == EINTR);
  }
  if (got < 0) throw_if_machine_failed(errno, file);
  if (got != static_cast<ssize_t>(head.size())) return std::nullopt;
  std::uint32_t count = 0;
  for (std::size_t i = 8; i < head.size(); ++i) count = count << 8U | head[i];
  return count;
}

/// Makes the index anew from HEAD.
std::string rebuild(const std::string& file) { return "rm " + shell_word(file) + " && git reset"; }

/// Paths that leave the repository or name `.git` libgit2 refuses itself; a mode that git never writes it lets pass.
std::optional<Failure> hostile_entry(git_index* index, const std::string& file) {
  const std::size_t count = git_index_entrycount(index);
  for (std::size_t i = 0; i < count; ++i) {
    const git_index_entry& entry = *git_index_get_byindex(index, i);
    if (kind_of_mode(entry.mode)) continue;
    return repository_failure("the index entry " + quoted(entry.path) + " has an unknown mode", rebuild(file));
  }
  return std::nullopt;
}

Failure index_failure(const std::string& file, const GitError& error) {
  const auto says = [&](const char* words) { return error.text.find(words) != std::string::npos; };
  const std::string name = "the index " + quoted(file);
  if (says("'link'")) {
    return repository_failure(name + " is split, which modgate cannot read", "git update-index --no-split-index");
  }
  if (says("'sdir'")) {
    return repository_failure(name + " is sparse, which modgate cannot read",
                              "git sparse-checkout reapply --no-sparse-index");
  }
  if (says("checksum") && checksum_is_zero(file)) {
    return repository_failure(name + " was written without its checksum (index.skipHash), which modgate cannot read",
                              "git -c index.skipHash=false update-index --force-write-index");
  }
  if (error.category == GIT_ERROR_INDEX) {
    return repository_failure(name + " is damaged: " + error.text, rebuild(file));
  }
  return repository_failure(name + " cannot be read: " + error.text, "ls -l " + shell_word(file));
}

}  // namespace

Result<IndexHandle> open_index(const Layout& layout) {
  // libgit2 takes the file's size first and reads afterwards: a git command that replaces the file in between makes
  // it look cut off. A second look some milliseconds later sees the new file whole.
  constexpr int kAttempts = 3;
  constexpr std::chrono::milliseconds kPause{10};
  for (int attempt = 1;; ++attempt) {
    IndexHandle index;
    const auto promised = promised_entries(layout.index_file);
    if (promised && *promised > limits::kViewEntries) {
      return repository_failure("the index " + quoted(layout.index_file) + " promises over 2 000 000 files",
                                "git ls-files | wc -l");
    }
    const int code = git_index_open(out(index), layout.index_file.c_str());
    // A file that libgit2 fails to look at is an empty index to it, and an empty index would pass.
    const bool whole = code == 0 && (!promised || *promised == git_index_entrycount(index.get()));
    if (code == 0 && !whole && attempt == kAttempts) {
      return repository_failure("the index " + quoted(layout.index_file) + " cannot be read whole",
                                "ls -l " + shell_word(layout.index_file));
    }
    if (whole) {
      if (auto failure = hostile_entry(index.get(), layout.index_file)) return *std::move(failure);
      return index;
    }
    const GitError error = last_error(code);
    if (code < 0 && (attempt == kAttempts || error.category != GIT_ERROR_INDEX))
      return index_failure(layout.index_file, error);
    std::this_thread::sleep_for(kPause);
  }
}

std::optional<EntryKind> kind_of_mode(unsigned mode) {
  constexpr unsigned kGitlink = 0160000;
  switch (mode & S_IFMT) {
    case S_IFREG:
      return (mode & S_IXUSR) != 0 ? EntryKind::executable : EntryKind::file;
    case S_IFLNK:
      return EntryKind::symlink;
    case kGitlink:
      return EntryKind::submodule;
    default:
      return std::nullopt;
  }
}

ObjectId object_id(const git_oid& id) {
  ObjectId result;
  std::copy(std::begin(id.id), std::end(id.id), result.begin());
  return result;
}

}  // namespace modgate::git
