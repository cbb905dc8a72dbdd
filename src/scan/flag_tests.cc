// Which arguments of which commands are conditions, and the words in them that are flags.
#include "scan/flag_tests.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

template <class List>
bool holds(const List& list, std::string_view name) {
  return std::find(list.begin(), list.end(), name) != list.end();
}

class FlagTests {
 public:
  FlagTests(const std::vector<std::string>& flags, FileFacts& facts) : flags_(flags), facts_(facts) {}

  void cmake(const BuildCommand& command) {
    static constexpr std::array<std::string_view, 3> kConditions = {"if", "elseif", "while"};
    if (holds(kConditions, command.name)) return words(command, 0);
    // The condition of an option that depends on others stands behind the name, the text and the value.
    if (command.name == "cmake_dependent_option") return words(command, 3);
    if (!command.name.ends_with("_option")) return;
    for (std::size_t i = 1; i < command.arguments.size(); ++i) {
      if (!command.arguments[i].quoted && text::equal_ignoring_case(command.arguments[i].text, "if")) {
        return words(command, i + 1);
      }
    }
  }

  /// `depends on X`, `if X`, `select X`, `default y if X`: the names there lack the CONFIG_ of all other files.
  void kconfig(const BuildCommand& command) {
    static constexpr std::array<std::string_view, 8> kDeclares = {"config", "menuconfig", "menu",       "mainmenu",
                                                                  "source", "comment",    "menu-title", "help"};
    if (holds(kDeclares, command.name)) return;
    for (const BuildCommand::Argument& argument : command.arguments) {
      if (!argument.quoted) each_word(argument.text, argument.at, argument.line, "CONFIG_");
    }
  }

  /// `ifdef X`, and `$(X)` or `${X}` wherever it decides: in a condition, or in the name of a list (`obj-$(X) += y.o`).
  void make(const BuildCommand& command) {
    if (command.name == "ifdef" || command.name == "ifndef") return words(command, 0);
    if (command.name == "ifeq" || command.name == "ifneq") return words(command, 0);
    each_word(command.name, command.at, command.line, {});
  }

 private:
  void words(const BuildCommand& command, std::size_t first) {
    for (std::size_t i = first; i < command.arguments.size(); ++i) {
      const BuildCommand::Argument& argument = command.arguments[i];
      if (!argument.bracket) each_word(argument.text, argument.at, argument.line, {});
    }
  }

  /// Adds the words of a text that are flags with `prefix` in front of them. `at` begins where the text does.
  void each_word(std::string_view text, Span at, std::uint32_t line, std::string_view prefix) {
    for (std::size_t i = 0; i < text.size();) {
      if (text[i] == '\n') ++line;
      if (!text::is_identifier(text[i])) {
        ++i;
        continue;
      }
      const std::size_t begin = i;
      while (i < text.size() && text::is_identifier(text[i])) ++i;
      const std::string_view word = text.substr(begin, i - begin);
      name_.assign(prefix).append(word);
      if (!std::binary_search(flags_.begin(), flags_.end(), name_)) continue;
      const auto place = at.begin + static_cast<std::uint32_t>(begin);
      if (facts_.flag_tests.size() < limits::kFacts) {
        facts_.flag_tests.push_back(
            {std::string(word), line, {place, place + static_cast<std::uint32_t>(word.size())}});
      } else if (!full_) {
        full_ = true;
        facts_.troubles.push_back({"more tests of flags than are listed", at, line});
      }
    }
  }

  const std::vector<std::string>& flags_;
  FileFacts& facts_;
  std::string name_;
  bool full_ = false;
};

}  // namespace

void list_flag_tests(const std::vector<std::string>& flags, Language language, FileFacts& facts) {
  if (flags.empty()) return;
  FlagTests tests(flags, facts);
  for (const BuildCommand& command : facts.commands) {
    if (language == Language::cmake) tests.cmake(command);
    if (language == Language::kconfig) tests.kconfig(command);
    if (language == Language::make) tests.make(command);
  }
}

}  // namespace modgate
