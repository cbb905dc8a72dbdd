#include "lint/waive.h"

namespace modgate {

std::vector<WaiverState> waivers_of(const Registry& registry, const Change*) {
  std::vector<WaiverState> out;
  for (std::size_t i = 0; i < registry.modules.size(); ++i) {
    for (const Waiver& waiver : registry.modules[i].manifest.waivers) {
      out.push_back({static_cast<ModuleId>(i), &waiver, false, false, 0});
    }
  }
  return out;
}

void apply_waivers(std::vector<Diagnostic>&, std::vector<WaiverState>&, const Registry&, const Files&) {}

}  // namespace modgate
