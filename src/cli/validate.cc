// `modgate validate`: manifests alone, inside or outside a repository.
#include "lint/validate.h"

#include <fmt/core.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <system_error>

#include "cli/commands.h"
#include "modgate/limits.h"

namespace modgate::cli {
namespace {

namespace fs = std::filesystem;

/// One byte over the limit is enough to know that the limit is met; the reader then says so.
std::string read_stream(std::istream& stream) {
  std::string text;
  std::string part(64 * 1024, '\0');
  while (text.size() <= limits::kManifestBytes &&
         stream.read(part.data(), static_cast<std::streamsize>(part.size())).gcount() > 0) {
    text.append(part, 0, static_cast<std::size_t>(stream.gcount()));
  }
  return text;
}

Result<LooseFile> read_file(const std::string& path, const std::string& directory) {
  if (path == "-") return LooseFile{"<stdin>", read_stream(std::cin)};
  const fs::path full = fs::path(directory) / path;
  std::error_code error;
  if (!fs::is_regular_file(full, error)) {
    return Failure{Failure::Kind::usage, fmt::format("`{}` is no file that can be read", path),
                   "name manifests, or - for standard input"};
  }
  std::ifstream stream(full, std::ios::binary);
  if (!stream) return Failure{Failure::Kind::io, fmt::format("`{}` cannot be read", path), ""};
  return LooseFile{path, read_stream(stream)};
}

/// The policy that governs a file: the `.modgate/policy.yaml` of the nearest folder above it. The folder may hold a
/// roster only.
std::optional<fs::path> governing_policy(const fs::path& file) {
  std::error_code error;
  for (fs::path folder = fs::weakly_canonical(file, error).parent_path();; folder = folder.parent_path()) {
    if (fs::is_directory(folder / ".modgate", error)) return folder / ".modgate" / "policy.yaml";
    if (fs::exists(folder / ".git", error) || folder == folder.root_path() || folder.empty()) return std::nullopt;
  }
}

/// What `//` means when a policy is named: the root of the repository that holds the folder, else the folder.
std::string repository_root(const std::string& directory) {
  std::error_code error;
  for (fs::path folder = fs::weakly_canonical(directory, error);; folder = folder.parent_path()) {
    if (fs::exists(folder / ".git", error)) return folder.string();
    if (folder == folder.root_path() || folder.empty()) return directory;
  }
}

}  // namespace

Exit run_validate(const Options& options) {
  const std::string directory = options.directory.empty() ? "." : options.directory;
  std::vector<LooseFile> files;
  for (const std::string& word : options.words) {
    auto file = read_file(word, directory);
    if (!file) return fail(file.error());
    files.push_back(std::move(*file));
  }
  std::optional<std::string> policy = options.config_file;
  if (std::error_code error; policy && !fs::is_regular_file(*policy, error)) {
    return fail({Failure::Kind::config, fmt::format("the policy `{}` cannot be read: there is no such file", *policy),
                 "name an existing policy file after --config"});
  }
  std::string root = repository_root(directory);
  if (!policy) {
    const fs::path first =
        options.words.front() == "-" ? fs::path(directory) / "stdin" : fs::path(directory) / options.words.front();
    if (const auto found = governing_policy(first)) {
      policy = found->string();
      root = found->parent_path().parent_path().string();
    }
  }
  LintOptions lint;
  lint.select = options.select;
  lint.ignore = options.ignore;
  lint.severity = options.severity;
  lint.now = options.now;
  auto run = lint_loose_files(files, policy, root, lint);
  if (!run) return fail(run.error());
  return finish(options, *run, false);
}

}  // namespace modgate::cli
