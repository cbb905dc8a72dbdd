// Bytes of the few files that a report quotes, read again when asked for; texts from outside the view are kept.
#pragma once

#include <map>
#include <memory>
#include <string>

#include "modgate/source.h"
#include "modgate/view.h"

namespace modgate {

/// Where there is no repository.
class NoBlobs : public BlobReader {
 public:
  ReadOutcome read(const Entry&, std::uint64_t, std::string&) override {
    return {ReadOutcome::Kind::unreadable, 0, "there is no repository"};
  }
};

class RunTexts : public SourceTexts {
 public:
  RunTexts(const Files& files, std::unique_ptr<BlobReader> reader) : files_(files), reader_(std::move(reader)) {}

  std::string_view text(FileId file) override;
  /// A file that is not in the view: a policy given by --config, a manifest on disk.
  void keep(FileId file, std::string text) { texts_[file] = std::move(text); }

 private:
  const Files& files_;
  std::unique_ptr<BlobReader> reader_;
  std::map<FileId, std::string> texts_;
};

}  // namespace modgate
