// CMake's commands come in as the scanner read them. Nothing is evaluated: a condition is decided only by what the
// flag's absence says of it, and a command goes only where the whole of it is about the module.
#include <fmt/core.h>

#include <algorithm>
#include <map>
#include <optional>

#include "base/text.h"
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
    std::vector<const Command::Argument*> gone;
    for (RemovalPlace* place : places) {
      const auto found =
          std::find_if(command.arguments.begin(), command.arguments.end(), [&](const Command::Argument& argument) {
            return holds(argument.at, place->at) || holds(place->at, argument.at);
          });
      const bool call = place->at.begin == command.at.begin;  // the command itself is the module's
      const bool reference = place->kind == Kind::build;
      if (call && reference) {
        whole(command, {place});
      } else if (found == command.arguments.end() || (!reference && !is_path(*found))) {
        place->by_hand = fmt::format("an argument of `{}()`", command.name);
      } else {
        gone.push_back(&*found);
      }
    }
    if (gone.empty() || scene_.cuts.hold(command.at)) return;
    const bool loads =
        command.name == "include" || command.name == "add_subdirectory" ||
        std::any_of(places.begin(), places.end(), [](const RemovalPlace* place) { return place->command != Span{}; });
    const std::string* reason = nullptr;
    static const std::string kFirst = "the command's first argument";
    static const std::string kSources = "the target would have no source left";
    if (loads) {
      whole(command, places);
      return;
    }
    if (gone.front() == &command.arguments.front()) reason = &kFirst;
    if (command.name.starts_with("add_") && !source_left(command, gone)) reason = &kSources;
    for (const Command::Argument* argument : gone) {
      if (reason == nullptr) cut_argument(*argument);
    }
    for (RemovalPlace* place : places) {
      if (reason != nullptr && place->by_hand.empty()) place->by_hand = *reason;
    }
  }

  /// Mentions may stand within a longer text; only an argument that is nothing but a path is a path.
  bool is_path(const Command::Argument& argument) const {
    return argument.text.find_first_of(" ;=$\"\n") == std::string::npos;
  }

  /// Whether a command that makes a target keeps an argument that looks like a file.
  static bool source_left(const Command& command, const std::vector<const Command::Argument*>& gone) {
    for (std::size_t i = 1; i < command.arguments.size(); ++i) {
      const Command::Argument& argument = command.arguments[i];
      const bool file = argument.text.find_first_of("./$") != std::string::npos;
      if (file && std::find(gone.begin(), gone.end(), &argument) == gone.end()) return true;
    }
    return false;
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
