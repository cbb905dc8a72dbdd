// The rules of the house: `.modgate/policy.yaml` with its preset's values filled in.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modgate/diagnostic.h"
#include "modgate/manifest.h"

namespace modgate {

enum class Preset : std::uint8_t { minimal, tvm_2022_rfc, tvm_2023, asf_consensus };

/// How a kind of use that a policy may forgive is judged.
enum class Leniency : std::uint8_t { judge, warn, allow };

struct Policy {
  FileId file = kNoFile;       ///< kNoFile: no policy file, the defaults of `minimal`
  std::string folder;          ///< repository-relative folder of the file, "" or ending in `/`
  bool outside = false;        ///< given by --config: manifests, roster and baseline are read from its folder on disk
  std::string outside_folder;  ///< that folder on disk, ending in `/`
  std::map<std::string, Span> keys;
  std::vector<Fault> faults;

  Preset preset = Preset::minimal;
  std::vector<Text> manifests;      ///< globs relative to `folder`; default `modules/*.yaml`
  Text roster;                      ///< path relative to `folder`; default `people.yaml` where that exists
  Text contributors;                ///< `roster: {contributors: ...}`, `//` is the repository's root
  std::vector<Text> include_roots;  ///< in order; empty: inferred
  Text compile_commands;
  std::vector<Text> python_roots;
  std::vector<Text> exclude, tests;
  std::vector<std::pair<Text, Text>> namespace_macros;  ///< macro, namespace that it opens
  std::vector<Text> registry_calls, core_public_headers;
  std::vector<std::pair<Text, Severity>> severity;  ///< rule (id or name) and its severity

  int endorsers_min = 0;
  int maintainers_min = 0;
  std::string vote;
  int vote_hours_min = 72;
  int s0_days_min = 90;
  int deprecation_days_min = 180;
  int waiver_days_max = 180;
  bool s0_uses_s0_declared = false;  ///< `s0_uses_s0: declared`
  bool integration_use_forbidden = false;
  Leniency guarded_use = Leniency::judge;
  Leniency test_use = Leniency::judge;
  std::vector<Text> unwaivable, rfc_headings;
};

std::string_view preset_name(Preset preset);

}  // namespace modgate
