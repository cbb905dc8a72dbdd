#include "removal/cmake_arguments.h"

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "base/paths.h"

namespace modgate {
namespace {

using Command = BuildCommand;
using WhenEmpty = ArgumentList::WhenEmpty;
using Words = std::initializer_list<std::string_view>;

bool is_one_of(std::string_view text, Words words) {
  return std::find(words.begin(), words.end(), text) != words.end();
}

/// One command and one of its arguments.
class Signature {
 public:
  Signature(const Command& command, std::size_t at) : command_(command), arguments_(command.arguments), at_(at) {}

  std::optional<ArgumentList> list() const {
    const std::string_view name = command_.name;
    const std::string_view mode = arguments_.front().text;
    if (name == "set") return from(1, has("CACHE") ? WhenEmpty::never : WhenEmpty::fine, {"CACHE", "PARENT_SCOPE"});
    if (name == "list") return of_list(mode);
    if (name == "file") return of_file(mode);
    if (name == "foreach") return of_loop();
    if (name == "install") {
      const bool things = is_one_of(mode, {"TARGETS", "FILES", "PROGRAMS", "DIRECTORY"});
      return things ? until_keyword(1, WhenEmpty::whole) : std::nullopt;
    }
    if (name == "add_library" || name == "add_executable") {
      return has("ALIAS") || has("IMPORTED") ? std::nullopt : from(1, WhenEmpty::never, {});
    }
    if (is_one_of(name, {"target_sources", "target_include_directories", "target_link_libraries",
                         "target_link_directories", "target_precompile_headers", "add_dependencies"})) {
      return has_own_meaning() ? from(1, WhenEmpty::whole, {}) : std::nullopt;
    }
    if (is_one_of(name, {"include_directories", "link_directories", "link_libraries"})) {
      return has_own_meaning() ? from(0, WhenEmpty::whole, {}) : std::nullopt;
    }
    if (name == "add_custom_command" || name == "add_custom_target") {
      return section({"DEPENDS", "SOURCES"}, WhenEmpty::fine);
    }
    if (name == "set_source_files_properties" || name == "set_target_properties") {
      return until_keyword(0, WhenEmpty::whole);
    }
    if (name == "set_property") {
      const bool things = is_one_of(mode, {"TARGET", "SOURCE", "DIRECTORY", "TEST"});
      return things ? until_keyword(1, WhenEmpty::whole) : std::nullopt;
    }
    if (name == "source_group") return section({"FILES"}, WhenEmpty::whole);
    if (name.starts_with("find_")) return section({"HINTS", "PATHS"}, WhenEmpty::never);
    return is_builtin(name) ? std::nullopt : of_function();
  }

 private:
  bool has(std::string_view keyword) const {
    return std::any_of(arguments_.begin(), arguments_.end(),
                       [&](const Command::Argument& argument) { return !argument.quoted && argument.text == keyword; });
  }

  /// From `first` to one of the keywords.
  std::optional<ArgumentList> from(std::size_t first, WhenEmpty when_empty, Words ends) const {
    std::size_t last = first;
    while (last < arguments_.size() && (arguments_[last].quoted || !is_one_of(arguments_[last].text, ends))) ++last;
    return within(first, last, when_empty);
  }

  /// From `first` to the next keyword of any kind.
  std::optional<ArgumentList> until_keyword(std::size_t first, WhenEmpty when_empty) const {
    std::size_t last = first;
    while (last < arguments_.size() && !is_cmake_keyword(arguments_[last])) ++last;
    return within(first, last, when_empty);
  }

  /// What follows the keyword before the argument, if that is one of these.
  std::optional<ArgumentList> section(Words keywords, WhenEmpty when_empty) const {
    std::size_t keyword = at_;
    while (keyword > 0 && !is_cmake_keyword(arguments_[keyword])) --keyword;
    const bool known = is_cmake_keyword(arguments_[keyword]) && is_one_of(arguments_[keyword].text, keywords);
    return known ? until_keyword(keyword + 1, when_empty) : std::nullopt;
  }

