// A small tree in memory and a report about it that holds every shape a finding can have. The rules it names are
// declared here, too: the program under test is the renderers alone.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "report/printed.h"
#include "report/render.h"

namespace modgate::testing {

/// Files by path, and their texts.
class Tree : public SourceTexts {
 public:
  explicit Tree(std::map<std::string, std::string> texts);
  const Files& files() const { return files_; }
  std::string_view text(FileId file) override { return texts_.at(std::string(files_.path(file))); }
  FileId id(std::string_view path) const { return files_.find(path).value(); }
  /// The first occurrence of `needle` in the file.
  Location at(std::string_view path, std::string_view needle) const;

 private:
  std::map<std::string, std::string> texts_;
  Files files_;
};

/// What the program prints of the report.
std::string rendered(const LintReport& report, Tree& tree, Format format, const RenderOptions& options);

/// The location as formats see it.
PrintedPlace place(Tree& tree, const Location& at);

Tree one_file(const std::string& path, const std::string& text);

/// The rule with this id, out of the few that the tests declare.
const Rule& rule(std::string_view id);

Tree sample_tree();
LintReport sample_report(const Tree& tree);

/// A finding of MG301 without anything but a place and a message.
Diagnostic finding(Location at, std::string message);

}  // namespace modgate::testing
