// `modgate rfc`: one RFC document, inside or outside a repository. Takes the file and the policy and manifest that
// govern it, gives a report as `validate` does.
#include "lint/rfc.h"

#include <fmt/core.h>

#include <filesystem>
#include <system_error>

#include "cli/commands.h"
#include "cli/loose.h"
#include "modgate/limits.h"

namespace modgate::cli {
namespace {

namespace fs = std::filesystem;

/// The document's path from the root, as a manifest names it.
std::string path_below(const fs::path& file, const std::string& root) {
  std::error_code error;
  const fs::path folder = fs::weakly_canonical(root, error);
  const std::string relative = fs::weakly_canonical(file, error).lexically_relative(folder).generic_string();
  return relative.starts_with("..") ? std::string() : relative;
}

}  // namespace

Exit run_rfc(const Options& options) {
  if (auto surplus = surplus_words(options, "rfc", 1)) return fail(*surplus);
  const std::string directory = options.directory.empty() ? "." : options.directory;
  const std::string& word = options.words.front();
  auto document = read_loose_file(word, directory, limits::kRfcBytes);
  if (!document) return fail(document.error());
  RfcRequest request;
  request.document = std::move(*document);
  request.module = options.module;
  const fs::path file = fs::path(directory) / (word == "-" ? "stdin" : word);
  request.policy_file = options.config_file;
  request.root_folder = repository_root(directory);
  if (!request.policy_file) {
    if (const auto found = governing_policy(file)) {
      request.policy_file = found->string();
      request.root_folder = found->parent_path().parent_path().string();
    }
  } else if (std::error_code error; !fs::is_regular_file(*request.policy_file, error)) {
    return fail({Failure::Kind::config,
                 fmt::format("the policy `{}` cannot be read: there is no such file", *request.policy_file),
                 "name an existing policy file after --config"});
  }
  if (word != "-") request.path = path_below(file, request.root_folder);
  LintOptions lint;
  lint.select = options.select;
  lint.ignore = options.ignore;
  lint.severity = options.severity;
  auto run = lint_rfc(request, lint);
  if (!run) return fail(run.error());
  return finish(options, *run, false);
}

}  // namespace modgate::cli
