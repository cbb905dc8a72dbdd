#include "removal_case.h"

#include <algorithm>

#include "base/line_index.h"
#include "base/text.h"
#include "scan/scan.h"

namespace modgate::testing {
namespace {

constexpr std::string_view kFolder = "src/relax";
constexpr std::string_view kFlag = "USE_RELAX";

Files files_of(const std::map<std::string, std::string>& all) {
  Listing listing;
  for (const auto& [path, text] : all) listing.add(path, EntryKind::file);
  listing.sort();
  return Files(std::move(listing));
}

}  // namespace

RemovalCase::RemovalCase(const std::map<std::string, std::string>& files) : files_(files_of(files)) {
  Module module;
  module.name = "relax";
  module.manifest.flag.name = {std::string(kFlag), {}, true};
  module.manifest.file = FileId{static_cast<std::uint32_t>(files_.view_size())};
  for (std::size_t i = 0; i < files_.view_size(); ++i) {
    const FileId file = static_cast<FileId>(i);
    const std::string path(files_.path(file));
    const bool own = path.starts_with(std::string(kFolder) + "/");
    registry_.owner.push_back(own ? ModuleId{0} : kCore);
    if (own) module.files.push_back(file);
    texts_.by_file[file] = files.at(path);
    ScanOptions options;
    options.flags = {std::string(kFlag)};
    options.registry_calls = {"look_up", "register_name"};
    options.registry_prefixes = {"relax."};
    facts_.push_back(scan(language_of(path), files.at(path), options));
  }
  registry_.part.resize(files_.view_size());
  registry_.excluded.resize(files_.view_size());
  registry_.test.resize(files_.view_size());
  registry_.modules.push_back(std::move(module));
  for (std::size_t i = 0; i < files_.view_size(); ++i) {
    const FileId file = static_cast<FileId>(i);
    if (registry_.owner[i] == ModuleId{0}) continue;
    name_flag_and_path(file, texts_.by_file[file]);
    use_files(file, facts_[i]);
  }
}

void RemovalCase::integrate(const std::string& path) {
  Integration integration;
  integration.path = {path, {}, true};
  integration.use = true;
  manifest().integration.push_back(integration);
  registry_.modules.front().integration_files.push_back(id(path));
  for (Use& use : resolution.uses) use.integration = use.integration || use.from == id(path);
}

void RemovalCase::name_flag_and_path(FileId file, const std::string& text) {
  const LineIndex lines(text);
  for (const std::string_view word : {kFlag, kFolder}) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
      if (at > 0 && text::is_identifier(text[at - 1])) continue;
      Mention mention;
      mention.what = word == kFlag ? Mention::What::flag : Mention::What::path;
      mention.module = ModuleId{0};
      mention.from = file;
      mention.at = {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + word.size())};
      mention.line = lines.position(mention.at.begin).line;
      mention.text = word;
      mentions.push_back(mention);
    }
  }
}

void RemovalCase::use_files(FileId file, const FileFacts& facts) {
  for (const Reference& reference : facts.references) {
    if (reference.spelled.find("relax") == std::string::npos) continue;
    Use use;
    const bool include =
        reference.kind == Reference::Kind::include_quoted || reference.kind == Reference::Kind::include_angled;
    use.kind = include ? Use::Kind::include : Use::Kind::import;
    use.line = reference.line;
    use.from = file;
    use.module = ModuleId{0};
    use.at = reference.at;
    use.spelled = reference.spelled;
    use.guarded = std::find(reference.guards.begin(), reference.guards.end(), kFlag) != reference.guards.end();
    resolution.uses.push_back(use);
  }
  if (facts.language != Language::cmake) return;
  for (const BuildCommand& command : facts.commands) {
    for (const BuildCommand::Argument& argument : command.arguments) {
      if (!argument.text.starts_with(kFolder)) continue;
      BuildReference reference;
      reference.module = ModuleId{0};
      reference.from = file;
      reference.line = argument.line;
      reference.at = argument.at;
      reference.command = command.at;
      reference.spelled = argument.text;
      if (command.name == "include") reference.kind = BuildReference::Kind::script;
      if (command.name.starts_with("add_lib")) reference.kind = BuildReference::Kind::source;
      build.references.push_back(reference);
    }
  }
}

std::string RemovalCase::after(const Removal& removal, const std::string& path) {
  std::string text = texts_.by_file[id(path)];
  for (auto cut = removal.cuts.rbegin(); cut != removal.cuts.rend(); ++cut) {
    if (cut->file == id(path)) text.erase(cut->at.begin, cut->at.end - cut->at.begin);
  }
  return text;
}

}  // namespace modgate::testing
