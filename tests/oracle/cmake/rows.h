// Small CMake projects and what modgate must say about their sources. Each is run by CMake itself, too.
#pragma once

#include <vector>

namespace modgate::testing {

/// The flag is USE_X; USE_Y is another option that some projects declare. Every project begins with
/// `cmake_minimum_required(VERSION 3.20)` and `project(p NONE)` unless it says so itself.
struct BuildRow {
  const char* lists;     ///< files, see files_of()
  const char* verdicts;  ///< per source in order of names: "a.c on off default_on default_off; ", n s a or u each
};

const std::vector<BuildRow>& build_rows();

}  // namespace modgate::testing
