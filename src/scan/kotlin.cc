#include "scan/scan.h"

namespace modgate {

FileFacts scan_kotlin(std::string_view bytes) {
  static_cast<void>(bytes);
  return {};
}

}  // namespace modgate
