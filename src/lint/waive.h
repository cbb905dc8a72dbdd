// Waivers of manifests applied to findings. In: the registry, and with a base its registry. Out: which waivers are in
// force, and why others are not (MG903 says it). With a base, a finding is silenced only where a waiver of the base
// that says the same covers it, too: a change cannot excuse itself, by adding, widening or rewording.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/glob.h"
#include "lint/compare.h"
#include "lint/finish.h"
#include "modgate/rule.h"

namespace modgate {

class Waivers {
 public:
  /// Judges every waiver of the registry. What cannot be judged without a day is named in the report.
  Waivers(const RuleContext& context, const RuleSettings& settings, LintReport& report);
  /// Marks the findings that a waiver in force silences, with its reason, and counts them.
  void apply(std::vector<Diagnostic>& findings);
  /// In order of modules and of their lists.
  const std::vector<WaiverState>& states() const { return states_; }

 private:
  /// Files that a waiver covers.
  struct Coverage {
    bool all = false;
    std::vector<Glob> globs;

    void add(const Waiver& waiver);
    bool covers(const std::string& path) const;
  };
  /// What a change may not alter in a waiver, and what the base grants under it.
  struct Granted {
    Coverage coverage;
    Date until;
  };
  struct Judged {
    const Rule* rule = nullptr;  ///< nullptr: there is no such rule (MG103)
    Coverage coverage;
    bool sound = false;                ///< silences once it is in force
    const Granted* granted = nullptr;  ///< by the base
  };
  /// Through one module's list.
  struct Progress {
    std::size_t read = 0;  ///< waivers and paths
    std::size_t item = 0;  ///< in the manifest's keys
    bool edited = false;   ///< the change edits the manifest
  };

  void read_base(const Change& change);
  void judge(const Module& module, WaiverState& state, Judged& judged, Progress& progress);
  bool is_edited(const Manifest& manifest) const;
  void silence(Diagnostic& finding, std::size_t waiver);

  const RuleContext& context_;
  Renames renames_;
  std::vector<WaiverState> states_;
  std::vector<Judged> judged_;
  std::map<std::pair<std::string_view, const Rule*>, std::vector<std::size_t>> by_rule_;  ///< module's name, rule
  std::map<std::string, Granted> granted_;
};

}  // namespace modgate
