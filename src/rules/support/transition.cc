// Moves of modules between the base and the view, each with what it needs and what of that is there; see
// modgate/transition.h. Which moves there are, and what they need, is the table of transition_table.cc.
#include "modgate/transition.h"

#include <algorithm>
#include <utility>

#include "modgate/rule.h"
#include "rules/support/phrases.h"
#include "rules/support/transition_needs.h"

namespace modgate {
namespace transition {

Evidence evidence(std::string title, Evidence::State state, std::string detail) {
  Evidence one;
  one.title = std::move(title);
  one.state = state;
  one.detail = std::move(detail);
  return one;
}

std::vector<const Diagnostic*> Look::errors(std::initializer_list<std::string_view> prefixes, bool warnings) const {
  std::vector<const Diagnostic*> out;
  const auto about = run.found.find(module.name);
  if (about == run.found.end()) return out;
  for (const Diagnostic* finding : about->second) {
    const bool counts = finding->severity == Severity::error || (warnings && finding->severity == Severity::warning);
    const bool named = std::any_of(prefixes.begin(), prefixes.end(),
                                   [&](std::string_view prefix) { return finding->rule->id.starts_with(prefix); });
    if (counts && named && finding->status == Diagnostic::Status::fresh) out.push_back(finding);
  }
  return out;
}

bool Look::waived(std::string_view rule) const {
  const auto about = run.found.find(module.name);
  return about != run.found.end() &&
         std::any_of(about->second.begin(), about->second.end(), [&](const Diagnostic* finding) {
           return finding->rule->id == rule && finding->status == Diagnostic::Status::suppressed;
         });
}

std::string summary_of(const Look& look, const std::vector<const Diagnostic*>& findings) {
  if (findings.empty()) return {};
  const Diagnostic& first = *findings.front();
  return fmt::format(
      "{}{} in `{}`: {}",
      findings.size() == 1 ? std::string() : phrases::counted(findings.size(), "finding") + ", the first ",
      first.rule->id, look.context().files.path(first.at.file), first.message);
}

}  // namespace transition

namespace {

using transition::Look;
using transition::Need;
using transition::Row;
using transition::Run;

std::map<std::string_view, std::vector<const Diagnostic*>> by_module(std::span<const Diagnostic> found) {
  std::map<std::string_view, std::vector<const Diagnostic*>> out;
  for (const Diagnostic& finding : found) {
    if (!finding.module.empty()) out[finding.module].push_back(&finding);
  }
  return out;
}

std::vector<bool> old_files(const RuleContext& context) {
  std::vector<bool> old(context.files.view_size(), false);
  for (const FileId file : context.change->after) {
    if (index(file) < old.size()) old[index(file)] = true;
  }
  return old;
}

/// Whether the run only tries the stage: the manifest says another one; what names no stage counts as S0.
bool is_tried(const Manifest& manifest) {
  return stage_of(manifest.stage_text.value).value_or(Stage::S0) != manifest.stage;
}

void look_for(const Look& look, std::span<const Need* const> needs, std::vector<Evidence>& out) {
  const bool minimal = look.policy().preset == Preset::minimal;
  for (const Need* need : needs) {
    if (!minimal || need->minimal) need->judge(look, out);
  }
}

Move move_of(const Look& look) {
  Move move;
  move.module = look.id;
  move.from = look.from;
  move.to = look.to;
  move.tried = look.tried;
  const bool adopted = !look.from && look.module.manifest.adopted.set;
  const Row* const row = transition::row_of(look.from, look.to);
  move.legal = row != nullptr || adopted;
  if (!move.legal) {
    move.instead = transition::way(look.from, look.to);
  } else {
    look_for(look, adopted ? transition::needs_of_adoption() : row->needs, move.evidence);
  }
  return move;
}

}  // namespace

Move move_page(std::optional<Stage> from, Stage to) {
  Move move;
  move.from = from;
  move.to = to;
  const Row* const row = transition::row_of(from, to);
  move.legal = row != nullptr;
  if (!move.legal) {
    move.instead = transition::way(from, to);
    return move;
  }
  for (const Need* need : row->needs) {
    move.evidence.push_back(transition::evidence(std::string(need->title), Evidence::State::undecided));
  }
  return move;
}

std::vector<Move> moves_of(const RuleContext& context, std::span<const Diagnostic> found) {
  std::vector<Move> out;
  if (context.change == nullptr) return out;
  const std::vector<Module>& modules = context.registry.modules;
  std::vector<std::pair<ModuleId, ModuleId>> moved;
  for (std::size_t i = 0; i < modules.size(); ++i) {
    // A manifest that cannot be read says no stage; MG101 says so.
    if (!modules[i].manifest.readable) continue;
    const ModuleId before = context.change->module(modules[i].name);
    const bool stays = before != kCore && context.change->registry[before].manifest.stage == modules[i].manifest.stage;
    if (!stays) moved.emplace_back(static_cast<ModuleId>(i), before);
  }
  if (moved.empty()) return out;
  const Run run{context, by_module(found), votes_of(context), RfcUses(context.registry), old_files(context)};
  for (const auto& [id, before] : moved) {
    const Module& module = context.registry[id];
    const Module* const base = before == kCore ? nullptr : &context.change->registry[before];
    const auto from = base == nullptr ? std::nullopt : std::optional(base->manifest.stage);
    out.push_back(move_of({run, id, module, base, from, module.manifest.stage, is_tried(module.manifest)}));
  }
  return out;
}

std::string move_name(std::optional<Stage> from, Stage to) {
  return fmt::format("{}->{}", from ? stage_name(*from) : std::string_view("none"), stage_name(to));
}

}  // namespace modgate
