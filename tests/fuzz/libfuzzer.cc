// libFuzzer's entry: one program a target, whose name is given when it is compiled. An exception ends the program,
// which libFuzzer reports with the input.
#include <cstddef>
#include <cstdint>

#include "target.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
  modgate::fuzz::run(modgate::fuzz::MODGATE_FUZZ_TARGET, {reinterpret_cast<const char*>(bytes), size});
  return 0;
}
