// Commands around a repository's own configuration: init and config.
#include <fmt/core.h>

#include <filesystem>
#include <fstream>
#include <system_error>

#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "lint/propose.h"

namespace modgate::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPolicyText =
    "# yaml-language-server: $schema=policy.schema.json\n"
    "schema: modgate/policy/v1\n"
    "preset: minimal            # minimal, tvm-2022-rfc, tvm-2023 or asf-consensus\n";

/// Writes a new file; one that is there already is never touched.
Result<bool> write_new(const fs::path& path, std::string_view text) {
  std::error_code error;
  if (fs::exists(fs::symlink_status(path, error))) {
    return Failure{Failure::Kind::usage,
                   fmt::format("`{}` is there already, and init never overwrites", path.generic_string()),
                   "edit it, or remove it first"};
  }
  fs::create_directories(path.parent_path(), error);
  std::ofstream stream(path, std::ios::binary);
  stream.write(text.data(), static_cast<std::streamsize>(text.size()));
  stream.flush();
  if (!stream) return Failure{Failure::Kind::io, fmt::format("cannot write `{}`", path.generic_string()), ""};
  return true;
}

Exit report_written(const std::string& path, const std::string& next) {
  auto written = write_stdout(fmt::format("wrote {}\n{}\n", utf8::visible(path), next));
  return written ? Exit::ok : fail(written.error());
}

Exit init_policy(const git::Repository& repository) {
  const std::string path = ".modgate/policy.yaml";
  if (auto written = write_new(fs::path(repository.workdir()) / path, kPolicyText); !written)
    return fail(written.error());
  return report_written(path, "next: modgate init manifest FOLDER...");
}

Exit init_manifest(const Options& options, const Opened& opened) {
  auto settings = lint_options(options, *opened.repository);
  if (!settings) return fail(settings.error());
  auto listing = opened.view->list();
  if (!listing) return fail(listing.error());
  const Files files(std::move(*listing));
  std::vector<std::string> paths;
  for (std::size_t i = 1; i < options.words.size(); ++i) {
    auto path = repository_path(options.words[i], *opened.repository, options.directory);
    if (!path) return fail(path.error());
    if (files.is_directory(*path) && !path->empty()) {
      paths.push_back(*path + "/");
    } else if (files.find(*path)) {
      paths.push_back(*path);
    } else {
      return fail(
          {Failure::Kind::usage, fmt::format("`{}` is no file or folder of the repository", options.words[i]), ""});
    }
  }
  if (paths.empty())
    return fail({Failure::Kind::usage, "`init manifest` needs the module's folders",
                 "modgate init manifest src/x/ include/x/"});
  settings->prove_all = true;
  settings->extra_manifests = {{"init:manifest.yaml", provisional_manifest(paths)}};
  auto run = lint(*opened.view, *settings);
  if (!run) return fail(run.error());
  const Proposal proposal = propose(*run, paths);
  const std::string path = fmt::format(".modgate/modules/{}.yaml", proposal.id);
  const std::string text = manifest_text(proposal, "proposed");
  if (auto written = write_new(fs::path(opened.repository->workdir()) / path, text); !written)
    return fail(written.error());
  return report_written(path, fmt::format("next: read it, write its summary, then modgate validate {}", path));
}

std::string origin(const Policy& policy, const std::string& key, const Files& files) {
  if (policy.keys.contains(key)) return std::string(files.path(policy.file));
  return fmt::format("preset {}", preset_name(policy.preset));
}

std::string listed(const std::vector<Text>& texts) {
  std::vector<std::string> values;
  for (const Text& text : texts) values.push_back(text.value);
  return values.empty() ? "(none)" : text::join(values, ", ");
}

std::string leniency_word(Leniency leniency) {
  switch (leniency) {
    case Leniency::judge:
      return "judge";
    case Leniency::warn:
      return "warn";
    case Leniency::allow:
      break;
  }
  return "allow";
}

/// Every value with where it comes from.
std::string policy_table(const LintRun& run) {
  const Policy& policy = run.registry.policy;
  std::string table;
  const auto row = [&](const std::string& key, const std::string& value) {
    table +=
        fmt::format("{:<32} {:<32} {}\n", key, utf8::visible(value), utf8::visible(origin(policy, key, *run.files)));
  };
  row("preset", std::string(preset_name(policy.preset)));
  row("manifests", listed(policy.manifests));
  row("roster", policy.contributors.set ? "contributors: " + policy.contributors.value
                : policy.roster.set     ? policy.roster.value
                                        : "people.yaml, if there");
  row("include_roots", policy.include_roots.empty() ? "(inferred by suffix)" : listed(policy.include_roots));
  row("compile_commands", policy.compile_commands.set ? policy.compile_commands.value : "(none)");
  row("python_roots", policy.python_roots.empty() ? "(inferred from packages)" : listed(policy.python_roots));
  row("exclude", listed(policy.exclude));
  row("tests", policy.tests.empty() ? "(the usual names)" : listed(policy.tests));
  row("core_public_headers", listed(policy.core_public_headers));
  row("policy.endorsers_min", std::to_string(policy.endorsers_min));
  row("policy.maintainers_min", std::to_string(policy.maintainers_min));
  row("policy.vote", policy.vote.empty() ? "(none)" : policy.vote);
  row("policy.s0_uses_s0", policy.s0_uses_s0_declared ? "declared" : "forbid");
  row("policy.integration_use", policy.integration_use_forbidden ? "forbid" : "allow");
  row("policy.guarded_use", leniency_word(policy.guarded_use));
  row("policy.test_use", leniency_word(policy.test_use));
  for (const auto& [rule, severity] : policy.severity) {
    constexpr std::string_view kWords[] = {"off", "info", "warning", "error"};
    row("severity." + rule.value, std::string(kWords[static_cast<std::size_t>(severity)]));
  }
  return table;
}

}  // namespace

Exit run_init(const Options& options) {
  const std::string& what = options.words.front();
  if (what != "policy" && what != "manifest") {
    return fail({Failure::Kind::usage, fmt::format("init cannot write `{}`", what),
                 "use `init policy` or `init manifest FOLDER...`"});
  }
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  return what == "policy" ? init_policy(*opened->repository) : init_manifest(options, *opened);
}

Exit run_config(const Options& options) {
  const std::string& what = options.words.front();
  if (what != "show" && what != "check") {
    return fail(
        {Failure::Kind::usage, fmt::format("config knows no `{}`", what), "use `config show` or `config check`"});
  }
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  auto run = lint(*opened->view, *settings);
  if (!run) return fail(run.error());
  if (what == "show") {
    auto written = write_report(options, policy_table(*run));
    return written ? Exit::ok : fail(written.error());
  }
  // What is wrong with the policy and the roster themselves; the modules are the business of `check`.
  std::erase_if(run->report.findings, [&](const Diagnostic& finding) {
    return finding.at.file != run->registry.policy.file && finding.at.file != run->registry.roster.file;
  });
  return finish(options, *run, false);
}

}  // namespace modgate::cli
