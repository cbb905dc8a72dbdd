// A list file's commands prepared for evaluation: references of arguments parsed once, blocks matched with their ends.
// In goes FileFacts::commands. A file whose blocks do not match is not run at all, as CMake itself refuses it.
#pragma once

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "modgate/facts.h"
#include "modgate/source.h"

namespace modgate::cmake {

/// A part of an argument: text with its escapes resolved, or a reference whose name has parts of its own.
struct Piece {
  enum class Kind : std::uint8_t { literal, variable, environment, cache };
  Kind kind = Kind::literal;
  std::string text;         ///< of a literal, and of a plain name
  std::vector<Piece> name;  ///< of a name that holds references
};

struct ArgumentForm {
  std::vector<Piece> pieces;
  bool quoted = false;       ///< or in brackets: one argument, whatever it holds
  std::uint32_t origin = 0;  ///< Origins' number, once one was made
};

enum class Block : std::uint8_t { none, opens, middle, closes };

struct CommandForm {
  const BuildCommand* source = nullptr;
  FileId file = kNoFile;
  std::uint32_t next = 0;  ///< of `if`, `elseif`, `else`: the next branch or the end; of other openers: their end
  std::uint32_t step = 0;  ///< Origins' number as a hop, once one was made
  std::vector<ArgumentForm> arguments;
};

struct Program {
  FileId file = kNoFile;
  bool broken = false;  ///< blocks do not match
  std::vector<CommandForm> commands;
};

Program prepare(FileId file, const std::vector<BuildCommand>& commands);

/// The elements of a list in CMake's text form: `;` separates unless escaped or inside square brackets.
std::vector<std::string> split_list(std::string_view text);

}  // namespace modgate::cmake
