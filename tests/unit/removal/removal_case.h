// A tree in memory in which all below src/relax/ is the module `relax` with the flag USE_RELAX. What names it outside
// is found here by plain text search, so that the edits are tested without resolver, evaluator and search of the
// program.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "modgate/removal.h"

namespace modgate::testing {

class RemovalCase {
 public:
  explicit RemovalCase(const std::map<std::string, std::string>& files);

  Manifest& manifest() { return registry_.modules.front().manifest; }
  /// The file is an integration point.
  void integrate(const std::string& path);
  RemovalInput input() { return {files_, registry_, facts_, resolution, build, mentions, texts_}; }
  Removal plan() { return plan_removal(input(), ModuleId{0}); }
  /// The file without the plan's cuts.
  std::string after(const Removal& removal, const std::string& path);
  SourceTexts& texts() { return texts_; }
  const FileFacts& facts(const std::string& path) const { return facts_[index(id(path))]; }
  const Files& files() const { return files_; }
  Registry& registry() { return registry_; }
  FileId id(const std::string& path) const { return *files_.find(path); }

  Resolution resolution;
  BuildModel build;
  Mentions mentions;

 private:
  class Texts : public SourceTexts {
   public:
    std::map<FileId, std::string> by_file;
    std::string_view text(FileId file) override { return by_file[file]; }
  };
  void name_flag_and_path(FileId file, const std::string& text);
  void use_files(FileId file, const FileFacts& facts);

  Files files_;
  Registry registry_;
  FactsTable facts_;
  Texts texts_;
};

}  // namespace modgate::testing