  std::optional<ArgumentList> within(std::size_t first, std::size_t last, WhenEmpty when_empty) const {
    if (at_ < first || at_ >= last) return std::nullopt;
    return ArgumentList{first, last, when_empty};
  }

  std::optional<ArgumentList> of_list(std::string_view mode) const {
    if (mode == "APPEND" || mode == "PREPEND") return from(2, WhenEmpty::fine, {});
    if (mode == "REMOVE_ITEM") return from(2, WhenEmpty::whole, {});
    return mode == "INSERT" ? from(3, WhenEmpty::whole, {}) : std::nullopt;
  }

  std::optional<ArgumentList> of_file(std::string_view mode) const {
    if (mode == "GLOB" || mode == "GLOB_RECURSE") {
      const bool value = is_one_of(arguments_[at_ - 1].text, {"RELATIVE", "LIST_DIRECTORIES"});
      return value ? std::nullopt : from(2, WhenEmpty::fine, {});
    }
    return mode == "COPY" || mode == "INSTALL" ? until_keyword(1, WhenEmpty::whole) : std::nullopt;
  }

  std::optional<ArgumentList> of_loop() const {
    if (has("IN")) return section({"ITEMS"}, WhenEmpty::never);
    return has("RANGE") ? std::nullopt : from(1, WhenEmpty::never, {});
  }

  /// Not the value of `debug`, nor of an option such as `-framework`.
  bool has_own_meaning() const {
    if (at_ == 0) return true;
    const std::string& before = arguments_[at_ - 1].text;
    return !is_one_of(before, {"debug", "optimized", "general"}) && !before.starts_with('-');
  }

  /// A function of the tree: a section that is called as lists are, or one of several files of a kind, each on a line.
  std::optional<ArgumentList> of_function() const {
    if (auto named = section({"SOURCES", "SRCS", "HEADERS", "HDRS", "FILES", "DEPENDS", "DEPS", "LIBS", "LINK_LIBS"},
                             WhenEmpty::fine)) {
      return named;
    }
    std::size_t first = at_;
    while (first > 1 && is_like(first - 1)) --first;
    std::size_t last = at_ + 1;
    while (last < arguments_.size() && is_like(last)) ++last;
    return last - first > 1 && at_ > 0 ? std::optional(ArgumentList{first, last, WhenEmpty::never}) : std::nullopt;
  }

  bool is_like(std::size_t other) const {
    const std::string_view ending = paths::extension(arguments_[at_].text);
    return !ending.empty() && paths::extension(arguments_[other].text) == ending && begins_line(other) &&
           begins_line(at_);
  }

  bool begins_line(std::size_t argument) const {
    const std::uint32_t before = argument == 0 ? command_.line : arguments_[argument - 1].line;
    return arguments_[argument].line != before;
  }

  /// CMake's own commands that take files or targets by position, or run programs with them.
  static bool is_builtin(std::string_view name) {
    return name.starts_with("get_") || name.starts_with("try_") || name.starts_with("cmake_") ||
           name.starts_with("target_") || name.ends_with("_properties") ||
           is_one_of(name,
                     {"if", "elseif", "while", "execute_process", "configure_file", "string", "message", "option",
                      "separate_arguments", "export", "function", "macro", "add_test", "add_definitions",
                      "add_compile_options", "add_compile_definitions", "add_link_options", "create_test_sourcelist"});
  }

  const Command& command_;
  const std::vector<Command::Argument>& arguments_;
  std::size_t at_;
};

}  // namespace

bool is_cmake_keyword(const BuildCommand::Argument& argument) {
  const std::string_view text = argument.text;
  return !argument.quoted && !argument.bracket && text.size() > 1 && text.front() != '_' &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
}

std::optional<ArgumentList> list_around(const BuildCommand& command, std::size_t argument) {
  if (argument >= command.arguments.size()) return std::nullopt;
  return Signature(command, argument).list();
}

}  // namespace modgate
