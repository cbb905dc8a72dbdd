// Who may use whom, by MANIFEST.md "What each stage may do": one judgement for includes, imports and names, so that
// MG204, MG301-304, MG308 and MG309 can never disagree about the same use.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "modgate/rule.h"

namespace modgate {

enum class Verdict : std::uint8_t {
  allowed,
  s0_used,     ///< core or a module past S0 uses an S0 module (MG301, MG302)
  s0_uses_s0,  ///< one S0 module uses another (MG303)
  uncovered,   ///< a use of an S1 module that no composition covers (MG304)
};

/// A proposal that is not in the tree yet forbids nothing. `from` is the using file, `user` its owner, `integration`
/// whether a declared integration point allows the use.
Verdict judge(const Registry& registry, FileId from, ModuleId user, ModuleId target, bool integration);
Verdict judge(const Registry& registry, const Use& use);

/// How the policy looks at a use with these circumstances: the most lenient that applies.
Leniency leniency(const Policy& policy, bool guarded, bool test);

/// Whether the module lists the other one under `depends_on`.
bool depends_on(const Module& module, std::string_view other);

/// What kind of use an integration point would have to allow.
enum class Exit : std::uint8_t { using_files, naming };

/// What the using side may do about a use with this verdict, and whom to ask.
std::string exits(const Registry& registry, ModuleId user, ModuleId target, Verdict verdict, Exit kind);

/// Adds a finding for every use with this verdict that the policy does not forgive; of one kind only, if one is given.
void report_uses(const RuleContext& context, Verdict verdict, std::optional<Use::Kind> kind, Findings& findings);

/// Adds what every finding about a use says: severity and notes from the policy, the target's stage line, module.
void circumstances(const RuleContext& context, ModuleId target, bool guarded, bool test, Diagnostic& finding);

}  // namespace modgate
