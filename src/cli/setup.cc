// Commands around a repository's own configuration: init and config.
#include <fmt/core.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <system_error>
#include <utility>

#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "cli/folders.h"
#include "lint/finish.h"
#include "report/formats.h"

namespace modgate::cli {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kPolicyText =
    "# yaml-language-server: $schema=policy.schema.json\n"
    "schema: modgate/policy/v1\n"
    "preset: minimal            # minimal, tvm-2022-rfc, tvm-2023 or asf-consensus\n";

/// Writes a new file below the work tree; one that is there already is never touched, and no link is followed.
Result<bool> write_new(const git::Repository& repository, const std::string& path, std::string_view text) {
  if (repository.bare() || repository.workdir().empty()) {
    return Failure{Failure::Kind::usage, "a bare repository has no work tree to write to", "use a clone of it"};
  }
  const std::string full = repository.workdir() + path;
  std::error_code error;
  for (std::size_t end = path.find('/'); end != std::string::npos; end = path.find('/', end + 1)) {
    const std::string folder = path.substr(0, end);
    if (!fs::is_symlink(fs::symlink_status(repository.workdir() + folder, error))) continue;
    return Failure{Failure::Kind::usage, fmt::format("`{}` is a link, and init writes through none", folder),
                   "make it a folder"};
  }
  fs::create_directories(fs::path(full).parent_path(), error);
  if (create_file(full, text)) return true;
  if (errno == EEXIST) {
    return Failure{Failure::Kind::usage, fmt::format("`{}` is there already, and init never overwrites", path),
                   "edit it, or remove it first"};
  }
  return Failure{Failure::Kind::io, fmt::format("cannot write `{}`: {}", path, std::strerror(errno)), ""};
}

Exit report_written(const std::string& path, const std::string& next) {
  auto written = write_stdout(fmt::format("wrote {}\n{}\n", utf8::visible(path), next));
  return written ? Exit::ok : fail(written.error());
}

Exit init_policy(const git::Repository& repository) {
  const std::string path = ".modgate/policy.yaml";
  if (auto written = write_new(repository, path, kPolicyText); !written) return fail(written.error());
  return report_written(path, "next: modgate init manifest FOLDER...");
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
  const std::string text = manifest_text(probed->proposal, "proposed");
  if (auto written = write_new(*opened.repository, path, text); !written) return fail(written.error());
  std::string next;
  if (!probed->owners.empty()) {
    next = fmt::format("note: {}; take them out of that manifest\n", utf8::visible(owners_note(*probed)));
  }
  return report_written(path, next + fmt::format("next: read it, write its summary, then modgate validate {}", path));
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
  std::vector<std::string> macros;
  for (const auto& [macro, opened] : policy.namespace_macros) macros.push_back(macro.value + ": " + opened.value);
  row("namespace_macros", macros.empty() ? "(none)" : text::join(macros, ", "));
  row("registry_calls", listed(policy.registry_calls));
  row("core_public_headers", listed(policy.core_public_headers));
  row("policy.endorsers_min", std::to_string(policy.endorsers_min));
  row("policy.maintainers_min", std::to_string(policy.maintainers_min));
  row("policy.vote", policy.vote.empty() ? "(none)" : policy.vote);
  row("policy.vote_hours_min", std::to_string(policy.vote_hours_min));
  row("policy.s0_days_min", std::to_string(policy.s0_days_min));
  row("policy.deprecation_days_min", std::to_string(policy.deprecation_days_min));
  row("policy.waiver_days_max", std::to_string(policy.waiver_days_max));
  row("policy.s0_uses_s0", policy.s0_uses_s0_declared ? "declared" : "forbid");
  row("policy.integration_use", policy.integration_use_forbidden ? "forbid" : "allow");
  row("policy.guarded_use", leniency_word(policy.guarded_use));
  row("policy.test_use", leniency_word(policy.test_use));
  row("policy.unwaivable", listed(policy.unwaivable));
  row("policy.rfc_headings", listed(policy.rfc_headings));
  for (const auto& [rule, severity] : policy.severity) {
    row("severity." + rule.value, std::string(severity_name(severity)));
  }
  return table;
}

}  // namespace

Exit run_init(const Options& options) {
  const std::string what = options.words.empty() ? "" : options.words.front();
  if (what.empty()) {
    return fail({Failure::Kind::usage, "init needs to know what to write: policy or manifest",
                 "use `init policy` or `init manifest FOLDER...`"});
  }
  if (what != "policy" && what != "manifest") {
    return fail({Failure::Kind::usage, fmt::format("init cannot write `{}`", what),
                 "use `init policy` or `init manifest FOLDER...`"});
  }
  if (what == "policy") {
    if (auto failure = surplus_words(options, "init policy", 1)) return fail(*failure);
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
  if (auto failure = surplus_words(options, "config", 1)) return fail(*failure);
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  auto run = lint(*opened->view, *settings);
  if (!run) return fail(run.error());
  if (what == "show") {
    auto written = write_report(options, policy_table(*run));
    return written ? verdict_of(*run) : fail(written.error());
  }
  // What is wrong with the policy and the roster themselves; the modules are the business of `check`.
  std::erase_if(run->report.findings, [&](const Diagnostic& finding) {
    return finding.at.file != run->registry.policy.file && finding.at.file != run->registry.roster.file;
  });
  count_findings(run->report);
  return finish(options, *run, false);
}

}  // namespace modgate::cli
