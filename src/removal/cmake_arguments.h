// A CMake command and the number of an argument come in; whether the command still says what it said without it goes
// out. Arguments of which only the place tells what they mean (a file to read, the value of a keyword, the operand of
// a program) are refused, and so is everything about commands whose signature is not known, unless it looks like a
// list.
#pragma once

#include <cstddef>
#include <optional>

#include "modgate/facts.h"

namespace modgate {

/// The arguments of a command that are elements of one list.
struct ArgumentList {
  enum class WhenEmpty {
    fine,   ///< the command still means something
    whole,  ///< it goes as a whole
    never,  ///< at least one must stay
  };
  std::size_t first = 0, last = 0;  ///< elements and keywords between them: [first, last)
  WhenEmpty when_empty = WhenEmpty::fine;
};

/// The list that the argument is an element of; nothing if it is none, or nobody can tell.
std::optional<ArgumentList> list_around(const BuildCommand& command, std::size_t argument);

/// `PRIVATE`, `DESTINATION`: an unquoted word of capitals and `_`.
bool is_cmake_keyword(const BuildCommand::Argument& argument);

}  // namespace modgate
