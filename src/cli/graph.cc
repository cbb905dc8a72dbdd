// `modgate graph`: modules and who uses whom, with what is built of them; or why one part of the tree reaches another.
#include "modgate/graph.h"

#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <tuple>

#include "base/line_index.h"
#include "base/paths.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "modgate/limits.h"

namespace modgate::cli {
namespace {

using Json = nlohmann::ordered_json;

std::string shown(std::string_view text) { return utf8::visible(text); }

/// The uses that a rule reports, by file, place and module.
std::set<std::tuple<FileId, std::uint32_t, std::string>> reported_uses(const LintRun& run) {
  static constexpr std::string_view kRules[] = {"MG301", "MG302", "MG303", "MG304"};
  std::set<std::tuple<FileId, std::uint32_t, std::string>> found;
  for (const Diagnostic& finding : run.report.findings) {
    const bool use = std::find(std::begin(kRules), std::end(kRules), finding.rule->id) != std::end(kRules);
    if (use && finding.status == Diagnostic::Status::fresh) {
      found.emplace(finding.at.file, finding.at.span.begin, finding.module);
    }
  }
  return found;
}

/// Nodes are core and then the modules, so that module i is node i + 1.
std::size_t node_of(ModuleId module) { return module == kCore ? 0 : index(module) + 1; }

std::string module_name(const LintRun& run, ModuleId module) {
  return module == kCore ? "core" : run.registry[module].name;
}

struct UseGraph {
  ModuleGraph graph;
  std::vector<bool> reported;  ///< per use
};

UseGraph graph_of(const LintRun& run) {
  UseGraph result;
  std::uint64_t core = 0;
  for (std::size_t i = 0; i < run.files->view_size(); ++i) {
    core += run.registry.owner[i] == kCore && !run.registry.excluded[i] ? 1U : 0U;
  }
  result.graph.nodes.push_back({"core", "", core});
  for (const Module& module : run.registry.modules) {
    result.graph.nodes.push_back({module.name, std::string(stage_name(module.stage)), module.files.size()});
  }
  const auto reported = reported_uses(run);
  std::map<std::pair<std::size_t, std::size_t>, GraphEdge> edges;
  for (const Use& use : run.resolution.uses) {
    const std::size_t from = node_of(use.user);
    const std::size_t to = node_of(use.module);
    GraphEdge& edge = edges[{from, to}];
    edge.from = from;
    edge.to = to;
    (use.kind == Use::Kind::include ? edge.includes : edge.imports) += 1;
    const bool forbidden =
        use.module != kCore && reported.contains({use.from, use.at.begin, run.registry[use.module].name});
    result.reported.push_back(forbidden);
    edge.reported += forbidden ? 1U : 0U;
  }
  for (const auto& [key, edge] : edges) result.graph.edges.push_back(edge);
  return result;
}

std::string_view built_name(Built built) {
  static constexpr std::string_view kNames[] = {"never", "sometimes", "always", "undecided"};
  return kNames[static_cast<std::size_t>(built)];
}

Json path_json(const LintRun& run, FileId file) {
  return file == kNoFile ? Json(nullptr) : Json(std::string(run.files->path(file)));
}

Json uses_json(const LintRun& run, const UseGraph& graph) {
  Json out = Json::array();
  for (std::size_t i = 0; i < run.resolution.uses.size(); ++i) {
    const Use& use = run.resolution.uses[i];
    out.push_back({{"from", module_name(run, use.user)},
                   {"to", module_name(run, use.module)},
                   {"kind", use.kind == Use::Kind::include ? "include" : "import"},
                   {"path", path_json(run, use.from)},
                   {"line", use.line},
                   {"spelled", use.spelled},
                   {"target", path_json(run, use.target)},
                   {"guarded", use.guarded},
                   {"test", use.test},
                   {"integration", use.integration},
                   {"reported", static_cast<bool>(graph.reported[i])}});
  }
  return out;
}

Json builds_json(const LintRun& run) {
  Json out = Json::array();
  for (const BuildUse& use : run.build.uses) {
    Json chain = Json::array();
    for (const BuildStep& step : use.chain) {
      chain.push_back({{"path", path_json(run, step.file)}, {"line", step.line}, {"text", step.text}});
    }
    out.push_back({{"module", module_name(run, use.module)},
                   {"source", path_json(run, use.source)},
                   {"from", path_json(run, use.from)},
                   {"line", use.line},
                   {"spelled", use.spelled},
                   {"pattern", use.pattern},
                   {"tested", use.tested},
                   {"on", built_name(use.on)},
                   {"off", built_name(use.off)},
                   {"default_on", built_name(use.default_on)},
                   {"default_off", built_name(use.default_off)},
                   {"when", use.when},
                   {"because", use.because},
                   {"chain", std::move(chain)},
                   {"target", use.target}});
  }
  return out;
}

Json undecided_json(const LintRun& run) {
  Json out = Json::array();
  const auto add = [&](ModuleId module, FileId from, std::uint32_t line, const std::string& spelled,
                       const std::string& reason) {
    out.push_back({{"module", module == kCore ? Json(nullptr) : Json(module_name(run, module))},
                   {"path", path_json(run, from)},
                   {"line", line},
                   {"spelled", spelled},
                   {"reason", reason}});
  };
  for (const Unresolved& each : run.resolution.unresolved) {
    add(each.module, each.from, each.line, each.spelled, each.reason);
  }
  for (const BuildUndecided& each : run.build.undecided) add(each.module, each.from, each.line, "", each.reason);
  return out;
}

std::string render_graph_json(const LintRun& run, const UseGraph& graph) {
  Json out;
  out["schema_version"] = 1;
  out["view"] = {{"kind", run.report.view.kind}, {"revision", run.report.view.revision}};
  out["complete"] = run.report.complete;
  out["modules"] = Json::array();
  for (const GraphNode& node : graph.graph.nodes) {
    out["modules"].push_back(
        {{"name", node.name}, {"stage", node.stage.empty() ? Json(nullptr) : Json(node.stage)}, {"files", node.files}});
  }
  out["edges"] = Json::array();
  for (const GraphEdge& edge : graph.graph.edges) {
    out["edges"].push_back({{"from", graph.graph.nodes[edge.from].name},
                            {"to", graph.graph.nodes[edge.to].name},
                            {"includes", edge.includes},
                            {"imports", edge.imports},
                            {"reported", edge.reported}});
  }
  out["uses"] = uses_json(run, graph);
  out["builds"] = builds_json(run);
  out["undecided"] = undecided_json(run);
  return out.dump(2, ' ', true, Json::error_handler_t::replace) + "\n";
}

/// The files that a word of --why means: a module's, core's, one file, or all below a folder.
Result<std::vector<bool>> files_of(const std::string& word, const LintRun& run, const git::Repository& repository,
                                   const Options& options) {
  const std::size_t size = run.files->view_size();
  std::vector<bool> set(size);
  for (std::size_t i = 0; i < run.registry.modules.size(); ++i) {
    if (run.registry.modules[i].name != word) continue;
    for (const FileId file : run.registry.modules[i].files) {
      if (index(file) < size) set[index(file)] = true;
    }
    return set;
  }
  if (word == "core") {
    for (std::size_t i = 0; i < size; ++i) set[i] = run.registry.owner[i] == kCore && !run.registry.excluded[i];
    return set;
  }
  auto path = repository_path(word, repository, options.directory);
  if (!path) return path.error();
  if (!path->empty() && !run.files->find(*path) && !run.files->is_directory(*path)) {
    return Failure{Failure::Kind::usage, fmt::format("`{}` is no module, file or folder of this view", word),
                   "`modgate modules` lists the modules; `core` is what none of them owns"};
  }
  for (std::size_t i = 0; i < size; ++i) set[i] = paths::is_below(run.files->path(static_cast<FileId>(i)), *path);
  return set;
}

/// Why there is nothing to ask for: a set without files, or one that holds the other.
std::optional<Failure> no_way(const std::string& a, const std::vector<bool>& from, const std::string& b,
                              const std::vector<bool>& to) {
  const auto is_empty = [](const std::vector<bool>& set) {
    return std::find(set.begin(), set.end(), true) == set.end();
  };
  if (is_empty(from) || is_empty(to)) {
    return Failure{Failure::Kind::usage, fmt::format("`{}` has no file in this view", is_empty(from) ? a : b),
                   "`modgate graph` shows how many files each module has"};
  }
  for (std::size_t i = 0; i < from.size(); ++i) {
    if (to[i] && !from[i]) return std::nullopt;
  }
  return Failure{Failure::Kind::usage,
                 a == b ? fmt::format("`{}` stands on both sides", a)
                        : fmt::format("every file of `{}` is one of `{}`, too", b, a),
                 "name two parts of the tree that differ"};
}

/// "src/a.cc:3: #include "b.h"": where a hop starts and its line as written.
std::string hop_line(const LintRun& run, const Edge& edge, std::map<FileId, LineIndex>& indices) {
  auto at = indices.find(edge.from);
  if (at == indices.end()) at = indices.emplace(edge.from, LineIndex(run.texts->text(edge.from))).first;
  const bool there = edge.line >= 1 && edge.line <= at->second.lines();
  const std::string_view line = there ? text::trim(at->second.line(edge.line)) : std::string_view();
  return fmt::format("{}:{}: {}", shown(run.files->path(edge.from)), edge.line,
                     shown(line.substr(0, limits::kQuotedBytes)));
}

Exit print_why(const Options& options, const LintRun& run, const git::Repository& repository) {
  auto from = files_of(options.why[0], run, repository, options);
  if (!from) return fail(from.error());
  auto to = files_of(options.why[1], run, repository, options);
  if (!to) return fail(to.error());
  const std::string& a = options.why[0];
  const std::string& b = options.why[1];
  if (auto failure = no_way(a, *from, b, *to)) return fail(*failure);
  const Reach found = reach(run.resolution.edges, *from, *to);
  std::string page;
  std::map<FileId, LineIndex> indices;
  if (!found.direct.empty()) {
    page =
        fmt::format("`{}` uses `{}` directly, {}:\n", shown(a), shown(b), text::counted(found.direct.size(), "time"));
    for (const Edge& edge : found.direct) page += "  " + hop_line(run, edge, indices) + "\n";
  } else if (!found.chain.empty()) {
    page = fmt::format("`{}` reaches `{}` over {}:\n", shown(a), shown(b), text::counted(found.chain.size(), "hop"));
    for (const Edge& edge : found.chain) page += "  " + hop_line(run, edge, indices) + "\n";
    page += fmt::format("  {}\n", shown(run.files->path(found.chain.back().target)));
  } else {
    page = fmt::format("no file of `{}` reaches `{}`: {} followed\n", shown(a), shown(b),
                       text::counted(found.followed, "file was", "files were"));
  }
  if (auto written = write_report(options, page); !written) return fail(written.error());
  if (const Exit exit = verdict_of(run); exit != Exit::ok) return exit;
  return found.direct.empty() && found.chain.empty() ? Exit::findings : Exit::ok;
}

}  // namespace

Exit run_graph(const Options& options) {
  const std::string& format = options.format;
  if (!options.why.empty() && format != "auto") {
    return fail({Failure::Kind::usage, "--why answers as text only", "leave out -f"});
  }
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  // Uses of modules are the same without; a chain may run over any file.
  settings->prove_all = settings->prove_all || !options.why.empty();
  settings->edges = !options.why.empty();
  auto run = lint(*opened->view, *settings);
  if (!run) return fail(run.error());
  if (!options.why.empty()) return print_why(options, *run, *opened->repository);
  const UseGraph graph = graph_of(*run);
  const std::string text = format == "json"      ? render_graph_json(*run, graph)
                           : format == "mermaid" ? render_mermaid(graph.graph)
                                                 : render_dot(graph.graph);
  if (auto written = write_report(options, text); !written) return fail(written.error());
  return verdict_of(*run);
}

}  // namespace modgate::cli
