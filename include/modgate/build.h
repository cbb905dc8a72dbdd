// What the build scripts of a view build: which sources of modules, with their flag on and off, and which lines say so.
// Nothing is guessed: what a script does not let one decide is `undecided`, with the reason.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "modgate/registry.h"
#include "modgate/source.h"

namespace modgate {

/// Whether a source is built under one setting of the module's flag, over all settings of everything else.
enum class Built : std::uint8_t {
  never,
  sometimes,  ///< under some settings of other options or on some platforms
  always,
  undecided,  ///< it depends on something that modgate could not evaluate
};

/// How sure it is that something is built: never, undecided, sometimes, always.
constexpr int strength(Built built) {
  switch (built) {
    case Built::always:
      return 3;
    case Built::sometimes:
      return 2;
    case Built::undecided:
      return 1;
    case Built::never:
      break;
  }
  return 0;
}

/// One hop from the place where a source is named to the target that compiles it.
struct BuildStep {
  FileId file = kNoFile;
  std::uint32_t line = 0;
  Span at;           ///< the command
  std::string text;  ///< "list(APPEND COMPILER_SRCS ...)": the command in short
};

/// A source of a module in a build script: the place where its name stands, or the pattern that catches it, and what
/// becomes of it. One a (source, place); the settings of both flags are those of this place alone.
struct BuildUse {
  FileId source = kNoFile;
  ModuleId module = kCore;  ///< owner of the source
  FileId from = kNoFile;    ///< the build script
  std::uint32_t line = 0;
  Span at;              ///< the argument
  Span command;         ///< the command that holds it
  std::string spelled;  ///< the argument as written: "src/relay/op/*.cc"
  bool pattern = false;
  bool tested = false;  ///< a condition on the module's flag decides about it, at least in part
  Built on = Built::undecided;
  Built off = Built::undecided;
  Built default_on = Built::undecided;  ///< the same with every other option at its default
  Built default_off = Built::undecided;
  std::vector<std::string> when;     ///< with `off` sometimes: a setting that builds it, "`USE_MICRO` is on"
  std::vector<std::string> because;  ///< with undecided: what could not be evaluated, "`${X}` at a/CMakeLists.txt:12"
  std::vector<BuildStep> chain;      ///< from the place to the target, in order of execution
  std::string target;                ///< the library or program, or the kbuild object
};

/// A build script that names a file, folder, target or function of a module: what deleting the module leaves dangling.
struct BuildReference {
  enum class Kind : std::uint8_t {
    source,        ///< a source by its literal name; a pattern dangles nowhere
    script,        ///< `include(path)`, makefile `include`, Kconfig `source`
    subdirectory,  ///< `add_subdirectory(path)`, kbuild `obj-y += dir/`
    path,          ///< any other argument that is a path of the module: an include folder, an installed file
    target,        ///< a target that only the module's own scripts define
    command,       ///< a function or macro that only the module's own scripts define
  };
  Kind kind = Kind::path;
  ModuleId module = kCore;
  FileId from = kNoFile;
  std::uint32_t line = 0;
  Span at;
  Span command;         ///< the whole command
  bool only = false;    ///< nothing of the command is left when this argument goes
  std::string spelled;  ///< as written
  std::string names;    ///< the path, target or function it was resolved to
};

/// A command that names files of a module, or runs where they are, and could not be evaluated.
struct BuildUndecided {
  ModuleId module = kCore;
  FileId from = kNoFile;
  std::uint32_t line = 0;
  Span at;
  std::string reason;  ///< "`${EXTRA}` is not known", "`foo_add()` is defined by nothing that is read before"
};

/// What is known of a module's flag.
struct FlagState {
  enum class Default : std::uint8_t { none, off, on, expression };
  Default value = Default::none;  ///< by its declaration; `none`: no declaration, or one without a value
  std::string written;            ///< the default as written
  Location at;                    ///< the default, else the declaration
};

struct BuildModel {
  std::vector<FlagState> flags;            ///< per module
  std::vector<BuildUse> uses;              ///< by build script, then place, then source
  std::vector<BuildReference> references;  ///< by build script, then place
  std::vector<BuildUndecided> undecided;   ///< likewise
};

}  // namespace modgate
