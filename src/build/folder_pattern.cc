// Component by component; variables recurse, and there are few.
#include "build/folder_pattern.h"

#include <algorithm>
#include <optional>

#include "base/paths.h"
#include "base/text.h"
#include "modgate/limits.h"

namespace modgate {
namespace {

class Matcher {
 public:
  Matcher(const Files& files, std::vector<std::string_view> parts) : files_(files), parts_(std::move(parts)) {}

  std::vector<FolderMatch> run() {
    step("", 0);
    return std::move(out_);
  }

 private:
  /// Recursion is as deep as the pattern has variables, which are few; other components are joined in a loop.
  void step(std::string path, std::size_t at) {
    while (at < parts_.size() && plain_variable(parts_[at]).empty()) path = paths::join(path, parts_[at++]);
    if (at == parts_.size()) {
      if (const std::optional<FileId> file = files_.find(path)) out_.push_back({*file, values_});
      return;
    }
    const std::string name(plain_variable(parts_[at]));
    const auto known =
        std::find_if(values_.begin(), values_.end(), [&](const auto& pair) { return pair.first == name; });
    if (known != values_.end()) {
      step(paths::join(path, known->second), at + 1);
      return;
    }
    for (const std::string_view folder : children(path)) {
      if (out_.size() >= limits::kPatternMatches) return;
      values_.emplace_back(name, paths::base_name(folder));
      step(std::string(folder), at + 1);
      values_.pop_back();
    }
  }

  /// The folders directly below one.
  std::vector<std::string_view> children(const std::string& path) const {
    std::vector<std::string_view> out;
    const std::vector<std::string_view>& folders = files_.directories();
    const std::string prefix = path.empty() ? "" : path + "/";
    auto folder = std::lower_bound(folders.begin(), folders.end(), std::string_view(prefix));
    while (folder != folders.end() && folder->starts_with(prefix)) {
      const std::size_t slash = folder->find('/', prefix.size());
      if (slash == std::string_view::npos) out.push_back(*folder++);
      // What lies below the folder before comes next, in one run: `0` is the byte after `/`.
      if (slash != std::string_view::npos) {
        const std::string behind = std::string(folder->substr(0, slash)) + "0";
        folder = std::lower_bound(folder, folders.end(), std::string_view(behind));
      }
    }
    return out;
  }

  const Files& files_;
  std::vector<std::string_view> parts_;
  std::vector<std::pair<std::string, std::string>> values_;
  std::vector<FolderMatch> out_;
};

}  // namespace

std::string_view plain_variable(std::string_view text) {
  const bool round = text.starts_with("$(") && text.ends_with(')');
  if (text.size() < 4 || (!round && !(text.starts_with("${") && text.ends_with('}')))) return {};
  const std::string_view name = text.substr(2, text.size() - 3);
  return std::all_of(name.begin(), name.end(), text::is_identifier) ? name : std::string_view{};
}

std::vector<FolderMatch> match_folders(const Files& files, std::string_view pattern) {
  std::vector<std::string_view> parts = text::split(pattern, "/");
  std::size_t variables = 0;
  for (const std::string_view part : parts) {
    if (part.find('$') == std::string_view::npos) continue;
    if (plain_variable(part).empty()) return {};
    ++variables;
  }
  if (variables > limits::kPatternVariables) return {};
  return Matcher(files, std::move(parts)).run();
}

}  // namespace modgate
