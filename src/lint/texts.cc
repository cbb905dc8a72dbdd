#include "lint/texts.h"

#include "modgate/limits.h"

namespace modgate {

std::string_view RunTexts::text(FileId file) {
  const auto [at, added] = texts_.try_emplace(file);
  if (added && index(file) < files_.view_size()) reader_->read(files_[file], limits::kSourceBytes, at->second);
  return at->second;
}

}  // namespace modgate
