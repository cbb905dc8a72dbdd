// MANIFEST "Transitions": which moves there are and what each needs, and the way from a stage to another.
#include <array>
#include <cstddef>
#include <vector>

#include "rules/support/transition_needs.h"

namespace modgate::transition {
namespace {

constexpr const Need* kEnter[] = {&valid_manifest};
constexpr const Need* kAdopt[] = {&valid_manifest, &older_code};
constexpr const Need* kToS0[] = {&valid_manifest, &stage_column, &vote_hours, &isolation};
constexpr const Need* kToS1[] = {&valid_manifest, &stage_column, &accepted_rfcs, &covered_uses, &days_in_s0};
constexpr const Need* kToS2[] = {&valid_manifest, &stage_column, &new_vote, &vote_hours, &another_rfc, &succession};
constexpr const Need* kGiveUp[] = {&valid_manifest, &deprecation_reason, &announcement, &inactivity};
constexpr const Need* kTakeApart[] = {&valid_manifest, &no_compositions, &no_uses};
constexpr const Need* kAnnounce[] = {&valid_manifest, &deprecation_reason, &announcement, &decision,
                                     &replacement,    &migration,          &remove_after};
constexpr const Need* kBackToS0[] = {&valid_manifest, &stage_column, &new_vote, &vote_hours, &isolation};
constexpr const Need* kBackToS1[] = {&valid_manifest, &stage_column, &passing_vote,  &new_vote,
                                     &vote_hours,     &isolation,    &accepted_rfcs, &covered_uses};
constexpr const Need* kRemove[] = {&valid_manifest, &no_uses_left, &no_residue, &remove_after_passed};

const Row kRows[] = {
    {std::nullopt, Stage::proposed, kEnter},
    {std::nullopt, Stage::S0, kToS0},
    {Stage::proposed, Stage::S0, kToS0},
    {Stage::S0, Stage::S1, kToS1},
    {Stage::S1, Stage::S2, kToS2},
    {Stage::S0, Stage::deprecated, kGiveUp},
    {Stage::S1, Stage::S0, kTakeApart},
    {Stage::S1, Stage::deprecated, kAnnounce},
    {Stage::S2, Stage::deprecated, kAnnounce},
    {Stage::deprecated, Stage::S0, kBackToS0},
    {Stage::deprecated, Stage::S1, kBackToS1},
    {Stage::deprecated, Stage::removed, kRemove},
};

std::string name_of(const Row& row) {
  return fmt::format("{}->{}", row.from ? stage_name(*row.from) : std::string_view("none"), stage_name(row.to));
}

}  // namespace

const Row* row_of(std::optional<Stage> from, Stage to) {
  for (const Row& row : kRows) {
    if (row.from == from && row.to == to) return &row;
  }
  return nullptr;
}

std::string way(std::optional<Stage> from, Stage to) {
  // Breadth first: rows in the order of the table, each stage reached once.
  std::vector<std::vector<const Row*>> ways{{}};
  std::array<bool, 6> reached{};
  for (std::size_t i = 0; i < ways.size(); ++i) {
    const std::optional<Stage> here = ways[i].empty() ? from : std::optional(ways[i].back()->to);
    if (!ways[i].empty() && here == to) {
      std::string out;
      for (const Row* step : ways[i]) out += (out.empty() ? "" : ", then ") + name_of(*step);
      return out;
    }
    for (const Row& row : kRows) {
      bool& known = reached[static_cast<std::size_t>(row.to)];
      if (row.from != here || known) continue;
      known = true;
      std::vector<const Row*> longer = ways[i];
      longer.push_back(&row);
      ways.push_back(std::move(longer));
    }
  }
  return {};
}

std::span<const Need* const> needs_of_adoption() { return kAdopt; }

}  // namespace modgate::transition
