// Reports out of a fuzzer's texts in every format: text for people stays text, JSON stays JSON and says the same after
// it was read back, and a job's log holds no command but modgate's own.
#include <algorithm>
#include <array>
#include <cstddef>
#include <deque>
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "base/utf8.h"
#include "input.h"
#include "modgate/graph.h"
#include "modgate/limits.h"
#include "modgate/rule.h"
#include "report/formats.h"
#include "report/printed.h"
#include "report/render.h"
#include "runner_commands.h"
#include "target.h"

namespace modgate::fuzz {
namespace {

class Texts : public SourceTexts {
 public:
  std::string_view text(FileId file) override {
    return index(file) < texts.size() ? std::string_view(texts[index(file)]) : std::string_view();
  }
  std::deque<std::string> texts;
};

/// A small tree and a report about it. Places may lie anywhere, in files and beyond their ends.
class Reporter {
 public:
  explicit Reporter(std::string_view bytes) : input_(bytes) {
    std::map<std::string, std::string> files;
    for (std::size_t n = input_.below(3); n > 0; --n) {
      std::string path = text();
      files[std::move(path)] = text();
    }
    Listing listing;
    for (const auto& [path, content] : files) {
      listing.add(path, EntryKind::file);
      texts_.texts.push_back(content);
    }
    files_ = Files(std::move(listing));
  }

  PrintedReport report() {
    LintReport out;
    for (std::size_t n = input_.below(4); n > 0; --n) out.findings.push_back(finding());
    out.complete = input_.below(2) == 0;
    if (!out.complete) out.incomplete_because.push_back(text());
    out.pending = {text()};
    out.not_judged = {text()};
    out.undecided = {text()};
    out.people = {{text(), {input_.below(3), 0, 1, 0}, {}}};
    out.counts.errors = input_.below(3);
    if (texts_.texts.empty()) return finished(out);
    out.skipped = {{place().file, text(), {}}};
    const Location at = place();
    out.unresolved = {{at.file, at.span, 1, text(), text(), {place().file}, kCore}};
    return finished(out);
  }

 private:
  std::string text() { return std::string(input_.text()); }

  Location place() {
    if (texts_.texts.empty()) return {kNoFile, {}};
    const auto file = static_cast<FileId>(input_.below(texts_.texts.size()));
    const std::uint32_t begin = input_.byte();
    return {file, {begin, begin + input_.byte()}};
  }

  Diagnostic finding() {
    const auto rules = all_rules();
    Diagnostic out;
    out.rule = rules[input_.below(rules.size())].rule;
    out.severity = static_cast<Severity>(1 + input_.below(3));
    out.status = static_cast<Diagnostic::Status>(input_.below(4));
    out.at = input_.below(8) == 0 ? Location{kNoFile, {}} : place();
    out.message = text();
    out.label = text();
    out.help = text();
    out.module = text();
    out.fingerprint = "0123456789abcdef";
    for (std::size_t n = input_.below(3); n > 0; --n) out.notes.push_back(text());
    for (std::size_t n = input_.below(4); n > 0 && !texts_.texts.empty(); --n) out.related.push_back({place(), text()});
    if (input_.below(3) == 0 && !texts_.texts.empty()) out.fixes.push_back({text(), {{place(), text()}}});
    return out;
  }

  PrintedReport finished(const LintReport& out) {
    PrintedReport printed = modgate::printed(out, files_, texts_);
    printed.modules = {printed_text(text())};
    return printed;
  }

