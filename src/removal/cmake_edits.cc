// CMake's commands come in as the scanner read them. Nothing is evaluated: a condition is decided only by what the
// flag's absence says of it, and a command goes only where the whole of it is about the module.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>

#include "removal/cmake_arguments.h"
#include "removal/edit.h"

namespace modgate {
namespace {

using Command = BuildCommand;
using Kind = RemovalPlace::Kind;

bool holds(Span outer, Span inner) { return outer.begin <= inner.begin && inner.end <= outer.end; }

/// "USE_X" of `USE_X`, `${USE_X}`.
std::string_view variable(std::string_view text) {
  if (text.starts_with("${") && text.ends_with('}')) return text.substr(2, text.size() - 3);
  return text;
}

bool is_binary_test(std::string_view word) {
  static constexpr std::string_view kTests[] = {"EQUAL",      "LESS",       "GREATER",       "STREQUAL",
                                                "STRLESS",    "MATCHES",    "IN_LIST",       "IS_NEWER_THAN",
                                                "PATH_EQUAL", "LESS_EQUAL", "GREATER_EQUAL", "STRGREATER"};
  return std::find(std::begin(kTests), std::end(kTests), word) != std::end(kTests) || word.starts_with("VERSION_");
}

bool is_unary_test(std::string_view word) {
  static constexpr std::string_view kTests[] = {"EXISTS", "COMMAND",      "TARGET",     "TEST",
                                                "POLICY", "IS_DIRECTORY", "IS_SYMLINK", "IS_ABSOLUTE"};
  return std::find(std::begin(kTests), std::end(kTests), word) != std::end(kTests);
}

std::vector<ConditionToken> tokens_of(const Command& command, const EditScene& scene) {
  std::vector<ConditionToken> tokens;
  const auto& arguments = command.arguments;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    const std::string& text = arguments[i].text;
    const bool plain = !arguments[i].quoted && !arguments[i].bracket;
    const bool compared = i + 1 < arguments.size() && !arguments[i + 1].quoted && is_binary_test(arguments[i + 1].text);
    if (compared) {
      tokens.push_back(ConditionToken::other);
      i += 2;
    } else if (plain && is_unary_test(text)) {
      tokens.push_back(ConditionToken::other);
      ++i;
    } else if (plain && text == "DEFINED" && i + 1 < arguments.size()) {
      tokens.push_back(scene.is_flag(arguments[++i].text) ? ConditionToken::flag : ConditionToken::other);
    } else if (plain && text == "NOT") {
      tokens.push_back(ConditionToken::negation);
    } else if (plain && text == "AND") {
      tokens.push_back(ConditionToken::conjunction);
    } else if (plain && text == "OR") {
      tokens.push_back(ConditionToken::disjunction);
    } else if (plain && text == "(") {
      tokens.push_back(ConditionToken::open);
    } else if (plain && text == ")") {
      tokens.push_back(ConditionToken::close);
    } else {
      // A quoted name is a string, not a variable; an expanded one is empty once the flag is gone.
      const bool flag = scene.is_flag(variable(text)) && (plain || text.starts_with("${"));
      tokens.push_back(flag ? ConditionToken::flag : ConditionToken::other);
    }
  }
  return tokens;
}

bool asks_for_flag(const Command& command, const EditScene& scene) {
  return std::any_of(command.arguments.begin(), command.arguments.end(),
                     [&](const Command::Argument& argument) { return scene.is_flag(variable(argument.text)); });
}

class CMakeEditor {
 public:
  explicit CMakeEditor(EditScene& scene) : scene_(scene) {}

  void run() {
    conditions();
    for (RemovalPlace* place : scene_.places) {
      const Command* command = command_at(place->at);
      if (command == nullptr || scene_.cuts.hold(place->at)) continue;
      if (place->kind == Kind::flag)
        flag(*command, *place);
      else
        by_command_[command].push_back(place);
    }
    for (const auto& [command, places] : by_command_) build(*command, places);
  }

