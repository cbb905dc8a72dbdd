// Which of a module's namespaces holds the packages of a file's language. A language in, the manifest's list out; of
// languages without declared packages, and of Go, whose package clause is no path, nothing.
#pragma once

#include <vector>

#include "modgate/facts.h"
#include "modgate/manifest.h"

namespace modgate {

inline const std::vector<Text>* packages_of(const Namespaces& namespaces, Language language) {
  switch (language) {
    case Language::java:
    case Language::kotlin:
    case Language::scala:
      return &namespaces.jvm;
    case Language::protobuf:
      return &namespaces.proto;
    default:
      return nullptr;
  }
}

}  // namespace modgate
