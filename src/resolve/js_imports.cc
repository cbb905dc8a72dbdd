#include "resolve/language_imports.h"

namespace modgate {

std::unique_ptr<LanguageImports> js_imports(const ImportScene& scene) {
  static_cast<void>(scene);
  return nullptr;
}

}  // namespace modgate