 private:
  /// Pairs every `if` with its branches; nested ones are each judged for themselves.
  void conditions() {
    std::vector<std::vector<const Command*>> open;
    for (const Command& command : scene_.facts.commands) {
      if (command.name == "if") {
        open.push_back({&command});
      } else if ((command.name == "elseif" || command.name == "else" || command.name == "endif") && !open.empty()) {
        open.back().push_back(&command);
        if (command.name != "endif") continue;
        block(open.back());
        open.pop_back();
      }
    }
  }

  void block(const std::vector<const Command*>& commands) {
    std::vector<Branch> branches;
    bool about = false;
    bool shares_lines = false;
    bool undecided = false;
    for (const Command* command : commands) {
      Branch branch;
      branch.lines = scene_.whole_lines(command->at);
      shares_lines = shares_lines || !scene_.alone_on_lines(command->at, "#");
      if (command->name == "else") branch.kind = Branch::Kind::otherwise;
      if (command->name == "endif") branch.kind = Branch::Kind::end;
      if (command->name == "elseif") {
        branch.kind = Branch::Kind::further;
        branch.els = {command->at.begin, command->at.begin + 4};
      }
      if ((command->name == "if" || command->name == "elseif") && asks_for_flag(*command, scene_)) {
        about = true;
        branch.truth = truth_without_flag(tokens_of(*command, scene_));
        undecided = undecided || branch.truth == Truth::unknown;
      }
      branches.push_back(branch);
    }
    if (!about) return;
    // What is not cut here is explained where its places are looked at.
    if (!shares_lines && !undecided) cut_branches(branches, scene_);
  }

  const Command* command_at(Span at) const {
    // Commands are in order of their places.
    const auto& commands = scene_.facts.commands;
    auto after = std::upper_bound(commands.begin(), commands.end(), at.begin,
                                  [](std::uint32_t begin, const Command& command) { return begin < command.at.begin; });
    if (after == commands.begin()) return nullptr;
    --after;
    return holds(after->at, at) ? &*after : nullptr;
  }

  void flag(const Command& command, RemovalPlace& place) {
    const auto& arguments = command.arguments;
    const bool condition = command.name == "if" || command.name == "elseif" || command.name == "endif" ||
                           command.name == "else" || command.name == "while";
    if (condition) {
      place.by_hand = fmt::format("the condition of `{}()` asks for more than the flag", command.name);
      return;
    }
    // Declarations are in order of their places.
    const auto& flags = scene_.facts.flags;
    const auto declaration =
        std::lower_bound(flags.begin(), flags.end(), command.at.begin,
                         [](const FlagDeclaration& each, std::uint32_t begin) { return each.at.begin < begin; });
    const bool declares =
        declaration != flags.end() && scene_.is_flag(declaration->name) && holds(command.at, declaration->at);
    const bool sets = command.name == "set" || command.name == "unset" || command.name == "option";
    const bool first = !arguments.empty() && scene_.is_flag(arguments.front().text);
    if (first && (declares || sets || (command.name == "mark_as_advanced" && arguments.size() == 1))) {
      whole(command, {&place});
    } else {
      place.by_hand = fmt::format("an argument of `{}()`", command.name);
    }
  }

  void whole(const Command& command, const std::vector<RemovalPlace*>& places) {
    if (scene_.alone_on_lines(command.at, "#")) {
      scene_.cut_lines(command.at, "#");
      return;
    }
    for (RemovalPlace* place : places) place->by_hand = "other commands stand on its line";
  }

