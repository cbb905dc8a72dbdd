// `modgate init`: a first policy or manifest with the schema that editors complete it by, a commit hook, a CI job. What
// comes in is the repository at hand, what goes out are new files. Refused: to overwrite, and to write outside of it.
#include <fmt/core.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <iterator>
#include <optional>
#include <string_view>
#include <vector>

#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/folders.h"
#include "cli/new_file.h"
#include "cli/templates.h"
#include "manifest/json_schema.h"

namespace modgate::cli {
namespace {

constexpr std::string_view kPolicyText =
    "# yaml-language-server: $schema=./policy.schema.json\n"
    "schema: modgate/policy/v1\n"
    "preset: minimal            # minimal, tvm-2022-rfc, tvm-2023 or asf-consensus\n";
constexpr std::string_view kManifestModeline = "# yaml-language-server: $schema=../manifest.schema.json\n";
constexpr std::string_view kHookCommand = "modgate check --staged --against auto --allow-empty";

Exit print(const std::string& text) {
  auto written = write_stdout(text);
  return written ? Exit::ok : fail(written.error());
}

std::string wrote(const std::string& path) { return fmt::format("wrote {}\n", utf8::visible(path)); }

/// What the modeline names. One that is there stays: it may be older, or the user's own. Gives the line that tells.
Result<std::string> add_schema(const git::Repository& repository, const std::string& name, Document document) {
  const std::string path = fmt::format(".modgate/{}.schema.json", name);
  auto file = in_work_tree(repository, path);
  if (!file) return file.error();
  const std::string text = json_schema(document);
  std::ifstream there(file->root + path, std::ios::binary);
  if (there) {
    if (std::equal(text.begin(), text.end(), std::istreambuf_iterator<char>(there), {})) return std::string();
    return fmt::format("note: `{}` differs from what `modgate schema {}` prints, and is left as it is\n", path, name);
  }
  if (auto written = write_new(*file, text); !written) return written.error();
  return wrote(path);
}

Exit init_policy(const git::Repository& repository) {
  const std::string path = ".modgate/policy.yaml";
  auto file = in_work_tree(repository, path);
  if (!file) return fail(file.error());
  if (auto written = write_new(*file, kPolicyText); !written) return fail(written.error());
  auto schema = add_schema(repository, "policy", Document::policy);
  if (!schema) return fail(schema.error());
  return print(wrote(path) + *schema + "next: modgate init manifest FOLDER...\n");
}

Exit init_manifest(const Options& options, Opened& opened) {
  const std::vector<std::string> words(options.words.begin() + 1, options.words.end());
  if (words.empty()) {
    return fail({Failure::Kind::usage, "`init manifest` needs the module's folders",
                 "modgate init manifest src/x/ include/x/"});
  }
  auto settings = lint_options(options, *opened.repository);
  if (!settings) return fail(settings.error());
  auto probed = probe_folders(words, options, opened, std::move(*settings));
  if (!probed) return fail(probed.error());
  const std::string path = fmt::format(".modgate/modules/{}.yaml", probed->proposal.id);
  const std::string text = std::string(kManifestModeline) + manifest_text(probed->proposal, "proposed");
  auto file = in_work_tree(*opened.repository, path);
  if (!file) return fail(file.error());
  if (auto written = write_new(*file, text); !written) return fail(written.error());
  auto schema = add_schema(*opened.repository, "manifest", Document::manifest);
  if (!schema) return fail(schema.error());
  std::string out = wrote(path) + *schema;
  if (!probed->owners.empty()) {
    out += fmt::format("note: {}; take them out of that manifest\n", utf8::visible(owners_note(*probed)));
  }
  return print(out + fmt::format("next: read it, write its summary, then modgate validate {}\n", path));
}

/// Where git would look for the hook, when that is this repository's own place.
Result<NewFile> hook_file(const git::Repository& repository) {
  if (repository.bare()) {
    return Failure{Failure::Kind::usage, "nobody commits in a bare repository, so it runs no such hook",
                   "use a clone of it"};
  }
  git::HooksFolder folder = repository.hooks_folder();
  // Husky makes all of this folder anew whenever it is installed; each hook in it runs its namesake in the folder
  // above.
  if (folder.path.ends_with("/.husky/_")) folder.path.resize(folder.path.size() - 2);
  const std::string full = folder.path + "/pre-commit";
  if (folder.within.empty()) {
    return Failure{Failure::Kind::usage,
                   fmt::format("git runs the hooks in `{}`, as core.hooksPath says, and init writes only into the "
                               "repository",
                               folder.path),
                   "`git config --local core.hooksPath .githooks` gives this repository hooks of its own"};
  }
  const std::string& work_tree = repository.workdir();
  const std::string shown = full.starts_with(work_tree) ? full.substr(work_tree.size()) : full;
  return NewFile{
      .root = folder.within,
      .path = full.substr(folder.within.size()),
      .shown = shown,
      .executable = true,
      .if_there = fmt::format("put this line into it, before any `exec` or `exit`: {} || exit", kHookCommand)};
}

Exit init_hook(const git::Repository& repository) {
  auto file = hook_file(repository);
  if (!file) return fail(file.error());
  if (auto written = write_new(*file, hook_script()); !written) return fail(written.error());
  return print(wrote(file->shown) + fmt::format("next: see what it would say: {}\n", kHookCommand));
}

struct Job {
  std::string_view what;
  const char* path;
  std::string_view (*text)();
  std::string_view next;
};
constexpr std::array kJobs{
    Job{"github", ".github/workflows/modgate.yml", github_workflow,
        "next: set MODGATE_URL and MODGATE_SHA256 in it to the release to run\n"},
    Job{"gitlab", ".gitlab/modgate.gitlab-ci.yml", gitlab_job,
        "next: set MODGATE_URL and MODGATE_SHA256 in it to the release to run, and include it from .gitlab-ci.yml:\n"
        "include:\n"
        "  - local: .gitlab/modgate.gitlab-ci.yml\n"},
};

Exit init_job(const git::Repository& repository, const Job& job) {
  auto file = in_work_tree(repository, job.path);
  if (!file) return fail(file.error());
  if (auto written = write_new(*file, job.text()); !written) return fail(written.error());
  return print(wrote(file->shown) + std::string(job.next));
}

}  // namespace

Exit run_init(const Options& options) {
  constexpr std::string_view kHelp =
      "use `init policy`, `init manifest FOLDER...`, `init hook`, `init github` or `init gitlab`";
  const std::string what = options.words.empty() ? "" : options.words.front();
  if (what.empty()) {
    return fail({Failure::Kind::usage, "init needs to know what to write: policy or manifest, hook, github or gitlab",
                 std::string(kHelp)});
  }
  const Job* job = nullptr;
  for (const Job& known : kJobs) job = known.what == what ? &known : job;
  if (what != "policy" && what != "manifest" && what != "hook" && job == nullptr) {
    return fail({Failure::Kind::usage, fmt::format("init cannot write `{}`", what), std::string(kHelp)});
  }
  if (what != "manifest") {
    if (auto failure = surplus_words(options, "init " + what, 1)) return fail(*failure);
  }
  if (what == "manifest") {
    auto opened = open_view(options);
    return opened ? init_manifest(options, *opened) : fail(opened.error());
  }
  auto repository = git::Repository::open(options.directory.empty() ? "." : options.directory);
  if (!repository) return fail(repository.error());
  if (job != nullptr) return init_job(**repository, *job);
  return what == "hook" ? init_hook(**repository) : init_policy(**repository);
}

}  // namespace modgate::cli
