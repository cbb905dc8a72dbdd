#include "small_tree.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "build/kbuild.h"
#include "scan/scan.h"

namespace modgate::testing {

namespace fs = std::filesystem;

std::map<std::string, Verdict> verdicts_of(const Tree& tree) {
  Listing listing;
  for (const auto& [path, text] : tree) listing.add(path, EntryKind::file);
  listing.sort();
  const Files files(std::move(listing));
  Registry registry;
  registry.owner.assign(files.view_size(), kCore);
  registry.excluded.assign(files.view_size(), false);
  Module module;
  module.name = "mod";
  module.manifest.flag.kind.value = "kconfig";
  module.manifest.flag.name.value = "F";
  registry.modules.push_back(std::move(module));
  FactsTable facts(files.view_size());
  for (std::size_t i = 0; i < files.view_size(); ++i) {
    const std::string path(files.path(FileId{static_cast<std::uint32_t>(i)}));
    if (path.starts_with("mod/")) registry.owner[i] = ModuleId{0};
    const Language language = language_of(path);
    if (language == Language::make || language == Language::kconfig) facts.set(i, scan(language, tree.at(path), {}));
  }
  BuildModel model;
  read_kbuild(files, registry, facts, model);
  std::map<std::string, Verdict> out;
  const auto add = [](Built found, Built& whole, bool& undecided) {
    undecided |= found == Built::undecided;
    if (found == Built::always || (found == Built::sometimes && whole == Built::never)) whole = found;
  };
  for (const BuildUse& use : model.uses) {
    Verdict& verdict = out[std::string(files.path(use.source))];
    add(use.on, verdict.on, verdict.undecided_on);
    add(use.off, verdict.off, verdict.undecided_off);
    verdict.default_on = use.default_on;
    verdict.default_off = use.default_off;
  }
  return out;
}

void write_tree(const Tree& tree, const fs::path& folder) {
  for (const auto& [path, text] : tree) {
    fs::create_directories((folder / path).parent_path());
    std::ofstream(folder / path, std::ios::binary) << text;
  }
}

std::vector<std::string> lines_of_command(const std::string& command) {
  std::string out;
  FILE* pipe = popen(command.c_str(), "r");
  if (pipe == nullptr) return {};
  char buffer[4096];
  for (std::size_t n = fread(buffer, 1, sizeof(buffer), pipe); n > 0; n = fread(buffer, 1, sizeof(buffer), pipe)) {
    out.append(buffer, n);
  }
  if (pclose(pipe) != 0) return {};
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < out.size();) {
    const std::size_t end = std::min(out.find('\n', at), out.size());
    lines.push_back(out.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

bool oracle_is_there(const std::string& probe) { return !lines_of_command(probe + " 2>/dev/null").empty(); }

}  // namespace modgate::testing
