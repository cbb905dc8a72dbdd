#include "build/build.h"

namespace modgate {

BuildModel read_build(const Files& files, const Registry& registry, const std::vector<FileFacts>& facts) {
  static_cast<void>(files);
  static_cast<void>(facts);
  BuildModel model;
  model.flags.resize(registry.modules.size());
  return model;
}

}  // namespace modgate
