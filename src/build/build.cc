// The build systems one after the other into one model, which is then put in order.
#include "build/build.h"

#include <algorithm>
#include <tuple>

#include "build/cmake.h"
#include "build/kbuild.h"

namespace modgate {

BuildModel read_build(const Files& files, const Registry& registry, const FactsTable& facts) {
  BuildModel model;
  model.flags.resize(registry.modules.size());
  read_cmake(files, registry, facts, model);
  read_kbuild(files, registry, facts, model);
  std::stable_sort(model.uses.begin(), model.uses.end(), [](const BuildUse& a, const BuildUse& b) {
    return std::tie(a.from, a.at, a.source) < std::tie(b.from, b.at, b.source);
  });
  std::stable_sort(model.references.begin(), model.references.end(),
                   [](const BuildReference& a, const BuildReference& b) {
                     return std::tie(a.from, a.at, a.module) < std::tie(b.from, b.at, b.module);
                   });
  std::stable_sort(model.undecided.begin(), model.undecided.end(),
                   [](const BuildUndecided& a, const BuildUndecided& b) {
                     return std::tie(a.from, a.at, a.module, a.reason) < std::tie(b.from, b.at, b.module, b.reason);
                   });
  const auto same = [](const BuildUndecided& a, const BuildUndecided& b) {
    return std::tie(a.from, a.at, a.module, a.reason) == std::tie(b.from, b.at, b.module, b.reason);
  };
  model.undecided.erase(std::unique(model.undecided.begin(), model.undecided.end(), same), model.undecided.end());
  return model;
}

}  // namespace modgate
