#include "cli/loose.h"

#include <fmt/core.h>

#include <fstream>
#include <iostream>
#include <system_error>

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

}  // namespace

Result<LooseFile> read_loose_file(const std::string& path, const std::string& directory, std::size_t limit) {
  if (path == "-") return LooseFile{"<stdin>", read_stream(std::cin, limit)};
  const fs::path full = fs::path(directory) / path;
  std::error_code error;
  if (!fs::is_regular_file(full, error)) {
    return Failure{Failure::Kind::usage, fmt::format("`{}` is no file that can be read", path),
                   "name files, or - for standard input"};
  }
  std::ifstream stream(full, std::ios::binary);
  if (!stream) return Failure{Failure::Kind::io, fmt::format("`{}` cannot be read", path), ""};
  return LooseFile{path, read_stream(stream, limit)};
}

std::optional<fs::path> governing_policy(const fs::path& file) {
  std::error_code error;
  for (fs::path folder = fs::weakly_canonical(file, error).parent_path();; folder = folder.parent_path()) {
    if (fs::is_directory(folder / ".modgate", error)) return folder / ".modgate" / "policy.yaml";
    if (fs::exists(folder / ".git", error) || folder == folder.root_path() || folder.empty()) return std::nullopt;
  }
}

std::string repository_root(const std::string& directory) {
  std::error_code error;
  for (fs::path folder = fs::weakly_canonical(directory, error);; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error)) return folder.string();
    if (folder == folder.root_path() || folder.empty()) return directory;
  }
}

}  // namespace modgate::cli
