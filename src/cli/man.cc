// The manual page modgate(1) in man macros. Commands and options come from the description; what is said beside them,
// exit codes, variables and files, is here. Nothing of the machine or the day goes in but the day of the release.
#include <fmt/core.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "cli/description.h"

namespace modgate::cli {
namespace {

using Row = std::pair<std::string_view, std::string_view>;

constexpr std::array<Row, 4> kExits{{
    {"0", "The run is complete, and nothing is at or above --fail-on."},
    {"1", "The run is complete, and there are findings at or above --fail-on, or --diff has printed a patch."},
    {"2", "Wrong use, a policy, roster or baseline with faults, or no manifest at all."},
    {"3",
     "The run could not be completed: a repository that cannot be read, an object that a shallow or partial clone "
     "lacks, a report that cannot be written. What was found is printed all the same, marked as incomplete."},
}};

constexpr std::array<Row, 9> kVariables{{
    {"NO_COLOR", "When set and not empty: no colour. --color decides before it."},
    {"CLICOLOR_FORCE", "When set, not empty and not 0: colour even where the output is no terminal."},
    {"TERM", "Where it is dumb, there is no colour."},
    {"COLUMNS", "The width to wrap at, where the output is no terminal or the terminal does not say."},
    {"GIT_DIR, GIT_WORK_TREE, GIT_INDEX_FILE", "As for git; a commit hook is given these, and --staged honours them."},
    {"HOME, XDG_CONFIG_HOME", "Where git's settings and lists of ignored files of the user lie."},
    {"GITHUB_ACTIONS", "Where it is true and no -o is given, the format auto is that of a job of GitHub."},
    {"GITHUB_STEP_SUMMARY", "In that format, the file that the summary of the job is added to."},
    {"PRE_COMMIT_FROM_REF, GITHUB_EVENT_NAME, GITHUB_EVENT_PATH, GITHUB_BASE_REF, GITHUB_SHA, "
     "CI_MERGE_REQUEST_DIFF_BASE_SHA, CI_MERGE_REQUEST_EVENT_TYPE, CI_COMMIT_SHA, BITBUCKET_PR_DESTINATION_BRANCH",
     "What --against auto takes the base from."},
}};

constexpr std::array<Row, 4> kFiles{{
    {".modgate/policy.yaml", "The rules of the house. Without it the preset minimal applies."},
    {".modgate/people.yaml", "The roster, where the policy names no other."},
    {".modgate/modules/*.yaml", "The manifests, where the policy names no others."},
    {".modgate/baseline.jsonl", "Findings that existed before; see the command baseline."},
}};

constexpr std::array<Row, 6> kExamples{{
    {"modgate check", "Judge the files on disk."},
    {"modgate check --staged", "Judge exactly what the next commit would hold."},
    {"modgate check --against auto --report sarif=modgate.sarif",
     "On a pull request: only what the change brings decides; a report for code scanning is written, too."},
    {"modgate probe src/relax include/acme/relax", "Look at folders as if they were a module."},
    {"modgate explain MG301", "What a rule finds, why, and how to fix it."},
    {"modgate remove relax --diff | git apply", "Delete a module as far as a machine safely can."},
}};

/// Every character as itself: no macro at the start of a line, no hyphen for a minus, no typographic quote.
std::string roff(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    switch (c) {
      case '\\':
        escaped += "\\e";
        break;
      case '-':
        escaped += "\\-";
        break;
      case '`':
        escaped += "\\(ga";
        break;
      case '\'':
        escaped += "\\(aq";
        break;
      case '^':
        escaped += "\\(ha";
        break;
      case '~':
        escaped += "\\(ti";
        break;
      case '\n':
        escaped += ' ';
        break;
      default:
        escaped += c;
    }
  }
  return escaped.starts_with('.') ? "\\&" + escaped : escaped;
}

std::string bold(std::string_view text) { return "\\fB" + roff(text) + "\\fR"; }

/// Begins with a capital letter, unless with a word that is typed, and ends with a stop.
std::string sentence(std::string text, const std::vector<std::string>& typed = {"modgate"}) {
  const bool name = std::any_of(typed.begin(), typed.end(), [&](const auto& word) { return text.starts_with(word); });
  if (!name && !text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  if (!text.empty() && text.back() != '.') text += '.';
  return text;
}

std::string entry(const std::string& title, std::string_view text) {
  return ".TP\n" + title + "\n" + roff(text) + "\n";
}

template <std::size_t N>
std::string entries(const std::array<Row, N>& rows) {
  std::string text;
  for (const auto& [title, meaning] : rows) text += entry(bold(title), meaning);
  return text;
}

std::string title_of(const Parameter& parameter) {
  std::vector<std::string> names;
  for (const std::string& name : parameter.names) {
    names.push_back(parameter.positional ? "\\fI" + roff(name) + "\\fR" : bold(name));
  }
  std::string title = fmt::format("{}", fmt::join(names, ", "));
  if (!parameter.positional && !parameter.value.empty()) title += " \\fI" + roff(parameter.value) + "\\fR";
  return title;
}

std::string options(const std::vector<Parameter>& parameters) {
  std::string text;
  for (const Parameter& parameter : parameters) {
    text += entry(title_of(parameter), sentence(parameter.description, parameter.words));
  }
  return text;
}

std::string synopsis(const CommandPage& command) {
  std::string line = bold("modgate " + command.name) + " [\\fIoption\\fR ...]";
  for (const Parameter& parameter : command.parameters) {
    if (!parameter.positional) continue;
    const std::string word = "\\fI" + roff(parameter.names.front()) + "\\fR" + (parameter.repeats ? " ..." : "");
    line += parameter.required ? " " + word : " [" + word + "]";
  }
  return line + "\n";
}

}  // namespace

std::string man_page(const Description& description) {
  std::string page = ".TH MODGATE 1 " MODGATE_RELEASE_DATE " \"modgate " MODGATE_VERSION "\" \"User Commands\"\n";
  page += ".SH NAME\nmodgate \\- a linter for modules that grow in stages\n.SH SYNOPSIS\n";
  page += bold("modgate") + " [\\fIglobal option\\fR ...] \\fIcommand\\fR [\\fIoption\\fR ...] [\\fIword\\fR ...]\n";
  page +=
      ".SH DESCRIPTION\n" + roff(sentence(description.description)) +
      "\nEach module has a small manifest; modgate reads the manifests and the repository, and proves or refutes what "
      "they claim.\nIt needs no network, runs nothing of the repository, and writes only the files that it is told to "
      "write.\n";
  page += ".SH GLOBAL OPTIONS\nThese may stand before or after the command.\n" + options(description.parameters);
  page += ".SH COMMANDS\n";
  for (const CommandPage& command : description.commands) {
    page += ".SS " + command.name + "\n" + synopsis(command) + ".PP\n" + roff(sentence(command.description)) + "\n" +
            options(command.parameters);
  }
  page += ".SH EXIT STATUS\n" + entries(kExits) + ".SH ENVIRONMENT\n" + entries(kVariables) + ".SH FILES\n" +
          entries(kFiles) + ".SH EXAMPLES\n" + entries(kExamples);
  page += ".SH SEE ALSO\n.BR git (1),\n.BR git\\-apply (1)\n.PP\n" + bold("modgate rules") + " lists all rules, and " +
          bold("modgate explain") + " prints the page of one.\n";
  return page;
}

}  // namespace modgate::cli