  /// Arguments that name files or targets of the module.
  void build(const Command& command, const std::vector<RemovalPlace*>& places) {
    std::map<std::size_t, RemovalPlace*> gone;
    for (RemovalPlace* place : places) {
      const bool reference = place->kind == Kind::build;
      const std::size_t at = argument_at(command, place->at);
      if (place->at.begin == command.at.begin && reference) {  // the command itself is the module's
        whole(command, {place});
      } else if (command.name == "if" || command.name == "elseif" || command.name == "while") {
        place->by_hand = fmt::format("the condition of `{}()` asks for it", command.name);
      } else if (at == 0 && reference && is_about_target(command)) {
        whole(command, {place});
      } else if (at == command.arguments.size() || (!reference && !is_path(command.arguments[at]))) {
        place->by_hand = fmt::format("an argument of `{}()`", command.name);
      } else {
        gone.emplace(at, place);
      }
    }
    if (gone.empty() || scene_.cuts.hold(command.at)) return;
    const bool only =
        std::any_of(places.begin(), places.end(), [](const RemovalPlace* place) { return place->command != Span{}; });
    if (command.name == "include" || command.name == "add_subdirectory" || (only && !makes_target(command))) {
      whole(command, places);
      return;
    }
    for (const auto& [at, place] : gone) cut_from_list(command, at, gone);
  }

  /// Whether the command says something of the target that it names first, and nothing else.
  static bool is_about_target(const Command& command) {
    return command.name.starts_with("target_") || command.name == "add_dependencies";
  }

  static std::size_t argument_at(const Command& command, Span at) {
    const auto found = std::find_if(
        command.arguments.begin(), command.arguments.end(),
        [&](const Command::Argument& argument) { return holds(argument.at, at) || holds(at, argument.at); });
    return static_cast<std::size_t>(found - command.arguments.begin());
  }

  /// Others may link or depend on what the command makes, so that it cannot go with its last source.
  static bool makes_target(const Command& command) {
    return command.name == "add_library" || command.name == "add_executable" || command.name == "add_custom_target";
  }

  void cut_from_list(const Command& command, std::size_t at, const std::map<std::size_t, RemovalPlace*>& gone) {
    RemovalPlace& place = *gone.at(at);
    const auto list = list_around(command, at);
    if (!list) {
      place.by_hand = at == 0 ? "the command's first argument" : fmt::format("an argument of `{}()`", command.name);
      return;
    }
    bool left = false;
    for (std::size_t i = list->first; i < list->last && !left; ++i) {
      left = !gone.contains(i) && !is_cmake_keyword(command.arguments[i]);
    }
    if (left || list->when_empty == ArgumentList::WhenEmpty::fine) {
      cut_argument(command.arguments[at]);
    } else if (list->when_empty == ArgumentList::WhenEmpty::whole) {
      whole(command, {&place});
    } else {
      place.by_hand = makes_target(command) ? "the target would have no source left" : "nothing would be left of it";
    }
  }

  /// Mentions may stand within a longer text; only an argument that is nothing but a path is a path.
  bool is_path(const Command::Argument& argument) const {
    return argument.text.find_first_of(" ;=$\"\n") == std::string::npos;
  }

  void cut_argument(const Command::Argument& argument) {
    Span at = argument.at;
    if (argument.quoted) at = {at.begin - 1, at.end + 1};
    if (scene_.alone_on_lines(at, "#")) {
      scene_.cuts.add(scene_.whole_lines(at));
      return;
    }
    // With the blanks before it, or behind the parenthesis with those after it.
    const std::string_view text = scene_.text;
    Span with = at;
    while (with.begin > 0 && (text[with.begin - 1] == ' ' || text[with.begin - 1] == '\t')) --with.begin;
    const bool line_start = with.begin == 0 || text[with.begin - 1] == '\n';
    if (with.begin == at.begin || line_start) {
      with.begin = at.begin;
      while (with.end < text.size() && (text[with.end] == ' ' || text[with.end] == '\t')) ++with.end;
    }
    scene_.cuts.add(with);
  }

  EditScene& scene_;
  std::map<const Command*, std::vector<RemovalPlace*>> by_command_;
};

}  // namespace

void edit_cmake(EditScene& scene) { CMakeEditor(scene).run(); }

}  // namespace modgate
