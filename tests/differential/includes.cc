// The includes of the C-family scanner against those of clang's preprocessor: see runner.h for the arguments.
// Prints each difference without a reason and the sums.
#include "include_agreement.h"
#include "mutator.h"
#include "runner.h"
#include "scan/scan.h"

int main(int argc, char** argv) {
  using namespace modgate;
  const auto reads = [](const std::string& path) { return is_c_family(language_of(path)); };
  return differential::run({argv + 1, argv + argc},
                           {"includes", differential::cxx_tokens(), reads, differential::compare_includes});
}
