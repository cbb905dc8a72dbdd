// `modgate config`: the effective policy with the source of each value, and what is wrong with policy and roster.
#include <fmt/core.h>

#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "lint/finish.h"
#include "report/formats.h"

namespace modgate::cli {
namespace {

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

Exit run_config(const Options& options) {
  const std::string& what = options.words.front();
  if (what != "show" && what != "check") {
    return fail(
        {Failure::Kind::usage, fmt::format("config knows no `{}`", what), "use `config show` or `config check`"});
  }
  if (auto failure = surplus_words(options, "config", 1)) return fail(*failure);
  if (what == "show" && (options.format != "auto" || !options.reports.empty())) {
    return fail({Failure::Kind::usage, "`config show` prints a table and has no other format",
                 "leave out -f and --report, or use `config check`"});
  }
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
