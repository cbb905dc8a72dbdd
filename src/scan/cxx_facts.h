// Adding a fact to a file's facts, up to the limit that keeps a hostile file from filling memory.
#pragma once

#include <fmt/core.h>

#include <string_view>
#include <utility>
#include <vector>

#include "modgate/facts.h"
#include "modgate/limits.h"

namespace modgate::cxx {

/// Appends `fact`; at the limit it is dropped and the file says so, once a kind.
template <class Fact>
void keep_fact(FileFacts& facts, std::vector<Fact>& list, Fact fact, std::string_view kind) {
  if (list.size() < limits::kFacts) {
    list.push_back(std::move(fact));
    if (list.size() == limits::kFacts) {
      facts.troubles.push_back({fmt::format("more than {} {}", limits::kFacts, kind), list.back().at, 0});
    }
  }
}

}  // namespace modgate::cxx
