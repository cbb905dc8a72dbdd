// `modgate validate`: manifests alone, inside or outside a repository.
#include "lint/validate.h"

#include <fmt/core.h>

#include <filesystem>
#include <optional>
#include <system_error>

#include "cli/commands.h"
#include "cli/loose.h"
#include "modgate/limits.h"

namespace modgate::cli {

namespace fs = std::filesystem;

Exit run_validate(const Options& options) {
  const std::string directory = options.directory.empty() ? "." : options.directory;
  std::vector<LooseFile> files;
  for (const std::string& word : options.words) {
    auto file = read_loose_file(word, directory, limits::kManifestBytes);
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
