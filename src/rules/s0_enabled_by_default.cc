// Takes the places that switch a flag on and reports those in files that continuous integration or a release reads,
// once a file and S0 module. What such files are is told by their paths alone. A value that is a variable is not known
// to switch anything on. Integration points may: they are how a module gets a job of its own.
#include <algorithm>
#include <array>
#include <string_view>

#include "modgate/rule.h"
#include "rules/support/naming.h"
#include "rules/support/phrases.h"

namespace modgate {
namespace {

/// Folders and files at the root that the usual services and packagers read. One list: what is not here is nobody's
/// default.
constexpr std::array<std::string_view, 14> kCiFolders = {
    ".github/workflows/", ".github/actions/", ".gitlab/ci/", ".circleci/", ".ci/",     "ci/",      ".buildkite/",
    ".azure-pipelines/",  "tests/scripts/",   "docker/",     ".jenkins/",  ".cirrus/", ".travis/", "tools/ci/"};
constexpr std::array<std::string_view, 9> kCiNames = {
    ".gitlab-ci.yml", ".travis.yml",         ".cirrus.yml",
    "Jenkinsfile",    "azure-pipelines.yml", "appveyor.yml",
    ".appveyor.yml",  "Dockerfile",          "bitbucket-pipelines.yml"};
constexpr std::array<std::string_view, 5> kReleaseFolders = {"conda/", "release/", "packaging/", "debian/",
                                                             "tools/release/"};
constexpr std::array<std::string_view, 7> kReleaseNames = {"pyproject.toml",   "setup.py",  "setup.cfg",
                                                           "config.cmake",     "meta.yaml", "conda_build_config.yaml",
                                                           "CMakePresets.json"};

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

template <class List>
bool begins(const List& folders, std::string_view path) {
  return std::any_of(folders.begin(), folders.end(), [&](std::string_view folder) { return path.starts_with(folder); });
}

/// "CI file", "release file", or nothing.
std::string_view trade_of(std::string_view path) {
  const std::string_view name = phrases::base_name(path);
  if (begins(kCiFolders, path) || holds(kCiNames, name) || name.starts_with("Dockerfile.")) return "CI file";
  const bool configuration = name.ends_with("_defconfig") || name == "defconfig";
  const bool script = path.find('/') == std::string_view::npos && name.starts_with("release");
  if (begins(kReleaseFolders, path) || holds(kReleaseNames, name) || configuration || script) return "release file";
  return {};
}

void report(const RuleContext& context, const naming::Names& names, Findings& findings) {
  const Registry& registry = context.registry;
  const Mention& first = *names.first;
  const Module& module = registry[first.module];
  Diagnostic& finding = findings.add({first.from, first.at},
                                     fmt::format("{} switches on `{}` of {}", trade_of(context.files.path(first.from)),
                                                 first.text, phrases::party(registry, first.module)));
  finding.label = "on by default here";
  finding.related.push_back(phrases::stage_line(registry, first.module));
  finding.module = module.name;
  naming::add_places(names, finding);
  finding.help = fmt::format(
      "leave it off, or give the module a job of its own and declare that file under "
      "`integration`{}",
      phrases::whom_to_ask(module));
}

void check(const RuleContext& context, Findings& findings) {
  const Registry& registry = context.registry;
  const auto kept = [&](const Mention& mention) {
    if (!mention.on || registry[mention.module].stage != Stage::S0) return false;
    if (registry.integration(mention.module, mention.from) != nullptr) return false;
    // The default in the file that declares the flag is MG603's.
    if (naming::is_flags_own_file(context, registry[mention.module], mention.from)) return false;
    return !trade_of(context.files.path(mention.from)).empty();
  };
  naming::for_each_file(context.mentions, kept, [&](const naming::Names& names) { report(context, names, findings); });
}

}  // namespace

extern const Rule s0_enabled_by_default_rule{
    .id = "MG513",
    .name = "s0-enabled-by-default",
    .summary = "default CI or release files switch the flag of an S0 module on",
    .severity = Severity::warning,
    .line_rank = 5,
    .check = check,
};

}  // namespace modgate
