#include "cli/loose.h"

#include <fmt/core.h>

#include <fstream>
#include <iostream>
#include <system_error>
#include <utility>

#include "git/failure.h"

namespace modgate::cli {
namespace {

namespace fs = std::filesystem;

std::string read_stream(std::istream& stream, std::size_t limit) {
  std::string text;
  std::string part(64 * 1024, '\0');
  while (text.size() <= limit && stream.read(part.data(), static_cast<std::streamsize>(part.size())).gcount() > 0) {
    text.append(part, 0, static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

/// A folder that cannot be asked for is not one that is absent: the next policy up would judge in its place.
fs::file_status status_of(const fs::path& path) {
  std::error_code error;
  const fs::file_status status = fs::status(path, error);
  if (status.type() == fs::file_type::none) git::throw_if_machine_failed(error.value(), path.string());
  return status;
}

}  // namespace

Result<LooseFile> read_loose_file(const std::string& path, const std::string& directory, std::size_t limit) {
  const auto loose = [&](std::istream& stream, const std::string& name) -> Result<LooseFile> {
    std::string text = read_stream(stream, limit);
    if (stream.bad()) return Failure{Failure::Kind::io, fmt::format("`{}` cannot be read to its end", path), ""};
    return LooseFile{name, std::move(text)};
  };
  if (path == "-") return loose(std::cin, "<stdin>");
  const fs::path full = fs::path(directory) / path;
  std::error_code error;
  if (!fs::is_regular_file(full, error)) {
    return Failure{Failure::Kind::usage, fmt::format("`{}` is no file that can be read", path),
                   "name files, or - for standard input"};
  }
  std::ifstream stream(full, std::ios::binary);
  if (!stream) return Failure{Failure::Kind::io, fmt::format("`{}` cannot be read", path), ""};
  return loose(stream, path);
}

std::optional<fs::path> governing_policy(const fs::path& file) {
  std::error_code error;
  for (fs::path folder = fs::weakly_canonical(file, error).parent_path();; folder = folder.parent_path()) {
    if (fs::is_directory(status_of(folder / ".modgate"))) return folder / ".modgate" / "policy.yaml";
    if (fs::exists(status_of(folder / ".git")) || folder == folder.root_path() || folder.empty()) return std::nullopt;
  }
}

std::string repository_root(const std::string& directory) {
  std::error_code error;
  for (fs::path folder = fs::weakly_canonical(directory, error);; folder = folder.parent_path()) {
    if (fs::exists(status_of(folder / ".git"))) return folder.string();
    if (folder == folder.root_path() || folder.empty()) return directory;
  }
}

}  // namespace modgate::cli