  Input input_;
  Files files_;
  Texts texts_;
};

/// The first byte says how, the rest what.
RenderOptions options_of(std::uint8_t bits) {
  RenderOptions options;
  options.all = (bits & 1U) != 0;
  options.statistics = (bits & 2U) != 0;
  options.quiet = (bits & 4U) != 0;
  options.width = 20 + (bits >> 3U) * 4;
  return options;
}

/// No terminal is steered and no CI runner commanded by it.
void check_plain(const std::string& text) {
  demand(!utf8::first_invalid(text), "output that is not UTF-8");
  for (std::size_t at = 0; at < text.size();) {
    const auto decoded = utf8::decode(text, at);
    demand(decoded->point == '\n' || !utf8::is_hidden(decoded->point), "output that hides something", text);
    at += decoded->bytes;
  }
  demand(text.empty() || text.back() == '\n', "output without a line end", text);
  demand(testing::runner_commands(text).empty(), "output that commands", text);
}

void people(std::string_view bytes) {
  const RenderOptions options = options_of(Input(bytes).byte());
  const PrintedReport report = Reporter(bytes.substr(std::min<std::size_t>(1, bytes.size()))).report();
  check_plain(render(report, Format::full, options));
  check_plain(render(report, Format::concise, options));
}

void saved(std::string_view bytes) {
  const PrintedReport report = Reporter(bytes).report();
  const std::string json = render(report, Format::json, {});
  demand(nlohmann::json::accept(json), "JSON that is none", json);
  const auto read = read_report(json);
  demand(read.has_value(), "a report that cannot be read back", read ? "" : read.error().message);
  // One other format for each input: together they take longer than all the rest.
  const auto names = format_names();
  const std::string& name = names[static_cast<unsigned char>(bytes.empty() ? 0 : bytes.back()) % names.size()];
  const RenderOptions options{.time = false, .all = true};
  demand(render(*read, *format_of(name), options) == render(report, *format_of(name), options),
         "a saved report that differs", name);
}

void other_json(std::string_view bytes) {
  const RenderOptions options = options_of(Input(bytes).byte());
  const PrintedReport report = Reporter(bytes.substr(std::min<std::size_t>(1, bytes.size()))).report();
  constexpr std::array kFormats{Format::sarif, Format::gitlab, Format::rdjson, Format::jsonl};
  const Format format = kFormats[static_cast<std::size_t>(options.width) / 4 % kFormats.size()];
  const std::string text = render(report, format, options);
  if (format != Format::jsonl) return demand(nlohmann::json::accept(text), "JSON that is none", text);
  for (Input each(text); !each.done();) demand(nlohmann::json::accept(each.line()), "a line that is no JSON", text);
}

/// Commands that the runner takes are annotations, no more than there are findings; a log that shows nothing has none.
void github(std::string_view bytes) {
  const RenderOptions options = options_of(Input(bytes).byte());
  const PrintedReport report = Reporter(bytes.substr(std::min<std::size_t>(1, bytes.size()))).report();
  const std::string log = render(report, Format::github, options);
  if (log.empty()) {
    const auto seen = [&](const PrintedFinding& finding) { return is_shown(finding, options); };
    demand(report.complete && std::none_of(report.findings.begin(), report.findings.end(), seen), "a finding unsaid");
    return;
  }
  const auto commands = testing::runner_commands(log);
  demand(commands.size() >= 2 && commands[0].name == "stop-commands" && commands[1].name == commands[0].data,
         "a log whose report can command", log);
  for (std::size_t i = 2; i < commands.size(); ++i) {
    const std::string& name = commands[i].name;
    demand(name == "error" || name == "warning" || name == "notice", "a command that is not ours", log);
    demand(commands[i].properties.contains("title"), "an annotation without a title", log);
  }
  demand(commands.size() - 2 <= report.findings.size() + (report.complete ? 0 : 1), "more commands than findings", log);
}

void documents(std::string_view bytes) {
  const RenderOptions options = options_of(Input(bytes).byte());
  const PrintedReport report = Reporter(bytes.substr(std::min<std::size_t>(1, bytes.size()))).report();
  const std::string page = render(report, Format::markdown, options);
  demand(page.size() <= limits::kMarkdownBytes, "a page longer than the limit");
  demand(!utf8::first_invalid(page), "a page that is not UTF-8", page);
  const std::string xml = render(report, Format::junit, options);
  demand(!utf8::first_invalid(xml), "XML that is not UTF-8", xml);
  for (const char c : xml) {
    const auto byte = static_cast<unsigned char>(c);
    demand(byte >= 0x20 || c == '\n', "XML with a control character", xml);
  }
}

void graphs(std::string_view bytes) {
  Input input(bytes);
  ModuleGraph graph;
  for (std::size_t n = 1 + input.below(3); n > 0; --n) {
    graph.nodes.push_back({std::string(input.text()), input.below(2) == 0 ? "" : "S0", input.below(9)});
  }
  for (std::size_t n = input.below(4); n > 0; --n) {
    const std::size_t from = input.below(graph.nodes.size());
    graph.edges.push_back({from, input.below(graph.nodes.size()), input.below(9), input.below(9), input.below(9)});
  }
  for (const std::string& text : {render_dot(graph), render_mermaid(graph)}) {
    demand(!utf8::first_invalid(text), "a graph that is not UTF-8", text);
    const auto lines = static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n'));
    demand(lines <= 16 + 2 * (graph.nodes.size() + graph.edges.size()), "a name that breaks its line", text);
  }
}

constexpr std::array kEntries{
    Entry{"people", people}, Entry{"saved", saved},         Entry{"other_json", other_json},
    Entry{"github", github}, Entry{"documents", documents}, Entry{"graphs", graphs},
};

}  // namespace

const Target output_target{"output", kEntries};

}  // namespace modgate::fuzz
