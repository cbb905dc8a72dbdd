// What build scripts do with modules' sources: one judgement for MG311, MG602, MG604 and MG701, so that a source is
// never reported by two of them, nor by none. In: the build model. Out: verdicts, and uses put together by command.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "modgate/rule.h"
#include "rules/support/flags.h"

namespace modgate {

enum class BuildVerdict : std::uint8_t {
  allowed,
  by_outsider,  ///< a script that is not the module's builds a source of an S0 module (MG311)
  when_off,     ///< the flag's own gate builds it with the flag off, or may (MG604)
};

/// Judges the uses of one view.
class BuildJudge {
 public:
  explicit BuildJudge(const RuleContext& context);

  BuildVerdict judge(const BuildUse& use) const;
  /// Whether a build file declares the module's flag.
  bool flag_is_declared(ModuleId module) const { return declared_[index(module)]; }
  /// Whether the script is the module's: its own file, or the gate that its manifest names.
  bool is_own_script(ModuleId module, FileId script) const;

 private:
  const RuleContext& context_;
  std::vector<FileId> gates_;   ///< per module
  std::vector<bool> declared_;  ///< per module
};

/// The sources of one module that one command names or catches, all with the same verdict.
struct BuiltTogether {
  std::vector<const BuildUse*> uses;  ///< by place, then source; not empty
  std::size_t sources = 0;            ///< distinct ones that are built with the flag off, or may be
  Built off = Built::never;           ///< the strongest: always, sometimes, undecided, never
  bool test = false;                  ///< all of them are test code

  const BuildUse& first() const { return *uses.front(); }
};

/// All uses with this verdict, by script and command.
std::vector<BuiltTogether> built_together(const RuleContext& context, const BuildJudge& judge, BuildVerdict verdict);

/// "a source", "4 sources".
std::string source_count(const BuiltTogether& built);
/// "caught by `src/x/*.cc`", "listed as `src/x/a.cc`", "named by `a.cc` and `b/*.cc`".
std::string how_named(const BuiltTogether& built);
/// " if `A` is on" where another setting decides about all of them, "; not decided: `${X}`" where nobody knows; else
/// "".
std::string on_condition(const BuiltTogether& built);
/// Adds label, the way to the target, the other arguments, the sources, module and fingerprint; the severity of what is
/// undecided, and of test code by the policy.
void explain(const RuleContext& context, const BuiltTogether& built, Diagnostic& finding);

}  // namespace modgate
