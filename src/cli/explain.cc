// `modgate explain`: the page of a rule, a stage or a move; for a move of a module, what is there of what it needs. The
// module is judged in the view as if it had moved: nothing is written, and what comes with the move is said to.
#include <fmt/core.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <utility>

#include "base/nearest.h"
#include "base/text.h"
#include "base/utf8.h"
#include "cli/commands.h"
#include "manifest/parse.h"
#include "manifest/stage_table.h"
#include "modgate/rule.h"

namespace modgate::cli {
namespace {

using Json = nlohmann::ordered_json;

/// A move as the user names it.
struct Ends {
  std::optional<Stage> from;
  Stage to = Stage::proposed;
};

Exit print(const std::string& text) {
  auto written = write_stdout(text);
  return written ? Exit::ok : fail(written.error());
}

Exit print(const Json& json) { return print(json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n"); }

std::string rows_of(Stage stage) {
  std::string out;
  for (const Requirement& row : requirements(Manifest{}, stage, default_policy())) {
    out += fmt::format("- {}\n", row.title);
  }
  return out;
}

/// What a stage asks for: the rows of the one table that also drives the check.
std::string stage_page(Stage stage) {
  std::string page = fmt::format("# Stage {}\n\n", stage_name(stage));
  page += "A module of this stage needs (presets other than minimal):\n\n" + rows_of(stage);
  switch (stage) {
    case Stage::proposed:
    case Stage::S0:
      page +=
          "\nNobody outside may include or import it, but declared integration lines. Another S0 module may only where "
          "the\n"
          "policy says `s0_uses_s0: declared`. Its flag is off by default. Removal deletes its files and edits its\n"
          "integration lines. A proposed module with files in the tree is judged as S0.\n";
      break;
    case Stage::S1:
      page += "\nOthers may use it where a composition names their paths, other modules by `depends_on`.\n";
      break;
    case Stage::S2:
      page += "\nAnybody may use its public headers. The flag may be always on. Removal needs an RFC.\n";
      break;
    case Stage::deprecated:
      page += "\nNobody may begin to use it; existing uses fall to none before it is removed.\n";
      break;
    case Stage::removed:
      page += "\nIts files are gone; the manifest stays as a tombstone, and its id is never used again.\n";
      break;
  }
  return page;
}

std::string_view state_name(Evidence::State state) {
  switch (state) {
    case Evidence::State::met:
      return "met";
    case Evidence::State::lacking:
      return "lacks";
    case Evidence::State::undecided:
      return "not decided";
    case Evidence::State::follows:
      break;
  }
  return "comes with the move";
}

std::string closed_page(const Move& move) {
  std::string page =
      fmt::format("There is no move from {} to {}.", move.from ? stage_name(*move.from) : "none", stage_name(move.to));
  if (move.from == Stage::removed) {
    page += " A removed module stays removed; what comes back has an id of its own.";
  } else if (move.from == Stage::proposed && (move.to == Stage::deprecated || move.to == Stage::removed)) {
    page += " A proposal that is given up takes its manifest along.";
  } else if (move.instead.empty()) {
    page += " What was accepted is no proposal any more.";
  } else {
    page += fmt::format(" The way that is open: {}.", move.instead);
  }
  return page + "\n";
}

std::string move_text(const Move& move) {
  std::string page = fmt::format("# {}\n\n", move_name(move.from, move.to));
  if (!move.legal) {
    page += closed_page(move);
    if (!move.from) page += "Code that is older than its manifest may enter once at any stage, by `adopted`.\n";
    return page;
  }
  page += "This move needs (presets other than minimal):\n\n";
  for (const Evidence& one : move.evidence) {
    page += fmt::format("- {}\n", one.title);
    if (one.title != "what the stage requires") continue;
    const std::string rows = rows_of(move.to);
    for (const std::string_view row : text::split(text::trim(rows), "\n")) page += fmt::format("  {}\n", row);
  }
  page += fmt::format(
      "\nMG501 refuses moves that are none, MG502 those that lack something; MG503 looks at `since`.\n"
      "`modgate explain \"{}\" --module ID` shows what a module has of it.\n",
      move_name(move.from, move.to));
  return page;
}

Json move_json(const Move& move, const std::string* module) {
  auto evidence = Json::array();
  for (const Evidence& one : move.evidence) {
    Json entry{{"title", one.title}};
    if (module != nullptr) entry["state"] = state_name(one.state);
    if (module != nullptr) entry["detail"] = one.detail;
    evidence.push_back(std::move(entry));
  }
  Json out{{"from", move.from ? stage_name(*move.from) : std::string_view("none")},
           {"to", stage_name(move.to)},
           {"legal", move.legal},
           {"instead", move.instead}};
  if (module != nullptr) out["module"] = *module;
  out["evidence"] = std::move(evidence);
  return out;
}

std::size_t count(const Move& move, Evidence::State state) {
  return static_cast<std::size_t>(std::count_if(move.evidence.begin(), move.evidence.end(),
                                                [&](const Evidence& one) { return one.state == state; }));
}

std::string module_text(const Move& move, const std::string& module) {
  if (!move.legal) return closed_page(move);
  std::string text = fmt::format("{}, {}: {} of {} met", utf8::visible(module), move_name(move.from, move.to),
                                 count(move, Evidence::State::met), move.evidence.size());
  for (const auto state : {Evidence::State::lacking, Evidence::State::undecided, Evidence::State::follows}) {
    const std::size_t n = count(move, state);
    if (n == 0) continue;
    text += state == Evidence::State::lacking ? fmt::format(", {} lacking", n)
            : state == Evidence::State::undecided
                ? fmt::format(", {} not decided", n)
                : fmt::format(", {} that {} with the move", n, n == 1 ? "comes" : "come");
  }
  text += "\n\n";
  for (const Evidence& one : move.evidence) {
    text += fmt::format("  {:<20} {}{}{}\n", state_name(one.state), utf8::visible(one.title),
                        one.detail.empty() ? "" : ": ", utf8::visible(one.detail));
  }
  return text;
}

/// Runs twice over the view: as it is, which is the base, and as if the module had moved.
Exit explain_module(const Options& options, const Ends& ends) {
  auto opened = open_view(options);
  if (!opened) return fail(opened.error());
  auto settings = lint_options(options, *opened->repository);
  if (!settings) return fail(settings.error());
  // Who was a member on which day, as the check reads it.
  auto history = history_of(options, *opened->repository);
  if (!history) return fail(history.error());
  settings->history = history->get();
  auto base = lint(*opened->view, *settings);
  if (!base) return fail(base.error());
  if (const Exit verdict = verdict_of(*base); verdict != Exit::ok) return verdict;

  const std::string& name = *options.module;
  std::vector<std::string> names;
  const Module* module = nullptr;
  for (const Module& each : base->registry.modules) {
    names.push_back(each.name);
    if (each.name == name) module = &each;
  }
  if (module == nullptr) {
    const auto near = nearest(name, names);
    return fail(
        {Failure::Kind::usage, fmt::format("there is no module `{}`", utf8::visible(name)),
         near ? fmt::format("did you mean `{}`?", utf8::visible(*near)) : std::string("`modgate modules` lists them")});
  }
  const Stage stage = module->manifest.stage;
  if (ends.from != stage) {
    return fail({Failure::Kind::usage,
                 fmt::format("module `{}` is at stage {}, not at {}", utf8::visible(name), stage_name(stage),
                             ends.from ? stage_name(*ends.from) : "none"),
                 fmt::format("`modgate explain \"{}->{}\" --module {}` looks at the move from there", stage_name(stage),
                             stage_name(ends.to), utf8::visible(name))});
  }
  const Comparison same{&*base, {}, {}, {}, settings->history};
  settings->against = &same;
  settings->as_stage = {name, ends.to};
  auto tried = lint(*opened->view, *settings);
  if (!tried) return fail(tried.error());
  const auto move = std::find_if(tried->moves.begin(), tried->moves.end(), [&](const Move& each) {
    return tried->registry[each.module].name == name && each.to == ends.to;
  });
  if (move == tried->moves.end()) {
    return fail({Failure::Kind::usage, fmt::format("the manifest of `{}` cannot be judged", utf8::visible(name)),
                 "`modgate check` says what is wrong with it"});
  }
  const Exit printed = options.format == "json" ? print(move_json(*move, &name)) : print(module_text(*move, name));
  if (printed != Exit::ok) return printed;
  return move->legal && count(*move, Evidence::State::lacking) == 0 ? Exit::ok : Exit::findings;
}

/// "S0->S1", with an arrow or a plain hyphen, too: an unquoted `>` never arrives. Nothing: the topic is no move.
std::optional<std::pair<std::string, std::string>> split_move(std::string_view topic) {
  for (const std::string_view arrow : {std::string_view("->"), std::string_view("\u2192"), std::string_view("-")}) {
    const std::size_t at = topic.find(arrow);
    if (at == std::string_view::npos) continue;
    return std::pair(std::string(text::trim(topic.substr(0, at))),
                     std::string(text::trim(topic.substr(at + arrow.size()))));
  }
  return std::nullopt;
}

Exit explain_move(const Options& options, const std::pair<std::string, std::string>& words) {
  const std::vector<std::string> names{"none", "proposed", "S0", "S1", "S2", "deprecated", "removed"};
  if (words.second.empty()) {
    return fail({Failure::Kind::usage, fmt::format("the move from `{}` leads nowhere", utf8::visible(words.first)),
                 "the shell takes `>` for itself: write \"S0->S1\" in quotes, or S0-S1"});
  }
  const auto from = stage_of(words.first);
  const auto to = stage_of(words.second);
  const bool known_from = from || words.first == "none";
  if (!known_from || !to) {
    const std::string& word = known_from ? words.second : words.first;
    const auto near = nearest(word, names);
    return fail({Failure::Kind::usage,
                 fmt::format("there is no stage `{}` to move {}", utf8::visible(word), known_from ? "to" : "from"),
                 near ? fmt::format("did you mean `{}`?", *near) : "use " + text::join(names, ", ")});
  }
  if (from == to) {
    return fail({Failure::Kind::usage, fmt::format("from `{}` to `{}` is no move", words.first, words.second),
                 fmt::format("`modgate explain {}` says what the stage needs", words.second)});
  }
  const Ends ends{from, *to};
  if (options.module) return explain_module(options, ends);
  const Move move = move_page(ends.from, ends.to);
  return options.format == "json" ? print(move_json(move, nullptr)) : print(move_text(move));
}

/// MG and three digits: of another version perhaps, and no slip of the pen.
bool is_rule_id(std::string_view topic) {
  return topic.size() == 5 && text::equal_ignoring_case(topic.substr(0, 2), "MG") &&
         std::all_of(topic.begin() + 2, topic.end(), text::is_digit);
}

/// A hyphen stands in the names of rules, too: a move has a stage on one of its sides.
bool looks_like_move(std::string_view topic, const std::pair<std::string, std::string>& words) {
  if (topic.find("->") != std::string_view::npos || topic.find("\u2192") != std::string_view::npos) return true;
  return words.first == "none" || stage_of(words.first) || stage_of(words.second);
}

}  // namespace

Exit run_explain(const Options& options) {
  if (auto failure = surplus_words(options, "explain", 1)) return fail(*failure);
  const std::string& topic = options.words.front();
  const RuleEntry* const rule = find_rule(topic);
  const auto move = split_move(topic);
  if (rule == nullptr && move && looks_like_move(topic, *move)) return explain_move(options, *move);
  if (options.module) {
    return fail({Failure::Kind::usage, fmt::format("--module goes with a move, and `{}` is none", utf8::visible(topic)),
                 "for example `modgate explain \"S0->S1\" --module ID`"});
  }
  const auto stage = stage_of(topic);
  if (options.format == "json" && (rule != nullptr || stage)) {
    return fail({Failure::Kind::usage, fmt::format("-f json goes with a move, and `{}` is none", topic),
                 "leave it out: a page is Markdown"});
  }
  if (rule != nullptr) return print(std::string(rule->page));
  if (stage) return print(stage_page(*stage));
  if (is_rule_id(topic)) {
    return fail({Failure::Kind::usage, fmt::format("`{}` is not a rule of modgate " MODGATE_VERSION, topic),
                 "`modgate rules` lists the rules of this version"});
  }
  std::vector<std::string> names{"proposed", "S0", "S1", "S2", "deprecated", "removed"};
  for (const RuleEntry& entry : all_rules()) {
    names.emplace_back(entry.rule->id);
    names.emplace_back(entry.rule->name);
  }
  const auto near = nearest(topic, names);
  return fail(
      {Failure::Kind::usage, fmt::format("there is no rule or stage `{}`", topic),
       near ? fmt::format("did you mean `{}`?", *near)
            : std::string("`modgate rules` lists the rules; stages are proposed, S0, S1, S2, deprecated, removed")});
}

}  // namespace modgate::cli
