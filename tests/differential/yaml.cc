// modgate's reader of YAML against libfyaml: see runner.h for the arguments. Prints each difference without a reason
// and the sums.
#include "mutator.h"
#include "runner.h"
#include "yaml_agreement.h"

int main(int argc, char** argv) {
  using namespace modgate::differential;
  const auto reads = [](const std::string& path) { return path.ends_with(".yaml") || path.ends_with(".yml"); };
  const auto compare = [](const std::string& text, const std::string& /*path*/) { return compare_document(text); };
  return run({argv + 1, argv + argc}, {"documents", yaml_tokens(), reads, compare});
}
